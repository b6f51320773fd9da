"""The planner: every pair of the core nodes, without limits and without Russia."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from data.atlas import load_atlas
from maps.cache import prepare
from maps.planner import Planner
from maps.planning.plan import NoPath, Question
from tests.benchmarks.report import Goal, Line, spread

EACH = Goal(5.0, "at most 5 ms")
LIMITS = {"without limits": frozenset[str](), "without Russia": frozenset({"RU"})}
SOME = 500
"""Some so many pairs, spread over all, are also asked for their alternatives."""


def measure(home: Path) -> Iterator[Line]:
    """Yield, for each limit, the lines for the best way alone and with its alternatives."""
    atlas = load_atlas()
    planner = Planner(atlas, prepare(atlas, home / "cache").measures)
    core = sorted(node.id for node in atlas.nodes.values() if node.is_core)
    pairs = list(combinations(core, 2))
    some = pairs[:: max(1, len(pairs) // SOME)]
    planner.plan(Question(*pairs[0]))  # the first question reckons what the others share
    plain = 0.0
    for said, avoid in LIMITS.items():
        for limit, asked in ((1, pairs), (3, some)):
            times, found = _times(planner, asked, avoid, limit)
            middle = statistics.median(times)
            plain = plain or middle
            what = "Best way" if limit == 1 else "Best way and two others"
            against = f"{middle / plain:.2f} × the best way without limits" if middle != plain else ""
            told = f"{what} {said}, {len(asked):,} pairs of core nodes, {found:,} with a way"
            yield Line(told, spread(times, "ms", 2), against, middle, EACH)


def _times(
    planner: Planner, pairs: list[tuple[str, str]], avoid: frozenset[str], limit: int
) -> tuple[list[float], int]:
    """Return the milliseconds of each answer, and how many of them are ways."""
    times, found = [], 0
    for start, end in pairs:
        began = time.perf_counter()
        answer = planner.plan(Question(start, end, avoid), limit)
        times.append((time.perf_counter() - began) * 1000)
        found += not isinstance(answer, NoPath)
    return times, found
