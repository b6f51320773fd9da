"""The editor: everything around the document of one window, put together.

It keeps the session's atlas in step with the document: facts of the program joined with the document's
articles, claims, sources and own places.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow

from data.briefing.value import Briefing
from data.texts import Texts
from maps.scene import Scene
from ui.briefing.authoring import Authoring
from ui.briefing.autosave import Autosave
from ui.briefing.document import Document
from ui.briefing.dropping import Dropping
from ui.briefing.files import SHIPPED, Files
from ui.briefing.notes import NotesDock
from ui.briefing.ready import Ready
from ui.briefing.recovery import Recovery
from ui.briefing.saving import reason_of
from ui.briefing.scenes import Scenes
from ui.briefing.scenes_panel import ScenesPanel
from ui.briefing.stills import Stills
from ui.session import Session
from ui.toast import Toast


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
        self.files.opening.gave_up.connect(self._stop_awaiting)
        self.autosave = Autosave(self.document, lambda: (self.files.name, self.files.known), self)
        self.autosave.kept.connect(self.files.note_kept)
        self.autosave.failed.connect(self._on_not_kept)
        self.files.closing.connect(self.autosave.keep)
        self.files.closable.connect(self.autosave.finish)
        self.recovery = Recovery(self.files, self.autosave)
        self.dropping = Dropping(window, self.files)
        self.authoring = Authoring(window, self.document, self.files, session, texts)
        self.dropping.take_texts = self.authoring.take_texts
        self.scenes = Scenes(self.document, session, self)
        self.panel = ScenesPanel(window, self.scenes, Stills(self.scenes, window.centralWidget()))
        self.notes = NotesDock(window, self.scenes, texts)
        self.toast = Toast(window)
        self.ready = Ready(window, session, self, texts)
        self.scenes.told.connect(lambda text: self.files.say(self._texts(text)))
        self.scenes.removed.connect(self._offer_undo)
        self.notes.told.connect(self.files.say)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.files.retext(texts)
        self.authoring.retext(texts)
        self.panel.retext(texts)
        self.notes.retext(texts)
        self.ready.retext(texts)

    def start(self, file: Path | None) -> None:
        """Open a file, or the shipped briefing, and offer what a run that ended badly has left."""
        opening = self.files.opening
        self.recovery.look(lambda: opening.open(file) if file else opening.open(SHIPPED, read_only=True))

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene."""
        self.authoring.show_scene(scene)

    def show_differences(self) -> None:
        """List what differs on the map from the current scene, to be taken into it part by part."""
        from ui.briefing.update_dialog import UpdateDialog

        UpdateDialog(self.scenes, self._texts, self.files.window).show_alone()

    def _offer_undo(self, scene: str) -> None:
        """Say that a scene was deleted, with a way to have it back while nothing else was edited."""
        stack = self.document.stack
        at = stack.index()

        def undo() -> None:
            if stack.index() == at:
                stack.undo()
                self.scenes.go_to(scene)

        self.toast.tell(self._texts("Scene deleted."), self._texts("Undo"), undo)
        stack.indexChanged.connect(self.toast.hide, Qt.ConnectionType.SingleShotConnection)

    def _on_not_kept(self, error: Exception) -> None:
        self.files.say(self._texts("The autosave failed: {reason}.", reason=reason_of(error, self._texts)))

    def _stop_awaiting(self) -> None:
        """Take note that no document comes: what is lacking may be said."""
        if self._session.awaits_document:
            self._session.set_atlas(self._session.atlas)

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
