"""Exports of the shipped briefing from the running program: how long, how heavy, and whether the window lives on.

A format is a line in EXPORTS.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.launch import Child, running
from tests.benchmarks.report import Goal, Line
from ui.exports import formats

HELD = Goal(100.0, "at most 100 ms")
HEAVY = Goal(1.5, "at most 1.5")
WEIGHED_S = 0.5


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported, its options, and in how many seconds it is to be done."""

    format: str
    title: str
    options: tuple[str, ...] = ()
    goal: Goal | None = None


EXPORTS = (
    Export("png", "PNG, 1920 × 1080", (), Goal(20.0, "under 20 s")),
    Export("png", "PNG, 3840 × 2160", ("size=3840x2160",)),
    Export("pdf", "PDF handout", ("layout=handout",), Goal(20.0, "under 20 s")),
    Export("pdf", "PDF, maps only", ("layout=maps",), Goal(20.0, "under 20 s")),
    Export("pptx", "PowerPoint", (), Goal(30.0, "under 30 s")),
    Export("html", "Web page", (), Goal(5.0, "under 5 s")),
)


def measure(home: Path) -> Iterator[Line]:
    """Yield the lines of every format that is there."""
    known = {format_.id for format_ in formats()}
    for export in EXPORTS:
        if export.format in known:
            yield from _lines(export, home)


def _lines(export: Export, home: Path) -> Iterator[Line]:
    folder = home / "exports"
    folder.mkdir(exist_ok=True)
    with running("exporting", export.format, str(folder), *export.options, home=home) as child:
        child.told()
        rest = child.weight_mb()
        told, most = _weighed(child)
    seconds, scenes, gaps = float(told["seconds"]), int(told["scenes"]), list(told["gaps"])
    what = f"{export.title}, {scenes} scenes"
    yield Line(what, f"{seconds:.1f} s", "", seconds, export.goal)
    works = list(told["works"])
    waited = f"with what else the machine did {gaps[int(len(gaps) * 0.99)]:.0f} ms (99 %), {gaps[-1]:.0f} ms at most"
    yield Line(f"{what}, UI thread held", f"{works[-1]:.0f} ms at most", waited, works[-1], HELD)
    yield Line(
        f"{what}, memory of all processes",
        f"{most:.0f} MB",
        f"{most / rest:.2f} × at rest, {rest:.0f} MB",
        most / rest,
        HEAVY,
    )


def _weighed(child: Child) -> tuple[dict[str, Any], float]:
    """Wait for what the program tells and return that with the most it weighed meanwhile."""
    weights = [child.weight_mb()]
    is_over = threading.Event()

    def weigh() -> None:
        while not is_over.wait(WEIGHED_S):
            weights.append(child.weight_mb())

    thread = threading.Thread(target=weigh)
    thread.start()
    try:
        told = child.told()
    finally:
        is_over.set()
        thread.join()
    return told, max(weights)
