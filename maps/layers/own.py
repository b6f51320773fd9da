"""Own places: points, lines and areas that a briefing adds; dashed or hollow until a source is given."""

from __future__ import annotations

from data.atlas import Atlas
from data.own import OwnPlace
from data.reading import Position
from data.texts import N_, in_all_languages
from maps.layers.layer import Item, Key, Label, Layer, Names, Part

PART = "own"
LONGEST = 60
"""Letters of a name on the map; the card has them all."""


def _title() -> Names:
    return in_all_languages(N_("Own places"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    return (Part(PART, _title(), "style:own-point"),)


def _keys(atlas: Atlas) -> tuple[Key, ...]:
    return (
        Key(in_all_languages(N_("With a source")), "style:own-area"),
        Key(in_all_languages(N_("Without a source: unverified")), "style:own-area-open"),
    )


def _draw(atlas: Atlas) -> list[Item]:
    order = ("area", "line", "point")
    return [_item(place) for place in sorted(atlas.own.values(), key=lambda place: order.index(place.kind))]


def _item(place: OwnPlace) -> Item:
    style = f"own-{place.kind}" if place.sources else f"own-{place.kind}-open"
    names = {language: _short(name) for language, name in place.names.items()}
    label = Label((_middle(place),), "hub", 860)
    match place.kind:
        case "point":
            return Item(place.id, PART, "point", place.positions[0], style, names, label)
        case "line":
            return Item(place.id, PART, "line", [_curve(place.positions)], style, names, label)
    ring = _curve((*place.positions, place.positions[0]))
    return Item(place.id, PART, "area", [[ring]], style, names, label)


def _short(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _curve(positions: tuple[Position, ...]) -> list[Position]:
    from maps.geodesy import densify  # slow to import, needed only when something is drawn

    return list(densify(positions))


def _middle(place: OwnPlace) -> Position:
    """Return where a name may stand: on the point, halfway along the line, amid the area's corners."""
    positions = place.positions
    if place.kind == "line":
        return positions[len(positions) // 2]
    count = len(positions)
    return sum(lon for lon, _ in positions) / count, sum(lat for _, lat in positions) / count


LAYER = Layer("own", _title, _parts, _draw, _keys)
