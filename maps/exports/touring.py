"""The scenes in KML: a mark for each with its caption, and a tour that flies from one to the next."""

from __future__ import annotations

import html
import math
from collections.abc import Iterator
from xml.etree import ElementTree

from data.briefing.value import Camera, Scene
from data.texts import N_
from maps.exports.markup import GX, KML, add
from maps.exports.show import ExportShow
from maps.scene import HOME
from maps.staging import view_at
from maps.titling import text_of

TOUR = N_("Tour of the scenes")
SCENES = N_("Scenes")
READ_S = 6.0
"""Seconds that a caption stands, where a scene has no time of its own."""

SHOWN_S = 20.0
"""Seconds that a caption stands at most: a tour is no talk."""

_KM_PER_DEGREE = 111.32
_HALF_VIEW = math.tan(math.radians(30.0))
_ASPECT = 16 / 9


def add_scenes(body: ElementTree.Element, show: ExportShow) -> None:
    """Add a folder with a mark for each scene: where to look from, its title and caption in the show's language."""
    if not show.scenes:
        return
    folder = add(body, "Folder")
    folder.set("id", "scenes")
    add(folder, "name", show.texts(SCENES))
    for number, scene in enumerate(show.scenes, 1):
        camera = _cameras(scene)[0]
        title = text_of(scene.title, show.language)[0]
        mark = add(folder, "Placemark")
        mark.set("id", f"scene-{number}")
        add(mark, "name", f"{number}. {title}")
        caption = text_of(scene.caption, show.language)[0]
        add(mark, "description", html.escape(caption, quote=False).replace("\n", "<br>"))
        _add_look(mark, camera)
        lon, lat = _middle(camera)
        add(add(mark, "Point"), "coordinates", f"{lon:.5f},{lat:.5f}")


def add_tour(body: ElementTree.Element, show: ExportShow) -> None:
    """Add the tour: it flies to each scene, opens its caption, waits, closes it."""
    if not show.scenes:
        return
    tour = add(body, "Tour", space=GX)
    tour.set("id", "tour")
    add(tour, "name", show.texts(TOUR))
    playlist = add(tour, "Playlist", space=GX)
    for number, scene in enumerate(show.scenes, 1):
        cameras = _cameras(scene)
        _add_flight(playlist, cameras[0], scene)
        _add_balloon(playlist, number, is_open=True)
        waiting = min(float(scene.seconds or READ_S), SHOWN_S)
        for camera in cameras[1:]:
            _add_wait(playlist, waiting / len(cameras))
            _add_flight(playlist, camera, scene)
        _add_wait(playlist, waiting / len(cameras))
        _add_balloon(playlist, number, is_open=False)


def _cameras(scene: Scene) -> list[Camera]:
    """Return where a scene looks, one after another: at its start, and where a step moves on."""
    home = Camera(bounds=(HOME.west, HOME.south, HOME.east, HOME.north))
    found = list(_views(scene)) or [home]
    return [camera for at, camera in enumerate(found) if at == 0 or camera.bounds != found[at - 1].bounds]


def _views(scene: Scene) -> Iterator[Camera]:
    for step in range(len(scene.steps) + 1):
        view = view_at(scene, step)
        if view:
            yield view.camera


def _middle(camera: Camera) -> tuple[float, float]:
    west, south, east, north = camera.bounds
    return ((west + east) / 2 + 180.0) % 360.0 - 180.0, (south + north) / 2


def _add_look(parent: ElementTree.Element, camera: Camera) -> None:
    """Add the view from above at which an area fills the window."""
    west, south, east, north = camera.bounds
    lon, lat = _middle(camera)
    height_km = (north - south) * _KM_PER_DEGREE
    width_km = (east - west) * _KM_PER_DEGREE * math.cos(math.radians(lat))
    above_km = max(height_km, width_km / _ASPECT) / 2 / _HALF_VIEW
    look = add(parent, "LookAt")
    for name, text in (
        ("longitude", f"{lon:.5f}"),
        ("latitude", f"{lat:.5f}"),
        ("altitude", "0"),
        ("heading", "0"),
        ("tilt", "0"),
        ("range", f"{above_km * 1000:.0f}"),
    ):
        add(look, name, text)
    add(look, "altitudeMode", "clampToGround")


def _add_flight(playlist: ElementTree.Element, camera: Camera, scene: Scene) -> None:
    flight = add(playlist, "FlyTo", space=GX)
    is_jump = scene.transition.kind == "jump"
    seconds = 0.1 if is_jump else max(scene.transition.duration_ms / 1000, 3.0)
    add(flight, "duration", f"{seconds:.1f}", space=GX)
    add(flight, "flyToMode", "bounce", space=GX)
    _add_look(flight, camera)


def _add_wait(playlist: ElementTree.Element, seconds: float) -> None:
    add(add(playlist, "Wait", space=GX), "duration", f"{seconds:.1f}", space=GX)


def _add_balloon(playlist: ElementTree.Element, number: int, *, is_open: bool) -> None:
    """Open or close a scene's caption."""
    update = add(playlist, "AnimatedUpdate", space=GX)
    add(update, "duration", "0.1", space=GX)
    change = add(update, "Update")
    add(change, "targetHref")
    mark = ElementTree.SubElement(add(change, "Change"), f"{{{KML}}}Placemark")
    mark.set("targetId", f"scene-{number}")
    add(mark, "balloonVisibility", "1" if is_open else "0", space=GX)
