"""A copy to hand over: without notes, without what is not for the audience, without what nobody would miss.

``for_audience`` takes out what is flagged, for every export; ``shareable`` makes the document that is given away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from data.briefing.edits import without_part
from data.briefing.joining import orphans
from data.briefing.value import Briefing
from maps.exports.paths import is_local, scrubbed


class Shared(NamedTuple):
    """The document to give away and its pictures."""

    briefing: Briefing
    media: dict[str, bytes]


def for_audience(briefing: Briefing) -> Briefing:
    """Return the briefing without what is flagged "not for the audience", and what nothing else names then.

    Flagged are hidden scenes, and claims and places that are private. A link that leads to a private place alone goes
    with it; a source that only private facts named goes too.
    """
    hidden = [scene.id for scene in briefing.scenes if scene.is_hidden]
    places = [place.id for place in briefing.places if place.is_private]
    claims = [claim.id for claim in briefing.claims if claim.is_private]
    if not (hidden or places or claims):
        return briefing
    before = _named_sources(briefing)
    for name in hidden:
        briefing = without_part(briefing, "scene", name)
    for name in claims:
        briefing = without_part(briefing, "claim", name)
    for name in places:
        briefing = without_routes(without_part(briefing, "place", name), name)
    gone = before - _named_sources(briefing)
    return replace(briefing, sources=tuple(source for source in briefing.sources if source.id not in gone))


def audience_media(briefing: Briefing, media: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the pictures of the scenes on show: none where a private place or claim may be drawn on them.

    They are made again when a scene is shown.
    """
    if any(place.is_private for place in briefing.places) or any(claim.is_private for claim in briefing.claims):
        return {}
    stills = {scene.still for scene in briefing.scenes if scene.still and not scene.is_hidden}
    return {name: data for name, data in media.items() if name in stills}


def shareable(briefing: Briefing, media: Mapping[str, bytes]) -> Shared:
    """Return the document as it may be given away, and its pictures without what they say of themselves.

    Taken out: speaker's notes and times, what is not for the audience, articles and sources that nothing names, words
    that are not found any more, articles' full texts, paths of files on this computer.
    """
    kept = audience_media(briefing, media)
    briefing = for_audience(briefing)
    scenes = tuple(
        replace(scene, notes={}, seconds=None, still=scene.still if scene.still in kept else None)
        for scene in briefing.scenes
    )
    briefing = _without_lost_words(replace(briefing, slot_minutes=None, scenes=scenes))
    briefing = _without_loose_parts(briefing)
    briefing = replace(
        briefing,
        articles=tuple(replace(one, text="", url=shared_address(one.url)) for one in briefing.articles),
        excerpts=tuple(replace(one, anchor=None) for one in briefing.excerpts),
        sources=tuple(replace(one, url=shared_address(one.url)) for one in briefing.sources),
    )
    return Shared(scrubbed(briefing), {name: bare_picture(data) for name, data in kept.items()})


def shared_address(url: str | None) -> str | None:
    """Return an address, None for one that leads to a file on somebody's computer."""
    return None if not url or is_local(url) else url


def without_routes(briefing: Briefing, name: str) -> Briefing:
    """Return the briefing with a feature out of the ways that its scenes ask for."""
    scenes = []
    for scene in briefing.scenes:
        view = scene.view
        if view is not None:
            routing = view.routing
            view = replace(view, routing=_less(routing, name))
        steps = tuple(
            replace(step, routing=_less(step.routing, name)) if hasattr(step.routing, "own") else step
            for step in scene.steps
        )
        scenes.append(replace(scene, view=view, steps=steps))
    return replace(briefing, scenes=tuple(scenes))


def bare_picture(data: bytes) -> bytes:
    """Return a picture made anew from its pixels: no comment, no place or date, no preview of another picture."""
    import io

    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        is_png = opened.format == "PNG"
        pixels = opened.convert("RGBA" if is_png and "A" in opened.getbands() else "RGB")
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    held = io.BytesIO()
    if is_png:
        bare.save(held, "PNG", optimize=True)
    else:
        bare.save(held, "JPEG", quality=92)
    return held.getvalue()


def _less(routing: Any, name: str) -> Any:
    rows = [row for row in (*routing.pinned, routing.chosen) if row]
    gone = {row for row in rows if name in row.split("/")[0].split(":")}
    is_freight = name in (routing.freight or ())
    gone |= {"freight"} if is_freight else set()
    return replace(
        routing,
        own=tuple(way for way in routing.own if name not in way),
        without=tuple(one for one in routing.without if one != name),
        freight=None if is_freight else routing.freight,
        pinned=tuple(row for row in routing.pinned if row not in gone),
        chosen=None if routing.chosen in gone else routing.chosen,
    )


def _named_sources(briefing: Briefing) -> set[str]:
    """Return the sources that articles, claims and places name."""
    found = {article.source for article in briefing.articles if article.source}
    found.update(source for claim in briefing.claims for source in claim.sources)
    found.update(source for place in briefing.places for source in place.sources)
    return found


def _without_lost_words(briefing: Briefing) -> Briefing:
    """Return the briefing without words of links that are not found any more; a link without words goes."""
    lost: dict[str, set[str]] = {}
    for orphan in orphans(briefing):
        if orphan.link:
            lost.setdefault(orphan.link, set()).add(orphan.language)
    for name, languages in lost.items():
        link = next(one for one in briefing.links if one.id == name)
        spans = {language: quote for language, quote in link.spans.items() if language not in languages}
        if spans:
            mended = replace(link, spans=spans)
            briefing = replace(briefing, links=tuple(mended if one.id == name else one for one in briefing.links))
        else:
            briefing = without_part(briefing, "link", name)
    return briefing


def _without_loose_parts(briefing: Briefing) -> Briefing:
    """Return the briefing without articles that no passage is of, and without sources that nothing names."""
    quoted = {excerpt.article for excerpt in briefing.excerpts}
    for article in [one.id for one in briefing.articles if one.id not in quoted]:
        briefing = without_part(briefing, "article", article)
    named = _named_sources(briefing)
    return replace(briefing, sources=tuple(source for source in briefing.sources if source.id in named))
