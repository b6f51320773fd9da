"""What the program itself writes into scenes: a first title, the calm map behind slides, the list of sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from data.atlas import Atlas
from data.briefing.value import Briefing, Camera, Texts, View
from data.texts import LANGUAGE_NAMES, load_texts
from maps.cards.desk import feature_name
from maps.comparing.sourcing import way_sources
from maps.indicators import indicator_ids, indicator_title, sources_of
from maps.missing import known_part
from maps.scene import HOME, Scene
from maps.staging import scene_from, view_at
from maps.themes import GROUND, TITLES
from maps.visible import GROUND as GROUND_SOURCES

LANGUAGES: tuple[Literal["en", "id", "ja"], ...] = ("en", "id", "ja")

CALM = View(camera=Camera(bounds=(HOME.west, HOME.south, HOME.east, HOME.north)), parts=tuple(sorted(GROUND)))
"""The ground alone: what lies behind a slide that has no view of its own."""


def first_title(atlas: Atlas, scene: Scene) -> Texts:
    """Return a title for a new scene in every language: what is selected, or its theme, or its way, or its colours.

    Empty where none of that is on show.
    """
    if scene.focus in TITLES:
        return {language: load_texts(language)(TITLES[scene.focus]) for language in LANGUAGES}
    known = [name for name in (*scene.selected, *scene.routing.shown) if name in atlas.features]
    if known:
        return {language: feature_name(atlas, known[0], load_texts(language)) for language in LANGUAGES}
    if scene.indicator in indicator_ids(atlas):
        return {language: indicator_title(atlas, scene.indicator, load_texts(language)) for language in LANGUAGES}
    return {}


def text_of(texts: Texts, language: str) -> tuple[str, str]:
    """Return a text in a language, or in the first that has it, and which one that is; both empty where none has."""
    known: dict[str, str] = {str(key): text for key, text in texts.items()}
    for candidate in (language, *LANGUAGE_NAMES):
        if known.get(candidate):
            return known[candidate], candidate
    return "", ""


def cited_sources(atlas: Atlas, briefing: Briefing) -> tuple[str, ...]:
    """Return the titles of what the scenes of a briefing rest on, each once, in the order of the show.

    First what each scene quotes, selects, draws as a way and colours, then the briefing's own list, which holds the
    sources of its claims, then the ground.
    """
    found: dict[str, None] = {}
    base = Scene(HOME, frozenset())
    for scene in briefing.scenes:
        for step in range(len(scene.steps) + 1):
            view = None if scene.is_hidden else view_at(scene, step)
            if view:
                found.update(dict.fromkeys(_sources(atlas, scene_from(known_part(atlas, view), base))))
    own = {source.id: source.title for source in briefing.sources}
    found.update(dict.fromkeys((*own, *GROUND_SOURCES)))
    titles = (atlas.sources[name].title if name in atlas.sources else own.get(name, "") for name in found)
    return tuple(dict.fromkeys(title for title in titles if title))


def _sources(atlas: Atlas, scene: Scene) -> Iterator[str]:
    if scene.excerpt:
        article = atlas.excerpts[scene.excerpt].article
        yield from (known.source for known in atlas.articles if known.id == article)
    for feature in scene.selected:
        yield from atlas.features[feature].sources
    yield from way_sources(atlas, scene)
    yield from sources_of(atlas, scene)
