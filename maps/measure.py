"""Measures every leg and corridor against the countries' polygons (the proof of "without Russia"), and what is remote.

Slow (it imports shapely and geopy): called when the cache is made, not at every start.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from shapely.geometry.base import BaseGeometry

from data.atlas import Atlas
from data.network import Corridor, Leg
from maps.geodesy import Areas, densify, distance_km, gap_km, inside_km, length_km, polygon_of, shares_km
from maps.measures import CorridorMeasure, LegMeasure, Measures
from maps.remoteness import remoteness
from maps.sea import sea_distances

RUSSIA = "RU"


def measure(atlas: Atlas) -> Measures:
    """Return the measures of all legs and corridors of the atlas."""
    areas: dict[str, BaseGeometry] = {country.id: polygon_of(country.polygons) for country in atlas.countries.values()}
    tree = Areas(areas)
    legs = {leg.id: _measure_leg(leg, areas, tree) for leg in atlas.legs.values()}
    corridors = {corridor.id: _measure_corridor(corridor, atlas.legs, legs) for corridor in atlas.corridors.values()}
    return Measures(legs, corridors, remoteness(atlas), sea_distances(atlas))


def _measure_leg(leg: Leg, areas: Mapping[str, BaseGeometry], tree: Areas) -> LegMeasure:
    drawn = densify(leg.line)
    ends = (leg.line[0], leg.line[-1])
    shares = {name: round(km, 1) for name, km in shares_km(drawn, areas, tree).items()}
    return LegMeasure(
        drawn_km=round(length_km(drawn), 1),
        straight_km=round(distance_km(*ends), 1),
        country_km=shares,
        russia_drawn_km=shares.get(RUSSIA, 0.0),
        russia_straight_km=round(inside_km(densify(ends), areas[RUSSIA]), 1),
        russia_nearest_km=round(gap_km(drawn, areas[RUSSIA]), 1),
    )


def _measure_corridor(
    corridor: Corridor, facts: Mapping[str, Leg], measured: Mapping[str, LegMeasure]
) -> CorridorMeasure:
    modes: dict[str, float] = defaultdict(float)
    countries: dict[str, float] = defaultdict(float)
    published = 0.0
    for name in corridor.legs:
        modes[facts[name].mode] += facts[name].length_km
        published += facts[name].length_km if facts[name].length_basis in ("published", "derived") else 0.0
        for country, km in measured[name].country_km.items():
            countries[country] += km
    legs = [measured[name] for name in corridor.legs]
    nearest = min(corridor.legs, key=lambda name: measured[name].russia_nearest_km)
    length = sum(modes.values())
    return CorridorMeasure(
        length_km=round(length, 1),
        mode_km={mode: round(km, 1) for mode, km in modes.items()},
        published_share=round(published / length, 4) if length else 0.0,
        drawn_km=round(sum(leg.drawn_km for leg in legs), 1),
        country_km={country: round(km, 1) for country, km in countries.items()},
        russia_drawn_km=round(sum(leg.russia_drawn_km for leg in legs), 1),
        russia_straight_km=round(sum(leg.russia_straight_km for leg in legs), 1),
        russia_nearest_km=measured[nearest].russia_nearest_km,
        russia_nearest_leg=nearest,
    )
