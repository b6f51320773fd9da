"""How soon the map answers in the running program: a phrase that is clicked, another language."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.launch import running
from tests.benchmarks.report import Goal, Line, spread

PHRASE = Goal(100.0, "at most 100 ms")
LANGUAGE = Goal(300.0, "at most 300 ms")


def measure(home: Path, subjects: frozenset[str]) -> Iterator[Line]:
    """Yield the lines that are asked for; one run serves both."""
    with running("atlas", "responses", home=home) as child:
        told = child.told()
    for subject, what, goal in (
        ("phrase", "Phrase clicked to first changed frame", PHRASE),
        ("language", "Language switched to all drawn", LANGUAGE),
    ):
        if subject in subjects:
            values: list[float] = told[subject]
            middle = statistics.median(values)
            yield Line(what, spread(values, "ms"), f"median of {len(values)}", middle, goal)
