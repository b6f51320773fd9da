"""What a comparison says, in sentences: for the banner, the command line, exports and scenes.

Each takes a desk, which knows the facts and the language. Nothing is said that the rows do not hold.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from data import formats
from data.atlas import Atlas
from data.network import CorridorGroup
from data.texts import N_, load_texts
from maps.cards.desk import Desk
from maps.comparing.freight import signed_km
from maps.comparing.row import Row
from maps.comparing.stops import places_between
from maps.measures import Measures
from maps.planner import planner_of
from maps.planning.cuts import listed, name_of
from maps.planning.insides import MEASURED
from maps.planning.plan import Plan
from maps.planning.telling import country_name, days_of, summary
from maps.scene import Routing

COMPARED_GROUPS = ("middle", "northern", "southern")
"""The groups of which it is said whether they need a country."""

SHARES_SHOWN = 5

Needs = tuple[tuple[str, ...], tuple[str, ...]]
"""Groups that need no part of a country, and those of which every variant goes through it."""


def desk_for(atlas: Atlas, measures: Measures, language: str) -> Desk:
    """Return a desk for sentences; they cite by name, and no date is old to them."""
    return Desk(atlas, measures, load_texts(language), {}, datetime.date.min)


def limits_headline(desk: Desk, routing: Routing) -> str:
    """Return the limits in few words, as in "Without Russia and Iran, Aktau closed"; empty if there are none."""
    avoided, closed = _named(desk, ordered(desk, routing.avoid)), _named(desk, sorted(routing.without))
    if avoided and closed:
        return desk.texts("Without {countries}, {places} closed", countries=avoided, places=closed)
    if avoided:
        return desk.texts("Without {countries}", countries=avoided)
    return desk.texts("{places} closed", places=closed) if closed else ""


def verdicts(desk: Desk, routing: Routing) -> list[str]:
    """Return for each avoided country which corridor groups need it, those first that cut most.

    The first sentence also names the groups that do without; the others only if there is nothing else to say.
    """
    needs = {country: needs_of(desk.atlas, desk.measures, country) for country in ordered(desk, routing.avoid)}
    cut = {group for _, through in needs.values() for group in through}
    said: list[str] = []
    for country, (free, through) in sorted(needs.items(), key=lambda known: -len(known[1][1])):
        open_groups = [] if said and through else [group for group in free if group not in cut]
        said.append(_verdict(desk, country, open_groups, through))
    return said


def needs_of(atlas: Atlas, measures: Measures, country: str) -> Needs:
    """Return which of the compared groups need no part of a country, and which have no variant without it."""
    planner = planner_of(atlas, measures)
    free, through = [], []
    for name in COMPARED_GROUPS:
        members = [atlas.corridors[member].legs for member in atlas.groups[name].members]
        touching = sum(bool(planner.closed(legs, (country,))) for legs in members)
        if not touching:
            free.append(name)
        elif touching == len(members):
            through.append(name)
    return tuple(free), tuple(through)


def way_sentence(desk: Desk, row: Row, routing: Routing) -> str:
    """Return where the way between a row's ends goes under the limits, or why there is none."""
    plan = row.plan
    if plan is None:
        return why_closed(desk, row)
    places = [desk.name(node) for node in places_between(desk.atlas, plan)]
    if not places:
        ends = f"{desk.name(plan.nodes[0])} – {desk.name(plan.nodes[-1])}"
        return desk.texts("{name}: {sums}", name=ends, sums=f"{summary(desk, plan)} · {change(desk, row)}")
    fields = {
        "start": desk.name(plan.nodes[0]),
        "end": desk.name(plan.nodes[-1]),
        "km": desk.km(plan.km),
        "days": days_of(desk, plan.days),
        "crossings": crossings(desk, plan),
        "change": change(desk, row),
        "countries": _named(desk, ordered(desk, routing.avoid)),
        "closed": _named(desk, sorted(routing.without)),
        "places": listed(places, desk.texts),
    }
    return desk.texts(_WAYS[bool(routing.avoid), bool(routing.without)], **fields)


