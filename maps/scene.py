"""A scene: everything that decides what the map shows at one moment.

A scene is frozen and knows no Qt. Nobody changes one; a ``with_…`` method returns
the next. What is on show for a blink only (a hovered phrase) is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Self

Theme = Literal["light", "dark"]
Look = Literal["plain", "projector", "washed"]
"""For a desk, or for a room that reads from eight metres; washed is that as a projector in a bright room shows it."""

LANGUAGES = ("en", "id", "ja")


@dataclass(frozen=True, slots=True)
class Camera:
    """The area on show, in degrees (WGS 84). ``east`` may exceed 180 across the antimeridian.

    ``zoom`` is what the page reported for that area, or None if the area is to be fitted into the part of
    the window that the legend and the buttons leave free.
    """

    west: float
    south: float
    east: float
    north: float
    zoom: float | None = None

    def is_close_to(self, other: Camera) -> bool:
        """Tell whether both show the same area to within half a percent of its size."""
        width = max(abs(self.east - self.west), 1e-6)
        height = max(abs(self.north - self.south), 1e-6)
        return (
            abs(self.west - other.west) < 0.005 * width
            and abs(self.east - other.east) < 0.005 * width
            and abs(self.south - other.south) < 0.005 * height
            and abs(self.north - other.north) < 0.005 * height
        )

    def contains(self, lon: float, lat: float) -> bool:
        """Tell whether a position lies in the area; longitudes are compared modulo 360."""
        turned = self.west + (lon - self.west) % 360.0
        return turned <= self.east and self.south <= lat <= self.north


HOME = Camera(west=27.0, south=34.5, east=87.6, north=56.0)
"""The whole region: from the Black Sea ports to the Chinese border."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which deposits (and legs, by mode) are let through; an empty set lets all through.

    ``near_km`` keeps deposits no farther than that, geodesically, from an operating rail leg.
    """

    countries: frozenset[str] = frozenset()
    commodities: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    confidences: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    operator_known: bool | None = None
    near_km: float | None = None


NO_FILTERS = Filters()

By = Literal["km", "days", "crossings"]
"""What the best way has least of. Of two ways with as few crossings, the shorter is better."""

PINS = 2
"""So many rows of a comparison can stand side by side."""


@dataclass(frozen=True, slots=True)
class Routing:
    """What of the network is closed, which ways are asked for, and which of them are on show.

    ``avoid`` are countries (ISO codes), ``without`` broken legs, nodes or whole modes;
    ``with_planned`` also takes legs that do not run yet. ``own`` are the user's ways (two nodes
    each), ``freight`` a deposit and the market its goods go to. ``pinned`` and ``chosen`` are rows of the
    comparison: a corridor's id, ``own:FROM:TO`` (``/2`` and ``/3`` for its alternatives) or
    ``freight``. What is pinned is drawn, else what is chosen.
    """

    avoid: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    with_planned: bool = False
    by: By = "km"
    own: tuple[tuple[str, str], ...] = ()
    freight: tuple[str, str] | None = None
    pinned: tuple[str, ...] = ()
    chosen: str | None = None

    @property
    def is_limited(self) -> bool:
        """Whether a country is avoided or something is broken."""
        return bool(self.avoid or self.without)

    @property
    def shown(self) -> tuple[str, ...]:
        """The rows whose ways are drawn."""
        return self.pinned or ((self.chosen,) if self.chosen else ())

    def toggled_avoid(self, country: str) -> Self:
        """Return it with a country avoided, or no longer."""
        return replace(self, avoid=self.avoid ^ {country})

    def toggled_broken(self, name: str) -> Self:
        """Return it with a leg, node or mode broken, or whole again."""
        return replace(self, without=self.without ^ {name})

    def toggled_pin(self, row: str) -> Self:
        """Return it with a row pinned (the oldest of too many goes), or no longer."""
        pinned = tuple(pin for pin in self.pinned if pin != row)
        return replace(self, pinned=pinned if row in self.pinned else (*pinned, row)[-PINS:])

    def with_way(self, start: str, end: str) -> Self:
        """Return it with a way of the user's own added and chosen."""
        own = self.own if (start, end) in self.own else (*self.own, (start, end))
        return replace(self, own=own, chosen=f"own:{start}:{end}")

    def without_way(self, start: str, end: str) -> Self:
        """Return it without a way of the user's own, nor any sign of it."""
        gone = f"own:{start}:{end}"
        return replace(
            self,
            own=tuple(way for way in self.own if way != (start, end)),
            pinned=tuple(pin for pin in self.pinned if pin.split("/")[0] != gone),
            chosen=None if self.chosen and self.chosen.split("/")[0] == gone else self.chosen,
        )

    def with_freight(self, deposit: str, market: str) -> Self:
        """Return it with a deposit's goods followed to a market, and that chosen."""
        return replace(self, freight=(deposit, market), chosen="freight")

    def without_freight(self) -> Self:
        """Return it with no goods followed."""
        pinned = tuple(pin for pin in self.pinned if pin != "freight")
        return replace(self, freight=None, pinned=pinned, chosen=None if self.chosen == "freight" else self.chosen)


