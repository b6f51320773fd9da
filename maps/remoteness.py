"""How far every deposit lies from the nearest corridor hub and from the nearest operating railway.

Distances are geodesic (WGS 84), from the deposit's point to the hub's point or to the drawn line of
the nearest operating rail leg of the map's network. Railways outside that network are not counted,
and nothing is said of roads.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from data.atlas import Atlas
from data.network import Leg, Node
from data.reading import Position
from maps.measures import Remoteness, kept

if TYPE_CHECKING:
    from numpy import ndarray

    Array = ndarray[Any, Any]

__all__ = ["Remoteness", "hubs", "operating_rails", "rail_distances_km", "remoteness", "remoteness_of"]

EARTH_KM = 6371.0
"""Only the choice of the nearest stretch rests on a sphere; the distance itself is on the ellipsoid."""


def operating_rails(atlas: Atlas) -> list[Leg]:
    """Return the rail legs on which trains run."""
    return [leg for leg in atlas.legs.values() if leg.mode == "rail" and leg.status == "operating"]


def hubs(atlas: Atlas) -> list[Node]:
    """Return the nodes of corridors at which an operating leg ends that carries goods: no pipeline."""
    on_corridors = {node for corridor in atlas.corridors.values() for node in corridor.nodes}
    legs = [leg for leg in atlas.legs.values() if leg.status == "operating" and leg.mode != "pipeline"]
    served = {end for leg in legs for end in (leg.start, leg.end)}
    return [node for node in atlas.nodes.values() if node.id in on_corridors and node.id in served]


def remoteness_of(atlas: Atlas) -> Mapping[str, Remoteness]:
    """Return the remoteness of every deposit by id: as measured when the cache was made, or computed now."""
    known = kept()
    if known and known.remoteness.keys() == atlas.deposits.keys():
        return known.remoteness
    return remoteness(atlas)


def rail_distances_km(atlas: Atlas) -> Mapping[str, float]:
    """Return how far every deposit lies from the nearest operating railway of the map, in kilometres."""
    return {name: known.rail_km for name, known in remoteness_of(atlas).items()}


def remoteness(atlas: Atlas) -> dict[str, Remoteness]:
    """Return the remoteness of every deposit by id; empty if there is no railway or no hub."""
    rails, nodes = operating_rails(atlas), hubs(atlas)
    if not rails or not nodes:
        return {}
    stretches = _Stretches(rails)
    return {deposit.id: _remoteness(deposit.position, stretches, nodes) for deposit in atlas.deposits.values()}


def _remoteness(position: Position, stretches: _Stretches, nodes: list[Node]) -> Remoteness:
    from maps.geodesy import angle_between, distance_km

    near = sorted(nodes, key=lambda node: angle_between(position, node.position))[:3]
    hub = min(near, key=lambda node: distance_km(position, node.position))
    leg, point = stretches.nearest(position)
    return Remoteness(
        hub.id,
        round(distance_km(position, hub.position), 1),
        leg,
        round(distance_km(position, point), 1),
        (round(point[0], 5), round(point[1], 5)),
    )


class _Stretches:
    """All stretches between neighbouring points of densified legs, to look for the nearest."""

    def __init__(self, legs: list[Leg]) -> None:
        """Densify the legs as they are drawn."""
        import numpy as np

        from maps.geodesy import densify

        lines = [densify(leg.line) for leg in legs]
        self._legs = [leg.id for leg, line in zip(legs, lines, strict=True) for _ in line[1:]]
        self._starts: Array = np.array([point for line in lines for point in line[:-1]])
        self._ends: Array = np.array([point for line in lines for point in line[1:]])

    def nearest(self, position: Position) -> tuple[str, Position]:
        """Return the leg that comes nearest to a position, and where it does.

        In the azimuthal equidistant plane around the position distances from it are true, and a
        stretch of at most 20 km is as good as straight.
        """
        import numpy as np

        starts, ends = _around(position, self._starts), _around(position, self._ends)
        along = ends - starts
        lengths = np.maximum((along**2).sum(axis=1), 1e-12)
        shares = np.clip(-(starts * along).sum(axis=1) / lengths, 0.0, 1.0)
        found = starts + shares[:, None] * along
        at = int((found**2).sum(axis=1).argmin())
        lon, lat = self._starts[at] + shares[at] * (self._ends[at] - self._starts[at])
        return self._legs[at], (float(lon), float(lat))


def _around(position: Position, points: Array) -> Array:
    """Return points (lon, lat) in kilometres east and north of a position, in its azimuthal equidistant plane."""
    import numpy as np

    lon, lat = np.radians(points[:, 0] - position[0]), np.radians(points[:, 1])
    here = np.radians(position[1])
    east = np.cos(lat) * np.sin(lon)
    north = np.cos(here) * np.sin(lat) - np.sin(here) * np.cos(lat) * np.cos(lon)
    cosine = np.sin(here) * np.sin(lat) + np.cos(here) * np.cos(lat) * np.cos(lon)
    flat = np.hypot(east, north)
    scale = np.arctan2(flat, cosine) / np.maximum(flat, 1e-12) * EARTH_KM
    scaled: Array = np.column_stack((east * scale, north * scale))
    return scaled
