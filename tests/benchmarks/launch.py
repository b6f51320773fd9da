"""Starts the measured programs one at a time, hears what they tell, and weighs them.

A program is told in its environment when it was started and writes lines that begin with
``MARK`` to its output. It stays until it is ended from here.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.benchmarks.child import MARK, STARTED

ROOT = Path(__file__).parent.parent.parent
SILENCE_S = 180.0
"""A program that takes longer than this to answer is taken for dead."""
CACHES = Path("/proc/sys/vm/drop_caches")


class NoAnswerError(RuntimeError):
    """A measured program ended, or fell silent, before it told what was asked."""


class Child:
    """A running program that is measured."""

    def __init__(self, name: str, arguments: tuple[str, ...], home: Path) -> None:
        """Start ``tests.benchmarks.programs.<name>``."""
        self._name = name
        self._errors = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115  closed by end()
        environment = os.environ | {"CASPIAN_ATLAS_HOME": str(home), STARTED: repr(time.time())}
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"tests.benchmarks.programs.{name}", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            start_new_session=True,
        )

    def told(self) -> dict[str, Any]:
        """Wait for what the program tells next."""
        assert self._process.stdout
        alarm = threading.Timer(SILENCE_S, self._kill)
        alarm.start()
        try:
            for line in self._process.stdout:
                if line.startswith(MARK):
                    answer: dict[str, Any] = json.loads(line.removeprefix(MARK))
                    return answer
        finally:
            alarm.cancel()
        self._errors.seek(0)
        raise NoAnswerError(f"{self._name} told nothing; its last words: {self._errors.read()[-1500:]}")

    def weight_mb(self) -> float:
        """Return the proportional memory (Pss) of the program and all its descendants, in MB.

        Other programs that use the same files of Qt at this moment take over a share of it.
        """
        return sum(_pss_kb(process) for process in _family(self._process.pid)) / 1024

    def end(self) -> None:
        """End the program with all its processes."""
        self._kill()
        self._process.communicate()
        self._errors.close()

    def _kill(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)


@contextmanager
def running(name: str, *arguments: str, home: Path) -> Iterator[Child]:
    """Start a program and end it afterwards, whatever happens."""
    child = Child(name, arguments, home)
    try:
        yield child
    finally:
        child.end()


def can_drop_caches() -> bool:
    """Tell whether the system's cache of files may be emptied (Linux, as root)."""
    return os.access(CACHES, os.W_OK) and _dropped()


def drop_caches() -> None:
    """Empty the system's cache of files, so that a start has to read everything from the disk."""
    os.sync()
    CACHES.write_text("3", encoding="ascii")


def _dropped() -> bool:
    try:
        drop_caches()
    except OSError:
        return False
    return True


def _family(first: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                text = (folder / "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            parents[int(folder.name)] = int(text.rpartition(")")[2].split()[1])
    found = [first]
    while found:
        process = found.pop()
        yield process
        found += [child for child, parent in parents.items() if parent == process]


def _pss_kb(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
