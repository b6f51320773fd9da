"""Countries of the world: the five clearly first, all others paled, names by importance."""

from __future__ import annotations

from data.atlas import Atlas
from data.countries import Country
from data.texts import N_, in_all_languages
from maps.layers.layer import Item, Label, Layer, Names, Part

NEAR = frozenset(["RU", "CN", "IR", "AF", "TR", "AZ", "GE", "AM", "PK", "IN", "MN", "UA", "RO", "BG"])
COURTING = frozenset(["JP", "US", "DE", "FR", "GB"])

VEIL = [[[[-170.0, -85.0], [190.0, -85.0], [190.0, 85.0], [-170.0, 85.0], [-170.0, -85.0]]]]


def _title() -> Names:
    return in_all_languages(N_("Countries"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    return (Part("countries", _title(), "style:focus-country"),)


def _draw(atlas: Atlas) -> list[Item]:
    veil = Item("veil", "countries", "area", VEIL, "veil", {}, clickable=False)
    ordered = sorted(atlas.countries.values(), key=lambda country: country.is_focus)
    return [veil, *(_item(country) for country in ordered)]


def _item(country: Country) -> Item:
    style = "focus-country" if country.is_focus else "other-country"
    return Item(country.id, "countries", "area", country.polygons, style, country.names, _label(country))


def _label(country: Country) -> Label:
    if country.is_focus:
        return Label(country.labels, "country-focus", 1000)
    if country.id in NEAR:
        return Label(country.labels, "country", 760, 3.0)
    if country.id in COURTING:
        return Label(country.labels, "country", 740, 2.0)
    return Label(country.labels, "country-small", 300, 4.0)


LAYER = Layer("countries", _title, _parts, _draw)
