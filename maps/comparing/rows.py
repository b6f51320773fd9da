"""The rows of the comparison: shipped corridors, the user's ways and followed goods, under the limits in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from data.atlas import Atlas
from data.claims import Claim
from data.network import Corridor
from data.reading import Names
from data.texts import LANGUAGE_NAMES, N_, load_texts
from maps.comparing.freight import MARKETS, Freight, follow, market_name
from maps.comparing.row import COMPARED, Row
from maps.comparing.stops import places_between
from maps.measures import Measures
from maps.planner import Planner, planner_of
from maps.planning.cuts import listed, name_of
from maps.planning.insides import MEASURED
from maps.planning.plan import NoPath, Plan, Question
from maps.scene import Routing

CAPACITY = ("capacity", "capacity-plan", "capacity-containers")
VOLUME = (
    "cargo",
    "containers",
    "transit-containers",
    "transit-containers-westbound",
    "transit-containers-russia",
    "eurasian-containers",
)
"""The measures of claims that a row shows; what is only hoped for is none."""

FREIGHT = "freight"
OWN = "own"

KEPT = 500
"""So many rows and answers are kept; a briefing closes a country here and a port there, and returns."""


def rows_of(
    atlas: Atlas, measures: Measures, routing: Routing, *, corridors: Iterable[str] = COMPARED
) -> tuple[Row, ...]:
    """Return all rows of a comparison: corridors, own ways each with its alternatives, followed goods."""
    return tuple(_comparison_of(atlas, measures).rows(routing, corridors))


def row_of(atlas: Atlas, measures: Measures, routing: Routing, name: str) -> Row | None:
    """Return one row by its id, or None if the facts have no such corridor, way or goods."""
    return _comparison_of(atlas, measures).row(routing, name)


def freight_of(atlas: Atlas, measures: Measures, routing: Routing) -> Freight | None:
    """Return the goods that a routing follows on their way under its limits, or None."""
    return _comparison_of(atlas, measures).freight(routing)


def shown_rows(atlas: Atlas, measures: Measures, routing: Routing) -> tuple[Row, ...]:
    """Return the rows whose ways are on show."""
    found = (row_of(atlas, measures, routing, name) for name in routing.shown)
    return tuple(row for row in found if row)


def known_limits(atlas: Atlas, routing: Routing) -> Routing:
    """Return a routing without limits that the facts do not have, as an old address may name."""
    known = {name for name in routing.without if name in atlas.nodes or name in atlas.legs}
    known |= routing.without & {leg.mode for leg in atlas.legs.values()}
    return replace(routing, avoid=routing.avoid & frozenset(atlas.countries), without=frozenset(known))


class Comparison:
    """Makes rows and keeps them. May be asked from several threads."""

    def __init__(self, atlas: Atlas, measures: Measures) -> None:
        """Take the facts and measures."""
        self._atlas = atlas
        self._measures = measures
        self._row = lru_cache(KEPT)(self._row_anew)
        self._plan = lru_cache(KEPT)(self._plan_anew)
        self._freight = lru_cache(KEPT)(self._freight_anew)

    @property
    def facts(self) -> tuple[Atlas, Measures]:
        """The facts and measures that the rows are made of."""
        return self._atlas, self._measures

    def rows(self, routing: Routing, corridors: Iterable[str]) -> Iterator[Row]:
        """Yield all rows."""
        own = [self._own_names(routing, start, end) for start, end in routing.own]
        names = [*corridors, *(name for ways in own for name in ways), *([FREIGHT] if routing.freight else [])]
        for name in dict.fromkeys(names):
            row = self.row(routing, name)
            if row:
                yield row

    def row(self, routing: Routing, name: str) -> Row | None:
        """Return a row, made when first asked for."""
        return self._row(self._limits(routing, with_freight=name == FREIGHT), name)

    def freight(self, routing: Routing) -> Freight | None:
        """Return the goods that a routing follows."""
        return self._freight(self._limits(routing, with_freight=True))

    def _limits(self, routing: Routing, *, with_freight: bool = False) -> Routing:
        """Return what of a routing decides a way."""
        freight = routing.freight if with_freight else None
        known = known_limits(self._atlas, routing)
        return Routing(known.avoid, known.without, known.with_planned, known.by, freight=freight)

    def _row_anew(self, limits: Routing, name: str) -> Row | None:
        if name in self._atlas.corridors:
            return self._corridor(limits, self._atlas.corridors[name])
        return self._freight_row(limits) if name == FREIGHT else self._own(limits, name)

    @property
    def _planner(self) -> Planner:
        return planner_of(self._atlas, self._measures)

    def _corridor(self, limits: Routing, corridor: Corridor) -> Row:
        """Return a shipped corridor's row; it is compared as shipped, though it may not run yet."""
        asked = self._planner.along(corridor)
        blocked = self._planner.closed(corridor.legs, limits.avoid, limits.without)
        plan: Plan | None = self._planner.along(corridor, limits.avoid & {MEASURED}) if not blocked else None
        cut = None
        if blocked:
            plan, cut = self._best(_question(limits, corridor.nodes[0], corridor.nodes[-1]))
        return Row(
            corridor.id,
            "corridor",
            corridor.names,
            corridor.group,
            asked,
            plan,
            blocked,
            cut,
            claims_of(self._atlas, corridor, CAPACITY),
            claims_of(self._atlas, corridor, VOLUME),
        )

    def _own(self, limits: Routing, name: str) -> Row | None:
        """Return the row of an own way or of an alternative to it, compared with the best way without limits."""
        way, _, number = name.partition("/")
        kind, *ends = way.split(":")
        if kind != OWN or len(ends) != 2 or ends[0] == ends[1] or not set(ends) <= set(self._atlas.nodes):
            return None
        asked, _ = self._best(_question(replace(limits, avoid=frozenset(), without=frozenset()), ends[0], ends[1]))
        blocked = self._planner.closed(asked.legs if asked else (), limits.avoid, limits.without)
        answer = self._plan(_question(limits, ends[0], ends[1]))
        names = _both(self._atlas.nodes[ends[0]].short, self._atlas.nodes[ends[1]].short)
        if not number:
            plan = None if isinstance(answer, NoPath) else answer[0]
            return Row(name, "own", names, None, asked, plan, blocked, answer if isinstance(answer, NoPath) else None)
        at = int(number) - 1 if number.isdecimal() else 0
        if isinstance(answer, NoPath) or not 0 < at < len(answer):
            return None
        names = self._by_way_of(names, answer[at], answer[0])
        return Row(name, "alternative", names, None, asked, answer[at], blocked, None)

    def _own_names(self, routing: Routing, start: str, end: str) -> tuple[str, ...]:
        """Return the ids of the rows of an own way: itself and its alternatives."""
        name = f"{OWN}:{start}:{end}"
        if self.row(routing, name) is None:
            return ()
        answer = self._plan(_question(self._limits(routing), start, end))
        count = 1 if isinstance(answer, NoPath) else len(answer)
        return (name, *(f"{name}/{number}" for number in range(2, count + 1)))

    def _freight_anew(self, limits: Routing) -> Freight | None:
        """Return followed goods, or None if the facts have no such deposit or market."""
        deposit, market = limits.freight or ("", "")
        if deposit not in self._measures.remoteness or MARKETS.get(market, market) not in self._atlas.nodes:
            return None
        return follow(self._atlas, self._measures, deposit, market, limits)

    def _freight_row(self, limits: Routing) -> Row | None:
        freight = self._freight(limits)
        if freight is None:
            return None
        asked, names = freight.asked, self._atlas.deposits[freight.deposit].names
        blocked = self._planner.closed(asked.legs if asked else (), limits.avoid, limits.without)
        goal = {known: market_name(self._atlas, freight.market, load_texts(known)) for known in LANGUAGE_NAMES}
        return Row(FREIGHT, "freight", _both(names, goal), None, asked, freight.plan, blocked, freight.cut)

    def _best(self, question: Question) -> tuple[Plan | None, NoPath | None]:
        """Return the best way, or why there is none."""
        answer = self._plan(question)
        return (None, answer) if isinstance(answer, NoPath) else (answer[0], None)

    def _plan_anew(self, question: Question) -> tuple[Plan, ...] | NoPath:
        return self._planner.plan(question, verified=False)

    def _by_way_of(self, names: Names, plan: Plan, best: Plan) -> Names:
        """Return the name of a way with where it goes instead of the best one."""
        text = N_("{way} by way of {places}")
        between = places_between(self._atlas, plan, best)
        said = {}
        for language in LANGUAGE_NAMES:
            texts = load_texts(language)
            places = listed([name_of(self._atlas, node, texts) for node in between], texts)
            said[language] = texts(text, way=names[language], places=places) if places else names[language]
        return said


