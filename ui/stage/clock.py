"""The speaker's clock: how long the show runs, and whether that keeps pace with the slot and the scenes' times."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from data.texts import Texts

ON_PACE_S = 30
"""Less than this is on pace."""


class Clock(QObject):
    """Counts seconds, can be paused and set to zero."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Stand at zero, paused."""
        super().__init__(parent)
        self._before_s = 0.0
        self._since: float | None = None
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self.ticked)

    @property
    def elapsed_s(self) -> float:
        """The seconds counted."""
        return self._before_s + (time.monotonic() - self._since if self._since is not None else 0.0)

    @property
    def is_paused(self) -> bool:
        """Whether the clock stands."""
        return self._since is None

    def start(self) -> None:
        """Count from zero."""
        self._before_s, self._since = 0.0, time.monotonic()
        self._timer.start()
        self.ticked.emit()

    def toggle(self) -> None:
        """Pause, or go on."""
        if self._since is None:
            self._since = time.monotonic()
        else:
            self._before_s, self._since = self.elapsed_s, None
        self.ticked.emit()

    def reset(self) -> None:
        """Set to zero; a paused clock stays paused."""
        self._before_s = 0.0
        self._since = None if self._since is None else time.monotonic()
        self.ticked.emit()

    def stop(self) -> None:
        """Stand still; nothing is told any more."""
        self._before_s, self._since = self.elapsed_s, None
        self._timer.stop()


def behind_s(elapsed_s: float, slot_s: int | None, seconds: Sequence[int | None], scene: int) -> float | None:
    """Return how far the show is behind (negative: ahead) at a scene; None where no times are meant.

    Scenes without a time of their own share what the slot leaves, equally. While a scene's own time runs, the
    show is on pace (0).
    """
    given = sum(one for one in seconds if one)
    unknown = sum(1 for one in seconds if not one)
    if not seconds or (slot_s is None and unknown == len(seconds)):
        return None
    share = max((slot_s or given) - given, 0) / unknown if unknown else 0.0
    times = [one or share for one in seconds]
    begins = sum(times[:scene])
    ends = begins + times[scene]
    return elapsed_s - ends if elapsed_s > ends else min(elapsed_s - begins, 0.0)


def pace_words(texts: Texts, behind: float | None) -> str:
    """Return the pace in words; empty where no times are meant."""
    if behind is None:
        return ""
    if abs(behind) < ON_PACE_S:
        return texts("on pace")
    minutes = max(1, round(abs(behind) / 60))
    if behind > 0:
        return texts.count("{n} min behind", "{n} min behind", minutes)
    return texts.count("{n} min ahead", "{n} min ahead", minutes)
