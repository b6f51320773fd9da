"""Seas and lakes: the Caspian, the modern Aral, Balkhash, Issyk-Kul and their neighbours."""

from __future__ import annotations

from data.atlas import Atlas
from data.countries import Water
from data.texts import N_, in_all_languages
from maps.layers.layer import Item, Label, Layer, Names, Part

GREAT = frozenset({"caspian", "black-sea", "mediterranean-sea"})
KNOWN = frozenset({"aral", "balkhash", "issyk-kul"})


def _title() -> Names:
    return in_all_languages(N_("Seas and lakes"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    return (Part("water", _title(), "style:water"),)


def _draw(atlas: Atlas) -> list[Item]:
    return [_item(water) for water in atlas.waters.values()]


def _item(water: Water) -> Item:
    if water.polygons is None:
        return Item(water.id, "water", "label", water.label, "water", water.names, _label(water), clickable=False)
    return Item(water.id, "water", "area", water.polygons, "water", water.names, _label(water))


def _label(water: Water) -> Label:
    if water.id in GREAT:
        return Label((water.label,), "sea", 900)
    if water.id in KNOWN:
        return Label((water.label,), "lake", 700, 4.5)
    if water.kind == "sea":
        return Label((water.label,), "sea", 350, 3.0)
    return Label((water.label,), "lake", 250, 6.5)


LAYER = Layer("water", _title, _parts, _draw)
