"""The tools around the map: search, filter, timeline, table, measuring. Each is made when first asked for.

A tool is a class that takes the window, the session and the texts, and has ``toggle``, ``retext`` and ``show_scene``;
to add one, add a line to TOOLS and a command to ``ui/actions.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from data.texts import Texts
from maps.filtering import is_filtered
from maps.scene import Scene
from ui.session import Session


class Tool(Protocol):
    """What every tool can do."""

    def toggle(self) -> None:
        """Show it and take the focus, or put it away."""

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene."""


@runtime_checkable
class Clearing(Protocol):
    """A tool that has something of its own to clear."""

    def clear_one_level(self) -> bool:
        """Clear what was done last; tells whether there was anything."""


@runtime_checkable
class Stepping(Protocol):
    """A tool that goes from one thing to the next."""

    def step(self, step: int) -> bool:
        """Go to the next (1) or previous (-1); tells whether there is one."""


Maker = Callable[[QMainWindow, Session, Texts], Tool]

TOOLS: dict[str, tuple[str, str]] = {
    "filter": ("ui.filtering.tool", "FilterTool"),
    "timeline": ("ui.timeline.tool", "TimelineTool"),
    "measure": ("ui.measuring.tool", "MeasureTool"),
    "break": ("ui.comparing.breaking", "BreakTool"),
    "table": ("ui.table.tool", "TableTool"),
    "search": ("ui.searching.tool", "SearchTool"),
}
"""Each tool's module and class; imported when first used."""


class Tools(QObject):
    """Owns the tools of one window."""

    def __init__(self, window: QMainWindow, session: Session) -> None:
        """Make none yet."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._texts: Texts | None = None
        self._made: dict[str, Tool] = {}
        session.tool_changed.connect(self._on_tool)

    def toggle(self, name: str) -> None:
        """Show a tool, or put it away; the first time it is made."""
        self.get(name).toggle()

    def clear_one_level(self) -> bool:
        """Let the tools clear one thing of theirs; tells whether one did."""
        return any(tool.clear_one_level() for tool in self._made.values() if isinstance(tool, Clearing))

    def step(self, name: str, step: int) -> None:
        """Let a tool go to the next (1) or previous (-1) of what it has."""
        tool = self.get(name)
        if isinstance(tool, Stepping):
            tool.step(step)

    def get(self, name: str) -> Tool:
        """Return a tool, made if need be."""
        if name not in self._made:
            module, kind = TOOLS[name]
            maker: Maker = getattr(import_module(module), kind)
            assert self._texts is not None  # noqa: S101  the window writes its texts before it can be used
            self._made[name] = maker(self._window, self._session, self._texts)
            self._made[name].show_scene(self._session.scene)
        return self._made[name]

    def retext(self, texts: Texts) -> None:
        """Write all tools in a language."""
        self._texts = texts
        self._wake(self._session.scene)
        for tool in self._made.values():
            tool.retext(texts)

    def show_scene(self, scene: Scene) -> None:
        """Let all tools follow the scene."""
        self._wake(scene)
        for tool in self._made.values():
            tool.show_scene(scene)

    def _on_tool(self, name: str) -> None:
        """Make the tool that takes the clicks from now on, whoever asked for it."""
        if name in TOOLS:
            self.get(name)

    def _wake(self, scene: Scene) -> None:
        """Make the filter as soon as something is filtered, whoever asked for that: its chips say so."""
        if is_filtered(scene):
            self.get("filter")
