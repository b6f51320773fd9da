"""A sketch of a scene: what stands in the list for its picture until the map has been there.

Ground, lines and points in the map's colours, without names. What is to be drawn is gathered on the UI thread, where
the facts' caches live; the drawing itself may be done on any thread.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from data.atlas import Atlas
from data.countries import Country
from data.reading import Position
from maps.drawn import feature_of, items_of
from maps.filtering import hidden_items
from maps.indicators import colouring
from maps.layers.corridors import legs_of
from maps.scene import Camera, Scene, Theme
from maps.styles import ACCENT, GROUP_COLOURS
from maps.symbols import SYMBOLS

GROUND: dict[Theme, tuple[str, str, str, str]] = {
    "light": ("#b9d2e1", "#efede8", "#f6e8c8", "#a89a80"),
    "dark": ("#1d3346", "#222a36", "#3c4350", "#6d7686"),
}
"""Water, land, the five countries, borders."""
FARTHEST = 85.0
DOT_PX = 5.5
FEW, MANY = 40, 700
"""Points of an outline that tell whether it is in sight, and that are enough for it in a picture of a region."""
CLOSE = 16.0
"""Pixels to a degree from which on outlines are drawn with all their points."""
MARGIN_PX = 60


@dataclass(slots=True)
class Sketch:
    """What to draw, back to front: areas with their fill, lines with colour and width, points with their colour."""

    camera: Camera
    theme: Theme
    areas: list[tuple[Any, str]] = field(default_factory=list)
    lines: list[tuple[Sequence[Position], str, float]] = field(default_factory=list)
    points: list[tuple[Position, str, float]] = field(default_factory=list)


def sketch_of(atlas: Atlas, scene: Scene) -> Sketch:
    """Return what a sketch of a scene shows."""
    made = Sketch(scene.camera, scene.theme)
    water, land, five, _ = GROUND[scene.theme]
    found = colouring(atlas, scene)
    fills = dict(zip(found.items, found.colours, strict=True))
    order: list[Country] = sorted(atlas.countries.values(), key=lambda country: country.is_focus)
    for country in order:
        fill = fills.get(country.id) or (five if country.is_focus else land)
        made.areas.append((country.polygons, fill))
    made.areas += [(known.polygons, water) for known in atlas.waters.values() if known.polygons]
    hidden, marked = frozenset(hidden_items(atlas, scene)), _marked(atlas, scene)
    accent = ACCENT[scene.theme]
    for group in atlas.groups:
        if f"corridors-{group}" in scene.parts:
            shown = [leg for leg in legs_of(atlas, group) if f"{leg.id}/{group}" not in hidden]
            made.lines += [(leg.line, GROUP_COLOURS[group][scene.theme], 3.0) for leg in shown]
    made.lines += [(atlas.legs[name].line, accent, 5.0) for name in marked if name in atlas.legs]
    deposits = [known for known in atlas.deposits.values() if f"deposits-{known.family}" in scene.parts]
    made.points += [(one.position, SYMBOLS[one.family].fill, 1.0) for one in deposits if one.id not in hidden]
    for name in marked:
        known = atlas.features.get(name)
        position = getattr(known, "position", None)
        if position:
            made.points.append((position, accent, 1.7))
    return made


def _marked(atlas: Atlas, scene: Scene) -> list[str]:
    """Return the features that are selected, and the legs of the ways on show."""
    items = [item for feature in scene.selected for item in items_of(atlas, feature)]
    rows = [atlas.corridors[row].legs for row in scene.routing.shown if row in atlas.corridors]
    return list(dict.fromkeys((*(feature_of(item) for item in items), *(leg for legs in rows for leg in legs))))


def drawn(sketch: Sketch, size: QSize) -> QImage:
    """Draw a sketch."""
    picture = QImage(size, QImage.Format.Format_RGB32)
    picture.fill(QColor(GROUND[sketch.theme][0]))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = _Placing(sketch.camera, size)
    painter.setPen(QPen(QColor(GROUND[sketch.theme][3]), 1.0))
    for polygons, fill in sketch.areas:
        painter.setBrush(QColor(fill))
        for polygon in polygons:
            outline = place.line(place.thinned(polygon[0]))
            if outline:
                painter.drawPolygon(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, colour, width in sketch.lines:
        found = place.line(line)
        if found:
            pen = QPen(QColor(colour), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(found)
    painter.setPen(QPen(QColor("#ffffff" if sketch.theme == "light" else "#10151d"), 1.2))
    for position, colour, size_ratio in sketch.points:
        painter.setBrush(QColor(colour))
        painter.drawEllipse(place.point(position), DOT_PX * size_ratio, DOT_PX * size_ratio)
    painter.end()
    return picture


class _Placing:
    """Puts positions into a picture that shows an area as a whole, in Mercator's projection."""

    def __init__(self, camera: Camera, size: QSize) -> None:
        self._west, self._north = camera.west, _mercator(camera.north)
        width = max(camera.east - camera.west, 1e-6)
        height = max(self._north - _mercator(camera.south), 1e-6)
        self._scale = min(size.width() / width, size.height() / height)
        self._left = (size.width() - width * self._scale) / 2
        self._top = (size.height() - height * self._scale) / 2
        self._size = size

    def point(self, position: Position) -> QPointF:
        """Return where a position lies in the picture."""
        x, y = self._at(position)
        return QPointF(x, y)

    def thinned(self, ring: Sequence[Position]) -> Sequence[Position]:
        """Return an outline with no more points than so small a picture shows; none of one out of sight."""
        few = ring[:: max(1, len(ring) // FEW)]
        xs = [self._left + (position[0] - self._west) * self._scale for position in few]
        if max(xs) < -MARGIN_PX or min(xs) > self._size.width() + MARGIN_PX:
            return ()
        ys = [self._at(position)[1] for position in few]
        if max(ys) < -MARGIN_PX or min(ys) > self._size.height() + MARGIN_PX:
            return ()
        return ring[:: max(1, len(ring) // MANY)] if self._scale < CLOSE else ring

    def line(self, positions: Iterable[Position]) -> QPolygonF | None:
        """Return a line without what is finer than a pixel; None where all of it is out of sight."""
        points: list[QPointF] = []
        last = (math.inf, math.inf)
        least_x = least_y = math.inf
        most_x = most_y = -math.inf
        for position in positions:
            x, y = self._at(position)
            if abs(x - last[0]) + abs(y - last[1]) >= 1.0:
                points.append(QPointF(x, y))
                last = (x, y)
                least_x, most_x = min(least_x, x), max(most_x, x)
                least_y, most_y = min(least_y, y), max(most_y, y)
        is_out = most_x < 0 or least_x > self._size.width() or most_y < 0 or least_y > self._size.height()
        return None if is_out or len(points) < 2 else QPolygonF(points)

    def _at(self, position: Position) -> tuple[float, float]:
        lon, lat = position[0], position[1]
        x = self._left + (lon - self._west) * self._scale
        return x, self._top + (self._north - _mercator(lat)) * self._scale


def _mercator(lat: float) -> float:
    """Return how far north a latitude is drawn, in degrees of longitude."""
    bound = math.radians(max(-FARTHEST, min(lat, FARTHEST)))
    return math.degrees(math.log(math.tan(math.pi / 4 + bound / 2)))
