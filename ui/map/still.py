"""The last still picture of the map, shown over a page that is dead or coming back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from data.texts import Texts


class StillPicture(QWidget):
    """Covers the page with its last picture under a thin bar that says what happens."""

    safe_graphics_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Start without a picture, hidden."""
        super().__init__(parent)
        self.picture = QPixmap()
        self._message = QLabel()
        self.button = QPushButton()
        self.button.clicked.connect(self.safe_graphics_asked)
        bar = QWidget()
        bar.setObjectName("stillBar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._message, 1)
        row.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(bar)
        column.addStretch(1)

    def show_restarting(self, texts: Texts) -> None:
        """Say that the map comes back."""
        self._message.setText(texts("The map view stopped and is restarting."))
        self.button.hide()
        self.show()
        self.raise_()

    def show_given_up(self, texts: Texts) -> None:
        """Say that the picture stays, and offer safe graphics."""
        self._message.setText(texts("Showing the still picture."))
        self.button.setText(texts("Restart in safe graphics"))
        self.button.show()
        self.show()
        self.raise_()

    def hide_picture(self) -> None:
        """Uncover the page: it is back."""
        if self.isVisible():
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the picture where the map was."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().window())
        if not self.picture.isNull():
            painter.drawPixmap(self.rect(), self.picture)
