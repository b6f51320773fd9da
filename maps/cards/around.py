"""Claims about what a feature lies on or runs over: the Caspian's level on its ports, a port's dredging on its legs.

They are shown with what they are about, and never as if they were about the feature itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from data.atlas import Atlas
from data.claims import Claim
from data.countries import Water
from data.network import Corridor, CorridorGroup, Leg, Node
from maps.cards.card import Figure
from maps.cards.desk import Desk

CASPIAN = "caspian"
PORTS = ("sea-port", "ferry-terminal")

RESTRAINTS = (
    "bottleneck",
    "emergency",
    "dredging",
    "ferry-loading-change",
    "ship-loading",
    "draught",
    "water-level-change",
    "water-level-rate",
    "water-level-projection",
)
"""The measures that say what holds goods up, from the nearest to the farthest."""

IN_SHORT = ("length", "bottleneck", "dredging", "ferry-loading-change", "ship-loading", "draught", "water-level-change")
"""Those that the card of a leg or corridor says of what it runs over, and the lengths published for its whole group."""


def restraints(atlas: Atlas, feature: str) -> tuple[Claim, ...]:
    """Return the claims about a feature that say what holds goods up there."""
    return _chosen(atlas, (feature,), RESTRAINTS)


def is_on_caspian(atlas: Atlas, node: Node) -> bool:
    """Tell whether a node is a port on the Caspian: one within its extent, in which no other sea has any."""
    sea = atlas.waters.get(CASPIAN)
    if node.kind not in PORTS or not sea or not sea.polygons:
        return False
    shore = [point for polygon in sea.polygons for point in polygon[0]]
    return all(
        min(point[axis] for point in shore) <= node.position[axis] <= max(point[axis] for point in shore)
        for axis in (0, 1)
    )


def claims_around(atlas: Atlas, feature: str) -> tuple[Claim, ...]:
    """Return the claims about what a port, leg or corridor lies on or runs over, none about itself."""
    match atlas.features[feature]:
        case Node() as node:
            return restraints(atlas, CASPIAN) if is_on_caspian(atlas, node) else ()
        case Leg() as leg:
            return _chosen(atlas, (leg.start, leg.end, *_seas(atlas, (leg.id,))), IN_SHORT)
        case Corridor() as corridor:
            over = [*_in_order(atlas, corridor), *_seas(atlas, corridor.legs)]
            return _chosen(atlas, (corridor.group, *over), IN_SHORT)
        case _:
            return ()


def figures_around(desk: Desk, feature: str) -> tuple[Figure, ...]:
    """Return these claims ready to be read, each headed with what it is about."""
    figures = []
    for claim in claims_around(desk.atlas, feature):
        figure, name = desk.figure(claim), desk.name(claim.about)
        if isinstance(desk.atlas.features[claim.about], Water | CorridorGroup):
            name = desk.texts("{name} as a whole", name=name)
        figures.append(replace(figure, measure=f"{figure.measure} · {name}"))
    return tuple(figures)


def _chosen(atlas: Atlas, features: Iterable[str], measures: tuple[str, ...]) -> tuple[Claim, ...]:
    """Return the claims of some measures about features: by feature, then by measure, the newest first."""
    return tuple(
        claim
        for feature in dict.fromkeys(features)
        for measure in measures
        for claim in atlas.claims_about(feature)
        if claim.measure == measure
    )


def _in_order(atlas: Atlas, corridor: Corridor) -> Iterator[str]:
    """Yield the nodes and legs of a corridor as it comes to them."""
    for node, leg in zip(corridor.nodes, corridor.legs, strict=False):
        yield from (node, leg)
    yield corridor.nodes[-1]


def _seas(atlas: Atlas, legs: Iterable[str]) -> tuple[str, ...]:
    """Return the Caspian if one of the legs sails it."""
    ends = (
        (atlas.nodes[leg.start], atlas.nodes[leg.end]) for leg in map(atlas.legs.__getitem__, legs) if leg.mode == "sea"
    )
    return (CASPIAN,) if any(is_on_caspian(atlas, node) for pair in ends for node in pair) else ()
