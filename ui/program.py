"""The running program: session, map and window, put together in the order of a quick start.

The window comes first; the page is served when it is prepared, from the cache or, when that
is stale, made on another thread.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from data.atlas import Atlas
from data.briefing.joining import join
from data.briefing.value import Briefing
from data.derived import altered_files
from data.settings import Folders, Settings
from data.texts import Texts, load_texts
from data.tiles import Tiles
from maps.cache import Prepared, prepare
from maps.scene import Scene
from ui.application import Application
from ui.background import run_in_background
from ui.briefing.notice import Notice
from ui.briefing.saving import reason_of
from ui.handover.arrivals import Arrivals
from ui.handover.door import Door
from ui.handover.request import request_of
from ui.map.online import StreetTiles
from ui.map.view import MapView
from ui.preferences import FILE, Following, Preferences
from ui.session import Session
from ui.streets import StreetsInWindow

log = logging.getLogger(__name__)

LONGEST_START_MS = 30_000


class Program(QObject):
    """Everything between the start and the end of the event loop."""

    drawn = Signal()
    """The map was drawn for the first time."""

    def __init__(
        self, atlas: Atlas, tiles: Tiles, places: Folders, scene: Scene, settings: Settings | None = None
    ) -> None:
        """Make session, map and window; nothing is on screen yet. Only a start with settings shows the first steps."""
        super().__init__()
        self._places = places
        self.session = Session(join(atlas, Briefing()), scene, self)  # the document brings the articles, shipped or own
        self.session.facts, self.session.awaits_document = atlas, True
        self.map = MapView(self.session, tiles)
        self.map.drawn.connect(self._on_drawn)
        self.map.safe_graphics_asked.connect(self._start_in_safe_graphics)
        from ui.main_window import MainWindow  # while the page's own process starts

        self.window = MainWindow(self.session, None, self.map)
        self.preferences = Preferences(places.config / FILE, settings, self.window)
        Following(self.window, self.preferences)
        self._streets = StreetTiles(places.cache / "online", self)
        StreetsInWindow(self.window, self.preferences, self._streets)
        self._welcomes = settings is not None and not settings.welcome_closed
        self.arrivals = Arrivals(self.window)
        self._door: Door | None = None
        self.wants_safe = False
        """Whether the user asked to start anew in safe graphics."""

    def open(
        self,
        notice: str | None = None,
        file: Path | None = None,
        others: Sequence[Path] = (),
        *,
        presents: bool = False,
    ) -> None:
        """Show the window with a briefing, and above the map what went wrong before it was there.

        ``others`` are offered. ``presents`` starts the show as soon as the briefing is open.
        """
        self.window.show()
        if self._welcomes and not presents:
            from ui.coach import Coach

            Coach(self.window, self.preferences)
        self.arrivals.start_with(file, others, presents=presents)
        if notice:
            self._tell(lambda _: notice)
        self.window.editor.start(file)
        atlas, cache = self.session.facts, self._places.cache
        run_in_background(lambda: prepare(atlas, cache), self._serve, _raise, self)
        QTimer.singleShot(LONGEST_START_MS, self, _collect_garbage)

    def tell_not_kept(self, folder: Path, error: OSError) -> None:
        """Say that nothing can be kept in the program's own folder."""

        def told(texts: Texts) -> str:
            return texts(
                "{folder} cannot be used: {reason}. There is no autosave; save often, to another folder.",
                folder=str(folder),
                reason=reason_of(error, texts),
            )

        self._tell(told)

    def _tell_altered(self, names: tuple[str, ...]) -> None:
        """Say which of the program's files are not as they were installed."""
        if not names:
            return
        log.error("Not as installed: %s.", ", ".join(names))
        self._tell(
            lambda texts: texts(
                "{files}: not as installed. The map may show what is wrong; install the program again.",
                files=", ".join(names),
            )
        )

    def _tell(self, told: Callable[[Texts], str]) -> None:
        """Say something above the map until its user puts it away."""

        def written(texts: Texts) -> Notice:
            return Notice(told(texts), ((texts("Close"), lambda: None),))

        self.window.editor.files.notices.tell(written, stays=True)

    def receive(self, door: Door | None, application: Application) -> None:
        """Take what other starts and the system ask for from now on."""
        self._door = door
        if door:
            door.asked.connect(self.arrivals.take)
        application.give_files_to(lambda file: self.arrivals.take(request_of((file,), presents=False)))

    def close(self) -> Scene:
        """Take everything down and return the last scene."""
        if self._door:
            self._door.close()
        self.window.stage.end()
        self._streets.close()
        self.map.close_page()
        return self.session.scene

    def text(self, text: str) -> str:
        """Return a text of the program in the language on show."""
        return load_texts(self.session.scene.language)(text)

    def _serve(self, prepared: Prepared) -> None:
        self.window.set_measures(prepared.measures)
        self.map.serve(prepared)
        self.window.stage.serve(prepared)

    def _on_drawn(self) -> None:
        self.map.drawn.disconnect(self._on_drawn)
        _collect_garbage()
        run_in_background(altered_files, self._tell_altered, _raise, self)
        self.drawn.emit()

    def _start_in_safe_graphics(self) -> None:
        self.wants_safe = True
        self.preferences.change(safe_graphics=True)
        QApplication.quit()


def _collect_garbage() -> None:
    """Begin to look for garbage, but not among what the start has made: it stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _raise(error: Exception) -> None:
    """Let the crash dialog tell of what nobody foresaw."""
    raise error
