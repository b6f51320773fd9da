"""The facts on the cards of nodes, legs, corridors and corridor groups, with the proof on Russia."""

from __future__ import annotations

import math
from collections.abc import Mapping

from data.network import Corridor, CorridorGroup, Leg, Node
from maps.cards.card import Pointers, Row
from maps.cards.desk import Desk, Draft
from maps.measures import CorridorMeasure, LegMeasure

RUSSIA = "RU"


def facts_of_node(desk: Desk, node: Node) -> Draft:
    """Return what is known of a port, border crossing or hub."""
    texts, atlas = desk.texts, desk.atlas
    kind = desk.term("node_kind", node.kind)
    country = desk.name(node.country) if node.country in atlas.features else node.country
    draft = Draft(texts.name(node.names), f"{kind} · {country}", node.names, node.sources)
    desk.add_place(draft, node.position, node.precision_km, node.confidence)
    if node.note:
        draft.notes.append(texts.name(node.note))
    corridors = [corridor for corridor in atlas.corridors.values() if node.id in corridor.nodes]
    legs = [leg for leg in atlas.legs.values() if node.id in (leg.start, leg.end)]
    draft.pointers.append(_on_corridors(desk, corridors))
    draft.pointers.append(
        Pointers(texts("Legs"), tuple(desk.point_to(leg.id, desk.term("mode", leg.mode)) for leg in legs))
    )
    return draft


def facts_of_leg(desk: Desk, leg: Leg) -> Draft:
    """Return what is known of a leg: length and how it is known, times, countries, Russia."""
    texts = desk.texts
    start, end = desk.atlas.nodes[leg.start], desk.atlas.nodes[leg.end]
    mode = desk.term("mode", leg.mode)
    names = {key: f"{start.names[key]} – {end.names[key]}" for key in ("en", "id", "ja")}
    draft = Draft(desk.name(leg.id), texts("Leg · {mode}", mode=mode), names, leg.sources)
    cited = desk.cite(leg.sources)
    draft.add(texts("Status"), desk.term("leg_status", leg.status), cited)
    basis = desk.term("length_basis", leg.length_basis)
    is_cited = leg.length_basis in ("published", "derived")
    draft.add(
        texts("Length"),
        texts("{km} ({basis})", km=desk.km(leg.length_km), basis=basis),
        cited if is_cited else (),
        () if is_cited else (texts("not a published length"),),
    )
    draft.add(texts("How the length is known"), texts.name(leg.length_note))
    draft.add(texts("Gauge"), _gauge(desk, leg.gauge))
    draft.add(texts("Transit time"), _days(desk, leg.transit_days), cited)
    draft.add(texts("Countries on the way"), _countries(desk, leg.countries), cited)
    draft.add(texts("Confidence"), desk.confidence(leg.confidence), marks=desk.doubts(leg.confidence))
    measure = desk.measures.legs.get(leg.id)
    if measure:
        _add_leg_measure(desk, draft, measure)
    draft.notes.extend(texts.name(note) for note in (leg.via_basis, leg.note) if note)
    draft.pointers.append(Pointers(texts("Ends"), (desk.point_to(leg.start), desk.point_to(leg.end))))
    draft.pointers.append(_on_corridors(desk, list(desk.atlas.groups_of(leg.id))))
    return draft


def facts_of_corridor(desk: Desk, corridor: Corridor) -> Draft:
    """Return what is known of a corridor: its sums, Russia, and its legs in order."""
    texts, atlas = desk.texts, desk.atlas
    draft = Draft(texts.name(corridor.names), texts("Corridor"), corridor.names, corridor.sources)
    cited = desk.cite(corridor.sources)
    draft.add(texts("Status"), desk.term("leg_status", corridor.status), cited)
    draft.add(texts("From – to"), f"{desk.name(corridor.nodes[0])} – {desk.name(corridor.nodes[-1])}")
    measure = desk.measures.corridors.get(corridor.id)
    if measure:
        _add_sums(desk, draft, measure)
        draft.statements.append(Row(texts("Russia"), russia_sentence(desk, measure)))
    ways = dict.fromkeys(name for leg in corridor.legs for name in atlas.legs[leg].countries)
    draft.add(texts("Countries on the way"), _countries(desk, tuple(ways)))
    draft.notes.append(texts.name(corridor.summary))
    group = atlas.groups.get(corridor.group)
    if group:
        draft.pointers.append(Pointers(texts("Part of"), (desk.point_to(group.id),)))
    draft.pointers.append(
        Pointers(texts("Legs in order"), tuple(desk.point_to(leg, _leg_detail(desk, leg)) for leg in corridor.legs))
    )
    return draft


