"""The running program: session, map and window, put together in the order of a quick start.

The window comes first; the page is served when it is prepared, from the cache or, when that
is stale, made on another thread.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMessageBox

from data.atlas import load_atlas
from data.errors import AtlasError
from data.settings import Folders
from data.texts import load_texts
from data.tiles import Tiles
from maps.cache import Prepared, prepare
from maps.layers import all_parts
from maps.scene import Scene
from ui.background import run_in_background
from ui.main_window import MainWindow
from ui.map.view import MapView
from ui.session import Session

log = logging.getLogger(__name__)


class Program(QObject):
    """Everything between the start and the end of the event loop."""

    drawn = Signal()
    """The map was drawn for the first time."""

    def __init__(self, places: Folders, first_scene: Callable[[dict[str, bool]], Scene]) -> None:
        """Take the folders and a way to make the first scene from the layers' parts."""
        super().__init__()
        self._places = places
        self._first_scene = first_scene
        self._map: MapView | None = None
        self._session: Session | None = None
        self.window: MainWindow | None = None
        self.wants_safe = False

    def open(self, fault: str | None, *, died: bool) -> bool:
        """Open the window; return False, after saying why, if the facts cannot be read."""
        try:
            atlas = load_atlas()
            tiles = Tiles()
        except AtlasError as error:
            log.error("%s", error)
            QMessageBox.critical(None, "Caspian Atlas", str(error))
            return False
        self._session = Session(atlas, self._first_scene(all_parts(atlas)), self)
        self._map = MapView(self._session, tiles)
        self._map.drawn.connect(self._on_drawn)
        self._map.safe_graphics_asked.connect(self._start_in_safe_graphics)
        self.window = MainWindow(self._session, None, self._map)
        self.window.show()
        self._say(fault, died)
        run_in_background(lambda: prepare(atlas, self._places.cache), self._serve, self._cannot_prepare, self)
        return True

    def close(self) -> Scene:
        """Take everything down and return the last scene."""
        assert self._session and self._map
        self._map.close_page()
        return self._session.scene

    def _serve(self, prepared: Prepared) -> None:
        assert self._map and self.window
        self.window.set_measures(prepared.measures)
        self._map.serve(prepared)

    def _cannot_prepare(self, error: Exception) -> None:
        raise error

    def _on_drawn(self) -> None:
        assert self._map
        self._map.drawn.disconnect(self._on_drawn)
        self.drawn.emit()

    def _say(self, fault: str | None, died: bool) -> None:
        """Say in the status bar what went wrong before the window was there."""
        assert self.window and self._session
        texts = load_texts(self._session.scene.language)
        if died:
            fault = texts("The last start ended before the map was drawn. Safe graphics are used this time.")
        if fault:
            self.window.statusBar().showMessage(fault, 15_000)

    def _start_in_safe_graphics(self) -> None:
        self.wants_safe = True
        QApplication.quit()