def claims_of(atlas: Atlas, corridor: Corridor, measures: tuple[str, ...]) -> tuple[Claim, ...]:
    """Return the claims of some measures about a corridor, newest first.

    Where it has none of its own, those about its group; else those about what it runs over: shorter
    corridors that are part of it, its legs and nodes.
    """

    def about(names: Iterable[str]) -> tuple[Claim, ...]:
        claims = [claim for name in names for claim in atlas.claims_about(name) if claim.measure in measures]
        return tuple(sorted(claims, key=lambda claim: claim.asof or "", reverse=True))

    parts = [known.id for known in atlas.corridors.values() if set(known.legs) < set(corridor.legs)]
    return about((corridor.id,)) or about((corridor.group,)) or about((*parts, *corridor.legs, *corridor.nodes))


def _question(limits: Routing, start: str, end: str) -> Question:
    """Return the question for a way under limits."""
    return Question(start, end, limits.avoid, limits.without, limits.by, limits.with_planned)


def _both(start: Mapping[str, str], end: Mapping[str, str]) -> Names:
    return {language: f"{start[language]} – {end[language]}" for language in LANGUAGE_NAMES}


_kept: list[Comparison] = []


def _comparison_of(atlas: Atlas, measures: Measures) -> Comparison:
    """Return the comparison of these facts and measures, made once."""
    for known in _kept:
        if known.facts[0] is atlas and known.facts[1] is measures:
            return known
    made = Comparison(atlas, measures)
    _kept[:] = [made]
    return made
