"""Every layer as a table: the same facts in lines and columns, to sort, filter, copy and export. No Qt."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from data.atlas import Atlas
from data.texts import N_, Texts
from maps.measures import Measures
from maps.tables import deposits, ground, network, records
from maps.tables.sheet import Cell, Column, Line, Sheet, arranged, lines_that, sight
from maps.tables.writer import Writer

__all__ = ["TABLES", "Cell", "Column", "Line", "Sheet", "Table", "arranged", "lines_that", "sheet_of", "sight"]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its id, its English title, and how its columns and lines are written."""

    id: str
    title: str
    columns: Callable[[Writer], tuple[Column, ...]]
    lines: Callable[[Writer], list[Line]]


TABLES: tuple[Table, ...] = (
    Table("deposits", N_("Deposits"), deposits.columns, deposits.lines),
    Table("countries", N_("Countries"), ground.country_columns, ground.country_lines),
    Table("corridors", N_("Corridors"), lambda w: network.columns(w, network.CORRIDOR_TITLES), network.corridor_lines),
    Table("legs", N_("Legs"), lambda w: network.columns(w, network.LEG_TITLES), network.leg_lines),
    Table(
        "places",
        N_("Ports, borders and hubs"),
        lambda w: network.columns(w, network.PLACE_TITLES),
        network.place_lines,
    ),
    Table("events", N_("Summits and events"), lambda w: records.columns(w, records.EVENT_TITLES), records.event_lines),
    Table("figures", N_("Figures"), lambda w: records.columns(w, records.FIGURE_TITLES), records.figure_lines),
    Table("sources", N_("Sources"), lambda w: records.columns(w, records.SOURCE_TITLES), records.source_lines),
    Table("groups", N_("Groups"), ground.named_columns, ground.group_lines),
    Table("capitals", N_("Capitals"), ground.named_columns, ground.capital_lines),
    Table("waters", N_("Seas and lakes"), ground.named_columns, ground.water_lines),
    Table("boundaries", N_("Disputed boundaries"), ground.named_columns, ground.boundary_lines),
)
"""All tables, in the order in which they are offered."""


def sheet_of(atlas: Atlas, table: str, texts: Texts, measures: Measures, today: datetime.date | None = None) -> Sheet:
    """Return a table in the language of the texts.

    Raises
    ------
    KeyError
        If there is no such table.
    """
    known = {each.id: each for each in TABLES}[table]
    writer = Writer(atlas, texts, measures, today or datetime.date.today())
    return Sheet(known.id, texts(known.title), known.columns(writer), tuple(known.lines(writer)))
