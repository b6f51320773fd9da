"""A deposit's way to a market: straight to the nearest hub that is open, then over the network.

Nothing is said of how goods come from the deposit to the hub: that stretch is a straight line, and said so.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from data.atlas import Atlas
from data.network import Node
from data.reading import Names
from data.texts import LANGUAGE_NAMES, N_, load_texts
from maps.cards.desk import feature_name
from maps.comparing.straight import straight_km
from maps.measures import Measures
from maps.planner import planner_of
from maps.planning.plan import NoPath, Plan, Question
from maps.scene import OPEN_NETWORK, Routing


@dataclass(frozen=True, slots=True)
class Haul:
    """A deposit's way to a market under some limits: straight to ``hub``, then ``plan``; or ``cut``, why there is none.

    Both are None where the hub is the market itself. ``country_km`` and ``country_shares`` are of the whole
    way, the straight line with it; what the straight line has in which country is reckoned when first asked for.
    """

    deposit: str
    hub: str
    hub_km: float
    plan: Plan | None
    cut: NoPath | None
    atlas: Atlas = field(repr=False, compare=False)

    @property
    def is_there(self) -> bool:
        """Whether goods arrive."""
        return self.cut is None

    @property
    def km(self) -> float:
        """Kilometres of the whole way: those of the straight line and those of the plan."""
        return self.hub_km + (self.plan.km if self.plan else 0.0)

    @property
    def hub_countries_km(self) -> Mapping[str, float]:
        """Kilometres of the straight line by country; they add up to ``hub_km``."""
        parts = straight_km(self.atlas, self.deposit, self.hub)
        total = math.fsum(parts.values())
        return {country: self.hub_km * km / total for country, km in parts.items()} if total else {}

    @property
    def country_km(self) -> dict[str, float]:
        """Kilometres of the whole way by country, the longest first; nothing where there is no way."""
        if not self.is_there:
            return {}
        parts = dict(self.hub_countries_km)
        for country, km in (self.plan.country_km if self.plan else {}).items():
            parts[country] = parts.get(country, 0.0) + km
        return dict(sorted(parts.items(), key=lambda item: -item[1]))

    def needs(self, country: str) -> bool:
        """Tell whether the way from the hub on enters a country, or the hub lies in it."""
        return self.atlas.nodes[self.hub].country == country or bool(self.plan and country in self.plan.country_km)

    @property
    def country_shares(self) -> dict[str, float]:
        """The part (0-1) of the whole way in each country, the longest first; they sum to 1."""
        return shares_of(self.country_km)


def shares_of(parts: Mapping[str, float]) -> dict[str, float]:
    """Return parts of their whole; their exact sum (``math.fsum``) is 1."""
    total = math.fsum(parts.values())
    if total <= 0:
        return {}
    shares = {name: value / total for name, value in parts.items()}
    longest = max(shares, key=lambda name: shares[name])
    for _ in range(3):  # the first correction can itself be rounded
        shares[longest] += 1.0 - math.fsum(shares.values())
    return shares


def nearest_hub(atlas: Atlas, measures: Measures, deposit: str, routing: Routing) -> tuple[str, float]:
    """Return the nearest hub that the limits leave open, and how many kilometres away it is in a straight line.

    A hub in an avoided country and one that is broken are passed over; if all are, the nearest is returned.
    """
    near = measures.remoteness[deposit]

    def is_open(node: Node) -> bool:
        return node.country not in routing.avoid and node.id not in routing.without

    if is_open(atlas.nodes[near.hub]):
        return near.hub, near.hub_km
    from maps.geodesy import angle_between, distance_km
    from maps.remoteness import hubs

    start = atlas.deposits[deposit].position
    left = sorted(filter(is_open, hubs(atlas)), key=lambda node: angle_between(start, node.position))[:3]
    if not left:
        return near.hub, near.hub_km
    best = min(left, key=lambda node: distance_km(start, node.position))
    return best.id, round(distance_km(start, best.position), 1)


def haul(atlas: Atlas, measures: Measures, deposit: str, market: str, routing: Routing) -> Haul:
    """Return the way to a node under the limits of a routing; names that the network does not have are no limits."""
    country = atlas.deposits[deposit].country
    is_closed = country in routing.avoid
    hub, hub_km = nearest_hub(atlas, measures, deposit, OPEN_NETWORK if is_closed else routing)
    parts = {*atlas.nodes, *atlas.legs, *(leg.mode for leg in atlas.legs.values())}
    question = Question(
        hub,
        market,
        routing.avoid & frozenset(atlas.countries),
        routing.without & parts,
        routing.by,
        routing.with_planned,
    )
    if is_closed:
        cut = NoPath(question, (), (), (country,), False, _closed_ground(atlas, deposit, country))
        return Haul(deposit, hub, hub_km, None, cut, atlas)
    if hub == market:
        return Haul(deposit, hub, hub_km, None, None, atlas)
    answer = planner_of(atlas, measures).plan(question, 1, verified=False)
    if isinstance(answer, NoPath):
        return Haul(deposit, hub, hub_km, None, answer, atlas)
    return Haul(deposit, hub, hub_km, answer[0], None, atlas)


def _closed_ground(atlas: Atlas, deposit: str, country: str) -> Names:
    """Return the sentence that a deposit lies in a country to be avoided."""
    said = {}
    for language in LANGUAGE_NAMES:
        texts = load_texts(language)
        places = {key: feature_name(atlas, name, texts) for key, name in (("place", deposit), ("barriers", country))}
        said[language] = texts(N_("{place} lies in {barriers}, which is to be avoided."), **places)
    return said
