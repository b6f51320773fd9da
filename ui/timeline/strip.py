"""The strip below the map: buttons, what is chosen in words, and the axis."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QToolBar, QToolButton, QVBoxLayout, QWidget

from data.texts import Texts
from ui.icons import draw_icon
from ui.theme import Colours
from ui.timeline.axis import TimeAxis
from ui.timeline.painting import HEIGHT_PX

CAPTION_PX = 190


class TimeStrip(QToolBar):
    """A tool bar that cannot be moved, as wide as the window."""

    step_asked = Signal(int)
    play_asked = Signal()
    clear_asked = Signal()
    close_asked = Signal()

    def __init__(self, window: QMainWindow, texts: Texts) -> None:
        """Make the strip at the window's lower edge, hidden."""
        super().__init__(window)
        self.setObjectName("timeline")
        self.setMovable(False)
        self.setFixedHeight(HEIGHT_PX)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setVisible(False)
        self._texts = texts
        self.axis = TimeAxis(texts)
        self.period = QLabel()
        self.buttons = {name: QToolButton() for name in ("step_back", "play", "step_on", "all_time", "close")}
        self._lay_out()
        self.buttons["step_back"].clicked.connect(lambda: self.step_asked.emit(-1))
        self.buttons["step_on"].clicked.connect(lambda: self.step_asked.emit(1))
        self.buttons["play"].clicked.connect(self.play_asked)
        self.buttons["all_time"].clicked.connect(self.clear_asked)
        self.buttons["close"].clicked.connect(self.close_asked)
        window.addToolBar(Qt.ToolBarArea.BottomToolBarArea, self)
        self.hide()

    def _lay_out(self) -> None:
        caption = QWidget()
        caption.setFixedWidth(CAPTION_PX)
        column = QVBoxLayout(caption)
        column.setContentsMargins(8, 2, 4, 2)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(2)
        for name in ("step_back", "play", "step_on"):
            row.addWidget(self.buttons[name])
        row.addStretch(1)
        row.addWidget(self.buttons["all_time"])
        column.addLayout(row)
        self.period.setProperty("role", "meta")
        column.addWidget(self.period)
        self.addWidget(caption)
        self.addWidget(self.axis)
        self.addWidget(self.buttons["close"])

    def event(self, event: QEvent) -> bool:
        """Take the margins back that a style sheet gives to every tool bar."""
        is_done = super().event(event)
        inner = self.layout()
        if inner and event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.Show):
            inner.setContentsMargins(0, 0, 0, 0)
        return is_done

    def retext(self, texts: Texts, colours: Colours) -> None:
        """Write everything in a language, and draw the icons in the theme's colours."""
        self._texts, self._colours = texts, colours
        words = {
            "step_back": texts("Previous event"),
            "step_on": texts("Next event"),
            "all_time": texts("All time"),
            "close": texts("Close"),
        }
        for name, text in words.items():
            self.buttons[name].setToolTip(text)
            self.buttons[name].setAccessibleName(text)
        for name in ("step_back", "step_on", "all_time", "close"):
            self.buttons[name].setIcon(draw_icon(name, colours.text, colours.line))
        self.setWindowTitle(texts("Timeline"))
        self.setStyleSheet(
            f"QToolBar#timeline {{ border-top: 1px solid {colours.line}; border-bottom: 0; padding: 0; }}"
        )

    def show_state(self, period: str, event: str, is_playing: bool) -> None:
        """Show the period in words (empty for all time), the selected event, and whether it plays."""
        texts = self._texts
        name = texts("Stop") if is_playing else texts("Play")
        play = self.buttons["play"]
        play.setIcon(draw_icon("pause" if is_playing else "play", self._colours.text, self._colours.line))
        play.setToolTip(texts("{command} ({key})", command=name, key=texts("Space")))
        play.setAccessibleName(name)
        self.buttons["all_time"].setVisible(bool(period))
        told = period or event or texts("All time")
        room = CAPTION_PX - 12
        self.period.setText(self.period.fontMetrics().elidedText(told, Qt.TextElideMode.ElideRight, room))
        self.period.setToolTip(told)
        self.axis.setAccessibleName(texts("Timeline: {period}", period=period or texts("All time")))
        self.axis.setAccessibleDescription(event)