OPEN_NETWORK = Routing()


@dataclass(frozen=True, slots=True)
class Overlays:
    """What lies over the map beside its names. ``title_at`` is one of nine places: top-left, top, … bottom-right."""

    legend: bool = True
    title: bool = True
    footnotes: bool = True
    banner: bool = True
    passage: bool = True
    title_at: str = "bottom"


ALL_OVERLAYS = Overlays()


@dataclass(frozen=True, slots=True)
class Heading:
    """A scene's title and caption by language, and lines below, numbered from ``first``; a slide covers the map."""

    title: Mapping[str, str]
    caption: Mapping[str, str]
    lines: tuple[str, ...] = ()
    is_slide: bool = False
    first: int = 1


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on show: area, layer parts, filters, time, indicator, selection, passage, language, theme.

    ``selected`` holds feature ids as the reader knows them (a corridor, a region, a deposit);
    the page is told the drawn items they stand for. ``period`` is the first and last day
    (ISO dates) of which dated features are shown, ``indicator`` the slug by which countries are coloured.
    ``focus`` is the focus theme whose card the reader shows; another selection ends it.
    ``routing`` limits the network and names the ways on show. ``heading`` is the briefing's scene's title.
    """

    camera: Camera
    parts: frozenset[str]
    selected: tuple[str, ...] = ()
    excerpt: str | None = None
    link: str | None = None
    language: str = "en"
    theme: Theme = "light"
    filters: Filters = NO_FILTERS
    period: tuple[str, str] | None = None
    indicator: str | None = None
    focus: str | None = None
    routing: Routing = OPEN_NETWORK
    overlays: Overlays = ALL_OVERLAYS
    heading: Heading | None = None
    look: Look = "plain"
    text_scale: float = 1.0
    is_staged: bool = False

    def with_camera(self, camera: Camera) -> Self:
        """Return the scene with another area."""
        return replace(self, camera=camera)

    def with_parts(self, parts: frozenset[str]) -> Self:
        """Return the scene with exactly these layer parts visible."""
        return replace(self, parts=parts)

    def with_selected(self, selected: tuple[str, ...]) -> Self:
        """Return the scene with these features selected; that ends a focus theme."""
        return replace(self, selected=selected, focus=None)

    def with_focus(self, focus: str | None) -> Self:
        """Return the scene with a focus theme's card in the reader, or none."""
        return replace(self, focus=focus)

    def with_excerpt(self, excerpt: str | None, link: str | None = None) -> Self:
        """Return the scene with an excerpt, and perhaps one of its phrases, open."""
        return replace(self, excerpt=excerpt, link=link)

    def with_language(self, language: str) -> Self:
        """Return the scene in another language (one of LANGUAGES)."""
        if language not in LANGUAGES:
            raise ValueError(f"unknown language {language!r}; known are {', '.join(LANGUAGES)}")
        return replace(self, language=language)

    def with_filters(self, filters: Filters) -> Self:
        """Return the scene with other filters."""
        return replace(self, filters=filters)

    def with_period(self, period: tuple[str, str] | None) -> Self:
        """Return the scene with dated features of this period only (first and last day), or of any."""
        return replace(self, period=period)

    def with_indicator(self, indicator: str | None) -> Self:
        """Return the scene with the countries coloured by an indicator, or plain."""
        return replace(self, indicator=indicator)

    def with_routing(self, routing: Routing) -> Self:
        """Return the scene with other limits of the network, or other ways on show."""
        return replace(self, routing=routing)

    def with_overlays(self, overlays: Overlays) -> Self:
        """Return the scene with other overlays."""
        return replace(self, overlays=overlays)

    def with_heading(self, heading: Heading | None) -> Self:
        """Return the scene with another title, or none."""
        return replace(self, heading=heading)

    def with_theme(self, theme: Theme) -> Self:
        """Return the scene in another theme."""
        return replace(self, theme=theme)
