"""What the speaker draws and points at: marks that stay on their place, and the pointer. Both are given on.

The speaker's own page reports what is drawn; the list of marks is kept here and is what both pages draw.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from maps.commands import DrawInk, PointAt
from maps.messages import InkDrawn, PointerMoved
from maps.scene import Camera

FADE_MS = 6_000
"""A mark that is not kept is gone so long after it was drawn; the page fades it until then."""
REACH = 0.02
"""The eraser takes what is nearer than this share of the width on show."""
MOST_MARKS = 200
"""The oldest of more goes."""

POINTERS = {"dot": "dot", "spotlight": "spot"}
"""The tools that only point, and what the pages show for them."""
INK = ("ink", "arrow", "circle")
"""The tools that leave marks, each of its own name as a kind."""
TOOLS = (*POINTERS, *INK, "erase")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark through positions in degrees. ``is_open`` while the pointer is still down."""

    kind: str
    lons: tuple[float, ...]
    lats: tuple[float, ...]
    is_kept: bool
    is_open: bool = False


class Pointing(QObject):
    """Owns the marks and the pointer."""

    drawn = Signal(DrawInk)
    """The marks are others."""
    pointed = Signal(PointAt)
    """The pointer is elsewhere, or gone."""
    changed = Signal()
    """The tool is another, or whether marks are kept."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with no tool and no marks, which fade."""
        super().__init__(parent)
        self.marks: tuple[Mark, ...] = ()
        self.tool = ""
        self.is_kept = False
        self._is_held = False
        self._pointer = PointAt("", 0.0, 0.0)
        self._fading: dict[int, QTimer] = {}
        self.camera: Callable[[], Camera | None] = lambda: None
        """Asked for the area on show, which tells how far the eraser reaches."""

    @property
    def ink(self) -> DrawInk:
        """The marks as the pages draw them."""
        marks = self.marks
        return DrawInk(
            tuple(mark.kind for mark in marks),
            tuple(mark.lons for mark in marks),
            tuple(mark.lats for mark in marks),
            tuple(mark.is_kept or mark.is_open for mark in marks),
        )

    @property
    def pointer(self) -> PointAt:
        """The pointer as the pages show it."""
        return self._pointer

    @property
    def active(self) -> str:
        """The tool that takes the pointer now: a held Ctrl is a dot whatever else is on."""
        return "dot" if self._is_held else self.tool

    def toggle(self, tool: str) -> None:
        """Take a tool up, or put it down again."""
        self.set_tool("" if tool == self.tool else tool)

    def set_tool(self, tool: str) -> None:
        """Take a tool up (one of TOOLS), or none."""
        if tool and tool not in TOOLS:
            raise ValueError(f"unknown tool {tool!r}; known are {', '.join(TOOLS)}")
        if tool != self.tool:
            self.tool = tool
            self._hide_unless_pointing()
            self.changed.emit()

    def hold_dot(self, *, is_held: bool) -> None:
        """Point with a dot for as long as Ctrl is held."""
        if is_held != self._is_held:
            self._is_held = is_held
            self._hide_unless_pointing()
            self.changed.emit()

    def keep(self, *, is_kept: bool) -> None:
        """Let marks stay until they are cleared, or fade; those that are there follow."""
        if is_kept == self.is_kept:
            return
        self.is_kept = is_kept
        for mark in self.marks:
            self._replace(mark, replace(mark, is_kept=is_kept))
        self.drawn.emit(self.ink)
        self.changed.emit()

    def clear(self) -> bool:
        """Take all marks and the pointer away; tell whether there was anything."""
        had = bool(self.marks)
        self._set(())
        self._point(PointAt("", 0.0, 0.0))
        return had

    def take_ink(self, event: InkDrawn) -> None:
        """Take what the page reports as drawn; the eraser takes away what it passes."""
        if self.tool == "erase" or event.kind == "erase":
            for lon, lat in zip(event.lons, event.lats, strict=False):
                self.erase(lon, lat)
            return
        if event.kind not in INK or not event.lons or len(event.lons) != len(event.lats):
            return
        before = self.marks[:-1] if self.marks and self.marks[-1].is_open else self.marks
        mark = Mark(event.kind, event.lons, event.lats, self.is_kept, is_open=not event.is_last)
        self._set((*before, mark)[-MOST_MARKS:])
        if event.is_last:
            self._fade(mark)

    def take_pointer(self, event: PointerMoved) -> None:
        """Follow the pointer over the speaker's map."""
        kind = POINTERS.get(self.active, "") if event.is_inside else ""
        self._point(PointAt(kind, event.lon, event.lat) if kind else PointAt("", 0.0, 0.0))

    def erase(self, lon: float, lat: float) -> None:
        """Take the marks away that pass near a position."""
        camera = self.camera()
        reach = REACH * (camera.east - camera.west if camera else 20.0)
        self._set(tuple(mark for mark in self.marks if _gap(mark, lon, lat) > reach))

    def _hide_unless_pointing(self) -> None:
        if self.active not in POINTERS:
            self._point(PointAt("", 0.0, 0.0))

    def _point(self, pointer: PointAt) -> None:
        if pointer != self._pointer:
            self._pointer = pointer
            self.pointed.emit(pointer)

    def _fade(self, mark: Mark) -> None:
        if mark.is_kept:
            return
        timer = QTimer(self, singleShot=True, interval=FADE_MS)
        timer.timeout.connect(lambda: self._set(tuple(known for known in self.marks if known is not mark)))
        self._fading[id(mark)] = timer
        timer.start()

    def _replace(self, mark: Mark, by: Mark) -> None:
        self.marks = tuple(by if known is mark else known for known in self.marks)
        self._forget_gone()
        if not by.is_open:
            self._fade(by)

    def _set(self, marks: tuple[Mark, ...]) -> None:
        if marks != self.marks:
            self.marks = marks
            self.drawn.emit(self.ink)
        self._forget_gone()

    def _forget_gone(self) -> None:
        """Stop the clocks of marks that are not there any more."""
        there = {id(mark) for mark in self.marks}
        for name in [name for name in self._fading if name not in there]:
            timer = self._fading.pop(name)
            timer.stop()
            timer.deleteLater()


def _gap(mark: Mark, lon: float, lat: float) -> float:
    """Return how far a position is from a mark, in degrees of longitude at its latitude."""
    shrink = max(math.cos(math.radians(lat)), 0.05)
    points = [(x - lon, (y - lat) / shrink) for x, y in zip(mark.lons, mark.lats, strict=False)]
    if mark.kind == "circle" and len(points) > 1:
        (x, y), (edge_x, edge_y) = points[0], points[-1]
        return abs(math.hypot(x, y) - math.hypot(edge_x - x, edge_y - y))
    if mark.kind == "arrow" and len(points) > 1:
        points = [points[0], points[-1]]
    return min(_gap_to(first, second) for first, second in zip(points, points[1:] or points, strict=False))


def _gap_to(first: Sequence[float], second: Sequence[float]) -> float:
    """Return how far the origin is from a piece of line."""
    (x, y), (u, v) = first, (second[0] - first[0], second[1] - first[1])
    length = u * u + v * v
    along = min(max(-(x * u + y * v) / length, 0.0), 1.0) if length else 0.0
    return math.hypot(x + along * u, y + along * v)
