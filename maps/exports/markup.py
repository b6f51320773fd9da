"""The XML of KML: its namespaces, elements with text, and the bytes of a tree."""

from __future__ import annotations

from xml.etree import ElementTree

from maps.exports.features import plain

KML = "http://www.opengis.net/kml/2.2"
GX = "http://www.google.com/kml/ext/2.2"


def add(parent: ElementTree.Element, name: str, text: str = "", *, space: str = KML) -> ElementTree.Element:
    """Add an element, with text, as the last of its parent's."""
    made = ElementTree.SubElement(parent, f"{{{space}}}{name}")
    if text:
        made.text = plain(text)
    return made


def text_of_tree(root: ElementTree.Element) -> bytes:
    """Return the bytes of a file, indented where only elements stand."""
    ElementTree.indent(root, " ")
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"
