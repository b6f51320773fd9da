"""The filmstrip: a small picture of each scene of the show, the current one marked; a click goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from data.texts import Texts
from maps.titling import text_of
from ui.stage.dress import COLOURS
from ui.stage.pictures import Pictures

if TYPE_CHECKING:
    from ui.stage.stage import Stage

FRAME = QSize(112, 63)
GAP_PX = 8
EDGE_PX = 4


class Filmstrip(QScrollArea):
    """Scrolls so that the current scene and the next are in sight."""

    asked = Signal(int)
    """A scene was clicked (from 0)."""

    def __init__(self, stage: Stage, pictures: Pictures, texts: Texts, parent: QWidget | None = None) -> None:
        """Make the strip."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stage = stage
        self.strip = Strip(stage, pictures, texts)
        self.strip.clicked.connect(self.asked)
        self.setWidget(self.strip)
        self.setFixedHeight(FRAME.height() + 2 * EDGE_PX)
        pictures.made.connect(lambda _: self.strip.update())
        self.retext(texts)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self.strip.texts = texts
        self.setAccessibleName(texts("Filmstrip"))
        self.strip.setAccessibleName(texts("Filmstrip"))
        self.show_stage()

    def show_stage(self) -> None:
        """Follow the show."""
        self.strip.resize(self.strip.wanted())
        self.strip.update()
        frame = self.strip.frame(self._stage.show.scene)
        self.ensureVisible(frame.center().x(), 0, FRAME.width() * 2, 0)


class Strip(QWidget):
    """The pictures in a row."""

    clicked = Signal(int)

    def __init__(self, stage: Stage, pictures: Pictures, texts: Texts) -> None:
        """Make the row."""
        super().__init__()
        self._stage = stage
        self._pictures = pictures
        self.texts = texts
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def wanted(self) -> QSize:
        """Return the size that all pictures take."""
        count = len(self._stage.scenes)
        return QSize(EDGE_PX * 2 + count * FRAME.width() + max(0, count - 1) * GAP_PX, FRAME.height() + 2 * EDGE_PX)

    def frame(self, at: int) -> QRect:
        """Return where a scene's picture is."""
        return QRect(QPoint(EDGE_PX + at * (FRAME.width() + GAP_PX), EDGE_PX), FRAME)

    def scene_at(self, place: QPoint) -> int | None:
        """Return the scene at a position, or None between them."""
        return next((at for at in range(len(self._stage.scenes)) if self.frame(at).contains(place)), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Go to the scene."""
        found = self.scene_at(event.position().toPoint())
        if found is not None:
            self.clicked.emit(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Tell the scene's title."""
        found = self.scene_at(event.position().toPoint())
        shown = text_of(self._stage.scenes[found].title, self.texts.language)[0] if found is not None else ""
        self.setToolTip(shown.replace("<", "‹"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the pictures in sight, each with its number."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(COLOURS.window))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, scene in enumerate(self._stage.scenes):
            frame = self.frame(at)
            if event.rect().intersects(frame):
                painter.drawPixmap(frame, self._pictures.picture(scene))
                paint_number(painter, frame, at + 1)
                if at == self._stage.show.scene:
                    painter.setPen(QPen(QColor(COLOURS.accent), 4))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRect(frame.adjusted(-1, -1, 1, 1))
        painter.end()


def paint_number(painter: QPainter, frame: QRect, number: int, *, size_px: int = 13) -> None:
    """Paint a scene's number in a corner of its picture."""
    font = painter.font()
    font.setPixelSize(size_px)
    font.setBold(True)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(str(number)) + size_px
    tag = QRect(frame.left(), frame.top(), width, round(size_px * 1.5))
    painter.fillRect(tag, QColor(COLOURS.window))
    painter.setPen(QColor(COLOURS.text))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, str(number))
