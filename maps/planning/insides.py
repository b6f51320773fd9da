"""How many kilometres of a way geometry finds inside a country: as drawn, and along geodesics.

Of Russia the measures know both; the geodesics in other countries are cut when first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from data.atlas import Atlas
from data.network import Leg
from maps.measures import Measures
from maps.planning.plan import Inside

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MEASURED = "RU"


class Insides:
    """Answers for legs and countries, and remembers the answers."""

    def __init__(self, atlas: Atlas, measures: Measures) -> None:
        """Take the facts and the measures of their legs."""
        self._atlas = atlas
        self._measures = measures
        self._areas: dict[str, BaseGeometry] = {}
        self._straight: dict[tuple[str, str], float] = {}

    def of(self, legs: Iterable[Leg], country: str) -> Inside:
        """Return the kilometres of legs inside a country."""
        drawn = straight = 0.0
        for leg in legs:
            measure = self._measures.legs.get(leg.id)
            drawn += measure.country_km.get(country, 0.0) if measure else 0.0
            straight += measure.russia_straight_km if measure and country == MEASURED else self._cut(leg, country)
        return Inside(country, round(drawn, 1), round(straight, 1))

    def _cut(self, leg: Leg, country: str) -> float:
        """Return how many kilometres of the geodesic between a leg's ends lie inside a country."""
        key = (leg.id, country)
        if key not in self._straight:
            from maps.geodesy import densify, inside_km, polygon_of

            if country not in self._areas:
                self._areas[country] = polygon_of(self._atlas.countries[country].polygons)
            area = self._areas[country]
            line = densify((leg.line[0], leg.line[-1]))
            west, south, east, north = area.bounds
            is_near = any(west <= lon <= east and south <= lat <= north for lon, lat in line)
            self._straight[key] = inside_km(line, area) if is_near else 0.0
        return self._straight[key]