_WAYS = {
    (True, True): N_(
        "Without {countries} and with {closed} closed, the way from {start} to {end} is {km} by way of {places}: "
        "{days}, {crossings} ({change})."
    ),
    (True, False): N_(
        "Without {countries}, the way from {start} to {end} is {km} by way of {places}: {days}, {crossings} ({change})."
    ),
    (False, True): N_(
        "With {closed} closed, the way from {start} to {end} is {km} by way of {places}: "
        "{days}, {crossings} ({change})."
    ),
    (False, False): N_("The way from {start} to {end} is {km} by way of {places}: {days}, {crossings}."),
}


def change_line(desk: Desk, name: str, row: Row) -> str:
    """Return under a name what became of a row: what is added and by way of what, or why it has no path."""
    if row.plan is None:
        return desk.texts("{name}: no path. {why}", name=name, why=why_closed(desk, row))
    return desk.texts("{name}: {sums}", name=name, sums=changed_way(desk, row))


def changed_way(desk: Desk, row: Row) -> str:
    """Return what the limits add to a row's way, and by way of what it then goes."""
    places = places_between(desk.atlas, row.plan, row.asked) if row.plan and row.blocked else ()
    if not places:
        return change(desk, row)
    named = listed([desk.name(node) for node in places], desk.texts)
    return _joined(desk, change(desk, row), desk.texts("by way of {places}", places=named))


def why_closed(desk: Desk, row: Row) -> str:
    """Return why a row has no path, in a sentence; empty if it has one."""
    return row.cut.sentence[desk.texts.language] if row.cut else ""


def other_way_line(desk: Desk, name: str, row: Row, routing: Routing) -> str:
    """Return under a name how many legs are closed, and what another way between the ends adds; empty if none is."""
    closed = closed_legs(desk, row, routing)
    if not closed or not row.plan:
        return ""
    return desk.texts(
        "{name}: {closed}; another way from {start} to {end}: {change}",
        name=name,
        closed=closed,
        start=desk.name(row.plan.nodes[0]),
        end=desk.name(row.plan.nodes[-1]),
        change=changed_way(desk, row),
    )


def closed_legs(desk: Desk, row: Row, routing: Routing) -> str:
    """Return how many legs of the way asked for are closed, and by what; empty if none is."""
    if not row.asked or not row.blocked:
        return ""
    planner = planner_of(desk.atlas, desk.measures)
    barriers = [name for name in ordered(desk, routing.avoid) if planner.closed(row.blocked, (name,))]
    barriers += [name for name in sorted(routing.without) if planner.closed(row.blocked, (), (name,))]
    return desk.texts.count(
        "{n} of {total} legs of the way without limits is closed: {barriers}",
        "{n} of {total} legs of the way without limits are closed: {barriers}",
        len(row.blocked),
        total=len(row.asked.legs),
        barriers=_named(desk, barriers),
    )


def change(desk: Desk, row: Row) -> str:
    """Return what the limits add to a row's way: kilometres and border crossings; "unchanged" if nothing."""
    if row.plan is None or row.asked is None or row.plan.legs == row.asked.legs:
        return desk.texts("unchanged")
    more, km = row.more_crossings, signed_km(desk, row.more_km)
    if not more:
        return km
    said = desk.texts.count("{sign}{n} border crossing", "{sign}{n} border crossings", abs(more), sign=_sign(more))
    return _joined(desk, km, said)


def crossings(desk: Desk, plan: Plan) -> str:
    """Return how many borders a way crosses."""
    return desk.texts.count("{n} border crossing", "{n} border crossings", plan.crossings)


def sums_of(desk: Desk, plan: Plan) -> str:
    """Return a way's sums in a line, with how much of it does not run yet."""
    unbuilt = sum(step.leg.status != "operating" for step in plan.steps)
    if not unbuilt:
        return summary(desk, plan)
    planned = desk.texts("not yet running: {n} of {total} legs", n=unbuilt, total=len(plan.steps))
    return f"{summary(desk, plan)} · {planned}"


