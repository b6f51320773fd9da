"""Finds a dead or hung page and says when it may be restarted.

A dead renderer tells of itself; a hung one does not, so that a heartbeat looks for it: a
page that misses ``MISSES`` answers in a row is hung and its renderer is killed.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections import deque

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

log = logging.getLogger(__name__)

BEAT_MS = 2000
MISSES = 3
RESTARTS = 3
WINDOW_S = 60.0
"""So many restarts are tried within this time; then the page is given up."""


class Watchdog(QObject):
    """Watches one page."""

    beat = Signal(int)
    """Send a Ping with this number."""
    restart = Signal()
    """The page is dead: load it again."""
    gave_up = Signal()
    """The page died too often."""

    def __init__(self, page: QWebEnginePage, parent: QObject, beat_ms: int = BEAT_MS) -> None:
        """Watch a page; beats start with ``start``."""
        super().__init__(parent)
        self._page = page
        self._sent = 0
        self._answered = 0
        self._deaths: deque[float] = deque(maxlen=RESTARTS + 1)
        self._timer = QTimer(self, interval=beat_ms)
        self._timer.timeout.connect(self._beat)
        page.renderProcessTerminated.connect(self._on_death)

    def set_beat(self, beat_ms: int) -> None:
        """Beat at another pace."""
        self._timer.setInterval(beat_ms)

    def start(self) -> None:
        """Begin to beat: the page says that it is ready."""
        self._sent = self._answered = 0
        self._timer.start()

    def stop(self) -> None:
        """Stop beating: the page is loading or gone."""
        self._timer.stop()

    def answer(self, number: int) -> None:
        """Take note of a Pong."""
        self._answered = max(self._answered, number)

    def report_hang(self) -> None:
        """Treat the page as hung at once: a script call was never answered."""
        log.error("The map page does not answer; its process is ended.")
        self._timer.stop()
        pid = self._page.renderProcessPid()
        if pid > 0:
            os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        else:
            self._on_death()

    def _beat(self) -> None:
        if self._sent - self._answered >= MISSES:
            self.report_hang()
            return
        self._sent += 1
        self.beat.emit(self._sent)

    def _on_death(self, *_: object) -> None:
        """Ask for a restart, or give up after too many within the window."""
        self._timer.stop()
        now = time.monotonic()
        self._deaths.append(now)
        recent = [death for death in self._deaths if now - death < WINDOW_S]
        if len(recent) > RESTARTS:
            log.error("The map page died %d times within a minute; it is not restarted again.", len(recent))
            self.gave_up.emit()
        else:
            log.error("The map page died; it is restarted (%d of %d).", len(recent), RESTARTS)
            self.restart.emit()
