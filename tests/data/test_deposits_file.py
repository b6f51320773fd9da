"""The deposits file: its own rules, and agreement with the facts table it was made from."""

from __future__ import annotations

import csv
import json
import os
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "data" / "files"

LANGUAGES = {"en", "id", "ja"}
PER_COUNTRY = {"KZ": 47, "UZ": 26, "KG": 17, "TJ": 15, "TM": 15}
STATUSES = {"producing", "development", "exploration", "undeveloped", "past-producer"}
CONFIDENCES = {"high", "medium", "low"}
FAMILIES = {
    "uranium": {"uranium"},
    "rare-earths": {"rare-earths"},
    "gold": {"gold", "silver"},
    "copper-polymetals": {"copper", "zinc", "lead"},
    "natural-gas": {"natural-gas"},
    "oil": {"oil"},
    "iron-alloys": {"iron", "manganese", "chromium", "vanadium", "nickel"},
    "critical-metals": {
        "tungsten", "tin", "antimony", "mercury", "molybdenum",
        "lithium", "beryllium", "tantalum", "titanium",
    },
    "coal-industrial": {
        "coal", "potash", "phosphate", "sulphur", "sodium-sulphate",
        "iodine", "strontium", "graphite",
    },
}  # fmt: skip
BY_PRODUCTS = {
    "condensate", "rhenium", "barite", "bismuth", "zirconium", "niobium", "cobalt", "fluorspar",
    "thorium", "boron", "sodium", "salt", "magnesium", "bromine", "tellurium",
}  # fmt: skip
COMMODITIES = set[str]().union(*FAMILIES.values()) | BY_PRODUCTS

# West, south, east and north of the five countries and their part of the Caspian.
BOX = (46.0, 35.0, 88.0, 56.0)

# Where the file's slug is not just the table's word with hyphens.
RENAMED = {"gas": "natural-gas", "oil (condensate)": "condensate"}
UNSOURCED_STATUS = "[status: general knowledge"
UNVERIFIED = " - unverified"
NO_FIGURE = {"no figure found", "no separate figure found"}
NUMBER_WORDS = {"second": Decimal(2)}


def read_json(name: str) -> Any:
    """Return the parsed content of a file of the reference data."""
    return json.loads((FILES / name).read_text(encoding="utf-8"))


