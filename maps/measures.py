"""What geometry says of legs and corridors: lengths, shares per country, and how far Russia is.

Computed once by ``measure`` (geopy, shapely), kept in the cache as JSON, read back by
``Measures.from_json``. Lengths are geodesic, in kilometres.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class LegMeasure:
    """A leg's geometry.

    ``drawn_km`` is the length along the via points, ``straight_km`` the geodesic between the
    ends. ``country_km`` is where the drawn line lies ("" is the sea), by ISO code;
    ``russia_drawn_km`` and ``russia_straight_km`` are the kilometres inside Russia of the drawn
    line and of the geodesic, ``russia_nearest_km`` the drawn line's least distance from Russia.
    """

    drawn_km: float
    straight_km: float
    country_km: Mapping[str, float]
    russia_drawn_km: float
    russia_straight_km: float
    russia_nearest_km: float


@dataclass(frozen=True, slots=True)
class CorridorMeasure:
    """A corridor's sums over its legs, and the leg that comes nearest to Russia.

    ``length_km`` adds the legs' stated lengths, ``mode_km`` the same by mode;
    ``published_share`` is the part (0-1) of ``length_km`` whose length is published or derived
    from published ones. ``russia_straight_km`` takes the geodesic between consecutive nodes.
    """

    length_km: float
    mode_km: Mapping[str, float]
    published_share: float
    drawn_km: float
    country_km: Mapping[str, float]
    russia_drawn_km: float
    russia_straight_km: float
    russia_nearest_km: float
    russia_nearest_leg: str


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of all legs and corridors, by id."""

    legs: Mapping[str, LegMeasure]
    corridors: Mapping[str, CorridorMeasure]

    def to_json(self) -> str:
        """Return the measures as JSON text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Measures:
        """Return the measures that a JSON text of ``to_json`` holds."""
        raw = json.loads(text)
        return cls(
            {name: LegMeasure(**leg) for name, leg in raw["legs"].items()},
            {name: CorridorMeasure(**corridor) for name, corridor in raw["corridors"].items()},
        )