def shares_line(desk: Desk, plan: Plan) -> str:
    """Return the share of a way per country, the longest first; small ones are added up."""
    shares = list(formats.percentages(plan.country_shares).items())
    parts = [_share(country_name(desk, country), share) for country, share in shares[:SHARES_SHOWN]]
    if len(shares) > SHARES_SHOWN:
        rest = sum(share for _, share in shares[SHARES_SHOWN:])
        parts.append(_share(desk.texts.count("{n} more", "{n} more", len(shares) - SHARES_SHOWN), rest))
    return desk.listed(parts)


def proof(desk: Desk, plan: Plan) -> str:
    """Return how many kilometres of a way geometry finds inside an avoided country; empty where it was not measured."""
    for known in plan.inside:
        if known.country == MEASURED:
            return desk.texts(
                "{start} – {end}, measured in geometry: {drawn} in {country} as drawn, {geodesic} as geodesic",
                start=desk.name(plan.nodes[0]),
                end=desk.name(plan.nodes[-1]),
                country=desk.name(known.country),
                drawn=desk.km(known.drawn_km),
                geodesic=desk.km(known.straight_km),
            )
    return ""


def bare_group(desk: Desk, group: CorridorGroup) -> str:
    """Return a group's name without what stands in brackets behind it."""
    return desk.texts.name(group.names).split("（")[0].split(" (")[0]


def variants_through(desk: Desk, country: str) -> tuple[int, int]:
    """Return how many variants and branches of the compared groups go through a country, and how many there are."""
    planner = planner_of(desk.atlas, desk.measures)
    members = [member for group in COMPARED_GROUPS for member in desk.atlas.groups[group].members]
    through = [member for member in members if planner.closed(desk.atlas.corridors[member].legs, (country,))]
    return len(through), len(members)


def _verdict(desk: Desk, country: str, free: Iterable[str], through: Iterable[str]) -> str:
    """Return which groups need a country and which do not."""
    groups = desk.atlas.groups
    without = [bare_group(desk, groups[name]) for name in free]
    within = [bare_group(desk, groups[name]) for name in through]
    fields = {
        "free": listed(without, desk.texts),
        "through": listed(within, desk.texts),
        "country": desk.name(country),
    }
    texts, number = desk.texts, len(without)
    if without and within:
        return texts.count(
            "The {free} needs no {country}; the {through} has no path without it.",
            "The {free} need no {country}; the {through} has no path without it.",
            number,
            **fields,
        )
    if without:
        return texts.count("The {free} needs no {country}.", "The {free} need no {country}.", number, **fields)
    if within:
        return texts("The {through} has no path without {country}.", **fields)
    n, total = variants_through(desk, country)
    return texts(
        "Through {country} go {n} of the {total} variants and branches of the corridors.",
        n=n,
        total=total,
        country=desk.name(country),
    )


def in_a_row(desk: Desk, sentences: Iterable[str]) -> str:
    """Return sentences one behind the other."""
    return ("" if desk.texts.language == "ja" else " ").join(sentence for sentence in sentences if sentence)


def _joined(desk: Desk, first: str, second: str) -> str:
    return f"{first}、{second}" if desk.texts.language == "ja" else f"{first}, {second}"


def _share(name: str, share: int) -> str:
    return f"{name} {share or '<1'} %"


def ordered(desk: Desk, countries: Iterable[str]) -> list[str]:
    """Return countries in the order in which they are spoken of: those that corridors are named by first."""
    first = ("RU", "IR", "CN")
    return sorted(countries, key=lambda name: (first.index(name) if name in first else len(first), desk.name(name)))


def _named(desk: Desk, names: Iterable[str]) -> str:
    return listed([name_of(desk.atlas, name, desk.texts) for name in names], desk.texts)


def _sign(value: float) -> str:
    return "−" if value < 0 else "+"
