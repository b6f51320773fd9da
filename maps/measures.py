"""What geometry says: lengths, shares per country, how far Russia, the railway and the sea are.

Computed once by ``measure`` (geopy, shapely), kept in the cache as JSON, read back by
``Measures.from_json``. Lengths are geodesic, in kilometres. Who has no measures at hand
(a filter, a colouring) asks ``kept``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from data.reading import Position


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
class Remoteness:
    """How far a deposit's point lies from the nearest corridor hub and operating railway of the map.

    ``hub`` is a node, ``rail_leg`` a leg, ``rail_point`` the nearest position (lon, lat) on its drawn line.
    """

    hub: str
    hub_km: float
    rail_leg: str
    rail_km: float
    rail_point: Position


@dataclass(frozen=True, slots=True)
class SeaDistance:
    """How far a capital lies from the nearest open-sea coast, where that is, and in which country."""

    km: float
    point: Position
    country: str


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of all legs and corridors, of deposits (``remoteness``) and of capitals (``sea``), by id.

    ``sea`` goes by the capital's country.
    """

    legs: Mapping[str, LegMeasure]
    corridors: Mapping[str, CorridorMeasure]
    remoteness: Mapping[str, Remoteness] = field(default_factory=dict)
    sea: Mapping[str, SeaDistance] = field(default_factory=dict)

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
            {
                name: Remoteness(**known | {"rail_point": tuple(known["rail_point"])})
                for name, known in raw["remoteness"].items()
            },
            {name: SeaDistance(**known | {"point": tuple(known["point"])}) for name, known in raw["sea"].items()},
        )


_kept: list[Measures] = []


def keep(measures: Measures) -> None:
    """Keep the measures of this run for those who have none at hand."""
    _kept[:] = [measures]


def kept() -> Measures | None:
    """Return the measures kept, or None if none were made yet."""
    return _kept[0] if _kept else None
