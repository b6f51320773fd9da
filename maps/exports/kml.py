"""KML 2.2: a folder and styles for each layer, every field of a feature, and a tour of the scenes.

Written with the standard library's XML. What a program shows as HTML (descriptions) is escaped as such first, so that
no text of a document becomes markup. Nothing in the file leads to the network: points wear the program's own pin.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from maps.exports.citing import as_plain, notices, sources_of
from maps.exports.features import LAYERS, Feature, features_of
from maps.exports.flat import row_of
from maps.exports.format import Options
from maps.exports.geometry import Geometry
from maps.exports.looks import CLASSED_BY, Look, look_key, looks_of
from maps.exports.markup import GX, KML, add, text_of_tree
from maps.exports.show import ExportShow
from maps.exports.telling import lines_of, text_in
from maps.exports.touring import add_scenes, add_tour
from maps.exports.writing import write_whole

SOURCE = "source "
"""What the names of the file's own data begin with, before a source's id."""

HIDDEN_LAYERS = frozenset({"countries", "waters", "legs", "capitals"})
"""Layers that are switched off at first: the globe has its own, or they would cover what matters."""


def write(path: Path, show: ExportShow, options: Options) -> None:
    """Write the file in the show's language.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    write_whole(path, document(show, features_of(show)), show.texts)


def document(show: ExportShow, features: tuple[Feature, ...]) -> bytes:
    """Return the file's bytes."""
    ElementTree.register_namespace("", KML)
    ElementTree.register_namespace("gx", GX)
    root = ElementTree.Element(f"{{{KML}}}kml")
    body = add(root, "Document")
    sources = sources_of(show, features)
    add(body, "name", show.title)
    add(body, "open", "1")
    listed = [source.title for source in sources]
    add(body, "description", as_html([*notices(show, sources), show.texts("Sources"), *listed]))
    looks = {layer: looks_of(layer, show.atlas, show.texts) for layer in LAYERS}
    for layer, known in looks.items():
        for look in known:
            _add_style(body, layer, look)
    known_sources = add(body, "ExtendedData")
    for source in sources:
        data = add(known_sources, "Data")
        data.set("name", f"{SOURCE}{source.id}")
        add(data, "displayName", source.title)
        add(data, "value", json.dumps(as_plain(source), ensure_ascii=False))
    add_scenes(body, show)
    add_tour(body, show)
    for layer, title in reversed(LAYERS.items()):
        inside = [feature for feature in features if feature.layer == layer]
        if inside:
            folder = add(body, "Folder")
            folder.set("id", f"layer-{layer}")
            add(folder, "name", show.texts(title))
            add(folder, "visibility", "0" if layer in HIDDEN_LAYERS else "1")
            for feature in inside:
                _add_placemark(folder, feature, show, looks[layer])
    return text_of_tree(root)


def as_html(lines: Iterable[str]) -> str:
    """Return lines of plain text as a description: HTML in which nothing of them is markup."""
    return "<br>".join(html.escape(line, quote=False).replace("\n", "<br>") for line in lines)


def _add_style(body: ElementTree.Element, layer: str, look: Look) -> None:
    style = add(body, "Style")
    style.set("id", style_id(layer, look.key))
    pin = add(style, "IconStyle")
    add(pin, "color", _colour(look.fill or look.stroke, 1.0))
    add(pin, "scale", f"{look.size_mm / 4:.2f}")
    add(add(style, "LabelStyle"), "scale", "0.8")
    line = add(style, "LineStyle")
    add(line, "color", _colour(look.stroke, 1.0))
    add(line, "width", f"{look.width:g}")
    area = add(style, "PolyStyle")
    add(area, "color", _colour(look.fill or look.stroke, look.fill_opacity))
    add(area, "fill", "1" if look.fill_opacity else "0")


def style_id(layer: str, key: str) -> str:
    """Return the id of a class's style."""
    return f"{layer}-{key}" if key else layer


def _add_placemark(folder: ElementTree.Element, feature: Feature, show: ExportShow, looks: tuple[Look, ...]) -> None:
    mark = add(folder, "Placemark")
    add(mark, "name", text_in(dict(feature.names), show.language) or feature.id)
    if feature.layer in HIDDEN_LAYERS:
        add(mark, "visibility", "0")
    add(mark, "description", as_html(lines_of(feature, show.atlas, show.texts)))
    start, end = feature.values.get("date_start"), feature.values.get("date_end")
    if isinstance(start, str):
        span = add(mark, "TimeSpan")
        add(span, "begin", start)
        add(span, "end", end if isinstance(end, str) else start)
    keys = {look.key for look in looks}
    key = look_key(feature)
    is_classed = feature.layer in CLASSED_BY
    add(mark, "styleUrl", f"#{style_id(feature.layer, key if key in keys else looks[0].key if is_classed else '')}")
    extended = add(mark, "ExtendedData")
    for name, value in row_of(feature).items():
        data = add(extended, "Data")
        data.set("name", name)
        add(data, "value", _written(value))
    _add_geometry(mark, feature.geometry)


def _add_geometry(mark: ElementTree.Element, shape: Geometry) -> None:
    parent = mark if not shape.kind.startswith("Multi") else add(mark, "MultiGeometry")
    for part in shape.parts:
        if part.kind == "Point":
            add(add(parent, "Point"), "coordinates", _positions([part.coordinates]))
        elif part.kind == "LineString":
            line = add(parent, "LineString")
            add(line, "tessellate", "1")
            add(line, "coordinates", _positions(part.coordinates))
        else:
            area = add(parent, "Polygon")
            add(area, "tessellate", "1")
            for at, ring in enumerate(part.coordinates):
                edge = add(area, "innerBoundaryIs" if at else "outerBoundaryIs")
                add(add(edge, "LinearRing"), "coordinates", _positions(ring))


def _positions(positions: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{lon!r},{lat!r}" for lon, lat in positions)


def _written(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else repr(value)


def _colour(colour: str, opacity: float) -> str:
    """Return a colour as KML has it: opacity, blue, green, red."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}"
