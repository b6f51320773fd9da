"""Makes ``water.geojson``: the region's lakes, the Caspian Sea, and names of seas as points.

Rule kept here: the Caspian is what the countries leave open, simplified with them, so that its shore
and theirs are the same line.
"""

from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from data.build.countries import CASPIAN, simplify_world
from data.build.geojson import Feature, load_table, make_feature, write_features
from data.build.naturalearth import join_polygons, list_polygons, load_lakes

DIGITS = 3
TOLERANCE = 0.006  # degrees, root of the triangle a vertex may cut off: finer than the borders
SMALLEST_PART = 0.0005  # square degrees
COUNTRIES = ["natural-earth-countries"]
LAKES = ["natural-earth-lakes"]
OWN = ["own-label-points"]


def build(folder: Path) -> Path:
    """Write ``water.geojson`` into `folder` and return its path."""
    table = load_table("water")
    caspian = table["caspian"]
    features = [_make_water(CASPIAN, caspian, simplify_world()[CASPIAN], COUNTRIES)]
    shapes = {row.attributes["ne_id"]: row.geometry for row in load_lakes()}
    for key, entry in table["lakes"].items():
        geometry = _simplify([shapes[ne_id] for ne_id in entry["ne_ids"]])
        features.append(_make_water(key, entry, geometry, LAKES))
    for key, entry in table["seas"].items():
        features.append(_make_water(key, entry, Point(entry["label"]), OWN))
    return write_features(folder / "water.geojson", features)


def load_large_lakes() -> list[BaseGeometry]:
    """Return the world's large lakes and all of the table's, unsimplified (for the relief)."""
    table = load_table("water")
    named = {ne_id for entry in table["lakes"].values() for ne_id in entry["ne_ids"]}
    return [
        row.geometry
        for row in load_lakes()
        if row.attributes["ne_id"] not in table["gone"]
        and (row.attributes["ne_id"] in named or row.attributes["scalerank"] <= 3)
    ]


def _simplify(geometries: list[BaseGeometry]) -> BaseGeometry:
    simplified = shapely.coverage_simplify([shapely.union_all(geometries)], TOLERANCE)
    polygons = list_polygons(simplified[0])
    largest = max(polygon.area for polygon in polygons)
    kept = [p for p in polygons if p.area >= SMALLEST_PART or p.area == largest]
    return shapely.transform(join_polygons(kept), lambda xy: xy.round(DIGITS))


def _make_water(key: str, entry: dict[str, Any], geometry: BaseGeometry, sources: list[str]) -> Feature:
    inside = geometry.representative_point()
    return make_feature(
        key,
        geometry,
        names={language: entry[language] for language in ("en", "id", "ja")},
        kind=entry["kind"],
        rank=entry["rank"],
        label=entry.get("label", [round(inside.x, 2), round(inside.y, 2)]),
        note=entry.get("note"),
        sources=sources,
    )
