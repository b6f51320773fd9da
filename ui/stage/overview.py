"""The overview: all scenes of the show in a grid; arrows and Enter, or a click, go to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from data.texts import Texts
from maps.titling import text_of
from ui.stage.dress import COLOURS
from ui.stage.filmstrip import paint_number
from ui.stage.keys import KEEPS_KEYS
from ui.stage.pictures import Pictures

if TYPE_CHECKING:
    from ui.stage.stage import Stage

EDGE_PX, GAP_PX, TITLE_PX = 24, 16, 42
LEAST_PX = 180
"""A picture is no narrower while there is room to scroll."""


class Overview(QWidget):
    """Lies over the console while it is open."""

    chosen = Signal(int)
    """A scene is to be gone to (from 0)."""
    closed = Signal()

    def __init__(self, stage: Stage, pictures: Pictures, texts: Texts, parent: QWidget) -> None:
        """Make the grid, put away."""
        super().__init__(parent)
        self.setObjectName("overview")
        self.setProperty(KEEPS_KEYS, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stage = stage
        self._pictures = pictures
        self._top = 0
        self.at = 0
        self.digits = ""
        self.hide()
        self.retext(texts)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.setAccessibleName(texts("Overview"))
        self.update()

    def open(self) -> None:
        """Show the grid with the current scene marked."""
        self.at = self._stage.show.scene
        self.digits = ""
        self.show()
        self.raise_()
        self.setFocus()
        self._bring_into_sight()

    def close_grid(self) -> bool:
        """Put the grid away; tell whether it was there."""
        was_there = self.isVisible()
        self.hide()
        if was_there:
            self.closed.emit()
        return was_there

    @property
    def columns(self) -> int:
        """How many pictures stand side by side: as many as make them large enough to tell apart."""
        count = max(1, len(self._stage.scenes))
        room = max(1, (self.width() - 2 * EDGE_PX + GAP_PX) // (LEAST_PX + GAP_PX))
        fits = next(
            (n for n in range(1, room + 1) if -(-count // n) * self._cell(n)[1] <= self.height() - EDGE_PX), room
        )
        return min(room, fits)

    def frame(self, at: int) -> QRect:
        """Return where a scene's picture is."""
        columns = self.columns
        width, height = self._cell(columns)
        row, column = divmod(at, columns)
        corner = QPoint(EDGE_PX + column * (width + GAP_PX), EDGE_PX + row * height - self._top)
        return QRect(corner.x(), corner.y(), width, width * 9 // 16)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Walk along the grid, go to a scene, or leave."""
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_Down: self.columns,
        }
        last = len(self._stage.scenes) - 1
        key = Qt.Key(event.key())
        if key in steps:
            to = self.at + steps[key]
            self._mark(to if 0 <= to <= last else self.at)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.at)
        elif key == Qt.Key.Key_Home:
            self._mark(0)
        elif key == Qt.Key.Key_End:
            self._mark(last)
        elif key in (Qt.Key.Key_G, Qt.Key.Key_Tab, Qt.Key.Key_Escape):
            self.close_grid()
        elif key == Qt.Key.Key_Backspace:
            self.digits = self.digits[:-1]
        elif event.text().isdecimal() and event.text().isascii():
            self.digits = (self.digits + event.text())[-4:]
            self._mark(max(0, min(int(self.digits) - 1, last)), keeps_digits=True)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forwards: bool) -> bool:  # noqa: N802  Qt's name
        """Keep Tab for itself."""
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Go to the scene that is clicked."""
        place = event.position().toPoint()
        found = next((at for at in range(len(self._stage.scenes)) if self.frame(at).contains(place)), None)
        if found is not None:
            self._choose(found)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scroll, where there are more scenes than fit."""
        self._top = max(0, min(self._top - event.angleDelta().y() // 2, self._most()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint pictures with numbers and titles."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(COLOURS.window))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for at, scene in enumerate(self._stage.scenes):
            frame = self.frame(at)
            painter.drawPixmap(frame, self._pictures.picture(scene))
            paint_number(painter, frame, at + 1, size_px=18)
            if at == self.at:
                painter.setPen(QPen(QColor(COLOURS.accent), 5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(frame)
            font = painter.font()
            font.setPixelSize(14)
            font.setBold(at == self._stage.show.scene)
            painter.setFont(font)
            painter.setPen(QColor(COLOURS.text))
            below = QRect(frame.left(), frame.bottom() + 4, frame.width(), TITLE_PX - 4)
            title = text_of(scene.title, self._texts.language)[0]
            painter.drawText(below, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, title)
        painter.end()

    def _cell(self, columns: int) -> tuple[int, int]:
        """Return a picture's width, and the height that it takes with its title."""
        width = (self.width() - 2 * EDGE_PX - (columns - 1) * GAP_PX) // columns
        return width, width * 9 // 16 + TITLE_PX + GAP_PX

    def _most(self) -> int:
        """Return how far the grid can be scrolled."""
        rows = -(-len(self._stage.scenes) // self.columns)
        return max(0, rows * self._cell(self.columns)[1] + EDGE_PX - self.height())

    def _mark(self, at: int, *, keeps_digits: bool = False) -> None:
        self.at = at
        if not keeps_digits:
            self.digits = ""
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        self._top = max(0, min(self._top, self._most()))
        frame = self.frame(self.at)
        if frame.top() < EDGE_PX:
            self._top = max(0, self._top + frame.top() - EDGE_PX)
        elif frame.bottom() + TITLE_PX > self.height():
            self._top += frame.bottom() + TITLE_PX - self.height()
        self.update()

    def _choose(self, at: int) -> None:
        self.close_grid()
        self.chosen.emit(at)
