"""Followed goods in words: the way with and without Russia, its countries, what travels along, and the sources."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from data import formats
from data.atlas import Atlas
from data.texts import Texts
from maps.cards.card import Figure, SourceLine
from maps.cards.desk import Desk
from maps.cards.numbers import number_sources
from maps.comparing.freight import RUSSIA, Freight, follow, market_name, signed_km, straight_line
from maps.comparing.haul import Haul
from maps.measures import Measures
from maps.planning.telling import country_name, days_of
from maps.scene import Scene
from maps.visible import visible_sources
from ui.comparing.cell import Part


@dataclass(frozen=True, slots=True)
class Share:
    """A country's part of the whole way: whole per cent, which sum to 100, and kilometres."""

    country: str
    name: str
    percent: str
    km: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two ways: ``more`` is what it adds to the other; ``message`` why there is none."""

    heading: str
    km: str
    more: str
    lines: tuple[str, ...]
    parts: tuple[Part, ...]
    shares: tuple[Share, ...]
    message: str


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that the bar shows; ``nodes`` are what to fly to."""

    title: str
    goods: str
    notes: tuple[str, ...]
    sides: tuple[Side, ...]
    figures: tuple[Figure, ...]
    sources: tuple[SourceLine, ...]
    features: tuple[str, ...]


def tell(atlas: Atlas, measures: Measures, scene: Scene, texts: Texts) -> Told | None:
    """Return the followed goods of a scene in words; None where the facts have no such deposit."""
    if scene.routing.freight is None or scene.routing.freight[0] not in atlas.deposits:
        return None
    deposit, market = scene.routing.freight
    numbers = number_sources(atlas, visible_sources(atlas, scene), scene.selected)
    desk = Desk(atlas, measures, texts, numbers, datetime.datetime.now(datetime.UTC).date())
    freight = follow(atlas, measures, deposit, market, scene.routing)
    base = freight.open_way if RUSSIA in scene.routing.avoid else freight.way
    sides = _sides(desk, freight, base)
    return Told(
        f"{desk.name(deposit)} – {market_name(atlas, market, texts)}",
        desk.listed(desk.term("commodity", slug) for slug in freight.commodities),
        tuple(_notes(desk, freight, base)),
        sides,
        desk.figures_about(deposit),
        desk.sources_used(),
        (deposit, base.hub, *(base.plan.nodes if base.plan else (freight.market,))),
    )


def _sides(desk: Desk, freight: Freight, base: Haul) -> tuple[Side, ...]:
    """Return the way with Russia open and the one without it; one alone where that is the same."""
    texts, routing = desk.texts, freight.routing
    has_others = bool(routing.avoid - {RUSSIA} or routing.without)
    is_whole = base is freight.open_way or not has_others
    first = _side(desk, base, texts("Without limits") if is_whole else texts("Under the limits"), None)
    if _is_same(base, freight.russia_free):
        return (first,)
    heading = texts("Under the limits, without Russia") if has_others else texts("Without Russia")
    return (first, _side(desk, freight.russia_free, heading, base))


def _is_same(one: Haul, other: Haul) -> bool:
    """Tell whether two ways go over the same hub and legs."""
    if one.cut or other.cut:
        return bool(one.cut and other.cut)
    legs = [way.plan.legs if way.plan else () for way in (one, other)]
    return one.hub == other.hub and legs[0] == legs[1]


def _side(desk: Desk, way: Haul, heading: str, other: Haul | None) -> Side:
    texts = desk.texts
    if way.cut:
        return Side(heading, "", "", (), (), (), texts.name(way.cut.sentence))
    lines = [texts("{km} straight line to {hub}", km=desk.km(way.hub_km), hub=desk.name(way.hub))]
    if way.plan:
        lines.append(texts("{km} on the network", km=desk.km(way.plan.km)))
        lines.append(texts("{days} from {hub} on", days=days_of(desk, way.plan.days), hub=desk.name(way.hub)))
        lines.append(texts("border crossings: {n}", n=way.plan.crossings))
    else:
        lines.append(texts("{hub} is the market itself.", hub=desk.name(way.hub)))
    shown = formats.percentages(way.country_km)
    shares = [
        Share(country, country_name(desk, country), _percent(desk, shown[country]), desk.km(km))
        for country, km in way.country_km.items()
    ]
    parts = [
        Part(share.country, share.name, share.country, part, f"{share.name} {share.km} ({share.percent})")
        for share, part in zip(shares, way.country_shares.values(), strict=True)
    ]
    more = signed_km(desk, way.km - other.km) if other and not other.cut else ""
    return Side(heading, desk.km(way.km), more, tuple(lines), tuple(parts), tuple(shares), "")


def _percent(desk: Desk, shown: int) -> str:
    """Return whole per cent; what is more than nothing is never told as 0."""
    return f"{desk.number(shown)} %" if shown else f"<{desk.number(1)} %"


def _notes(desk: Desk, freight: Freight, base: Haul) -> list[str]:
    """Return what is to be known of both ways: the straight line, and that Russia is not needed."""
    texts = desk.texts
    notes = [straight_line(desk, base)]
    notes += [
        texts(
            "The straight line itself crosses {country} for {km}; whether goods can go round it is not known.",
            country=country_name(desk, country),
            km=desk.km(km),
        )
        for country, km in base.hub_countries_km.items()
        if country in freight.routing.avoid or country == RUSSIA
    ]
    if base.is_there and RUSSIA not in base.country_km:
        notes.append(texts("The way needs no Russia."))
    return notes
