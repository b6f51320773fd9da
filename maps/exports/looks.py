"""How features look in other programs: the map's own colours, dashes and shapes, by layer and class."""

from __future__ import annotations

from dataclasses import dataclass

from data.atlas import Atlas
from data.texts import Texts
from maps.exports.features import LAYERS, Feature
from maps.styles import GROUP_COLOURS, MODE_DASHES, STATUS_DASHES, WIDTHS, styles
from maps.symbols import SYMBOLS

CLASSED_BY = {"deposits": "family", "corridors": "group", "legs": "mode", "own": "kind"}
"""The field whose values a layer's classes are."""

_STYLES = {
    "countries": "other-country",
    "waters": "water",
    "boundaries": "disputed",
    "nodes": "hub",
    "capitals": "capital",
    "events": "summit",
}
_SIZE_PER_RADIUS = 0.6


@dataclass(frozen=True, slots=True)
class Look:
    """One class of a layer. Colours are ``#rrggbb``, widths and dashes pixels; ``shape`` is a point's."""

    key: str
    title: str
    fill: str
    fill_opacity: float
    stroke: str
    width: float
    dash: tuple[float, ...] = ()
    shape: str = "circle"
    size_mm: float = 2.4


def looks_of(layer: str, atlas: Atlas, texts: Texts) -> tuple[Look, ...]:
    """Return the classes of a layer; the first is for what is of none of the others."""
    match layer:
        case "deposits":
            terms = atlas.terms["family"]
            return tuple(
                Look(family, texts.name(terms[family]), symbol.fill, 1.0, "#20242c", 1.0, (), symbol.shape, 4.0)
                for family, symbol in SYMBOLS.items()
            )
        case "corridors":
            return tuple(
                Look(
                    group, atlas.term("corridor_group", group, texts.language), "", 0.0, colours["light"], _width(group)
                )
                for group, colours in GROUP_COLOURS.items()
                if group != "network"
            )
        case "legs":
            colour = GROUP_COLOURS["network"]["light"]
            return tuple(
                Look(mode, atlas.term("mode", mode, texts.language), "", 0.0, colour, 1.6, tuple(dash))
                for mode, dash in MODE_DASHES.items()
            )
        case "own":
            return tuple(_drawn(kind, "", f"own-{kind}") for kind in ("point", "line", "area"))
    return (_drawn("", texts(LAYERS[layer]), _STYLES[layer]),)


def look_key(feature: Feature) -> str:
    """Return the key of a feature's class, empty where its layer has but one."""
    value = feature.values.get(CLASSED_BY.get(feature.layer, ""), "")
    return value if isinstance(value, str) else ""


def dash_of(feature: Feature, look: Look) -> tuple[float, ...]:
    """Return a line's dash: that of its status where it does not run yet."""
    status = feature.values.get("status", "")
    return tuple(STATUS_DASHES.get(status, look.dash)) if isinstance(status, str) else look.dash


def _width(group: str) -> float:
    return WIDTHS.get(group, 2.6)


def _drawn(key: str, title: str, style: str) -> Look:
    known = styles()[style]["light"]
    return Look(
        key,
        title,
        known.get("fill", ""),
        known.get("fill_opacity", 1.0 if "shape" in known else 0.0),
        known["stroke"],
        known["width"],
        tuple(known.get("dash", ())),
        known.get("shape", "circle"),
        known.get("radius", 4.0) * _SIZE_PER_RADIUS,
    )
