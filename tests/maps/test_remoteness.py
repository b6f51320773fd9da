"""Remoteness: the nearest hub and railway of the map, by a slower way too, and the capitals' distance to the sea."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from data.atlas import Atlas
from data.reading import Position
from data.texts import load_texts
from maps.geodesy import densify, distance_km, length_km
from maps.layers import LAYERS
from maps.layers.china_border import shared_border
from maps.measures import Measures, Remoteness
from maps.remoteness import hubs, operating_rails, rail_distances_km, remoteness, remoteness_of
from maps.sea import sea_distances


@pytest.fixture(scope="module")
def found(atlas: Atlas) -> dict[str, Remoteness]:
    return remoteness(atlas)


def test_every_deposit_has_a_remoteness(atlas: Atlas, found: dict[str, Remoteness]) -> None:
    assert found.keys() == atlas.deposits.keys()


def test_what_the_cache_holds_is_what_is_computed(
    atlas: Atlas, measures: Measures, found: dict[str, Remoteness]
) -> None:
    assert measures.remoteness == found == remoteness_of(atlas)
    assert rail_distances_km(atlas) == {name: known.rail_km for name, known in found.items()}
    assert Measures.from_json(measures.to_json()) == measures


def test_the_hub_is_the_nearest_of_all(atlas: Atlas, found: dict[str, Remoteness]) -> None:
    for deposit in atlas.deposits.values():
        least = min(distance_km(deposit.position, node.position) for node in hubs(atlas))
        assert found[deposit.id].hub_km == pytest.approx(least, abs=0.06)


@pytest.mark.parametrize("name", ["KZ-U-05", "KG-AU-01", "TJ-LI-01", "KZ-CO-01", "UZ-AU-01", "TM-G-07"])
def test_no_point_of_any_operating_railway_is_nearer(atlas: Atlas, found: dict[str, Remoteness], name: str) -> None:
    position = atlas.deposits[name].position
    near = [leg for leg in operating_rails(atlas) if _may_be_near(position, leg.line)]
    least = min(distance_km(position, point) for leg in near for point in densify(leg.line, 0.5))
    assert found[name].rail_km == pytest.approx(least, abs=0.5)


def _may_be_near(position: Position, line: tuple[Position, ...]) -> bool:
    return min(math.dist(position, point) for point in densify(line)) < 5


def test_the_railway_runs_and_the_point_lies_on_it(atlas: Atlas, found: dict[str, Remoteness]) -> None:
    for known in found.values():
        leg = atlas.legs[known.rail_leg]
        assert (leg.mode, leg.status) == ("rail", "operating")
        line = densify(leg.line, 1.0)
        assert min(distance_km(known.rail_point, point) for point in line) < 0.6


def test_a_hub_is_served_and_lies_on_a_corridor(atlas: Atlas) -> None:
    on_corridors = {node for corridor in atlas.corridors.values() for node in corridor.nodes}
    for node in hubs(atlas):
        assert node.id in on_corridors
        assert any(leg.status == "operating" and node.id in (leg.start, leg.end) for leg in atlas.legs.values())


def test_an_atlas_without_railways_has_no_remoteness(atlas: Atlas) -> None:
    assert remoteness(replace(atlas, legs={}, corridors={}, groups={})) == {}


def test_the_cards_of_deposits_tell_hub_railway_and_method(atlas: Atlas, measures: Measures) -> None:
    import datetime

    from maps.cards import card_of

    card = card_of(atlas, measures, "KZ-U-05", load_texts("en"), {}, datetime.date(2026, 6, 1))
    told = {row.label: row for row in card.statements}
    assert told["Nearest corridor hub"].value.endswith("132 km")
    assert told["Nearest operating railway"].value.endswith("5 km")
    assert told["Nearest operating railway"].sources
    assert "not a distance by road" in told["How this was measured"].value
    assert "within 10 km" in told["How this was measured"].value


def test_the_layer_draws_a_line_from_each_deposit(atlas: Atlas, found: dict[str, Remoteness]) -> None:
    layer = next(layer for layer in LAYERS if layer.id == "remoteness")
    items = {item.id: item for item in layer.draw(atlas)}
    assert not any(part.on for part in layer.parts(atlas))
    for name, known in found.items():
        line = items[f"{name}/rail"].coordinates[0]
        assert line[0] == atlas.deposits[name].position
        assert line[-1] == pytest.approx(known.rail_point)
    assert {f"{leg.id}/measured" for leg in operating_rails(atlas)} <= set(items)


def test_the_capitals_lie_far_from_the_open_sea_and_the_caspian_is_none(atlas: Atlas) -> None:
    sea = sea_distances(atlas)
    assert set(sea) == {country.id for country in atlas.countries.values() if country.is_focus}
    assert {name: known.country for name, known in sea.items()} == {
        "KZ": "RU",
        "KG": "PK",
        "TJ": "PK",
        "TM": "IR",
        "UZ": "PK",
    }
    for name, known in sea.items():
        capital = atlas.countries[name].capital
        assert capital
        assert known.km == round(distance_km(capital.position, known.point))
        assert not (46 < known.point[0] < 55 and 36 < known.point[1] < 48)


def test_the_border_with_china_is_that_of_three_countries(atlas: Atlas) -> None:
    layer = next(layer for layer in LAYERS if layer.id == "china-border")
    items = {item.id: item for item in layer.draw(atlas)}
    assert set(items) == {"KZ/china-border", "KG/china-border", "TJ/china-border"}
    published = {c.about: c.value for c in atlas.claims if c.measure == "border-with-china"}
    for name in ("KZ", "KG", "TJ"):
        length, known = sum(length_km(line) for line in items[f"{name}/china-border"].coordinates), published[name]
        assert isinstance(known, (int, float))
        assert 0.7 * known < length < 1.05 * known


def test_countries_that_do_not_touch_share_no_border(atlas: Atlas) -> None:
    assert shared_border(atlas.countries["UZ"].polygons, atlas.countries["CN"].polygons) == []
