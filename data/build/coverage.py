"""Simplifies all countries together, finely in the region and coarsely elsewhere.

Rule kept here: neighbours share every vertex of their border before and after, so no sliver and no gap
shows. To give the region more detail, the plane is stretched there before simplifying; the simplified
vertices are a subset of the stretched ones and are mapped back exactly.
"""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from data.build.naturalearth import join_polygons, list_polygons

# (degrees, stretch of the band that ends there): more stretch keeps more detail.
LON_BANDS = (
    (-180.0, 0.0),
    (-14.0, 0.3),
    (20.0, 0.8),
    (44.0, 1.8),
    (90.0, 3.2),
    (100.0, 1.2),
    (147.0, 0.7),
    (192.0, 0.4),
)
LAT_BANDS = (
    (-90.0, 0.0),
    (-56.0, 0.05),
    (0.0, 0.4),
    (28.0, 0.6),
    (34.0, 1.8),
    (56.0, 3.2),
    (60.0, 1.2),
    (72.0, 0.3),
    (90.0, 0.08),
)
TOLERANCE = 0.062  # stretched degrees: about 0.02 degree (1.5 km) in the region
DIGITS = 3  # 0.001 degree is about 100 m, far below one pixel at the deepest zoom of the basemap
SMALLEST_ISLAND = 0.012  # square stretched degrees
REGION = (20.0, 30.0, 95.0, 60.0)

Array = NDArray[np.float64]


def simplify_together(geometries: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Return the geometries simplified as one coverage and rounded to `DIGITS`.

    Parameters
    ----------
    geometries
        Polygons or multipolygons that form a valid coverage, in degrees.
    """
    stretched = shapely.transform(np.array(geometries, dtype=object), _stretch)
    simplified = shapely.coverage_simplify(stretched, TOLERANCE)
    return [_tidy(geometry) for geometry in shapely.transform(simplified, _unstretch)]


def drop_small_islands(world: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return the world without islands too small to see; each country's largest part always stays.

    An island is measured on the stretched plane, so the region keeps smaller ones. What touches
    another country (an exclave, a shared island) stays: dropping it would leave a hole.
    """
    owners = [(key, polygon) for key, geometry in world.items() for polygon in list_polygons(geometry)]
    polygons = np.array([polygon for _, polygon in owners], dtype=object)
    areas = shapely.area(shapely.transform(polygons, _stretch))
    largest: dict[str, float] = {}
    for (key, _), area in zip(owners, areas, strict=True):
        largest[key] = max(area, largest.get(key, 0.0))
    first, second = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    touching = set(first[first != second].tolist())
    kept: dict[str, list[Polygon]] = {}
    for index, (key, polygon) in enumerate(owners):
        if areas[index] >= SMALLEST_ISLAND or areas[index] == largest[key] or index in touching:
            kept.setdefault(key, []).append(polygon)
    return {key: join_polygons(parts) for key, parts in kept.items()}


def _knots(bands: tuple[tuple[float, float], ...]) -> tuple[Array, Array]:
    degrees = np.array([end for end, _ in bands])
    widths = np.diff(degrees) * np.array([stretch for _, stretch in bands[1:]])
    return degrees, np.concatenate([[0.0], np.cumsum(widths)])


def _stretch(coordinates: Array) -> Array:
    lon, lat = coordinates[:, 0], coordinates[:, 1]
    return np.column_stack([np.interp(lon, *_knots(LON_BANDS)), np.interp(lat, *_knots(LAT_BANDS))])


def _unstretch(coordinates: Array) -> Array:
    lon_degrees, lon_plane = _knots(LON_BANDS)
    lat_degrees, lat_plane = _knots(LAT_BANDS)
    lon = np.interp(coordinates[:, 0], lon_plane, lon_degrees)
    lat = np.interp(coordinates[:, 1], lat_plane, lat_degrees)
    return np.column_stack([lon, lat]).round(DIGITS)


def _tidy(geometry: BaseGeometry) -> BaseGeometry:
    """Drop what rounding collapsed: repeated vertices and rings without area."""
    polygons = []
    for polygon in list_polygons(shapely.remove_repeated_points(geometry)):
        holes = [ring for ring in polygon.interiors if Polygon(ring).area > 0]
        if polygon.area > 0:
            polygons.append(Polygon(polygon.exterior, holes))
    return join_polygons(polygons)
