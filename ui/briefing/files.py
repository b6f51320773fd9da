"""The verbs of the document's file: new, open, save, save as, and the one question about what is unsaved.

Reading and writing are done in the background, one after the other. Questions do not wait: what comes after is
handed on as ``then``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMainWindow

from data.briefing.value import Briefing
from data.reading import FILES
from data.texts import Texts
from ui.briefing import file_dialogs as dialogs
from ui.briefing.document import Document
from ui.briefing.lane import Lane
from ui.briefing.notice import Notices
from ui.briefing.opening import Opening
from ui.briefing.recent import Recent
from ui.briefing.saving import ChangedOnDiskError, Stamp, reason_of, save

log = logging.getLogger(__name__)

SHIPPED = FILES / "central-asia.briefing"
"""The briefing that comes with the program; it is kept as it is."""
SUFFIX = ".briefing"
NOTICE_MS = 6_000

Then = Callable[[], object]


class Files(QObject):
    """Opens and saves the document of one window."""

    named = Signal(str)
    """The document's name, or what stands for it, is another."""
    told = Signal(str, str)
    """How safe the document is, for the status bar, and more about that."""
    closing = Signal()
    """The window is to close and there is something unsaved; the system may not wait for the answer."""
    closable = Signal()
    """The window may close: all is saved or given up."""

    def __init__(self, window: QMainWindow, document: Document, texts: Texts) -> None:
        """Start with the document as it is."""
        super().__init__(window)
        self.window = window
        self.document = document
        self.texts = texts
        self.notices = Notices(window, texts)
        self.recent = Recent()
        self.lane = Lane("files", self)
        self.opening = Opening(self)
        self.known: Stamp | None = None
        """The stamp of the document's file when it was last read or written."""
        self._is_saving = False
        self._is_settled = False
        self._afterwards: list[Then] = []
        self._saved_at: datetime | None = None
        self._kept_at: datetime | None = None
        document.state_changed.connect(self.show_state)
        document.changed.connect(self.show_state)

    @property
    def name(self) -> str:
        """What the document is called."""
        path, title = self.document.path, self.document.briefing.title
        if path and path != SHIPPED:
            return path.stem
        found = title.get(self.texts.language) or title.get("en") or next(iter(title.values()), "")  # type: ignore[call-overload]
        return str(found) or self.texts("Central Asia briefing")

    def new(self) -> None:
        """Begin an empty briefing."""
        self.when_settled(lambda: self.take(Briefing(), {}, None))

    def open(self) -> None:
        """Ask for a file and open it."""
        dialogs.ask_for_file(self.window, self.texts, self._folder(), self.open_path)

    def open_path(self, path: Path) -> None:
        """Open a file; what is unsaved is asked about when it has been read."""
        self.opening.open(path)

    def open_recent(self, path: Path) -> None:
        """Open a file of the list; one that is not there leaves the list."""

        def act(is_there: bool) -> None:
            if is_there:
                self.open_path(path)
            else:
                self.recent.drop(path)
                self.say(self.texts("{file} is not there any more.", file=path.name))

        self.lane.run(path.exists, act, lambda _: act(is_there=False))

    def save(self, then: Then | None = None) -> None:
        """Save the document to its file, or ask for one; ``then`` comes after if that worked."""
        path = self.document.path
        if path is None or self.document.is_read_only:
            self.save_as(then)
        else:
            self.save_to(path, then)

    def save_as(self, then: Then | None = None) -> None:
        """Ask for a file and save to it."""
        path = self._folder() / f"{dialogs.as_file_name(self.name)}{SUFFIX}"
        dialogs.ask_for_new_file(self.window, self.texts, path, lambda chosen: self._save_chosen(chosen, then))

    def save_to(self, path: Path, then: Then | None = None, *, over_others: bool = False) -> None:
        """Save to a file. ``over_others`` also where somebody else has changed it."""
        if self._is_saving:
            self._afterwards.append(lambda: self.save_to(path, then, over_others=over_others))
            return
        self._is_saving = True
        self.show_state()
        briefing, media, recent = self.document.briefing, dict(self.document.media), self.recent
        known = self.known if path == self.document.path and not over_others else None

        def work() -> Stamp | None:
            stamp = save(path, briefing, media, known)
            recent.add(path)
            return stamp

        self.lane.run(
            work,
            lambda stamp: self._on_saved(path, briefing, stamp, then),
            lambda error: self._on_not_saved(path, error, then),
        )

    def when_settled(self, then: Then) -> None:
        """Do what gives up the document, once it is saved or its user gives it up; asked once."""
        if self._is_saving:
            self._afterwards.append(lambda: self.when_settled(then))
        elif not self.document.has_changes:
            then()
        else:
            dialogs.ask_about_changes(self.window, self.texts, self.name, lambda: self.save(then), then)

    def may_close(self) -> bool:
        """Tell whether the window may close now; if not, the question is asked and closes it later."""
        is_settled, self._is_settled = self._is_settled, False
        if not is_settled and (self._is_saving or self.document.has_changes):
            self.closing.emit()
            if not dialogs.is_asking(self.window):
                self.when_settled(self._close)
            return False
        self.closable.emit()
        return True

    def take(
        self, briefing: Briefing, media: Mapping[str, bytes], path: Path | None, *, read_only: bool = False
    ) -> None:
        """Put another document in place of the one that is open."""
        self.notices.clear()
        self.known = self._saved_at = self._kept_at = None
        self.document.open(briefing, media, path, read_only=read_only)

    def note_kept(self, when: datetime) -> None:
        """Take note that the document was autosaved."""
        self._kept_at = when
        self.show_state()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self.texts = texts
        self.notices.retext(texts)
        self.show_state()

    def say(self, text: str) -> None:
        """Say something in the status bar and to a screen reader."""
        self.window.statusBar().showMessage(text, NOTICE_MS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.window, text))

    def show_state(self) -> None:
        """Show name, marker and how safe the document is."""
        name, has_changes = self.name, self.document.has_changes
        if self.document.is_read_only and self.document.path != SHIPPED:
            name = self.texts("{name} (read-only)", name=name)
        self.named.emit(name)
        title = name.replace("[*]", "[*][*]")
        if not has_changes:
            self.window.setWindowModified(False)
        self.window.setWindowTitle(f"{title}[*]" if has_changes else title)
        self.window.setWindowModified(has_changes)
        self.told.emit(self._state(has_changes=has_changes), str(self.document.path or ""))

    def _state(self, *, has_changes: bool) -> str:
        texts = self.texts
        if self._is_saving:
            return texts("Saving…")
        if has_changes and self._kept_at:
            return texts("Unsaved, autosave {time}", time=f"{self._kept_at:%H:%M}")
        if has_changes:
            return texts("Unsaved")
        return texts("Saved {time}", time=f"{self._saved_at:%H:%M}") if self._saved_at else ""

    def _save_chosen(self, path: Path, then: Then | None) -> None:
        """Save to a chosen file, unless it is one that is kept as it is."""
        document = self.document
        is_kept = document.is_read_only and document.path and path.resolve() == document.path.resolve()
        if is_kept or path.resolve() == SHIPPED.resolve():
            text = self.texts("{file} is kept as it is. Choose another name.", file=path.name)
            dialogs.tell_not_saved(self.window, self.texts, text, lambda: self.save_as(then))
        else:
            self.save_to(path, then, over_others=True)

    def _on_saved(self, path: Path, briefing: Briefing, stamp: Stamp | None, then: Then | None) -> None:
        self._is_saving = False
        self.known, self._saved_at, self._kept_at = stamp, datetime.now().astimezone(), None
        is_same = self.document.briefing is briefing
        if is_same:
            self.document.mark_saved(path)
        else:  # edited meanwhile: what is in the file is no step of the history that can be returned to
            self.document.path, self.document.is_read_only = path, False
            self.document.mark_unsaved()
        self.show_state()
        if then and is_same:
            then()
        elif then:
            self.when_settled(then)
        self._go_on()

    def _on_not_saved(self, path: Path, error: Exception, then: Then | None) -> None:
        self._is_saving = False
        self.show_state()
        texts, file = self.texts, path.name
        if isinstance(error, ChangedOnDiskError):
            over = lambda: self.save_to(path, then, over_others=True)  # noqa: E731
            dialogs.ask_to_overwrite(self.window, texts, file, over, lambda: self.save_as(then))
        else:
            log.info("The briefing was not saved to %s: %s", path, error)
            reason = reason_of(error, texts)
            text = texts("{file} was not saved: {reason}. The briefing stays open.", file=file, reason=reason)
            dialogs.tell_not_saved(self.window, texts, text, lambda: self.save_as(then))
        self._afterwards.clear()

    def _go_on(self) -> None:
        """Do what waited for the saving."""
        waiting, self._afterwards = self._afterwards, []
        for act in waiting:
            act()

    def _close(self) -> None:
        self._is_settled = True
        self.window.close()

    def _folder(self) -> Path:
        """Return where a file is asked for: beside the document's own, or the last one's, or in the documents."""
        near = self.document.path
        if near and near != SHIPPED:
            return near.parent
        if self.recent.files:
            return self.recent.files[0].parent
        places = QStandardPaths.StandardLocation
        return Path(QStandardPaths.writableLocation(places.DocumentsLocation) or ".")
