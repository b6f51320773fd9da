"""Lengths, densified geodesics and shares of a line per country, on the WGS 84 ellipsoid.

Positions are lon, lat in degrees here, as in GeoJSON and shapely; geopy wants lat, lon and
``distance_km`` is the one place where they turn. Lengths come from geopy; shapely, which is
planar, only cuts densified lines at borders.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import shapely
from geographiclib.geodesic import Geodesic
from geopy.distance import geodesic
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from data.reading import Position

STEP_KM = 20.0
"""Distance between the points of a densified geodesic: under 10 m off the true curve at 50 degrees north."""


def distance_km(start: Position, end: Position) -> float:
    """Return the geodesic distance between two positions (lon, lat), in kilometres."""
    return float(geodesic((start[1], start[0]), (end[1], end[0])).km)


def angle_between(start: Position, end: Position) -> float:
    """Return the angle between two positions seen from the middle of a sphere, in radians: cheap, to choose by."""
    lat, other, turn = math.radians(start[1]), math.radians(end[1]), math.radians(end[0] - start[0])
    cosine = math.sin(lat) * math.sin(other) + math.cos(lat) * math.cos(other) * math.cos(turn)
    return math.acos(max(-1.0, min(1.0, cosine)))


def length_km(line: Sequence[Position]) -> float:
    """Return the length of a line along geodesics between its positions, in kilometres."""
    return sum(distance_km(start, end) for start, end in zip(line, line[1:], strict=False))


def densify(line: Sequence[Position], step_km: float = STEP_KM) -> list[Position]:
    """Return the line with positions added along the geodesics, at most ``step_km`` apart.

    Longitudes are unwrapped: a line across the antimeridian goes on beyond 180 or below
    -180 instead of jumping to the map's other side.
    """
    dense = [line[0]]
    for start, end in zip(line, line[1:], strict=False):
        curve = Geodesic.WGS84.InverseLine(start[1], start[0], end[1], end[0])
        steps = max(1, math.ceil(curve.s13 / 1000 / step_km))
        for step in range(1, steps + 1):
            at = curve.Position(curve.s13 * step / steps, Geodesic.LATITUDE | Geodesic.LONGITUDE)
            dense.append((_near(at["lon2"], dense[-1][0]), at["lat2"]))
    return dense


def polygon_of(coordinates: Any) -> MultiPolygon:
    """Return GeoJSON MultiPolygon coordinates as a valid shapely geometry."""
    shape = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in coordinates])
    valid = shape if shape.is_valid else shapely.make_valid(shape)
    return valid if isinstance(valid, MultiPolygon) else MultiPolygon(list(_polygons(valid)))


def inside_km(line: Sequence[Position], area: BaseGeometry) -> float:
    """Return how many kilometres of an already densified line lie inside an area."""
    if len(line) < 2:
        return 0.0
    cut = shapely.intersection(LineString(line), area)
    parts: Iterable[Any] = getattr(cut, "geoms", [cut])
    return sum(length_km(list(part.coords)) for part in parts if part.geom_type == "LineString")


def shares_km(line: Sequence[Position], areas: Mapping[str, BaseGeometry], tree: Areas) -> dict[str, float]:
    """Return the kilometres of a densified line inside each area; "" holds what lies in none (the sea).

    Parts under a tenth of a kilometre are left out: borders are generalised.
    """
    shares = {}
    for name in tree.touched_by(line):
        km = inside_km(line, areas[name])
        if km >= 0.1:
            shares[name] = km
    rest = length_km(line) - sum(shares.values())
    if rest >= 0.1:
        shares[""] = rest
    return shares


def gap_km(line: Sequence[Position], area: BaseGeometry) -> float:
    """Return the least distance between a line and an area, in kilometres; 0 where they meet.

    The nearest pair is found in a plane scaled at the line's middle latitude, its distance
    on the ellipsoid.
    """
    shape = LineString(line)
    if shape.intersects(area):
        return 0.0
    squeeze = math.cos(math.radians(sum(lat for _, lat in line) / len(line)))
    scaled = [shapely.transform(geometry, lambda xy: xy * (squeeze, 1.0)) for geometry in (shape, area)]
    near, far = nearest_points(*scaled)
    return distance_km((near.x / squeeze, near.y), (far.x / squeeze, far.y))


class Areas:
    """A spatial index over named areas."""

    def __init__(self, areas: Mapping[str, BaseGeometry]) -> None:
        """Index the areas."""
        self._names = list(areas)
        self._tree = shapely.STRtree(list(areas.values()))

    def touched_by(self, line: Sequence[Position]) -> list[str]:
        """Return the names of the areas that a line touches, in the order of the index."""
        found = self._tree.query(LineString(line), predicate="intersects")
        return [self._names[index] for index in sorted(found)]


def _near(lon: float, before: float) -> float:
    """Return the longitude turned by whole circles to lie within 180 degrees of the one before."""
    return lon + 360.0 * round((before - lon) / 360.0)


def _polygons(shape: BaseGeometry) -> Iterable[Polygon]:
    """Yield the polygons of a geometry of any kind."""
    for part in getattr(shape, "geoms", [shape]):
        if isinstance(part, Polygon):
            yield part
        elif hasattr(part, "geoms"):
            yield from _polygons(part)
