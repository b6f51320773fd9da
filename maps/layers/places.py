"""Ports, border crossings and hubs of the Middle Corridor and of the other corridors."""

from __future__ import annotations

from data.atlas import Atlas
from data.network import Node
from data.texts import N_, in_all_languages
from maps.layers.layer import Item, Key, Label, Layer, Names, Part

GATES = frozenset(
    "AKTAU KURYK ALAT BAKU TURKMENBASHI POTI BATUMI CONSTANTA VARNA BURGAS ALTYNKOL DOSTYK XIAN KARS MARMARAY".split()  # noqa: SIM905
)
"""The names that a briefing on the route cannot do without."""


def _title() -> Names:
    return in_all_languages(N_("Ports, borders and hubs"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    return (Part("places", _title(), "style:port"),)


def _keys(atlas: Atlas) -> tuple[Key, ...]:
    return (
        Key(in_all_languages(N_("Port")), "style:port"),
        Key(in_all_languages(N_("Border crossing or gauge change")), "style:border"),
        Key(in_all_languages(N_("Rail hub")), "style:hub"),
    )


def _draw(atlas: Atlas) -> list[Item]:
    on_middle = {node for corridor in atlas.corridors.values() if corridor.group == "middle" for node in corridor.nodes}
    on_any = {node for corridor in atlas.corridors.values() for node in corridor.nodes}
    shown = [node for node in atlas.nodes.values() if node.id in on_any]
    ordered = sorted(shown, key=lambda node: node.id in on_middle)
    return [_item(node, in_middle=node.id in on_middle) for node in ordered]


def _item(node: Node, *, in_middle: bool) -> Item:
    style = style_of(node)
    if node.id in GATES:
        priority, min_zoom = 880, 3.0
    elif in_middle:
        priority, min_zoom = (620, 5.0) if style != "hub" else (560, 5.0)
    else:
        priority, min_zoom = 330, 6.0
    label = Label((node.position,), "port" if style == "port" else "hub", priority, min_zoom)
    return Item(
        node.id,
        "places",
        "point",
        node.position,
        style,
        node.short,
        label,
        ring_km=node.precision_km if node.precision_km > 3 else None,
        min_zoom=3.0 if node.id in GATES else 4.5 if in_middle else 5.5,
    )


def style_of(node: Node) -> str:
    """Return the style for a node's kind: port, border or hub."""
    if "port" in node.kind and "dry" not in node.kind and "airport" not in node.kind:
        return "port"
    return "border" if "border" in node.kind or "gauge" in node.kind else "hub"


LAYER = Layer("places", _title, _parts, _draw, _keys)
