"""The axis of the timeline as a widget: painted, dragged, zoomed, and used from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from data import formats
from data.texts import Texts
from maps.scene import Theme
from ui.timeline.brush import Days, Drag, grip_at
from ui.timeline.keys import KEYS, period_by_key
from ui.timeline.marks import Figures, Mark, whole_time
from ui.timeline.painting import FIGURES_Y, HEIGHT_PX, View, mark_at, paint
from ui.timeline.scale import Scale

WHEEL_STEP = 120.0
ZOOM = 1.6
TELL_MS = 60
"""While a period is dragged it is told no more often than this."""


class TimeAxis(QWidget):
    """Shows the events and the period; says what the user asks for."""

    period_asked = Signal(object)
    """A period (first and last day) or None."""
    event_asked = Signal(str)
    step_asked = Signal(int)
    play_asked = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Make an empty axis."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("takesMapKeys", True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(QSize(200, HEIGHT_PX - 2))
        self._texts = texts
        self._theme: Theme = "light"
        self.marks: tuple[Mark, ...] = ()
        self._figures: tuple[Figures, ...] = ()
        self._selected = self._hovered = ""
        self._drag: Drag | None = None
        self.period: Days | None = None
        self.scale = Scale(0, 1, 1.0)
        self._teller = QTimer(self, singleShot=True, interval=TELL_MS)
        self._teller.timeout.connect(lambda: self.period_asked.emit(self.period))

    def set_facts(self, marks: list[Mark], figures: list[Figures], texts: Texts, theme: Theme) -> None:
        """Show these events in a language and a theme."""
        if not self.marks:
            self.scale = Scale.whole(*whole_time(marks, figures), max(self.width(), 1))
        self.marks, self._figures = tuple(marks), tuple(figures)
        self._texts, self._theme = texts, theme
        self.update()

    def show_state(self, period: Days | None, selected: str) -> None:
        """Show a period and which event is selected."""
        if selected != self._selected:
            for mark in self.marks:
                if mark.id == selected:
                    self.scale = self.scale.holding(int(mark.middle))
        self._selected = selected
        if self._drag is None:
            self.period = period
        self.update()

    @property
    def view(self) -> View:
        """Everything that is painted."""
        return View(
            self.scale,
            self.marks,
            self._figures,
            self.period,
            self._selected,
            self._hovered,
            self._texts.language,
            self._theme,
            self.hasFocus(),
        )

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Look closer, or from farther off, around a place; without one around the selected event or the middle."""
        if x is None:
            chosen = next((mark for mark in self.marks if mark.id == self._selected), None)
            x = self.scale.x(chosen.middle) if chosen else self.width() / 2
        self.scale = self.scale.zoomed(factor, x)
        self.update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Take hold of an event, of the period or of nothing yet."""
        if event.button() == Qt.MouseButton.LeftButton:
            x = event.position().x()
            grip = grip_at(self.scale, self.period, x) if event.position().y() <= FIGURES_Y + 4 else "new"
            self._drag = Drag(grip, x, self.period)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Drag, or say what is under the pointer."""
        x = event.position().x()
        if self._drag:
            self._drag = self._drag.at(x)
            if self._drag.has_begun:
                self._set_period(self._drag.period(self.scale, x))
            return
        mark = mark_at(self.view, event.position())
        grip = grip_at(self.scale, self.period, x)
        shapes = {
            "first": Qt.CursorShape.SizeHorCursor,
            "last": Qt.CursorShape.SizeHorCursor,
            "middle": Qt.CursorShape.OpenHandCursor,
        }
        self.setCursor(Qt.CursorShape.PointingHandCursor if mark else shapes.get(grip, Qt.CursorShape.IBeamCursor))
        self._hover(mark.id if mark else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """End a drag, or select the event that was clicked."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        if drag.has_begun:
            self._teller.stop()
            self.period_asked.emit(self.period)
            return
        mark = mark_at(self.view, event.position())
        if mark:
            self.event_asked.emit(mark.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Show all time."""
        if mark_at(self.view, event.position()) is None:
            self.period_asked.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Look closer or from farther off; sideways, or with Shift, move along."""
        turn = event.angleDelta()
        if turn.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.scale = self.scale.moved(-float(turn.x() or turn.y()))
        else:
            self.scale = self.scale.zoomed(ZOOM ** (turn.y() / WHEEL_STEP), event.position().x())
        self.update()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Nothing is under the pointer any more."""
        self._hover("")
        super().leaveEvent(event)

    # Keyboard

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's shortcuts; say what is under the pointer."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in KEYS and not (event.key() == Qt.Key.Key_Escape and self.period is None):
                event.accept()
                return True
        elif isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._told_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Step, play, choose a period, zoom."""
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Space:
            self.play_asked.emit()
        elif key == Qt.Key.Key_Escape and self.period:
            self.period_asked.emit(None)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(ZOOM)
        elif key == Qt.Key.Key_Minus:
            self.zoom(1 / ZOOM)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            chosen = next((mark for mark in self.marks if mark.id == self._selected), None)
            period = period_by_key(self.scale, self.period, chosen, step, modifiers)
            if period:
                self.period_asked.emit(period)
            else:
                self.step_asked.emit(step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Show the ring of focus."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Hide the ring of focus."""
        self.update()
        super().focusOutEvent(event)

    # Inside

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint everything."""
        painter = QPainter(self)
        paint(painter, self.view, float(self.height()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keep what is in sight."""
        self.scale = self.scale.resized(max(event.size().width(), 1))
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be as high as the strip."""
        return QSize(600, HEIGHT_PX - 2)

    def _set_period(self, period: Days) -> None:
        if period != self.period:
            self.period = period
            self.update()
            if not self._teller.isActive():
                self._teller.start()

    def _hover(self, mark: str) -> None:
        if mark != self._hovered:
            self._hovered = mark
            self.update()

    def _told_at(self, at: QPointF) -> str:
        """Return what there is to say of a place: the event, or how many figures are of that time."""
        mark = mark_at(self.view, at)
        if mark:
            return f"{mark.when}\n{mark.name}"
        day = self.scale.day(at.x())
        near = [known for known in self._figures if known.first <= day <= known.last]
        if at.y() <= FIGURES_Y - 4 or not near:
            return ""
        return "\n".join(
            self._texts.count(
                "{n} figure as of {date}",
                "{n} figures as of {date}",
                known.count,
                date=formats.date(known.iso, self._texts.language),
            )
            for known in near
        )
