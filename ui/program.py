"""The running program: session, map and window, put together in the order of a quick start.

The window comes first; the page is served when it is prepared, from the cache or, when that
is stale, made on another thread.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from data.atlas import Atlas
from data.settings import Folders
from data.texts import load_texts
from data.tiles import Tiles
from maps.cache import Prepared, prepare
from maps.scene import Scene
from ui.background import run_in_background
from ui.main_window import MainWindow
from ui.map.view import MapView
from ui.session import Session

NOTICE_MS = 15_000


class Program(QObject):
    """Everything between the start and the end of the event loop."""

    drawn = Signal()
    """The map was drawn for the first time."""

    def __init__(self, atlas: Atlas, tiles: Tiles, places: Folders, scene: Scene) -> None:
        """Make session, map and window; nothing is on screen yet."""
        super().__init__()
        self._places = places
        self.session = Session(atlas, scene, self)
        self.map = MapView(self.session, tiles)
        self.map.drawn.connect(self._on_drawn)
        self.map.safe_graphics_asked.connect(self._start_in_safe_graphics)
        self.window = MainWindow(self.session, None, self.map)
        self.wants_safe = False
        """Whether the user asked to start anew in safe graphics."""

    def open(self, notice: str | None = None, file: Path | None = None, *, presents: bool = False) -> None:
        """Show the window with a briefing, and in its status bar what went wrong before it was there.

        ``presents`` starts the show as soon as the briefing is open.
        """
        self.window.show()
        if presents:
            opened, start = self.window.editor.document.opened, self.window.stage.start
            opened.connect(
                lambda: QTimer.singleShot(0, self.window.stage, start), Qt.ConnectionType.SingleShotConnection
            )
        if notice:
            self.window.statusBar().showMessage(notice, NOTICE_MS)
        self.window.editor.start(file)
        atlas, cache = self.session.atlas, self._places.cache
        run_in_background(lambda: prepare(atlas, cache), self._serve, _raise, self)

    def close(self) -> Scene:
        """Take everything down and return the last scene."""
        self.window.stage.end()
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
        self.drawn.emit()

    def _start_in_safe_graphics(self) -> None:
        self.wants_safe = True
        QApplication.quit()


def _raise(error: Exception) -> None:
    """Let the crash dialog tell of what nobody foresaw."""
    raise error
