"""How far the five capitals lie from the open sea: the method is told beside every number.

All countries' land taken together has outer rings, where it meets the ocean and the seas joined to
it, and holes, where it meets what is enclosed: the Caspian is a hole, so its coast does not count,
nor do its islands, which lie in the hole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from data.atlas import Atlas
from data.reading import Position
from data.texts import N_
from maps.measures import SeaDistance, kept

SEA_METHOD = N_(
    "Computed: geodesic from the capital to the nearest coast of the ocean or a sea open to it; "
    "the Caspian does not count. Coasts: Natural Earth."
)

REACH_DEG = 45.0
"""Only coasts within so many degrees of a capital are looked at; the farthest of the five is some 20 away."""


def sea_distances_of(atlas: Atlas) -> Mapping[str, SeaDistance]:
    """Return the capitals' distances by country: as measured when the cache was made, or computed now."""
    known = kept()
    return known.sea if known and known.sea else sea_distances(atlas)


def sea_distances(atlas: Atlas) -> dict[str, SeaDistance]:
    """Return how far the capitals of the five lie from the nearest open-sea coast, by country."""
    import shapely

    from maps.geodesy import polygon_of

    areas = {country.id: polygon_of(country.polygons) for country in atlas.countries.values()}
    land = shapely.union_all(list(areas.values()), grid_size=0.001)
    filled = shapely.union_all([shapely.Polygon(part.exterior) for part in getattr(land, "geoms", [land])])
    rings = [part.exterior for part in getattr(filled, "geoms", [filled])]
    found = {}
    for country in atlas.countries.values():
        if country.is_focus and country.capital:
            found[country.id] = _nearest(country.capital.position, rings, areas)
    return found


def _nearest(position: Position, rings: list[Any], areas: Mapping[str, Any]) -> SeaDistance:
    """Return the nearest point of the coasts: the twenty nearest on a sphere are measured on the ellipsoid."""
    from shapely.geometry import Point

    from maps.geodesy import angle_between, distance_km

    points = [(lon, lat) for ring in rings for lon, lat in ring.coords if _is_near(position, (lon, lat))]
    rough = sorted(points, key=lambda point: angle_between(position, point))[:20]
    best = min(rough, key=lambda point: distance_km(position, point))
    country = min(areas, key=lambda name: areas[name].distance(Point(best)))
    return SeaDistance(round(distance_km(position, best)), (round(best[0], 3), round(best[1], 3)), country)


def _is_near(position: Position, point: Position) -> bool:
    return abs(point[0] - position[0]) < REACH_DEG and abs(point[1] - position[1]) < REACH_DEG
