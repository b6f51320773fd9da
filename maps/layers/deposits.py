"""Deposits: symbol by commodity family, filled where it produces, a ring for the precision of its place."""

from __future__ import annotations

from data.atlas import Atlas
from data.deposits import Deposit
from data.texts import N_, in_all_languages
from maps.layers.layer import Item, Key, Label, Layer, Names, Part
from maps.symbols import SYMBOLS


def _title() -> Names:
    return in_all_languages(N_("Deposits"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    families = atlas.terms["family"]
    return tuple(Part(f"deposits-{family}", families[family], f"symbol:{family}") for family in SYMBOLS)


def _keys(atlas: Atlas) -> tuple[Key, ...]:
    return (
        Key(in_all_languages(N_("Producing")), "outline:filled"),
        Key(in_all_languages(N_("Not producing today")), "outline:hollow"),
        Key(in_all_languages(N_("Status not confirmed")), "outline:dashed"),
        Key(in_all_languages(N_("Place or existence uncertain")), "outline:badge"),
        Key(in_all_languages(N_("Zoomed in: the true place lies within the circle")), "outline:ring"),
    )


def _draw(atlas: Atlas) -> list[Item]:
    return [_item(deposit) for deposit in reversed(list(atlas.deposits.values()))]


def _item(deposit: Deposit) -> Item:
    return Item(
        deposit.id,
        f"deposits-{deposit.family}",
        "point",
        deposit.position,
        "deposit",
        deposit.names,
        Label((deposit.position,), "deposit", 420, 6.25),
        symbol=deposit.family,
        hollow=deposit.status != "producing",
        dashed=not deposit.status_confirmed,
        badge="?" if deposit.confidence == "low" else None,
        ring_km=deposit.precision_km,
    )


LAYER = Layer("deposits", _title, _parts, _draw, _keys)
