"""What is drawn of ways: their legs, what is closed and broken, marks along them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from data.atlas import Atlas
from data.reading import Position
from maps.cards.desk import Desk
from maps.commands import DrawWays
from maps.comparing.cautions import caution_text, cautions_along, middle_of
from maps.comparing.freight import Freight
from maps.comparing.rows import freight_of, known_limits, shown_rows
from maps.comparing.sentences import desk_for
from maps.comparing.stops import Stop, stops_along
from maps.drawn import items_of
from maps.measures import kept
from maps.planner import Planner, planner_of
from maps.planning.plan import Plan
from maps.planning.telling import country_name
from maps.scene import Routing, Scene

NOTHING = DrawWays((), (), (), (), (), (), (), (), (), ())

STEP_KM = 20.0

FEW_BORDERS = 6
"""Where so many borders are crossed at most, each says between which countries."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at a position, with a text or none; the kinds are those of ``DrawWays``."""

    kind: str
    position: Position
    text: str = ""


def ways_shown(atlas: Atlas, scene: Scene) -> DrawWays:
    """Return what is drawn of the ways on show in a scene: nothing before there are measures."""
    measures = kept()
    if measures is None:
        return NOTHING
    routing = known_limits(atlas, scene.routing)
    desk = desk_for(atlas, measures, scene.language)
    rows = shown_rows(atlas, measures, routing)
    plans = [row.plan for row in rows if row.plan]
    goods = freight_of(atlas, measures, routing) if any(row.kind == "freight" for row in rows) else None
    broken = _broken(atlas, routing)
    closed = _closed(atlas, planner_of(atlas, measures), routing)
    marks = tuple(
        dict.fromkeys((*_marks_of_breaks(desk, routing), *_freight_marks(desk, goods), *_marks(desk, plans, goods)))
    )
    line = _straight(atlas, goods)
    return DrawWays(
        _network(plans[0]) if plans else (),
        _network(plans[1]) if len(plans) > 1 else (),
        tuple(item for item in closed if item not in set(broken)),
        broken,
        tuple(mark.kind for mark in marks),
        tuple(mark.position[0] for mark in marks),
        tuple(mark.position[1] for mark in marks),
        tuple(mark.text for mark in marks),
        tuple(lon for lon, _ in line),
        tuple(lat for _, lat in line),
    )


def _network(plan: Plan) -> tuple[str, ...]:
    return tuple(f"{leg}/network" for leg in plan.legs)


def _closed(atlas: Atlas, planner: Planner, routing: Routing) -> tuple[str, ...]:
    """Return the items of the legs that cannot be taken: in avoided countries, at broken places, of a closed mode."""
    legs = planner.closed(sorted(atlas.legs), routing.avoid, routing.without) if routing.is_limited else ()
    return tuple(item for leg in legs for item in items_of(atlas, leg))


def _broken(atlas: Atlas, routing: Routing) -> tuple[str, ...]:
    """Return the items of broken legs and nodes, in every aspect they are drawn in; modes are only closed."""
    return tuple(item for name in sorted(routing.without) for item in items_of(atlas, name))


def _marks_of_breaks(desk: Desk, routing: Routing) -> Iterator[Mark]:
    """Yield a mark with its name on each broken place and leg."""
    atlas = desk.atlas
    for name in sorted(routing.without):
        if name in atlas.nodes:
            yield Mark("broken", atlas.nodes[name].position, desk.name(name))
        elif name in atlas.legs:
            yield Mark("broken", middle_of(atlas.legs[name]), desk.name(name))


def _marks(desk: Desk, plans: Iterable[Plan], goods: Freight | None) -> Iterator[Mark]:
    """Yield the marks along ways: ends, borders, changes, and what claims warn of."""
    nodes = desk.atlas.nodes
    for plan in plans:
        if not (goods and plan is goods.plan):
            yield Mark("start", nodes[plan.nodes[0]].position, desk.name(plan.nodes[0]))
        yield Mark("end", nodes[plan.nodes[-1]].position, desk.name(plan.nodes[-1]))
        for stop in stops_along(desk.atlas, plan):
            yield Mark(stop.kind, stop.position, _text(desk, stop, plan))
        for caution in cautions_along(desk.atlas, plan):
            yield Mark(caution.kind, caution.position, caution_text(desk, caution.claim))


def _text(desk: Desk, stop: Stop, plan: Plan) -> str:
    """Return the text of a stop: what changes into what; of borders only where they are few."""
    if stop.kind == "gauge":
        return desk.texts("{before} → {after} mm", before=stop.before, after=stop.after)
    if stop.kind == "transfer":
        return f"{desk.term('mode', stop.before)} → {desk.term('mode', stop.after)}"
    if plan.crossings > FEW_BORDERS:
        return ""
    return f"{country_name(desk, stop.before)} | {country_name(desk, stop.after)}"


def _freight_marks(desk: Desk, goods: Freight | None) -> Iterator[Mark]:
    """Yield the marks of the deposit that goods come from, and of the hub that they go to first."""
    if goods:
        yield Mark("start", desk.atlas.deposits[goods.deposit].position, desk.name(goods.deposit))
        yield Mark("hub", desk.atlas.nodes[goods.hub].position, desk.name(goods.hub))


def _straight(atlas: Atlas, goods: Freight | None) -> list[Position]:
    """Return the geodesic from a deposit to its hub in steps of some kilometres; nothing without goods.

    ``maps.geodesy`` would do it, but imports shapely: too slow for what is to be drawn at once.
    """
    if not goods:
        return []
    from geographiclib.geodesic import Geodesic

    (lon, lat), (end_lon, end_lat) = atlas.deposits[goods.deposit].position, atlas.nodes[goods.hub].position
    curve = Geodesic.WGS84.InverseLine(lat, lon, end_lat, end_lon)
    steps = max(1, math.ceil(curve.s13 / 1000 / STEP_KM))
    points = [curve.Position(curve.s13 * at / steps) for at in range(steps + 1)]
    return [(round(point["lon2"], 5), round(point["lat2"], 5)) for point in points]
