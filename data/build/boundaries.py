"""Makes ``boundaries.geojson``: disputed and unsettled lines, to be drawn dashed.

Rule kept here: where such a line is also a border between two drawn countries, it follows exactly the
vertices that the simplified border kept, so that the dashes lie on the border and not beside it.
"""

from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from data.build.countries import simplify_world
from data.build.coverage import DIGITS
from data.build.geojson import Feature, load_table, make_feature, write_features
from data.build.naturalearth import list_polygons, load_boundary_lines

TOLERANCE = 0.01  # degrees, for lines that are no border of a drawn country
SHARE_ON_BORDER = 0.8  # of a line's length within `NEAR` of a drawn border: then it is that border
NEAR = 0.02
SOURCES = ["natural-earth-boundaries"]

Vertex = tuple[float, float]


def build(folder: Path) -> Path:
    """Write ``boundaries.geojson`` into `folder` and return its path."""
    table = load_table("boundaries")
    shapes = {row.attributes["ne_id"]: row.geometry for row in load_boundary_lines()}
    borders = shapely.multilinestrings(
        [ring for geometry in simplify_world().values() for ring in _list_rings(geometry)]
    )
    kept = {(x, y) for x, y in shapely.get_coordinates(borders).tolist()}
    features: list[Feature] = []
    for key, entry in table.items():
        merged = [shapely.line_merge(shapes[ne_id]) for ne_id in entry["ne_ids"]]
        parts = [_draw(part, borders, kept) for part in shapely.get_parts(merged)]
        line = parts[0] if len(parts) == 1 else MultiLineString(parts)
        features.append(_make_boundary(key, entry, line))
    return write_features(folder / "boundaries.geojson", features)


def _draw(line: LineString, borders: BaseGeometry, kept: set[Vertex]) -> LineString:
    """Return the line simplified, on the drawn border where it belongs to one."""
    vertices = [(round(x, DIGITS), round(y, DIGITS)) for x, y in line.coords]
    if _measure_share_near(line, borders) < SHARE_ON_BORDER:
        simple = shapely.simplify(line, TOLERANCE)
        return LineString([(round(x, DIGITS), round(y, DIGITS)) for x, y in simple.coords])
    inner = [vertex for vertex in vertices[1:-1] if vertex in kept]
    return LineString([vertices[0], *inner, vertices[-1]])


def _list_rings(geometry: BaseGeometry) -> list[LineString]:
    return [LineString(r.coords) for p in list_polygons(geometry) for r in (p.exterior, *p.interiors)]


def _measure_share_near(line: LineString, borders: BaseGeometry) -> float:
    west, south, east, north = shapely.buffer(line, NEAR).bounds
    around = shapely.buffer(shapely.clip_by_rect(borders, west, south, east, north), NEAR)
    return float(shapely.intersection(line, around).length / line.length)


def _make_boundary(key: str, entry: dict[str, Any], geometry: BaseGeometry) -> Feature:
    texts = {name: entry[name] for name in ("names", "kind", "note")}
    return make_feature(key, geometry, **texts, sources=SOURCES)
