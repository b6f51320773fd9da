"""Goods followed from a deposit to a market: straight to a hub, on over the network, with and without Russia."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.atlas import Atlas
from data.formats import percentages
from data.texts import load_texts
from maps.cards import card_of, card_text
from maps.cards.around import claims_around, is_on_caspian
from maps.cards.desk import Desk
from maps.cards.numbers import number_sources
from maps.comparing.freight import MARKETS, RUSSIA, follow, freight_lines, market_name
from maps.comparing.haul import shares_of
from maps.measures import Measures
from maps.scene import OPEN_NETWORK, Routing

LANGUAGES = ("en", "id", "ja")
TODAY = datetime.date(2026, 11, 24)


def desk(atlas: Atlas, measures: Measures, language: str = "en") -> Desk:
    """Return a desk in a language."""
    return Desk(atlas, measures, load_texts(language), {}, TODAY)


def test_the_markets_are_places_of_the_network(atlas: Atlas) -> None:
    assert list(MARKETS) == ["rotterdam", "budapest", "constanta", "mersin", "istanbul", "japan"]
    assert [atlas.nodes[node].country for node in MARKETS.values()] == ["NL", "HU", "RO", "TR", "TR", "JP"]
    for language in LANGUAGES:
        assert all(market_name(atlas, market, load_texts(language)) for market in MARKETS)


@pytest.mark.parametrize("market", MARKETS)
def test_every_deposit_reaches_every_market_and_its_shares_sum_to_one(
    atlas: Atlas, measures: Measures, market: str
) -> None:
    for deposit in atlas.deposits:
        freight = follow(atlas, measures, deposit, market, OPEN_NETWORK)
        assert freight.plan
        assert (freight.hub, freight.hub_km) == (measures.remoteness[deposit].hub, measures.remoteness[deposit].hub_km)
        assert freight.plan.nodes[0] == freight.hub
        assert freight.plan.nodes[-1] == MARKETS[market]
        assert math.fsum(freight.country_shares.values()) == 1.0
        assert sum(percentages(freight.way.country_km).values()) == 100
        assert math.fsum(freight.way.country_km.values()) == pytest.approx(freight.way.km)
        assert math.fsum(freight.hub_countries_km.values()) == pytest.approx(freight.hub_km, abs=0.1)


def test_without_russia_every_deposit_still_has_a_way_and_none_enters_it(atlas: Atlas, measures: Measures) -> None:
    for deposit in atlas.deposits:
        for market in MARKETS:
            free = follow(atlas, measures, deposit, market, OPEN_NETWORK).russia_free
            assert atlas.nodes[free.hub].country != RUSSIA
            assert free.plan, (deposit, market)
            assert not free.needs(RUSSIA)
            assert RUSSIA not in free.plan.country_km


def test_to_rotterdam_russia_is_shorter_and_to_mersin_it_is_not_needed(atlas: Atlas, measures: Measures) -> None:
    north = follow(atlas, measures, "KZ-U-01", "rotterdam", OPEN_NETWORK)
    assert north.open_way.needs(RUSSIA)
    assert north.russia_free.km > north.open_way.km
    south = follow(atlas, measures, "KZ-U-01", "mersin", OPEN_NETWORK)
    assert south.without_russia
    assert south.plan
    assert south.without_russia.legs == south.plan.legs


def test_japan_is_reached_by_way_of_chinas_ports_alone(atlas: Atlas, measures: Measures) -> None:
    freight = follow(atlas, measures, "KZ-U-01", "japan", OPEN_NETWORK)
    assert freight.plan
    assert freight.plan.legs[-1] == "LIANYUNGANG-HAKATA"
    assert freight.plan.mode_km["sea"] == pytest.approx(1128)
    closed = follow(atlas, measures, "KZ-U-01", "japan", Routing(avoid=frozenset({"CN"})))
    assert closed.plan is None
    assert closed.cut
    assert closed.cut.barriers == ("CN",)


def test_a_deposit_in_an_avoided_country_has_no_way_and_it_is_said(atlas: Atlas, measures: Measures) -> None:
    for language, word in (("en", "Kazakhstan"), ("id", "Kazakhstan"), ("ja", "カザフスタン")):
        freight = follow(atlas, measures, "KZ-U-01", "mersin", Routing(avoid=frozenset({"KZ"})))
        assert freight.plan is None
        assert freight.country_shares == {}
        lines = freight_lines(desk(atlas, measures, language), freight)
        assert freight.cut
        assert freight.cut.sentence[language] in lines
        assert word in freight.cut.sentence[language]


def test_a_closed_hub_is_passed_over_for_the_next_nearest(atlas: Atlas, measures: Measures) -> None:
    first = follow(atlas, measures, "KZ-U-01", "mersin", OPEN_NETWORK)
    other = follow(atlas, measures, "KZ-U-01", "mersin", Routing(without=frozenset({first.hub})))
    assert other.hub != first.hub
    assert other.hub_km > first.hub_km
    assert other.open_way == first.open_way


def test_where_the_hub_is_the_market_there_is_only_the_straight_line(atlas: Atlas, measures: Measures) -> None:
    hub = measures.remoteness["KZ-U-01"].hub
    freight = follow(atlas, measures, "KZ-U-01", hub, OPEN_NETWORK)
    assert (freight.plan, freight.cut) == (None, None)
    assert freight.way.km == freight.hub_km
    assert any("is the market itself" in line for line in freight_lines(desk(atlas, measures), freight))


def test_names_that_the_network_does_not_have_are_no_limits(atlas: Atlas, measures: Measures) -> None:
    odd = Routing(avoid=frozenset({"QQ"}), without=frozenset({"NO-LEG"}))
    freight = follow(atlas, measures, "KZ-U-01", "mersin", odd)
    assert freight.plan
    assert freight.open_way.plan
    assert freight.plan.legs == freight.open_way.plan.legs


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_with_its_straight_line_shares_claims_and_both_ways(
    atlas: Atlas, measures: Measures, language: str
) -> None:
    written = desk(atlas, measures, language)
    freight = follow(atlas, measures, "KZ-U-01", "rotterdam", OPEN_NETWORK)
    lines = freight_lines(written, freight)
    assert written.km(freight.hub_km) in lines[1]
    shares = next(line for line in lines if line.count(" %") > 3)
    assert sum(map(int, re.findall(r"(\d+) %", shares))) == 100
    whole = "\n".join(lines)
    assert written.km(freight.open_way.km) in whole
    assert written.km(freight.russia_free.km) in whole
    assert all(written.texts.name(claim.text) in whole for claim in freight.claims)
    assert "{" not in whole


def test_a_straight_line_through_an_avoided_country_is_said(atlas: Atlas, measures: Measures) -> None:
    said = 0
    for deposit in atlas.deposits.values():
        hub = follow(atlas, measures, deposit.id, "mersin", OPEN_NETWORK)
        for country in set(hub.hub_countries_km) - {deposit.country, atlas.nodes[hub.hub].country, ""}:
            freight = follow(atlas, measures, deposit.id, "mersin", Routing(avoid=frozenset({country})))
            lines = freight_lines(desk(atlas, measures), freight)
            assert any(line.startswith("The straight line itself crosses") for line in lines)
            said += 1
    assert said


def test_a_deposits_card_has_the_way_to_each_market(atlas: Atlas, measures: Measures) -> None:
    card = card_of(atlas, measures, "KZ-U-01", load_texts("en"), {}, TODAY)
    rows = {row.label: row.value for row in card.statements}
    assert rows["Way to market · Rotterdam"].startswith("5,785 km; without Russia 6,490 km (+705 km)")
    assert rows["Way to market · Mersin"].endswith("needs no Russia")
    assert len([label for label in rows if label.startswith("Way to market")]) == len(MARKETS)


def test_caspian_ports_are_told_apart_from_all_others(atlas: Atlas) -> None:
    found = {node.id for node in atlas.nodes.values() if is_on_caspian(atlas, node)}
    assert found == {"AKTAU", "KURYK", "TURKMENBASHI", "ALAT", "ANZALI", "MAKHACHKALA"}


@pytest.mark.parametrize("feature", ["AKTAU", "KURYK", "ALAT", "AKTAU-ALAT", "KURYK-ALAT", "middle-core-dostyk-poti"])
def test_the_level_of_the_caspian_is_on_the_card_as_said_of_the_whole_sea(
    atlas: Atlas, measures: Measures, feature: str
) -> None:
    card = card_of(atlas, measures, feature, load_texts("en"), {}, TODAY)
    figures = {figure.measure: figure for figure in card.figures}
    figure = figures["Change of water level · Caspian Sea as a whole"]
    assert "2.3 m" in figure.text
    assert "4 m" in figure.note
    assert figure.sources
    assert "older than 24 months" in figures["Permitted draught · Caspian Sea as a whole"].marks


def test_a_leg_and_a_corridor_say_what_holds_goods_up_in_their_ports(atlas: Atlas, measures: Measures) -> None:
    texts = load_texts("en")
    leg = card_text(card_of(atlas, measures, "TURKMENBASHI-ALAT", texts, {}, TODAY), texts)
    assert "tank cars −37 %" in leg
    corridor = card_text(card_of(atlas, measures, "middle-core-dostyk-poti", texts, {}, TODAY), texts)
    assert "a 6,500 t ship carries 5,500 t" in corridor
    about = [figure.measure for figure in card_of(atlas, measures, "middle-core-dostyk-poti", texts, {}, TODAY).figures]
    assert "Bottleneck · Middle Corridor as a whole" in about
    assert "Loading of ships · Aktau" in about
    assert not claims_around(atlas, "POTI")
    assert not claims_around(atlas, "KZ")


def test_the_numbers_on_screen_hold_the_sources_of_what_lies_around(atlas: Atlas, measures: Measures) -> None:
    for feature in ("AKTAU", "KURYK-ALAT", "middle-core-dostyk-poti"):
        numbers = number_sources(atlas, (), (feature,))
        assert {source for claim in claims_around(atlas, feature) for source in claim.sources} <= set(numbers)


parts = st.dictionaries(st.text(min_size=1, max_size=3), st.floats(0.01, 1e5), min_size=1, max_size=12)


@given(parts)
def test_percentages_sum_to_a_hundred_and_are_off_by_less_than_one(given_parts: Mapping[str, float]) -> None:
    shown, total = percentages(given_parts), math.fsum(given_parts.values())
    assert list(shown) == list(given_parts)
    assert sum(shown.values()) == 100
    assert all(abs(shown[key] - 100 * value / total) < 1 for key, value in given_parts.items())


@given(parts)
def test_shares_sum_to_exactly_one(given_parts: Mapping[str, float]) -> None:
    assert math.fsum(shares_of(given_parts).values()) == 1.0


def test_nothing_has_no_shares() -> None:
    assert percentages({}) == {}
    assert percentages({"KZ": 0.0}) == {}
    assert shares_of({}) == {}
