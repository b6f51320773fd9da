"""The article's focus themes: what they show, and a ranking that anyone can add up again."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from data.atlas import Atlas
from data.texts import load_texts
from maps.cards import Card
from maps.cards.desk import Desk
from maps.cards.focus import card_of_theme
from maps.filtering import hidden_items
from maps.indicators import indicator_ids
from maps.layers import all_parts
from maps.measures import Measures
from maps.remoteness import rail_distances_km
from maps.scene import Scene
from maps.themes import NOTES, TITLES, Theme, rank, theme_of, themes
from ui.session import Session


def named(atlas: Atlas, name: str) -> Theme:
    theme = theme_of(atlas, name)
    assert theme
    return theme


def card(atlas: Atlas, measures: Measures, name: str, language: str = "en") -> Card:
    desk = Desk(atlas, measures, load_texts(language), {}, datetime.date(2026, 6, 1))
    return card_of_theme(desk, named(atlas, name))


def test_the_themes_are_those_of_the_menu_and_name_only_what_is_there(atlas: Atlas) -> None:
    assert [theme.id for theme in themes(atlas)] == list(TITLES) == list(NOTES)
    for theme in themes(atlas):
        assert theme.parts <= set(all_parts(atlas))
        assert theme.excerpt in atlas.excerpts
        assert theme.indicator is None or theme.indicator in indicator_ids(atlas)
        assert theme.selected
        assert set(theme.selected) <= set(atlas.features)


def test_nothing_that_a_theme_marks_is_hidden_by_its_own_filter(atlas: Atlas, first_scene: Scene) -> None:
    for theme in themes(atlas):
        scene = replace(theme.shown_in(first_scene), selected=())
        assert not set(hidden_items(atlas, scene)).intersection(theme.selected)


def test_what_a_theme_marks_is_in_sight(atlas: Atlas) -> None:
    for theme in themes(atlas):
        for name in theme.selected:
            if name in atlas.deposits:
                assert theme.camera.contains(*atlas.deposits[name].position)


def test_the_deposits_are_those_of_the_passages(atlas: Atlas) -> None:
    def linked(link: str) -> set[str]:
        found = (known for excerpt in atlas.excerpts.values() for known in excerpt.links)
        return set(next(known.targets for known in found if known.id == link))

    assert set(named(atlas, "rare-earths").selected) == linked("e04-l6")
    assert set(named(atlas, "uranium-gold-gas").selected) == linked("e11-l3") | linked("e11-l5") | linked("e11-l7")
    assert set(named(atlas, "mountains").selected) == linked("e12-l3")
    assert set(named(atlas, "ai-partnership").selected) >= linked("e06-l4")


def test_the_partnership_ranks_all_that_is_undeveloped_or_explored(atlas: Atlas) -> None:
    theme = named(atlas, "ai-partnership")
    wanted = {known.id for known in atlas.deposits.values() if known.status in ("undeveloped", "exploration")}
    assert set(theme.selected) == wanted
    assert theme.selected == tuple(known.deposit for known in theme.ranks)


def test_points_are_as_the_explanation_says_and_decide_the_order(atlas: Atlas) -> None:
    ranks = rank(atlas, atlas.deposits.values())
    distances = rail_distances_km(atlas)
    assert [known.points for known in ranks] == sorted((known.points for known in ranks), reverse=True)
    for known in ranks:
        deposit, km = atlas.deposits[known.deposit], distances[known.deposit]
        assert known.remoteness == (3 if km <= 50 else 2 if km <= 100 else 1 if km <= 200 else 0)
        assert known.confidence == {"high": 3, "medium": 2, "low": 1, "unverified": 0}[deposit.confidence]
        assert known.status == deposit.status_confirmed
        assert (known.commodity == 3) is (deposit.commodities[0] == "rare-earths")
    for before, after in zip(ranks, ranks[1:], strict=False):
        assert before.points > after.points or distances[before.deposit] <= distances[after.deposit]


@pytest.mark.parametrize("language", ["en", "id", "ja"])
@pytest.mark.parametrize("name", TITLES)
def test_the_card_lists_the_deposits_with_reasons_and_sources(
    atlas: Atlas, measures: Measures, name: str, language: str
) -> None:
    told = card(atlas, measures, name, language)
    pointers = told.pointers[0].items
    assert {pointer.feature for pointer in pointers} == set(named(atlas, name).selected)
    assert all(pointer.detail for pointer in pointers) or name == "infrastructure"
    assert any(atlas.excerpts[named(atlas, name).excerpt or ""].texts[language] in note for note in told.notes)
    assert told.sources


def test_the_ranked_card_explains_the_order(atlas: Atlas, measures: Measures) -> None:
    told = card(atlas, measures, "ai-partnership")
    assert any(note.startswith("Ranked by points") for note in told.notes)
    assert [pointer.feature for pointer in told.pointers[0].items] == list(named(atlas, "ai-partnership").selected)
    assert told.pointers[0].items[0].text.startswith("1. ")
    assert told.pointers[0].items[0].detail.startswith("Points: 7 (")


def test_a_theme_is_shown_at_once_and_ended_at_once(session: Session) -> None:
    first = session.scene
    seen: list[Scene] = []
    session.scene_changed.connect(seen.append)
    session.show_focus("ai-partnership")
    assert len(seen) == 1
    assert session.scene.focus == "ai-partnership"
    assert session.scene.excerpt == "e06"
    assert "remoteness" in session.scene.parts
    assert session.can_go_back
    session.end_focus()
    assert replace(session.scene, camera=first.camera) == first


def test_another_selection_ends_the_theme_and_language_does_not(session: Session) -> None:
    session.show_focus("rare-earths")
    session.set_language("ja")
    assert session.scene.focus == "rare-earths"
    session.select(("KG-REE-01",))
    assert session.scene.focus is None
    session.show_focus("no-such-theme")
    assert session.scene.focus is None
