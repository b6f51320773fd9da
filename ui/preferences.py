"""The user's choices while the program runs: saved as soon as one changes, and followed by the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from data.settings import Settings, folders, load_settings, save_settings, system_language
from maps.scene import Scene
from ui.map.view import MapView

if TYPE_CHECKING:
    from ui.main_window import MainWindow

FILE = "settings.json"


class Preferences(QObject):
    """Owns the settings of the program. Each change is written at once, so that no crash can lose it."""

    changed = Signal(Settings)

    def __init__(self, path: Path, settings: Settings | None = None, parent: QObject | None = None) -> None:
        """Begin with settings, or with those of the file."""
        super().__init__(parent)
        self.path = path
        self.settings = load_settings(path)[0] if settings is None else settings
        self.fault: OSError | None = None
        """Why the last change could not be written; None if it was."""

    def change(self, **values: Any) -> None:
        """Change some of the settings."""
        self.take(replace(self.settings, **values))

    def take(self, settings: Settings) -> None:
        """Let other settings take the place of all, and save them."""
        if settings != self.settings:
            self.settings = settings
            self.fault = save_settings(self.path, settings)
            self.changed.emit(settings)


class Following(QObject):
    """Lets a window follow the preferences, and the preferences the window's own language and theme.

    What a show changes for its audience is not taken for a choice, nor what the command line asked for once.
    """

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        """Apply what can be applied to a running window, now and from now on."""
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._applied = preferences.settings
        self._seen = window.session.scene
        self._apply_quietly()
        preferences.changed.connect(self._apply)
        window.session.scene_changed.connect(self._note)
        window.stage.ended.connect(lambda: self._note(window.session.scene))

    def _apply(self, settings: Settings) -> None:
        before, self._applied = self._applied, settings
        session = self._window.session
        if settings.language != before.language:
            session.set_language(settings.language or system_language())
        if settings.theme != before.theme:
            session.set_theme("dark" if settings.theme == "dark" else "light")
        if settings.reduced_motion != before.reduced_motion:
            from ui.timeline.tool import TimelineTool

            timeline = self._window.findChild(TimelineTool)
            if isinstance(timeline, TimelineTool):
                timeline.is_still = settings.reduced_motion
        self._apply_quietly()

    def _apply_quietly(self) -> None:
        """Apply what is not seen at once."""
        window, settings = self._window, self._applied
        if isinstance(window.map_view, MapView) and not window.stage.is_running:
            window.map_view.jumps = settings.reduced_motion
        window.editor.autosave.longest.setInterval(settings.autosave_s * 1000)

    def _note(self, scene: Scene) -> None:
        """Keep the language and the theme that the user chose by a menu."""
        if self._window.stage.is_running:
            return
        before, self._seen = self._seen, scene
        settings = self._preferences.settings
        values: dict[str, str] = {}
        if scene.language not in (before.language, settings.language or system_language()):
            values["language"] = scene.language
        if scene.theme not in (before.theme, settings.theme):
            values["theme"] = scene.theme
        if values:
            self._preferences.change(**values)


def preferences_of(window: QObject) -> Preferences:
    """Return the preferences of a window; one that has none gets those of the settings file."""
    known = window.findChild(Preferences)
    return known if isinstance(known, Preferences) else Preferences(folders().config / FILE, parent=window)
