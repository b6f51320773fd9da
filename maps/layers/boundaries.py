"""Disputed and indefinite boundaries, dashed: shown, not judged."""

from __future__ import annotations

from data.atlas import Atlas
from data.countries import Boundary
from data.texts import N_, in_all_languages
from maps.layers.layer import Item, Label, Layer, Names, Part


def _title() -> Names:
    return in_all_languages(N_("Disputed boundaries"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    return (Part("boundaries", _title(), "style:disputed"),)


def _draw(atlas: Atlas) -> list[Item]:
    return [_item(boundary) for boundary in atlas.boundaries.values()]


def _item(boundary: Boundary) -> Item:
    if boundary.position:
        label = Label((boundary.position,), "hub", 310, 6.0)
        return Item(boundary.id, "boundaries", "label", boundary.position, "disputed", boundary.names, label)
    return Item(boundary.id, "boundaries", "line", boundary.lines, "disputed", boundary.names)


LAYER = Layer("boundaries", _title, _parts, _draw)
