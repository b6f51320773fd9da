"""What the web page tells beside the map: scenes with the commands that show them, passages, features, texts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from data import formats
from data.articles import Article, Excerpt
from data.briefing import value
from data.texts import LANGUAGE_NAMES, N_, load_texts
from maps.cards.desk import feature_name
from maps.drawing import own_places
from maps.drawn import camera_on, items_of, parts_needed
from maps.exports.features import features_of
from maps.exports.show import GENERATOR, ExportShow
from maps.exports.telling import lines_of
from maps.messages import encode
from maps.missing import known_part
from maps.scene import HOME, Camera, Scene
from maps.staging import scene_from, view_at
from maps.titling import CALM, text_of
from maps.transition import marked_items, transition
from maps.visible import visible_sources

TEXTS = {
    "previous": N_("Back"),
    "next": N_("Next"),
    "scenes": N_("Scenes"),
    "language": N_("Language"),
    "search": N_("Search for a place, deposit, route…"),
    "nothing": N_("Nothing found."),
    "passages": N_("Passages"),
    "sources": N_("Sources"),
    "licences": N_("Licences"),
    "borders_title": N_("Borders"),
    "feature": N_("On the map"),
    "close": N_("Close"),
    "at": N_("Scene {n} of {total}"),
    "step": N_("step {n} of {total}"),
    "addition": N_("Addition"),
    "translation": N_("our translation"),
}
Languages = dict[str, str]


def content(show: ExportShow) -> dict[str, Any]:
    """Return everything, in all languages; ``commands`` are told once and named by their place in the list."""
    commands: dict[str, int] = {}
    scenes = [_scene(show, scene, commands) for scene in show.scenes]
    own = [json.loads(encode(own_places(show.atlas)))] if show.atlas.own else []
    return {
        "title": show.titles,
        "language": show.language,
        "date": show.date.isoformat(),
        "made": {
            language: load_texts(language)(
                N_("Made on {date} with {program}."),
                date=formats.date(show.date.isoformat(), language),
                program=GENERATOR,
            )
            for language in LANGUAGE_NAMES
        },
        "credits": show.credits,
        "licences": list(show.licences),
        "borders": show.border_policies,
        "sources": [{"title": one.title, "url": one.url, "date": one.date} for one in show.sources],
        "scenes": scenes,
        "articles": [_article(show, article) for article in show.atlas.articles],
        "features": _features(show),
        "texts": {
            language: {key: load_texts(language)(text) for key, text in TEXTS.items()} for language in LANGUAGE_NAMES
        },
        "home": _area(HOME),
        "start": own,
        "commands": [json.loads(text) for text in commands],
    }


def _scene(show: ExportShow, scene: value.Scene, commands: dict[str, int]) -> dict[str, Any]:
    """Return a scene: for each step and language the commands that show it, whatever was on show before."""
    steps = []
    for step in range(len(scene.steps) + 1):
        view = known_part(show.atlas, view_at(scene, step) or CALM)
        told = {}
        shown = None
        for language in LANGUAGE_NAMES:
            shown = _shown(view, language)
            told[language] = [
                commands.setdefault(encode(one), len(commands)) for one in transition(show.atlas, None, shown)
            ]
        sources = (
            [show.atlas.sources[name].title for name in visible_sources(show.atlas, shown)]
            if scene.view and shown
            else []
        )
        steps.append({"told": told, "excerpt": view.excerpt, "link": view.link, "sources": sources})
    flight = scene.transition.duration_ms if scene.transition.kind == "fly" else 0
    return {
        "id": scene.id,
        "kind": scene.kind,
        "title": _all(scene.title),
        "caption": _all(scene.caption),
        "flight": flight,
        "steps": steps,
    }


def _shown(view: value.View, language: str) -> Scene:
    """Return the scene as the page alone shows it: its title and passage stand in the reader."""
    scene = scene_from(view, Scene(HOME, frozenset(), language=language))
    overlays = replace(scene.overlays, title=False, passage=False, footnotes=False)
    return replace(scene, overlays=overlays, is_staged=False)


def _all(texts: value.Texts) -> Languages:
    return {language: text_of(texts, language)[0] for language in LANGUAGE_NAMES}


def _area(camera: Camera) -> list[float]:
    return [round(part, 4) for part in (camera.west, camera.south, camera.east, camera.north)]


def _article(show: ExportShow, article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "meta": {
            language: " · ".join(part for part in (article.outlet, formats.date(article.date, language)) if part)
            for language in LANGUAGE_NAMES
        },
        "credit": article.credit,
        "language": article.language,
        "excerpts": [_excerpt(show, excerpt) for excerpt in article.excerpts],
    }


def _excerpt(show: ExportShow, excerpt: Excerpt) -> dict[str, Any]:
    return {
        "id": excerpt.id,
        "speaker": excerpt.speaker,
        "pieces": {language: pieces_of(excerpt, language) for language in LANGUAGE_NAMES},
        "links": {
            link.id: {
                "targets": [name for name in link.targets if name in show.atlas.features],
                "colour": link.colour,
                "addition": link.addition,
                **_place(show, link.targets),
            }
            for link in excerpt.links
        },
    }


def pieces_of(excerpt: Excerpt, language: str) -> list[list[str]]:
    """Return a passage cut at its linked words: each piece with the link's id, or an empty one."""
    text = excerpt.texts.get(language) or next(iter(excerpt.texts.values()))
    spans = sorted((link.spans[language], link.id) for link in excerpt.links if language in link.spans)
    found: list[list[str]] = []
    at = 0
    for (start, end), link in spans:
        if start < at:
            continue
        found += [[text[at:start], ""], [text[start:end], link]]
        at = end
    return [piece for piece in (*found, [text[at:], ""]) if piece[0]]


def _place(show: ExportShow, features: Iterable[str]) -> dict[str, Any]:
    """Return what shows features on the map: the items to mark, the parts to switch on, the area."""
    known = [name for name in features if name in show.atlas.features]
    camera = camera_on(show.atlas, known)
    parts = [list(parts_needed(show.atlas, name)) for name in known]
    return {
        "items": list(marked_items(show.atlas, known)),
        "parts": [each for each in parts if each],
        "area": _area(camera) if camera else None,
    }


def _features(show: ExportShow) -> dict[str, Any]:
    """Return what is known of each feature: names, a few lines, where it is."""
    atlas = show.atlas
    found = {}
    for feature in features_of(show):
        if feature.id not in atlas.features or feature.layer == "boundaries":
            continue
        names = {language: feature_name(atlas, feature.id, load_texts(language)) for language in LANGUAGE_NAMES}
        lines = {language: list(lines_of(feature, atlas, load_texts(language))) for language in LANGUAGE_NAMES}
        if items_of(atlas, feature.id):
            found[feature.id] = {"names": names, "lines": lines, **_place(show, (feature.id,))}
    return found
