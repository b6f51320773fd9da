"""A sheet: a dialog of our own that stands beside the map and never locks the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from data.texts import Texts


class Sheet(QDialog):
    """A titled dialog with a button that closes it; its parts are added above that."""

    def __init__(self, title: str, texts: Texts, parent: QWidget | None = None) -> None:
        """Make an empty sheet."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._close = QPushButton(texts("Close"))
        self._close.clicked.connect(self.accept)
        self.buttons = QDialogButtonBox()
        self.buttons.addButton(self._close, QDialogButtonBox.ButtonRole.RejectRole)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.buttons)

    def add(self, widget: QWidget, *, stretch: int = 0) -> None:
        """Add a part above the button."""
        self.column.insertWidget(self.column.count() - 1, widget, stretch)

    def show_alone(self) -> None:
        """Show this sheet in place of any other of its window."""
        parent = self.parentWidget()
        for other in parent.findChildren(Sheet) if parent else []:
            if other is not self:
                other.close()
        self.show()
