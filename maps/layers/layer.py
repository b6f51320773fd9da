"""What a layer is: a title, parts that can be shown and hidden, and a drawing.

A layer turns facts of the atlas into drawn items. An item is plain data for the page:
an id, a geometry in lon, lat, the name of a style, names for its label. The page draws
items of three kinds (area, line, point) and knows nothing of deposits or railways.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from data.atlas import Atlas

Names = Mapping[str, str]
Position = tuple[float, float]
"""Longitude, latitude in degrees."""


@dataclass(frozen=True)
class Label:
    """Where and how urgently an item's name is to be written.

    ``at`` lists positions to try in order; ``priority`` decides who gets the place
    (higher first); below ``min_zoom`` the name is not written.
    """

    at: tuple[Position, ...]
    style: str
    priority: int
    min_zoom: float = 0.0
    max_zoom: float = 99.0


@dataclass(frozen=True)
class Item:
    """One drawn thing; its id follows the rule of names in ``maps.drawn``.

    ``coordinates`` are a MultiPolygon's, a MultiLineString's or one position, lon first.
    ``hollow``, ``dashed``, ``badge`` and ``ring_km`` qualify a symbol; see the legend's keys.
    ``with_part`` is another part that must be on, too, for the item to be drawn.
    """

    id: str
    part: str
    kind: Literal["area", "line", "point", "label"]
    coordinates: Any
    style: str
    names: Names
    label: Label | None = None
    clickable: bool = True
    symbol: str | None = None
    hollow: bool = False
    dashed: bool = False
    badge: str | None = None
    ring_km: float | None = None
    min_zoom: float = 0.0
    with_part: str | None = None


@dataclass(frozen=True)
class Part:
    """What the legend can show and hide on its own. ``swatch`` names a style or a symbol."""

    id: str
    title: Names
    swatch: str
    on: bool = True


@dataclass(frozen=True)
class Key:
    """A row of the legend that only explains: a dash for a mode, an outline for a status."""

    title: Names
    swatch: str


@dataclass(frozen=True)
class Layer:
    """One layer: its parts from the legend, its keys, and how to draw it from the atlas."""

    id: str
    title: Callable[[], Names]
    parts: Callable[[Atlas], tuple[Part, ...]]
    draw: Callable[[Atlas], list[Item]]
    keys: Callable[[Atlas], tuple[Key, ...]] = field(default=lambda atlas: ())
