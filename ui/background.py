"""Slow work off the UI thread: the result, or the error, is handed back on it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

T = TypeVar("T")


class _Answer(QObject):
    """Carries the outcome to the thread that asked."""

    done = Signal(object)
    failed = Signal(object)


class _Work(QRunnable):
    """One piece of work."""

    def __init__(self, work: Callable[[], Any], answer: _Answer) -> None:
        super().__init__()
        self._work = work
        self._answer = answer

    def run(self) -> None:
        """Do the work on a thread of the pool."""
        trace = getattr(threading, "_trace_hook", None)
        if trace:  # a coverage tool is on; threads that Qt starts are not traced by themselves
            sys.settrace(trace)
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001  whatever happened is handed back
            self._hand_back("failed", error)
        else:
            self._hand_back("done", result)

    def _hand_back(self, signal: str, outcome: object) -> None:
        """Hand the outcome back, unless who asked is gone by now."""
        try:
            getattr(self._answer, signal).emit(outcome)
        except RuntimeError:
            if shiboken6.isValid(self._answer):
                raise


def run_in_background(
    work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None], parent: QObject
) -> None:
    """Run ``work`` on another thread; call ``done`` or ``failed`` on this one."""
    answer = _Answer(parent)
    answer.done.connect(done)
    answer.failed.connect(failed)
    QThreadPool.globalInstance().start(_Work(work, answer))
