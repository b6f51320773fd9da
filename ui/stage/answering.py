"""Answers from the audience's floor: what was found is looked at by the speaker alone, then given to the audience."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from data.atlas import Atlas
from maps.commands import DrawMeasure
from maps.comparing import banner
from maps.comparing.rows import row_of
from maps.drawn import camera_on
from maps.measures import kept
from maps.scene import NO_FILTERS, Camera, Scene
from maps.showing import with_first_passage, with_parts_for
from ui.searching.tool import SPAN_DEG
from ui.session import Session
from ui.stage.offers import Offer
from ui.stage.route_question import Asked
from ui.stage.target import target_scene

if TYPE_CHECKING:
    from ui.stage.stage import Stage

NO_PIN = DrawMeasure((), (), (), (), (), False)


class Answering(QObject):
    """Knows what is only looked at, and how the stage came there."""

    def __init__(self, stage: Stage, parent: QObject) -> None:
        """Look at nothing yet."""
        super().__init__(parent)
        self._stage = stage
        self._before: Scene | None = None
        self._has_roamed = False
        self._pin = NO_PIN
        stage.changed.connect(self._on_changed)

    @property
    def is_looking(self) -> bool:
        """Whether the speaker's map shows something that was only asked for."""
        return self._before is not None

    def preview(self, offer: Offer) -> str:
        """Show the speaker alone; return what is to be said of it: a way's banner, and which places it stands for."""
        stage = self._stage
        if stage.show.state == "live":
            stage.roam()
            self._has_roamed = True
        if self._before is None:
            self._before = stage.speaker.scene
        self._put_pin(NO_PIN, stage.speaker)
        return self._look_at(offer, _plain(self._before))

    def show(self, offer: Offer) -> None:
        """Give the audience what was found; a scene is gone to."""
        stage = self._stage
        if offer.scene is not None:
            self._before, self._has_roamed = None, False
            stage.go_to(offer.scene)
            return
        self.preview(offer)
        self._before, self._has_roamed = None, False
        if offer.hit and offer.hit.kind != "passage":
            stage.speaker.show(with_first_passage(stage.speaker.atlas, stage.speaker.scene))
        stage.push()
        self._put_pin(self._pin, stage.audience)

    def leave(self) -> None:
        """Let the speaker's map be where it was before he asked."""
        before, self._before = self._before, None
        if before is None:
            return
        has_roamed, self._has_roamed = self._has_roamed, False
        self._put_pin(NO_PIN, self._stage.speaker)
        if has_roamed and self._stage.show.state == "roam":
            self._stage.back_to_scene()
        else:
            self._stage.speaker.show(before)

    def _look_at(self, offer: Offer, plain: Scene) -> str:
        speaker = self._stage.speaker
        atlas = speaker.atlas
        if offer.asked:
            return self._look_at_way(offer.asked, plain)
        if offer.scene is not None:
            speaker.show(target_scene(atlas, self._stage.scenes[offer.scene], 0, plain))
        elif offer.hit and offer.hit.kind == "passage":
            links = atlas.excerpts[offer.hit.id].links
            targets = tuple(dict.fromkeys(target for link in links for target in link.targets))
            speaker.show(_in_sight(atlas, plain.with_excerpt(offer.hit.id).with_selected(targets)))
        elif offer.hit and offer.hit.feature:
            speaker.show(_in_sight(atlas, plain.with_selected((offer.hit.feature,))))
        elif offer.hit and offer.hit.position:
            lon, lat = offer.hit.position
            area = Camera(lon - SPAN_DEG[0], lat - SPAN_DEG[1], lon + SPAN_DEG[0], lat + SPAN_DEG[1])
            speaker.show(plain.with_camera(area))
            self._put_pin(DrawMeasure((lon,), (lat,), (offer.hit.name,), (), (), False), speaker)
        return ""

    def _look_at_way(self, asked: Asked, plain: Scene) -> str:
        """Plan a way and show it with its ends in sight."""
        speaker, measures = self._stage.speaker, kept()
        routing = asked.routing(plain.routing)
        row = row_of(speaker.atlas, measures, routing, routing.chosen or "") if measures else None
        legs = row.plan.legs if row and row.plan else ()
        area = camera_on(speaker.atlas, (*legs, asked.start, asked.end))
        scene = plain.with_indicator(None).with_routing(routing)
        speaker.show(scene.with_camera(area) if area else scene)
        return "\n".join((*asked.notes, *banner(speaker.atlas, scene).lines))

    def _put_pin(self, pin: DrawMeasure, session: Session) -> None:
        """Draw a pin for a place that is not drawn on the map, or take it away."""
        if pin != NO_PIN or self._pin != NO_PIN:
            session.measure_changed.emit(pin)
        self._pin = pin

    def _on_changed(self) -> None:
        """Forget what was looked at once the show went on without it."""
        state = self._stage.show.state
        if self._before is not None and self._has_roamed and state == "live":
            self._before, self._has_roamed = None, False
        if self._before is None and state != "pushed" and self._pin != NO_PIN:
            for session in (self._stage.speaker, self._stage.audience):
                session.measure_changed.emit(NO_PIN)
            self._pin = NO_PIN


def _plain(scene: Scene) -> Scene:
    """Return a scene on which nothing hides what is asked for: no slide, filters, period, selection or passage."""
    bare = scene.with_selected(()).with_excerpt(None).with_heading(None)
    return bare.with_filters(NO_FILTERS).with_period(None)


def _in_sight(atlas: Atlas, scene: Scene) -> Scene:
    """Return a scene with its selection in sight and its layers on."""
    area = camera_on(atlas, scene.selected)
    return with_parts_for(atlas, scene.with_camera(area) if area else scene)
