"""What the program itself writes into scenes: a first title, the calm map behind slides, the list of sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing import value
from data.briefing.value import Briefing, Camera, Texts, View
from data.texts import LANGUAGE_NAMES, load_texts
from maps.cards.desk import feature_name
from maps.comparing.sourcing import way_sources
from maps.indicators import indicator_ids, indicator_title, sources_of
from maps.missing import known_part
from maps.scene import HOME, Heading, Scene
from maps.staging import scene_from, view_at
from maps.themes import GROUND, TITLES
from maps.visible import GROUND as GROUND_SOURCES

LANGUAGES: tuple[Literal["en", "id", "ja"], ...] = ("en", "id", "ja")

CALM = View(camera=Camera(bounds=(HOME.west, HOME.south, HOME.east, HOME.north)), parts=tuple(sorted(GROUND)))
"""The ground alone: what lies behind a slide that has no view of its own."""


PAGE_LINES = 26
"""So many sources are read at most on one page of a slide."""


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


def heading_of(atlas: Atlas, briefing: Briefing, scene: value.Scene, step: int = 0) -> Heading:
    """Return the title card of a scene, or its slide; of the sources, those on the page of a step."""
    pages = _pages(atlas, briefing) if scene.kind == "sources" else ((),)
    page = max(0, min(step, len(pages) - 1))
    title, caption = ({str(key): text for key, text in texts.items()} for texts in (scene.title, scene.caption))
    return Heading(title, caption, pages[page], scene.kind != "map", 1 + sum(map(len, pages[:page])))


def with_pages(atlas: Atlas, briefing: Briefing, scene: value.Scene) -> value.Scene:
    """Return a scene of sources with a step for each page after its first; other scenes as they are."""
    if scene.kind != "sources":
        return scene
    return replace(scene, steps=(value.Change(),) * (len(_pages(atlas, briefing)) - 1))


def _pages(atlas: Atlas, briefing: Briefing) -> tuple[tuple[str, ...], ...]:
    """Return the list of sources in pages that can be read from afar, about as long as each other."""
    lines = cited_sources(atlas, briefing)
    count = max(1, -(-len(lines) // PAGE_LINES))
    size = -(-len(lines) // count) or 1
    return tuple(lines[at : at + size] for at in range(0, len(lines), size)) or ((),)


def _sources(atlas: Atlas, scene: Scene) -> Iterator[str]:
    if scene.excerpt:
        article = atlas.excerpts[scene.excerpt].article
        yield from (known.source for known in atlas.articles if known.id == article)
    for feature in scene.selected:
        yield from atlas.features[feature].sources
    yield from way_sources(atlas, scene)
    yield from sources_of(atlas, scene)
