"""The table of what was measured, what it was compared with, and whether the goal is met."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

HEAD = "| Figure | Caspian Atlas | Compared with | Goal | |\n|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound: at most ``bound``, or at least that much where ``is_least``."""

    bound: float
    text: str
    is_least: bool = False

    def verdict(self, value: float) -> str:
        """Return ``ok`` or ``MISSED``."""
        is_met = value >= self.bound if self.is_least else value <= self.bound
        return "ok" if is_met else "MISSED"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; ``compared`` is the value that the goal is about, or None where there is no goal."""

    figure: str
    measured: str
    against: str = ""
    compared: float | None = None
    goal: Goal | None = None

    def __str__(self) -> str:
        """Write the line as Markdown."""
        verdict = self.goal.verdict(self.compared) if self.goal and self.compared is not None else ""
        goal = self.goal.text if self.goal else ""
        return f"| {self.figure} | {self.measured} | {self.against} | {goal} | {verdict} |"


def spread(values: Sequence[float], unit: str, digits: int = 0) -> str:
    """Write a median with its least and most."""
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:.{digits}f} {unit} ({low:.{digits}f}–{high:.{digits}f})"


def describe_machine(graphics: str) -> str:
    """Return one line about what the figures were measured on."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{_processor()}, {cores} cores (load {os.getloadavg()[0]:.1f} before the first run), "
        f"{platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, PySide6 {version('PySide6')}, "
        f"graphics: {graphics}, platform: {os.environ.get('QT_QPA_PLATFORM', 'default')}"
    )


def _processor() -> str:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()
