"""The table of deposits: what, where, who, how sure, the newest figure, and how remote."""

from __future__ import annotations

from data.deposits import Deposit
from data.texts import N_
from maps.tables.sheet import Cell, Column, Line
from maps.tables.writer import EMPTY, Writer

TITLES = {
    "name": N_("Name"),
    "country": N_("Country"),
    "commodities": N_("Commodities"),
    "family": N_("Kind"),
    "status": N_("Status"),
    "operator": N_("Operator"),
    "precision": N_("Precision (km)"),
    "confidence": N_("Confidence"),
    "hub": N_("Nearest hub"),
    "hub_km": N_("To the hub (km)"),
    "railway": N_("Nearest operating railway"),
    "railway_km": N_("To the railway (km)"),
    "figures": N_("Figures"),
    "newest": N_("Newest figure"),
    "asof": N_("As of"),
    "said_by": N_("Who says so"),
    "sources": N_("Sources of place and status"),
}
NUMBERS = frozenset({"precision", "hub_km", "railway_km", "figures"})
NOTED = frozenset({"status", "operator", "hub_km", "railway_km", "asof", "newest"})


def columns(writer: Writer) -> tuple[Column, ...]:
    """Return the columns."""
    note = writer.texts("Note")
    return tuple(
        Column(name, writer.texts(title), name in NUMBERS, f"{writer.texts(title)}: {note}" if name in NOTED else "")
        for name, title in TITLES.items()
    )


def lines(writer: Writer) -> list[Line]:
    """Return a line for each deposit."""
    return [_line(writer, deposit) for deposit in writer.atlas.deposits.values()]


def _line(writer: Writer, deposit: Deposit) -> Line:
    return writer.line(
        deposit.id,
        (deposit.id,),
        (
            writer.text(writer.texts.name(deposit.names)),
            writer.text(writer.name(deposit.country)),
            writer.text(writer.listed(writer.term("commodity", slug) for slug in deposit.commodities)),
            writer.text(writer.term("family", deposit.family)),
            writer.text(writer.term("status", deposit.status), writer.confirmed(is_so=deposit.status_confirmed)),
            writer.text(deposit.operator or "", writer.confirmed(is_so=deposit.operator_confirmed)),
            writer.number(deposit.precision_km),
            writer.confidence(deposit.confidence),
            *_remote(writer, deposit),
            *writer.newest(deposit.id),
            writer.sources((*deposit.sources, *deposit.status_sources)),
        ),
        deposit.names,
    )


def _remote(writer: Writer, deposit: Deposit) -> tuple[Cell, Cell, Cell, Cell]:
    """Return the nearest hub and railway with their distances, no surer than the place."""
    remote = writer.measures.remoteness.get(deposit.id)
    if remote is None:
        return EMPTY, EMPTY, EMPTY, EMPTY
    give = f"± {writer.km(deposit.precision_km).text} km"
    return (
        writer.text(writer.name(remote.hub)),
        writer.km(remote.hub_km, give),
        writer.text(writer.name(remote.rail_leg)),
        writer.km(remote.rail_km, give),
    )
