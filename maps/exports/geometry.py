"""Geometries as files want them: longitudes within ±180°, cut at the antimeridian, outer rings anticlockwise."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from data.reading import Position

Kind = Literal["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]
DEPTHS: dict[Kind, int] = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
"""How many lists lie around the positions of each kind of geometry."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """A GeoJSON geometry: its kind, and tuples of tuples of ``(lon, lat)``."""

    kind: Kind
    coordinates: Any

    @property
    def positions(self) -> Iterator[Position]:
        """All positions, in order."""
        return _flat(self.coordinates, DEPTHS[self.kind])

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        lons, lats = zip(*self.positions, strict=True)
        return min(lons), min(lats), max(lons), max(lats)

    @property
    def parts(self) -> tuple[Geometry, ...]:
        """The single geometries that it is made of; itself if it is one."""
        if not self.kind.startswith("Multi"):
            return (self,)
        single: Any = self.kind.removeprefix("Multi")
        return tuple(Geometry(single, part) for part in self.coordinates)


def point(position: Position) -> Geometry:
    """Return a point."""
    return Geometry("Point", _turned(position))


def lines(coordinates: Sequence[Sequence[Position]]) -> Geometry:
    """Return one line or several."""
    made: list[Any] = []
    for line in coordinates:
        positions = tuple((float(lon), float(lat)) for lon, lat in line)
        made += _cut("LineString", positions) if _is_beyond(positions) else [positions]
    return Geometry("LineString", made[0]) if len(made) == 1 else Geometry("MultiLineString", tuple(made))


def areas(coordinates: Sequence[Sequence[Sequence[Position]]]) -> Geometry:
    """Return one area or several, each with its outer ring first; rings are closed."""
    made: list[Any] = []
    for area in coordinates:
        rings = tuple(tuple((float(lon), float(lat)) for lon, lat in ring) for ring in area)
        is_beyond = any(_is_beyond(ring) for ring in rings)
        cut = _cut("Polygon", rings) if is_beyond else [rings]
        made += [tuple(wound(ring, inner=at > 0) for at, ring in enumerate(one)) for one in cut]
    return Geometry("Polygon", made[0]) if len(made) == 1 else Geometry("MultiPolygon", tuple(made))


def wound(ring: Sequence[Position], *, inner: bool = False) -> tuple[Position, ...]:
    """Return a closed ring that runs anticlockwise, an inner one clockwise; it starts where it started."""
    area = math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False))
    is_wrong = area > 0 if inner else area < 0
    return tuple(reversed(ring)) if is_wrong else tuple(ring)


def nested(coordinates: Any) -> Any:
    """Return coordinates as lists, for JSON."""
    return [nested(one) for one in coordinates] if isinstance(coordinates, tuple) else coordinates


def _flat(coordinates: Any, depth: int) -> Iterator[Position]:
    if depth == 0:
        yield coordinates
    else:
        for one in coordinates:
            yield from _flat(one, depth - 1)


def _turned(position: Sequence[float]) -> Position:
    lon, lat = float(position[0]), float(position[1])
    return (lon - 360.0 if lon > 180 else lon), lat


def _is_beyond(positions: Sequence[Position]) -> bool:
    return any(lon > 180 for lon, _ in positions)


def _cut(kind: Kind, coordinates: Any) -> list[Any]:
    """Return the coordinates of the pieces of a line or an area on either side of the antimeridian."""
    import shapely
    from shapely.geometry import mapping, shape

    whole = shapely.make_valid(shape({"type": kind, "coordinates": coordinates}))
    pieces: list[Any] = []
    for turn in (0.0, 360.0):
        inside = shapely.intersection(whole, shapely.box(turn - 180.0, -90.0, turn + 180.0, 90.0))
        for piece in shapely.get_parts(shapely.get_parts(inside)):
            if piece.geom_type == kind and not piece.is_empty:
                moved = shapely.transform(piece, lambda known, turn=turn: known - (turn, 0.0))
                pieces.append(mapping(moved)["coordinates"])
    if pieces:
        return pieces
    return [_map(coordinates)]  # nothing with an extent is left of it: a line along the antimeridian


def _map(coordinates: Any) -> Any:
    if isinstance(coordinates[0], int | float):
        return _turned(coordinates)
    return tuple(_map(one) for one in coordinates)
