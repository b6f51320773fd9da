"""The one table of all commands: menus, shortcuts, the key sheet and the tests read it.

A bare key (one without Ctrl or Alt, such as ``N``) acts only while the map or a list has
the focus, never in a text field; ``is_bare`` tells which those are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from data.settings import folders
from data.texts import LANGUAGE_NAMES, N_, Texts
from maps.scene import Scene
from maps.themes import TITLES
from ui.briefing.editor import Editor
from ui.briefing.scene_commands import COMMANDS, SceneCommand
from ui.panels.reader import Reader
from ui.session import Session
from ui.stage.commands import PRESENT, StageCommand
from ui.tools import Tools

if TYPE_CHECKING:
    from ui.stage.stage import Stage


class Window(Protocol):
    """What commands may ask of the window."""

    session: Session
    tools: Tools
    reader: Reader
    editor: Editor
    stage: Stage

    def close(self) -> bool:
        """Close the window."""

    def toggle_reader(self) -> None:
        """Show or hide the reader."""

    def toggle_map_only(self) -> None:
        """Hide everything but the map, or bring it back."""

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so."""

    def toggle_theme(self) -> None:
        """Change between light and dark."""

    def step_feature(self, step: int) -> None:
        """Select the next (1) or previous (-1) feature along the list."""

    def copy_place(self) -> None:
        """Copy the card of the selected place."""

    def show_keys(self) -> None:
        """Show the sheet of shortcuts."""

    def show_about(self) -> None:
        """Say what this program is and what it is made from."""


@dataclass(frozen=True, slots=True)
class Action:
    """One command. ``text`` is its English text, looked up in each language; ``menu`` one of MENUS."""

    id: str
    menu: str
    text: str
    shortcuts: tuple[str, ...]
    verb: Callable[[Window], object]
    is_on: Callable[[Scene], bool] | None = None
    """Whether its tick is set in a scene; None for what has no tick."""
    list_keys: tuple[str, ...] = ()
    """Keys that act while the list of scenes has the focus."""

    def title(self, texts: Texts) -> str:
        """Return the text in a language; a language's own name is the same in all."""
        return LANGUAGE_NAMES[self.id.removeprefix("lang.")] if self.is_language else texts(self.text)

    @property
    def is_language(self) -> bool:
        """Whether the command chooses a language."""
        return self.id.removeprefix("lang.") in LANGUAGE_NAMES


MENUS = {
    "file": N_("File"),
    "edit": N_("Edit"),
    "view": N_("View"),
    "map": N_("Map"),
    "scene": N_("Scene"),
    "present": N_("Present"),
    "language": N_("Language"),
    "help": N_("Help"),
}
"""The menus in their order. The map's also holds the layers."""

SUBMENUS = {
    "recent": ("file", N_("Recent files")),
    "focus": ("map", N_("Focus themes")),
    "avoid": ("map", N_("Avoid")),
    "update": ("scene", N_("Update only")),
    "steps": ("scene", N_("Steps")),
}
"""Menus inside others: the parent and the text."""

AVOIDED = {
    "RU": N_("Avoid Russia"),
    "IR": N_("Avoid Iran"),
    "CN": N_("Avoid China"),
    "BY": N_("Avoid Belarus"),
    "AZ": N_("Avoid Azerbaijan"),
    "GE": N_("Avoid Georgia"),
    "TM": N_("Avoid Turkmenistan"),
}
"""The countries that the menu offers to avoid; the limits of the comparison have all."""


def is_bare(key: str) -> bool:
    """Tell whether a key acts only while the map or a list has the focus."""
    last = key.removeprefix("Shift+")
    is_function_key = last[0] == "F" and last[1:].isdigit()
    return not ("Ctrl+" in key or "Alt+" in key or key == "Esc" or is_function_key)


def _close(window: Window) -> None:
    window.close()


def _export(window: Window) -> None:
    from PySide6.QtWidgets import QMainWindow

    from ui.exports.opening import open_export

    if isinstance(window, QMainWindow):
        open_export(window, window.session, window.editor)


def _beside(module: str, opener: str, folder: str = "ui.exports") -> Callable[[Window], None]:
    """Return the verb that opens a dialog of ``ui.exports`` or another folder, which is imported then."""
    return lambda window: getattr(import_module(f"{folder}.{module}"), opener)(window, window.session, window.editor)


