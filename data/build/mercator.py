"""Bends pictures in degrees into web mercator, for a rectangle of pixels of one zoom.

Pixels count from the north-west corner of the world, which here is at 180 W.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from shapely.geometry import Polygon

TILE = 256
Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Window:
    """Whole tiles of one zoom: columns `left` to `right`, rows `top` to `bottom`, ends excluded."""

    zoom: int
    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return (self.right - self.left) * TILE, (self.bottom - self.top) * TILE


def find_window(zoom: int, bounds: tuple[float, float, float, float]) -> Window:
    """Return the tiles that cover `bounds` (west, south, east, north in degrees)."""
    west, south, east, north = bounds
    tiles = 2**zoom
    left, top = project(west, north)
    right, bottom = project(east, south)
    return Window(
        zoom,
        max(0, math.floor(left * tiles)),
        max(0, math.floor(top * tiles)),
        min(tiles, math.ceil(right * tiles)),
        min(tiles, math.ceil(bottom * tiles)),
    )


def project(lon: float, lat: float) -> tuple[float, float]:
    """Return the place on the square world, 0 to 1 from the west and from the north."""
    sine = math.sin(math.radians(lat))
    return lon / 360.0 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)


def warp_picture(picture: Bytes, window: Window) -> Bytes:
    """Return the world picture (plate carree, RGB) in the window's pixels."""
    height, width = picture.shape[:2]
    tiles = 2**window.zoom
    columns = (window.left * width / tiles, window.right * width / tiles)
    rows = _find_source_rows(window, height)
    first, last = max(0, int(rows.min()) - 4), min(height, int(rows.max()) + 5)
    strip = Image.fromarray(picture[first:last])
    box = (columns[0], 0, columns[1], last - first)
    scaled = strip.resize((window.size[0], last - first), Image.Resampling.LANCZOS, box=box)
    return _sample_rows(np.asarray(scaled), rows - first)


def draw_mask(polygons: list[Polygon], window: Window, scale: int = 2) -> Bytes:
    """Return 255 where the window is inside a polygon, with soft edges; seam at 170 W allowed."""
    width, height = window.size
    image = Image.new("L", (width * scale, height * scale), 0)
    draw = ImageDraw.Draw(image)
    for polygon in sorted(polygons, key=lambda p: -p.area):
        for shift in (0.0, -360.0) if polygon.bounds[2] > 180 else (0.0,):
            draw.polygon(_project_ring(polygon.exterior.coords, window, scale, shift), fill=255)
            for ring in polygon.interiors:
                draw.polygon(_project_ring(ring.coords, window, scale, shift), fill=0)
    return np.asarray(image.reduce(scale))


def _project_ring(ring: NDArray[np.float64], window: Window, scale: int, shift: float) -> list[tuple[float, float]]:
    points = np.asarray(ring)[:, :2]
    sine = np.sin(np.radians(np.clip(points[:, 1], -85.06, 85.06)))
    pixels = 2**window.zoom * TILE * scale
    x = ((points[:, 0] + shift) / 360.0 + 0.5) * pixels - window.left * TILE * scale
    y = (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * pixels - window.top * TILE * scale
    return list(zip(x.tolist(), y.tolist(), strict=True))


def _find_source_rows(window: Window, height: int) -> NDArray[np.float64]:
    """Return the picture row of each row of the window, two samples to a row."""
    pixels = 2**window.zoom * TILE
    y = (np.arange(window.top * TILE * 2, window.bottom * TILE * 2) + 0.5) / 2 / pixels
    latitude = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y))))
    rows: NDArray[np.float64] = (90.0 - latitude) / 180.0 * height - 0.5
    return rows


def _sample_rows(picture: Bytes, rows: NDArray[np.float64]) -> Bytes:
    """Return the picture at fractional rows (cubic), two neighbouring samples joined into one."""
    out = np.empty((len(rows) // 2, *picture.shape[1:]), dtype=np.uint8)
    for start in range(0, len(rows), 512):
        part = rows[start : start + 512]
        whole = np.floor(part).astype(int)
        t = (part - whole)[:, None, None].astype(np.float32)
        weights = (
            ((-0.5 * t + 1.0) * t - 0.5) * t,
            (1.5 * t - 2.5) * t * t + 1.0,
            ((-1.5 * t + 2.0) * t + 0.5) * t,
            (0.5 * t - 0.5) * t * t,
        )
        total = sum(
            weight * picture[np.clip(whole + offset, 0, len(picture) - 1)]
            for offset, weight in zip((-1, 0, 1, 2), weights, strict=True)
        )
        pairs = np.asarray(total).reshape(-1, 2, *picture.shape[1:]).mean(axis=1)
        out[start // 2 : start // 2 + len(pairs)] = np.clip(np.rint(pairs), 0, 255)
    return out
