"""The relief of the web page: the tiles that its scenes need, the coarse ones everywhere, as far as there is room."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterator

from data.tiles import Tiles
from maps.exports.show import ExportShow
from maps.scene import HOME
from maps.staging import view_at

WHOLE_UP_TO = 4
"""These zoom levels are taken of the whole world, as far as there are tiles."""
PREFIX = "data:image/webp;base64,"
Tile = tuple[int, int, int]


def relief(show: ExportShow, room: int) -> dict[str, str]:
    """Return tiles by zoom/column/row as base64, coarse ones first, until ``room`` bytes are taken."""
    tiles = Tiles()
    found: dict[str, str] = {}
    taken = 0
    for zoom, column, row in _wanted(show, tiles.max_zoom):
        key = f"{zoom}/{column}/{row}"
        picture = None if key in found else tiles.tile(zoom, column, row)
        if picture is None:
            continue
        text = base64.b64encode(picture).decode()
        taken += len(text) + len(key) + 6
        if taken > room:
            break
        found[key] = text
    return found


def _wanted(show: ExportShow, finest: int) -> Iterator[Tile]:
    """Yield tiles in the order of their weight."""
    for zoom in range(WHOLE_UP_TO + 1):
        yield from ((zoom, column, row) for column in range(1 << zoom) for row in range(1 << zoom))
    areas = {(HOME.west, HOME.south, HOME.east, HOME.north)}
    for scene in show.scenes:
        for step in range(len(scene.steps) + 1):
            view = view_at(scene, step)
            if view:
                areas.add(view.camera.bounds)
    for zoom in range(WHOLE_UP_TO + 1, finest + 1):
        for area in sorted(areas, key=lambda one: one[2] - one[0]):
            if zoom <= _zoom_of(area) + 1:
                yield from _within(area, zoom)


def _zoom_of(area: tuple[float, float, float, float]) -> int:
    """Return about the zoom at which an area fills a large window."""
    return math.ceil(math.log2(2200 / 256 * 360 / max(area[2] - area[0], 0.5)))


def _within(area: tuple[float, float, float, float], zoom: int) -> Iterator[Tile]:
    """Yield the tiles of an area with some room around."""
    west, south, east, north = area
    wide, high = (east - west) * 0.15, (north - south) * 0.15
    across = 1 << zoom
    left, right = (math.floor((lon + 180) / 360 * across) for lon in (west - wide, east + wide))
    top, bottom = (math.floor(_down(lat) * across) for lat in (north + high, south - high))
    for row in range(max(top, 0), min(bottom, across - 1) + 1):
        for column in range(left, right + 1):
            yield zoom, column % across, row


def _down(lat: float) -> float:
    sine = math.sin(math.radians(max(-85.05, min(85.05, lat))))
    return 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