def _clear(window: Window) -> None:
    if window.editor.authoring.clear_one_level() or window.tools.clear_one_level():
        return
    if window.session.scene.selected or window.session.scene.excerpt:
        window.session.clear_one_level()
    else:
        window.editor.scenes.leave()


def _language(language: str) -> Callable[[Window], None]:
    return lambda window: window.session.set_language(language)


def _focus(theme: str) -> Callable[[Window], None]:
    return lambda window: window.session.show_focus(theme)


def _avoid(country: str) -> Callable[[Window], None]:
    return lambda window: window.session.set_routing(window.session.scene.routing.toggled_avoid(country))


def _is_avoided(country: str) -> Callable[[Scene], bool]:
    return lambda scene: country in scene.routing.avoid


def _open_network(window: Window) -> None:
    window.session.set_routing(replace(window.session.scene.routing, avoid=frozenset(), without=frozenset()))


def _open_log_folder() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folders().state)))


def _tool(name: str) -> Callable[[Window], None]:
    return lambda window: window.tools.toggle(name)


def _scene(command: SceneCommand) -> Action:
    verb = command.verb
    return Action(
        command.id,
        command.menu,
        command.text,
        command.keys,
        lambda window: verb(window.editor),
        list_keys=command.list_keys,
    )


def _present(command: StageCommand) -> Action:
    verb = command.verb
    return Action(
        command.id, command.menu, command.text, command.keys, lambda window: verb(window.stage), command.is_on
    )


def _tab(name: str) -> Callable[[Window], None]:
    return lambda window: window.reader.enter_tab(name)


