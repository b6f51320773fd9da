"""The transport network: nodes, legs between them, and corridors that run over the legs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.errors import BrokenFactsError
from data.reading import Names, Position, load_features, load_json


@dataclass(frozen=True, slots=True)
class Node:
    """A port, border crossing, gauge change or hub. ``short`` is its bare name for the map."""

    id: str
    names: Names
    short: Names
    country: str
    kind: str
    position: Position
    precision_km: float
    is_core: bool
    confidence: str
    note: Names | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of one mode between two nodes.

    ``line`` runs from ``start`` through the via points to ``end``; between them the leg is
    a geodesic. ``countries`` are the ISO codes in order, curated: near borders they beat
    any computed share. ``length_km`` follows ``length_basis``.
    """

    id: str
    start: str
    end: str
    mode: str
    status: str
    line: tuple[Position, ...]
    length_km: float
    length_basis: str
    length_note: Names | None
    gauge: str | None
    transit_days: tuple[float, float] | None
    countries: tuple[str, ...]
    via_basis: Names | None
    confidence: str
    note: Names | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corridor:
    """An ordered run of legs under one name."""

    id: str
    names: Names
    group: str
    status: str
    nodes: tuple[str, ...]
    legs: tuple[str, ...]
    summary: Names
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorridorGroup:
    """What a text means by a corridor's name: all its variants and branches."""

    id: str
    names: Names
    summary: Names
    members: tuple[str, ...]
    sources: tuple[str, ...]


def load_nodes(path: Path) -> dict[str, Node]:
    """Return the nodes by id."""
    nodes = {}
    for feature in load_features(path):
        known = feature["properties"]
        lon, lat = feature["geometry"]["coordinates"]
        nodes[feature["id"]] = Node(
            feature["id"],
            known["names"],
            known["short"],
            known["country"],
            known["kind"],
            (lon, lat),
            known["precision_km"],
            known["core"],
            known["confidence"],
            known["note"],
            tuple(known["sources"]),
        )
    return nodes


def load_legs(path: Path, nodes: Mapping[str, Node]) -> dict[str, Leg]:
    """Return the legs by id.

    Raises
    ------
    BrokenFactsError
        If a leg ends at no known node or its line does not run from one end to the other.
    """
    legs = {}
    for feature in load_features(path):
        known = feature["properties"]
        line = tuple((lon, lat) for lon, lat in feature["geometry"]["coordinates"])
        days = known["transit_days"]
        leg = Leg(
            feature["id"],
            known["from"],
            known["to"],
            known["mode"],
            known["status"],
            line,
            known["length_km"],
            known["length_basis"],
            known["length_note"],
            known["gauge"],
            (days[0], days[1]) if days else None,
            tuple(known["countries"]),
            known["via_basis"],
            known["confidence"],
            known["note"],
            tuple(known["sources"]),
        )
        for node, position in ((leg.start, line[0]), (leg.end, line[-1])):
            if node not in nodes or nodes[node].position != position:
                raise BrokenFactsError(path.name, f"leg {leg.id} does not end at node {node}")
        legs[leg.id] = leg
    return legs


def load_corridors(path: Path, legs: Mapping[str, Leg]) -> dict[str, Corridor]:
    """Return the corridors by id.

    Raises
    ------
    BrokenFactsError
        If a corridor names an unknown leg or its legs do not connect its nodes in order.
    """
    corridors = {}
    for raw in load_json(path):
        corridor = Corridor(
            raw["id"],
            raw["names"],
            raw["group"],
            raw["status"],
            tuple(raw["nodes"]),
            tuple(raw["legs"]),
            raw["summary"],
            tuple(raw["sources"]),
        )
        steps = list(zip(corridor.nodes, corridor.nodes[1:], strict=False))
        if len(steps) != len(corridor.legs):
            raise BrokenFactsError(path.name, f"corridor {corridor.id} has another number of legs than steps")
        for ends, leg in zip(steps, corridor.legs, strict=True):
            if leg not in legs or {legs[leg].start, legs[leg].end} != set(ends):
                raise BrokenFactsError(
                    path.name, f"corridor {corridor.id}: leg {leg} does not join {' and '.join(ends)}"
                )
        corridors[corridor.id] = corridor
    return corridors


def load_corridor_groups(path: Path, corridors: Mapping[str, Corridor]) -> dict[str, CorridorGroup]:
    """Return the corridor groups by id, checked against the corridors."""
    groups = {}
    for raw in load_json(path):
        unknown = set(raw["members"]) - set(corridors)
        if unknown:
            raise BrokenFactsError(path.name, f"group {raw['id']} names unknown corridors {sorted(unknown)}")
        groups[raw["id"]] = CorridorGroup(
            raw["id"], raw["names"], raw["summary"], tuple(raw["members"]), tuple(raw["sources"])
        )
    return groups
