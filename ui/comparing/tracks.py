"""A way along its kilometres, in words: what the profile paints and says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from maps.cards.desk import Desk
from maps.comparing.profile import Profile, profile_of
from maps.comparing.row import Row
from maps.comparing.stops import Stop, stops_along
from maps.planning.plan import Plan, Step
from ui.comparing.lines import country_name

KIND_WEIGHTS = {"sea-port": 4.0, "ferry-terminal": 3.0, "gauge-change-station": 2.0}
"""How much the name of a stop matters where not all fit; ends matter most."""
END_WEIGHT, CORE_WEIGHT, BORDER_WEIGHT = 9.0, 1.0, 0.5


@dataclass(frozen=True, slots=True)
class Band:
    """A country along the way, from and to in kilometres."""

    country: str
    name: str
    start_km: float
    end_km: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A leg along the way."""

    leg: str
    mode: str
    status: str
    start_km: float
    end_km: float
    tip: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What happens at a place: ``kind`` is border, gauge or transfer."""

    kind: str
    km: float
    tip: str


@dataclass(frozen=True, slots=True)
class Halt:
    """A stop and how much its name matters."""

    name: str
    km: float
    weight: float


@dataclass(frozen=True, slots=True)
class Track:
    """A way as the profile paints it; ``told`` is all of it in a sentence or two."""

    way: str
    title: str
    length: str
    group: str | None
    km: float
    bands: tuple[Band, ...]
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    stops: tuple[Halt, ...]
    told: str


def track_of(desk: Desk, row: Row) -> Track | None:
    """Return the profile of a row's way, or None where there is no way."""
    if row.plan is None:
        return None
    profile = profile_of(desk.atlas, row.plan)
    places: dict[str, tuple[float, float]] = {}
    for part in profile.stretches:
        places[part.leg] = (places.get(part.leg, (part.from_km, 0.0))[0], part.to_km)
    marks = tuple(_marks(desk, row.plan))
    title = desk.texts.name(row.names)
    return Track(
        row.id,
        title,
        desk.km(row.plan.km),
        row.group,
        row.plan.km,
        tuple(_bands(desk, profile)),
        tuple(_stretch(desk, step, places[step.leg.id]) for step in row.plan.steps if step.leg.id in places),
        marks,
        tuple(_halts(desk, row.plan, places)),
        f"{title}, {desk.km(row.plan.km)}: {desk.listed(mark.tip for mark in marks)}",
    )


def _marks(desk: Desk, plan: Plan) -> list[Mark]:
    """Return the borders, changes of gauge and transfers in the order of travel."""
    stops = sorted(stops_along(desk.atlas, plan), key=lambda stop: stop.km)
    return [Mark(stop.kind, stop.km, _told(desk, stop)) for stop in stops]


def _bands(desk: Desk, profile: Profile) -> Iterable[Band]:
    """Yield the countries in the order of travel, neighbouring stretches in one country made one."""
    for country, parts in groupby(profile.stretches, key=lambda part: part.country):
        run = list(parts)
        yield Band(country, country_name(desk, country), run[0].from_km, run[-1].to_km)


def _stretch(desk: Desk, step: Step, place: tuple[float, float]) -> Stretch:
    leg = step.leg
    basis = desk.term("length_basis", leg.length_basis)
    parts = [
        f"{desk.name(step.start)} – {desk.name(step.end)}",
        desk.term("mode", leg.mode),
        f"{desk.km(leg.length_km)} ({basis})",
        desk.listed(country_name(desk, country) for country in step.countries),
    ]
    if leg.status != "operating":
        parts.append(desk.term("leg_status", leg.status))
    return Stretch(leg.id, leg.mode, leg.status, *place, " · ".join(parts))


def _told(desk: Desk, stop: Stop) -> str:
    texts, place = desk.texts, desk.name(stop.node)
    if stop.kind == "border":
        before, after = (country_name(desk, country) for country in (stop.before, stop.after))
        return texts("{place}: border {before} – {after}", place=place, before=before, after=after)
    if stop.kind == "gauge":
        return texts("{place}: gauge {before} – {after}", place=place, before=stop.before, after=stop.after)
    before, after = (desk.term("mode", mode) for mode in (stop.before, stop.after))
    return texts("{place}: transfer {before} – {after}", place=place, before=before, after=after)


def _halts(desk: Desk, plan: Plan, places: dict[str, tuple[float, float]]) -> Iterable[Halt]:
    """Yield every stop, with how much its name matters."""
    km = [0.0, *(places[step.leg.id][1] for step in plan.steps if step.leg.id in places)]
    for at, (node, where) in enumerate(zip(plan.nodes, km, strict=False)):
        known = desk.atlas.nodes[node]
        weight = KIND_WEIGHTS.get(known.kind, BORDER_WEIGHT) + (CORE_WEIGHT if known.is_core else 0.0)
        weight = END_WEIGHT if at in (0, len(plan.nodes) - 1) else weight
        yield Halt(desk.name(node), where, weight)
