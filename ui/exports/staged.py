"""Which scene of the map a shot is, and which shots an export takes of the chosen scenes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from data.briefing import value
from maps.exports.format import Options
from maps.exports.show import ExportShow
from maps.missing import known_part
from maps.scene import HOME, Overlays, Scene
from maps.staging import scene_from, view_at
from maps.titling import CALM, heading_of, with_pages
from maps.visible import visible_sources
from ui.exports.job import Shot

OVERLAYS = ("title", "legend", "passage", "banner", "footnotes")


def shots_of(show: ExportShow, steps: str) -> tuple[Shot, ...]:
    """Return the shots of the chosen scenes: as each begins (start), after its last step (end), or all.

    Of a list of sources every page is taken.
    """
    numbers = {scene.id: at for at, scene in enumerate(show.briefing.scenes, 1)}
    scenes = (with_pages(show.atlas, show.briefing, scene) for scene in show.scenes)
    return tuple(Shot(numbers[scene.id], scene, step) for scene in scenes for step in _steps(scene, steps))


def _steps(scene: value.Scene, wanted: str) -> Iterable[int]:
    count = len(scene.steps)
    return range(count + 1) if wanted == "all" or scene.kind == "sources" else (count if wanted == "end" else 0,)


def scene_of(show: ExportShow, shot: Shot, overlays: Options, theme: str, look: str) -> Scene:
    """Return what the page shows for a shot, as on stage; overlays that are not wanted are away."""
    view = known_part(show.atlas, view_at(shot.scene, shot.step) or CALM)
    base = Scene(HOME, frozenset(), language=show.language, theme="dark" if theme == "dark" else "light")
    scene = scene_from(view, base).with_heading(heading_of(show.atlas, show.briefing, shot.scene, shot.step))
    kept = {name: getattr(scene.overlays, name) and bool(overlays.get(name, True)) for name in OVERLAYS}
    return replace(
        scene,
        overlays=Overlays(**kept, title_at=scene.overlays.title_at),
        look="projector" if look == "projector" else "plain",
        is_staged=True,
    )


def sources_in(show: ExportShow, scene: Scene) -> tuple[str, ...]:
    """Return the titles of what a scene on show rests on; of a slide, the lines that it lists."""
    if scene.heading and scene.heading.is_slide:
        return scene.heading.lines
    return tuple(show.atlas.sources[name].title for name in visible_sources(show.atlas, scene))
