"""Following the tonne: from a deposit straight to its nearest hub, and on over the network to a market."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data import formats
from data.atlas import Atlas
from data.claims import Claim
from data.texts import N_, Texts
from maps.cards.desk import Desk, feature_name
from maps.comparing.haul import Haul, haul
from maps.measures import Measures
from maps.planning.plan import NoPath, Plan
from maps.planning.telling import country_name, summary
from maps.scene import OPEN_NETWORK, Routing

RUSSIA = "RU"

MARKETS: dict[str, str] = {
    "rotterdam": "ROTTERDAM",
    "budapest": "BUDAPEST",
    "constanta": "CONSTANTA",
    "mersin": "MERSIN",
    "istanbul": "ISTANBUL",
    "japan": "HAKATA",
}
"""The markets that goods can be followed to, each with the node where its way ends."""

TITLES = {"japan": N_("Japan, by way of China's ports")}
"""What a market is called that is more than its node."""


@dataclass(frozen=True, slots=True)
class Freight:
    """A deposit's goods on their way to a market.

    ``market`` is the node. ``way`` is the way under the limits in force, ``open_way`` the one without any,
    ``russia_free`` the one under the limits in force and without Russia. ``claims`` are those about the
    deposit: what travels along.
    """

    deposit: str
    market: str
    routing: Routing
    open_way: Haul
    way: Haul
    russia_free: Haul
    commodities: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def hub(self) -> str:
        """The hub that the goods go to under the limits."""
        return self.way.hub

    @property
    def hub_km(self) -> float:
        """Kilometres in a straight line from the deposit to the hub."""
        return self.way.hub_km

    @property
    def hub_countries_km(self) -> Mapping[str, float]:
        """Kilometres of that straight line by country."""
        return self.way.hub_countries_km

    @property
    def asked(self) -> Plan | None:
        """The plan from the hub on without any limits."""
        return self.open_way.plan

    @property
    def plan(self) -> Plan | None:
        """The plan from the hub on under the limits."""
        return self.way.plan

    @property
    def cut(self) -> NoPath | None:
        """Why there is no way under the limits."""
        return self.way.cut

    @property
    def without_russia(self) -> Plan | None:
        """The plan from the hub on without Russia."""
        return self.russia_free.plan

    @property
    def country_shares(self) -> dict[str, float]:
        """The part (0-1) of the whole way under the limits in each country; they sum to 1."""
        return self.way.country_shares


def follow(atlas: Atlas, measures: Measures, deposit: str, market: str, routing: Routing) -> Freight:
    """Return a deposit's goods on their way to a market: a slug of ``MARKETS`` or any node.

    It takes a few milliseconds; only what asks for countries of the straight line waits for shapely.
    """
    known, node = atlas.deposits[deposit], MARKETS.get(market, market)
    whole = replace(routing, avoid=frozenset(), without=frozenset())
    spared = replace(routing, avoid=routing.avoid | {RUSSIA})
    open_way, way, russia_free = (haul(atlas, measures, deposit, node, r) for r in (whole, routing, spared))
    claims = atlas.claims_about(deposit)
    return Freight(deposit, node, routing, open_way, way, russia_free, known.commodities, claims)


def market_name(atlas: Atlas, market: str, texts: Texts) -> str:
    """Return what a market (a slug or its node) is called."""
    slugs = {node: slug for slug, node in MARKETS.items()}
    title = TITLES.get(slugs.get(market, market))
    return texts(title) if title else feature_name(atlas, MARKETS.get(market, market), texts)


def freight_lines(desk: Desk, freight: Freight) -> list[str]:
    """Return in words how the goods go, with and without Russia, where the way lies, and what travels along."""
    way = freight.way
    lines = [_title(desk, freight), *way_lines(desk, way, freight.routing)]
    if way.is_there:
        lines.append(desk.texts("By country, the straight line with it: {shares}", shares=shares_line(desk, way)))
    lines += [said for said in (_russia(desk, freight), *_limits(desk, freight)) if said not in lines]
    known = desk.figures_about(freight.deposit)
    if known:
        lines += ["", desk.texts("What is known of the deposit")]
        lines += [f"{figure.text} ({desk.listed(figure.marks)})" if figure.marks else figure.text for figure in known]
    return lines


def way_lines(desk: Desk, way: Haul, routing: Routing) -> list[str]:
    """Return the straight line to the hub, what it crosses that is to be avoided, and the way on or its cut."""
    texts, hub, home = desk.texts, desk.name(way.hub), desk.atlas.deposits[way.deposit].country
    if home in routing.avoid and way.cut:
        return [way.cut.sentence[texts.language]]
    lines = [straight_line(desk, way)]
    lines += [
        texts(
            "The straight line itself crosses {country} for {km}; whether goods can go round it is not known.",
            country=country_name(desk, country),
            km=desk.km(km),
        )
        for country, km in way.hub_countries_km.items()
        if country in routing.avoid
    ]
    if way.cut:
        return [*lines, way.cut.sentence[texts.language]]
    if not way.plan:
        return [*lines, texts("{hub} is the market itself.", hub=hub)]
    lines.append(texts("From {hub} on: {summary}", hub=hub, summary=summary(desk, way.plan)))
    return [*lines, texts("The whole way: {km}", km=desk.km(way.km))]


def straight_line(desk: Desk, way: Haul) -> str:
    """Return how far the hub is, and that nothing is known of a road or track to it."""
    return desk.texts(
        "{deposit} to {hub}, the nearest open hub: {km} in a straight line; no road or track of its own is known.",
        deposit=desk.name(way.deposit),
        hub=desk.name(way.hub),
        km=desk.km(way.hub_km),
    )


def shares_line(desk: Desk, way: Haul) -> str:
    """Return the whole way's share per country; as shown they sum to 100 %."""
    shown = formats.percentages(way.country_km)
    return desk.listed(f"{country_name(desk, country)} {share or '<1'} %" for country, share in shown.items())


