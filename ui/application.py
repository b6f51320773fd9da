"""The application object: takes the files that the system asks it to open (macOS sends events, no arguments)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Keeps the files until somebody takes them: they may come before there is a window."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """Start as Qt does."""
        super().__init__(list(arguments))
        self._take: Callable[[Path], object] | None = None
        self._waiting: list[Path] = []

    def give_files_to(self, take: Callable[[Path], object]) -> None:
        """Hand on each file that comes, and those that came."""
        self._take = take
        waiting, self._waiting = self._waiting, []
        for file in waiting:
            take(file)

    def event(self, event: QEvent) -> bool:
        """Take a file that is to be opened."""
        if isinstance(event, QFileOpenEvent):
            name = event.file() or event.url().toLocalFile()
            if name:
                (self._take or self._waiting.append)(Path(name))
            return True
        return super().event(event)
