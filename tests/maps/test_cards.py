"""Cards: what is known of each kind of feature, with its doubts, dates and sources."""

from __future__ import annotations

import datetime

import pytest

from data.atlas import Atlas
from data.texts import load_texts
from maps.cards import Card, card_of, card_text
from maps.cards.listing import list_features, visible_in_order
from maps.cards.numbers import number_sources
from maps.measures import Measures
from maps.scene import Scene
from maps.visible import visible_sources

TODAY = datetime.date(2026, 6, 1)


def make(atlas: Atlas, measures: Measures, feature: str, language: str = "en") -> Card:
    return card_of(atlas, measures, feature, load_texts(language), {}, TODAY)


def row(card: Card, label: str) -> str:
    return next(row.value for row in card.rows if row.label == label)


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_every_feature_has_a_card(atlas: Atlas, measures: Measures, language: str) -> None:
    for feature in atlas.features:
        card = make(atlas, measures, feature, language)
        assert card.title
        assert card.subtitle
        assert card_text(card, load_texts(language)).startswith(card.title)


def test_every_number_on_a_card_leads_to_a_source_below(atlas: Atlas, measures: Measures) -> None:
    for feature in atlas.features:
        card = make(atlas, measures, feature)
        listed = {source.number for source in card.sources}
        used = {*card.cited}
        for sources in (*(row.sources for row in (*card.rows, *card.statements)), *(f.sources for f in card.figures)):
            used |= set(sources)
        assert used <= listed


def test_every_claim_about_a_feature_is_on_its_card(atlas: Atlas, measures: Measures) -> None:
    for feature in {claim.about for claim in atlas.claims}:
        told = [figure.text for figure in make(atlas, measures, feature).figures]
        own = [claim.text["en"] for claim in atlas.claims_about(feature)]
        assert sorted(told[: len(own)]) == sorted(own)


def test_an_unconfirmed_status_says_so_and_a_confirmed_one_does_not(atlas: Atlas, measures: Measures) -> None:
    for deposit in atlas.deposits.values():
        status = next(row for row in make(atlas, measures, deposit.id).rows if row.label == "Status")
        assert ("not confirmed" in status.marks) is not deposit.status_confirmed


def test_an_unconfirmed_operator_says_so_and_cites_nobody(atlas: Atlas, measures: Measures) -> None:
    unsure = [deposit for deposit in atlas.deposits.values() if deposit.operator and not deposit.operator_confirmed]
    assert unsure
    for deposit in unsure:
        operator = next(row for row in make(atlas, measures, deposit.id).rows if row.label == "Operator")
        assert operator.marks == ("not confirmed",)
        assert operator.sources == ()


def test_old_undated_and_unverified_claims_are_marked(atlas: Atlas, measures: Measures) -> None:
    marks = {}
    for claim in atlas.claims:
        for figure in make(atlas, measures, claim.about).figures:
            if figure.text == claim.text["en"]:
                marks[claim.id] = (claim, figure.marks)
    for claim, marked in marks.values():
        assert ("undated" in marked) is (claim.asof is None)
        assert ("not confirmed" in marked) is (claim.confidence == "unverified")
    assert "older than 24 months" in marks["KZ-U-01-c1"][1]


def test_a_fresh_claim_is_not_called_old(atlas: Atlas, measures: Measures) -> None:
    card = card_of(atlas, measures, "KZ-U-01", load_texts("en"), {}, datetime.date(2014, 6, 1))
    assert all("older than 24 months" not in figure.marks for figure in card.figures)


def test_differing_sources_are_shown_side_by_side_and_marked(atlas: Atlas, measures: Measures) -> None:
    volumes = [figure for figure in make(atlas, measures, "middle").figures if "2023" in figure.text]
    assert len(volumes) > 1
    assert any("sources differ" in figure.marks for figure in volumes)


def test_the_middle_corridor_says_that_it_stays_out_of_russia(atlas: Atlas, measures: Measures) -> None:
    card = make(atlas, measures, "middle")
    assert card.statements[0].value.startswith("None of the ")
    assert "nearest approach" in card.statements[0].value
    members = {statement.label for statement in card.statements[1:]}
    assert members == {atlas.corridors[name].names["en"] for name in atlas.groups["middle"].members}


def test_a_corridor_through_russia_gives_the_kilometres(atlas: Atlas, measures: Measures) -> None:
    northern = next(name for name, corridor in atlas.corridors.items() if corridor.group == "northern")
    sentence = next(s.value for s in make(atlas, measures, northern).statements if s.label == "Russia")
    assert "in Russia as drawn" in sentence
    assert "as geodesic" in sentence
    assert not sentence.startswith("0 km")


def test_a_length_says_how_it_is_known(atlas: Atlas, measures: Measures) -> None:
    for leg in atlas.legs.values():
        length = next(row for row in make(atlas, measures, leg.id).rows if row.label == "Length")
        assert atlas.term("length_basis", leg.length_basis, "en") in length.value
        assert bool(length.marks) is (leg.length_basis in ("computed", "estimated"))


def test_a_card_names_the_precision_of_a_place(atlas: Atlas, measures: Measures) -> None:
    deposit = atlas.deposits["KZ-U-01"]
    assert row(make(atlas, measures, "KZ-U-01"), "Precision") == f"within {deposit.precision_km} km"


def test_a_card_holds_the_name_in_the_other_languages_and_the_local_one(atlas: Atlas, measures: Measures) -> None:
    names = dict(make(atlas, measures, "KZ-U-02").names)
    assert names["日本語"] == atlas.deposits["KZ-U-02"].names["ja"]
    assert names["Local name"] == atlas.deposits["KZ-U-02"].names["local"]


def test_a_passage_on_a_card_tells_what_the_map_adds(atlas: Atlas, measures: Measures) -> None:
    passages = make(atlas, measures, "KZ-U-01").passages
    assert passages
    assert all(passage.addition for passage in passages)
    assert passages[0].words.casefold() == "uranium"


def test_sources_are_numbered_as_on_the_map_first(atlas: Atlas, first_scene: Scene, measures: Measures) -> None:
    scene = first_scene.with_selected(("KZ-U-01",))
    visible = visible_sources(atlas, scene)
    numbers = number_sources(atlas, visible, scene.selected)
    assert list(numbers)[: len(visible)] == list(visible)
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    card = card_of(atlas, measures, "KZ-U-01", load_texts("en"), numbers, TODAY)
    assert {source.id: source.number for source in card.sources}.items() <= numbers.items()


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_the_list_holds_every_feature_once(atlas: Atlas, language: str) -> None:
    listed = [feature for group in list_features(atlas, load_texts(language)) for feature, _ in group.features]
    assert sorted(listed) == sorted(atlas.features)


def test_the_walk_leaves_out_what_is_switched_off(atlas: Atlas, first_scene: Scene) -> None:
    texts = load_texts("en")
    everything = visible_in_order(atlas, first_scene, texts)
    without = visible_in_order(atlas, first_scene.with_parts(first_scene.parts - {"deposits-uranium"}), texts)
    gone = set(everything) - set(without)
    assert gone == {deposit.id for deposit in atlas.deposits.values() if deposit.family == "uranium"}
