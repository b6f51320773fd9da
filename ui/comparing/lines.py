"""The comparison in words: each row as a line of cells, written in the background in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from data.texts import N_, Texts
from maps.cards.desk import Desk
from maps.comparing.row import Row, State
from maps.planning.plan import SEA, Plan, Span
from maps.planning.telling import WHOLE_DAYS
from maps.planning.travel import touches
from maps.scene import Routing
from ui.comparing.cell import Cell, Part
from ui.comparing.claims import claims_cell
from ui.comparing.hues import ASKED

WAY: Final = "way"
PIN: Final = "pin"
COUNTRIES: Final = "countries"

COLUMNS = (WAY, PIN, "km", "days", "crossings", "gauges", "transfers", *ASKED, "capacity", "volume", COUNTRIES)
"""In the order on screen; what each country has is drawn as a bar below the other cells."""

STATES: dict[State, str] = {"open": N_("open"), "detour": N_("detour"), "closed": N_("closed")}
"""The words for a state; of what is not built, the status says more."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row in words. ``message`` says why there is no way, and is empty where there is one."""

    row: Row
    name: str
    state: str
    message: str
    cells: dict[str, Cell]
    parts: tuple[Part, ...]

    @property
    def id(self) -> str:
        """The row's id."""
        return self.row.id


def lines_of(desk: Desk, rows: tuple[Row, ...], routing: Routing) -> tuple[Line, ...]:
    """Return the rows in words."""
    return tuple(_line(desk, row, routing) for row in rows)


def column_title(texts: Texts, column: str, names: dict[str, str]) -> str:
    """Return the heading of a column; ``names`` are those of the countries that have one."""
    if column in ASKED:
        return texts("{country} %", country=names.get(column, column))
    titles = {
        WAY: texts("Way"),
        PIN: texts("Pinned"),
        "km": texts("km"),
        "days": texts("Days"),
        "crossings": texts("Border crossings"),
        "gauges": texts("Gauge changes"),
        "transfers": texts("Transfers"),
        "capacity": texts("Capacity"),
        "volume": texts("Volume"),
        COUNTRIES: texts("km by country"),
    }
    return titles[column]


def days_text(desk: Desk, days: Span) -> str:
    """Return a range of days as exactly as it is known, without the word."""
    low, high = (desk.number(round(day, 0 if day >= WHOLE_DAYS else 1)) for day in days)
    return low if low == high else f"{low}–{high}"


def more_text(desk: Desk, more: float) -> str:
    """Return a difference in kilometres with its sign."""
    sign = "+" if round(more) >= 0 else "−"
    return f"{sign}{desk.km(abs(more))}"


def country_name(desk: Desk, country: str) -> str:
    """Return the name of a country, or of the sea."""
    return desk.texts("sea") if country == SEA else desk.name(country)


def _line(desk: Desk, row: Row, routing: Routing) -> Line:
    name = desk.texts.name(row.names)
    message = closed_text(desk, row, routing) if row.plan is None else ""
    state = _state_text(desk, row)
    cells = {
        WAY: Cell(name, state, _way_tip(desk, row, name, message), name.casefold()),
        PIN: Cell(value=0.0 if row.id in routing.pinned else 1.0),
        "capacity": claims_cell(desk, row.id, row.capacity),
        "volume": claims_cell(desk, row.id, row.volume),
    }
    parts: tuple[Part, ...] = ()
    if row.plan:
        cells |= _plan_cells(desk, row, row.plan)
        parts = tuple(_part(desk, country, share, row.plan) for country, share in row.plan.country_shares.items())
    told = desk.listed(part.tip for part in parts)
    cells[COUNTRIES] = Cell(told, tip=told)
    return Line(row, name, state, message, {column: cells.get(column, Cell()) for column in COLUMNS}, parts)


