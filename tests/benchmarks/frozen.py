"""A built program beside the same one from source: how soon the window is on screen, and how soon its map is drawn.

Both are plain starts, as a double-click makes them, and are read from the log that the program writes anyway.
"""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.benchmarks.launch import ROOT, SILENCE_S, NoAnswerError, can_drop_caches, drop_caches
from tests.benchmarks.report import Goal, Line, spread
from ui.first_sight import DRAWN, ON_SCREEN

WINDOW = Goal(0.6, "at most 0.6")
FROZEN = Goal(1.0, "at most 1")
LOOK_S = 0.02


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the start of the process."""

    window: float
    drawn: float


def measure(rounds: int, program: Path, home: Path, subjects: frozenset[str]) -> Iterator[Line]:
    """Yield the lines of the starts that are asked for."""
    commands = {"from source": [sys.executable, str(ROOT / "main.py")], "frozen": [str(program.absolute())]}
    for name, command in commands.items():  # once uncounted: the page is made, files are read
        _timed(command, home / name)
    if "start" in subjects:
        yield from _lines(rounds, commands, home, is_cold=False)
    if "cold" in subjects:
        if can_drop_caches():
            yield from _lines(rounds, commands, home, is_cold=True)
        else:
            yield Line("Start, cold", "not measured: needs root")


def _lines(rounds: int, commands: dict[str, list[str]], home: Path, *, is_cold: bool) -> Iterator[Line]:
    starts: dict[str, list[Start]] = defaultdict(list)
    for _ in range(rounds):
        for name, command in commands.items():
            if is_cold:
                drop_caches()
            starts[name].append(_timed(command, home / name))
    when = "cold" if is_cold else "warm"
    drawn = {name: statistics.median(start.drawn for start in starts[name]) for name in commands}
    for name in commands:
        share = statistics.median(start.window / start.drawn for start in starts[name])
        seen = spread([start.window for start in starts[name]], "s", 2)
        said = f"{share:.2f} × map drawn, {drawn[name]:.2f} s"
        yield Line(f"Window on screen, {name}, {when}", seen, said, round(share, 2), WINDOW)
    ratio = drawn["frozen"] / drawn["from source"]
    seen = spread([start.drawn for start in starts["frozen"]], "s", 2)
    said = f"{ratio:.2f} × from source, {drawn['from source']:.2f} s"
    yield Line(f"Map drawn, frozen, {when}", seen, said, round(ratio, 2), FROZEN)


def _timed(command: list[str], home: Path) -> Start:
    """Start a program, wait for its drawn map, and end it as its user would."""
    log = home / "state" / "atlas.log"
    log.unlink(missing_ok=True)
    environment = os.environ | {"CASPIAN_ATLAS_HOME": str(home)}
    quiet = subprocess.DEVNULL
    began = time.time()
    process = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        while time.time() - began < SILENCE_S and process.poll() is None:
            seen = _read(log)
            if DRAWN in seen:
                return Start(seen[ON_SCREEN] - began, seen[DRAWN] - began)
            time.sleep(LOOK_S)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    raise NoAnswerError(f"{command[-1]} drew no map")


def _read(log: Path) -> dict[str, float]:
    """Return when what was written to the log, in seconds since 1970."""
    try:
        lines = log.read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    found: dict[str, float] = {}
    for line in lines:
        for said in (ON_SCREEN, DRAWN):
            if line.endswith(said):
                found[said] = datetime.strptime(line[:23], "%Y-%m-%d %H:%M:%S,%f").timestamp()
    return found
