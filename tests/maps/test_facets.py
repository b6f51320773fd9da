"""Facets: every value with a count of what choosing it would show."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest

from data.atlas import Atlas
from data.reading import FILES
from maps.facets import (
    DEPOSIT_FACETS,
    FACETS,
    Facet,
    cleared,
    count_near,
    days_of,
    facets_of,
    index_of,
    overlaps,
    toggled,
)
from maps.filtering import count_through, let_through
from maps.measures import Measures
from maps.remoteness import rail_distances_km
from maps.scene import NO_FILTERS, Filters, Scene

FIELDS = {"countries": "country", "families": "family", "statuses": "status", "confidences": "confidence"}


def counts(atlas: Atlas, scene: Scene, facet: str) -> dict[str, int]:
    found: Facet = next(known for known in facets_of(atlas, scene) if known.id == facet)
    return {value.slug: value.count for value in found.values}


def raw_deposits() -> list[dict[str, object]]:
    features = json.loads((FILES / "deposits.geojson").read_text(encoding="utf-8"))["features"]
    return [feature["properties"] for feature in features]


@pytest.mark.parametrize("facet", list(FIELDS))
def test_without_filters_the_counts_are_those_of_the_file(atlas: Atlas, first_scene: Scene, facet: str) -> None:
    assert counts(atlas, first_scene, facet) == Counter(raw[FIELDS[facet]] for raw in raw_deposits())


def test_a_deposit_counts_for_each_of_its_commodities(atlas: Atlas, first_scene: Scene) -> None:
    listed: Counter[object] = Counter()
    for raw in raw_deposits():
        names = raw["commodities"]
        assert isinstance(names, list)
        listed.update(names)
    assert counts(atlas, first_scene, "commodities") == listed


def test_an_operator_that_no_source_confirms_is_not_known(atlas: Atlas, first_scene: Scene) -> None:
    known = sum(bool(raw["operator"] and raw["operator_confirmed"]) for raw in raw_deposits())
    assert counts(atlas, first_scene, "operator") == {"known": known, "unknown": len(atlas.deposits) - known}


@pytest.mark.parametrize("facet", DEPOSIT_FACETS)
def test_a_count_is_what_choosing_that_value_alone_would_let_through(
    atlas: Atlas, first_scene: Scene, facet: str
) -> None:
    """The other facets' choices hold; the facet's own is left aside."""
    scene = first_scene.with_filters(
        Filters(
            countries=frozenset({"KZ", "KG"}), statuses=frozenset({"producing", "development"}), operator_known=True
        )
    )
    for value, count in counts(atlas, scene, facet).items():
        alone = toggled(atlas, cleared(scene, facet), facet, value)
        assert count == len(let_through(atlas, alone.filters)), value


def test_choosing_and_choosing_again_leads_back(atlas: Atlas, first_scene: Scene) -> None:
    for facet in FACETS:
        for value in counts(atlas, first_scene, facet):
            once = toggled(atlas, first_scene, facet, value)
            assert once != first_scene
            again = toggled(atlas, once, facet, value)
            assert (again.filters, again.period) == (NO_FILTERS, None)


def test_one_operator_choice_takes_the_place_of_the_other(atlas: Atlas, first_scene: Scene) -> None:
    known = toggled(atlas, first_scene, "operator", "known")
    assert known.filters.operator_known is True
    assert toggled(atlas, known, "operator", "unknown").filters.operator_known is False


def test_what_is_chosen_is_switched_on_if_nothing_of_it_is(atlas: Atlas, first_scene: Scene) -> None:
    without = first_scene.with_parts(first_scene.parts - {"deposits-gold", "summits"})
    assert "deposits-gold" in toggled(atlas, without, "families", "gold").parts
    assert "summits" in toggled(atlas, without, "years", "2025").parts
    assert toggled(atlas, without, "countries", "UZ").parts == without.parts


def test_years_make_one_span(atlas: Atlas, first_scene: Scene) -> None:
    assert counts(atlas, first_scene, "years") == {"2024": 2, "2025": 5}
    both = toggled(atlas, toggled(atlas, first_scene, "years", "2025"), "years", "2024")
    assert both.period == ("2024-01-01", "2025-12-31")
    assert toggled(atlas, both, "years", "2024").period == ("2025-01-01", "2025-12-31")
    assert toggled(atlas, both, "years", "2025").period == ("2024-01-01", "2024-12-31")
    week = first_scene.with_period(("2024-08-05", "2024-08-11"))
    assert toggled(atlas, week, "years", "2024").period is None


def test_dates_of_a_month_or_a_year_cover_all_of_it(atlas: Atlas) -> None:
    event = atlas.events["founding-c5plus1-2015"]
    assert days_of(event) == ("2015-01-01", "2015-12-31")
    month = replace(event, date_start="2015-11", date_end="2015-11")
    assert days_of(month) == ("2015-11-01", "2015-11-31")
    assert overlaps(days_of(month), ("2015-11-30", "2015-12-05"))
    assert not overlaps(days_of(month), ("2015-12-01", "2015-12-05"))


def test_near_a_railway_means_its_measured_distance(atlas: Atlas, measures: Measures) -> None:
    distances = rail_distances_km(atlas)
    for km in (1.0, 25.0, 100.0, 400.0):
        near = {name for name, away in distances.items() if away <= km}
        assert let_through(atlas, Filters(near_km=km)) == near
        assert count_near(atlas, NO_FILTERS, km) == len(near)
    gold = Filters(commodities=frozenset({"gold"}))
    assert count_near(atlas, gold, 50.0) == len(let_through(atlas, replace(gold, near_km=50.0)))


def test_a_value_that_no_deposit_has_lets_none_through(atlas: Atlas) -> None:
    assert count_through(atlas, Filters(commodities=frozenset({"unobtainium"}))) == 0


def test_another_atlas_gets_its_own_index(atlas: Atlas, first_scene: Scene) -> None:
    first = next(iter(atlas.deposits))
    smaller = replace(atlas, deposits={first: atlas.deposits[first]})
    assert sum(counts(smaller, first_scene, "countries").values()) == 1
    assert sum(counts(atlas, first_scene, "countries").values()) == len(atlas.deposits)
    assert index_of(atlas) is index_of(atlas)