def market_sentence(desk: Desk, deposit: str, market: str) -> str:
    """Return how far a market is over the operating network, with Russia and without, in one sentence."""
    texts, freight = desk.texts, follow(desk.atlas, desk.measures, deposit, market, OPEN_NETWORK)
    whole, free = freight.open_way, freight.russia_free
    if whole.cut:
        return whole.cut.sentence[texts.language]
    if free.cut:
        return texts("{km}; {cut}", km=desk.km(whole.km), cut=free.cut.sentence[texts.language])
    if not whole.needs(RUSSIA):
        return texts("{km}; needs no Russia", km=desk.km(whole.km))
    return texts(
        "{km}; without Russia {other} ({more})",
        km=desk.km(whole.km),
        other=desk.km(free.km),
        more=signed_km(desk, free.km - whole.km),
    )


def _title(desk: Desk, freight: Freight) -> str:
    goods = desk.listed(desk.term("commodity", slug) for slug in freight.commodities)
    ends = f"{desk.name(freight.deposit)} – {market_name(desk.atlas, freight.market, desk.texts)}"
    return f"{ends} · {goods}"


def _russia(desk: Desk, freight: Freight) -> str:
    """Return what the way costs without Russia, compared with the way without limits."""
    texts, free, whole = desk.texts, freight.russia_free, freight.open_way
    if free.cut:
        return free.cut.sentence[texts.language]
    inside = whole.country_km.get(RUSSIA, 0.0)
    if not inside:
        return texts("The way needs no Russia.")
    return texts(
        "Without limits {km}, of which {inside} in Russia; without Russia {other} ({more})",
        km=desk.km(whole.km),
        inside=desk.km(inside),
        other=desk.km(free.km),
        more=signed_km(desk, free.km - whole.km),
    )


def _limits(desk: Desk, freight: Freight) -> list[str]:
    """Return what the limits in force add, where they leave a way and are more than that without Russia."""
    way, whole, limits = freight.way, freight.open_way, freight.routing
    is_more = limits.without or limits.avoid - {RUSSIA}
    if not is_more or not (way.is_there and whole.is_there):
        return []
    if round(way.km) == round(whole.km):
        return [desk.texts("The limits in force change nothing.")]
    more = signed_km(desk, way.km - whole.km)
    return [desk.texts("Under the limits in force {more} against the way without limits", more=more)]


def signed_km(desk: Desk, km: float) -> str:
    """Return a difference in kilometres with its sign."""
    return f"{'+' if round(km) >= 0 else '−'}{desk.km(abs(km))}"
