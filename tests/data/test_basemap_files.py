"""The files under the map: countries, waters, dashed lines, regions, relief."""

import io
import json
import sqlite3
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import shapely
from PIL import Image
from shapely.geometry import Point, shape
from shapely.geometry.base import BaseGeometry

FILES = Path(__file__).resolve().parents[2] / "data" / "files"
COLLECTIONS = ("countries", "water", "boundaries")
LANGUAGES = ("en", "id", "ja")
TILES_PER_ZOOM = {2: 16, 3: 64, 4: 256, 5: 1024}
NEIGHBOURS = ("RU", "CN", "IR", "AF", "TR", "AZ", "GE", "AM", "PK", "IN", "MN", "UA", "RO", "BG", "JP", "US")
FOCUS = ("KG", "KZ", "TJ", "TM", "UZ")


@cache
def load(name: str) -> dict[str, dict[str, Any]]:
    text = (FILES / f"{name}.geojson").read_text(encoding="utf-8")
    return {feature["id"]: feature for feature in json.loads(text)["features"]}


@cache
def shapes(name: str) -> dict[str, BaseGeometry]:
    return {key: shape(feature["geometry"]) for key, feature in load(name).items()}


def find_countries(lon: float, lat: float) -> list[str]:
    return [key for key, country in shapes("countries").items() if country.covers(Point(lon, lat))]


@pytest.fixture
def relief() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(FILES / "relief.mbtiles")
    yield connection
    connection.close()


def test_countries_and_the_caspian_share_their_borders_without_gap_or_overlap() -> None:
    coverage = [*shapes("countries").values(), shapes("water")["caspian"]]
    assert all(part.is_valid for part in coverage)
    assert shapely.coverage_is_valid(coverage)
    # Gaps: whatever the union leaves open must not exist any more, the Caspian fills the last one.
    land = shapely.coverage_union_all(coverage)
    assert [len(polygon.interiors) for polygon in shapely.get_parts(land) if polygon.interiors] == []


@pytest.mark.parametrize("name", COLLECTIONS)
def test_ids_are_unique_and_everything_has_three_names_and_a_source(name: str) -> None:
    text = (FILES / f"{name}.geojson").read_text(encoding="utf-8")
    assert len(json.loads(text)["features"]) == len(load(name))
    for key, feature in load(name).items():
        known = feature["properties"]
        assert all(known["names"][language].strip() for language in LANGUAGES), key
        assert known["sources"], key
        if known.get("note"):
            assert all(known["note"][language] for language in LANGUAGES), key


@pytest.mark.parametrize(
    ("place", "lon", "lat", "country"),
    [
        ("Simferopol", 34.1, 44.95, "UA"),
        ("Sokhumi", 41.02, 43.0, "GE"),
        ("Tskhinvali", 43.97, 42.23, "GE"),
        ("Baikonur", 63.3, 45.96, "KZ"),
        ("Kaliningrad", 20.5, 54.7, "RU"),
        ("Nakhchivan", 45.4, 39.2, "AZ"),
        ("Tokyo", 139.69, 35.69, "JP"),
        ("Brussels", 4.35, 50.85, "BE"),
        ("Washington", -77.04, 38.9, "US"),
        ("Chukotka", 185.0, 66.5, "RU"),
    ],
)
def test_places_lie_in_the_country_that_the_border_policy_names(
    place: str, lon: float, lat: float, country: str
) -> None:
    assert find_countries(lon, lat) == [country], place


def test_the_world_begins_at_170_west_and_russia_is_whole() -> None:
    bounds = [country.bounds for country in shapes("countries").values()]
    assert min(west for west, *_ in bounds) > -170.1
    assert max(east for _, _, east, _ in bounds) < 192
    russia = shapes("countries")["RU"]
    assert russia.bounds[2] == pytest.approx(190.3, abs=0.1)
    largest = max(shapely.get_parts(russia), key=lambda polygon: polygon.area)
    assert largest.bounds[2] == russia.bounds[2]


def test_five_countries_are_in_focus() -> None:
    focus = [key for key, feature in load("countries").items() if feature["properties"]["focus"]]
    assert tuple(sorted(focus)) == FOCUS


