"""Comparing corridors and ways: rows under limits, what is said of them in three languages, profiles and volumes."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from data.atlas import Atlas, load_atlas
from data.formats import percentages
from maps.comparing import banner
from maps.comparing.freight import signed_km
from maps.comparing.profile import profile_of
from maps.comparing.quoting import cut_around
from maps.comparing.row import COMPARED, Row
from maps.comparing.rows import row_of, rows_of
from maps.comparing.sentences import desk_for, needs_of
from maps.comparing.volumes import series_of
from maps.measures import Measures, keep
from maps.planner import planner_of
from maps.planning.insides import Insides
from maps.planning.plan import NoPath, Question
from maps.planning.travel import touches
from maps.scene import HOME, Routing, Scene

PARTS = ["AKTAU", "KURYK", "ALAT", "POTI", "TURKMENBASHI", "AKTAU-ALAT", "KHASHURI-TBILISI", "sea", "road"]
limits = st.builds(
    Routing,
    avoid=st.frozensets(st.sampled_from(["RU", "IR", "CN", "AZ", "TM", "GE", "TR"]), max_size=3),
    without=st.frozensets(st.sampled_from(PARTS), max_size=3),
    with_planned=st.booleans(),
    by=st.sampled_from(["km", "days", "crossings"]),
)
names = st.sampled_from([*COMPARED, "own:DOSTYK:POTI", "own:ALMATY:ISTANBUL", "own:ORAL:ALMATY"])
checked = settings(
    max_examples=50, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
BRIEFING = Routing(avoid=frozenset({"RU", "IR"}), without=frozenset({"AKTAU"}))


@pytest.fixture(autouse=True)
def measured(measures: Measures) -> None:
    """Keep the measures, as a started program does."""
    keep(measures)


def scene(routing: Routing, language: str = "en") -> Scene:
    """Return a scene with a routing."""
    return Scene(HOME, frozenset(), language=language, routing=routing)


def row(atlas: Atlas, measures: Measures, routing: Routing, name: str) -> Row:
    """Return a row that must be there."""
    found = row_of(atlas, measures, routing, name)
    assert found, name
    return found


@checked
@given(limits, names)
def test_a_row_is_closed_exactly_where_there_is_no_way_and_then_says_why(
    atlas: Atlas, measures: Measures, routing: Routing, name: str
) -> None:
    found = row(atlas, measures, routing, name)
    assert (found.state == "closed") == (found.plan is None) == (found.cut is not None)
    if found.plan is None:
        assert found.cut
        assert all(found.cut.sentence.values())
        return
    assert sum(found.plan.country_shares.values()) == pytest.approx(1)
    assert sum(percentages(found.plan.country_shares).values()) == 100
    if found.state == "open" and found.asked:
        assert found.plan.legs == found.asked.legs
        assert found.more_km == found.more_crossings == 0
    for step in found.plan.steps:
        assert not routing.avoid & touches(step.leg, atlas.nodes)
        assert not routing.without & {step.leg.id, step.start, step.end, step.leg.mode}


def test_the_rows_are_the_corridors_the_own_ways_with_alternatives_and_the_goods(
    atlas: Atlas, measures: Measures
) -> None:
    routing = Routing().with_way("ALMATY", "POTI").with_freight("KZ-U-01", "rotterdam")
    rows = rows_of(atlas, measures, routing, corridors=COMPARED[:2])
    assert [known.id for known in rows] == [
        *COMPARED[:2],
        "own:ALMATY:POTI",
        "own:ALMATY:POTI/2",
        "own:ALMATY:POTI/3",
        "freight",
    ]
    own, second = rows[2], rows[3]
    assert own.plan
    assert second.plan
    assert (own.kind, second.kind, rows[-1].kind) == ("own", "alternative", "freight")
    assert second.asked == own.asked
    assert second.more_km == pytest.approx(second.plan.km - own.plan.km)
    assert second.names["en"].startswith("Almaty – Poti")
    assert second.names != own.names


def test_a_planned_corridor_is_compared_as_shipped_though_it_does_not_run(atlas: Atlas, measures: Measures) -> None:
    found = row(atlas, measures, Routing(), "planned-tripp")
    assert found.state == "unbuilt"
    assert found.plan
    assert found.plan.legs == atlas.corridors["planned-tripp"].legs
    assert "not yet running" in banner(atlas, scene(Routing(chosen="planned-tripp"))).lines[1]


def test_claims_are_those_of_the_corridor_else_of_its_group_newest_first(atlas: Atlas, measures: Measures) -> None:
    core = row(atlas, measures, Routing(), "middle-core-dostyk-poti")
    assert {claim.about for claim in core.volume} == {"middle"}
    assert {claim.about for claim in row(atlas, measures, Routing(), "planned-tripp").capacity} == {"planned-tripp"}
    dates = [claim.asof or "" for claim in core.volume]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("name", ["", "nowhere", "own:POTI", "own:POTI:POTI", "own:POTI:MARS", "own:DOSTYK:POTI/9"])
def test_a_row_that_nobody_can_make_is_none(atlas: Atlas, measures: Measures, name: str) -> None:
    assert row_of(atlas, measures, Routing(), name) is None


def test_limits_that_the_network_does_not_have_limit_nothing(atlas: Atlas, measures: Measures) -> None:
    routing = Routing(avoid=frozenset({"XX"}), without=frozenset({"nowhere"}), chosen="southern-kti")
    assert row(atlas, measures, routing, "southern-kti") == row(atlas, measures, Routing(), "southern-kti")
    assert banner(atlas, scene(routing)).lines[0].startswith("Southern Corridor")


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            (
                "Without Russia and Iran, Aktau closed",
                "The Middle Corridor needs no Russia; the Northern Corridor has no path without it.",
                "Without Russia and Iran and with Aktau closed, the way from Dostyk to Poti is 4,358 km by way of "
                "Kuryk and Alat: 7–15 days, 2 border crossings (+37 km).",
            ),
        ),
        (
            "id",
            (
                "Tanpa Rusia dan Iran, Aktau ditutup",
                "Koridor Tengah tidak memerlukan Rusia; Koridor Utara tidak memiliki rute tanpa negara itu.",
                "Tanpa Rusia dan Iran dan dengan Aktau ditutup, rute dari Dostyk ke Poti adalah 4.358 km melalui Kuryk "
                "dan Alat: 7–15 hari, 2 lintas batas (+37 km).",
            ),
        ),
        (
            "ja",
            (
                "ロシア、イランを通らず、アクタウは閉鎖",
                "中央回廊はロシアを必要としませんが、北回廊はロシアなしでは経路がありません。",
                "ロシア、イランを通らずアクタウが閉鎖の場合、ドストゥクからポティへの経路はクルク、アラト経由で"
                "4,358 km、7–15日、国境通過2回です（+37 km）。",
            ),
        ),
    ],
)
def test_the_sentences_of_the_briefing_come_from_the_data(
    atlas: Atlas, language: str, sentences: tuple[str, ...]
) -> None:
    said = banner(atlas, scene(BRIEFING, language))
    assert said.lines[0] == sentences[0]
    assert all(any(sentence in line for line in said.lines) for sentence in sentences)
    assert len(said.lines) <= 4
    assert len(said.notes) == 2
    assert "EGINDO" in said.notes[0]
    assert "0 km" in said.notes[1]


def test_a_group_needs_a_country_if_no_variant_does_without(atlas: Atlas, measures: Measures) -> None:
    assert needs_of(atlas, measures, "RU") == (("middle", "southern"), ("northern",))
    assert needs_of(atlas, measures, "IR") == (("middle", "northern"), ("southern",))
    assert needs_of(atlas, measures, "CN") == ((), ())


@checked
@given(limits, names)
def test_what_the_banner_adds_is_the_difference_of_the_plans(
    atlas: Atlas, measures: Measures, routing: Routing, name: str
) -> None:
    found = row(atlas, measures, routing, name)
    assume(found.plan and found.asked and found.plan.legs != found.asked.legs)
    assert found.plan
    assert found.asked
    said = banner(atlas, scene(replace(routing, chosen=name)))
    more = signed_km(desk_for(atlas, measures, "en"), found.plan.km - found.asked.km)
    assert any(more in line for line in said.lines)
    assert len(said.lines) <= 4
    assert len(said.notes) <= 2


def test_nothing_is_said_without_limits_or_ways(atlas: Atlas) -> None:
    assert banner(atlas, scene(Routing(with_planned=True, own=(("ALMATY", "POTI"),)))).lines == ()


def test_the_same_scene_says_the_same_whatever_was_asked_before(atlas: Atlas, measures: Measures) -> None:
    before = banner(atlas, scene(BRIEFING))
    planner_of(atlas, measures).plan(Question("DOSTYK", "POTI", frozenset({"RU", "IR"})))  # verified in geometry
    assert banner(atlas, scene(BRIEFING)) == before
    assert banner(load_atlas(), scene(BRIEFING)) == before


def test_what_is_drawn_at_once_waits_for_no_geometry(
    atlas: Atlas, measures: Measures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Insides, "_cut")
    answer = planner_of(atlas, measures).plan(Question("DOSTYK", "POTI", frozenset({"RU", "TM"})), verified=False)
    assert not isinstance(answer, NoPath)
    assert [known.country for known in answer[0].inside] == ["RU"]
    assert rows_of(atlas, measures, Routing(avoid=frozenset({"TM", "GE"})))
    assert planner_of(atlas, measures) is planner_of(atlas, measures)


@checked
@given(limits, names)
def test_a_profile_is_as_long_as_its_way_and_has_no_gaps(
    atlas: Atlas, measures: Measures, routing: Routing, name: str
) -> None:
    plan = row(atlas, measures, routing, name).plan
    assume(plan)
    assert plan
    profile = profile_of(atlas, plan)
    assert profile.km == plan.km
    assert profile.stretches[0].from_km == 0
    assert profile.stretches[-1].to_km == pytest.approx(plan.km)
    for before, after in zip(profile.stretches, profile.stretches[1:], strict=False):
        assert after.from_km == pytest.approx(before.to_km)
    for country, km in plan.country_km.items():
        inside = math.fsum(part.to_km - part.from_km for part in profile.stretches if part.country == country)
        assert inside == pytest.approx(km, abs=1e-6)
    kms = [stop.km for stop in profile.stops]
    assert kms == sorted(kms)
    assert {stop.node for stop in profile.stops} <= set(plan.nodes)
    assert profile.stops[0].kinds[0] == "start"
    assert "end" in profile.stops[-1].kinds


def test_a_profile_tells_borders_gauges_and_transfers_at_their_nodes(atlas: Atlas, measures: Measures) -> None:
    plan = row(atlas, measures, Routing(), "middle-dostyk-black-sea").plan
    assert plan
    kinds = {stop.node: set(stop.kinds) for stop in profile_of(atlas, plan).stops}
    assert kinds["DOSTYK"] == {"border", "gauge"}
    assert kinds["AKTAU"] == {"transfer"}
    assert kinds["ALAT"] == {"border", "transfer"}


def test_the_volume_per_year_keeps_what_conflicts_apart(atlas: Atlas) -> None:
    tonnes, containers = series_of(atlas)
    assert (tonnes.unit, containers.unit) == ("Mt", "TEU")
    by_year = {year: {volume.low for volume in tonnes.of(year) if not volume.is_plan} for year in tonnes.years}
    assert by_year[2019] == {0.759}
    assert by_year[2023] == {2.764, 2.7, 2.8}
    assert all(volume.is_disputed for volume in tonnes.of(2023))
    [part] = [volume for volume in tonnes.volumes if volume.is_part]
    assert (part.year, part.low) == (2022, 1.84)
    assert {volume.low for volume in tonnes.of(2025) if volume.is_plan} == {5.2, 10.0}
    [actual] = [volume for volume in tonnes.of(2025) if not volume.is_plan]
    assert (actual.low, actual.is_disputed) == (4.119, False)
    assert {volume.low for volume in containers.of(2029)} == {300_000}
    assert set(tonnes.sources) <= set(atlas.sources)


@given(st.text(alphabet="ab ,.、中", max_size=160), st.data(), st.sampled_from(["en", "ja"]))
def test_a_quotation_is_cut_short_but_keeps_the_words_it_is_about(
    text: str, data: st.DataObject, language: str
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 20)))
    quote = cut_around(text, (start, end), 48, language)
    assert len(quote) <= max(48, 26)
    assert text[start:end].strip(" 、,;") in quote
