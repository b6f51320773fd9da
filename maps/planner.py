"""The planner: the way from A to B, avoiding countries, without what is broken; or what cuts all ways.

It holds no state but what it has reckoned; a question goes in, plans come out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from data.atlas import Atlas
from data.network import Corridor
from maps.measures import Measures
from maps.planning.cuts import Cuts
from maps.planning.insides import MEASURED
from maps.planning.plan import NoPath, Plan, Question, QuestionError
from maps.planning.sums import Sums
from maps.planning.times import Times, load_assumptions
from maps.planning.travel import touches
from maps.planning.ways import Ways

ALTERNATIVES = 3


class Planner:
    """Plans ways over the network of the atlas."""

    def __init__(self, atlas: Atlas, measures: Measures, times: Times | None = None) -> None:
        """Take the facts and measures; the stated assumptions are read if no times are given."""
        self._atlas = atlas
        times = times or Times(load_assumptions())
        self._touches = {leg.id: touches(leg, atlas.nodes) for leg in atlas.legs.values()}
        self._ways = Ways(atlas.nodes, atlas.legs.values(), times)
        self._sums = Sums(atlas, measures, times)
        self._cuts = Cuts(atlas, self.open_legs)

    def plan(
        self, question: Question, limit: int = ALTERNATIVES, *, verified: bool = True
    ) -> tuple[Plan, ...] | NoPath:
        """Return the best way and distinct others, best first, or what cuts all ways.

        Each is verified in geometry against all avoided countries; without ``verified`` only against Russia,
        which costs nothing: the measures have it.

        Raises
        ------
        QuestionError
            If the question names what the network does not have, or one place as both ends.
        """
        self._check(question)
        found = self._find(question, limit)
        if not found:
            return self._cuts.explain(question, lambda asked: next(iter(self._find(asked, 1)), []))
        avoid = question.avoid if verified else question.avoid & {MEASURED}
        return tuple(self._sums.plan(question.start, legs, avoid) for legs in found)

    def along(self, corridor: Corridor, avoid: Collection[str] = ()) -> Plan:
        """Return a shipped corridor as a plan, to compare with others, verified against avoided countries."""
        return self._sums.plan(corridor.nodes[0], corridor.legs, avoid)

    def blocked(
        self, corridor: Corridor, avoid: Collection[str] = (), without: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Return the legs of a shipped corridor that avoided countries or what is broken close, in order."""
        return self.closed(corridor.legs, avoid, without)

    def closed(
        self, legs: Iterable[str], avoid: Collection[str] = (), without: Collection[str] = ()
    ) -> tuple[str, ...]:
        """Return those of some legs that avoided countries or what is broken close, in order; unbuilt ones are open."""
        open_legs = self.open_legs(Question("", "", frozenset(avoid), frozenset(without), with_planned=True))
        return tuple(leg for leg in legs if leg not in open_legs)

    def touched(self, leg: str) -> frozenset[str]:
        """Return all countries that a leg touches."""
        return self._touches[leg]

    def open_legs(self, question: Question) -> frozenset[str]:
        """Return the legs that a question leaves open."""
        return frozenset(
            leg.id
            for leg in self._atlas.legs.values()
            if (question.with_planned or leg.status == "operating")
            and not question.without & {leg.id, leg.start, leg.end, leg.mode}
            and not question.avoid & self._touches[leg.id]
        )

    def _find(self, question: Question, limit: int) -> list[list[str]]:
        nodes = self._atlas.nodes
        ends = (question.start, question.end)
        if any(nodes[end].country in question.avoid or end in question.without for end in ends):
            return []
        return self._ways.find(*ends, question.by, self.open_legs(question), limit)

    def _check(self, question: Question) -> None:
        atlas = self._atlas
        unknown = {question.start, question.end} - set(atlas.nodes)
        unknown |= question.without - set(atlas.nodes) - set(atlas.legs) - {leg.mode for leg in atlas.legs.values()}
        unknown |= question.avoid - set(atlas.countries)
        if unknown:
            raise QuestionError(f"The network does not have {', '.join(sorted(unknown))}.")
        if question.start == question.end:
            raise QuestionError(f"A way needs two places; {question.start} is both ends.")


_kept: list[tuple[Atlas, Measures, Planner]] = []


def planner_of(atlas: Atlas, measures: Measures) -> Planner:
    """Return the planner of these facts and measures, made once: what it has reckoned serves the next question."""
    for known_atlas, known_measures, planner in _kept:
        if known_atlas is atlas and known_measures is measures:
            return planner
    planner = Planner(atlas, measures)
    _kept[:] = [(atlas, measures, planner)]
    return planner
