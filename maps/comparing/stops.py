"""Where something happens along a way: borders, changes of gauge and of mode; and the places that tell ways apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.atlas import Atlas
from data.reading import Position
from maps.planning.plan import SEA, Change, Plan, Step
from maps.planning.travel import countries_along

PORTS = frozenset({"sea-port", "ferry-terminal"})
BORDER_STATION = "border-crossing"
BORDER_STATIONS = (BORDER_STATION, "gauge-change-station")

MOST_PORTS, MOST_PLACES = 4, 3
"""At most so many places are named to tell where a way goes: ports say most."""


@dataclass(frozen=True, slots=True)
class Stop:
    """What happens on a way: ``kind`` is border, gauge or transfer, from one country, gauge or mode to another.

    ``km`` counts from the way's start, ``node`` is the nearest one. ``position`` is where it is drawn: at the
    node, but for a border on the open line.
    """

    kind: str
    km: float
    node: str
    position: Position
    before: str
    after: str


def stops_along(atlas: Atlas, plan: Plan) -> Iterator[Stop]:
    """Yield the borders, then the changes of gauge, then those of mode, each in the order of travel."""
    kms = {plan.nodes[0]: 0.0}
    for step in plan.steps:
        yield from _borders(atlas, step, kms[step.start])
        kms[step.end] = kms[step.start] + step.leg.length_km
    changes = [("gauge", change) for change in plan.gauge_changes]
    changes += [("transfer", change) for change in plan.transfers]
    for kind, change in changes:
        yield _change(atlas, kind, change, kms[change.node])


def parts_of(atlas: Atlas, step: Step) -> list[tuple[str, float]]:
    """Return the countries of a leg in the order of travel, each with its kilometres; at sea the sea in between.

    They add up to the leg's length. Of a country that is left and entered again half the kilometres come each time.
    """
    along = list(countries_along(step.leg, atlas.nodes, step.start))
    if SEA in step.country_km:
        along[1:] = [SEA, *(along[1:] or along[:1])]
    times = Counter(along)
    return [(country, step.country_km.get(country, 0.0) / times[country]) for country in along]


def position_at(step: Step, part: float) -> Position:
    """Return where a part (0-1) of a leg has been travelled, along the line through its via points."""
    line = step.leg.line[::-1] if step.is_reversed else step.leg.line
    return position_on(line, part)


def position_on(line: tuple[Position, ...], part: float) -> Position:
    """Return the position after a part (0-1) of a line, reckoned in degrees: near enough for a mark."""
    pairs = list(zip(line, line[1:], strict=False))
    spans = [((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5 for start, end in pairs]
    left = sum(spans) * part
    for (start, end), span in zip(pairs, spans, strict=True):
        if span and left <= span:
            share = left / span
            return (
                round(start[0] + share * (end[0] - start[0]), 5),
                round(start[1] + share * (end[1] - start[1]), 5),
            )
        left -= span
    return line[-1]


def places_between(atlas: Atlas, plan: Plan, other: Plan | None = None) -> tuple[str, ...]:
    """Return the few nodes between a way's ends that best tell where it goes, and not the other way, in order.

    Ports come first, then hubs spread over the way; border stations are named only if there is nothing else.
    """
    common = set(other.nodes) if other else set()
    between = [node for node in plan.nodes[1:-1] if node not in common]
    ports = [node for node in between if atlas.nodes[node].kind in PORTS]
    if ports:
        return tuple(ports[:MOST_PORTS])
    hubs = [node for node in between if atlas.nodes[node].kind != BORDER_STATION]
    return tuple(_spread(hubs or between))


def _borders(atlas: Atlas, step: Step, from_km: float) -> Iterator[Stop]:
    """Yield the borders on a leg.

    Each is at the leg's end that is a border station, or at sea the port that is reached; else on the open line,
    where the kilometres in the first country end.
    """
    nodes, length = atlas.nodes, step.leg.length_km
    parts = [part for part in parts_of(atlas, step) if part[0] != SEA]
    done = 0.0
    for (before, km), (after, _) in zip(parts, parts[1:], strict=False):
        done += km
        part = done / length if length else 0.0
        ends = [node for node in (step.end, step.start) if nodes[node].country in (before, after)]
        stations = [node for kind in BORDER_STATIONS for node in ends if nodes[node].kind == kind]
        if step.leg.mode == "sea":
            stations = [step.end]
        node = stations[0] if stations else (step.start if part < 0.5 else step.end)
        at_km = from_km + (done if not stations else length if node == step.end else 0.0)
        position = nodes[node].position if stations else position_at(step, part)
        yield Stop("border", at_km, node, position, before, after)


def _change(atlas: Atlas, kind: str, change: Change, km: float) -> Stop:
    return Stop(kind, km, change.node, atlas.nodes[change.node].position, change.before, change.after)


def _spread(nodes: list[str]) -> Iterable[str]:
    """Return at most MOST_PLACES nodes, spread evenly, neither end of a long list."""
    if len(nodes) <= MOST_PLACES:
        return nodes
    return [nodes[(2 * at + 1) * len(nodes) // (2 * MOST_PLACES)] for at in range(MOST_PLACES)]