def facts_of_group(desk: Desk, group: CorridorGroup) -> Draft:
    """Return what is known of a corridor group, and for each member what geometry says of Russia."""
    texts, atlas = desk.texts, desk.atlas
    draft = Draft(texts.name(group.names), texts("Group of corridors"), group.names, group.sources)
    members = [atlas.corridors[name] for name in group.members]
    draft.add(texts("Variants and branches"), desk.number(len(members)))
    draft.notes.append(texts.name(group.summary))
    measured = {name: desk.measures.corridors[name] for name in group.members if name in desk.measures.corridors}
    if measured:
        draft.statements.append(Row(texts("Russia"), _group_sentence(desk, list(measured.values()))))
    for name, measure in measured.items():
        draft.statements.append(Row(desk.name(name), russia_sentence(desk, measure)))
    draft.pointers.append(
        Pointers(
            texts("Variants and branches"),
            tuple(
                desk.point_to(name, desk.km(measured[name].length_km) if name in measured else "")
                for name in group.members
            ),
        )
    )
    return draft


def russia_sentence(desk: Desk, measure: LegMeasure | CorridorMeasure) -> str:
    """Return how many kilometres lie in Russia, as drawn and as geodesic, or how near it comes."""
    texts = desk.texts
    inside = texts(
        "{drawn} in Russia as drawn, {geodesic} as geodesic",
        drawn=desk.km(measure.russia_drawn_km),
        geodesic=desk.km(measure.russia_straight_km),
    )
    if measure.russia_nearest_km <= 0:
        return inside
    near = desk.km(math.floor(measure.russia_nearest_km))
    if isinstance(measure, CorridorMeasure):
        where = desk.name(measure.russia_nearest_leg)
        return texts("{inside}; nearest approach {km}, {leg}", inside=inside, km=near, leg=where)
    return texts("{inside}; nearest approach {km}", inside=inside, km=near)


def _group_sentence(desk: Desk, measures: list[CorridorMeasure]) -> str:
    """Return whether any variant of a group enters Russia, and where the group comes nearest."""
    texts = desk.texts
    inside = [measure for measure in measures if measure.russia_drawn_km > 0 or measure.russia_straight_km > 0]
    if inside:
        return texts("{n} of {total} variants and branches enter Russia", n=len(inside), total=len(measures))
    nearest = min(measures, key=lambda measure: measure.russia_nearest_km)
    return texts(
        "None of the {n} variants and branches enters Russia, as drawn or as geodesic; nearest approach {km}, {leg}",
        n=len(measures),
        km=desk.km(math.floor(nearest.russia_nearest_km)),
        leg=desk.name(nearest.russia_nearest_leg),
    )


def _add_leg_measure(desk: Desk, draft: Draft, measure: LegMeasure) -> None:
    texts = desk.texts
    draft.statements.append(Row(texts("Russia"), russia_sentence(desk, measure)))
    drawn = texts(
        "{drawn} as drawn, {geodesic} as geodesic",
        drawn=desk.km(measure.drawn_km),
        geodesic=desk.km(measure.straight_km),
    )
    draft.statements.append(Row(texts("On the map"), drawn))
    draft.statements.append(Row(texts("By country, as drawn"), _shares(desk, measure.country_km)))


def _add_sums(desk: Desk, draft: Draft, measure: CorridorMeasure) -> None:
    texts = desk.texts
    known = desk.number(round(measure.published_share * 100))
    draft.add(
        texts("Length"),
        texts(
            "{km}, the sum of its legs; {share} % of it published or derived, the rest computed or estimated",
            km=desk.km(measure.length_km),
            share=known,
        ),
    )
    modes = sorted(measure.mode_km.items(), key=lambda item: -item[1])
    draft.add(texts("By mode"), desk.listed(f"{desk.term('mode', mode)} {desk.km(km)}" for mode, km in modes))
    draft.statements.append(Row(texts("By country, as drawn"), _shares(desk, measure.country_km)))


def _shares(desk: Desk, country_km: Mapping[str, float]) -> str:
    """Return kilometres per country, longest first; what lies in none is the sea."""
    parts = []
    for country, km in sorted(country_km.items(), key=lambda item: -item[1]):
        known = country in desk.atlas.features
        parts.append(f"{desk.name(country) if known else country or desk.texts('sea')} {desk.km(km)}")
    return desk.listed(parts)


def _countries(desk: Desk, countries: tuple[str, ...]) -> str:
    return desk.listed(desk.name(name) if name in desk.atlas.features else name for name in countries)


def _gauge(desk: Desk, gauge: str | None) -> str:
    return desk.texts("{gauge} mm", gauge=gauge) if gauge and gauge.replace("/", "").isdigit() else gauge or ""


def _days(desk: Desk, days: tuple[float, float] | None) -> str:
    if not days:
        return ""
    low, high = desk.number(days[0]), desk.number(days[1])
    return desk.texts("{days} days", days=low if low == high else f"{low}–{high}")


def _leg_detail(desk: Desk, name: str) -> str:
    leg = desk.atlas.legs[name]
    basis = desk.term("length_basis", leg.length_basis)
    return f"{desk.term('mode', leg.mode)}, {desk.km(leg.length_km)} ({basis})"


def _on_corridors(desk: Desk, corridors: list[Corridor]) -> Pointers:
    return Pointers(desk.texts("On corridors"), tuple(desk.point_to(corridor.id) for corridor in corridors))
