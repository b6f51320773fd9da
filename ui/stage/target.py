"""What a scene of the show looks like on the maps: computed from the scene and step alone, never from the way there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.atlas import Atlas
from data.briefing import value
from data.briefing.value import Briefing
from data.texts import N_, in_all_languages
from maps.missing import known_part
from maps.scene import Heading, Look, Scene
from maps.staging import scene_from, view_at, view_of
from maps.titling import CALM, with_pages
from maps.visible import visible_sources
from ui.briefing.on_show import OnShow

if TYPE_CHECKING:
    from ui.briefing.editor import Editor


@dataclass(frozen=True, slots=True)
class Style:
    """How the audience's map is drawn whatever the scene. ``legend`` None leaves that to the scene."""

    language: str = "en"
    look: Look = "plain"
    text_scale: float = 1.0
    legend: bool | None = None


def shown_scenes(atlas: Atlas, briefing: Briefing, shown: Scene) -> tuple[value.Scene, ...]:
    """Return the scenes of the show in their order; a briefing that has none shows the current map."""
    scenes = tuple(with_pages(atlas, briefing, scene) for scene in briefing.scenes if not scene.is_hidden)
    return scenes or (value.Scene(id="current", view=view_of(shown)),)


def target_scene(atlas: Atlas, scene: value.Scene, step: int, base: Scene) -> Scene:
    """Return what a scene shows after so many steps, in the language and theme of ``base``."""
    return scene_from(known_part(atlas, view_at(scene, step) or CALM), base)


def sources_page(atlas: Atlas, scene: Scene) -> Heading:
    """Return a slide of the sources that what is on show stands on."""
    lines = tuple(atlas.sources[name].title for name in visible_sources(atlas, scene))
    return Heading(in_all_languages(N_("Sources")), {}, lines, is_slide=True)


def staged(scene: Scene, heading: Heading | None, style: Style) -> Scene:
    """Return the scene as the audience is given it."""
    legend = scene.overlays.legend if style.legend is None else style.legend
    return replace(
        scene,
        language=style.language,
        look=style.look,
        text_scale=style.text_scale,
        is_staged=True,
        heading=heading,
        overlays=replace(scene.overlays, legend=legend),
    )


def scenes_of(editor: Editor) -> OnShow | None:
    """Return what tells which scene the editor is at."""
    found = getattr(editor, "scenes", None)
    return found if isinstance(found, OnShow) else None


def current_in(editor: Editor) -> int:
    """Return where the editor's current scene stands in the show (from 0); a hidden one is the next that is shown."""
    scenes = scenes_of(editor)
    if scenes is None or scenes.at < 0:
        return 0
    return sum(1 for scene in scenes.all[: scenes.at] if not scene.is_hidden)
