"""What a leg means to whoever travels it: countries in order, borders, gauges, kilometres per country."""

from __future__ import annotations

from collections.abc import Mapping

from data.network import Leg, Node
from maps.measures import LegMeasure
from maps.planning.plan import SEA, Contradiction

CLEARLY_INSIDE_KM = 1.0
"""A drawn line that lies in a country for less is a matter of generalised borders, not a contradiction."""


def touches(leg: Leg, nodes: Mapping[str, Node]) -> frozenset[str]:
    """Return all countries that a leg touches: the curated ones and those of its ends."""
    return frozenset((*leg.countries, nodes[leg.start].country, nodes[leg.end].country))


def countries_along(leg: Leg, nodes: Mapping[str, Node], start: str) -> tuple[str, ...]:
    """Return the countries in the order of travel from ``start``; one that is left and entered again comes twice."""
    ends = [nodes[leg.start].country, nodes[leg.end].country]
    between = [country for country in leg.countries if country not in ends]
    if start != leg.start:
        ends.reverse()
        between.reverse()
    return (*ends[:1], *between, *(ends[1:] if between or ends[0] != ends[1] else ()))


def stops_at_borders(leg: Leg, nodes: Mapping[str, Node]) -> int:
    """Return at how many borders a train or truck is stopped.

    A line that only clips a neighbour and comes back is not; at sea, the ports' time holds the formalities.
    """
    along = countries_along(leg, nodes, leg.start)
    return 0 if leg.mode in ("sea", "pipeline") or along[0] == along[-1] else len(along) - 1


def fixed_gauge(leg: Leg) -> str:
    """Return the one gauge of a railway leg; "" for one that has both, and for all other legs."""
    gauge = (leg.gauge or "") if leg.mode == "rail" else ""
    return "" if "/" in gauge else gauge


def country_km(leg: Leg, measure: LegMeasure | None) -> dict[str, float]:
    """Return the leg's stated length by country; at sea what lies in none is the sea's.

    The drawn line's shares are taken where the curated countries agree, and scaled to the stated length.
    What the line has in other countries goes to the curated ones.
    """
    drawn = measure.country_km if measure else {}
    allowed = (*leg.countries, SEA) if leg.mode == "sea" else leg.countries
    shares = {country: drawn[country] for country in allowed if drawn.get(country, 0.0) > 0}
    stray = sum(km for country, km in drawn.items() if country not in allowed)
    if leg.mode == "sea" and stray:
        shares[SEA] = shares.get(SEA, 0.0) + stray
    total = sum(shares.values())
    if not total:
        return {country: leg.length_km / len(leg.countries) for country in leg.countries}
    return {country: leg.length_km * km / total for country, km in shares.items()}


def contradictions(leg: Leg, measure: LegMeasure | None) -> list[Contradiction]:
    """Return where the drawn line and the curated countries differ.

    At sea only a stray onto land counts: a line that ends in a port need not have any length on land.
    """
    if not measure:
        return []
    found = [
        Contradiction(leg.id, country, km)
        for country, km in measure.country_km.items()
        if country not in (*leg.countries, SEA) and km >= CLEARLY_INSIDE_KM
    ]
    if leg.mode != "sea":
        found += [Contradiction(leg.id, c, 0.0) for c in leg.countries if not measure.country_km.get(c)]
    return found
