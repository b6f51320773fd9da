"""The verbs of the scenes: making, changing, ordering and removing them. Each is one step of the undo history."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from msgspec.structs import replace
from PySide6.QtCore import Signal

from data.briefing import value
from data.briefing.edits import moved, new_id, with_part, without_part
from data.briefing.value import Change, Overlays, Texts, View
from data.texts import N_, in_all_languages
from maps.staging import change_between, scene_from, taken_over, view_at, view_of
from maps.titling import CALM, LANGUAGES, first_title
from ui.briefing.on_show import OnShow

Field = Literal["title", "caption", "notes"]
EDITS: dict[Field, str] = {
    "title": N_("Rename the scene"),
    "caption": N_("Change the scene's caption"),
    "notes": N_("Change the notes"),
}
NOTHING_DIFFERS = N_("The map shows the scene as it is. Change something first.")
NO_SCENE = N_("Choose a scene first.")
NO_MAP = N_("A slide has no map of its own.")


class Scenes(OnShow):
    """What a user can do with the scenes, mostly with the current one."""

    added = Signal(str)
    """A scene was made; its title is to be written."""
    removed = Signal(str)
    """A scene was deleted."""
    redrawn = Signal(str)
    """A scene looks otherwise than its picture."""
    told = Signal(str)
    """Why something was not done: an English text to look up."""

    # Making scenes

    def add_from_view(self) -> None:
        """Make a scene of what the map shows, after the current one."""
        briefing = self.document.briefing
        name = new_id(briefing, "scene")
        number = len(briefing.scenes) + 1
        title = first_title(self.session.atlas, self.session.scene) or in_all_languages(N_("Scene {n}"), n=number)
        view = view_of(self.session.scene)
        self._insert(N_("Add a scene"), value.Scene(id=name, title=_texts(title), view=view))
        self.added.emit(name)

    def add_slide(self, kind: Literal["title", "sources"]) -> None:
        """Make a slide of text: a title after the current scene, or the sources at the end."""
        briefing = self.document.briefing
        name = new_id(briefing, "scene")
        title = briefing.title if kind == "title" and briefing.title else in_all_languages(_SLIDE_TITLES[kind])
        at = None if kind == "title" else len(briefing.scenes)
        self._insert(_SLIDE_EDITS[kind], value.Scene(id=name, kind=kind, title=_texts(title)), at)
        self.added.emit(name)

    def duplicate(self) -> None:
        """Make a scene like the current one after it."""
        if self.scene:
            copy = replace(self.scene, id=new_id(self.document.briefing, "scene"), still=None)
            self._insert(N_("Duplicate the scene"), copy)

    def delete(self) -> None:
        """Remove the current scene and show the one in its place."""
        name, at = self.current, self.at
        if at < 0:
            return
        rest = [scene.id for scene in self.all if scene.id != name]
        self.document.edit(N_("Delete the scene"), without_part(self.document.briefing, "scene", name))
        if rest:
            self.go_to(rest[min(at, len(rest) - 1)])
        else:
            self.current, self.step = "", 0
            self.leave()
            self.went.emit()
        self.removed.emit(name)

    # Changing the current scene

    def update(self) -> None:
        """Let the scene, or the step that is on show, be what the map shows."""
        if self._has_map():
            self._keep(N_("Update the step") if self.step else N_("Update the scene"), self.now())
            if not self.is_on_show:
                self.go_to(self.current, self.step)

    def update_only(self, parts: Collection[str]) -> None:
        """Let only these parts (names of ``maps.staging.FIELDS``) of the scene be what the map shows."""
        if self._has_map() and self.wanted:
            self._keep(N_("Update a part of the scene"), taken_over(self.wanted, self.now(), parts))

    def write(self, field: Field, language: str, text: str, *, name: str = "") -> None:
        """Write a title, caption or notes in a language; typing in one field is one step of the history."""
        scene = next((scene for scene in self.all if scene.id == (name or self.current)), None)
        if scene is None:
            return
        texts = {key: known for key, known in getattr(scene, field).items() if key != language}
        if text.strip():
            texts[language] = text
        if texts != getattr(scene, field):
            self._replace(EDITS[field], replace(scene, **{field: texts}), merge=f"{field}/{scene.id}/{language}")

    def set_overlays(self, overlays: Overlays) -> None:
        """Choose what lies over the map in the scene, and where its title stands."""
        if self.scene and self.wanted:
            self._keep(N_("Change what lies over the map"), replace(self.wanted, overlays=overlays))
            self._show_overlays(overlays)

    def set_transition(self, transition: value.Transition) -> None:
        """Choose how the map comes to the scene."""
        if self.scene:
            changed = replace(self.scene, transition=transition)
            self._replace(N_("Change the transition"), changed, merge=f"transition/{self.current}")

    def set_seconds(self, seconds: int | None) -> None:
        """Say how much time is meant for the scene."""
        if self.scene:
            changed = replace(self.scene, seconds=seconds)
            self._replace(N_("Change the scene's time"), changed, merge=f"seconds/{self.current}")

    def toggle_hidden(self) -> None:
        """Hide the scene from the show, or show it again."""
        if self.scene:
            text = N_("Show the scene again") if self.scene.is_hidden else N_("Hide the scene from the show")
            self._replace(text, replace(self.scene, is_hidden=not self.scene.is_hidden))

    def move_to(self, name: str, at: int) -> None:
        """Put a scene at another place in the order."""
        if any(scene.id == name for scene in self.all):
            self.document.edit(N_("Move the scene"), moved(self.document.briefing, "scene", name, at))

    def move_by(self, places: int) -> None:
        """Move the current scene so many places on."""
        if self.scene:
            self.move_to(self.current, max(0, self.at + places))

    # Steps

    def add_step(self) -> bool:
        """Make a step of what differs from what is on show now; tell whether anything does."""
        if not self._has_map() or self.scene is None or self.wanted is None:
            return False
        change = self.change()
        if change == Change():
            self.told.emit(NOTHING_DIFFERS)
            return False
        steps = (*self.scene.steps[: self.step], change, *self.scene.steps[self.step :])
        self.step += 1
        self._replace(N_("Add a step"), replace(self.scene, steps=steps))
        self._take_as_fitted()
        self.went.emit()
        return True

    def delete_step(self) -> None:
        """Remove the step that is on show."""
        if self.scene and self.step:
            steps = (*self.scene.steps[: self.step - 1], *self.scene.steps[self.step :])
            self._replace(N_("Delete the step"), replace(self.scene, steps=steps))
            self.go_to(self.current, self.step - 1)

    def move_step(self, places: int) -> None:
        """Let the step that is on show come earlier (-1) or later (1)."""
        to = self.step + places
        if self.scene and self.step and 1 <= to <= len(self.scene.steps):
            steps = list(self.scene.steps)
            steps.insert(to - 1, steps.pop(self.step - 1))
            self._replace(N_("Move the step"), replace(self.scene, steps=tuple(steps)))
            self.go_to(self.current, to)

    # Inside

    def _has_map(self) -> bool:
        """Tell whether the current scene has a map to change, and say so if not."""
        if self.scene is None or self.wanted is None:
            self.told.emit(NO_MAP if self.scene else NO_SCENE)
        return self.wanted is not None

    def _insert(self, text: str, scene: value.Scene, at: int | None = None) -> None:
        place = at if at is not None else self.at + 1 if self.current else len(self.all)
        self.document.edit(text, with_part(self.document.briefing, scene, place))
        self.go_to(scene.id)
        self.redrawn.emit(scene.id)

    def _keep(self, text: str, view: View) -> None:
        """Let the current scene show a view at the step that is on show."""
        scene = self.scene
        assert scene is not None  # noqa: S101  asked by every caller
        if self.step == 0:
            changed = replace(scene, view=view)
        else:
            before = view_at(scene, self.step - 1) or view
            change = change_between(before, view)
            changed = replace(scene, steps=(*scene.steps[: self.step - 1], change, *scene.steps[self.step :]))
        self._replace(text, changed)
        self._take_as_fitted()
        self.redrawn.emit(scene.id)

    def _replace(self, text: str, scene: value.Scene, *, merge: str = "") -> None:
        self.document.edit(text, with_part(self.document.briefing, scene), merge=merge)

    def _show_overlays(self, overlays: Overlays) -> None:
        wanted = scene_from(replace(CALM, overlays=overlays), self.session.scene).overlays
        self.session.show(self.session.scene.with_overlays(wanted))


_SLIDE_TITLES = {"title": N_("Title"), "sources": N_("Sources")}
_SLIDE_EDITS = {"title": N_("Add a title slide"), "sources": N_("Add a sources slide")}


def _texts(names: Texts | dict[str, str]) -> Texts:
    """Return names as a briefing keeps them."""
    known: dict[str, str] = {str(language): text for language, text in names.items()}
    return {language: known[language] for language in LANGUAGES if known.get(language)}
