"""Chips: what the speaker should know while the show runs, each a few words."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from data.texts import Texts

CHIP_MS = 15_000
"""A chip that only tells goes by itself."""


class Chips(QObject):
    """Owns the chips; they are English texts, looked up when they are shown."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with none."""
        super().__init__(parent)
        self._known: dict[str, bool] = {}

    def tell(self, chip: str, *, is_alarm: bool = False, stays: bool = True) -> None:
        """Show a chip: an English text marked with ``N_``."""
        self._known[chip] = is_alarm
        if not stays:
            QTimer.singleShot(CHIP_MS, self, lambda: self.drop(chip))
        self.changed.emit()

    def drop(self, *chips: str) -> None:
        """Take chips away."""
        gone = [chip for chip in chips if chip in self._known]
        for chip in gone:
            del self._known[chip]
        if gone:
            self.changed.emit()

    def clear(self) -> None:
        """Take all away."""
        self.drop(*self._known)

    def shown(self, texts: Texts) -> tuple[str, ...]:
        """Return all chips in a language."""
        return tuple(texts(chip) for chip in self._known)

    def alarms(self, texts: Texts) -> frozenset[str]:
        """Return the red ones in a language."""
        return frozenset(texts(chip) for chip, is_alarm in self._known.items() if is_alarm)