ACTIONS: tuple[Action, ...] = (
    Action("edit.undo", "edit", N_("Undo"), ("Ctrl+Z",), lambda window: window.editor.document.stack.undo()),
    Action(
        "edit.redo", "edit", N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), lambda window: window.editor.document.stack.redo()
    ),
    Action("file.new", "file", N_("New"), ("Ctrl+N",), lambda window: window.editor.files.new()),
    Action("file.open", "file", N_("Open…"), ("Ctrl+O",), lambda window: window.editor.files.open()),
    Action("file.save", "file", N_("Save"), ("Ctrl+S",), lambda window: window.editor.files.save()),
    Action("file.save_as", "file", N_("Save as…"), ("Ctrl+Shift+S",), lambda window: window.editor.files.save_as()),
    Action("export.open", "file", N_("Export…"), ("Ctrl+E",), _export),
    Action("export.pack", "file", N_("Pack for travel…"), ("Ctrl+Shift+P",), _beside("packing_dialog", "open_packing")),
    Action("export.share", "file", N_("Make shareable copy…"), (), _beside("sharing_dialog", "open_sharing")),
    Action("file.import", "file", N_("Import…"), (), _beside("importing", "open_import")),
    Action(
        "file.articles",
        "file",
        N_("Articles…"),
        ("Ctrl+Shift+A",),
        lambda window: window.editor.authoring.articles.open(),
    ),
    Action("file.quit", "file", N_("Quit"), ("Ctrl+Q",), _close),
    Action("place.copy", "edit", N_("Copy the place's card"), ("Ctrl+Shift+C",), lambda window: window.copy_place()),
    Action(
        "link.make",
        "edit",
        N_("Link selected words…"),
        ("Ctrl+L",),
        lambda window: window.editor.authoring.make_link(),
    ),
    Action("place.draw", "edit", N_("Add own place…"), ("P",), lambda window: window.editor.authoring.places.toggle()),
    Action(
        "claim.add", "edit", N_("Add claim…"), ("Ctrl+Shift+K",), lambda window: window.editor.authoring.add_claim()
    ),
    Action(
        "excerpt.make", "edit", N_("Excerpt"), ("Ctrl+Shift+E",), lambda window: window.editor.authoring.make_excerpt()
    ),
    Action("app.settings", "edit", N_("Settings…"), ("Ctrl+,",), _beside("settings_dialog", "open_settings", "ui")),
    Action("app.palette", "edit", N_("Search…"), ("Ctrl+K", "/"), _tool("search")),
    Action("view.home", "view", N_("Whole region"), ("Home", "H"), lambda window: window.session.show_home()),
    Action("view.back", "view", N_("Back"), ("Alt+Left",), lambda window: window.session.go_back()),
    Action("view.forward", "view", N_("Forward"), ("Alt+Right",), lambda window: window.session.go_forward()),
    *(_scene(command) for command in COMMANDS),
    *(_present(command) for command in PRESENT),
    Action("check.ready", "scene", N_("Ready to brief?"), ("Ctrl+R",), lambda window: window.editor.ready.check()),
    Action("view.reader", "view", N_("Reader"), ("F3",), lambda window: window.toggle_reader()),
    Action("view.map_only", "view", N_("Map only"), ("F4",), lambda window: window.toggle_map_only()),
    Action("reader.passages", "view", N_("Passages"), ("Ctrl+1",), _tab("passages")),
    Action("reader.place", "view", N_("Place"), ("Ctrl+2",), _tab("place")),
    Action("reader.compare", "view", N_("Compare"), ("Ctrl+3",), _tab("compare")),
    Action("reader.sources", "view", N_("Sources"), ("Ctrl+4",), _tab("sources")),
    Action(
        "reader.in_view", "view", N_("Passages in view"), ("Ctrl+I",), lambda window: window.reader.toggle_in_view()
    ),
    Action(
        "view.theme",
        "view",
        N_("Switch between light and dark"),
        ("Ctrl+Shift+D",),
        lambda window: window.toggle_theme(),
    ),
    Action("view.streets", "view", N_("Street tiles (needs internet)"), (), _beside("streets", "toggle_streets", "ui")),
    Action("view.fullscreen", "view", N_("Full screen"), ("F11",), lambda window: window.toggle_full_screen()),
    Action("map.select_next", "map", N_("Next feature"), ("N",), lambda window: window.step_feature(1)),
    Action("map.select_prev", "map", N_("Previous feature"), ("Shift+N",), lambda window: window.step_feature(-1)),
    Action(
        "link.follow_next",
        "map",
        N_("Next passage about this place"),
        ("]",),
        lambda window: window.session.step_passage(1),
    ),
    Action(
        "link.follow_prev",
        "map",
        N_("Previous passage about this place"),
        ("[",),
        lambda window: window.session.step_passage(-1),
    ),
    Action("map.filter", "map", N_("Filter"), ("F",), _tool("filter")),
    Action("map.time", "map", N_("Timeline"), ("T",), _tool("timeline")),
    Action("map.time_next", "map", N_("Next event"), (".",), lambda window: window.tools.step("timeline", 1)),
    Action("map.time_prev", "map", N_("Previous event"), (",",), lambda window: window.tools.step("timeline", -1)),
    Action("map.table", "map", N_("Table"), ("Ctrl+T",), _tool("table")),
    Action("map.measure", "map", N_("Measure"), ("M",), _tool("measure")),
    Action("map.route", "map", N_("Corridors: avoid / break…"), ("R",), _tab("compare")),
    Action("map.break", "map", N_("Break a leg or a port"), ("X",), _tool("break")),
    Action("map.open_network", "map", N_("Open the whole network again"), ("Shift+X",), _open_network),
    Action("select.clear", "map", N_("Clear the selection"), ("Esc",), _clear),
    *(Action(f"focus.{theme}", "focus", title, (), _focus(theme)) for theme, title in TITLES.items()),
    *(
        Action(f"avoid.{country}", "avoid", name, (), _avoid(country), _is_avoided(country))
        for country, name in AVOIDED.items()
    ),
    Action("focus.none", "focus", N_("End the focus theme"), (), lambda window: window.session.end_focus()),
    *(
        Action(f"lang.{language}", "language", LANGUAGE_NAMES[language], (), _language(language))
        for language in LANGUAGE_NAMES
    ),
    Action(
        "lang.next", "language", N_("Next language"), ("Ctrl+Shift+L",), lambda window: window.session.next_language()
    ),
    Action("help.keys", "help", N_("Keyboard shortcuts"), ("F1", "?"), lambda window: window.show_keys()),
    Action("help.log", "help", N_("Open the log folder"), (), lambda window: _open_log_folder()),
    Action("help.report", "help", N_("Report a problem…"), (), _beside("report", "open_report", "ui")),
    Action("help.about", "help", N_("About Caspian Atlas"), (), lambda window: window.show_about()),
)
