"""The whole contract between Python and the page.

Commands (``maps/commands.py``) go to the page, events come from it.
On the wire each is a JSON object with its fields and ``type``, the class's name. The
page has one handler per command, of the same name. Field types are checked on arrival.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, fields
from typing import Any, get_type_hints

from maps.commands import Command

VERSION = 5
"""Raised when a message changes, so that a stale page is told from a fresh one."""

LONGEST = 10_000
"""A list in an event has no more numbers."""


# Events: page to Python


@dataclass(frozen=True, slots=True)
class Ready:
    """Leaflet stands, the drawing is loaded and all handlers are set."""

    version: int


@dataclass(frozen=True, slots=True)
class Pong:
    """The answer to a Ping."""

    number: int


@dataclass(frozen=True, slots=True)
class Taken:
    """All commands up to an AskIdle are taken in, and perhaps not yet drawn."""

    number: int


@dataclass(frozen=True, slots=True)
class Idle:
    """All is drawn: tiles, lines, symbols, labels. Safe to grab."""

    number: int


@dataclass(frozen=True, slots=True)
class ViewMoved:
    """The map came to rest on this area (degrees)."""

    west: float
    south: float
    east: float
    north: float
    zoom: float
    by_user: bool


@dataclass(frozen=True, slots=True)
class FeatureClicked:
    """A drawn item was clicked; ``extend`` when Ctrl was held."""

    item: str
    extend: bool


@dataclass(frozen=True, slots=True)
class FeatureHovered:
    """The pointer is over this drawn item, or over none (empty string)."""

    item: str


@dataclass(frozen=True, slots=True)
class BackgroundClicked:
    """Empty map was clicked."""


@dataclass(frozen=True, slots=True)
class ToolClicked:
    """The map was clicked while a tool is on; ``is_last`` for a double click."""

    lon: float
    lat: float
    is_last: bool


@dataclass(frozen=True, slots=True)
class ViewMoving:
    """The user is moving the map, which shows this area (degrees) now; only while a mirror is on."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class InkDrawn:
    """A mark was drawn with the tool ``kind``, through these positions; ``is_last`` when the pointer was lifted."""

    kind: str
    lons: tuple[float, ...]
    lats: tuple[float, ...]
    is_last: bool


@dataclass(frozen=True, slots=True)
class PointerMoved:
    """The pointer moved over the map while a pointing tool is on; ``is_inside`` False when it left."""

    lon: float
    lat: float
    is_inside: bool


@dataclass(frozen=True, slots=True)
class PartClicked:
    """A row of the legend was clicked; ``alone`` when Alt was held."""

    part: str
    alone: bool


@dataclass(frozen=True, slots=True)
class HomeClicked:
    """The page's button for the whole region was clicked."""


@dataclass(frozen=True, slots=True)
class LabelsMeasured:
    """What is written on the page: names and cards with their boxes, sizes of letters (px) and contrasts.

    ``kinds`` are name, heading, slide, legend, passage, banner and strip; ``texts`` are the names'. ``cuts`` is 1
    where a card hides the end of its text. ``width`` and ``height`` are the window's.
    """

    number: int
    width: float
    height: float
    kinds: tuple[str, ...]
    texts: tuple[str, ...]
    lefts: tuple[float, ...]
    tops: tuple[float, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    sizes: tuple[float, ...]
    contrasts: tuple[float, ...]
    cuts: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PageFailed:
    """A script of the page failed; for the log."""

    text: str


Event = (
    Ready
    | Pong
    | Taken
    | Idle
    | ViewMoved
    | FeatureClicked
    | FeatureHovered
    | BackgroundClicked
    | ToolClicked
    | ViewMoving
    | InkDrawn
    | PointerMoved
    | PartClicked
    | HomeClicked
    | LabelsMeasured
    | PageFailed
)

EVENTS: dict[str, type] = {event.__name__: event for event in Event.__args__}


class MalformedEventError(ValueError):
    """What arrived from the page is not an event of this contract."""


def encode(command: Command) -> str:
    """Return the command as the JSON text that goes to the page."""
    return json.dumps({"type": type(command).__name__, **asdict(command)}, ensure_ascii=False)


def decode(text: str) -> Event:
    """Return the event that a JSON text from the page stands for.

    Raises
    ------
    MalformedEventError
        If the text is no JSON object, names no known event, or a field is missing,
        surplus, of another type, or not a finite number.
    """
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise MalformedEventError(f"not JSON: {text[:80]!r}") from error
    if not isinstance(raw, dict) or raw.get("type") not in EVENTS:
        raise MalformedEventError(f"unknown event: {text[:80]!r}")
    kind = EVENTS[raw.pop("type")]
    if set(raw) != {field.name for field in fields(kind)}:
        raise MalformedEventError(f"{kind.__name__} has other fields: {sorted(raw)}")
    hints = get_type_hints(kind)
    event: Event = kind(**{name: _checked(kind, name, value, hints[name]) for name, value in raw.items()})
    return event


def _checked(kind: type, name: str, value: Any, wanted: type) -> Any:
    """Return the value in the wanted type, or raise MalformedEventError."""
    if wanted is float and isinstance(value, (int, float)) and not isinstance(value, bool):
        if math.isfinite(value):
            return float(value)
    elif wanted == tuple[float, ...] and isinstance(value, list) and len(value) <= LONGEST:
        return tuple(_checked(kind, name, each, float) for each in value)
    elif wanted == tuple[str, ...] and isinstance(value, list) and len(value) <= LONGEST:
        return tuple(_checked(kind, name, each, str) for each in value)
    elif type(value) is wanted:
        return value
    raise MalformedEventError(f"{kind.__name__}.{name} is {value!r}, not a {wanted.__name__}")
