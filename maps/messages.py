"""The whole contract between Python and the page.

Commands go to the page and say what should be seen, never how; events come from it.
On the wire each is a JSON object with its fields and ``type``, the class's name. The
page has one handler per command, of the same name. Field types are checked on arrival.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, fields
from typing import Any, get_type_hints

VERSION = 2
"""Raised when a message changes, so that a stale page is told from a fresh one."""


# Commands: Python to page


@dataclass(frozen=True, slots=True)
class MoveCamera:
    """Show this area (degrees); ``duration_ms`` 0 jumps.

    ``clear`` keeps it clear of the legend and the buttons; without it the area fills the
    window, so that an area that the page reported gives the same view back.
    """

    west: float
    south: float
    east: float
    north: float
    clear: bool
    duration_ms: int


@dataclass(frozen=True, slots=True)
class ShowParts:
    """Make exactly these layer parts visible."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Select:
    """Mark exactly these drawn items as selected."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Glow:
    """Let exactly these drawn items glow; arrows at the edge point at those out of sight."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Show labels, legend and texts in this language."""

    language: str


@dataclass(frozen=True, slots=True)
class SetTheme:
    """Draw in this theme, ``light`` or ``dark``."""

    theme: str


@dataclass(frozen=True, slots=True)
class SetFootnotes:
    """Show these source lines, numbered from 1, below the map."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hide:
    """Do not draw exactly these items, though their parts are on: filters, or another time."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColourAreas:
    """Fill these areas in these colours, and explain that in the legend.

    ``labels`` with ``swatches`` are the classes; ``heading`` and ``note`` say what, of when,
    and where data are missing. Empty ``items`` end the colouring.
    """

    items: tuple[str, ...]
    colours: tuple[str, ...]
    heading: str
    labels: tuple[str, ...]
    swatches: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class SetTool:
    """Let clicks on the map serve a tool (``measure``), or select features again (empty)."""

    tool: str


@dataclass(frozen=True, slots=True)
class DrawMeasure:
    """Draw a measured line through these longitudes and latitudes, with a text at each point.

    The lines between the points come densified in ``line_lons`` and ``line_lats``; empty
    lists end it. ``is_closed`` fills the area.
    """

    lons: tuple[float, ...]
    lats: tuple[float, ...]
    texts: tuple[str, ...]
    line_lons: tuple[float, ...]
    line_lats: tuple[float, ...]
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Ping:
    """Ask for a Pong of the same number: the heartbeat."""

    number: int


@dataclass(frozen=True, slots=True)
class AskIdle:
    """Ask for an Idle of the same number once everything sent before is drawn."""

    number: int


Command = (
    MoveCamera
    | ShowParts
    | Hide
    | Select
    | Glow
    | SetLanguage
    | SetTheme
    | SetFootnotes
    | ColourAreas
    | SetTool
    | DrawMeasure
    | Ping
    | AskIdle
)


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
class PartClicked:
    """A row of the legend was clicked; ``alone`` when Alt was held."""

    part: str
    alone: bool


@dataclass(frozen=True, slots=True)
class HomeClicked:
    """The page's button for the whole region was clicked."""


@dataclass(frozen=True, slots=True)
class PageFailed:
    """A script of the page failed; for the log."""

    text: str


Event = (
    Ready
    | Pong
    | Idle
    | ViewMoved
    | FeatureClicked
    | FeatureHovered
    | BackgroundClicked
    | ToolClicked
    | PartClicked
    | HomeClicked
    | PageFailed
)

COMMANDS: tuple[type, ...] = Command.__args__
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
    elif type(value) is wanted:
        return value
    raise MalformedEventError(f"{kind.__name__}.{name} is {value!r}, not a {wanted.__name__}")
