"""Measuring on the map: geodesic lengths and areas of clicked points, and the share of each country.

Lengths and areas come at once from geographiclib, whose algorithm geopy calls too (geopy itself
takes a tenth of a second to import, shapely another). ``Grounds`` needs both: make it, and
ask it, off the user's thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data.reading import Position

SEA = ""
"""The name under which shares hold what lies in no country."""

Shares = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: the length of each line between two points, and the area if the line is closed.

    ``shares`` has for each line its kilometres per country, longest first (empty until looked up);
    ``is_crossing`` tells that the lines of an area cross each other, which leaves it without a meaning.
    """

    segments_km: tuple[float, ...]
    area_km2: float | None = None
    shares: tuple[Shares, ...] = ()
    is_crossing: bool = False

    @property
    def length_km(self) -> float:
        """The length of all lines together."""
        return sum(self.segments_km)

    @property
    def shares_km(self) -> dict[str, float]:
        """The kilometres of all lines per country, longest first."""
        found: dict[str, float] = {}
        for shares in self.shares:
            for country, km in shares.items():
                found[country] = found.get(country, 0.0) + km
        return _longest_first(found)


class Grounds:
    """The countries' areas, indexed; remembers the shares of lines already looked up."""

    def __init__(self, polygons: Mapping[str, Any]) -> None:
        """Index areas given as GeoJSON MultiPolygon coordinates."""
        from maps import geodesy

        self._geodesy = geodesy
        self._areas = {name: geodesy.polygon_of(coordinates) for name, coordinates in polygons.items()}
        self._tree = geodesy.Areas(self._areas)
        self._known: dict[tuple[Position, Position], Shares] = {}

    def curve(self, points: Sequence[Position], *, is_closed: bool) -> list[Position]:
        """Return the lines through the points, densified along the geodesics."""
        return self._geodesy.densify(_ring(points, is_closed))

    def shares(self, start: Position, end: Position) -> Shares:
        """Return the kilometres of a line per country, longest first."""
        line = (start, end)
        if line not in self._known:
            found: dict[str, float] = {}
            for run in _runs(self._geodesy.densify(line)):
                for country, km in self._geodesy.shares_km(run, self._areas, self._tree).items():
                    found[country] = found.get(country, 0.0) + km
            self._known[line] = _longest_first(found)
        return self._known[line]

    def is_crossing(self, points: Sequence[Position]) -> bool:
        """Tell whether the lines of a closed area cross each other."""
        from shapely.geometry import LinearRing

        return not LinearRing(self.curve(points, is_closed=True)[:-1]).is_simple


def measured(points: Sequence[Position], grounds: Grounds | None = None, *, is_closed: bool = False) -> Measured:
    """Return what the points measure; with ``grounds`` also the shares per country, which takes longer."""
    ring = _ring(points, is_closed)
    lines = list(zip(ring, ring[1:], strict=False))
    lengths = tuple(line_km(*line) for line in lines)
    area = area_km2(points) if is_closed else None
    if grounds is None:
        return Measured(lengths, area)
    shares = tuple(grounds.shares(*line) for line in lines)
    if is_closed and grounds.is_crossing(points):
        return Measured(lengths, None, shares, is_crossing=True)
    return Measured(lengths, area, shares)


def line_km(start: Position, end: Position) -> float:
    """Return the geodesic distance between two positions (lon, lat), in kilometres."""
    from geographiclib.geodesic import Geodesic

    return float(Geodesic.WGS84.Inverse(start[1], start[0], end[1], end[0], Geodesic.DISTANCE)["s12"]) / 1000


def area_km2(points: Sequence[Position]) -> float:
    """Return the area within geodesics between the points, in square kilometres."""
    from geographiclib.geodesic import Geodesic

    polygon = Geodesic.WGS84.Polygon()
    for lon, lat in points:
        polygon.AddPoint(lat, lon)
    return abs(float(polygon.Compute()[2])) / 1e6


def _ring(points: Sequence[Position], is_closed: bool) -> list[Position]:
    """Return the points in order, the first once more at the end where they are closed."""
    return [*points, points[0]] if is_closed else list(points)


def _runs(line: Sequence[Position]) -> list[list[Position]]:
    """Return a densified line cut at the map's seam (170 W), each part turned to lie between -170 and 190."""
    runs: list[list[Position]] = []
    turned: float | None = None
    for start, end in zip(line, line[1:], strict=False):
        turns = ((start[0] + end[0]) / 2 + 170.0) // 360.0
        if turns != turned:
            runs.append([(start[0] - 360.0 * turns, start[1])])
            turned = turns
        runs[-1].append((end[0] - 360.0 * turns, end[1]))
    return runs


def _longest_first(shares: Shares) -> dict[str, float]:
    return dict(sorted(shares.items(), key=lambda item: -item[1]))
