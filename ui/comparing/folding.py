"""A heading that folds what is below it away, so that the table stays in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget


class FoldButton(QToolButton):
    """Shows and hides a widget; its arrow says which."""

    def __init__(self, body: QWidget, *, is_open: bool = False) -> None:
        """Take what is folded."""
        super().__init__()
        self._body = body
        self.setObjectName("fold")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStyleSheet(
            "QToolButton#fold { border: 1px solid transparent; padding: 2px 2px; font-weight: bold; text-align: left; }"
            "QToolButton#fold:checked { background: transparent; color: palette(text); }"
            "QToolButton#fold:focus { border: 2px solid palette(highlight); padding: 1px 1px; }"
        )
        self.toggled.connect(self._fold)
        self.setChecked(is_open)
        self._fold(is_open)

    def open(self) -> None:
        """Show what is folded."""
        self.setChecked(True)

    def _fold(self, is_open: bool) -> None:
        self.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._body.setVisible(is_open)
