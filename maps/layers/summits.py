"""Summits of 2025 and the cancelled trip of 2024, with lines to the five capitals.

Lines are geodesics, unwrapped across the antimeridian, so that none jumps over the map.
"""

from __future__ import annotations

from data.atlas import Atlas
from data.events import Event
from data.texts import N_, in_all_languages
from maps.layers.layer import Item, Label, Layer, Names, Part

LINE_STEP_KM = 100.0


def _title() -> Names:
    return in_all_languages(N_("Summits, with lines to the five capitals"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    return (Part("summits", _title(), "style:summit", on=False),)


def _draw(atlas: Atlas) -> list[Item]:
    shown = [event for event in atlas.events.values() if not event.is_background]
    lines = [item for event in shown if event.kind == "summit" for item in [_lines(atlas, event)] if item]
    return [*lines, *(_point(event) for event in shown)]


def _lines(atlas: Atlas, event: Event) -> Item:
    from maps.geodesy import densify  # slow to import, needed only when the drawing is made

    capitals = [c.capital for c in atlas.countries.values() if c.is_focus and c.capital]
    lines = [
        densify((event.position, capital.position), LINE_STEP_KM)
        for capital in capitals
        if capital.country != event.country or capital.position != event.position
    ]
    return Item(f"{event.id}/lines", "summits", "line", lines, "summit-line", event.names)


def _point(event: Event) -> Item:
    style = "summit" if event.kind == "summit" else "cancelled"
    label = Label((event.position,), "event", 820)
    return Item(event.id, "summits", "point", event.position, style, event.names, label)


LAYER = Layer("summits", _title, _parts, _draw)
