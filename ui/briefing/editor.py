"""The editor: everything around the document of one window, put together.

It keeps the session's atlas in step with the document: facts of the program joined with the document's
articles, claims, sources and own places.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from data.briefing.value import Briefing
from data.texts import Texts
from maps.scene import Scene
from ui.briefing.autosave import Autosave
from ui.briefing.document import Document
from ui.briefing.dropping import Dropping
from ui.briefing.files import SHIPPED, Files
from ui.briefing.recovery import Recovery
from ui.briefing.saving import reason_of
from ui.session import Session


class Editor(QObject):
    """Owns the document; its parts are the verbs of authoring."""

    def __init__(self, window: QMainWindow, session: Session, texts: Texts) -> None:
        """Start with an empty document."""
        super().__init__(window)
        self._session = session
        self._texts = texts
        self._joined: tuple[object, ...] = ()
        self.document = Document(self)
        self.document.changed.connect(self._join)
        self.files = Files(window, self.document, texts)
        self.autosave = Autosave(self.document, lambda: (self.files.name, self.files.known), self)
        self.autosave.kept.connect(self.files.note_kept)
        self.autosave.failed.connect(self._on_not_kept)
        self.files.closing.connect(self.autosave.keep)
        self.files.closable.connect(self.autosave.finish)
        self.recovery = Recovery(self.files, self.autosave)
        self.dropping = Dropping(window, self.files)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.files.retext(texts)

    def start(self, file: Path | None) -> None:
        """Open a file, or the shipped briefing, and offer what a run that ended badly has left."""
        opening = self.files.opening
        self.recovery.look(lambda: opening.open(file) if file else opening.open(SHIPPED, read_only=True))

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene."""

    def _on_not_kept(self, error: Exception) -> None:
        self.files.say(self._texts("The autosave failed: {reason}.", reason=reason_of(error, self._texts)))

    def _join(self) -> None:
        """Let the atlas follow the document, unless only scenes changed."""
        from data.briefing.joining import join

        parts = _facts_of(self.document.briefing)
        if any(new is not old for new, old in zip(parts, self._joined or (None,) * len(parts), strict=True)):
            self._joined = parts
            self._session.set_atlas(join(self._session.facts, self.document.briefing))


def _facts_of(briefing: Briefing) -> tuple[object, ...]:
    return (
        briefing.articles,
        briefing.excerpts,
        briefing.links,
        briefing.claims,
        briefing.sources,
        briefing.places,
    )
