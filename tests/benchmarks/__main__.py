"""Measures the program against its goals: ``python -m tests.benchmarks`` from the project's folder.

The programs run one at a time and in turn, so that what else the machine does meets all alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import exploring, exports, frames, frozen, planning, responses, staging, starts
from tests.benchmarks.launch import running
from tests.benchmarks.report import HEAD, Line, describe_machine
from ui.graphics import choose_graphics

SUBJECTS = ("start", "cold", "memory", "frames", "phrase", "language", "explore", "planner", "stage", "exports")


def main(arguments: list[str]) -> int:
    """Measure and print the table; return 1 if a goal was missed."""
    asked = _parse(arguments)
    if not sys.platform.startswith("linux"):
        print("The benchmarks read /proc: they run on Linux alone.", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that a running program is ended first
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    graphics = choose_graphics(wants_safe=False, last_start_died=False)
    backend = os.environ.get("QT_QUICK_BACKEND", "Qt's own choice")
    print(describe_machine(f"{graphics} ({backend})"))
    print(f"Medians of {asked.rounds} rounds, least and most in brackets.\n")
    print(HEAD, flush=True)
    is_met = True
    with tempfile.TemporaryDirectory(prefix="caspian-atlas-") as folder:
        subjects, home = frozenset(asked.only), Path(folder)
        lines = _lines(asked.rounds, subjects, home)
        if asked.program:
            lines = frozen.measure(asked.rounds, asked.program, home, subjects)
        for line in lines:
            print(line, flush=True)
            is_met = is_met and "MISSED" not in str(line)
    return 0 if is_met else 1


def _lines(rounds: int, subjects: frozenset[str], home: Path) -> Iterator[Line]:
    if "planner" in subjects:
        yield from planning.measure(home)
    if subjects == {"planner"}:
        return
    drawing = _fill_cache(home)
    yield from starts.measure(rounds, drawing, home, subjects)
    if "frames" in subjects:
        yield from frames.measure(rounds, drawing, home)
    if subjects & {"phrase", "language"}:
        yield from responses.measure(home, subjects)
    if "explore" in subjects:
        yield from exploring.measure(home)
    if "stage" in subjects:
        yield from staging.measure(home)
    if "exports" in subjects:
        yield from exports.measure(home)


def _fill_cache(home: Path) -> Path:
    """Start the program once, uncounted, and return a file with the drawing that it keeps."""
    with running("atlas", home=home) as child:
        child.told()
    kept = json.loads(gzip.decompress((home / "cache" / "page.json.gz").read_bytes()))
    drawing = home / "drawing.json"
    drawing.write_text(kept["drawing"], encoding="utf-8")
    return drawing


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="Measures Caspian Atlas.")
    parser.add_argument("--rounds", type=_count, default=5, help="how often each program is started (default 5)")
    parser.add_argument("--only", type=_subjects, default=SUBJECTS, help=f"some of {','.join(SUBJECTS)}")
    says = "a built program: only its starts are measured, beside those from source (subjects start and cold)"
    parser.add_argument("--program", type=Path, metavar="FILE", help=says)
    return parser.parse_args(arguments)


def _count(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 100):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to 100")
    return int(text)


def _subjects(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    unknown = [name for name in names if name not in SUBJECTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown: {', '.join(unknown)}; known: {', '.join(SUBJECTS)}")
    return names


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
