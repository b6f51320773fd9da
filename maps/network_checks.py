"""Checks of the network against itself and against geometry: what a planner silently relies on.

Each check returns findings, none if all is well. They are run by the tests and by whoever edits the facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass

from data.atlas import Atlas
from data.network import Leg
from maps.measures import Measures
from maps.planning.travel import touches

SHORTEST, LONGEST = 0.85, 1.7
"""A leg's stated length, as a multiple of the line through its via points: below, the line has too many bends
or the length is wrong; above, the line cuts corners or the length is wrong."""

SLACK_KM = 15.0
"""Positions are a few kilometres off: on short legs the multiple says nothing."""

STRAIGHTEST = 0.98
"""No way on the ground is shorter than this multiple of the geodesic between its ends, whatever the via points."""

UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit: which check, about which feature, and what."""

    check: str
    feature: str
    text: str


def check_network(atlas: Atlas, measures: Measures) -> list[Finding]:
    """Return the findings of all checks."""
    return [
        *check_connections(atlas),
        *check_lengths(atlas, measures),
        *check_gauges(atlas),
        *check_sources(atlas),
        *check_countries(atlas),
    ]


def check_connections(atlas: Atlas) -> list[Finding]:
    """Every node has a leg, and all nodes hang together once planned legs are built."""
    pieces = parts_of(atlas, lambda leg: True)
    return [
        Finding("connections", min(piece), f"{len(piece)} nodes are apart from the rest: {', '.join(sorted(piece))}")
        for piece in pieces[1:]
    ]


def check_lengths(atlas: Atlas, measures: Measures) -> list[Finding]:
    """Stated lengths are within reason of the line through the via points and of the geodesic."""
    found = []
    for leg in atlas.legs.values():
        measure = measures.legs[leg.id]
        if leg.length_km < STRAIGHTEST * measure.straight_km and measure.straight_km - leg.length_km > SLACK_KM:
            text = f"{leg.length_km:g} km is shorter than the geodesic of {measure.straight_km:g} km"
            found.append(Finding("lengths", leg.id, text))
        ratio = leg.length_km / measure.drawn_km
        if not SHORTEST <= ratio <= LONGEST and abs(leg.length_km - measure.drawn_km) > SLACK_KM:
            text = f"{leg.length_km:g} km is {ratio:.2f} times the line of {measure.drawn_km:g} km"
            found.append(Finding("lengths", leg.id, text))
    return found


def check_gauges(atlas: Atlas) -> list[Finding]:
    """Where railways of two gauges meet, the gauge can be changed there or next door.

    A leg with both gauges joins two stations; one of them is known for the change.
    """
    found = []
    meeting: dict[str, set[str]] = defaultdict(set)
    for leg in atlas.legs.values():
        if leg.mode == "rail" and not leg.gauge:
            found.append(Finding("gauges", leg.id, "a railway without a gauge"))
        if leg.mode == "rail" and leg.gauge:
            meeting[leg.start].add(leg.gauge)
            meeting[leg.end].add(leg.gauge)
            if "/" in leg.gauge and not any(_changes_gauge(atlas, end) for end in (leg.start, leg.end)):
                found.append(Finding("gauges", leg.id, "both gauges, but neither end is a gauge change station"))
    found += [
        Finding("gauges", node, "railways of two gauges meet at what is no gauge change station")
        for node, gauges in meeting.items()
        if {"1435", "1520"} <= gauges and not _changes_gauge(atlas, node)
    ]
    return found


def check_sources(atlas: Atlas) -> list[Finding]:
    """Every leg names a source; one without any other is not called sure."""
    found = []
    for leg in atlas.legs.values():
        if not leg.sources:
            found.append(Finding("sources", leg.id, "no source and not marked unverified"))
        if set(leg.sources) == {UNVERIFIED} and leg.confidence not in ("low", UNVERIFIED):
            found.append(Finding("sources", leg.id, f"unverified, but its confidence is {leg.confidence}"))
        if leg.length_basis == "published" and set(leg.sources) <= {UNVERIFIED}:
            found.append(Finding("sources", leg.id, "a published length without a publication"))
    return found


def check_countries(atlas: Atlas) -> list[Finding]:
    """Countries that a leg crosses hold those of its ends: who avoids a country avoids its stations."""
    return [
        Finding("countries", leg.id, f"an end lies in {', '.join(sorted(missing))}, which is not named")
        for leg in atlas.legs.values()
        if (missing := touches(leg, atlas.nodes) - set(leg.countries))
    ]


def parts_of(atlas: Atlas, is_open: Callable[[Leg], bool], nodes: Collection[str] | None = None) -> list[set[str]]:
    """Return the sets of nodes that hang together over open legs, the largest first."""
    left = set(atlas.nodes if nodes is None else nodes)
    beside: dict[str, set[str]] = defaultdict(set)
    for leg in atlas.legs.values():
        if is_open(leg) and {leg.start, leg.end} <= left:
            beside[leg.start].add(leg.end)
            beside[leg.end].add(leg.start)
    parts = []
    while left:
        part, waiting = set(), [min(left)]
        while waiting:
            node = waiting.pop()
            if node not in part:
                part.add(node)
                waiting.extend(beside[node])
        left -= part
        parts.append(part)
    return sorted(parts, key=len, reverse=True)


def _changes_gauge(atlas: Atlas, node: str) -> bool:
    return atlas.nodes[node].kind == "gauge-change-station"
