"""From the start of the process to the drawn map, and what all its processes then weigh."""

from __future__ import annotations

import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.launch import can_drop_caches, drop_caches, running
from tests.benchmarks.report import Goal, Line, spread

PROGRAMS = ("bare", "leaflet", "atlas")
WARM = Goal(1.8, "at most 1.8")
COLD = Goal(1.6, "at most 1.6")
MEMORY = Goal(1.4, "at most 1.4")


class Starts:
    """Seconds and megabytes of each program, one of each per round."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.megabytes: dict[str, list[float]] = defaultdict(list)

    def run(self, rounds: int, drawing: Path, home: Path, *, is_cold: bool) -> None:
        """Start the programs in turn, as often as asked."""
        for _ in range(rounds):
            for name in PROGRAMS:
                if is_cold:
                    drop_caches()
                arguments = (str(drawing),) if name == "leaflet" else ()
                with running(name, *arguments, home=home) as child:
                    self.seconds[name].append(child.told()["seconds"])
                    self.megabytes[name].append(child.weight_mb())

    def lines(self, what: str, goal: Goal) -> Iterator[Line]:
        """Yield the lines about time."""
        yield _line(what, self.seconds, "atlas", "s", goal)
        yield _line(what.replace("Start", "Start of plain Leaflet"), self.seconds, "leaflet", "s", None)

    def memory_lines(self) -> Iterator[Line]:
        """Yield the lines about memory."""
        yield _line("Memory of all processes", self.megabytes, "atlas", "MB", MEMORY)
        yield _line("Memory of plain Leaflet", self.megabytes, "leaflet", "MB", None)


def measure(rounds: int, drawing: Path, home: Path, subjects: frozenset[str]) -> Iterator[Line]:
    """Yield the lines about starts and memory that are asked for."""
    if "start" in subjects:
        yield _first()
    if subjects & {"start", "memory"}:
        warm = Starts()
        warm.run(rounds, drawing, home, is_cold=False)
        if "start" in subjects:
            yield from warm.lines("Start, warm", WARM)
        if "memory" in subjects:
            yield from warm.memory_lines()
    if "cold" in subjects:
        yield from _cold(rounds, drawing, home)


def _first() -> Line:
    """Return the line about the very first start, when the program's own cache is empty."""
    with tempfile.TemporaryDirectory() as empty, running("atlas", home=Path(empty)) as child:
        return Line("Start, own cache empty (once per version)", f"{child.told()['seconds']:.2f} s")


def _cold(rounds: int, drawing: Path, home: Path) -> Iterator[Line]:
    if not can_drop_caches():
        yield Line("Start, cold", "not measured: needs root", goal=COLD)
        return
    cold = Starts()
    cold.run(rounds, drawing, home, is_cold=True)
    yield from cold.lines("Start, cold", COLD)


def _line(what: str, values: dict[str, list[float]], name: str, unit: str, goal: Goal | None) -> Line:
    """Return a line with the ratio to the bare web view: the median of each over that of the other."""
    digits = 2 if unit == "s" else 0
    floor = statistics.median(values["bare"])
    ratio = statistics.median(values[name]) / floor
    measured = spread(values[name], unit, digits)
    return Line(what, measured, f"{ratio:.2f} × bare web view, {floor:.{digits}f} {unit}", round(ratio, 2), goal)
