"""Moves the edge of the world from 180 degrees to 170 W, so that Russia is one piece.

Rule kept here: a polygon is moved whole to the east of 180; nothing is cut but Antarctica, which the
seam crosses on land.
"""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from data.build.naturalearth import join_polygons, list_polygons

SEAM = -170.0
SOUTH = -85.0  # web mercator ends at 85.05 S


def move_east_of_seam(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry with all polygons whose middle lies west of the seam moved by 360 degrees.

    Pieces that 180 degrees had cut (Chukotka, Wrangel Island, Fiji) grow together again.
    """
    polygons = list_polygons(geometry)
    return _join_at_180([_shift(p) if _lies_west(p) else p for p in polygons])


def cut_at_seam(geometry: BaseGeometry) -> BaseGeometry:
    """Return the geometry cut at the seam and at 85 S, its west moved by 360 degrees (Antarctica)."""
    west = shapely.intersection(geometry, box(-180.0, SOUTH, SEAM, 90.0))
    east = shapely.intersection(geometry, box(SEAM, SOUTH, 180.0, 90.0))
    return _join_at_180([*map(_shift, list_polygons(west)), *list_polygons(east)])


def _join_at_180(polygons: list[Polygon]) -> BaseGeometry:
    polygons = [_snap_to_180(polygon) for polygon in polygons]
    touching = [p for p in polygons if 180.0 in (p.bounds[0], p.bounds[2])]
    apart = [p for p in polygons if 180.0 not in (p.bounds[0], p.bounds[2])]
    joined = list_polygons(shapely.union_all(touching))
    return join_polygons(apart + [_without_180(polygon) for polygon in joined])


def _lies_west(polygon: Polygon) -> bool:
    # Russia's last island, Ratmanov, lies at 169.1 W north of 65 N; nothing else does, and Alaska
    # begins at 168.1 W. Elsewhere 170 W itself is the line.
    west, south, east, _ = polygon.bounds
    line = SEAM + 1.2 if south > 65.0 else SEAM
    return bool((west + east) / 2 < line)


def _shift(polygon: Polygon) -> Polygon:
    return shapely.transform(polygon, lambda xy: xy + np.array([360.0, 0.0]))


def _snap_to_180(polygon: Polygon) -> Polygon:
    """Put vertices that miss 180 degrees by a rounding error exactly there."""

    def snap(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        near = np.isclose(xy[:, 0], 180.0, rtol=0.0, atol=1e-6)
        return np.column_stack([np.where(near, 180.0, xy[:, 0]), xy[:, 1]])

    return shapely.transform(polygon, snap)


def _without_180(polygon: Polygon) -> Polygon:
    """Drop the leftover vertices on 180 degrees when the polygon reaches across it."""
    west, _, east, _ = polygon.bounds
    if not west < 180.0 < east:
        return polygon
    exterior = [xy for xy in polygon.exterior.coords if xy[0] != 180.0]
    return Polygon(exterior, polygon.interiors)
