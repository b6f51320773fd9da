"""A scene: everything that decides what the map shows at one moment.

A scene is frozen and knows no Qt. Nobody changes one; a ``with_…`` method returns
the next. What is on show for a blink only (a hovered phrase) is not in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, Self

Theme = Literal["light", "dark"]

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


@dataclass(frozen=True, slots=True)
class Scene:
    """What is on show: area, layer parts, filters, time, indicator, selection, passage, language, theme.

    ``selected`` holds feature ids as the reader knows them (a corridor, a region, a deposit);
    the page is told the drawn items they stand for. ``period`` is the first and last day
    (ISO dates) of which dated features are shown, ``indicator`` the slug by which countries are coloured.
    ``focus`` is the focus theme whose card the reader shows; another selection ends it.
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

    def with_theme(self, theme: Theme) -> Self:
        """Return the scene in another theme."""
        return replace(self, theme=theme)
