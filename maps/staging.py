"""Between a briefing's scenes and the scene on show: to a view and back, and what a step changes.

A view is what a briefing keeps of a map scene: everything but the language and the light or dark
look. Sets are kept sorted, so that the same scene always gives the same view. What a scene shows after
some of its steps is computed from the scene alone, never from the way that led there.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

import msgspec

from data.briefing import value
from data.briefing.value import Change, Overlays, View
from maps import scene as shown
from maps.differing import FIELDS, Difference, differences
from maps.scene import Camera, Filters, Routing, Scene

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
    camera, filters, routing, overlays = scene.camera, scene.filters, scene.routing, scene.overlays
    return View(
        camera=value.Camera(bounds=(camera.west, camera.south, camera.east, camera.north), zoom=camera.zoom),
        parts=tuple(sorted(scene.parts)),
        filters=value.Filters(
            countries=tuple(sorted(filters.countries)),
            commodities=tuple(sorted(filters.commodities)),
            families=tuple(sorted(filters.families)),
            statuses=tuple(sorted(filters.statuses)),
            confidences=tuple(sorted(filters.confidences)),
            modes=tuple(sorted(filters.modes)),
            operator_known=filters.operator_known,
            near_km=filters.near_km,
        ),
        period=scene.period,
        indicator=scene.indicator,
        focus=scene.focus,
        selected=scene.selected,
        excerpt=scene.excerpt,
        link=scene.link,
        routing=value.Routing(
            avoid=tuple(sorted(routing.avoid)),
            without=tuple(sorted(routing.without)),
            with_planned=routing.with_planned,
            by=routing.by,
            own=routing.own,
            freight=routing.freight,
            pinned=routing.pinned,
            chosen=routing.chosen,
        ),
        overlays=Overlays(
            legend=overlays.legend,
            title=overlays.title,
            footnotes=overlays.footnotes,
            banner=overlays.banner,
            passage=overlays.passage,
            title_at=cast(Any, overlays.title_at),  # one of the nine, as everywhere
        ),
    )


def scene_from(view: View, base: Scene) -> Scene:
    """Return the scene that a view describes, in the language and the light or dark look of ``base``."""
    filters, routing, overlays = view.filters, view.routing, view.overlays
    return Scene(
        camera=Camera(*view.camera.bounds, view.camera.zoom),
        parts=frozenset(view.parts),
        selected=view.selected,
        excerpt=view.excerpt,
        link=view.link,
        language=base.language,
        theme=base.theme,
        filters=Filters(
            countries=frozenset(filters.countries),
            commodities=frozenset(filters.commodities),
            families=frozenset(filters.families),
            statuses=frozenset(filters.statuses),
            confidences=frozenset(filters.confidences),
            modes=frozenset(filters.modes),
            operator_known=filters.operator_known,
            near_km=filters.near_km,
        ),
        period=view.period,
        indicator=view.indicator,
        focus=view.focus,
        routing=Routing(
            avoid=frozenset(routing.avoid),
            without=frozenset(routing.without),
            with_planned=routing.with_planned,
            by=routing.by,
            own=routing.own,
            freight=routing.freight,
            pinned=routing.pinned,
            chosen=routing.chosen,
        ),
        overlays=shown.Overlays(
            overlays.legend,
            overlays.title,
            overlays.footnotes,
            overlays.banner,
            overlays.passage,
            overlays.title_at,
        ),
    )


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
