"""Frames a second while the map flies, is panned and is drawn anew, beside plain Leaflet with the same data."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.launch import running
from tests.benchmarks.report import Goal, Line, spread

RATIO = Goal(0.8, "at least 0.8", is_least=True)
LEAST = Goal(20.0, "at least 20 frames/s", is_least=True)
MOTIONS = {"flight": "Flight", "pan": "Pan", "redraw": "Redraw of everything in each frame"}


def measure(rounds: int, drawing: Path, home: Path) -> Iterator[Line]:
    """Yield two lines for each motion."""
    rates: dict[tuple[str, str], list[float]] = defaultdict(list)
    for _ in range(rounds):
        for name, arguments in (("leaflet", (str(drawing), "frames")), ("frames", ())):
            with running(name, *arguments, home=home) as child:
                told = child.told()
            for motion in MOTIONS:
                rates[name, motion].append(_rate(told[motion]))
    for motion, what in MOTIONS.items():
        own, plain = rates["frames", motion], statistics.median(rates["leaflet", motion])
        ratio = statistics.median(own) / plain
        measured = spread(own, "frames/s")
        yield Line(what, measured, f"{ratio:.2f} × plain Leaflet, {plain:.0f} frames/s", round(ratio, 2), RATIO)
        yield Line(f"{what}, slowest round", f"{min(own):.0f} frames/s", "", min(own), LEAST)


def _rate(told: Any) -> float:
    """Return the frames a second of one movement, or of several taken together."""
    movements = told if isinstance(told, list) else [told]
    seconds = sum(movement["ms"] for movement in movements) / 1000
    return float(sum(movement["frames"] for movement in movements) / seconds)
