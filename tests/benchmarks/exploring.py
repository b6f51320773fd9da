"""Search, filter and table: with the shipped facts and with 50,000 generated deposits."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.launch import running
from tests.benchmarks.report import Goal, Line, spread

SIZES = {120: Goal(150.0, "at most 150 ms"), 50_000: Goal(500.0, "at most 500 ms")}
HELD = Goal(100.0, "at most 100 ms")
SEARCH = Goal(50.0, "at most 50 ms")


def measure(home: Path) -> Iterator[Line]:
    """Yield the lines for both sizes."""
    for size, goal in SIZES.items():
        with running("exploring", str(size), home=home) as child:
            told: dict[str, list[float]] = child.told()
        for name, what, limit in (
            ("filter", "Filter applied and drawn", goal),
            ("filter_held", "Filter, UI thread held", HELD),
            ("search_first", "First letters to first results", SEARCH),
            ("search", "Later searches", SEARCH),
            ("table_written", "Table written (in the background)", None),
            ("table_sorted", "Table sorted", HELD),
            ("table_typed", "Table filtered by a word", HELD),
        ):
            values = told[name]
            yield Line(f"{what}, {size:,} deposits", spread(values, "ms"), "", statistics.median(values), limit)
