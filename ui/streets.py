"""Street tiles in the window: both maps follow the setting, the menu its tick; that none can be had is said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from data.settings import Settings
from data.texts import N_, load_texts
from ui.map.online import StreetTiles
from ui.map.view import MapView
from ui.preferences import Preferences, preferences_of

if TYPE_CHECKING:
    from ui.briefing.editor import Editor
    from ui.main_window import MainWindow
    from ui.session import Session

LOST = N_("Street tiles need internet. Using the built-in map.")
NOTICE_MS = 15_000
COMMAND = "view.streets"


class StreetsInWindow(QObject):
    """Switches the street tiles of a window's map, and of the audience's while a show runs."""

    def __init__(self, window: MainWindow, preferences: Preferences, tiles: StreetTiles) -> None:
        """Follow the setting from now on."""
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._tiles = tiles
        self._action = window.menus.actions[COMMAND]
        self._action.setCheckable(True)
        if isinstance(window.map_view, MapView):
            window.map_view.streets.follow(tiles)
        tiles.lost.connect(self._say_lost)
        preferences.changed.connect(self._apply)
        window.stage.started.connect(self._on_stage)
        self._apply(preferences.settings)

    def _apply(self, settings: Settings) -> None:
        self._action.setChecked(settings.online_basemap)
        self._tiles.set_on(settings.online_basemap)

    def _on_stage(self) -> None:
        """Let the audience's map show what the speaker's does."""
        audience = self._window.stage.hall.audience
        if audience:
            audience.map.streets.follow(self._tiles)

    def _say_lost(self) -> None:
        """Say it where the user is: over the map with the way out, below it while another offer stands there.

        While a show runs the speaker alone is told.
        """
        window = self._window
        texts = load_texts(window.session.scene.language)
        if window.stage.is_running:
            window.stage.marks.tell(LOST, stays=False)
        elif window.editor.toast.isVisible():
            window.statusBar().showMessage(texts(LOST), NOTICE_MS)
        else:
            window.editor.toast.tell(texts(LOST), texts("Switch off"), self._switch_off)

    def _switch_off(self) -> None:
        self._preferences.change(online_basemap=False)


def toggle_streets(window: QObject, session: Session, editor: Editor) -> None:
    """Change the setting."""
    preferences = preferences_of(window)
    preferences.change(online_basemap=not preferences.settings.online_basemap)
