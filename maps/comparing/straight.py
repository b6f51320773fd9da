"""The straight line from a deposit to a hub: how many kilometres of it lie in which country.

It stands for a way that nobody has told us: no road or track of its own is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.atlas import Atlas
from data.countries import Country
from data.reading import Position

_kept: list[tuple[Atlas, dict[tuple[str, str], Mapping[str, float]]]] = []


def straight_km(atlas: Atlas, deposit: str, hub: str) -> Mapping[str, float]:
    """Return the kilometres of the geodesic from a deposit to a hub by country; "" is the sea.

    The first call imports shapely, which takes a tenth of a second or two; what was asked once is kept.
    """
    known = next((answers for facts, answers in _kept if facts is atlas), None)
    if known is None:
        known = {}
        _kept[:] = [(atlas, known)]
    if (deposit, hub) not in known:
        known[deposit, hub] = _shares(atlas, atlas.deposits[deposit].position, atlas.nodes[hub].position)
    return known[deposit, hub]


def _shares(atlas: Atlas, start: Position, end: Position) -> Mapping[str, float]:
    from maps.geodesy import Areas, densify, distance_km, polygon_of, shares_km

    line = densify((start, end))
    near = [country for country in atlas.countries.values() if _may_touch(country, line)]
    areas: dict[str, Any] = {country.id: polygon_of(country.polygons) for country in near}
    total, shares = distance_km(start, end), shares_km(line, areas, Areas(areas))
    inside = sum(shares.values())
    return {name: total * km / inside for name, km in shares.items()} if inside else {"": total}


def _may_touch(country: Country, line: Sequence[Position]) -> bool:
    """Tell whether a country's extent and a line's overlap."""
    outline: list[Position] = [point for polygon in country.polygons for point in polygon[0]]
    return all(
        min(point[axis] for point in outline) <= max(point[axis] for point in line)
        and max(point[axis] for point in outline) >= min(point[axis] for point in line)
        for axis in (0, 1)
    )
