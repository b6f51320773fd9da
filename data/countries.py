"""Countries, waters, disputed boundaries and regions: the ground that the rest stands on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.reading import Names, Position, load_features, load_json


@dataclass(frozen=True, slots=True)
class Capital:
    """A capital city; a feature of its own on the map."""

    id: str
    country: str
    names: Names
    position: Position
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country. ``polygons`` are GeoJSON MultiPolygon coordinates; ``labels`` places for its name, best first."""

    id: str
    iso3: str
    names: Names
    is_focus: bool
    labels: tuple[Position, ...]
    capital: Capital | None
    polygons: Any
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Water:
    """A sea or lake. ``polygons`` is None where only its name is shown."""

    id: str
    names: Names
    kind: str
    label: Position
    polygons: Any
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boundary:
    """A disputed or indefinite stretch of a boundary; ``lines`` are MultiLineString coordinates.

    Where no line is at hand (a territory whose outline is not in the data) ``lines`` is empty
    and ``position`` says where to write the name.
    """

    id: str
    names: Names
    note: Names | None
    lines: Any
    position: Position | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A group of countries that a text names as one: the five, the EU."""

    id: str
    names: Names
    members: tuple[str, ...]
    note: Names | None
    sources: tuple[str, ...]


def load_countries(path: Path) -> dict[str, Country]:
    """Return the countries by ISO 3166-1 alpha-2 code."""
    countries = {}
    for feature in load_features(path):
        known = feature["properties"]
        sources = tuple(known["sources"])
        raw = known.get("capital")
        capital = raw and Capital(raw["id"], feature["id"], raw["names"], (raw["lon"], raw["lat"]), sources)
        labels = tuple((lon, lat) for lon, lat in known.get("labels") or [known["label"]])
        countries[feature["id"]] = Country(
            feature["id"],
            known["iso3"],
            known["names"],
            known["focus"],
            labels,
            capital,
            _multi(feature["geometry"], "Polygon"),
            sources,
        )
    return countries


def load_waters(path: Path) -> dict[str, Water]:
    """Return the seas and lakes by id."""
    waters = {}
    for feature in load_features(path):
        known = feature["properties"]
        shape = feature["geometry"]
        polygons = None if shape["type"] == "Point" else _multi(shape, "Polygon")
        label = (known["label"][0], known["label"][1])
        waters[feature["id"]] = Water(
            feature["id"], known["names"], known["kind"], label, polygons, tuple(known["sources"])
        )
    return waters


def load_boundaries(path: Path) -> dict[str, Boundary]:
    """Return the disputed stretches of boundaries by id."""
    boundaries = {}
    for feature in load_features(path):
        known, shape = feature["properties"], feature["geometry"]
        is_point = shape["type"] == "Point"
        boundaries[feature["id"]] = Boundary(
            feature["id"],
            known["names"],
            known["note"],
            [] if is_point else _multi(shape, "LineString"),
            (shape["coordinates"][0], shape["coordinates"][1]) if is_point else None,
            tuple(known["sources"]),
        )
    return boundaries


def load_regions(path: Path) -> dict[str, Region]:
    """Return the groups of countries by id."""
    return {
        raw["id"]: Region(raw["id"], raw["names"], tuple(raw["members"]), raw.get("note"), tuple(raw["sources"]))
        for raw in load_json(path)
    }


def _multi(geometry: dict[str, Any], single: str) -> Any:
    """Return the coordinates as those of a Multi-geometry."""
    return [geometry["coordinates"]] if geometry["type"] == single else geometry["coordinates"]
