"""Which scene of the document is on show in the editor, after which of its steps, and whether the map differs from it.

A scene's camera may ask to be fitted; what the page makes of that is remembered, so that a fitted map does not count
as changed.
"""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from data.briefing import value
from data.briefing.value import Change, View
from maps.missing import known_part
from maps.scene import ALL_OVERLAYS, Camera, Heading, Scene
from maps.staging import change_between, scene_from, view_at, view_of
from maps.titling import CALM, heading_of, with_pages
from ui.briefing.document import Document
from ui.session import Session


class OnShow(QObject):
    """Goes to scenes, and follows what is done to the map since."""

    went = Signal()
    """Another scene or step is the current one, or none is on show any more."""
    touched = Signal()
    """Whether the map differs from the current scene is another."""

    def __init__(self, document: Document, session: Session, parent: QObject | None = None) -> None:
        """Show no scene yet."""
        super().__init__(parent)
        self.document = document
        self.session = session
        self.current = ""
        """The id of the scene that was gone to last; new ones come after it."""
        self.step = 0
        self.is_on_show = False
        """Whether the map shows the current scene, perhaps changed since; else it is explored freely."""
        self.is_changed = False
        """Whether the map differs from the current scene."""
        self._fitted: Camera | None = None
        document.opened.connect(self._on_opened)
        document.changed.connect(self._on_document)
        session.settled.connect(self._on_settled)
        session.scene_changed.connect(self._on_scene)

    @property
    def all(self) -> tuple[value.Scene, ...]:
        """All scenes in their order."""
        return self.document.briefing.scenes

    @property
    def scene(self) -> value.Scene | None:
        """The current scene."""
        return next((scene for scene in self.all if scene.id == self.current), None)

    @property
    def at(self) -> int:
        """Where the current scene stands; -1 for none."""
        return next((at for at, scene in enumerate(self.all) if scene.id == self.current), -1)

    @property
    def wanted(self) -> View | None:
        """What the current scene shows after the steps gone; None for a slide without a map of its own."""
        return view_at(self.scene, self.step) if self.scene else None

    def now(self) -> View:
        """Return what the map shows, as a scene would keep it; an area that was only fitted is still the one wanted."""
        shown, wanted = self.session.scene, self.wanted
        view = view_of(shown)
        if wanted and not self.is_on_show:  # the map is explored freely, with all overlays
            view = replace(view, overlays=wanted.overlays)
        if wanted and self._fitted and shown.camera.is_close_to(self._fitted):
            return replace(view, camera=wanted.camera)
        return view

    def change(self) -> Change:
        """Return what differs on the map from the current scene; what nobody knows does not count."""
        return change_between(known_part(self.session.atlas, self.wanted), self.now()) if self.wanted else Change()

    def go_to(self, name: str, step: int = 0) -> None:
        """Show a scene after some of its steps; the page is not loaded anew, language and look stay."""
        scene = next((scene for scene in self.all if scene.id == name), None)
        if scene is None:
            return
        self.current, self.step, self.is_on_show = name, max(0, min(step, self._steps_of(scene))), True
        view = known_part(self.session.atlas, self.wanted or CALM)
        shown = scene_from(view, self.session.scene).with_heading(self._heading(scene))
        self._fitted = shown.camera
        self.session.show(shown)
        self._look()
        self.went.emit()

    def go_by(self, places: int) -> None:
        """Show the scene so many places on; the first where none was gone to."""
        if self.all:
            at = self.at + places if self.current else 0
            self.go_to(self.all[max(0, min(at, len(self.all) - 1))].id)

    def again(self) -> None:
        """Show the current scene as it is saved: what was changed on the map since is given up."""
        self.go_to(self.current, self.step)

    def play_step(self) -> None:
        """Show the current scene's next step, after the last one the scene as it begins."""
        if self.scene:
            self.go_to(self.current, 0 if self.step >= self._steps_of(self.scene) else self.step + 1)

    def leave(self) -> bool:
        """Put title and slide away and explore freely; tell whether there was anything to put away."""
        shown = self.session.scene
        was_on_show, self.is_on_show = self.is_on_show, False
        self._look()
        if shown.heading is None and shown.overlays == ALL_OVERLAYS:
            return False
        self.session.show(shown.with_heading(None).with_overlays(ALL_OVERLAYS))
        self.went.emit()
        return was_on_show

    # Inside

    def _take_as_fitted(self) -> None:
        """Take note that the area on show is the one that the scene wants."""
        if self.wanted and self.now().camera == self.wanted.camera:
            self._fitted = self.session.scene.camera
        self._look()

    def _steps_of(self, scene: value.Scene) -> int:
        return len(with_pages(self.session.atlas, self.document.briefing, scene).steps)

    def _heading(self, scene: value.Scene) -> Heading:
        return heading_of(self.session.atlas, self.document.briefing, scene, self.step)

    def _on_opened(self) -> None:
        self.current, self.step, self._fitted = "", 0, None
        self.leave()
        self.went.emit()

    def _on_document(self) -> None:
        """Follow an edit, or its undoing: the title on the map, and what the map differs from."""
        scene = self.scene
        if scene is None:
            if self.current:
                self._on_opened()
            return
        self.step = min(self.step, self._steps_of(scene))
        if self.is_on_show:
            heading = self._heading(scene)
            if heading != self.session.scene.heading:
                self.session.show(self.session.scene.with_heading(heading))
        self._look()

    def _on_settled(self, camera: Camera) -> None:
        if self._fitted and self.session.scene.camera.is_close_to(self._fitted):
            self._fitted = camera

    def _on_scene(self, scene: Scene) -> None:
        if self.is_on_show and scene.heading and scene.heading.is_slide and self._is_explored(scene):
            self.leave()  # something was asked for that the slide would cover
        self._look()

    def _is_explored(self, scene: Scene) -> bool:
        """Tell whether something else than what lies behind the slide is to be seen."""
        behind = scene_from(known_part(self.session.atlas, self.wanted or CALM), scene)
        return (scene.selected, scene.excerpt, scene.parts) != (behind.selected, behind.excerpt, behind.parts)

    def _look(self) -> None:
        """See whether the map differs from the current scene."""
        is_changed = self.is_on_show and self.change() != Change()
        if is_changed != self.is_changed:
            self.is_changed = is_changed
            self.touched.emit()
