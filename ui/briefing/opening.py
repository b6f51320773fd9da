"""Opening a file: read in the background, with a way to stop; what is wrong with it is told with the way out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressDialog

from data.errors import BriefingError, BrokenBriefingError
from data.texts import Texts
from ui.briefing import file_dialogs as dialogs
from ui.briefing.notice import Notice
from ui.briefing.saving import Stamp, reason_of, stamp_of

if TYPE_CHECKING:
    from data.briefing.reading import Opened
    from ui.briefing.files import Files

log = logging.getLogger(__name__)

PATIENCE_MS = 400
"""Reading that takes longer shows that it goes on, and can be stopped."""

StandIn = Callable[[Path, str], bool]


class Opening(QObject):
    """Opens files for one window; the last one asked for counts."""

    gave_up = Signal()
    """What was being opened does not come: it cannot be read, or its user stopped it."""

    def __init__(self, files: Files) -> None:
        """Open nothing yet."""
        super().__init__(files)
        self._files = files
        self._asked = 0
        self._progress: QProgressDialog | None = None
        self.stand_in: StandIn = lambda _path, _reason: False
        """Asked, with a file and why it cannot be opened, whether it shows something in its place."""

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Read a file and put it in place of the document. ``read_only`` keeps the file as it is."""
        files = self._files
        self._asked += 1
        asked, document = self._asked, files.document
        is_open = path == document.path and not document.has_changes
        known = files.known if is_open else None

        def work() -> tuple[Opened, Stamp | None] | None:
            from data.briefing.reading import read_briefing

            stamp = stamp_of(path.resolve())
            if known and stamp == known:
                return None
            return read_briefing(path), stamp

        self._show_progress(path)
        files.lane.run(
            work,
            lambda read: self._on_read(asked, path, read, read_only=read_only),
            lambda error: self._on_failed(asked, path, error),
        )

    def stop(self) -> None:
        """Forget what is being read."""
        self._asked += 1
        self._hide_progress()
        self.gave_up.emit()

    def _on_read(self, asked: int, path: Path, read: tuple[Opened, Stamp | None] | None, *, read_only: bool) -> None:
        if asked != self._asked:
            return
        self._hide_progress()
        files = self._files
        if read is None:
            files.say(files.texts("{file} is open already.", file=path.name))
            return
        opened, stamp = read
        files.when_settled(lambda: self._take(path, opened, stamp, read_only=read_only or opened.is_newer))

    def _take(self, path: Path, opened: Opened, stamp: Stamp | None, *, read_only: bool) -> None:
        files = self._files
        files.take(opened.briefing, opened.media, path, read_only=read_only)
        files.known = stamp
        if not read_only or opened.is_newer:
            files.lane.run(lambda: files.recent.add(path), lambda _: None, lambda _: None)
        if opened.is_newer:
            files.notices.tell(lambda texts: self._newer(texts, path))

    def _newer(self, texts: Texts, path: Path) -> Notice:
        text = texts(
            "{file} was written by a newer version of this program. It is open to be looked at; "
            "what this version does not know is missing.",
            file=path.name,
        )
        return Notice(text, ((texts("Save as…"), self._files.save_as), (texts("Close"), lambda: None)))

    def _on_failed(self, asked: int, path: Path, error: Exception) -> None:
        if asked != self._asked:
            return
        self._hide_progress()
        files, texts = self._files, self._files.texts
        log.info("%s was not opened: %s", path, error)
        reason = reason_of(error, texts)
        if self.stand_in(path, reason):
            return
        text = texts("Could not open {file}: {reason}.", file=path.name, reason=reason)
        problems = [str(problem) for problem in error.problems] if isinstance(error, BrokenBriefingError) else []
        if isinstance(error, BriefingError) and not problems:
            problems = [str(error).rpartition(f"{error.reason}. ")[2]]
        rescue = error.rescue if isinstance(error, BrokenBriefingError) else None
        open_rescue = (lambda: files.when_settled(lambda: self._take_rescue(path, rescue))) if rescue else None
        dialogs.tell_broken(files.window, texts, text, problems, open_rescue)
        self.gave_up.emit()

    def _take_rescue(self, path: Path, rescue: Opened) -> None:
        """Show what is sound in a broken file; it has no file of its own, so the broken one stays as it is."""
        files = self._files
        files.take(rescue.briefing, rescue.media, None)
        files.document.mark_unsaved()
        count = len(rescue.problems)

        def written(texts: Texts) -> Notice:
            told = texts.count(
                "This is what could be saved of {file}; {n} thing is missing or was put right.",
                "This is what could be saved of {file}; {n} things are missing or were put right.",
                count,
                file=path.name,
            )
            return Notice(told, ((texts("Save as…"), files.save_as), (texts("Close"), lambda: None)))

        files.notices.tell(written)

    def show_in_folder(self, path: Path) -> None:
        """Show where a file lies."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def _show_progress(self, path: Path) -> None:
        self._hide_progress()
        texts = self._files.texts
        text = texts("Opening {file}…", file=path.name)
        progress = QProgressDialog(text, texts("Cancel"), 0, 0, self._files.window)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setWindowTitle(texts("Open"))
        progress.setAccessibleName(text)
        progress.canceled.connect(self.stop)
        QTimer.singleShot(PATIENCE_MS, progress, progress.open)
        self._progress = progress

    def _hide_progress(self) -> None:
        progress, self._progress = self._progress, None
        if progress:
            progress.canceled.disconnect(self.stop)
            progress.reset()
            progress.deleteLater()
