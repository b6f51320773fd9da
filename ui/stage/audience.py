"""The audience's window: its map, what covers it, and nothing else.

It never asks for the focus, so that the console keeps the keyboard. Nothing that the program has to say of itself is
shown on it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPalette, QPixmap, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from data.texts import Texts
from data.tiles import Tiles
from maps.cache import Prepared
from ui.map.view import MapView
from ui.session import Session
from ui.stage.covers import Card, Cover, Glass
from ui.stage.show import State

COLOURS: dict[State, str] = {"black": "#000000", "white": "#ffffff"}
WINDOW_SHARE = 0.66
"""An ordinary window takes so much of its screen's width."""


class AudienceWindow(QWidget):
    """Shows the audience's session, or a cover."""

    close_asked = Signal()
    """The window's own button was pressed."""
    activated = Signal()
    """The window got the keyboard: a window manager gives it to whatever comes last."""

    def __init__(self, session: Session, still: QPixmap) -> None:
        """Begin with a picture, until the map is drawn."""
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("audience")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor("black"))
        self.setPalette(palette)
        self.map = MapView(session, Tiles(), self)
        bar = self.map.still_picture.findChild(QWidget, "stillBar")
        if bar:
            bar.hide()  # the still stays without a word; the console says what happened
        self._still = Cover(self)
        self._still.show_picture(still)
        self._fade_ms = 0
        self._cover = Cover(self)
        self._glass = Glass(self)
        self.card = Card(self)
        self.question = Card(self, is_foot=True)
        self._may_close = False
        self.map.drawn.connect(self._on_drawn)

    def retext(self, texts: Texts) -> None:
        """Name the window."""
        self.setWindowTitle(texts("Audience"))

    def serve(self, prepared: Prepared) -> None:
        """Let the map's page come."""
        self.map.serve(prepared)

    @property
    def is_covered(self) -> bool:
        """Whether a cover is up: black, white, or a frozen picture."""
        return self._cover.isVisible()

    @property
    def is_starting(self) -> bool:
        """Whether a still picture stands in for the map, which is not drawn yet."""
        return self._still.isVisible()

    def follow(self, state: State) -> None:
        """Cover the map as a state of the show wants it, or uncover it."""
        if state == "frozen":
            self._cover.show_picture(self.picture())
        elif state in COLOURS:
            self._cover.show_colour(COLOURS[state])
        else:
            self._cover.lift()

    def picture(self) -> QPixmap:
        """Return what the audience sees now."""
        hidden = [one for one in (self.card, self.question) if one.isVisible()]
        for one in hidden:
            one.hide()
        picture = self.grab()
        for one in hidden:
            one.show()
        return picture

    def fade(self, duration_ms: int) -> None:
        """Keep the picture over a map that is about to be drawn anew, and fade then."""
        if not self._still.isVisible() and not self.map.is_at_rest:
            self._fade_ms = duration_ms
            self._still.show_picture(self.picture())

    def fill(self, screen: QScreen) -> None:
        """Take a screen as a whole."""
        if self.isFullScreen():
            self.showNormal()
        self.setGeometry(screen.geometry())
        self.winId()
        handle = self.windowHandle()
        if handle:
            handle.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def be_window(self, screen: QScreen) -> None:
        """Be an ordinary window on a screen, in the shape of a screen."""
        self.showNormal()
        room = screen.availableGeometry()
        width = int(room.width() * WINDOW_SHARE)
        size = QSize(width, width * 9 // 16)
        self.setGeometry(QRect(room.topLeft() + (room.bottomRight() - room.topLeft()) / 8, size))
        self.show()

    def close_for_good(self) -> None:
        """Take the window down with its page."""
        self._may_close = True
        self.hide()
        self.map.close_page()
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Ask the speaker, instead of leaving the audience without a map."""
        if self._may_close:
            super().closeEvent(event)
        else:
            event.ignore()
            self.close_asked.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Say when the window gets the keyboard."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Let everything fill the window."""
        for part in (self.map, self._still, self._cover, self._glass):
            part.setGeometry(self.rect())

    def _on_drawn(self) -> None:
        self._still.lift(self._fade_ms)
        self._fade_ms = 0
