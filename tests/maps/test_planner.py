"""The planner against published lengths, against the rules any planner must keep, and in what it says."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.atlas import Atlas, load_atlas
from data.errors import BrokenFactsError
from data.reading import FILES
from maps.measures import Measures
from maps.network_checks import check_network, parts_of
from maps.planner import Planner
from maps.planning.plan import NoPath, Plan, Question, QuestionError
from maps.planning.times import BASES, Times, load_assumptions
from maps.planning.travel import touches
from maps.scene import By

NODES = sorted(json_node["id"] for json_node in json.loads((FILES / "nodes.geojson").read_text("utf-8"))["features"])
LEGS = sorted(json_leg["id"] for json_leg in json.loads((FILES / "legs.geojson").read_text("utf-8"))["features"])

place = st.sampled_from(NODES)
places = st.tuples(place, place).filter(lambda ends: ends[0] != ends[1])
countries = st.frozensets(st.sampled_from(["RU", "IR", "CN", "TM", "AZ", "GE", "UZ", "KG", "TR"]), max_size=3)
broken = st.frozensets(st.sampled_from([*LEGS, *NODES, "road", "sea"]), max_size=4)
measure_of_best: st.SearchStrategy[By] = st.sampled_from(["km", "days", "crossings"])
checked = settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def planner(atlas: Atlas, measures: Measures) -> Planner:
    """Return a planner on the shipped facts."""
    return Planner(atlas, measures)


def best(planner: Planner, start: str, end: str, *, avoid: Iterable[str] = (), by: By = "km") -> Plan:
    """Return the best plan there is."""
    answer = planner.plan(Question(start, end, frozenset(avoid), by=by))
    assert not isinstance(answer, NoPath), answer.sentence["en"]
    return answer[0]


def cut(planner: Planner, question: Question) -> NoPath:
    """Return what cuts all ways."""
    answer = planner.plan(question)
    assert isinstance(answer, NoPath)
    return answer


@pytest.mark.parametrize(
    ("start", "end", "published_km"),
    [
        ("BAKU", "KARS", 826),
        ("UZEN", "GORGAN", 928),
        ("DOSTYK", "BREST", 5430),
        ("AKTAU", "POTI", 1300),
        ("BUKHARA", "MISKEN", 355),
        ("DOSTYK", "MOYINTY", 836),
        ("ALTYNKOL", "ZHETYGEN", 293),
    ],
)
def test_the_shortest_way_is_as_long_as_published(planner: Planner, start: str, end: str, published_km: float) -> None:
    assert best(planner, start, end).km == pytest.approx(published_km, rel=0.05)


def test_the_middle_corridor_from_khorgos_is_as_long_as_published_by_rail_and_by_sea(planner: Planner) -> None:
    plan = best(planner, "ALTYNKOL", "POTI", by="crossings")
    assert plan.mode_km["rail"] == pytest.approx(4256, rel=0.05)
    assert plan.mode_km["sea"] == pytest.approx(508, rel=0.05)
    assert set(plan.mode_km) == {"rail", "sea"}


def test_from_dostyk_it_is_a_tenth_shorter_than_the_published_figure_which_names_no_station(planner: Planner) -> None:
    plan = best(planner, "DOSTYK", "POTI")
    assert plan.mode_km["rail"] == pytest.approx(4256 * 0.9, rel=0.01)
    assert plan.mode_km["sea"] == pytest.approx(508, rel=0.05)


def test_a_shipped_corridor_as_a_plan_has_the_sums_of_its_measures(
    planner: Planner, atlas: Atlas, measures: Measures
) -> None:
    for corridor in atlas.corridors.values():
        plan, measure = planner.along(corridor), measures.corridors[corridor.id]
        assert plan.nodes == corridor.nodes
        assert plan.legs == corridor.legs
        assert plan.km == pytest.approx(measure.length_km, abs=0.1)
        assert plan.published_share == pytest.approx(measure.published_share, abs=1e-3)


@pytest.mark.parametrize(
    ("corridor", "low", "high"),
    [("middle-core-khorgos-poti", 12, 12), ("southern-kti", 15, 15), ("middle-btk-mersin", 17, 17)],
)
def test_published_days_of_whole_sections_lie_in_the_range(
    planner: Planner, atlas: Atlas, corridor: str, low: float, high: float
) -> None:
    least, most = planner.along(atlas.corridors[corridor]).days
    assert least <= low <= high <= most


def test_the_published_days_to_absheron_and_constanta_lie_in_the_range(planner: Planner) -> None:
    for end, low, high in (("ABSHERON", 9, 9), ("CONSTANTA", 20, 22)):
        least, most = best(planner, "ALTYNKOL", end, avoid=["RU"], by="crossings").days
        assert least <= low <= high <= most


@checked
@given(places, countries, broken, st.booleans(), measure_of_best)
def test_a_way_uses_nothing_that_is_avoided_broken_or_unbuilt(
    planner: Planner,
    atlas: Atlas,
    ends: tuple[str, str],
    avoid: frozenset[str],
    without: frozenset[str],
    planned: bool,
    by: By,
) -> None:
    answer = planner.plan(Question(*ends, avoid, without, by, planned))
    if isinstance(answer, NoPath):
        assert all(answer.sentence.values())
        assert answer.legs or answer.nodes or not (avoid or without) or answer.barriers == ()
        return
    for plan in answer:
        assert plan.nodes[0] == ends[0]
        assert plan.nodes[-1] == ends[1]
        assert len(set(plan.nodes)) == len(plan.nodes)
        for step in plan.steps:
            assert {step.start, step.end} == {step.leg.start, step.leg.end}
            assert not avoid & touches(step.leg, atlas.nodes)
            assert not avoid & set(step.country_km)
            assert not without & {step.leg.id, step.start, step.end, step.leg.mode}
            assert planned or step.leg.status == "operating"


@checked
@given(places, countries, measure_of_best)
def test_the_sums_of_a_way_add_up(planner: Planner, ends: tuple[str, str], avoid: frozenset[str], by: By) -> None:
    answer = planner.plan(Question(*ends, avoid, by=by, with_planned=True))
    if isinstance(answer, NoPath):
        return
    for plan in answer:
        assert sum(plan.country_shares.values()) == pytest.approx(1)
        assert sum(plan.mode_km.values()) == pytest.approx(plan.km)
        assert 0 <= plan.published_share <= 1
        assert 0 < plan.days[0] <= plan.days[1]
        assert {known.country for known in plan.inside} == avoid


@checked
@given(places, countries, measure_of_best)
def test_breaking_a_leg_never_makes_the_best_way_better(
    planner: Planner, ends: tuple[str, str], avoid: frozenset[str], by: By
) -> None:
    def cost(plan: Plan) -> float:
        return {"km": plan.km, "days": sum(plan.days), "crossings": float(plan.crossings)}[by]

    answer = planner.plan(Question(*ends, avoid, by=by))
    if isinstance(answer, NoPath):
        return
    for leg in answer[0].legs:
        after = planner.plan(Question(*ends, avoid, frozenset({leg}), by))
        assert isinstance(after, NoPath) or cost(after[0]) >= cost(answer[0]) - 1e-6


@checked
@given(places, countries, st.booleans())
def test_there_and_back_are_as_long(
    planner: Planner, ends: tuple[str, str], avoid: frozenset[str], planned: bool
) -> None:
    there = planner.plan(Question(*ends, avoid, with_planned=planned), limit=1)
    back = planner.plan(Question(ends[1], ends[0], avoid, with_planned=planned), limit=1)
    assert isinstance(there, NoPath) == isinstance(back, NoPath)
    if not isinstance(there, NoPath) and not isinstance(back, NoPath):
        assert there[0].km == pytest.approx(back[0].km)


@checked
@given(places, measure_of_best)
def test_the_others_are_distinct_and_no_better(planner: Planner, ends: tuple[str, str], by: By) -> None:
    answer = planner.plan(Question(*ends, by=by))
    if isinstance(answer, NoPath):
        return
    assert len(answer) <= 3
    assert len({plan.legs for plan in answer}) == len(answer)
    if by == "km":
        assert [plan.km for plan in answer] == sorted(plan.km for plan in answer)


def test_the_middle_corridor_needs_no_russia_and_geometry_agrees(planner: Planner, atlas: Atlas) -> None:
    plan = best(planner, "DOSTYK", "POTI", avoid=["RU"])
    assert [(known.drawn_km, known.straight_km) for known in plan.inside] == [(0.0, 0.0)]
    middle = [corridor for corridor in atlas.corridors.values() if corridor.group == "middle"]
    assert middle
    assert not any(planner.blocked(corridor, {"RU"}) for corridor in middle)


def test_the_northern_corridor_has_no_path_without_russia(planner: Planner, atlas: Atlas) -> None:
    northern = [corridor for corridor in atlas.corridors.values() if corridor.group == "northern"]
    assert northern
    for corridor in northern:
        assert "MOSCOW-SMOLENSK" in planner.blocked(corridor, {"RU"})
    assert "RU" not in best(planner, "DOSTYK", "BREST", avoid=["RU"]).country_km


def test_without_russia_iran_and_aktau_there_is_still_a_way(planner: Planner) -> None:
    answer = planner.plan(Question("ALTYNKOL", "POTI", frozenset({"RU", "IR"}), frozenset({"AKTAU", "road"})))
    assert not isinstance(answer, NoPath)
    assert "TURKMENBASHI-ALAT" in answer[0].legs
    assert any("KURYK-ALAT" in plan.legs for plan in answer)


def test_the_geodesic_in_another_country_than_russia_is_cut_too(planner: Planner) -> None:
    """Near the Aras the generalised border lies south of the line: the facts hold, and both are told."""
    question = Question("ALAT", "KARS", frozenset({"IR", "GE"}), with_planned=True)
    answer = planner.plan(question)
    assert not isinstance(answer, NoPath)
    iran = next(known for known in answer[0].inside if known.country == "IR")
    assert iran.drawn_km > 30
    assert iran.straight_km > 30
    assert "IR" not in answer[0].country_km
    assert {found.country for found in answer[0].contradictions} >= {"IR"}


def test_oral_has_no_outlet_without_russia_and_the_cut_is_named(planner: Planner) -> None:
    answer = cut(planner, Question("ORAL", "ALMATY", frozenset({"RU"})))
    assert set(answer.legs) == {"ILETSK-ORAL", "ORAL-SAYKYN"}
    assert answer.nodes == ("ILETSK", "SARATOV")
    assert answer.sentence["en"] == (
        "Without Russia, Oral has no rail outlet: its only legs go through Iletsk and Saratov."
    )
    assert "ロシア" in answer.sentence["ja"]
    assert "サラトフ" in answer.sentence["ja"]
    assert "Rusia" in answer.sentence["id"]
    assert cut(planner, Question("ALMATY", "ORAL", frozenset({"RU"}))).legs == answer.legs


def test_with_all_caspian_ports_closed_the_cut_names_them(planner: Planner) -> None:
    ports = frozenset({"AKTAU", "KURYK", "TURKMENBASHI"})
    answer = cut(planner, Question("ALTYNKOL", "POTI", frozenset({"RU", "IR"}), ports))
    assert {"AKTAU-ALAT", "KURYK-ALAT", "TURKMENBASHI-ALAT"} <= set(answer.legs)
    assert set(answer.barriers) == {"RU", "IR", *ports}


def test_what_is_not_yet_built_is_named(planner: Planner) -> None:
    answer = cut(planner, Question("TASHKENT", "PESHAWAR"))
    assert answer.legs == ("MAZAR-KABUL", "KABUL-KHARLACHI", "KHARLACHI-PESHAWAR")
    assert answer.opens_with_planned
    assert not isinstance(planner.plan(Question("TASHKENT", "PESHAWAR", with_planned=True)), NoPath)


def test_a_place_in_an_avoided_country_or_closed_itself_is_said(planner: Planner) -> None:
    assert cut(planner, Question("MOSCOW", "ALMATY", frozenset({"RU"}))).barriers == ("RU",)
    assert cut(planner, Question("ALMATY", "AKTAU", without=frozenset({"AKTAU"}))).nodes == ("AKTAU",)


def test_where_the_gauge_and_the_mode_change_is_told(planner: Planner) -> None:
    assert [change.node for change in best(planner, "BAKU", "KARS").gauge_changes] == ["AKHALKALAKI"]
    assert [change.node for change in best(planner, "URUMQI", "ALMATY").gauge_changes] == ["ALTYNKOL"]
    assert [change.node for change in best(planner, "AKTAU", "POTI").transfers] == ["ALAT"]
    clipped = best(planner, "TARAZ", "SHYMKENT")
    assert [(border.before, border.after) for border in clipped.borders] == [("KZ", "KG"), ("KG", "KZ")]
    assert clipped.steps[0].countries == ("KZ", "KG")


def test_a_question_about_nothing_is_refused(planner: Planner) -> None:
    for question in (
        Question("POTI", "POTI"),
        Question("POTI", "ATLANTIS"),
        Question("POTI", "BAKU", frozenset({"QQ"})),
        Question("POTI", "BAKU", without=frozenset({"NO-LEG"})),
    ):
        with pytest.raises(QuestionError):
            planner.plan(question)


def test_every_assumption_says_where_it_comes_from(atlas: Atlas) -> None:
    for known in load_assumptions().values():
        assert known.basis in BASES
        assert set(known.sources) <= set(atlas.sources)
        assert known.sources or known.basis == "assumption"
        assert all(known.text[language] and known.names[language] for language in ("en", "id", "ja"))
    with pytest.raises(BrokenFactsError):
        Times({})


def test_the_network_fits_together_but_for_what_is_known(atlas: Atlas, measures: Measures) -> None:
    """The four are planned lines or junctions whose place of the gauge change the sources do not name."""
    found = check_network(atlas, measures)
    assert {(known.check, known.feature) for known in found} == {
        ("gauges", "ASTARA_IR-ASTARA_AZ"),
        ("gauges", "BAKHTY-TACHENG_CN"),
        ("gauges", "GYUMRI-KARS"),
        ("gauges", "SADARAK"),
    }


def test_without_russia_only_oral_and_the_pipeline_ends_are_cut_off() -> None:
    atlas = load_atlas()
    others = [node.id for node in atlas.nodes.values() if node.country != "RU"]
    parts = parts_of(atlas, lambda leg: leg.mode != "pipeline" and "RU" not in leg.countries, others)
    assert {node for part in parts[1:] for node in part} == {"ORAL", "TENGIZ", "SANGACHAL", "SUPSA", "CEYHAN"}
