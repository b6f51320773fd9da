"""What follows for a scene when something is to be seen: the layers it needs, the passage about it."""

from __future__ import annotations

from data.atlas import Atlas
from maps.drawn import parts_needed
from maps.layers import all_parts, parts_of_layer
from maps.scene import NO_FILTERS, OPEN_NETWORK, Scene


def with_parts_for(atlas: Atlas, scene: Scene) -> Scene:
    """Return the scene with the layers on that its selection needs."""
    parts = scene.parts
    for feature in scene.selected:
        needed = parts_needed(atlas, feature)
        if needed and not parts & frozenset(needed):
            parts = parts | {needed[0]}
    return scene.with_parts(parts)


def with_first_passage(atlas: Atlas, scene: Scene) -> Scene:
    """Return the scene with the first passage about its single selected feature open, or none."""
    passages = atlas.passages_about(scene.selected[0]) if len(scene.selected) == 1 else ()
    return scene.with_excerpt(passages[0].excerpt.id, passages[0].link.id) if passages else scene.with_excerpt(None)


def toggled_part(atlas: Atlas, scene: Scene, part: str, *, alone: bool) -> Scene:
    """Return the scene with a part or, by its layer's id, a whole layer shown or hidden.

    ``alone`` hides all else but the ground; what is alone already brings the layers of the start back.
    """
    everything = all_parts(atlas)
    wanted = frozenset(parts_of_layer(atlas, part) or ((part,) if part in everything else ()))
    if not wanted:
        return scene
    if alone:
        parts = wanted | frozenset(parts_of_layer(atlas, "countries"))
        if parts == scene.parts:
            parts = frozenset(part for part, is_on in everything.items() if is_on)
    elif wanted <= scene.parts:
        parts = scene.parts - wanted
    else:
        parts = scene.parts | wanted
    return scene.with_parts(parts)


def plain_scene(atlas: Atlas, scene: Scene) -> Scene:
    """Return the scene with the layers of the start and no filters, colours, limits, ways or selection."""
    parts = frozenset(part for part, is_on in all_parts(atlas).items() if is_on)
    plain = scene.with_parts(parts).with_filters(NO_FILTERS).with_period(None).with_indicator(None)
    return plain.with_routing(OPEN_NETWORK).with_selected(()).with_excerpt(None)


def known_scene(atlas: Atlas, scene: Scene) -> Scene:
    """Return the scene without what the facts no longer hold: a selection, an open passage or phrase."""
    selected = tuple(feature for feature in scene.selected if feature in atlas.features)
    if selected != scene.selected:
        scene = scene.with_selected(selected)
    if scene.excerpt and scene.excerpt not in atlas.excerpts:
        return scene.with_excerpt(None)
    if scene.excerpt and scene.link and scene.link not in {link.id for link in atlas.excerpts[scene.excerpt].links}:
        return scene.with_excerpt(scene.excerpt)
    return scene
