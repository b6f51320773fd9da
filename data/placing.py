"""Whether every point lies in its country, or as near to it as its stated precision allows.

Borders and shores on the map are simplified (finer than 1.5 km in Central Asia): what that puts outside
is named here with the reason, one by one; the rule itself knows no tolerance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from data.atlas import Atlas
from data.reading import Position

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

OFFSHORE = {
    "KZ-O-02": ("Kashagan lies in the Caspian Sea, some 40 km from the shore drawn", "caspian"),
}
"""Fields in the sea: why, and the water that must hold them."""

ELSEWHERE = {
    "earthquake-hyuganada-2024": "its epicentre lies in the Hyuganada sea off Japan",
    "capital-AE": "Abu Dhabi lies on an island that the simplified map leaves out",
    "capital-DK": "Copenhagen lies on the shore, which is simplified",
}
"""Points outside their country for a known reason."""

KM_PER_DEGREE = 111.32


def place_problems(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Yield points outside their country, impossible positions, and exceptions that nothing needs."""
    shapes: dict[str, BaseGeometry] = {}
    needless = {*OFFSHORE, *ELSEWHERE} & set(atlas.features)
    for where, position, country, precision_km in _points(atlas):
        if not is_position(position):
            yield where, f"{position} is no longitude and latitude"
            continue
        if country not in atlas.countries:
            continue  # told by the check of links
        if country not in shapes:
            shapes[country] = _shape(atlas.countries[country].polygons)
        away = gap_km(shapes[country], position)
        if away <= precision_km:
            continue
        needless.discard(where)
        if where in OFFSHORE and _is_in_water(atlas, OFFSHORE[where][1], position):
            continue
        if where not in ELSEWHERE:
            yield where, f"it lies {away:.1f} km outside {country}, with a precision of {precision_km:g} km"
    for name in sorted(needless):
        yield name, "it is named as an exception, but lies in its country"
    for where, position in _other_positions(atlas):
        if not is_position(position):
            yield where, f"{position} is no longitude and latitude"


def is_position(position: Position) -> bool:
    """Tell whether a position is one on earth; the map goes on beyond 180 degrees east for Russia and Alaska."""
    lon, lat = position
    return math.isfinite(lon) and math.isfinite(lat) and -180.0 <= lon <= 191.0 and -90.0 <= lat <= 90.0


def gap_km(shape: BaseGeometry, position: Position) -> float:
    """Return how far a position lies outside a shape, in kilometres to within a percent; 0 inside."""
    import shapely

    point = shapely.Point(position)
    if shape.covers(point):
        return 0.0
    squeeze = math.cos(math.radians(position[1]))
    flat = shapely.transform(shape, lambda lonlat: lonlat * (squeeze * KM_PER_DEGREE, KM_PER_DEGREE))
    return float(flat.distance(shapely.Point(position[0] * squeeze * KM_PER_DEGREE, position[1] * KM_PER_DEGREE)))


def _points(atlas: Atlas) -> Iterator[tuple[str, Position, str, float]]:
    """Yield the points that have a country: id, position, country, precision in kilometres."""
    for deposit in atlas.deposits.values():
        yield deposit.id, deposit.position, deposit.country, deposit.precision_km
    for node in atlas.nodes.values():
        yield node.id, node.position, node.country, node.precision_km
    for event in atlas.events.values():
        yield event.id, event.position, event.country, 0.0
    for capital in atlas.capitals.values():
        yield capital.id, capital.position, capital.country, 0.0


def _other_positions(atlas: Atlas) -> Iterator[tuple[str, Position]]:
    """Yield the positions that belong to no single country."""
    for leg in atlas.legs.values():
        yield from ((leg.id, position) for position in leg.line)
    for country in atlas.countries.values():
        yield from ((country.id, position) for position in country.labels)
    for water in atlas.waters.values():
        yield water.id, water.label


def _is_in_water(atlas: Atlas, water: str, position: Position) -> bool:
    known: Mapping[str, Any] = atlas.waters
    return water in known and bool(known[water].polygons) and gap_km(_shape(known[water].polygons), position) == 0.0


def _shape(polygons: Any) -> BaseGeometry:
    """Return GeoJSON MultiPolygon coordinates as a valid geometry."""
    import shapely
    from shapely.geometry import MultiPolygon, Polygon

    shape = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in polygons])
    return shape if shape.is_valid else shapely.make_valid(shape)