def numbers(text: str) -> set[Decimal]:
    """
    Return the numbers written in a text.

    Digits glued to a letter before them (U3O8, WO3, C1+C2) are names, not figures.
    """
    found = re.findall(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?", text)
    return {Decimal(number.replace(",", "")) for number in found}


@pytest.fixture(scope="module")
def features() -> dict[str, dict[str, Any]]:
    """Return the deposits by id."""
    loaded = read_json("deposits.geojson")["features"]
    by_id = {feature["id"]: feature for feature in loaded}
    assert len(by_id) == len(loaded), "an id is used twice"
    return by_id


@pytest.fixture(scope="module")
def claims(features: dict[str, dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Return the claims about deposits, by the deposit's id."""
    about: dict[str, list[dict[str, Any]]] = {id_: [] for id_ in features}
    for claim in read_json("claims.json"):
        if claim["about"] in about:
            about[claim["about"]].append(claim)
    return about


@pytest.fixture(scope="module")
def facts() -> dict[str, dict[str, str]]:
    """Return the rows of the facts table by id; skip where the table is not at hand."""
    path = Path(os.environ.get("ATLAS_FACTS", ROOT / "no-facts")) / "deposits.csv"
    if not path.is_file():
        pytest.skip("the facts table is not at hand")
    with path.open(encoding="utf-8", newline="") as table:
        return {row["id"]: row for row in csv.DictReader(table)}


# The file by itself


def test_120_deposits_by_country(features: dict[str, dict[str, Any]]) -> None:
    """All rows are there, in the expected countries."""
    counts = Counter(feature["properties"]["country"] for feature in features.values())
    assert counts == PER_COUNTRY
    assert len(features) == 120


def test_names_and_notes_in_three_languages(features: dict[str, dict[str, Any]]) -> None:
    """Every name and every note exists in English, Indonesian and Japanese."""
    for id_, feature in features.items():
        names, note = feature["properties"]["names"], feature["properties"]["note"]
        assert set(names) == LANGUAGES | {"local"}, id_
        assert all(text.strip() for text in names.values()), id_
        if note is not None:
            assert set(note) == LANGUAGES and all(text.strip() for text in note.values()), id_


def test_slugs_are_known(features: dict[str, dict[str, Any]]) -> None:
    """Commodity, family, status and confidence come from the closed lists."""
    for id_, feature in features.items():
        properties = feature["properties"]
        commodities = properties["commodities"]
        assert set(commodities) <= COMMODITIES, id_
        assert len(set(commodities)) == len(commodities), id_
        assert commodities[0] in FAMILIES[properties["family"]], id_
        assert properties["status"] in STATUSES, id_
        assert properties["confidence"] in CONFIDENCES, id_


def test_points_lie_in_the_region_and_say_how_precise(
    features: dict[str, dict[str, Any]],
) -> None:
    """Every point is in the box of the five countries and has a precision for its ring."""
    west, south, east, north = BOX
    for id_, feature in features.items():
        assert feature["geometry"]["type"] == "Point", id_
        lon, lat = feature["geometry"]["coordinates"]
        assert west < lon < east and south < lat < north, id_
        assert feature["properties"]["precision_km"] > 0, id_


def test_an_operator_is_confirmed_only_if_named(features: dict[str, dict[str, Any]]) -> None:
    """No operator means nothing confirmed."""
    for id_, feature in features.items():
        operator = feature["properties"]["operator"]
        assert operator is None or operator.strip(), id_
        assert operator is not None or not feature["properties"]["operator_confirmed"], id_


def test_sources_are_listed(features: dict[str, dict[str, Any]], claims: dict[str, list[dict[str, Any]]]) -> None:
    """Every point and every claim names sources, and the sources file has them."""
    known = {source["id"] for source in read_json("sources.json")}
    for id_, feature in features.items():
        properties = feature["properties"]
        assert properties["sources"], id_
        assert set(properties["sources"]) | set(properties["status_sources"]) <= known, id_
        for claim in claims[id_]:
            assert claim["sources"] and set(claim["sources"]) <= known, claim["id"]
            assert set(claim["text"]) == LANGUAGES, claim["id"]


# The file against the facts table


def test_same_rows_as_the_facts(features: dict[str, dict[str, Any]], facts: dict[str, dict[str, str]]) -> None:
    """Nothing lost and nothing added, in the table's order."""
    assert list(features) == list(facts)


def test_place_agrees_with_the_facts(features: dict[str, dict[str, Any]], facts: dict[str, dict[str, str]]) -> None:
    """Name, country, position and precision are the table's."""
    for id_, row in facts.items():
        properties = features[id_]["properties"]
        lon, lat = features[id_]["geometry"]["coordinates"]
        assert (lat, lon) == (float(row["lat"]), float(row["lon"])), id_
        assert properties["precision_km"] == float(row["coord_precision_km"]), id_
        assert properties["country"] == row["country_iso2"], id_
        assert properties["names"]["en"] == row["name_en"], id_
        assert properties["names"]["local"] == row["name_local_or_ru"], id_


def test_description_agrees_with_the_facts(
    features: dict[str, dict[str, Any]], facts: dict[str, dict[str, str]]
) -> None:
    """Commodities, status, operator, confidence and their marks of doubt are the table's."""
    for id_, row in facts.items():
        properties = features[id_]["properties"]
        commodities = [RENAMED.get(c, c.replace(" ", "-")) for c in row["commodities"].split(";")]
        assert properties["commodities"] == commodities, id_
        assert properties["status"] == row["status"].replace(" ", "-"), id_
        assert properties["status_confirmed"] == (UNSOURCED_STATUS not in row["remarks"]), id_
        assert properties["confidence"] == row["confidence"], id_
        operator = row["operator_or_owner"]
        assert properties["operator"] == (operator.removesuffix(UNVERIFIED) or None), id_
        confirmed = bool(operator) and not operator.endswith(UNVERIFIED)
        assert properties["operator_confirmed"] == confirmed, id_


def test_every_figure_became_a_claim(claims: dict[str, list[dict[str, Any]]], facts: dict[str, dict[str, str]]) -> None:
    """Every number of a figure is in a claim's text or date; a row without one has no claim."""
    for id_, row in facts.items():
        if row["figure"] in NO_FIGURE:
            assert not claims[id_], id_
            continue
        stated = set[Decimal]()
        for claim in claims[id_]:
            dates = re.findall(r"\d+", claim["asof"] or "")
            stated |= numbers(claim["text"]["en"]) | {Decimal(part) for part in dates}
        assert numbers(row["figure"]) <= stated, id_


def test_no_claim_adds_a_value(claims: dict[str, list[dict[str, Any]]], facts: dict[str, dict[str, str]]) -> None:
    """Every value of a claim and every number of its text stands in the table's figure."""
    for id_, row in facts.items():
        written = numbers(row["figure"]) | {value for word, value in NUMBER_WORDS.items() if word in row["figure"]}
        for claim in claims[id_]:
            value = claim["value"]
            values = value if isinstance(value, list) else [value]
            assert {Decimal(str(v)) for v in values} <= written, claim["id"]
            assert numbers(claim["text"]["en"]) <= written, claim["id"]


def test_claims_say_the_same_numbers_in_each_language(
    claims: dict[str, list[dict[str, Any]]],
) -> None:
    """The value of a claim stands in its English and its Indonesian text."""
    swap = str.maketrans(",.", ".,")
    for claim in (claim for group in claims.values() for claim in group):
        english = numbers(claim["text"]["en"])
        indonesian = re.sub(r"\d[\d.,]*\d", lambda match: match.group().translate(swap), claim["text"]["id"])
        assert english == numbers(indonesian), claim["id"]
