"""The layers, from the bottom up. One file each (corridors share one); to add a layer, add a line here."""

from __future__ import annotations

from data.atlas import Atlas
from maps.layers import (
    boundaries,
    capitals,
    china_border,
    corridors,
    countries,
    deposits,
    network,
    own,
    places,
    remoteness,
    summits,
    waters,
)
from maps.layers.layer import Item, Key, Label, Layer, Part

__all__ = ["LAYERS", "LEGEND", "Item", "Key", "Label", "Layer", "Part", "all_parts", "parts_of_layer"]

LAYERS: tuple[Layer, ...] = (
    countries.LAYER,
    waters.LAYER,
    boundaries.LAYER,
    china_border.LAYER,
    network.LAYER,
    corridors.CONTRAST,
    corridors.PLANNED,
    corridors.SOUTHERN,
    corridors.NORTHERN,
    corridors.MIDDLE,
    remoteness.LAYER,
    places.LAYER,
    capitals.LAYER,
    deposits.LAYER,
    summits.LAYER,
    own.LAYER,
)

LEGEND = (
    "own",
    "corridors-middle",
    "deposits",
    "remoteness",
    "summits",
    "places",
    "capitals",
    "corridors-northern",
    "corridors-southern",
    "corridors-planned",
    "corridors-contrast",
    "network",
    "countries",
    "water",
    "boundaries",
    "china-border",
)
"""The layers as the legend lists them: what a briefing asks for comes first."""


def all_parts(atlas: Atlas) -> dict[str, bool]:
    """Return every part by id and whether it is on at first."""
    return {part.id: part.on for layer in LAYERS for part in layer.parts(atlas)}


def parts_of_layer(atlas: Atlas, layer: str) -> tuple[str, ...]:
    """Return the ids of a layer's parts; none if there is no such layer."""
    return tuple(part.id for known in LAYERS if known.id == layer for part in known.parts(atlas))
