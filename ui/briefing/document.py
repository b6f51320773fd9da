"""The document that is open: its value, its undo history, its file.

The value is frozen; every edit replaces it, and undo is the value before. Pictures of scenes are kept
beside it and are not part of the history: they can be made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from data.briefing.value import Briefing
from data.texts import Texts

STEPS = 200
"""So many edits can be undone."""


class Document(QObject):
    """Owns the briefing that is open."""

    changed = Signal()
    """The briefing is another value: edited, undone, redone, or another document was opened."""
    opened = Signal()
    """Another document was opened; comes before ``changed``."""
    state_changed = Signal()
    """The file, whether there are unsaved changes, or what can be undone is another."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with an empty briefing that has no file."""
        super().__init__(parent)
        self._briefing = Briefing()
        self.media: dict[str, bytes] = {}
        self.path: Path | None = None
        self.is_read_only = False
        """Whether the document must be saved under another name: a newer version's, or a shipped one."""
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(STEPS)
        self.stack.indexChanged.connect(self.state_changed)
        self.stack.cleanChanged.connect(self.state_changed)

    @property
    def briefing(self) -> Briefing:
        """The document's value."""
        return self._briefing

    @property
    def has_changes(self) -> bool:
        """Whether there is anything that is not in the file."""
        return not self.stack.isClean()

    def open(
        self, briefing: Briefing, media: Mapping[str, bytes], path: Path | None, *, read_only: bool = False
    ) -> None:
        """Take another document in place of this one; its history begins anew."""
        self.path, self.is_read_only = path, read_only
        self.media = dict(media)
        self._briefing = briefing
        self.stack.clear()
        self.opened.emit()
        self.changed.emit()
        self.state_changed.emit()

    def edit(self, text: str, briefing: Briefing, *, merge: str = "", **values: object) -> None:
        """Replace the value by an edited one.

        ``text`` is the edit's name in English (marked with ``N_``), ``values`` fill its places; the menu shows it in
        the language on show. Edits in a row with the same ``merge`` (typing in one field) are one step.
        """
        if briefing != self._briefing:
            self.stack.push(_Edit(self, self._briefing, briefing, (text, values), merge))

    def undo_title(self, texts: Texts) -> str:
        """Return what undo would undo, in a language; empty where there is nothing."""
        return self._title(self.stack.index() - 1, texts)

    def redo_title(self, texts: Texts) -> str:
        """Return what redo would do again, in a language; empty where there is nothing."""
        return self._title(self.stack.index(), texts)

    def mark_saved(self, path: Path) -> None:
        """Take note that the value is in a file now."""
        self.path, self.is_read_only = path, False
        self.stack.setClean()
        self.state_changed.emit()

    def mark_unsaved(self) -> None:
        """Take note that the value is in no file: it was recovered, or salvaged."""
        self.stack.resetClean()
        self.state_changed.emit()

    def _title(self, at: int, texts: Texts) -> str:
        command = self.stack.command(at) if 0 <= at < self.stack.count() else None
        if not isinstance(command, _Edit):
            return ""
        text, values = command.title
        return texts(text, **values)

    def _take(self, briefing: Briefing) -> None:
        if briefing != self._briefing:
            self._briefing = briefing
            self.changed.emit()


class _Edit(QUndoCommand):
    """One edit: the value before and the value after."""

    def __init__(
        self,
        document: Document,
        before: Briefing,
        after: Briefing,
        title: tuple[str, dict[str, object]],
        merge: str,
    ) -> None:
        super().__init__(title[0])
        self._document = document
        self._before, self._after = before, after
        self.title = title
        self._merge = merge

    def undo(self) -> None:
        """Take the value before."""
        self._document._take(self._before)

    def redo(self) -> None:
        """Take the value after."""
        self._document._take(self._after)

    def id(self) -> int:
        """Return a number shared by edits that may be one."""
        return hash(self._merge) & 0x7FFFFFFF if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802  Qt's name
        """Take a later edit of the same field into this one."""
        if not isinstance(other, _Edit) or not self._merge or other._merge != self._merge:
            return False
        self._after = other._after
        return True
