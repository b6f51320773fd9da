"""Between a briefing's scenes and the scene on show: to a view and back, and what a step changes.

A view is what a briefing keeps of a map scene: everything but the language and the light or dark
look. Sets are kept sorted, so that the same scene always gives the same view. What a scene shows after
some of its steps is computed from the scene alone, never from the way that led there.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

import msgspec

from data.briefing import value
from data.briefing.value import Change, View
from maps.differing import FIELDS, Difference, differences
from maps.scene import Camera, Filters, Overlays, Routing, Scene

Kept = TypeVar("Kept", bound=value.Part)
Shown = TypeVar("Shown", Filters, Routing, Overlays)

__all__ = [
    "FIELDS",
    "Difference",
    "applied",
    "change_between",
    "differences",
    "scene_from",
    "taken_over",
    "view_at",
    "view_of",
]


def view_of(scene: Scene) -> View:
    """Return what a briefing keeps of the scene on show."""
    camera = scene.camera
    return View(
        camera=value.Camera(bounds=(camera.west, camera.south, camera.east, camera.north), zoom=camera.zoom),
        parts=tuple(sorted(scene.parts)),
        filters=_kept(value.Filters, scene.filters),
        period=scene.period,
        indicator=scene.indicator,
        focus=scene.focus,
        selected=scene.selected,
        excerpt=scene.excerpt,
        link=scene.link,
        routing=_kept(value.Routing, scene.routing),
        overlays=_kept(value.Overlays, scene.overlays),
    )


def scene_from(view: View, base: Scene) -> Scene:
    """Return the scene that a view describes, in the language and the light or dark look of ``base``."""
    return Scene(
        camera=Camera(*view.camera.bounds, view.camera.zoom),
        parts=frozenset(view.parts),
        selected=view.selected,
        excerpt=view.excerpt,
        link=view.link,
        language=base.language,
        theme=base.theme,
        filters=_shown(Filters, view.filters),
        period=view.period,
        indicator=view.indicator,
        focus=view.focus,
        routing=_shown(Routing, view.routing),
        overlays=_shown(Overlays, view.overlays),
    )


def _kept(kind: type[Kept], shown: object) -> Kept:
    """Return a part of a scene as a briefing keeps it: the same fields, sets sorted."""
    fields = {name: getattr(shown, name) for name in kind.__struct_fields__}
    return kind(**{name: tuple(sorted(one)) if isinstance(one, frozenset) else one for name, one in fields.items()})


def _shown(kind: type[Shown], kept: value.Part) -> Shown:
    """Return a part of a view as a scene has it: the same fields, and sets where the scene has sets."""
    plain, fields = kind(), {name: getattr(kept, name) for name in kept.__struct_fields__}
    given: dict[str, Any] = {
        name: frozenset(one) if isinstance(getattr(plain, name), frozenset) else one for name, one in fields.items()
    }
    return kind(**given)


def applied(view: View, change: Change) -> View:
    """Return a view with a step's change made."""
    changed = {name: new for name in change.__struct_fields__ if (new := getattr(change, name)) is not msgspec.UNSET}
    return msgspec.structs.replace(view, **changed)


def change_between(view: View, other: View) -> Change:
    """Return the step that leads from a view to another: the difference and nothing else."""
    differing: dict[str, Any] = {
        name: getattr(other, name) for name in view.__struct_fields__ if getattr(view, name) != getattr(other, name)
    }
    return Change(**differing)


def view_at(scene: value.Scene, step: int) -> View | None:
    """Return what a scene shows after its first ``step`` steps; None for a scene of text alone.

    A number beyond the scene's steps means all of them.
    """
    view = scene.view
    if view is None:
        return None
    for change in scene.steps[: max(step, 0)]:
        view = applied(view, change)
    return view


def taken_over(view: View, other: View, parts: Collection[str]) -> View:
    """Return a view with only these parts (names of ``FIELDS``) of another."""
    changed = {name: getattr(other, name) for part in parts for name in FIELDS[part]}
    return msgspec.structs.replace(view, **changed)
