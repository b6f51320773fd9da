"""The sheet of the stage's keys (? or F1), made from their table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from data.texts import Texts
from ui.menus import shown_key
from ui.sheet import Sheet
from ui.stage.keys import STAGE_KEYS


class StageSheet(Sheet):
    """All commands of the stage with their keys; those with one text in one row."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Write the sheet in a language."""
        super().__init__(texts("Keyboard shortcuts"), texts, parent)
        keys: dict[str, list[str]] = {}
        for known in STAGE_KEYS:
            keys.setdefault(known.text, []).extend(known.keys)
        page = QWidget()
        page.setObjectName("cards")
        grid = QGridLayout(page)
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(24)
        for at, (text, names) in enumerate(keys.items()):
            grid.addWidget(QLabel(texts(text)), at, 0)
            shown = QLabel("  ".join(shown_key(name) for name in names))
            shown.setProperty("role", "meta")
            grid.addWidget(shown, at, 1, Qt.AlignmentFlag.AlignRight)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(page)
        scroll.setAccessibleName(texts("Keyboard shortcuts"))
        self.add(scroll, stretch=1)
        self.resize(520, 600)
