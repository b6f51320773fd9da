"""The facts on the cards of deposits and events."""

from __future__ import annotations

from data.deposits import Deposit
from data.events import Event
from maps.cards.card import Pointers, Row
from maps.cards.desk import NOT_CONFIRMED, Desk, Draft


def facts_of_deposit(desk: Desk, deposit: Deposit) -> Draft:
    """Return what is known of a deposit."""
    texts = desk.texts
    family = desk.term("family", deposit.family)
    draft = Draft(
        texts.name(deposit.names),
        texts("Deposit · {kind} · {country}", kind=family, country=desk.name(deposit.country)),
        deposit.names,
        deposit.sources,
    )
    commodities = [desk.term("commodity", slug) for slug in deposit.commodities]
    draft.add(texts("Commodities"), desk.listed(commodities), desk.cite(deposit.sources))
    unsure = (texts(NOT_CONFIRMED),)
    draft.add(
        texts("Status"),
        desk.term("status", deposit.status),
        desk.cite(deposit.status_sources or (deposit.sources if deposit.status_confirmed else ())),
        () if deposit.status_confirmed else unsure,
    )
    draft.add(
        texts("Operator"),
        deposit.operator or "",
        desk.cite(deposit.sources) if deposit.operator_confirmed else (),
        () if deposit.operator_confirmed else unsure,
    )
    desk.add_place(draft, deposit.position, deposit.precision_km, deposit.confidence)
    _add_remoteness(desk, draft, deposit)
    _add_markets(desk, draft, deposit)
    if deposit.note:
        draft.notes.append(texts.name(deposit.note))
    draft.pointers.append(Pointers(texts("Lies in"), (desk.point_to(deposit.country),)))
    return draft


def _add_remoteness(desk: Desk, draft: Draft, deposit: Deposit) -> None:
    """Write down how far the nearest hub and railway of the map are, and how that was measured."""
    texts, atlas = desk.texts, desk.atlas
    known = desk.measures.remoteness.get(deposit.id)
    if not known:
        return
    node, leg = atlas.nodes[known.hub], atlas.legs[known.rail_leg]
    hub = texts(
        "{name} ({kind}), {km}",
        name=desk.name(node.id),
        kind=desk.term("node_kind", node.kind),
        km=desk.km(known.hub_km),
    )
    rail = texts("{name}, {km}", name=desk.name(leg.id), km=desk.km(known.rail_km))
    draft.statements.append(Row(texts("Nearest corridor hub"), hub, desk.cite(node.sources)))
    draft.statements.append(Row(texts("Nearest operating railway"), rail, desk.cite(leg.sources)))
    method = texts(
        "Geodesic (WGS 84), from the deposit's point to the hub and to the line as drawn: not a distance by road or "
        "rail. Only the railways of the map's network count, and the point is known within {km}.",
        km=desk.km(deposit.precision_km),
    )
    draft.statements.append(Row(texts("How this was measured"), method))


def _add_markets(desk: Desk, draft: Draft, deposit: Deposit) -> None:
    """Write down how far each market is, with and without Russia, and how that was reckoned."""
    from maps.comparing.freight import MARKETS, market_name, market_sentence

    if deposit.id not in desk.measures.remoteness:
        return
    texts = desk.texts
    for market in MARKETS:
        label = f"{texts('Way to market')} · {market_name(desk.atlas, market, texts)}"
        draft.statements.append(Row(label, market_sentence(desk, deposit.id, market)))
    method = texts(
        "Straight to the nearest hub (no road or track of its own is known), then the shortest way over the operating "
        "legs of the map's network, whatever the goods."
    )
    draft.statements.append(Row(texts("How this was reckoned"), method))


def facts_of_event(desk: Desk, event: Event) -> Draft:
    """Return what is known of a summit or what came before it."""
    texts = desk.texts
    kind = desk.term("event_kind", event.kind)
    draft = Draft(texts.name(event.names), f"{kind} · {texts.name(event.city)}", event.names, event.sources)
    cited = desk.cite(event.sources)
    start, end = desk.date(event.date_start), desk.date(event.date_end)
    draft.add(texts("Date"), start if start == end else f"{start} – {end}", cited)
    place = [texts.name(event.city)] + ([desk.name(event.country)] if event.country in desk.atlas.features else [])
    draft.add(texts("Place"), desk.listed(place))
    if event.host and event.host in desk.atlas.features:
        draft.add(texts("With"), desk.name(event.host))
    taking_part = [name for name in event.participants if name in desk.atlas.features]
    told = texts.name(event.participants_text)
    draft.add(texts("Participants"), told or desk.listed([desk.name(name) for name in taking_part]), cited)
    draft.add(texts("Outcome"), texts.name(event.outcome), cited)
    if event.is_background:
        draft.notes.append(texts("Background to the article, not drawn as one of the summits of 2025."))
    if event.note:
        draft.notes.append(texts.name(event.note))
    countries = dict.fromkeys(name for name in (event.country, *taking_part) if name in desk.atlas.features)
    draft.pointers.append(Pointers(texts("Countries"), tuple(desk.point_to(name) for name in countries)))
    return draft
