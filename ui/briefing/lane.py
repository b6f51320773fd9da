"""Work in the background, one piece after another in the order asked: never two writers of one file."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotDoneError
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Lane(QObject):
    """One thread of its own. What was begun is finished even when the program ends."""

    _ended = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        """Start nothing yet."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._waiting = 0
        self._ended.connect(self._on_ended)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done, or its outcome not yet told."""
        return self._waiting > 0

    def run(self, work: Callable[[], T], done: Callable[[T], Any], failed: Callable[[Exception], Any]) -> None:
        """Run ``work`` after what was asked before; call ``done`` or ``failed`` on this thread."""
        self._waiting += 1
        self._pool.submit(self._work, work, done, failed)

    def wait(self, seconds: float) -> bool:
        """Wait until everything asked so far is done; tell whether it was in time."""
        try:
            self._pool.submit(lambda: None).result(timeout=seconds)
        except NotDoneError:
            return False
        return True

    def _work(self, work: Callable[[], T], done: Callable[[T], Any], failed: Callable[[Exception], Any]) -> None:
        try:
            after = partial(done, work())
        except Exception as error:  # noqa: BLE001  whatever happened is handed back
            after = partial(failed, error)
        with contextlib.suppress(RuntimeError):  # the window is gone; nobody asks for the outcome
            self._ended.emit(after)

    def _on_ended(self, after: Callable[[], Any]) -> None:
        self._waiting -= 1
        after()