def test_capitals_lie_in_their_countries_and_have_three_names() -> None:
    capitals = {
        key: feature["properties"]["capital"]
        for key, feature in load("countries").items()
        if feature["properties"]["capital"]
    }
    assert set(FOCUS) | set(NEIGHBOURS) | {"BE"} <= set(capitals)
    for country, capital in capitals.items():
        point = Point(capital["lon"], capital["lat"])
        # Abu Dhabi lies on an island that the simplified map leaves out.
        assert shapes("countries")[country].distance(point) < 0.1, country
        assert capital["id"] == f"capital-{country}"
        assert all(capital["names"][language] for language in LANGUAGES)


def test_labels_lie_on_what_they_name() -> None:
    for key, feature in load("countries").items():
        labels = feature["properties"]["labels"]
        assert labels[0] == feature["properties"]["label"]
        for label in labels:
            assert shapes("countries")[key].distance(Point(label)) < 0.05, (key, label)
    for key, feature in load("water").items():
        point = Point(feature["properties"]["label"])
        assert shapes("water")[key].distance(point) == pytest.approx(0, abs=1e-2), key
        if feature["geometry"]["type"] == "Point":
            assert find_countries(point.x, point.y) == [], key


def test_the_waters_that_matter_are_there_and_valid() -> None:
    assert {"caspian", "aral", "balkhash", "issyk-kul", "zaysan", "black-sea"} <= set(load("water"))
    assert all(water.is_valid for water in shapes("water").values())


def test_dashed_lines_are_lines_and_name_crimea_kashmir_and_baikonur() -> None:
    assert {"crimea-line", "line-of-control", "baikonur-lease"} <= set(load("boundaries"))
    for key, line in shapes("boundaries").items():
        assert line.geom_type in ("LineString", "MultiLineString"), key


def test_a_disputed_border_lies_exactly_on_the_drawn_border() -> None:
    line = shapes("boundaries")["line-of-control"]
    border = shapes("countries")["IN"].boundary
    on_border = sum(border.distance(Point(xy)) < 1e-9 for xy in shapely.get_coordinates(line))
    assert on_border >= shapely.get_num_coordinates(line) - 8  # only the ends of pieces may be off


def test_regions_hold_known_countries() -> None:
    regions = {region["id"]: region for region in json.loads((FILES / "regions.json").read_text("utf-8"))}
    assert {key: len(region["members"]) for key, region in regions.items()} == {
        "central-asia": 5,
        "EU": 27,
        "EUROPE": 45,
        "USSR": 15,
    }
    for region in regions.values():
        assert set(region["members"]) <= set(load("countries"))
        assert len(set(region["members"])) == len(region["members"])
        assert all(region["names"][language] for language in LANGUAGES)


@pytest.mark.parametrize(
    ("name", "most"),
    [("countries.geojson", 0.9), ("water.geojson", 0.3), ("boundaries.geojson", 0.1), ("relief.mbtiles", 10)],
)
def test_files_stay_small(name: str, most: float) -> None:
    assert (FILES / name).stat().st_size < most * 1e6


def test_the_relief_has_the_world_to_zoom_5_and_the_region_to_zoom_7(relief: sqlite3.Connection) -> None:
    counts = dict(relief.execute("SELECT zoom_level, COUNT(*) FROM tiles GROUP BY 1"))
    assert {zoom: counts[zoom] for zoom in TILES_PER_ZOOM} == TILES_PER_ZOOM
    assert sorted(counts) == [2, 3, 4, 5, 6, 7]
    metadata = dict(relief.execute("SELECT name, value FROM metadata"))
    assert (metadata["minzoom"], metadata["maxzoom"], metadata["format"]) == ("2", "7", "webp")
    assert {"name", "bounds", "attribution", "version"} <= set(metadata)


# Tiles over mountains, rows from the north: something must be drawn on each.
@pytest.mark.parametrize(("zoom", "x", "y"), [(2, 2, 1), (3, 5, 2), (4, 11, 6), (5, 22, 12), (6, 45, 24), (7, 90, 48)])
def test_tiles_are_webp_pictures_of_something(relief: sqlite3.Connection, zoom: int, x: int, y: int) -> None:
    row = relief.execute(
        "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
        (zoom, x, 2**zoom - 1 - y),
    ).fetchone()
    picture = Image.open(io.BytesIO(row[0]))
    assert (picture.format, picture.size) == ("WEBP", (256, 256))
    grey = picture.convert("L").tobytes()
    assert max(grey) - min(grey) > 40
