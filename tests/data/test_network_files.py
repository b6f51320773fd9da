"""The network's files agree with themselves and, when they are at hand, with the researched tables.

The tables are looked for in the folder named by the environment variable ``ATLAS_FACTS``; without it
the row-by-row tests are skipped. Nothing here needs the program: the files are read as plain JSON.
"""

import csv
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

FILES = Path(__file__).parents[2] / "data" / "files"
LANGUAGES = ("en", "id", "ja")
RANK = {"operating": 0, "under-construction": 1, "planned": 2}
Item = dict[str, Any]


def read(name: str) -> Any:
    """Return the parsed content of one file of ``data/files``."""
    return json.loads((FILES / name).read_text(encoding="utf-8"))


def by_id(items: list[Item]) -> dict[str, Item]:
    """Return items keyed by id, refusing an id given twice."""
    found = {item["id"]: item for item in items}
    assert len(found) == len(items)
    return found


NODES = by_id(read("nodes.geojson")["features"])
LEGS = by_id(read("legs.geojson")["features"])
EVENTS = by_id(read("events.geojson")["features"])
CORRIDORS = by_id(read("corridors.json"))
GROUPS = by_id(read("corridor_groups.json"))


def texts(value: Any, path: str = "") -> Iterator[tuple[str, Item]]:
    """Yield every object that holds a text per language, with where it stands."""
    if isinstance(value, dict):
        if "en" in value:
            yield path, value
        else:
            for key, inner in value.items():
                yield from texts(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{path}/{number}")


def test_all_places_legs_and_events_are_there() -> None:
    assert (len(NODES), len(LEGS), len(EVENTS)) == (202, 257, 10)


def test_no_id_is_used_by_two_kinds_of_things() -> None:
    ids = [*NODES, *LEGS, *EVENTS, *CORRIDORS, *GROUPS]
    assert len(ids) == len(set(ids))


def test_every_text_has_all_languages() -> None:
    for name, items in (
        ("nodes", NODES),
        ("legs", LEGS),
        ("events", EVENTS),
        ("corridors", CORRIDORS),
        ("groups", GROUPS),
    ):
        for where, text in texts(items, name):
            assert all(text.get(language, "").strip() for language in LANGUAGES), where


def test_every_place_and_corridor_has_its_names() -> None:
    for node in NODES.values():
        assert node["properties"]["names"]["local"], node["id"]
        assert set(LANGUAGES) <= set(node["properties"]["short"]), node["id"]
    for corridor in CORRIDORS.values():
        assert all(corridor[key] for key in ("names", "branch", "summary", "sources")), corridor["id"]


def test_places_lie_in_eurasia_with_longitude_first() -> None:
    for node in NODES.values():
        lon, lat = node["geometry"]["coordinates"]
        assert 0 < lon < 135, node["id"]
        assert 25 < lat < 60, node["id"]


def test_a_leg_starts_and_ends_at_its_places() -> None:
    for leg in LEGS.values():
        line, props = leg["geometry"]["coordinates"], leg["properties"]
        assert line[0] == NODES[props["from"]]["geometry"]["coordinates"], leg["id"]
        assert line[-1] == NODES[props["to"]]["geometry"]["coordinates"], leg["id"]


def test_a_leg_without_a_read_source_says_so() -> None:
    for leg in LEGS.values():
        props = leg["properties"]
        assert props["sources"], leg["id"]
        if "unverified" in props["sources"]:
            assert props["confidence"] == "low", leg["id"]


def test_legs_use_the_known_words() -> None:
    for leg in LEGS.values():
        props = leg["properties"]
        assert props["mode"] in {"rail", "sea", "road", "pipeline"}, leg["id"]
        assert props["status"] in RANK, leg["id"]
        assert props["length_basis"] in {"published", "derived", "computed", "estimated"}, leg["id"]
        assert props["length_km"] > 0, leg["id"]
        assert all(re.fullmatch("[A-Z]{2}", country) for country in props["countries"]), leg["id"]
        if props["transit_days"] is not None:
            assert 0 < props["transit_days"][0] <= props["transit_days"][1], leg["id"]


@pytest.mark.parametrize("corridor", CORRIDORS.values(), ids=list(CORRIDORS))
def test_a_corridor_is_connected(corridor: Item) -> None:
    nodes, legs, turned = corridor["nodes"], corridor["legs"], corridor["reversed"]
    assert len(nodes) - 1 == len(legs) == len(turned)
    for start, end, leg_id, is_turned in zip(nodes[:-1], nodes[1:], legs, turned, strict=True):
        props = LEGS[leg_id]["properties"]
        ends = (props["to"], props["from"]) if is_turned else (props["from"], props["to"])
        assert ends == (start, end), leg_id


@pytest.mark.parametrize("corridor", CORRIDORS.values(), ids=list(CORRIDORS))
def test_a_corridor_is_only_as_ready_as_its_least_ready_leg(corridor: Item) -> None:
    assert RANK[corridor["status"]] == max(RANK[LEGS[leg]["properties"]["status"]] for leg in corridor["legs"])


def test_no_leg_of_the_middle_corridor_enters_russia() -> None:
    for corridor in CORRIDORS.values():
        if corridor["group"] == "middle" or corridor["id"].startswith("middle"):
            for leg in corridor["legs"]:
                assert "RU" not in LEGS[leg]["properties"]["countries"], (corridor["id"], leg)


def test_the_northern_corridor_needs_russia() -> None:
    for corridor in CORRIDORS.values():
        if corridor["group"] == "northern":
            assert any("RU" in LEGS[leg]["properties"]["countries"] for leg in corridor["legs"]), corridor["id"]


def test_groups_hold_each_corridor_once() -> None:
    for group in GROUPS.values():
        assert group["members"] == [c["id"] for c in CORRIDORS.values() if c["group"] == group["id"]]
    assert sum(len(group["members"]) for group in GROUPS.values()) == len(CORRIDORS)
    assert all(c["part_of"] is None or c["part_of"] in CORRIDORS for c in CORRIDORS.values())


def test_every_source_named_is_listed() -> None:
    known = {source["id"] for source in read("sources.json")}
    features = [item["properties"] for items in (NODES, LEGS, EVENTS) for item in items.values()]
    for item in [*features, *CORRIDORS.values(), *GROUPS.values()]:
        assert item["sources"], item
        assert set(item["sources"]) <= known, item["sources"]


def test_events_are_dated_and_sourced() -> None:
    for event in EVENTS.values():
        props = event["properties"]
        pattern = r"\d{4}" if props["date_precision"] == "year" else r"\d{4}-\d\d-\d\d"
        assert re.fullmatch(pattern, props["date_start"]), event["id"]
        assert props["date_start"] <= props["date_end"], event["id"]
        assert props["kind"] in {"summit", "cancelled", "earthquake", "founding"}, event["id"]
        assert props["host"] is None or props["host"] in props["participants"], event["id"]


# -- against the researched tables --------------------------------------------------------------


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one researched table, or skip the test when the tables are not here."""
    folder = os.environ.get("ATLAS_FACTS")
    if not folder or not (Path(folder) / name).is_file():
        pytest.skip("the researched tables are not at hand (ATLAS_FACTS)")
    with (Path(folder) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ADDED = {"ROTTERDAM", "HAKATA", "DUISBURG-ROTTERDAM", "LIANYUNGANG-HAKATA"}
"""Markets, and the legs that lead to them: not in the tables."""


def test_places_agree_with_the_table() -> None:
    table = rows("network_nodes.csv")
    assert {row["id"] for row in table} == set(NODES) - ADDED
    for row in table:
        node = NODES[row["id"]]
        props = node["properties"]
        assert node["geometry"]["coordinates"] == [float(row["lon"]), float(row["lat"])], row["id"]
        assert props["country"] == row["country_iso2"], row["id"]
        assert props["kind"] == row["kind"].replace(" ", "-"), row["id"]
        assert props["precision_km"] == float(row["coord_precision_km"]), row["id"]
        assert props["confidence"] == row["confidence"], row["id"]
        assert props["names"]["local"] == row["name_ru_or_local"], row["id"]
        assert props["core"] is (row["core"] == "Y"), row["id"]


def test_legs_agree_with_the_table() -> None:
    table = rows("network_legs.csv")
    legs = [leg for leg in LEGS.values() if leg["id"] not in ADDED]
    for row, leg in zip(table, legs, strict=True):
        props = leg["properties"]
        assert (props["from"], props["to"], props["mode"]) == (row["from"], row["to"], row["mode"]), leg["id"]
        assert props["status"] == row["status"].replace(" ", "-"), leg["id"]
        assert props["length_km"] == float(row["length_km"]), leg["id"]
        assert props["length_basis"] == re.split("[: ]", row["length_note"])[0], leg["id"]
        assert props["countries"] == row["countries_iso2"].split(), leg["id"]
        assert props["gauge"] == (row["gauge"] or None), leg["id"]
        assert props["confidence"] == row["confidence"], leg["id"]
        points = [[float(number) for number in reversed(pair.split())] for pair in row["via_points"].split(";") if pair]
        assert leg["geometry"]["coordinates"][1:-1] == points, leg["id"]
        if row["transit_days"]:
            low, high = props["transit_days"]
            assert low <= float(row["transit_days"]) <= high, leg["id"]
        else:
            assert props["transit_days"] is None, leg["id"]


def test_events_agree_with_the_table() -> None:
    for row, event in zip(rows("diplomacy.csv"), EVENTS.values(), strict=True):
        props = event["properties"]
        assert event["geometry"]["coordinates"] == [float(row["lon"]), float(row["lat"])], event["id"]
        assert (props["date_start"], props["date_end"]) == (row["date_start"], row["date_end"]), event["id"]
        assert props["country"] == row["country_iso2"], event["id"]
        assert props["background"] is ("(background)" in row["event"]), event["id"]


def slug(indicator: str) -> str:
    """Return the measure under which an indicator of the table is filed."""
    return re.sub(r"[^a-z0-9]+", "-", indicator.replace(" (text)", "").lower()).strip("-")


def numbers(text: str) -> set[str]:
    """Return the numbers written in an English text, without thousands separators."""
    return set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3})", "", text)))


def years(text: str) -> set[str]:
    """Return the years of a period as the table writes it: "2024 est.", "2021-2025", "2023-24"."""
    return set(re.findall(r"20\d\d", text)) | {f"20{end}" for end in re.findall(r"20\d\d-(\d\d)(?!\d)", text)}


def test_every_figure_of_a_country_is_a_claim() -> None:
    claims: list[Item] = read("claims.json")
    for row in rows("countries.csv"):
        about = "central-asia" if row["country_iso2"] == "ALL" else row["country_iso2"]
        same = [claim for claim in claims if (claim["about"], claim["measure"]) == (about, slug(row["indicator"]))]
        if re.fullmatch(r"[\d.]+", row["value"]):
            same = [claim for claim in same if claim["value"] == float(row["value"])]
        else:
            written = set[str]().union(*(numbers(claim["text"]["en"]) for claim in same))
            assert numbers(row["value"]) <= written, row
        dated = [claim for claim in same if not years(row["year"]) or (claim["asof"] or "")[:4] in years(row["year"])]
        assert dated, row
        if row["verified"] == "no":
            assert any(claim["confidence"] == "unverified" for claim in dated), row
