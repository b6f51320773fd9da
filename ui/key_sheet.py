"""The sheet of shortcuts, made from the table of commands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from data.texts import N_, Texts
from ui.actions import ACTIONS, MENUS, SUBMENUS
from ui.menus import shown_key
from ui.sheet import Sheet

BY_HAND = (
    (N_("Next linked words"), "Tab"),
    (N_("Follow linked words"), "Enter"),
    (N_("Next or previous passage"), "↑ ↓"),
)
"""Keys that belong to the passages themselves, not to a command."""


class KeySheet(Sheet):
    """All commands that have a key, by menu."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Write the sheet in a language."""
        super().__init__(texts("Keyboard shortcuts"), texts, parent)
        page = QWidget()
        page.setObjectName("cards")
        grid = QGridLayout(page)
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(24)
        for menu, title in MENUS.items():
            menus = (menu, *(name for name, (parent, _) in SUBMENUS.items() if parent == menu))
            rows = [(a.title(texts), a.shortcuts) for a in ACTIONS if a.menu in menus and a.shortcuts]
            _add_rows(grid, texts(title), rows)
        listed = [(a.title(texts), a.list_keys) for a in ACTIONS if a.list_keys]
        _add_rows(grid, texts("In the list of scenes"), listed)
        _add_rows(grid, texts("In the passages"), [(texts(text), (key,)) for text, key in BY_HAND])
        note = QLabel(texts("Single letters work while the map or a list has the focus."), wordWrap=True)
        note.setProperty("role", "meta")
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(page)
        scroll.setAccessibleName(texts("Keyboard shortcuts"))
        self.add(scroll, stretch=1)
        self.add(note)
        self.resize(480, 560)


def _add_rows(grid: QGridLayout, title: str, rows: list[tuple[str, tuple[str, ...]]]) -> None:
    if not rows:
        return
    head = QLabel(title)
    head.setProperty("role", "speaker")
    grid.addWidget(head, grid.rowCount(), 0, 1, 2)
    for text, keys in rows:
        at = grid.rowCount()
        grid.addWidget(QLabel(text), at, 0)
        shown = QLabel("  /  ".join(shown_key(key) if key.isascii() else key for key in keys))
        shown.setProperty("role", "meta")
        grid.addWidget(shown, at, 1, Qt.AlignmentFlag.AlignRight)
