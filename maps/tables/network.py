"""The tables of the network: corridors, legs, and ports, borders and hubs."""

from __future__ import annotations

import math

from data.network import Corridor, Leg, Node
from data.texts import N_
from maps.tables.sheet import Cell, Column, Line
from maps.tables.writer import EMPTY, Writer

CORRIDOR_TITLES = {
    "name": N_("Name"),
    "group": N_("Group"),
    "status": N_("Status"),
    "from": N_("From"),
    "to": N_("To"),
    "length": N_("Length (km)"),
    "published": N_("Published or derived (%)"),
    "modes": N_("By mode (km)"),
    "russia": N_("In Russia as drawn (km)"),
    "nearest": N_("Nearest approach to Russia (km)"),
    "nearest_leg": N_("Where it comes nearest"),
    "countries": N_("Countries on the way"),
    "figures": N_("Figures"),
    "newest": N_("Newest figure"),
    "asof": N_("As of"),
    "said_by": N_("Who says so"),
    "sources": N_("Sources"),
}
LEG_TITLES = {
    "name": N_("Name"),
    "mode": N_("Mode"),
    "status": N_("Status"),
    "length": N_("Length (km)"),
    "basis": N_("How the length is known"),
    "gauge": N_("Gauge (mm)"),
    "days": N_("Transit time (days)"),
    "countries": N_("Countries on the way"),
    "russia": N_("In Russia as drawn (km)"),
    "nearest": N_("Nearest approach to Russia (km)"),
    "corridors": N_("On corridors"),
    "confidence": N_("Confidence"),
    "sources": N_("Sources"),
}
PLACE_TITLES = {
    "name": N_("Name"),
    "kind": N_("Kind"),
    "country": N_("Country"),
    "corridors": N_("On corridors"),
    "precision": N_("Precision (km)"),
    "confidence": N_("Confidence"),
    "figures": N_("Figures"),
    "newest": N_("Newest figure"),
    "asof": N_("As of"),
    "said_by": N_("Who says so"),
    "sources": N_("Sources"),
}
NUMBERS = frozenset({"length", "published", "russia", "nearest", "figures", "precision", "gauge", "days"})
NOTED = frozenset({"newest", "asof"})


def columns(writer: Writer, titles: dict[str, str]) -> tuple[Column, ...]:
    """Return the columns of one of the tables."""
    note = writer.texts("Note")
    return tuple(
        Column(name, writer.texts(title), name in NUMBERS, f"{writer.texts(title)}: {note}" if name in NOTED else "")
        for name, title in titles.items()
    )


def corridor_lines(writer: Writer) -> list[Line]:
    """Return a line for each corridor."""
    return [_corridor(writer, corridor) for corridor in writer.atlas.corridors.values()]


def leg_lines(writer: Writer) -> list[Line]:
    """Return a line for each leg."""
    return [_leg(writer, leg) for leg in writer.atlas.legs.values()]


def place_lines(writer: Writer) -> list[Line]:
    """Return a line for each port, border crossing and hub."""
    on: dict[str, list[str]] = {}
    for corridor in writer.atlas.corridors.values():
        for node in corridor.nodes:
            on.setdefault(node, []).append(corridor.id)
    return [_place(writer, node, on.get(node.id, [])) for node in writer.atlas.nodes.values()]


def _corridor(writer: Writer, corridor: Corridor) -> Line:
    texts, atlas = writer.texts, writer.atlas
    measure = writer.measures.corridors.get(corridor.id)
    ways = (name for leg in corridor.legs for name in atlas.legs[leg].countries)
    group = atlas.groups.get(corridor.group)
    modes = sorted(measure.mode_km.items(), key=lambda item: -item[1]) if measure else []
    return writer.line(
        corridor.id,
        (corridor.id,),
        (
            writer.text(texts.name(corridor.names)),
            writer.text(texts.name(group.names) if group else writer.term("corridor_group", corridor.group)),
            writer.text(writer.term("leg_status", corridor.status)),
            writer.text(writer.name(corridor.nodes[0])),
            writer.text(writer.name(corridor.nodes[-1])),
            writer.km(measure.length_km if measure else None),
            writer.number(round(measure.published_share * 100) if measure else None),
            writer.text(writer.listed(f"{writer.term('mode', mode)} {writer.km(km).text}" for mode, km in modes)),
            writer.km(measure.russia_drawn_km if measure else None),
            _nearest(writer, measure.russia_nearest_km if measure else None),
            writer.text(writer.name(measure.russia_nearest_leg) if measure else ""),
            writer.text(writer.listed(writer.name(name) for name in ways)),
            *writer.newest(corridor.id),
            writer.sources(corridor.sources),
        ),
        corridor.names,
    )


def _leg(writer: Writer, leg: Leg) -> Line:
    measure = writer.measures.legs.get(leg.id)
    start, end = writer.atlas.nodes[leg.start].names, writer.atlas.nodes[leg.end].names
    return writer.line(
        leg.id,
        (leg.id,),
        (
            writer.text(writer.name(leg.id)),
            writer.text(writer.term("mode", leg.mode)),
            writer.text(writer.term("leg_status", leg.status)),
            writer.km(leg.length_km),
            writer.text(writer.term("length_basis", leg.length_basis)),
            _gauge(leg.gauge),
            _days(writer, leg.transit_days),
            writer.text(writer.listed(writer.name(name) for name in leg.countries)),
            writer.km(measure.russia_drawn_km if measure else None),
            _nearest(writer, measure.russia_nearest_km if measure else None),
            writer.text(writer.listed(writer.name(corridor.id) for corridor in writer.atlas.groups_of(leg.id))),
            writer.confidence(leg.confidence),
            writer.sources(leg.sources),
        ),
        {**{f"start {key}": name for key, name in start.items()}, **{f"end {key}": name for key, name in end.items()}},
    )


def _place(writer: Writer, node: Node, corridors: list[str]) -> Line:
    return writer.line(
        node.id,
        (node.id,),
        (
            writer.text(writer.texts.name(node.names)),
            writer.text(writer.term("node_kind", node.kind)),
            writer.text(writer.name(node.country)),
            writer.text(writer.listed(writer.name(corridor) for corridor in corridors)),
            writer.number(node.precision_km),
            writer.confidence(node.confidence),
            *writer.newest(node.id),
            writer.sources(node.sources),
        ),
        node.names,
    )


def _nearest(writer: Writer, km: float | None) -> Cell:
    """Return the least distance to Russia, rounded down as on the cards; 0 where the line enters it."""
    return writer.km(math.floor(km) if km is not None else None)


def _gauge(gauge: str | None) -> Cell:
    """Return a gauge: one is a number, a change of gauge sorts by its first."""
    if not gauge:
        return EMPTY
    first = gauge.split("/")[0]
    return Cell(float(first) if first.isdigit() else None, gauge)


def _days(writer: Writer, days: tuple[float, float] | None) -> Cell:
    if not days:
        return EMPTY
    low, high = writer.number(days[0]).text, writer.number(days[1]).text
    return Cell(days[0], low if low == high else f"{low}–{high}")
