"""The whole network that ways are planned over: every leg, thin, whether it is part of a corridor or not.

An item is ``<leg>/network``. The page also draws the ways on show with these items, though the layer is off.
Nodes that no corridor has, and which the layer of places leaves out, are points of this layer.
"""

from __future__ import annotations

from data.atlas import Atlas
from data.network import Node
from data.texts import N_, in_all_languages
from maps.layers.corridors import names_of_leg
from maps.layers.layer import Item, Label, Layer, Names, Part
from maps.layers.places import style_of
from maps.styles import leg_style


def _title() -> Names:
    return in_all_languages(N_("Whole transport network"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    return (Part("network", _title(), "style:network-rail", on=False),)


def _draw(atlas: Atlas) -> list[Item]:
    from maps.geodesy import densify  # slow to import, needed only when the drawing is made

    legs = [
        Item(
            f"{leg.id}/network",
            "network",
            "line",
            [densify(leg.line)],
            leg_style("network", leg.mode, leg.status),
            names_of_leg(atlas, leg),
        )
        for leg in atlas.legs.values()
    ]
    placed = {node for corridor in atlas.corridors.values() for node in corridor.nodes}
    return [*legs, *(_point(node) for node in atlas.nodes.values() if node.id not in placed)]


def _point(node: Node) -> Item:
    label = Label((node.position,), "hub", 320, 6.0)
    return Item(
        node.id,
        "network",
        "point",
        node.position,
        style_of(node),
        node.short,
        label,
        ring_km=node.precision_km if node.precision_km > 3 else None,
        min_zoom=5.5,
    )


LAYER = Layer("network", _title, _parts, _draw)
