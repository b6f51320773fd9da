"""A plan from the command line: prints the way from A to B, or what cuts all ways, for people or as JSON.

From a deposit the way first goes straight to the nearest hub, and says so.
"""

from __future__ import annotations

import datetime
import json
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TextIO

from data.atlas import Atlas
from data.formats import percentages
from data.texts import load_texts
from maps.cards.desk import Desk
from maps.comparing.freight import MARKETS, Freight, follow, freight_lines
from maps.comparing.haul import Haul
from maps.measures import Measures
from maps.planner import planner_of
from maps.planning.naming import Naming
from maps.planning.plan import NoPath, Plan, Question, QuestionError
from maps.planning.telling import plain, plain_cut, told
from maps.scene import Routing
from maps.search import Finder


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command line asks: from a node or deposit to a node, under limits."""

    start: str
    end: str
    limits: Routing

    def question(self, start: str) -> Question:
        """Return the question for the planner, from a node."""
        known = self.limits
        return Question(start, self.end, known.avoid, known.without, known.by, known.with_planned)


def asked_question(asked: Namespace, atlas: Atlas, language: str) -> Asked:
    """Return what a command line asks; its end may also be a market's word, such as "japan".

    Raises
    ------
    QuestionError
        If it names what the network does not have.
    """
    texts = load_texts(language)
    naming = Naming(atlas, Finder(atlas), texts)
    start = naming.origin(asked.route[0])
    end = MARKETS.get(asked.route[1].strip().casefold()) or naming.node(asked.route[1])
    if start == end:
        raise QuestionError(texts("A way needs two places; {name} is both ends.", name=asked.route[0]))
    avoid = frozenset(naming.country(name) for name in _parts(asked.avoid))
    without = frozenset(naming.broken(name) for name in _parts(asked.without))
    return Asked(start, end, Routing(avoid, without, asked.planned, asked.by))


def print_route(atlas: Atlas, measures: Measures, asked: Asked, language: str, out: TextIO, *, as_json: bool) -> None:
    """Print the best way and the others, or what cuts them all."""
    freight = None
    start = asked.start
    if start in atlas.deposits:
        freight = follow(atlas, measures, start, asked.end, asked.limits)
        start = freight.hub
    question = asked.question(start)
    answer: tuple[Plan, ...] | NoPath = freight.cut if freight and freight.cut else ()
    if not isinstance(answer, NoPath) and start != asked.end:
        answer = planner_of(atlas, measures).plan(question)
    if as_json:
        found = _plain(question, answer, language) | (_plain_freight(freight, language) if freight else {})
        out.write(f"{json.dumps(found, ensure_ascii=False)}\n")
        return
    desk = Desk(atlas, measures, load_texts(language), {}, datetime.datetime.now(datetime.UTC).date())
    lines = freight_lines(desk, freight) if freight else []
    if isinstance(answer, NoPath):
        lines = lines or [answer.sentence[language]]
    elif answer:
        lines += [*([""] if lines else []), *told(desk, question, answer)]
    out.write("\n".join(lines) + "\n")


def _plain(question: Question, answer: tuple[Plan, ...] | NoPath, language: str) -> dict[str, Any]:
    asked = {
        "from": question.start,
        "to": question.end,
        "by": question.by,
        "avoid": sorted(question.avoid),
        "without": sorted(question.without),
        "planned": question.with_planned,
    }
    if isinstance(answer, NoPath):
        return asked | plain_cut(answer, language)
    if not answer:
        return asked | {"legs": [], "km": 0.0}
    return asked | plain(answer[0]) | {"alternatives": [plain(plan) for plan in answer[1:]]}


def _plain_freight(freight: Freight, language: str) -> dict[str, Any]:
    """Return what a plan from a deposit holds besides: its straight line, and the whole way with and without Russia."""
    return {
        "deposit": freight.deposit,
        "commodities": list(freight.commodities),
        "straight": {
            "hub": freight.hub,
            "km": round(freight.hub_km, 1),
            "km_by_country": _named(freight.hub_countries_km),
        },
        "whole": _plain_haul(freight.way, language),
        "without_russia": _plain_haul(freight.russia_free, language),
    }


def _plain_haul(way: Haul, language: str) -> dict[str, Any]:
    if way.cut:
        return plain_cut(way.cut, language)
    return {
        "hub": way.hub,
        "km": round(way.km, 1),
        "km_by_country": _named(way.country_km),
        "percent_by_country": {country or "sea": share for country, share in percentages(way.country_km).items()},
        "legs": list(way.plan.legs) if way.plan else [],
    }


def _named(parts: Mapping[str, float]) -> dict[str, float]:
    return {country or "sea": round(km, 1) for country, km in parts.items()}


def _parts(text: str | None) -> list[str]:
    return [part for part in (text or "").split(",") if part.strip()]
