"""Autosave: soon after an edit the document is also kept in the program's own folder, until it is saved."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from data.briefing.value import Briefing
from ui.briefing.document import Document
from ui.briefing.keeping import Kept, new_kept, remove, write_note
from ui.briefing.lane import Lane
from ui.briefing.saving import Stamp

log = logging.getLogger(__name__)

QUIET_MS = 5_000
"""The document is kept when nothing was edited for so long …"""
LONGEST_MS = 30_000
"""… and while it is edited without a pause, so often."""
WAIT_S = 5.0
"""At the end, so long is waited for a disk that is slow."""


class Autosave(QObject):
    """Keeps one document. ``describe`` gives its name, and the stamp of its file when it was last read or written."""

    kept = Signal(datetime)
    """The document was kept, at this time."""
    failed = Signal(object)
    """It could not be kept: the error. Said once, until it works again."""

    def __init__(
        self, document: Document, describe: Callable[[], tuple[str, Stamp | None]], parent: QObject | None = None
    ) -> None:
        """Follow a document."""
        super().__init__(parent)
        self._document = document
        self._describe = describe
        self._lane = Lane("autosave", self)
        self._kept: Kept | None = None
        self._last: Briefing | None = None
        self._is_failing = False
        self.quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self.longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        for timer in (self.quiet, self.longest):
            timer.timeout.connect(self.keep)
        document.opened.connect(self._begin_anew)
        document.state_changed.connect(self._look)

    @property
    def file(self) -> Path | None:
        """Where the document is kept at the moment, if it is."""
        return self._kept.file if self._kept else None

    def adopt(self, kept: Kept) -> None:
        """Go on with an autosave that was recovered: it holds what the document is now."""
        self._kept, self._last = kept, self._document.briefing

    def keep(self) -> None:
        """Keep the document now, if it holds anything that is not in its file."""
        self.quiet.stop()
        self.longest.stop()
        if not self._document.has_changes or self._document.briefing is self._last:
            return
        if self._lane.is_busy:  # the disk is slow; what is edited meanwhile goes along
            self.quiet.start()
            return
        document = self._document
        briefing, media, now = document.briefing, dict(document.media), datetime.now().astimezone()
        name, known = self._describe()
        before = self._kept or new_kept()
        kept = replace(before, name=name, original=document.path, is_read_only=document.is_read_only, known=known)
        is_told, self._kept = kept == self._kept, kept  # from now on it is removed when the document is saved

        def work() -> None:
            from data.briefing.writing import write_briefing

            if not is_told or not kept.note.exists():
                write_note(kept)
            write_briefing(kept.file, briefing, media)

        self._lane.run(work, lambda _: self._on_kept(kept, briefing, now), self._on_failed)

    def finish(self) -> None:
        """Remove what was kept: the document is saved, or its user gave it up."""
        self._drop()
        if not self._lane.wait(WAIT_S):
            log.info("The autosave is still being written; it is dropped at the next start.")

    def _look(self) -> None:
        """Follow the document: what is in its file need not be kept."""
        if not self._document.has_changes:
            self._drop()
        elif self._document.briefing is not self._last:
            self.quiet.start()
            if not self.longest.isActive():
                self.longest.start()

    def _begin_anew(self) -> None:
        self._drop()

    def _drop(self) -> None:
        self.quiet.stop()
        self.longest.stop()
        kept, self._kept, self._last = self._kept, None, None
        if kept:
            self._lane.run(lambda: remove(kept), lambda _: None, lambda _: None)

    def _on_kept(self, kept: Kept, briefing: Briefing, now: datetime) -> None:
        self._is_failing = False
        if self._kept is not kept:
            return  # dropped meanwhile; its removal comes after the writing
        self._last = briefing
        self.kept.emit(now)
        self._look()

    def _on_failed(self, error: Exception) -> None:
        if not self._is_failing:
            self._is_failing = True
            log.warning("The autosave failed: %s", error)
            self.failed.emit(error)
        self.longest.start()
