"""A plan from the command line: prints the way from A to B, or what cuts all ways, for people or as JSON."""

from __future__ import annotations

import datetime
import json
from argparse import Namespace
from typing import Any, TextIO

from data.atlas import Atlas
from data.texts import load_texts
from maps.cards.desk import Desk
from maps.measures import Measures
from maps.planner import Planner
from maps.planning.naming import Naming
from maps.planning.plan import NoPath, Plan, Question, QuestionError
from maps.planning.telling import plain, plain_cut, told
from maps.search import Finder


def asked_question(asked: Namespace, atlas: Atlas, language: str) -> Question:
    """Return the question that a command line asks.

    Raises
    ------
    QuestionError
        If it names what the network does not have.
    """
    texts = load_texts(language)
    naming = Naming(atlas, Finder(atlas), texts)
    start, end = (naming.node(name) for name in asked.route)
    if start == end:
        raise QuestionError(texts("A way needs two places; {name} is both ends.", name=asked.route[0]))
    return Question(
        start,
        end,
        frozenset(naming.country(name) for name in _parts(asked.avoid)),
        frozenset(naming.broken(name) for name in _parts(asked.without)),
        asked.by,
        asked.planned,
    )


def print_route(
    atlas: Atlas, measures: Measures, question: Question, language: str, out: TextIO, *, as_json: bool
) -> None:
    """Print the best way and the others, or what cuts them all."""
    answer = Planner(atlas, measures).plan(question)
    if as_json:
        out.write(f"{json.dumps(_plain(question, answer, language), ensure_ascii=False)}\n")
        return
    if isinstance(answer, NoPath):
        out.write(f"{answer.sentence[language]}\n")
        return
    desk = Desk(atlas, measures, load_texts(language), {}, datetime.datetime.now(datetime.UTC).date())
    out.write("\n".join(told(desk, question, answer)) + "\n")


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
    return asked | plain(answer[0]) | {"alternatives": [plain(plan) for plan in answer[1:]]}


def _parts(text: str | None) -> list[str]:
    return [part for part in (text or "").split(",") if part.strip()]
