"""What the document names and nobody has: layers, features, passages, sources, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, TypeVar

from msgspec.structs import replace

from data.briefing.edits import part_of, with_part, without_part
from data.briefing.value import Briefing, Change, Routing, Scene, View
from data.texts import N_
from maps.missing import missing_from, sentence
from maps.ready.finding import Finding, Fix, Spot
from maps.ready.review import Review, cut, views_of
from maps.titling import text_of

IN_SCENE = N_("{scene}: {what}")
NO_STILL = N_("{scene}: its picture {name} is not in the file. It is drawn again when the scene is shown.")
NO_TARGET = N_("The words “{words}” are linked to {name}, which is not on the map.")
NO_SUBJECT = N_("The claim “{claim}” is about {name}, which is not on the map.")
NO_SOURCE = N_("“{part}” names the source {name}, which nobody has.")

REMOVE = N_("Remove it")
REMOVED = N_("Remove what is missing")
DRAW = N_("Draw it again")
DRAWN = N_("Draw the scene's picture again")

_Seen = TypeVar("_Seen", View, Change)


def missing_assets(review: Review) -> Iterator[Finding]:
    """Yield what scenes, links and claims name and neither the document nor the facts have."""
    yield from _in_scenes(review)
    yield from _in_links(review)
    yield from _in_claims(review)


def missing_stills(review: Review) -> Iterator[Finding]:
    """Yield the scenes whose picture is not in the file."""
    for scene in review.briefing.scenes:
        if scene.still and scene.still not in review.media:
            text = review.texts(NO_STILL, scene=review.name(scene), name=scene.still)
            fix = Fix(review.texts(DRAW), DRAWN, partial(_without_still, name=scene.id))
            yield Finding("still", "warning", text, Spot("scene", scene.id), fix)


def _in_scenes(review: Review) -> Iterator[Finding]:
    for scene in review.briefing.scenes:
        told: set[str] = set()
        for step, view in views_of(scene):
            for kind, name in missing_from(review.atlas, view):
                if name not in told:
                    told.add(name)
                    what = sentence(review.texts, kind, name)
                    text = review.texts(IN_SCENE, scene=review.name(scene), what=what)
                    fix = Fix(review.texts(REMOVE), REMOVED, partial(_let_go_of, scene=scene.id, name=name))
                    yield Finding("missing", "error", text, Spot("scene", scene.id, step), fix)


def _in_links(review: Review) -> Iterator[Finding]:
    for link in review.briefing.links:
        for target in link.targets:
            if target not in review.atlas.features:
                words = next((quote.exact for quote in link.spans.values()), link.id)
                text = review.texts(NO_TARGET, words=cut(words), name=target)
                fix = Fix(review.texts(REMOVE), REMOVED, partial(_without_target, link=link.id, name=target))
                yield Finding("missing", "error", text, Spot("link", link.id), fix)


def _in_claims(review: Review) -> Iterator[Finding]:
    for claim in review.briefing.claims:
        said, _ = text_of(claim.text, review.texts.language)
        if claim.about not in review.atlas.features:
            text = review.texts(NO_SUBJECT, claim=cut(said), name=claim.about)
            yield Finding("missing", "error", text, Spot("claim", claim.id))
        for source in claim.sources:
            if source not in review.atlas.sources:
                text = review.texts(NO_SOURCE, part=cut(said), name=source)
                yield Finding("missing", "error", text, Spot("claim", claim.id))


def _without_still(briefing: Briefing, name: str) -> Briefing:
    scene = part_of(briefing, "scene", name)
    return with_part(briefing, replace(scene, still=None))


def _without_target(briefing: Briefing, link: str, name: str) -> Briefing:
    """Return the briefing with a link that no longer leads to a feature; one that leads nowhere goes."""
    known: Any = part_of(briefing, "link", link)
    targets = tuple(target for target in known.targets if target != name)
    return with_part(briefing, replace(known, targets=targets)) if targets else without_part(briefing, "link", link)


def _let_go_of(briefing: Briefing, scene: str, name: str) -> Briefing:
    """Return the briefing with a scene whose view and steps no longer name what is missing."""
    known = part_of(briefing, "scene", scene)
    if not isinstance(known, Scene):
        return briefing
    view = known.view and _less(known.view, name)
    return with_part(briefing, replace(known, view=view, steps=tuple(_less(step, name) for step in known.steps)))


def _less(view: _Seen, name: str) -> _Seen:
    changes: dict[str, Any] = {}
    for field in ("parts", "selected"):
        held = getattr(view, field)
        if isinstance(held, tuple) and name in held:
            changes[field] = tuple(one for one in held if one != name)
    for field in ("excerpt", "indicator"):
        if getattr(view, field) == name:
            changes[field] = None
            if field == "excerpt":
                changes["link"] = None
    if isinstance(view.routing, Routing):
        changes["routing"] = _less_routing(view.routing, name)
    return replace(view, **changes) if changes else view


def _less_routing(routing: Routing, name: str) -> Routing:
    return replace(
        routing,
        own=tuple(way for way in routing.own if name not in way),
        freight=None if name in (routing.freight or ()) else routing.freight,
        pinned=tuple(row for row in routing.pinned if row != name),
        chosen=None if routing.chosen == name else routing.chosen,
    )
