"""Commands: what Python tells the page. They say what should be seen, never how.

Frozen dataclasses; ``maps/messages.py`` puts them on the wire. The page has one handler per command, of the same name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
    """Let clicks on the map serve a tool, or select features again (empty).

    For ``measure`` every click is a ToolClicked; for ``break`` items are clicked as ever, all legs
    of the network are drawn, and the pointer is a pair of scissors.
    """

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
class DrawWays:
    """Draw at most two ways over the network, what is closed, what is broken, and marks on them.

    ``first`` and ``second`` are drawn items of legs (``<leg>/network``), drawn whether their part
    is on or not; ``closed`` are items of legs in avoided countries, ``broken`` items of broken legs
    and nodes, in every aspect they are drawn in. Marks stand at positions in degrees with a text
    each (perhaps empty); kinds are start, end, border, gauge, transfer, hub, broken, bottleneck, water.
    ``line_lons`` and ``line_lats`` are a densified straight line from a deposit to a hub, perhaps empty.
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    closed: tuple[str, ...]
    broken: tuple[str, ...]
    mark_kinds: tuple[str, ...]
    mark_lons: tuple[float, ...]
    mark_lats: tuple[float, ...]
    mark_texts: tuple[str, ...]
    line_lons: tuple[float, ...]
    line_lats: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class DrawPlaces:
    """Draw exactly these own places; each item is as in the page's drawing (``maps/drawing.py``)."""

    items: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ShowBanner:
    """Show these lines above the map, the first as the headline, and the notes smaller; none hides it."""

    lines: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShowHeading:
    """Show a title with its caption, and lines below, at one of nine places (``at``); all empty hides it.

    The lines are numbered from ``first``. A slide covers the map.
    """

    title: str
    caption: str
    lines: tuple[str, ...]
    at: str
    is_slide: bool
    first: int = 1


@dataclass(frozen=True, slots=True)
class ShowOverlays:
    """Show exactly these of the page's own overlays; ``controls`` are the buttons."""

    legend: bool
    footnotes: bool
    banner: bool
    controls: bool


@dataclass(frozen=True, slots=True)
class ShowPassage:
    """Show a passage over the map with its linked words marked, and where it was printed; all empty hides it."""

    before: str
    words: str
    after: str
    meta: str


@dataclass(frozen=True, slots=True)
class SetLook:
    """Draw for a desk (``plain``) or for a room (``projector``); ``text_scale`` enlarges all text, 1 is as designed."""

    look: str
    text_scale: float


@dataclass(frozen=True, slots=True)
class SetMirror:
    """Report every frame of the user's own moves as ViewMoving, or no longer."""

    on: bool


@dataclass(frozen=True, slots=True)
class FollowView:
    """Show this area (degrees) at once, as far as the window's shape allows, and report nothing: a mirror."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class DrawInk:
    """Draw exactly these marks of the speaker's, each through positions in degrees; they stay on their place.

    Kinds are ink (a line), arrow (from the first position to the last) and circle (its middle and a point on
    it). What is not kept fades 6 s after it was drawn.
    """

    kinds: tuple[str, ...]
    lons: tuple[tuple[float, ...], ...]
    lats: tuple[tuple[float, ...], ...]
    kept: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class PointAt:
    """Show the speaker's pointer, a ``dot`` or a ``spot`` of light, at a position; an empty kind hides it."""

    kind: str
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class ShowStreets:
    """Show street tiles under the layers as they come, or none any more; they are asked for as ``online/z/x/y.png``.

    ``credit`` must be read while tiles are in sight, with a link to ``address`` and the ``licence``. Another
    ``attempt`` asks again for what did not come.
    """

    on: bool
    credit: str
    address: str
    licence: str
    attempt: int


@dataclass(frozen=True, slots=True)
class Ping:
    """Ask for a Pong of the same number: the heartbeat."""

    number: int


@dataclass(frozen=True, slots=True)
class AskLabels:
    """Ask for a LabelsMeasured of the same number once everything sent before is drawn."""

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
    | DrawWays
    | DrawPlaces
    | ShowBanner
    | ShowHeading
    | ShowOverlays
    | ShowPassage
    | SetLook
    | SetMirror
    | FollowView
    | DrawInk
    | PointAt
    | ShowStreets
    | Ping
    | AskLabels
    | AskIdle
)

COMMANDS: tuple[type, ...] = Command.__args__
