"""Edits of a briefing, by value: each returns the briefing after it. What names a removed part lets go of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal, TypeVar

from msgspec.structs import replace

from data.briefing.value import Article, Briefing, Change, Claim, Excerpt, Link, Part, Place, Scene, Source, View

Kind = Literal["article", "excerpt", "link", "claim", "source", "place", "scene"]
AnyPart = Article | Excerpt | Link | Claim | Source | Place | Scene

_View = TypeVar("_View", View, Change)

_FIELDS: dict[type[Part], str] = {
    Article: "articles",
    Excerpt: "excerpts",
    Link: "links",
    Claim: "claims",
    Source: "sources",
    Place: "places",
    Scene: "scenes",
}


def parts_of(briefing: Briefing, kind: Kind) -> tuple[AnyPart, ...]:
    """Return all parts of a kind, in their order."""
    found: tuple[AnyPart, ...] = getattr(briefing, f"{kind}s")
    return found


def part_of(briefing: Briefing, kind: Kind, name: str) -> AnyPart:
    """Return the part with an id; KeyError if there is none."""
    return parts_of(briefing, kind)[place_of(briefing, kind, name)]


def place_of(briefing: Briefing, kind: Kind, name: str) -> int:
    """Return where a part stands among those of its kind; KeyError if there is none."""
    for at, part in enumerate(parts_of(briefing, kind)):
        if part.id == name:
            return at
    raise KeyError(name)


def new_id(briefing: Briefing, kind: Kind, taken: Iterable[str] = ()) -> str:
    """Return an id that no part of a kind has, nor ``taken`` (the ids of the shipped facts): ``scene-4``."""
    used = {part.id for part in parts_of(briefing, kind)} | set(taken)
    numbers = [int(found[1]) for name in used if (found := re.fullmatch(rf"{kind}-(\d{{1,9}})", name))]
    return f"{kind}-{max(numbers, default=0) + 1}"


def with_part(briefing: Briefing, part: AnyPart, at: int | None = None) -> Briefing:
    """Return the briefing with a part: in the place of the one with its id, or new, at a place or last."""
    field = _FIELDS[type(part)]
    parts: tuple[AnyPart, ...] = getattr(briefing, field)
    if any(one.id == part.id for one in parts):
        return replace(briefing, **{field: tuple(part if one.id == part.id else one for one in parts)})
    at = len(parts) if at is None else max(0, min(at, len(parts)))
    return replace(briefing, **{field: (*parts[:at], part, *parts[at:])})


def moved(briefing: Briefing, kind: Kind, name: str, to: int) -> Briefing:
    """Return the briefing with a part at another place among those of its kind."""
    parts = list(parts_of(briefing, kind))
    part = parts.pop(place_of(briefing, kind, name))
    parts.insert(max(0, min(to, len(parts))), part)
    return replace(briefing, **{f"{kind}s": tuple(parts)})


def without_part(briefing: Briefing, kind: Kind, name: str) -> Briefing:
    """Return the briefing without a part and without what cannot be without it.

    With an article go its excerpts, with an excerpt its links; claims, places and scenes stay and let go of it.
    """
    rest = tuple(part for part in parts_of(briefing, kind) if part.id != name)
    if len(rest) == len(parts_of(briefing, kind)):
        raise KeyError(name)
    briefing = replace(briefing, **{f"{kind}s": rest})
    match kind:
        case "article":
            for excerpt in [one.id for one in briefing.excerpts if one.article == name]:
                briefing = without_part(briefing, "excerpt", excerpt)
        case "excerpt":
            return _without_excerpt(briefing, name)
        case "link":
            return _in_views(briefing, link=name)
        case "source":
            return _without_source(briefing, name)
        case "place":
            return _without_place(briefing, name)
        case _:
            pass
    return briefing


def _without_excerpt(briefing: Briefing, name: str) -> Briefing:
    for link in [one.id for one in briefing.links if one.excerpt == name]:
        briefing = without_part(briefing, "link", link)
    claims = tuple(replace(one, excerpt=None) if one.excerpt == name else one for one in briefing.claims)
    return _in_views(replace(briefing, claims=claims), excerpt=name)


def _without_source(briefing: Briefing, name: str) -> Briefing:
    return replace(
        briefing,
        claims=tuple(replace(one, sources=_less(one.sources, name)) for one in briefing.claims),
        places=tuple(replace(one, sources=_less(one.sources, name)) for one in briefing.places),
        articles=tuple(replace(one, source=None) if one.source == name else one for one in briefing.articles),
    )


def _without_place(briefing: Briefing, name: str) -> Briefing:
    """Let go of an own place: claims about it go, links that led to nothing else too."""
    claims = tuple(one for one in briefing.claims if one.about != name)
    briefing = _in_views(replace(briefing, claims=claims), selected=name)
    for link in briefing.links:
        if link.targets == (name,):
            briefing = without_part(briefing, "link", link.id)
    links = tuple(replace(one, targets=_less(one.targets, name)) for one in briefing.links)
    return replace(briefing, links=links)


def _less(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(one for one in names if one != name) if name in names else names


def _in_views(briefing: Briefing, **gone: str) -> Briefing:
    """Return the briefing with what is gone taken out of the views and steps of its scenes."""
    scenes = tuple(
        replace(
            scene,
            view=scene.view and _let_go(scene.view, gone),
            steps=tuple(_let_go(step, gone) for step in scene.steps),
        )
        for scene in briefing.scenes
    )
    return briefing if scenes == briefing.scenes else replace(briefing, scenes=scenes)


def _let_go(view: _View, gone: dict[str, str]) -> _View:
    changes: dict[str, Any] = {}
    for field, name in gone.items():
        held = getattr(view, field)
        if held == name:
            changes[field] = None
        elif isinstance(held, tuple) and name in held:
            changes[field] = _less(held, name)
    return replace(view, **changes) if changes else view
