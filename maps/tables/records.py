"""The tables of events, figures and sources: what happened, what is said, and who says it."""

from __future__ import annotations

from data import formats
from data.claims import Claim
from data.events import Event
from data.network import Node
from data.texts import N_
from maps.tables.sheet import Cell, Column, Line
from maps.tables.writer import Writer

EVENT_TITLES = {
    "name": N_("Name"),
    "kind": N_("Kind"),
    "date": N_("Date"),
    "city": N_("City"),
    "country": N_("Country"),
    "host": N_("With"),
    "participants": N_("Participants"),
    "outcome": N_("Outcome"),
    "sources": N_("Sources"),
}
FIGURE_TITLES = {
    "about": N_("About"),
    "kind": N_("Kind"),
    "measure": N_("Quantity"),
    "value": N_("Value"),
    "unit": N_("Unit"),
    "text": N_("Figure in words"),
    "asof": N_("As of"),
    "stale": N_("Older than 24 months"),
    "confidence": N_("Confidence"),
    "said_by": N_("Who says so"),
    "note": N_("Note"),
}
SOURCE_TITLES = {
    "title": N_("Title"),
    "date": N_("Date"),
    "licence": N_("Licence"),
    "url": N_("Web address"),
    "features": N_("Features that rest on it"),
    "figures": N_("Figures from it"),
    "id": N_("Id"),
}
NUMBERS = frozenset({"value", "features", "figures"})


def columns(writer: Writer, titles: dict[str, str]) -> tuple[Column, ...]:
    """Return the columns of one of the tables."""
    return tuple(Column(name, writer.texts(title), name in NUMBERS) for name, title in titles.items())


def event_lines(writer: Writer) -> list[Line]:
    """Return a line for each event, earliest first."""
    return [_event(writer, event) for event in writer.atlas.events.values()]


def figure_lines(writer: Writer) -> list[Line]:
    """Return a line for each figure, newest first."""
    return [_figure(writer, claim) for claim in writer.atlas.claims]


def source_lines(writer: Writer) -> list[Line]:
    """Return a line for each source, with how much rests on it."""
    features: dict[str, int] = {}
    for feature in writer.atlas.features.values():
        for source in set(feature.sources):
            features[source] = features.get(source, 0) + 1
    figures: dict[str, int] = {}
    for claim in writer.atlas.claims:
        for source in set(claim.sources):
            figures[source] = figures.get(source, 0) + 1
    return [
        writer.line(
            source.id,
            (),
            (
                writer.text(source.title),
                writer.date(source.date),
                writer.text(source.licence),
                writer.text(source.url or ""),
                writer.number(features.get(source.id, 0)),
                writer.number(figures.get(source.id, 0)),
                writer.text(source.id),
            ),
        )
        for source in writer.atlas.sources.values()
    ]


def _event(writer: Writer, event: Event) -> Line:
    texts = writer.texts
    start, end = writer.date(event.date_start), writer.date(event.date_end)
    told = texts.name(event.participants_text)
    return writer.line(
        event.id,
        (event.id,),
        (
            writer.text(texts.name(event.names)),
            writer.text(writer.term("event_kind", event.kind)),
            Cell(event.date_start, start.text if start.text == end.text else f"{start.text} – {end.text}"),
            writer.text(texts.name(event.city)),
            writer.text(writer.name(event.country)),
            writer.text(writer.name(event.host) if event.host else ""),
            writer.text(told or writer.listed(writer.name(name) for name in event.participants)),
            writer.text(texts.name(event.outcome)),
            writer.sources(event.sources),
        ),
        event.names,
    )


def _figure(writer: Writer, claim: Claim) -> Line:
    known = writer.atlas.features[claim.about]
    names = known.short if isinstance(known, Node) else getattr(known, "names", None)
    stale = formats.is_stale(claim, writer.today)
    return writer.line(
        claim.id,
        (claim.about,),
        (
            writer.text(writer.name(claim.about)),
            writer.text(writer.texts(KINDS.get(type(known).__name__, ""))),
            writer.text(writer.term("measure", claim.measure)),
            _value(writer, claim),
            writer.text(writer.term("unit", claim.unit)),
            writer.figure(claim),
            writer.date(claim.asof),
            writer.yes(is_so=stale) if claim.asof else writer.text(writer.texts("undated")),
            writer.confidence(claim.confidence),
            writer.sources(claim.sources),
            writer.text(writer.texts.name(claim.note)),
        ),
        names,
    )


KINDS = {
    "Country": N_("Country"),
    "Deposit": N_("Deposit"),
    "CorridorGroup": N_("Group of corridors"),
    "Corridor": N_("Corridor"),
    "Leg": N_("Leg"),
    "Node": N_("Place"),
    "Water": N_("Water"),
    "Region": N_("Group of countries"),
    "Event": N_("Event"),
}
"""What a figure can be about."""


def _value(writer: Writer, claim: Claim) -> Cell:
    """Return a figure's value; a range sorts by its upper end."""
    if isinstance(claim.value, tuple):
        return Cell(claim.value[1], f"{writer.number(claim.value[0]).text}–{writer.number(claim.value[1]).text}")
    return writer.number(claim.value)