def _plan_cells(desk: Desk, row: Row, plan: Plan) -> dict[str, Cell]:
    texts, km = desk.texts, round(plan.km)
    timed = sum(step.is_timed for step in plan.steps)
    known = desk.number(round(100 * plan.published_share))
    published = texts("{share} % published or derived, the rest computed or estimated", share=known)
    stated = texts("published for {n} of {total} legs, else by stated assumptions", n=timed, total=len(plan.steps))
    gauges = desk.listed(desk.name(change.node) for change in plan.gauge_changes)
    transfers = desk.listed(desk.name(change.node) for change in plan.transfers)
    borders = [f"{desk.name(border.before)} – {desk.name(border.after)}" for border in plan.borders]
    more = more_text(desk, row.more_km) if row.state == "detour" else ""
    crossings = f"{row.more_crossings:+d}".replace("-", "−") if row.more_crossings and more else ""
    days = days_text(desk, plan.days)
    return {
        "km": Cell(desk.number(km), more, f"{desk.km(km)}\n{published}", plan.km, part=plan.published_share),
        "days": Cell(days, "", f"{texts('{days} days', days=days)}\n{stated}", sum(plan.days), plan.days),
        "crossings": Cell(desk.number(plan.crossings), crossings, "\n".join(borders), plan.crossings),
        "gauges": Cell(desk.number(len(plan.gauge_changes)), "", gauges, len(plan.gauge_changes)),
        "transfers": Cell(desk.number(len(plan.transfers)), "", transfers, len(plan.transfers)),
        **{country: _share_cell(desk, row, plan, country) for country in ASKED},
    }


def _share_cell(desk: Desk, row: Row, plan: Plan, country: str) -> Cell:
    km = plan.country_km.get(country, 0.0)
    tip = desk.texts("{km} through {country}", km=desk.km(km), country=country_name(desk, country))
    return Cell(percent(desk, row.share(country)), "", tip, row.share(country))


def percent(desk: Desk, share: float) -> str:
    """Return a share in whole per cent; what is more than nothing is never told as 0."""
    return f"<{desk.number(1)}" if 0 < share < 0.005 else desk.number(round(100 * share))


def _part(desk: Desk, country: str, share: float, plan: Plan) -> Part:
    name = country_name(desk, country)
    tip = f"{name} {desk.km(plan.country_km[country])} ({percent(desk, share)} %)"
    return Part(country, name, country, share, tip)


def _state_text(desk: Desk, row: Row) -> str:
    if row.state == "unbuilt":
        return desk.term("leg_status", row.unbuilt)
    state = desk.texts(STATES[row.state])
    if row.state != "detour":
        return state
    return f"{state} {more_text(desk, row.more_km)}"


def _way_tip(desk: Desk, row: Row, name: str, message: str) -> str:
    lines = [name]
    if message:
        lines.append(message)
        lines += [desk.texts.name(row.cut.sentence)] if row.cut else []
    elif row.blocked:
        legs = desk.listed(desk.name(leg) for leg in row.blocked[:6])
        lines.append(desk.texts("closed on its way: {legs}", legs=legs))
        lines += [desk.texts("instead: {more}", more=more_text(desk, row.more_km))]
    way = row.plan or row.asked
    if way and any(step.leg.status != "operating" for step in way.steps):
        lines.append(desk.texts("Not all of it runs yet."))
    return "\n".join(lines)


def closed_text(desk: Desk, row: Row, routing: Routing) -> str:
    """Return why there is no way under the limits: the country needed and where, or the leg or place broken."""
    texts = desk.texts
    run = _first_run(row)
    if not run:
        return texts.name(row.cut.sentence) if row.cut else texts("No path with these limits.")
    legs = desk.atlas.legs
    for country in sorted(routing.avoid):
        needed = [name for name in run if country in touches(legs[name], desk.atlas.nodes)]
        if needed and row.asked:
            steps = [step for step in row.asked.steps if step.leg.id in needed]
            return texts(
                "No path with these limits: needs {country} between {start}–{end}.",
                country=desk.name(country),
                start=desk.name(steps[0].start),
                end=desk.name(steps[-1].end),
            )
    broken = [name for leg in run for name in (leg, legs[leg].start, legs[leg].end) if name in routing.without]
    places = desk.listed(desk.name(name) for name in broken) or desk.listed(desk.name(name) for name in run)
    return texts("No path with these limits: needs {place}.", place=places)


def _first_run(row: Row) -> tuple[str, ...]:
    """Return the first legs in a row that are closed on the way asked for."""
    run: list[str] = []
    for leg in row.asked.legs if row.asked else ():
        if leg in row.blocked:
            run.append(leg)
        elif run:
            break
    return tuple(run)
