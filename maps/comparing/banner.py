"""The banner above the map: what the limits changed, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from data.atlas import Atlas, Passage
from maps.cards.desk import Desk
from maps.commands import ShowBanner
from maps.comparing.freight import straight_line
from maps.comparing.quoting import passages_on, quotation
from maps.comparing.row import Row
from maps.comparing.rows import freight_of, known_limits, row_of, shown_rows
from maps.comparing.sentences import (
    bare_group,
    change_line,
    changed_way,
    closed_legs,
    desk_for,
    in_a_row,
    limits_headline,
    needs_of,
    other_way_line,
    proof,
    shares_line,
    sums_of,
    verdicts,
    way_sentence,
)
from maps.measures import kept
from maps.planning.insides import MEASURED
from maps.scene import Routing, Scene

MAIN = {
    "middle": "middle-core-dostyk-poti",
    "northern": "northern-core-dostyk-brest",
    "southern": "southern-core-kti",
}
"""The corridor that stands for each group."""

MOST_LINES, MOST_NOTES, ROOM = 4, 2, 5
"""At most so many lines, notes, and both together: more would hide the map of a small window."""

VERDICTS = 2
"""So many sentences on what needs which country go into one line."""

Lines = tuple[list[str], list[str]]
"""What has to be said, and what else may be said if there is room."""


def banner(atlas: Atlas, scene: Scene) -> ShowBanner:
    """Return what is said above the map of a scene: nothing without limits or ways on show, or before measures."""
    measures = kept()
    if measures is None:
        return ShowBanner((), ())
    routing = known_limits(atlas, scene.routing)
    rows = shown_rows(atlas, measures, routing)
    if not routing.is_limited and not rows:
        return ShowBanner((), ())
    desk = desk_for(atlas, measures, scene.language)
    headline = limits_headline(desk, routing) or _title_of(desk, rows)
    if routing.with_planned:
        headline = desk.texts("{limits}, with planned legs", limits=headline)
    must, may = _of_ways(desk, rows, routing) if rows else _of_corridors(desk, routing)
    lines = [headline, *(line for line in must if line)][:MOST_LINES]
    notes = list(_notes(desk, rows, routing))[: min(MOST_NOTES, ROOM - len(lines))]
    room = min(MOST_LINES, ROOM - len(notes)) - len(lines)
    return ShowBanner((*lines, *[line for line in may if line][: max(0, room)]), tuple(notes))


def _title_of(desk: Desk, rows: tuple[Row, ...]) -> str:
    """Return what is on show, where nothing limits it: two are named by their own lines."""
    return desk.texts.name(rows[0].names) if len(rows) == 1 else desk.texts("Side by side")


def _of_ways(desk: Desk, rows: tuple[Row, ...], routing: Routing) -> Lines:
    """Return what is said of the ways on show: sums and change of each; of a single one also its shares."""
    must = [_of_way(desk, row, routing, is_named=len(rows) > 1 or routing.is_limited) for row in rows]
    if len(rows) != 1:
        return must, []
    row = rows[0]
    freight = freight_of(desk.atlas, desk.measures, routing) if row.kind == "freight" else None
    if freight:
        must.append(straight_line(desk, freight.way))
    if row.plan:
        shares = shares_line(desk, row.plan)
        must.append(
            desk.texts("From {hub} on: {summary}", hub=desk.name(freight.hub), summary=shares) if freight else shares
        )
    return must, [closed_legs(desk, row, routing)]


def _of_way(desk: Desk, row: Row, routing: Routing, *, is_named: bool) -> str:
    """Return a way's sums, and what the limits change in it."""
    name = desk.texts.name(row.names)
    if row.plan is None:
        return change_line(desk, name, row)
    sums = sums_of(desk, row.plan)
    if routing.is_limited or row.kind == "alternative":
        sums = f"{sums} · {changed_way(desk, row)}"
    return desk.texts("{name}: {sums}", name=name, sums=sums) if is_named else sums


def _of_corridors(desk: Desk, routing: Routing) -> Lines:
    """Return what is said of the main corridors: which need an avoided country, and what became of the others."""
    said = verdicts(desk, routing)
    rows = {group: row_of(desk.atlas, desk.measures, routing, name) for group, name in MAIN.items()}
    cut = {group for country in routing.avoid for group in needs_of(desk.atlas, desk.measures, country)[1]}
    way = rows.pop(next((group for group in rows if group not in cut), "middle"))
    must = [in_a_row(desk, said[:VERDICTS]), way_sentence(desk, way, routing) if way else ""]
    may, unchanged = said[VERDICTS:], []
    for group, row in rows.items():
        name = bare_group(desk, desk.atlas.groups[group])
        if row and group in cut:
            may.append(other_way_line(desk, name, row, routing))
        elif row and row.blocked:
            may.append(change_line(desk, name, row))
        else:
            unchanged.append(name)
    if unchanged and not routing.avoid:
        may.append(desk.texts("Unchanged: {names}", names=desk.listed(unchanged)))
    return must, may


def _notes(desk: Desk, rows: tuple[Row, ...], routing: Routing) -> Iterator[str]:
    """Yield a passage of the article that speaks of what is closed, and what geometry says of the way."""
    passage = quoted_passage(desk.atlas, routing)
    if passage:
        yield quotation(desk, passage)
    main = (row_of(desk.atlas, desk.measures, routing, name) for name in MAIN.values())
    proofs = (proof(desk, row.plan) for row in rows or main if row and row.plan)
    said = next((sentence for sentence in proofs if sentence), "")
    if said:
        yield said


def quoted_passage(atlas: Atlas, routing: Routing) -> Passage | None:
    """Return the passage that speaks of an avoided country or a broken place, else of the corridors over that."""
    broken = sorted(routing.without)
    legs = [leg for leg in atlas.legs.values() if {leg.id, leg.start, leg.end} & routing.without]
    groups = dict.fromkeys(corridor.group for leg in legs for corridor in atlas.groups_of(leg.id))
    first = sorted(routing.avoid, key=lambda country: (country != MEASURED, country))
    return next(passages_on(atlas, (*first, *broken, *groups)), None)
