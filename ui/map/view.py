"""The map in a window: a web page kept in step with the session.

The page is told the difference between the scene it shows and the session's. What it shows
is known from what was sent and from what it reports. A page that died knows nothing and is
told everything; until it is back, the last still picture stays in sight.
"""

from __future__ import annotations

import logging

import shiboken6
from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPixmap
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QMessageBox, QStackedLayout, QVBoxLayout, QWidget

from data.texts import load_texts
from data.tiles import Tiles
from maps.address import URL
from maps.cache import Prepared
from maps.commands import AskIdle, Command, Glow, Ping, SetFootnotes, SetTool
from maps.messages import (
    VERSION,
    BackgroundClicked,
    Event,
    FeatureClicked,
    FeatureHovered,
    HomeClicked,
    Idle,
    MalformedEventError,
    PageFailed,
    PartClicked,
    Pong,
    Ready,
    Taken,
    ToolClicked,
    ViewMoved,
    decode,
    encode,
)
from maps.scene import Camera, Scene
from maps.transition import marked_items, transition
from maps.visible import visible_sources
from ui.map.online import Streets
from ui.map.own import OwnPlaces
from ui.map.page import Web
from ui.map.still import StillPicture
from ui.map.watchdog import Watchdog
from ui.session import Session

log = logging.getLogger(__name__)

READY_MS = 15_000
"""A page that is not ready by then is treated as hung."""
IDLE_MS = 20_000
"""A page that has not drawn what it was told by then is treated as hung."""
AHEAD = 2
"""So many changes are sent ahead of a page that has not yet taken in the last; then only the newest scene counts."""
STILL_MS = 400
"""A still picture is taken this long after the map came to rest."""


