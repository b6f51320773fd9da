"""Capitals: of the five always, of the neighbours and the courting powers as the zoom allows."""

from __future__ import annotations

from data.atlas import Atlas
from data.countries import Capital
from data.texts import N_, in_all_languages
from maps.layers.countries import COURTING, NEAR
from maps.layers.layer import Item, Label, Layer, Names, Part


def _title() -> Names:
    return in_all_languages(N_("Capitals"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    return (Part("capitals", _title(), "style:capital"),)


def _draw(atlas: Atlas) -> list[Item]:
    return [_item(atlas, capital) for capital in atlas.capitals.values()]


def _item(atlas: Atlas, capital: Capital) -> Item:
    if atlas.countries[capital.country].is_focus:
        priority, min_zoom = 960, 3.0
    elif capital.country in NEAR | COURTING | {"BE"}:
        priority, min_zoom = 640, 3.0
    else:
        priority, min_zoom = 280, 5.0
    label = Label((capital.position,), "capital", priority, min_zoom)
    return Item(capital.id, "capitals", "point", capital.position, "capital", capital.names, label, min_zoom=min_zoom)


LAYER = Layer("capitals", _title, _parts, _draw)
