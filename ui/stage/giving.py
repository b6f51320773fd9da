"""Giving: shows the scene in both sessions, mirrors the speaker's map to the audience's, or lets it be.

While the show is live, the audience's scene is the speaker's, staged; away from the scene and under a cover nothing
reaches the audience's page. The speaker's own moves are mirrored frame by frame, between the pages, past the sessions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from maps.commands import Command, DrawInk, FollowView, PointAt, SetMirror
from maps.messages import InkDrawn, MalformedEventError, PointerMoved, ViewMoving, decode
from maps.scene import LANGUAGES, Camera, Heading, Look, Scene
from maps.titling import heading_of
from ui.map.view import MapView
from ui.preferences import preferences_of
from ui.stage.fitted import Fitted
from ui.stage.show import Show
from ui.stage.target import Style, sources_page, staged, target_scene

if TYPE_CHECKING:
    from ui.stage.stage import Stage

TEXT_SCALES = (0.8, 0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
PAN = 0.25
"""A key moves the map by this share of its width or height."""
GIVEN = ("live", "pushed")
"""The states in which the audience sees what is given to it."""
MIRRORED = tuple(f'"{kind.__name__}"' for kind in (ViewMoving, InkDrawn, PointerMoved))


class Giving(QObject):
    """Keeps the audience's session what the show wants it to be."""

    def __init__(self, stage: Stage) -> None:
        """Give nothing yet."""
        super().__init__(stage)
        self._stage = stage
        self.style = Style()
        self.shows_sources = False
        self._heading: Heading | None = None
        self._told = ""
        self._is_telling = False
        self._fits: tuple[Fitted, Fitted] | None = None
        self._reduces_motion = False
        self._ends_with: list[tuple[object, object]] = []

    def begin(self) -> None:
        """Follow the speaker's map from now on."""
        stage, speaker = self._stage, self._stage.speaker
        scene = speaker.scene
        wished = preferences_of(stage.window).settings
        look: Look = "projector" if wished.stage_look == "projector" else scene.look
        self.style = Style(scene.language, look, wished.stage_text / 100)
        self.shows_sources, self._told = False, ""
        self._reduces_motion = wished.reduced_motion
        stage.audience.show(staged(scene, None, self.style))
        self._fits = (Fitted(speaker), Fitted(stage.audience))
        speaker.scene_changed.connect(self._on_speaker_scene)
        stage.pointing.camera = lambda: speaker.scene.camera
        stage.pointing.drawn.connect(self._draw)
        stage.pointing.pointed.connect(self._draw)
        stage.pointing.changed.connect(self._on_tool)
        if self._map:
            self._map.web.bridge.arrived.connect(self._on_text)
            self._map.ready.connect(self._on_speaker_ready)
            self._map.send(SetMirror(True))

    def finish(self) -> None:
        """Follow no longer; the speaker's map is the editor's again."""
        stage = self._stage
        stage.speaker.scene_changed.disconnect(self._on_speaker_scene)
        stage.pointing.drawn.disconnect(self._draw)
        stage.pointing.pointed.disconnect(self._draw)
        stage.pointing.changed.disconnect(self._on_tool)
        stage.speaker.set_tool("")
        for fit in self._fits or ():
            fit.close()
        if self._map:
            self._map.web.bridge.arrived.disconnect(self._on_text)
            self._map.ready.disconnect(self._on_speaker_ready)
            for command in (SetMirror(False), DrawInk((), (), (), ()), PointAt("", 0.0, 0.0)):
                self._map.send(command)

    def follow(self, before: Show, *, tells: bool, pushes: bool) -> None:
        """Let both maps follow the show, which was another value before."""
        now = self._stage.show
        if tells:
            self.tell_scene()
        elif pushes:
            self._heading, self.shows_sources = None, False
            self._give(self._stage.speaker.scene)
        elif now.is_mirrored and not before.is_mirrored:
            self._give(self._stage.speaker.scene)
        if now.state in GIVEN and before.state not in GIVEN:
            self._to_audience(self._stage.pointing.ink)
            self._to_audience(self._stage.pointing.pointer)

    def tell_scene(self) -> None:
        """Show the scene of the show on both maps, the audience's first."""
        stage = self._stage
        scene = stage.scene
        if scene.id != self._told:
            self._told, self.style = scene.id, replace(self.style, legend=None)
        self.shows_sources = False
        atlas, briefing = stage.speaker.atlas, stage.window.editor.document.briefing
        target = target_scene(atlas, scene, stage.show.step, stage.speaker.scene)
        self._heading = heading_of(atlas, briefing, scene, stage.show.step)
        self._set_jumping(self._jumps)
        if stage.show.is_mirrored:
            self._give(target)
            if scene.transition.kind == "fade" and not self._reduces_motion:
                stage.hall.fade(scene.transition.duration_ms)
        self._is_telling = True
        if self._fits:
            self._fits[0].show(target.with_heading(self._heading if self._heading.is_slide else None))
        self._is_telling = False
        self._set_jumping(self._reduces_motion)

    # How the audience's map is drawn

    def next_language(self) -> None:
        """Show both maps in the next language."""
        at = LANGUAGES.index(self._stage.speaker.scene.language)
        language = LANGUAGES[(at + 1) % len(LANGUAGES)]
        self.style = replace(self.style, language=language)
        self._restyle()
        self._stage.speaker.set_language(language)

    def toggle_legend(self) -> None:
        """Show the legend, or hide it, until another scene says what it wants."""
        self.style = replace(self.style, legend=not self._stage.audience.scene.overlays.legend)
        self._restyle()

    def toggle_look(self) -> None:
        """Draw for a room, or for a desk."""
        self.style = replace(self.style, look="plain" if self.style.look == "projector" else "projector")
        self._restyle()

    def scale_text(self, steps: int) -> None:
        """Make all text larger (1) or smaller (-1)."""
        at = min(range(len(TEXT_SCALES)), key=lambda at: abs(TEXT_SCALES[at] - self.style.text_scale))
        scale = TEXT_SCALES[max(0, min(at + steps, len(TEXT_SCALES) - 1))]
        self.style = replace(self.style, text_scale=scale)
        self._restyle()

    def toggle_sources(self) -> None:
        """Show the sources of what is on show, or put them away; not while the audience is given nothing."""
        if self._stage.show.state in GIVEN:
            self.shows_sources = not self.shows_sources
            self._restyle()

    def pan(self, east: int, north: int) -> None:
        """Move the speaker's map."""
        camera = self._stage.speaker.scene.camera
        lon, lat = east * PAN * (camera.east - camera.west), north * PAN * (camera.north - camera.south)
        south, top = camera.south + lat, camera.north + lat
        if south > -80 and top < 84:
            self._stage.speaker.fly_to(Camera(camera.west + lon, south, camera.east + lon, top, camera.zoom))

    def on_audience_ready(self) -> None:
        """Draw the marks on a page that has just come."""
        if self._stage.show.state in GIVEN:
            self._to_audience(self._stage.pointing.ink)

    # Inside

    @property
    def _map(self) -> MapView | None:
        view = self._stage.window.map_view
        return view if isinstance(view, MapView) else None

    @property
    def _jumps(self) -> bool:
        return self._reduces_motion or self._stage.scene.transition.kind != "fly"

    def _set_jumping(self, is_jumping: bool) -> None:
        for view in (self._map, self._stage.hall.map):
            if view:
                view.jumps = is_jumping

    def _restyle(self) -> None:
        """Draw what the audience has in another way, if it is given anything."""
        stage = self._stage
        if stage.show.state in GIVEN:
            self._give(stage.speaker.scene if stage.show.is_mirrored else stage.audience.scene)
        stage.changed.emit()

    def _give(self, scene: Scene) -> None:
        """Let the audience see a scene."""
        if self._fits is None:
            return
        speaker, audience = self._fits
        camera = scene.camera
        if scene is self._stage.audience.scene:
            camera = audience.asked(camera)
        elif scene is self._stage.speaker.scene:
            camera = speaker.asked(camera)
        heading = sources_page(self._stage.audience.atlas, scene) if self.shows_sources else self._heading
        audience.show(staged(scene.with_camera(camera), heading, self.style))

    def _on_speaker_scene(self, scene: Scene) -> None:
        """Mirror what the speaker does to his map himself."""
        if self._stage.show.is_mirrored and not self._is_telling:
            self.style = replace(self.style, language=scene.language)
            self._give(scene)

    def _on_tool(self) -> None:
        self._stage.speaker.set_tool(self._stage.pointing.active)

    def _on_speaker_ready(self) -> None:
        if self._map:
            self._map.send(SetMirror(True))
            self._map.send(self._stage.pointing.ink)

    def _on_text(self, text: str) -> None:
        """Take what the page of the speaker's map tells only for the stage."""
        if not any(kind in text[:200] or kind in text[-200:] for kind in MIRRORED):
            return
        try:
            event = decode(text)
        except MalformedEventError:
            return  # the map view says so
        match event:
            case ViewMoving() if self._stage.show.is_mirrored:
                self._to_audience(FollowView(event.west, event.south, event.east, event.north))
            case InkDrawn():
                self._stage.pointing.take_ink(event)
            case PointerMoved():
                self._stage.pointing.take_pointer(event)

    def _draw(self, command: Command) -> None:
        if self._map:
            self._map.send(command)
        if self._stage.show.state in GIVEN:
            self._to_audience(command)

    def _to_audience(self, command: Command) -> None:
        view = self._stage.hall.map
        if view:
            view.send(command)