class MapView(QWidget):
    """Shows the session's scene; tells the session what the user does on the map."""

    ready = Signal()
    """The page answers."""
    drawn = Signal()
    """Everything sent so far is drawn."""
    page_failed = Signal(str)
    """A script of the page failed."""
    safe_graphics_asked = Signal()
    """The user wants to start again in safe graphics."""

    def __init__(self, session: Session, tiles: Tiles, parent: QWidget | None = None, *, address: str = URL) -> None:
        """Begin to load the page; it comes once ``serve`` was called."""
        super().__init__(parent)
        self._session = session
        self._address = address
        self.web = Web(tiles, self)
        self.view = QWebEngineView(self)
        self.view.setPage(self.web.page)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.still_picture = StillPicture(self)
        self.still_picture.safe_graphics_asked.connect(self.safe_graphics_asked)
        self._layers = QStackedLayout()
        self._layers.setStackingMode(QStackedLayout.StackingMode.StackAll)
        self._layers.addWidget(self.view)
        self._layers.addWidget(self.still_picture)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addLayout(self._layers)
        self.still_picture.hide()
        self.watchdog = Watchdog(self.web.page, self)
        self._shown: Scene | None = None
        self._is_ready = False
        self._sent = self._taken = self._drawn = 0
        self._is_late = False
        self._footnotes: tuple[str, ...] = ()
        self._ready_timer = QTimer(self, singleShot=True, interval=READY_MS)
        self._ready_timer.timeout.connect(self.watchdog.report_hang)
        self._idle_timer = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle_timer.timeout.connect(self.watchdog.report_hang)
        self._still_timer = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still_timer.timeout.connect(self._take_still)
        self.own = OwnPlaces(session, self)
        self.streets = Streets(self.web.handler, self)
        self.jumps = self._is_jumping = False
        """Whether the map goes elsewhere without a flight: from now on, and to the newest scene."""
        self._connect()
        self._load()

    def serve(self, prepared: Prepared) -> None:
        """Let the page come."""
        self.web.handler.serve(prepared)
        self._ready_timer.start()

    @property
    def is_at_rest(self) -> bool:
        """Whether the page shows the session's scene and everything is drawn."""
        return self._is_ready and self._sent == self._drawn and self._shown == self._session.scene

    @property
    def still(self) -> QPixmap:
        """The last picture of the map at rest."""
        return self.still_picture.picture

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Prefer the design size's centre."""
        return QSize(1000, 740)

    def send(self, command: Command) -> None:
        """Send a command to the page."""
        self.web.bridge.sent.emit(encode(command))

    def close_page(self) -> None:
        """Take the page down in the order that Qt wants: view, channel, page, profile.

        A channel that outlives its page may yet answer a page that is not there, and crash.
        """
        self.watchdog.stop()
        for timer in (self._ready_timer, self._idle_timer, self._still_timer):
            timer.stop()
        if shiboken6.isValid(self.web.page):
            self.web.page.setWebChannel(None)  # type: ignore[arg-type]  # Qt allows it, the stubs do not
        for thing in (self.view, self.web.channel, self.web.page, self.web.profile):
            if shiboken6.isValid(thing):
                shiboken6.delete(thing)

    def _connect(self) -> None:
        self._session.scene_changed.connect(self._on_scene)
        self._session.glow_changed.connect(self._send_glow)
        self._session.tool_changed.connect(self._send_tool)  # a lambda would keep the view as long as the session
        self._session.measure_changed.connect(self.send)
        self.own.drawn.connect(self._draw_own)
        self.streets.told.connect(self._draw_own)
        self.web.bridge.arrived.connect(self._on_text)
        self.web.page.script_failed.connect(self.page_failed)
        self.web.page.link_asked.connect(self._ask_to_open)
        self.watchdog.beat.connect(lambda number: self.send(Ping(number)))
        self.watchdog.restart.connect(self._restart)
        self.watchdog.gave_up.connect(self._give_up)

    def _load(self) -> None:
        self._is_ready = False
        self._shown = None
        self._footnotes = ()
        self.watchdog.stop()
        self.web.page.load(QUrl(self._address))

    # To the page

    def _on_scene(self) -> None:
        self._is_jumping = self.jumps
        self._catch_up()

    def _catch_up(self) -> None:
        """Send the difference between what the page shows and what is wanted, unless it is behind with what it has."""
        self._is_late = self._sent - self._taken >= AHEAD
        if not self._is_ready or self._is_late:
            return
        wanted = self._session.scene
        commands = transition(self._session.atlas, self._shown, wanted, reduced_motion=self._is_jumping)
        self._shown = wanted
        for command in commands:
            self.send(command)
        if commands:
            self._ask_idle()
        self._send_footnotes()

    def _ask_idle(self) -> None:
        self._sent += 1
        self._idle_timer.start()
        self.send(AskIdle(self._sent))

    def _send_glow(self, features: tuple[str, ...]) -> None:
        if self._is_ready:
            self.send(Glow(marked_items(self._session.atlas, features)))

    def _send_tool(self, tool: str) -> None:
        self.send(SetTool(tool))

    def _draw_own(self, command: Command) -> None:
        """Draw the own places, or street tiles, if the page is there; one that comes is told then."""
        if self._is_ready:
            self.send(command)
            self._ask_idle()

    def _send_footnotes(self) -> None:
        sources = self._session.atlas.sources
        lines = tuple(sources[name].title for name in visible_sources(self._session.atlas, self._session.scene))
        if lines != self._footnotes:
            self._footnotes = lines
            self.send(SetFootnotes(lines))

    # From the page

    def _on_text(self, text: str) -> None:
        try:
            event = decode(text)
        except MalformedEventError as error:
            log.error("The page said what is not understood: %s", error)
            return
        self._on_event(event)

    def _on_event(self, event: Event) -> None:
        match event:
            case Ready():
                self._on_ready(event)
            case Pong():
                self.watchdog.answer(event.number)
            case Taken():
                self._taken = max(self._taken, event.number)
                if self._is_late:
                    self._catch_up()
            case Idle():
                self._on_idle(event.number)
            case ViewMoved():
                self._on_view_moved(event)
            case FeatureClicked():
                self._session.click_item(event.item, extend=event.extend)
            case FeatureHovered():
                self._session.set_hover(event.item)
            case ToolClicked():
                self._session.tool_clicked.emit(event.lon, event.lat, event.is_last)
            case BackgroundClicked():
                self._session.clear_one_level()
            case PartClicked():
                self._session.toggle_part(event.part, alone=event.alone)
            case HomeClicked():
                self._session.show_home()
            case PageFailed():
                log.error("Page: %s", event.text)
                self.page_failed.emit(event.text)

    def _on_ready(self, event: Ready) -> None:
        if event.version != VERSION:
            log.error("The page speaks version %s of the contract, not %s.", event.version, VERSION)
            return
        self._ready_timer.stop()
        self._is_ready = True
        self.watchdog.start()
        self._catch_up()
        self._send_glow(self._session.glow)
        self.own.tell()
        self.streets.tell()
        self.ready.emit()

    def _on_view_moved(self, event: ViewMoved) -> None:
        camera = Camera(event.west, event.south, event.east, event.north, event.zoom)
        if self._shown is None:
            return
        self._shown = self._shown.with_camera(camera)
        if event.by_user or self._sent == self._drawn:
            self._session.move_view(camera, by_user=event.by_user)

    def _on_idle(self, number: int) -> None:
        self._drawn = max(self._drawn, number)
        if self._sent != self._drawn or self._shown is None:
            return
        self._idle_timer.stop()
        self._session.move_view(self._shown.camera, by_user=False)
        self.still_picture.hide_picture()
        self._still_timer.start()
        self.drawn.emit()

    # When things go wrong

    def _restart(self) -> None:
        self.still_picture.show_restarting(load_texts(self._session.scene.language))
        self._sent = self._taken = self._drawn = 0
        self._is_late = False
        self._idle_timer.stop()
        self._load()
        self._ready_timer.start()

    def _give_up(self) -> None:
        self._is_ready = False
        self._ready_timer.stop()
        self._idle_timer.stop()
        self.still_picture.show_given_up(load_texts(self._session.scene.language))

    def _take_still(self) -> None:
        if self.is_at_rest and self.view.isVisible():
            self.still_picture.picture = self.view.grab()

    def _ask_to_open(self, url: QUrl) -> None:
        """Ask before an address is opened in the browser."""
        texts = load_texts(self._session.scene.language)
        box = QMessageBox(QMessageBox.Icon.Question, "", texts("Open this address in your browser?"), parent=self)
        box.setInformativeText(url.toDisplayString())
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
        box.accepted.connect(lambda: QDesktopServices.openUrl(url))
        box.open()
