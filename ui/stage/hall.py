"""The hall: places console and audience on the screens, moves the map between editor and console, follows the screens.

With two screens the audience has one as a whole; with one it has that, and the console lies behind until it is asked
for; or both are ordinary windows, of which one is shared in a call. A screen that goes never ends the show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPixmap, QScreen
from PySide6.QtWidgets import QDialog, QLabel

from data.texts import N_, load_texts
from maps.cache import Prepared
from ui.map.view import MapView
from ui.stage.audience import AudienceWindow
from ui.stage.covers import Card, blurred
from ui.stage.screens import Screens
from ui.stage.show import Show

if TYPE_CHECKING:
    from ui.stage.console import Console
    from ui.stage.stage import Stage

Layout = Literal["screens", "windows"]
"""A screen each as far as there are two, or two ordinary windows."""

CARD_MS = 2_000
GONE = N_("Projector gone")
BACK = N_("A second screen is here. Swap (S) gives it to the audience.")
RESTARTED = N_("Map restarted")
STOPPED = N_("The audience's map stopped: the still picture stays.")
ON_STAGE = N_("The map is on stage.")
QUESTION = N_("End the show? Enter ends it, Esc stays.")


class Hall(QObject):
    """Owns the windows of the show."""

    def __init__(self, stage: Stage) -> None:
        """Make no window yet."""
        super().__init__(stage)
        self._stage = stage
        self._prepared: Prepared | None = None
        self.audience: AudienceWindow | None = None
        self.console: Console | None = None
        self.layout: Layout = "screens"
        self._screens: Screens | None = None
        self._audience_on: QScreen | None = None
        self._console_on: QScreen | None = None
        self._is_front = False
        self._cards: list[Card] = []

    @property
    def map(self) -> MapView | None:
        """The audience's map."""
        return self.audience.map if self.audience else None

    @property
    def has_one_screen(self) -> bool:
        """Whether audience and console share a screen."""
        return self._screens is None or not self._screens.are_two

    def serve(self, prepared: Prepared) -> None:
        """Take the page that the audience's map is made from."""
        self._prepared = prepared
        if self.audience:
            self.audience.serve(prepared)

    # Opening and closing

    def open(self, layout: Layout) -> None:
        """Make both windows, move the map into the console, and place them."""
        from ui.stage.console import Console

        stage, window = self._stage, self._stage.window
        self.layout = layout
        self._screens = self._screens or Screens(self)
        self._screens.came.connect(self._on_came)
        self._screens.went.connect(self._on_went)
        self.audience = AudienceWindow(stage.audience, self._still())
        self.audience.close_asked.connect(stage.escape)
        self.audience.activated.connect(self._give_back_focus)
        view = self.audience.map
        view.watchdog.restart.connect(lambda: stage.marks.tell(RESTARTED, stays=False))
        view.watchdog.gave_up.connect(lambda: stage.marks.tell(STOPPED, is_alarm=True))
        view.ready.connect(stage.giving.on_audience_ready)
        if self._prepared:
            self.audience.serve(self._prepared)
        self.console = Console(stage)
        self.console.installEventFilter(self)
        window.takeCentralWidget()
        label = QLabel()
        label.setMinimumSize(200, 100)
        window.setCentralWidget(label)
        self.console.take_map(window.map_view)
        home = window.screen()
        self._audience_on = self._screens.for_audience(home)
        self._console_on = self._screens.for_console(self._audience_on, home)
        self.retext()
        self._place()

    def retext(self) -> None:
        """Name the audience's window, and say in the editor's where its map is, in the speaker's language."""
        texts = load_texts(self._stage.speaker.scene.language)
        if self.audience:
            self.audience.retext(texts)
        label = self._stage.window.centralWidget()
        if isinstance(label, QLabel):
            label.setText(texts(ON_STAGE))

    def close(self) -> None:
        """Put the map back into the editor and take both windows down."""
        window, console, audience = self._stage.window, self.console, self.audience
        if self._screens:
            self._screens.came.disconnect(self._on_came)
            self._screens.went.disconnect(self._on_went)
        if console:
            console.removeEventFilter(self)
            console.give_map()
        if window.centralWidget() is not window.map_view:
            label = window.takeCentralWidget()
            window.setCentralWidget(window.map_view)
            window.map_view.show()
            if label:
                label.deleteLater()
        self.console = self.audience = None
        for card in (*self._cards, *((audience.question,) if audience else ())):
            card.quiet()
        self._cards.clear()
        if console:
            console.hide()
            console.deleteLater()
        if audience:
            audience.close_for_good()

    # While it runs

    def follow(self, before: Show) -> None:
        """Cover the audience's map as the state wants it, and ask there where no console is in sight."""
        now = self._stage.show
        if self.audience is None:
            return
        if now.state != before.state:
            self.audience.follow(now.state)
        if now.asks and self.has_one_screen and not self._is_front:
            self.audience.question.say(load_texts(self._stage.speaker.scene.language)(QUESTION), 3_000)
        elif not now.asks:
            self.audience.question.quiet()

    def fade(self, duration_ms: int) -> None:
        """Let the audience's next picture come over the present one."""
        if self.audience:
            self.audience.fade(duration_ms)

    def swap(self) -> None:
        """Let both change screens; on one screen, bring the other window to the front."""
        if self._screens is None or self.audience is None:
            return
        if self.has_one_screen or self.layout == "windows":
            self.toggle_console()
            return
        assert self._audience_on and self._console_on  # noqa: S101  set when the windows were made
        if self.audience.isFullScreen():
            self._audience_on, self._console_on = self._console_on, self._audience_on
        else:
            self._audience_on = self._screens.other_than(self._console_on)
        self._screens.remember(self._audience_on)
        self._stage.marks.drop(GONE, BACK)
        self._place()

    def toggle_console(self) -> None:
        """Bring the console to the front, or send it behind the audience's window."""
        if self._is_front and self.has_one_screen and self.audience:
            self._is_front = False
            self.audience.raise_()
            self.audience.activateWindow()
        else:
            self.show_console()

    def show_console(self) -> None:
        """Bring the console to the front."""
        if self.console:
            self._is_front = True
            self.console.raise_()
            self.console.activateWindow()

    def close_sheet(self) -> bool:
        """Close a sheet that lies over the console; tell whether there was one."""
        sheets = [sheet for sheet in self.console.findChildren(QDialog) if sheet.isVisible()] if self.console else []
        for sheet in sheets:
            sheet.close()
        return bool(sheets)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Ask before the console is closed by its window's own button."""
        if watched is self.console and event.type() == QEvent.Type.Close and self._stage.is_running:
            event.ignore()
            self._stage.escape()
            return True
        return False

    # Inside

    def _place(self) -> None:
        """Put both windows on their screens and say which is which."""
        console, audience = self.console, self.audience
        if console is None or audience is None or self._audience_on is None or self._console_on is None:
            return
        console.winId()
        handle = console.windowHandle()
        if handle:
            handle.setScreen(self._console_on)
        if console.isMaximized():
            console.showNormal()
        console.setGeometry(self._console_on.availableGeometry())
        if self.layout == "windows":
            console.show()
            audience.be_window(self._console_on)
        else:
            console.showMaximized()
            audience.fill(self._audience_on)
        self._is_front = not self.has_one_screen or self.layout == "windows"
        front = console if self._is_front else audience
        front.raise_()
        front.activateWindow()
        texts = load_texts(self._stage.speaker.scene.language)
        for window, name in ((console, texts("Console")), (audience, texts("Audience"))):
            card = audience.card if window is audience else Card(console)
            card.say(f"{name}\n{texts('Swap (S)')}", CARD_MS)
            self._cards.append(card)

    def _give_back_focus(self) -> None:
        """Let the console have the keyboard where it has a screen of its own."""
        if self.console and self.layout == "screens" and not self.has_one_screen:
            self.console.activateWindow()

    def _still(self) -> QPixmap:
        """Return the picture to begin with: the scene's own, else the colours of what the editor's map shows."""
        stage = self._stage
        name = stage.scene.still
        picture = QPixmap()
        if name and picture.loadFromData(stage.window.editor.document.media.get(name, b"")):
            return picture
        view = stage.window.map_view
        return blurred(view.view.grab()) if isinstance(view, MapView) else picture

    def _on_went(self) -> None:
        """Go on with what is left: the audience's window becomes an ordinary one, beside the console."""
        QTimer.singleShot(0, self, self._gather)

    def _gather(self) -> None:
        if self._screens is None or self.audience is None or self.console is None:
            return
        there = self._screens.all
        if self._audience_on in there and self._console_on in there and not self.has_one_screen:
            return
        left = self._console_on if self._console_on in there else there[0]
        self._audience_on = self._console_on = left
        self._stage.marks.drop(BACK)
        self._stage.marks.tell(GONE, is_alarm=True)
        self.audience.be_window(left)
        self.console.setGeometry(left.availableGeometry())
        self.console.showMaximized()
        self.show_console()

    def _on_came(self) -> None:
        if not self.has_one_screen:
            self._stage.marks.drop(GONE)
            self._stage.marks.tell(BACK)
