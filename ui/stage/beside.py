"""What stands beside the speaker's map: the next scene, the notes with their cues, the passages; and what they do."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from data.briefing.edits import with_part
from data.texts import N_, Texts
from maps.search import Finder
from maps.titling import text_of
from ui.stage.cues import feature_meant
from ui.stage.next_scene import NextScene
from ui.stage.notes_view import NotesView
from ui.stage.pictures import Pictures
from ui.stage.scene_passages import ScenePassages

if TYPE_CHECKING:
    from ui.stage.stage import Stage


class Beside(QSplitter):
    """Three cards, one below the other."""

    unknown_cue = Signal(str)
    """The map knows no place of this name."""

    def __init__(self, stage: Stage, pictures: Pictures, texts: Texts, parent: QWidget | None = None) -> None:
        """Make the cards."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setChildrenCollapsible(False)
        self._stage = stage
        self._texts = texts
        self._noted = ""
        self._language = texts.language
        self.finder: Finder | None = None
        self.next_scene = NextScene(stage, pictures, texts)
        self.notes = NotesView(texts)
        self.passages = ScenePassages(stage, texts)
        for widget, stretch in ((self.next_scene, 0), (self.notes, 3), (self.passages, 1)):
            self.addWidget(widget)
            self.setStretchFactor(self.count() - 1, stretch)
        self.setSizes([118, 360, 170])
        self.notes.cue_pressed.connect(self._fly_to)
        self.notes.written.connect(self._keep_notes)
        self.passages.asked.connect(self._show_passage)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language; notes that are being written in another one are kept first."""
        self.notes.flush()
        self._texts, self._language = texts, texts.language
        for card in (self.next_scene, self.notes, self.passages):
            card.retext(texts)

    def show_stage(self) -> None:
        """Follow the show."""
        self.next_scene.show_stage()
        self.passages.show_stage()
        scene = self._stage.scene
        if scene.id != self._noted:
            self.notes.flush()
            self._noted = scene.id
        own = {str(language): text for language, text in scene.notes.items()}.get(self._language, "")
        self.notes.show_notes(own if self.notes.is_editing else text_of(scene.notes, self._language)[0])

    def edit_notes(self, *, is_on: bool) -> None:
        """Write the notes in the language on show, or read them."""
        self.notes.set_editing(is_on=is_on)
        self.show_stage()

    def _fly_to(self, name: str) -> None:
        """Fly to what a cue names; while the show is live the audience goes along, from a slide by a push."""
        stage, session = self._stage, self._stage.speaker
        feature = feature_meant(session.atlas, self.finder, name, self._language) if self.finder else None
        is_covered = session.scene.heading is not None and session.scene.heading.is_slide
        pushes = is_covered and stage.show.state in ("live", "pushed")
        if feature and is_covered:
            if stage.show.state == "live":
                stage.roam()
            session.show(session.scene.with_heading(None))
        if feature:
            session.select((feature,), fly=True)
            if pushes:
                stage.push()
        else:
            self.unknown_cue.emit(name)

    def _show_passage(self, excerpt: str) -> None:
        """Open a passage over the map, or put it away."""
        session = self._stage.speaker
        scene = session.scene.with_excerpt(excerpt or None)
        overlays = dataclasses.replace(scene.overlays, passage=scene.overlays.passage or bool(excerpt))
        session.show(scene.with_overlays(overlays))

    def _keep_notes(self, text: str) -> None:
        """Write the notes into the document, in the language on show."""
        document = self._stage.window.editor.document
        scene = next((one for one in document.briefing.scenes if one.id == self._noted), None)
        if scene is None:
            return
        notes = {language: known for language, known in scene.notes.items() if language != self._language}
        if text.strip():
            notes[self._language] = text  # type: ignore[index]  # one of the three
        edited = with_part(document.briefing, replace(scene, notes=notes))
        document.edit(N_("Change the notes"), edited, merge=f"notes/{scene.id}/{self._language}")
