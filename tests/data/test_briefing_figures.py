"""The shipped briefing's figures: every number in its texts rests on a claim, an event, a source or a computation."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing import value
from data.briefing.reading import read_briefing
from data.build.briefing import FILE
from data.reading import FILES
from maps.measures import Measures
from maps.planning.plan import NoPath
from maps.ready.numbers import numbers_in
from tests.data.briefing_story import LANGUAGES, SCENES, STORIES, Ledger, scene_of, views_of


@pytest.fixture(scope="module")
def briefing() -> value.Briefing:
    """Return the shipped briefing."""
    return read_briefing(FILES / FILE).briefing


@pytest.fixture(scope="module")
def ledger(atlas: Atlas, measures: Measures) -> Ledger:
    """Return what figures may rest on."""
    return Ledger(atlas, measures)


def unsupported(ledger: Ledger, scene: value.Scene, language: Any) -> set[float]:
    """Return the numbers of a scene's texts that nothing supports."""
    text = "\n".join((scene.title[language], scene.caption[language], scene.notes[language]))
    return numbers_in(text, language) - ledger.supported(scene, STORIES[scene.id]["figures"], language)


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_rests_on_a_claim_or_is_computed(
    ledger: Ledger, briefing: value.Briefing, name: str, language: str
) -> None:
    assert not unsupported(ledger, scene_of(briefing, name), language)


@pytest.mark.parametrize("name", [name for name in SCENES if name not in ("title", "sources")])
def test_a_wrong_number_is_found(ledger: Ledger, briefing: value.Briefing, name: str) -> None:
    scene = scene_of(briefing, name)
    wrong = replace(scene, notes={"en": scene.notes["en"] + " 4,322 t", "id": "4.322,5 ton", "ja": "4322万5000トン"})
    assert unsupported(ledger, wrong, "en") == {4322}
    assert unsupported(ledger, wrong, "id") == {4322.5}
    assert unsupported(ledger, wrong, "ja") == {43_225_000}


def test_numbers_are_read_as_each_language_writes_them() -> None:
    assert numbers_in("4,321 km, 38.5 % in 2023; 13–17 days", "en") == {4321, 38.5, 2023, 13, 17}
    assert numbers_in("4.321 km, 38,5 % pada 2023; 13–17 hari", "id") == {4321, 38.5, 2023, 13, 17}
    assert numbers_in("4,321 km、38.5％、41万600TEU、448万4000トン、2,884.06億米ドル、3兆円", "ja") == {
        4321,
        38.5,
        410_600,
        4_484_000,
        288_406_000_000,
        3_000_000_000_000,
    }


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_listed_as_a_figure_that_the_facts_do_not_have(ledger: Ledger, name: str) -> None:
    figures = STORIES[name]["figures"]
    assert set(figures) <= {"claims", "events", "sources", "computed"}
    assert set(figures.get("claims", ())) <= set(ledger.claims)
    assert set(figures.get("sources", ())) <= set(ledger.atlas.sources)
    assert all(ledger.computed(known) for known in figures.get("computed", ()))


def test_the_three_languages_tell_the_same_numbers(briefing: value.Briefing) -> None:
    """Large and broken numbers, that is: dates and counts are words in one language and digits in another."""
    for scene in briefing.scenes:
        told = [
            numbers_in(f"{scene.caption[language]}\n{scene.notes[language]}", language) for language in LANGUAGES[:2]
        ]
        assert {n for n in told[0] if n > 31 or n % 1} == {n for n in told[1] if n > 31 or n % 1}, scene.id


# What the words say beside numbers


def test_no_place_with_rare_earths_produces(atlas: Atlas) -> None:
    rare = [known for known in atlas.deposits.values() if "rare-earths" in known.commodities]
    assert rare and all(known.status != "producing" for known in rare)


def test_the_focus_scenes_show_what_the_focus_themes_show(atlas: Atlas, briefing: value.Briefing) -> None:
    rare = {known.id for known in atlas.deposits.values() if "rare-earths" in known.commodities}
    idle = {known.id for known in atlas.deposits.values() if known.status in ("undeveloped", "exploration")}
    for name, wanted in (("rare-earths", rare), ("not-yet-mined", idle)):
        view = scene_of(briefing, name).view
        assert view and set(view.selected) == wanted


def test_the_summits_are_told_in_the_order_of_their_dates(atlas: Atlas, briefing: value.Briefing) -> None:
    shown = [view.selected[0] for view in views_of(scene_of(briefing, "courted"))]
    dates = [datetime.date.fromisoformat(atlas.events[name].date_start) for name in shown]
    assert dates == sorted(dates)
    summits = [event for event in atlas.events.values() if event.kind == "summit" and event.date_start[:4] == "2025"]
    assert {event.id for event in summits} == set(shown[1:]) and len(summits) == 5


def test_the_ways_are_as_the_aktau_scene_tells_them(ledger: Ledger, briefing: value.Briefing) -> None:
    middle = "middle-core-dostyk-poti"
    by_aktau = ledger.way(f"{middle}?avoid=RU&by=days")
    assert "AKTAU" in by_aktau.nodes and by_aktau.legs == ledger.atlas.corridors[middle].legs
    assert ledger.way(f"{middle}?avoid=RU,IR&by=days").legs == by_aktau.legs
    assert "KURYK" in ledger.way(f"{middle}?avoid=RU,IR&without=AKTAU&by=days").nodes
    assert "TURKMENBASHI" in ledger.way(f"{middle}?avoid=RU,IR&without=AKTAU,KURYK&by=days").nodes
    for with_planned in (False, True):
        assert isinstance(ledger.answer(f"{middle}?avoid=RU,IR&without=ALAT", with_planned=with_planned), NoPath)
    asked = [view.routing for view in views_of(scene_of(briefing, "aktau"))]
    assert [(routing.avoid, routing.without) for routing in asked] == [
        (("RU",), ()),
        (("IR", "RU"), ()),
        (("IR", "RU"), ("AKTAU",)),
        (("IR", "RU"), ("AKTAU", "KURYK")),
        (("IR", "RU"), ("ALAT",)),
    ]
    assert all(routing.chosen == middle and routing.by == "days" for routing in asked)


def test_the_way_by_the_north_is_as_its_scene_tells_it(ledger: Ledger) -> None:
    north = ledger.planner.along(ledger.atlas.corridors["northern-petropavl"])
    assert not north.transfers and north.country_km["RU"] > 2_000
    around = ledger.way("northern-petropavl?avoid=RU")
    assert {"AKTAU", "ALAT", "POTI", "CONSTANTA"} <= set(around.nodes)
    assert "RU" not in around.country_km


def test_no_variant_of_the_middle_corridor_enters_russia(ledger: Ledger) -> None:
    members = ledger.atlas.groups["middle"].members
    assert all(ledger.measures.corridors[name].russia_drawn_km == 0 for name in members)
    assert all("RU" not in leg.countries for name in members for leg in _legs(ledger, name))


def _legs(ledger: Ledger, corridor: str) -> list[Any]:
    return [ledger.atlas.legs[leg] for leg in ledger.atlas.corridors[corridor].legs]
