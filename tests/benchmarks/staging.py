"""The show: the audience's lag behind the speaker's map, scene changes, a language switch, a long evening's memory."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.launch import running
from tests.benchmarks.report import Goal, Line, spread

LAG = Goal(50.0, "at most 50 ms")
CHANGE = Goal(100.0, "at most 100 ms")
LANGUAGE = Goal(300.0, "at most 300 ms")
RETURN = Goal(2000.0, "at most 2 s")
GROWTH = Goal(1.1, "at most 1.1")


def measure(home: Path) -> Iterator[Line]:
    """Yield the lines; one run serves all."""
    with running("staging", home=home) as child:
        told: dict[str, list[float]] = child.told()
        before = child.weight_mb()
        child.told()
        after = child.weight_mb()
        told |= child.told()
    for name, what, goal in (
        ("lag", "Audience behind the speaker's map while it is panned, 1280 × 720", LAG),
        ("change", "Scene changed to the audience's first frame", CHANGE),
        ("language", "Language switched on stage to all drawn", LANGUAGE),
        ("returns", "Audience's renderer killed to its map drawn again", RETURN),
    ):
        values = told[name]
        yield Line(what, spread(values, "ms"), f"median of {len(values)}", statistics.median(values), goal)
    what = "Memory after 1,000 scene changes"
    yield Line(what, f"{after:.0f} MB", f"{after / before:.2f} × before, {before:.0f} MB", after / before, GROWTH)
