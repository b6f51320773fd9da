"""A box that lies over the map and can be dragged out of the way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import Colours

EDGE_PX, TOP_PX = 12, 60
"""From the map's edges; the head of the legend stays free."""


class MapBox(QFrame):
    """Comes up at the left of the map; where it was dragged to it stays."""

    def __init__(self, ground: QWidget, name: str, width_px: int) -> None:
        """Make the box on the map, hidden."""
        super().__init__(ground)
        self.setObjectName(name)
        self._ground = ground
        self._width_px = width_px
        self._held: QPoint | None = None
        self._at = QPoint(EDGE_PX, TOP_PX)
        ground.installEventFilter(self)
        self.hide()

    def colour(self, colours: Colours) -> None:
        """Take the theme's colours."""
        name = f"QFrame#{self.objectName()}"
        self.setStyleSheet(
            f"{name} {{ background: {colours.card}; border: 1px solid {colours.muted}; border-radius: 10px; }}"
            f"{name} QLabel {{ color: {colours.text}; }}"
        )

    def place(self) -> None:
        """Take the room that the contents need, inside the map."""
        self.setFixedWidth(max(min(self._width_px, self._ground.width() - 2 * EDGE_PX), 200))
        self.adjustSize()
        right, bottom = self._ground.width() - self.width(), self._ground.height() - self.height()
        self.move(max(min(self._at.x(), right), 0), max(min(self._at.y(), bottom), 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Begin to drag the box."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Drag the box."""
        if self._held is not None:
            self._at = self.mapToParent(event.position().toPoint()) - self._held
            self.place()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Leave the box where it is."""
        self._held = None
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Stay inside the map."""
        if watched is self._ground and event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)
