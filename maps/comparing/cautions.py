"""What is to be known of places on a way: bottlenecks and low water, from claims about ports, legs and corridors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.atlas import Atlas
from data.claims import Claim
from data.network import Leg
from data.reading import Position
from maps.cards.desk import Desk
from maps.comparing.quoting import shortened
from maps.comparing.stops import Stop, position_on, stops_along
from maps.planning.plan import Plan

BOTTLENECK = "bottleneck"
WATER = (
    "water-level-rate",
    "ship-loading",
    "ferry-loading-change",
    "draught",
    "dredging",
    "water-level-change",
    "water-level-projection",
)
"""The measures that speak of low water, that first which says most on the spot."""

CASPIAN = "caspian"

LONGEST = {"en": 60, "id": 60, "ja": 30}
"""So many characters of a claim's own words go with a mark."""


@dataclass(frozen=True, slots=True)
class Caution:
    """A claim to be marked at a position: ``kind`` is bottleneck or water."""

    kind: str
    position: Position
    claim: Claim


def cautions_along(atlas: Atlas, plan: Plan) -> Iterator[Caution]:
    """Yield at most one bottleneck and one word on water for each place on a way that claims speak of."""
    found: dict[tuple[str, Position], list[Claim]] = {}
    for position, claim in _placed(atlas, plan):
        kind = BOTTLENECK if claim.measure == BOTTLENECK else "water"
        found.setdefault((kind, position), []).append(claim)
    for (kind, position), claims in found.items():
        yield Caution(kind, position, min(claims, key=_rank))  # of equals the first is the newest


def caution_text(desk: Desk, claim: Claim) -> str:
    """Return a claim in few words: the figure, what it is of, and of when; or the beginning of its own words."""
    language = desk.texts.language
    if claim.value is None or claim.measure == BOTTLENECK:
        return shortened(desk.texts.name(claim.text), LONGEST[language], language)
    values = claim.value if isinstance(claim.value, tuple) else (claim.value,)
    figure = "–".join(desk.number(value).replace("-", "−") for value in values)
    unit = desk.term("unit", claim.unit) if claim.unit else ""
    figure = f"{figure}{'' if language == 'ja' and unit not in ('%', '') else ' '}{unit}".strip()
    fields = {"figure": figure, "measure": desk.term("measure", claim.measure)}
    if not claim.asof:
        return desk.texts("{figure} · {measure}", **fields)
    return desk.texts("{figure} · {measure} ({date})", **fields, date=desk.date(claim.asof))


def middle_of(leg: Leg) -> Position:
    """Return the position half way along a leg, through its via points."""
    return position_on(leg.line, 0.5)


def _placed(atlas: Atlas, plan: Plan) -> Iterator[tuple[Position, Claim]]:
    """Yield the claims that speak of a way, each with where on it."""
    for node in plan.nodes:
        for claim in _telling(atlas, node):
            yield atlas.nodes[node].position, claim
    for step in plan.steps:
        for claim in _telling(atlas, step.leg.id):
            yield middle_of(step.leg), claim
        if _crosses(atlas, step.leg, CASPIAN):
            for claim in _telling(atlas, CASPIAN):
                yield middle_of(step.leg), claim
    legs = set(plan.legs)
    corridors = [corridor for corridor in atlas.corridors.values() if legs & set(corridor.legs)]
    for corridor in corridors:
        on_way = [step.leg for step in plan.steps if step.leg.id in corridor.legs]
        for claim in _telling(atlas, corridor.id):
            yield from _fitting(atlas, claim, on_way)
    borders = [stop for stop in stops_along(atlas, plan) if stop.kind == "border"]
    for group in dict.fromkeys(corridor.group for corridor in corridors):
        for claim in _telling(atlas, group):
            yield from _fitting_group(atlas, claim, plan, borders)


def _fitting(atlas: Atlas, claim: Claim, legs: list[Leg]) -> Iterator[tuple[Position, Claim]]:
    """Yield a claim about a corridor where it belongs by its own words, of those legs that are on the way.

    That is the leg between two places it names, else the longest leg inside a country it names. What names
    nothing of the way has no place on it.
    """
    said = claim.text["en"]
    named = [leg for leg in legs if all(atlas.nodes[node].short["en"] in said for node in (leg.start, leg.end))]
    if not named:
        countries = {name for leg in legs for name in leg.countries if atlas.countries[name].names["en"] in said}
        inside = [leg for leg in legs if len(leg.countries) == 1 and leg.countries[0] in countries]
        named = [max(inside, key=lambda leg: leg.length_km)] if inside else []
    for leg in named:
        yield middle_of(leg), claim


def _fitting_group(atlas: Atlas, claim: Claim, plan: Plan, borders: Iterable[Stop]) -> Iterator[tuple[Position, Claim]]:
    """Yield a claim about a group of corridors where it belongs: at a border it names, else on the sea it names."""
    said = claim.text["en"]
    named = [stop for stop in borders if f"{_border_name(atlas, stop)} border" in said]
    if named:
        yield named[0].position, claim
        return
    for step in plan.steps:
        if _crosses(atlas, step.leg, CASPIAN) and atlas.waters[CASPIAN].names["en"].split()[0] in said:
            yield middle_of(step.leg), claim


def _border_name(atlas: Atlas, stop: Stop) -> str:
    return "–".join(atlas.countries[name].names["en"] for name in sorted((stop.before, stop.after)))


def _telling(atlas: Atlas, feature: str) -> list[Claim]:
    return [claim for claim in atlas.claims_about(feature) if claim.measure == BOTTLENECK or claim.measure in WATER]


def _rank(claim: Claim) -> int:
    return WATER.index(claim.measure) if claim.measure in WATER else 0


def _crosses(atlas: Atlas, leg: Leg, water: str) -> bool:
    """Tell whether a sea leg lies on a water: its middle is in that water's extent."""
    polygons = atlas.waters[water].polygons if water in atlas.waters else None
    if leg.mode != "sea" or not polygons:
        return False
    lon, lat = middle_of(leg)
    ring = max((polygon[0] for polygon in polygons), key=len)
    lons, lats = [point[0] for point in ring], [point[1] for point in ring]
    return bool(min(lons) <= lon <= max(lons) and min(lats) <= lat <= max(lats))
