"""The shipped briefing: complete in three languages, every id known, every figure accounted for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from data.atlas import Atlas
from data.briefing import joining, value
from data.briefing.reading import Opened, read_briefing
from data.build.briefing import FILE, build, told
from data.reading import FILES
from maps.indicators import indicator_ids
from maps.layers import all_parts
from maps.staging import applied, change_between
from maps.themes import TITLES
from tests.data.briefing_story import LANGUAGES, MAPS, SCENES, STORIES, scene_of, views_of


@pytest.fixture(scope="module")
def opened() -> Opened:
    """Return the shipped file as the program opens it."""
    return read_briefing(FILES / FILE)


@pytest.fixture(scope="module")
def briefing(opened: Opened) -> value.Briefing:
    """Return the shipped briefing."""
    return opened.briefing


# The file


def test_the_shipped_file_is_what_the_story_and_the_facts_make(atlas: Atlas, briefing: value.Briefing) -> None:
    assert told(FILES, atlas) == briefing, "run: python -m data.build briefing"


def test_the_same_story_gives_the_same_bytes(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.setattr("data.build.briefing.told", lambda files: told(FILES))
        made.append(build(tmp_path / name))
    assert made[0].read_bytes() == made[1].read_bytes()
    assert [path.name for path in made[0].parent.iterdir()] == [FILE.name]


def test_the_file_is_small(opened: Opened) -> None:
    assert (FILES / FILE).stat().st_size < 300_000
    assert not opened.is_newer


def test_nothing_in_the_file_is_unknown_or_at_odds_with_the_facts(atlas: Atlas, briefing: value.Briefing) -> None:
    assert read_briefing(FILES / FILE, joining.known_in(atlas)).problems == ()
    assert joining.clashes(atlas, briefing) == ()
    assert joining.orphans(briefing) == ()


def test_the_program_shows_the_same_facts_with_the_briefing_open_as_without(
    atlas: Atlas, briefing: value.Briefing
) -> None:
    joined = joining.join(atlas, briefing)
    assert joined.articles == atlas.articles
    assert sorted(joined.claims, key=lambda claim: claim.id) == sorted(atlas.claims, key=lambda claim: claim.id)
    assert joined.sources == atlas.sources


# The scenes


def test_nine_to_twelve_scenes_from_a_title_to_the_sources(briefing: value.Briefing) -> None:
    shown = [scene for scene in briefing.scenes if not scene.is_hidden]
    assert 9 <= len(shown) <= 12
    assert shown[0].kind == "title" and shown[-1].kind == "sources"
    assert all(scene.kind == "map" and scene.view for scene in shown[1:-1])
    seconds = sum(scene.seconds or 0 for scene in shown)
    assert briefing.slot_minutes and 0.8 < seconds / 60 / briefing.slot_minutes <= 1


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scene_is_told_whole_in_every_language(briefing: value.Briefing, name: str, language: Any) -> None:
    scene = scene_of(briefing, name)
    assert 0 < len(scene.title[language]) <= 60
    caption, notes = scene.caption[language], scene.notes[language]
    stop = "。" if language == "ja" else "."
    assert caption.endswith(stop)
    assert f"{caption} ".count(stop if language == "ja" else ". ") == 1, "one sentence says the message"
    if language == "ja":
        assert 200 <= len(notes) <= 500
    else:
        assert 80 <= len(notes.split()) <= 150
    assert notes.count("**") % 2 == 0


@pytest.mark.parametrize("name", MAPS)
def test_what_a_scene_shows_is_known_to_the_map(atlas: Atlas, briefing: value.Briefing, name: str) -> None:
    kinds = {"families": "family", "commodities": "commodity", "statuses": "status", "modes": "mode"}
    for view in views_of(scene_of(briefing, name)):
        assert set(view.parts) <= set(all_parts(atlas))
        assert view.parts == tuple(sorted(set(view.parts)))
        assert view.indicator is None or view.indicator in indicator_ids(atlas)
        assert view.focus is None or view.focus in TITLES
        assert set(view.selected) <= set(atlas.features)
        for facet, kind in kinds.items():
            assert set(getattr(view.filters, facet)) <= set(atlas.terms[kind])
        routing = view.routing
        assert set(routing.avoid) <= set(atlas.countries)
        assert set(routing.without) <= set(atlas.nodes) | set(atlas.legs)
        assert routing.chosen is None or routing.chosen in atlas.corridors
        if view.excerpt:
            links = {link.id for link in atlas.excerpts[view.excerpt].links}
            assert view.link is None or view.link in links
        assert view.camera.zoom is None, "a fitted area stays clear of the legend"


@pytest.mark.parametrize("name", MAPS)
def test_every_step_reveals_something_and_holds_only_that(briefing: value.Briefing, name: str) -> None:
    scene = scene_of(briefing, name)
    for step, (before, after) in zip(scene.steps, pairwise(views_of(scene)), strict=True):
        assert before != after
        assert step == change_between(before, after) and applied(before, step) == after


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cue_names_a_place_of_the_map(atlas: Atlas, briefing: value.Briefing, name: str, language: Any) -> None:
    names = {known.names.get(language) for known in atlas.features.values() if hasattr(known, "names")}
    names |= {node.short[language] for node in atlas.nodes.values()}
    cues = re.findall(r"\[\[(.+?)]]", scene_of(briefing, name).notes[language])
    assert not set(cues) - names
    assert cues or STORIES[name]["kind"] != "map"


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_article_is_quoted(atlas: Atlas, briefing: value.Briefing, name: str, language: Any) -> None:
    scene = scene_of(briefing, name)
    passages = " ".join(excerpt.texts[language] for excerpt in atlas.excerpts.values())
    for text in (scene.title[language], scene.caption[language], scene.notes[language]):
        for quoted in re.findall(r"“(.+?)”|「(.+?)」", text):
            assert "".join(quoted) in passages
            assert language == "id" or len("".join(quoted)) < 20, "a translation is no quotation; a term may be marked"
