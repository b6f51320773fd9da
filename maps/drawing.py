"""The drawing: everything the page reads once at its start, as plain JSON-able data.

Texts in all languages go along, so that a change of language needs no answer from Python.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from data.atlas import Atlas
from data.texts import LANGUAGE_NAMES, N_, load_texts
from maps.commands import DrawPlaces
from maps.layers import LAYERS, LEGEND, Item, own
from maps.messages import VERSION
from maps.scene import HOME
from maps.styles import styles
from maps.symbols import SYMBOLS

DECIMALS = 4
"""Of coordinates in degrees: 0.0001 is 11 m, below what a pixel shows at the highest zoom."""

PAGE_TEXTS = {
    "legend": N_("Layers and legend"),
    "zoom_in": N_("Zoom in"),
    "zoom_out": N_("Zoom out"),
    "home": N_("Whole region"),
    "show_hide": N_("Click to show or hide, Alt+click to show alone"),
    "borders": N_(
        "Borders as in Natural Earth: Crimea drawn as Ukraine, Abkhazia and South Ossetia as Georgia; "
        "disputed lines dashed. No statement on legal status."
    ),
    "streets": N_("Street tiles draw borders after OpenStreetMap's own policy."),
    "sources": N_("Sources"),
    "details": N_("{name}: show or hide the details"),
    "map": N_("Map of Central Asia and the Caspian route"),
    "off_screen": N_("{name}, {km} km from the centre of the map"),
    "more": N_("{n} more out of sight"),
    "km": N_("km"),
    "ways": N_("Ways and limits"),
    "way_only": N_("Way on show"),
    "way_first": N_("First way"),
    "way_second": N_("Second way"),
    "way_straight": N_("Straight line to the hub, no route"),
    "way_closed": N_("Closed by the limits"),
    "mode_sea": N_("Sea, ferry"),
    "mode_road": N_("Road"),
    "mode_pipeline": N_("Pipeline"),
    "mark_start": N_("Start of the way"),
    "mark_end": N_("End of the way"),
    "mark_ends": N_("Start and end of the way"),
    "mark_border": N_("Border crossing"),
    "mark_gauge": N_("Gauge change"),
    "mark_transfer": N_("Transfer"),
    "mark_hub": N_("Nearest hub"),
    "mark_broken": N_("Broken"),
    "mark_bottleneck": N_("Bottleneck"),
    "mark_water": N_("Low water"),
}
"""The page's own texts by key."""

CREDITS = "Natural Earth · GeoNames CC BY 4.0 · © OpenStreetMap ODbL"
"""The attributions that the map's data ask for, the same in every language."""


def drawing(atlas: Atlas) -> dict[str, Any]:
    """Return the drawing of the atlas, layers from the bottom up."""
    return {
        "version": VERSION,
        "home": [HOME.west, HOME.south, HOME.east, HOME.north],
        "languages": list(LANGUAGE_NAMES),
        "texts": {
            language: {key: load_texts(language)(text) for key, text in PAGE_TEXTS.items()} | {"attribution": CREDITS}
            for language in LANGUAGE_NAMES
        },
        "styles": styles(),
        "symbols": {
            family: {
                "shape": symbol.shape,
                "letter": symbol.letter,
                "fill": {"light": symbol.fill, "dark": symbol.fill},
                "ink": {"light": symbol.ink, "dark": symbol.ink},
            }
            for family, symbol in SYMBOLS.items()
        },
        "legend": list(LEGEND),
        "layers": [_layer(atlas, layer) for layer in LAYERS],
    }


def own_places(atlas: Atlas) -> DrawPlaces:
    """Return the command that draws the own places of the facts. It may take a while: call it off the UI thread."""
    return DrawPlaces(tuple(_item(item) for item in own.LAYER.draw(atlas)))


def _layer(atlas: Atlas, layer: Any) -> dict[str, Any]:
    items = layer.draw(atlas)
    counts: dict[str, int] = {}
    for item in items:
        if item.clickable:
            counts[item.part] = counts.get(item.part, 0) + 1
    return {
        "id": layer.id,
        "title": layer.title(),
        "parts": [asdict(part) | {"count": counts.get(part.id, 0)} for part in layer.parts(atlas)],
        "keys": [asdict(key) for key in layer.keys(atlas)],
        "items": [_item(item) for item in items],
    }


def _item(item: Item) -> dict[str, Any]:
    raw = asdict(item)
    raw["coordinates"] = _rounded(item.coordinates)
    raw["names"] = {language: name for language, name in item.names.items() if language in LANGUAGE_NAMES}
    return {key: value for key, value in raw.items() if value not in (None, False)} | {"clickable": item.clickable}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, (int, float)):
        return round(coordinates, DECIMALS)
    return [_rounded(part) for part in coordinates]
