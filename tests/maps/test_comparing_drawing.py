"""What is drawn of ways: their legs, what is closed and broken in every aspect, marks, and the sources behind."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.atlas import Atlas
from maps import measures as kept_measures
from maps.cache import Prepared
from maps.commands import DrawWays
from maps.comparing import banner, ways_shown
from maps.comparing.cautions import cautions_along, middle_of
from maps.comparing.rows import row_of
from maps.drawn import feature_of
from maps.layers import LAYERS
from maps.measures import Measures, keep
from maps.messages import encode
from maps.planning.travel import touches
from maps.scene import HOME, Routing, Scene
from maps.transition import transition
from maps.visible import visible_sources

NOTHING = DrawWays((), (), (), (), (), (), (), (), (), ())
CORE = "middle-core-dostyk-poti"


@pytest.fixture(autouse=True)
def measured(measures: Measures) -> None:
    """Keep the measures, as a started program does."""
    keep(measures)


def drawn(atlas: Atlas, routing: Routing, language: str = "en") -> DrawWays:
    """Return what is drawn in a scene with a routing."""
    return ways_shown(atlas, Scene(HOME, frozenset(), language=language, routing=routing))


def marks(command: DrawWays, kind: str) -> list[tuple[float, float, str]]:
    """Return the marks of a kind."""
    found = zip(command.mark_kinds, command.mark_lons, command.mark_lats, command.mark_texts, strict=True)
    return [(lon, lat, text) for known, lon, lat, text in found if known == kind]


@pytest.fixture(scope="module")
def items(atlas: Atlas, prepared: Prepared) -> dict[str, set[str]]:
    """Return the items that the page draws, by feature."""
    found: dict[str, set[str]] = {}
    for layer in LAYERS:
        for item in layer.draw(atlas):
            found.setdefault(feature_of(item.id), set()).add(item.id)
    return found


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_broken_is_drawn_broken_in_every_aspect(
    atlas: Atlas, items: dict[str, set[str]], data: st.DataObject
) -> None:
    legs = data.draw(st.frozensets(st.sampled_from(sorted(atlas.legs)), min_size=1, max_size=3))
    command = drawn(atlas, Routing(without=legs | {"AKTAU"}))
    for leg in legs:
        assert {f"{leg}/network", *(f"{leg}/{known.group}" for known in atlas.groups_of(leg))} <= set(command.broken)
        assert set(command.broken) & items[leg]
    assert "AKTAU" in command.broken
    assert not set(command.broken) & set(command.closed)
    places = {middle_of(atlas.legs[leg]) for leg in legs} | {atlas.nodes["AKTAU"].position}
    assert {(lon, lat) for lon, lat, _ in marks(command, "broken")} == places, "a road shares its railway's"


def test_the_legs_in_avoided_countries_are_closed_and_no_others(atlas: Atlas) -> None:
    command = drawn(atlas, Routing(avoid=frozenset({"RU"})))
    inside = {leg.id for leg in atlas.legs.values() if "RU" in touches(leg, atlas.nodes)}
    assert {feature_of(item) for item in command.closed} == inside
    assert all(f"{leg}/network" in command.closed for leg in inside)


def test_a_closed_mode_is_closed_leg_by_leg_and_not_broken(atlas: Atlas) -> None:
    command = drawn(atlas, Routing(without=frozenset({"sea"})))
    assert {feature_of(item) for item in command.closed} == {leg.id for leg in atlas.legs.values() if leg.mode == "sea"}
    assert command.broken == ()


def test_at_most_two_ways_are_drawn_with_the_items_of_the_network(atlas: Atlas, items: dict[str, set[str]]) -> None:
    command = drawn(atlas, Routing(pinned=(CORE, "northern-core-dostyk-brest")))
    assert command.first == tuple(f"{leg}/network" for leg in atlas.corridors[CORE].legs)
    assert len(command.second) == len(atlas.corridors["northern-core-dostyk-brest"].legs)
    assert all(item in items[feature_of(item)] for item in (*command.first, *command.second))


@pytest.mark.parametrize(("language", "ends"), [("en", "Poti"), ("id", "Poti"), ("ja", "ポティ")])
def test_marks_along_a_way_say_where_it_ends_and_what_changes(atlas: Atlas, language: str, ends: str) -> None:
    command = drawn(atlas, Routing(chosen="middle-dostyk-black-sea"), language)
    assert [text for _, _, text in marks(command, "end")] == [atlas.nodes["BUDAPEST"].short[language]]
    dostyk = atlas.nodes["DOSTYK"].position
    assert dostyk in {(lon, lat) for lon, lat, _ in marks(command, "gauge")}
    ports = {(lon, lat) for lon, lat, _ in marks(command, "transfer")}
    assert ports == {atlas.nodes[node].position for node in ("AKTAU", "ALAT", "POTI", "CONSTANTA")}
    plan = row_of(atlas, kept_or_fail(), Routing(), "middle-dostyk-black-sea")
    assert plan
    assert plan.plan
    assert len(marks(command, "border")) == plan.plan.crossings
    assert atlas.nodes["POTI"].short[language] == ends


def kept_or_fail() -> Measures:
    """Return the measures kept."""
    found = kept_measures.kept()
    assert found
    return found


def test_claims_on_low_water_and_bottlenecks_stand_on_the_way(atlas: Atlas, measures: Measures) -> None:
    command = drawn(atlas, Routing(chosen=CORE))
    aktau = atlas.nodes["AKTAU"].position
    at_aktau = [text for lon, lat, text in marks(command, "water") if (lon, lat) == aktau]
    assert len(at_aktau) == 1
    assert at_aktau[0].startswith("75–90 %")
    on_sea = [text for lon, lat, text in marks(command, "water") if (lon, lat) != aktau]
    assert [text[:12] for text in on_sea] == ["−26 cm a yea"]
    assert marks(command, "bottleneck")
    found = row_of(atlas, measures, Routing(), CORE)
    assert found
    assert found.plan
    west, east = min(lon for lon, _ in aktau_legs(atlas)), max(lon for lon, _ in aktau_legs(atlas))
    for caution in cautions_along(atlas, found.plan):
        assert west - 1 <= caution.position[0] <= east + 1
        assert caution.claim.sources


def aktau_legs(atlas: Atlas) -> list[tuple[float, float]]:
    """Return the positions along the core of the Middle Corridor."""
    return [position for leg in atlas.corridors[CORE].legs for position in atlas.legs[leg].line]


def test_followed_goods_start_at_the_deposit_and_go_straight_to_a_hub(atlas: Atlas) -> None:
    command = drawn(atlas, Routing().with_freight("KZ-U-01", "rotterdam"))
    deposit = atlas.deposits["KZ-U-01"]
    assert (command.line_lons[0], command.line_lats[0]) == pytest.approx(deposit.position, abs=1e-4)
    [(lon, lat, _)] = marks(command, "hub")
    assert (command.line_lons[-1], command.line_lats[-1]) == pytest.approx((lon, lat), abs=1e-4)
    [(start_lon, start_lat, _)] = marks(command, "start")
    assert (start_lon, start_lat) == deposit.position
    assert command.first


def test_without_limits_and_ways_nothing_is_drawn_and_told(atlas: Atlas, first_scene: Scene) -> None:
    assert drawn(atlas, Routing()) == NOTHING
    assert drawn(atlas, Routing(own=(("ALMATY", "POTI"),), with_planned=True)) == NOTHING
    assert not [known for known in transition(atlas, None, first_scene) if isinstance(known, DrawWays)]


def test_before_there_are_measures_nothing_is_drawn_or_said(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_measures, "_kept", [])
    scene = Scene(HOME, frozenset(), routing=Routing(avoid=frozenset({"RU"}), chosen=CORE))
    assert ways_shown(atlas, scene) == NOTHING
    assert banner(atlas, scene).lines == ()


def test_the_same_scene_gives_the_same_command(atlas: Atlas) -> None:
    routing = Routing(
        avoid=frozenset({"RU", "IR"}), without=frozenset({"AKTAU", "KURYK"}), pinned=(CORE, "southern-kti")
    )
    before = drawn(atlas, routing)
    drawn(atlas, Routing(chosen="planned-tripp"))
    assert drawn(atlas, routing) == before
    assert encode(before)


def test_the_sources_of_the_ways_on_show_and_of_their_marks_are_cited(atlas: Atlas, measures: Measures) -> None:
    routing = Routing(avoid=frozenset({"RU"}), chosen=CORE)
    cited = visible_sources(atlas, Scene(HOME, frozenset(), routing=routing))
    for leg in atlas.corridors[CORE].legs:
        assert set(atlas.legs[leg].sources) <= set(cited)
    found = row_of(atlas, measures, routing, CORE)
    assert found
    assert found.plan
    for caution in cautions_along(atlas, found.plan):
        assert set(caution.claim.sources) <= set(cited)
    assert atlas.articles[0].source in cited
    assert len(cited) == len(set(cited))
