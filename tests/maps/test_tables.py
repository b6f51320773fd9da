"""The tables: every layer is in one, cells are typed and true, sorting, filtering, and what the map shows."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from data.atlas import Atlas
from data.texts import load_texts
from maps.drawn import feature_of
from maps.layers import LAYERS
from maps.measures import Measures
from maps.scene import Camera, Filters, Scene
from maps.tables import TABLES, Sheet, arranged, lines_that, sheet_of, sight

TODAY = datetime.date(2026, 1, 15)


def sheet(atlas: Atlas, measures: Measures, table: str, language: str = "en") -> Sheet:
    return sheet_of(atlas, table, load_texts(language), measures, TODAY)


def cell(sheet: Sheet, key: str, column: str) -> tuple[object, str, str]:
    line = next(line for line in sheet.lines if line.key == key)
    found = line.cells[sheet.column(column)]
    return found.value, found.text, found.note


def shown(atlas: Atlas, scene: Scene, sheet: Sheet) -> set[str]:
    return {sheet.lines[at].key for at in lines_that(sheet, sight(atlas, scene, sheet))}


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
def test_everything_that_a_layer_draws_is_in_a_table(atlas: Atlas, measures: Measures, layer: object) -> None:
    listed = {name for table in TABLES for line in sheet(atlas, measures, table.id).lines for name in line.features}
    drawn = {feature_of(item.id) for item in layer.draw(atlas)}  # type: ignore[attr-defined]
    assert drawn & set(atlas.features) <= listed


@pytest.mark.parametrize("language", ["en", "id", "ja"])
@pytest.mark.parametrize("table", [table.id for table in TABLES])
def test_a_table_is_whole_in_every_language(atlas: Atlas, measures: Measures, table: str, language: str) -> None:
    made = sheet(atlas, measures, table, language)
    assert made.lines
    assert len({column.id for column in made.columns}) == len(made.columns)
    assert len({line.key for line in made.lines}) == len(made.lines)
    for line in made.lines:
        assert len(line.cells) == len(made.columns)
        assert line.cells[0].text
        for column, each in zip(made.columns, line.cells, strict=True):
            assert not (column.is_number and isinstance(each.value, str)), column.id
            assert each.value is None or each.text


def test_every_fact_has_its_line(atlas: Atlas, measures: Measures) -> None:
    counts = {
        "deposits": len(atlas.deposits),
        "countries": len(atlas.countries),
        "corridors": len(atlas.corridors),
        "legs": len(atlas.legs),
        "places": len(atlas.nodes),
        "events": len(atlas.events),
        "figures": len(atlas.claims),
        "sources": len(atlas.sources),
    }
    for table, count in counts.items():
        assert len(sheet(atlas, measures, table).lines) == count


def test_a_deposit_is_told_with_who_says_so(atlas: Atlas, measures: Measures) -> None:
    made = sheet(atlas, measures, "deposits")
    claim = atlas.claims_about("KZ-W-03")[0]
    assert cell(made, "KZ-W-03", "newest") == (claim.text["en"], claim.text["en"], "")
    assert cell(made, "KZ-W-03", "asof") == ("2024-11", "Nov 2024", "")
    assert cell(made, "KZ-W-03", "said_by")[1] == atlas.sources["astanatimes-2024-11-tungsten"].title
    assert cell(made, "KZ-W-04", "status") == ("Past producer", "Past producer", "not confirmed")
    assert cell(made, "KZ-W-04", "operator") == (None, "", "")
    assert cell(made, "KZ-W-04", "asof")[2] == "older than 24 months"
    assert cell(made, "KZ-W-03", "confidence")[0] == 0.0


def test_a_deposit_is_told_with_its_remoteness(atlas: Atlas, measures: Measures) -> None:
    made = sheet(atlas, measures, "deposits")
    remote = measures.remoteness["TJ-BE-01"]
    assert cell(made, "TJ-BE-01", "railway_km")[0] == remote.rail_km
    assert cell(made, "TJ-BE-01", "hub")[1] == atlas.nodes[remote.hub].short["en"]
    bare = sheet(atlas, Measures({}, {}), "deposits")
    assert cell(bare, "TJ-BE-01", "railway_km") == (None, "", "")


def test_an_indicator_is_the_newest_confirmed_figure_with_its_year(atlas: Atlas, measures: Measures) -> None:
    made = sheet(atlas, measures, "countries")
    assert cell(made, "KZ", "area") == (2724900, "2,724,900", "undated")
    value, _, note = cell(made, "KZ", "uranium-production")
    claims = [claim for claim in atlas.claims_about("KZ") if claim.measure == "uranium-production"]
    assert claims[0].confidence == "unverified", "the newest is not confirmed, and therefore not taken"
    confirmed = [claim for claim in claims if claim.confidence != "unverified" and claim.asof == "2023"]
    assert value == max(claim.value for claim in confirmed if isinstance(claim.value, (int, float)))
    assert "2023" in note
    assert cell(made, "FR", "population") == (None, "", "")


def test_figures_of_one_date_that_differ_are_a_range(atlas: Atlas, measures: Measures) -> None:
    first = next(claim for claim in atlas.claims if claim.id == "KZ-population-2025")
    other = replace(first, id="KZ-population-2025-2", value=20_500_000)
    made = sheet(replace(atlas, claims=(first, other)), measures, "countries")
    assert cell(made, "KZ", "population") == (20_500_000, "20,432,662–20,500,000", "2025, sources differ")


def test_a_corridor_is_told_with_russia(atlas: Atlas, measures: Measures) -> None:
    made = sheet(atlas, measures, "corridors")
    assert cell(made, "middle-core-khorgos-poti", "russia")[0] == 0
    assert cell(made, "northern-petropavl", "russia")[0] == measures.corridors["northern-petropavl"].russia_drawn_km
    assert cell(made, "northern-petropavl", "nearest")[0] == 0


def test_stale_figures_say_so(atlas: Atlas, measures: Measures) -> None:
    made = sheet(atlas, measures, "figures")
    assert cell(made, "KZ-U-07-c1", "stale")[1] == "yes"
    assert cell(made, "KZ-population-2025", "stale")[1] == "no"
    assert cell(made, "KZ-area", "stale")[1] == "undated"


def test_numbers_sort_as_numbers_and_the_empty_come_last(atlas: Atlas, measures: Measures) -> None:
    made = sheet(atlas, measures, "deposits")
    at = made.column("railway_km")
    for descending in (False, True):
        values = [made.lines[row].cells[at].value for row in arranged(made, column=at, descending=descending)]
        assert values == sorted(values, reverse=descending)  # type: ignore[type-var]
    at = made.column("asof")
    for descending in (False, True):
        values = [made.lines[row].cells[at].value for row in arranged(made, column=at, descending=descending)]
        known = [value for value in values if value is not None]
        assert 0 < len(known) < len(values)
        assert values[: len(known)] == sorted(known, reverse=descending)


def test_a_filter_wants_every_word_in_any_language(atlas: Atlas, measures: Measures) -> None:
    made = sheet(atlas, measures, "deposits")

    def found(text: str) -> set[str]:
        return {made.lines[at].key for at in arranged(made, text=text)}

    assert found("") == set(atlas.deposits)
    assert found("  tungsten KAZAKHSTAN ") >= {"KZ-W-01", "KZ-W-02", "KZ-W-03", "KZ-W-04"}
    assert found("tungsten kazakhstan jiaxin") == {"KZ-W-03"}
    assert found("ボグティ") == found(atlas.deposits["KZ-W-03"].names["local"]) == {"KZ-W-03"}
    assert found("unobtainium") == set()


def test_only_what_the_map_shows(atlas: Atlas, measures: Measures, first_scene: Scene) -> None:
    made = sheet(atlas, measures, "deposits")
    assert shown(atlas, first_scene, made) == set(atlas.deposits)
    without = first_scene.with_parts(first_scene.parts - {"deposits-gold"})
    assert shown(atlas, without, made) == {d.id for d in atlas.deposits.values() if d.family != "gold"}
    near = first_scene.with_camera(Camera(78.0, 42.5, 80.0, 44.5))
    inside = {d.id for d in atlas.deposits.values() if near.camera.contains(*d.position)}
    assert shown(atlas, near, made) == inside
    assert "KZ-W-03" in inside
    filtered = first_scene.with_filters(Filters(commodities=frozenset({"tungsten"})))
    assert shown(atlas, filtered, made) == {d.id for d in atlas.deposits.values() if "tungsten" in d.commodities}


def test_what_the_map_shows_of_the_other_tables(atlas: Atlas, measures: Measures, first_scene: Scene) -> None:
    def of(table: str, scene: Scene = first_scene) -> set[str]:
        return shown(atlas, scene, sheet(atlas, measures, table))

    assert of("events") == set(), "the summits are off at first"
    with_summits = first_scene.with_parts(first_scene.parts | {"summits"})
    assert "summit-dushanbe-2025" in of("events", with_summits)
    assert "founding-c5plus1-2015" not in of("events", with_summits), "background is not drawn"
    autumn = with_summits.with_period(("2025-09-01", "2025-11-30"))
    assert of("events", autumn) == {"summit-dushanbe-2025", "summit-washington-2025"}, "its lines are in view"
    assert {"KZ", "CN"} <= of("countries")
    assert "BR" not in of("countries")
    assert of("countries", first_scene.with_parts(frozenset())) == set()
    assert all(corridor.startswith(("middle", "southern-transcaspian")) for corridor in of("corridors"))
    assert "KZ-W-01-c1" in of("figures")
    assert of("waters") >= {"caspian", "aral"}
    assert "natural-earth-countries" in of("sources")


def test_an_unknown_table_or_column_is_refused(atlas: Atlas, measures: Measures) -> None:
    with pytest.raises(KeyError):
        sheet(atlas, measures, "dreams")
    with pytest.raises(KeyError):
        sheet(atlas, measures, "deposits").column("dreams")
