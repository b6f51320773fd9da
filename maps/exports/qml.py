"""A layer's look as a QGIS style (QML): a symbol for each class, and labels from the column ``name``."""

from __future__ import annotations

from xml.etree import ElementTree

from maps.exports.looks import CLASSED_BY, Look

SHAPES = {
    "circle": "circle",
    "square": "square",
    "diamond": "diamond",
    "triangle": "triangle",
    "hexagon": "hexagon",
    "pentagon": "pentagon",
    "octagon": "octagon",
    "star": "star",
    "drop": "semi_circle",
    "flame": "cross_fill",
}
"""The names that QGIS has for our shapes; a drop and a flame are not among them."""

_MM_PER_PIXEL = 0.26
_LABELLED = frozenset({"countries", "waters", "corridors", "nodes", "capitals", "deposits", "events", "own"})
_PLACEMENTS = {"point": "6", "line": "2", "area": "4"}
"""QGIS's numbers for beside a point, along a line, level within an area."""

_SYMBOLS = {"point": "marker", "line": "line", "area": "fill"}
_LAYERS = {"point": "SimpleMarker", "line": "SimpleLine", "area": "SimpleFill"}


def qml_of(looks: tuple[Look, ...], layer: str, family: str) -> str:
    """Return the style of a layer's points, lines or areas."""
    field = CLASSED_BY.get(layer)
    root = ElementTree.Element(
        "qgis", {"version": "3.22", "styleCategories": "Symbology|Labeling", "labelsEnabled": "1"}
    )
    if layer not in _LABELLED:
        root.set("labelsEnabled", "0")
    renderer = ElementTree.SubElement(root, "renderer-v2", {"symbollevels": "0", "enableorderby": "0"})
    symbols = ElementTree.Element("symbols")
    if field is None or len(looks) == 1:
        renderer.set("type", "singleSymbol")
        _add_symbol(symbols, "0", looks[0], family)
    else:
        renderer.set("type", "categorizedSymbol")
        renderer.set("attr", field)
        categories = ElementTree.SubElement(renderer, "categories")
        for at, look in enumerate(looks):
            said = {"value": look.key, "label": look.title or look.key, "symbol": str(at), "render": "true"}
            ElementTree.SubElement(categories, "category", {**said, "type": "string"})
            _add_symbol(symbols, str(at), look, family)
    renderer.append(symbols)
    if layer in _LABELLED:
        _add_labels(root, family)
    body: str = ElementTree.tostring(root, encoding="unicode")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{body}"


def _add_symbol(symbols: ElementTree.Element, name: str, look: Look, family: str) -> None:
    said = {"name": name, "type": _SYMBOLS[family], "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"}
    symbol = ElementTree.SubElement(symbols, "symbol", said)
    layer = ElementTree.SubElement(
        symbol, "layer", {"class": _LAYERS[family], "pass": "0", "enabled": "1", "locked": "0"}
    )
    options = ElementTree.SubElement(layer, "Option", {"type": "Map"})
    for key, value in _options(look, family).items():
        ElementTree.SubElement(options, "Option", {"type": "QString", "name": key, "value": value})


def _options(look: Look, family: str) -> dict[str, str]:
    width = f"{look.width * _MM_PER_PIXEL:.2f}"
    if family == "line":
        dashed = {"use_custom_dash": "1", "customdash": ";".join(f"{part * _MM_PER_PIXEL:.2f}" for part in look.dash)}
        return {
            "line_color": _colour(look.stroke, 1.0),
            "line_width": width,
            "line_width_unit": "MM",
            "capstyle": "flat" if look.dash else "round",
            "joinstyle": "round",
            **(dashed | {"customdash_unit": "MM"} if look.dash else {}),
        }
    drawn = {
        "color": _colour(look.fill or look.stroke, look.fill_opacity),
        "outline_color": _colour(look.stroke, 1.0),
        "outline_width": width,
        "outline_width_unit": "MM",
        "outline_style": "dash" if look.dash else "solid",
    }
    if family == "area":
        return drawn | {"style": "solid" if look.fill_opacity else "no"}
    return drawn | {"name": SHAPES.get(look.shape, "circle"), "size": f"{look.size_mm:.2f}", "size_unit": "MM"}


def _add_labels(root: ElementTree.Element, family: str) -> None:
    labels = ElementTree.SubElement(root, "labeling", {"type": "simple"})
    settings = ElementTree.SubElement(labels, "settings", {"calloutType": "simple"})
    style = ElementTree.SubElement(
        settings,
        "text-style",
        {
            "fieldName": "name",
            "isExpression": "0",
            "fontSize": "8",
            "fontSizeUnit": "Point",
            "textColor": "27,31,39,255",
        },
    )
    placed = {"placement": _PLACEMENTS[family], "dist": "1.2", "distUnits": "MM", "priority": "5"}
    order = {"predefinedPositionOrder": "R,L,TR,BR,TL,BL", "offsetType": "1"} if family == "point" else {}
    ElementTree.SubElement(settings, "placement", placed | order)
    ElementTree.SubElement(
        style,
        "text-buffer",
        {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM", "bufferColor": "255,255,255,255"},
    )


def _colour(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"
