"""KML to features, read as if a stranger had made it: no entities, no network, no depth, no markup.

What a description says as HTML is taken as its bare text.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from data.briefing.value import Source
from data.texts import N_
from maps.exports.features import Feature
from maps.exports.flat import feature_of
from maps.exports.geometry import Kind
from maps.exports.kml import SOURCE
from maps.imports.found import Found, Reading, cut
from maps.imports.geojson import BAD_SHAPE, NO_SHAPE, names_in, source_of

DEPTH = 60
"""So deep may folders lie in each other."""

TOO_DEEP = N_("its folders are nested too deep.")
NO_XML = N_("it is broken ({reason}).")
NO_KML = N_("it is no KML.")
ENTITIES = N_("it defines entities or a document type, which no KML needs and which can do harm.")
NETWORK = N_("it loads a part from elsewhere ({address}). Import the file that it leads to.")
ZIPPED = N_("it is a KMZ. Unpack it and import the .kml file in it.")

_SHAPES = {"Point": "Point", "LineString": "LineString", "LinearRing": "LineString", "Polygon": "Polygon"}
_MANY = ("MultiGeometry", "MultiTrack")


def read(reading: Reading) -> Found:
    """Return what a file holds.

    Raises
    ------
    NotImportedError
        If it is no KML, is not safe to read, or holds what cannot be taken.
    """
    from defusedxml import DefusedXmlException

    data = reading.bytes()
    if data.startswith(b"PK\x03\x04"):
        raise reading.refuse(ZIPPED)
    features: list[Feature] = []
    sources: list[Source] = []
    try:
        for element in _elements(data, reading):
            if isinstance(element, Feature):
                features.append(element)
            else:
                sources.append(element)
    except DefusedXmlException as error:
        raise reading.refuse(ENTITIES) from error
    except (ParseError, ValueError, LookupError) as error:
        raise reading.refuse(NO_XML, reason=str(error)[:80]) from error
    return Found(tuple(features), sources=tuple(sources), left_out=tuple(reading.left_out))


def _elements(data: bytes, reading: Reading) -> Iterator[Feature | Source]:
    """Yield placemarks and our own sources as they end; what was read is let go of."""
    from defusedxml.ElementTree import iterparse

    depth = 0
    parents: list[Element] = []
    for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
        name = _name(element)
        if event == "start":
            if depth == 0 and name != "kml":
                raise reading.refuse(NO_KML)
            depth += 1
            if depth > DEPTH:
                raise reading.refuse(TOO_DEEP)
            parents.append(element)
            continue
        depth -= 1
        parents.pop()
        if name == "NetworkLink":
            raise reading.refuse(NETWORK, address=_text(element, "href")[:80] or "?")
        inside = any(_name(parent) in ("Placemark", "Tour", "Update") for parent in parents)
        if name == "Placemark" and not inside:
            yield from _placemark(element, reading)
        elif name == "Data" and not inside:
            source = _source(element)
            if source:
                yield source
        if not inside and name in ("Placemark", "Folder", "Style", "Tour", "Data"):
            element.clear()


def _placemark(mark: Element, reading: Reading) -> Iterator[Feature]:
    reading.count_feature()
    if (mark.get("id") or "").startswith("scene-"):
        return
    row = {data.get("name", ""): _text(data, "value") for data in mark.iter() if _name(data) == "Data"}
    said: dict[str, Any] = {key: cut(value) for key, value in row.items()}
    for simple in mark.iter():
        if _name(simple) == "SimpleData":
            said[simple.get("name", "")] = cut(simple.text or "")
    title = _text(mark, "name")
    is_own = "id" in said and "layer" in said
    if not is_own:
        given = names_in(said | ({"name": title} if title.strip() else {}), reading.texts.language)
        said |= {f"name_{key}": text for key, text in given.items()}
        note = bare_text(_text(mark, "description"))
        if note:
            said[f"note_{reading.texts.language}"] = cut(note)
    shapes = list(_geometries(mark))
    if not shapes:
        reading.leave_out(NO_SHAPE)
    for kind, coordinates in shapes:
        try:
            shape = reading.geometry(kind, coordinates, title)
        except (TypeError, ValueError):
            reading.leave_out(BAD_SHAPE)
            continue
        if shape is None:
            reading.leave_out(NO_SHAPE)
        else:
            yield feature_of(said, shape, mark.get("id") or title)


def _geometries(mark: Element) -> Iterator[tuple[Kind, Any]]:
    """Yield the geometries of a placemark; those of one kind together are one."""
    for child in mark:
        name = _name(child)
        if name in _SHAPES:
            yield _SHAPES[name], _coordinates(child, name)  # type: ignore[misc]  # the three single kinds
        elif name in _MANY:
            parts = [one for one in child if _name(one) in _SHAPES]
            for kind in dict.fromkeys(_SHAPES[_name(part)] for part in parts):
                held = [_coordinates(part, _name(part)) for part in parts if _SHAPES[_name(part)] == kind]
                yield f"Multi{kind}", held  # type: ignore[misc]


def _coordinates(shape: Element, name: str) -> Any:
    if name == "Polygon":
        edges = [edge for edge in shape if _name(edge) in ("outerBoundaryIs", "innerBoundaryIs")]
        edges.sort(key=lambda edge: _name(edge) != "outerBoundaryIs")
        return [_positions(edge) for edge in edges]
    found = _positions(shape)
    return found[0] if name == "Point" and found else found


def _positions(shape: Element) -> list[list[float]]:
    text = next((one.text or "" for one in shape.iter() if _name(one) == "coordinates"), "")
    return [[float(part) for part in tuple_.split(",")[:2]] for tuple_ in text.split()]


def _source(data: Element) -> Source | None:
    if not data.get("name", "").startswith(SOURCE):
        return None
    try:
        return source_of(json.loads(_text(data, "value")))
    except (ValueError, RecursionError):
        return None


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: Element, name: str) -> str:
    return next((one.text or "" for one in element.iter() if _name(one) == name), "")


class _Bare(HTMLParser):
    """Collects the text of HTML; scripts and styles are none."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, or what is no text."""
        if tag in ("script", "style"):
            self._silent += 1
        elif tag in ("br", "p", "div", "tr", "li"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End what is no text."""
        if tag in ("script", "style"):
            self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._silent:
            self.parts.append(data)


def bare_text(html: str) -> str:
    """Return the text of a description without its markup."""
    if "<" not in html and "&" not in html:
        return html.strip()
    parser = _Bare()
    parser.feed(html)
    parser.close()
    lines = (" ".join(line.split()) for line in "".join(parser.parts).split("\n"))
    return "\n".join(line for line in lines if line)
