"""A way laid out along its kilometres, for drawing it as a band: what it runs through, and where something happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.atlas import Atlas
from maps.comparing.stops import parts_of, stops_along
from maps.planning.plan import Plan

NEAR_KM = 0.05
"""Stops of one node that lie nearer to each other are one."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a leg within one country ("" is the sea), in kilometres from the way's start."""

    from_km: float
    to_km: float
    mode: str
    country: str
    leg: str
    status: str


@dataclass(frozen=True, slots=True)
class ProfileStop:
    """What happens near a node: ``kinds`` are of start, end, border, gauge, transfer."""

    km: float
    node: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A way of ``km``: stretches without gaps from 0 to the end, and stops in order."""

    km: float
    stretches: tuple[Stretch, ...]
    stops: tuple[ProfileStop, ...]


def profile_of(atlas: Atlas, plan: Plan) -> Profile:
    """Return a way laid out along its kilometres."""
    return Profile(plan.km, tuple(_stretches(atlas, plan)), tuple(_stops(atlas, plan)))


def _stretches(atlas: Atlas, plan: Plan) -> Iterator[Stretch]:
    km = 0.0
    for step in plan.steps:
        start = km
        for country, part_km in parts_of(atlas, step):
            if part_km > 0:
                yield Stretch(start, start + part_km, step.leg.mode, country, step.leg.id, step.leg.status)
                start += part_km
        km += step.leg.length_km


def _stops(atlas: Atlas, plan: Plan) -> Iterator[ProfileStop]:
    """Yield the stops in order, those at one place together."""
    found = [(0.0, plan.nodes[0], "start"), (plan.km, plan.nodes[-1], "end")]
    found += [(stop.km, stop.node, stop.kind) for stop in stops_along(atlas, plan)]
    found.sort(key=lambda stop: stop[0])
    while found:
        km, node, _ = found[0]
        here = [stop for stop in found if stop[1] == node and stop[0] - km < NEAR_KM]
        yield ProfileStop(km, node, tuple(dict.fromkeys(kind for _, _, kind in here)))
        found = [stop for stop in found if stop not in here]
