"""Summing up a way: the legs in order become a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from data.atlas import Atlas
from data.network import Leg
from maps.measures import Measures
from maps.planning.insides import Insides
from maps.planning.plan import Border, Change, Plan, Span, Step
from maps.planning.times import Times
from maps.planning.travel import contradictions, countries_along, country_km, fixed_gauge, stops_at_borders
from maps.planning.ways import nodes_along

KNOWN_BASES = ("published", "derived")
GAUGE_STATION = "gauge-change-station"


class Sums:
    """Makes plans of legs in order."""

    def __init__(self, atlas: Atlas, measures: Measures, times: Times) -> None:
        """Take the facts, what geometry says of them, and how long things take."""
        self._atlas = atlas
        self._measures = measures
        self._times = times
        self._insides = Insides(atlas, measures)

    def plan(self, start: str, legs: Iterable[str], avoid: Iterable[str] = ()) -> Plan:
        """Return the plan of a way, verified in geometry against the avoided countries."""
        way = [self._atlas.legs[name] for name in legs]
        nodes = nodes_along(self._atlas.legs, start, (leg.id for leg in way))
        steps = tuple(
            self._step(leg, before, after) for leg, before, after in zip(way, nodes[:-1], nodes[1:], strict=True)
        )
        modes: dict[str, float] = defaultdict(float)
        countries: dict[str, float] = defaultdict(float)
        for step in steps:
            modes[step.leg.mode] += step.leg.length_km
            for country, km in step.country_km.items():
                countries[country] += km
        km = sum(leg.length_km for leg in way)
        gauge_changes, transfers = self._gauge_changes(steps), _transfers(steps)
        spans = [step.days for step in steps]
        spans += [self._times.gauge_change] * len(gauge_changes)
        spans += [self._times.of_transfer(change.before, change.after) for change in transfers]
        return Plan(
            steps,
            km,
            dict(modes),
            dict(countries),
            tuple(border for step in steps for border in self._borders(step)),
            gauge_changes,
            transfers,
            _added(spans),
            sum(leg.length_km for leg in way if leg.length_basis in KNOWN_BASES) / km,
            tuple(self._insides.of(way, country) for country in sorted(avoid)),
            tuple(found for leg in way for found in contradictions(leg, self._measures.legs.get(leg.id))),
        )

    def _step(self, leg: Leg, start: str, end: str) -> Step:
        return Step(
            leg,
            start,
            end,
            tuple(dict.fromkeys(countries_along(leg, self._atlas.nodes, start))),
            country_km(leg, self._measures.legs.get(leg.id)),
            self._times.of_leg(leg, stops_at_borders(leg, self._atlas.nodes)),
            leg.transit_days is not None,
        )

    def _borders(self, step: Step) -> list[Border]:
        along = countries_along(step.leg, self._atlas.nodes, step.start)
        return [Border(step.leg.id, before, after) for before, after in zip(along, along[1:], strict=False)]

    def _gauge_changes(self, steps: tuple[Step, ...]) -> tuple[Change, ...]:
        """Return where the gauge changes between railway legs that follow each other.

        A leg that has both gauges fits to either side: the change is at the last station of such legs
        that is known for it, or else where the new gauge begins.
        """
        changes = []
        gauge, mode = "", ""
        candidates: list[str] = []
        for step in steps:
            new = fixed_gauge(step.leg)
            if step.leg.mode != "rail" or mode != "rail":
                gauge, candidates = "", []
            candidates.append(step.start)
            if gauge and new and gauge != new:
                stations = [node for node in candidates if self._atlas.nodes[node].kind == GAUGE_STATION]
                changes.append(Change((stations or candidates)[-1], gauge, new))
            if new:
                candidates = []
            gauge, mode = new or gauge, step.leg.mode
        return tuple(changes)


def _transfers(steps: tuple[Step, ...]) -> tuple[Change, ...]:
    return tuple(
        Change(after.start, before.leg.mode, after.leg.mode)
        for before, after in zip(steps, steps[1:], strict=False)
        if before.leg.mode != after.leg.mode
    )


def _added(spans: Iterable[Span]) -> Span:
    """Return spans added up: all at their least, all at their most."""
    known = list(spans)
    return (sum(low for low, _ in known), sum(high for _, high in known))
