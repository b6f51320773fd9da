"""The tables of countries with their indicators, of capitals, waters, disputed boundaries and groups."""

from __future__ import annotations

from data.claims import Claim
from data.countries import Country
from data.texts import N_
from maps.cards.desk import formatted_position
from maps.tables.sheet import Cell, Column, Line
from maps.tables.writer import EMPTY, Writer

INDICATORS = (
    "area",
    "population",
    "gdp-nominal",
    "uranium-production",
    "uranium-share-of-world",
    "gold-production",
    "natural-gas-production",
    "natural-gas-proven-reserves",
    "petroleum-production",
    "crude-oil-reserves",
    "coal-production",
    "share-of-exports-china",
    "share-of-imports-china",
    "share-of-exports-russia",
    "share-of-imports-russia",
    "trade-share-eu",
    "border-with-china",
    "railway-length",
    "rail-gauge",
)
"""The measures of countries that make a column, in order."""

NAMED_TITLES = {
    "name": N_("Name"),
    "kind": N_("Kind"),
    "where": N_("Position"),
    "sources": N_("Sources"),
}


def country_columns(writer: Writer) -> tuple[Column, ...]:
    """Return the columns: name, capital, deposits, then the indicators with their units."""
    texts = writer.texts
    asof = texts("As of")
    named = (
        Column("name", texts("Name")),
        Column("region", texts("Central Asia")),
        Column("capital", texts("Capital")),
        Column("deposits", texts("Deposits on the map"), True),
    )
    measured = []
    for measure in INDICATORS:
        title, unit = writer.term("measure", measure), unit_of(writer, measure)
        titled = f"{title} ({writer.term('unit', unit)})" if unit else title
        measured.append(Column(measure, titled, True, f"{title}: {asof}"))
    return (*named, *measured, Column("sources", texts("Sources")))


def country_lines(writer: Writer) -> list[Line]:
    """Return a line for each country, the five first."""
    ordered = sorted(writer.atlas.countries.values(), key=lambda country: not country.is_focus)
    units = {measure: unit_of(writer, measure) for measure in INDICATORS}
    return [_country(writer, country, units) for country in ordered]


def named_columns(writer: Writer) -> tuple[Column, ...]:
    """Return the columns of capitals, waters, boundaries and groups."""
    return tuple(Column(name, writer.texts(title)) for name, title in NAMED_TITLES.items())


def capital_lines(writer: Writer) -> list[Line]:
    """Return a line for each capital."""
    return [
        writer.line(
            capital.id,
            (capital.id,),
            (
                writer.text(writer.texts.name(capital.names)),
                writer.text(writer.texts("Capital of {country}", country=writer.name(capital.country))),
                writer.text(formatted_position(capital.position, writer.texts)),
                writer.sources(capital.sources),
            ),
            capital.names,
        )
        for capital in writer.atlas.capitals.values()
    ]


def water_lines(writer: Writer) -> list[Line]:
    """Return a line for each sea and lake."""
    kinds = {"sea": writer.texts("Sea"), "lake": writer.texts("Lake")}
    return [
        writer.line(
            water.id,
            (water.id,),
            (
                writer.text(writer.texts.name(water.names)),
                writer.text(kinds.get(water.kind, water.kind)),
                writer.text(formatted_position(water.label, writer.texts)),
                writer.sources(water.sources),
            ),
            water.names,
        )
        for water in writer.atlas.waters.values()
    ]


def boundary_lines(writer: Writer) -> list[Line]:
    """Return a line for each disputed boundary."""
    texts = writer.texts
    kind = texts("Disputed or indefinite boundary")
    return [
        writer.line(
            boundary.id,
            (boundary.id,),
            (
                writer.text(texts.name(boundary.names)),
                writer.text(kind),
                writer.text(formatted_position(boundary.position, texts) if boundary.position else ""),
                writer.sources(boundary.sources),
            ),
            boundary.names,
        )
        for boundary in writer.atlas.boundaries.values()
    ]


def group_lines(writer: Writer) -> list[Line]:
    """Return a line for each group of countries or of corridors, by what it holds."""
    texts, atlas = writer.texts, writer.atlas
    found = [
        (region.id, region.names, texts("Group of countries"), region.sources) for region in atlas.regions.values()
    ]
    found += [(group.id, group.names, texts("Group of corridors"), group.sources) for group in atlas.groups.values()]
    return [
        writer.line(
            name, (name,), (writer.text(texts.name(names)), writer.text(kind), EMPTY, writer.sources(sources)), names
        )
        for name, names, kind, sources in found
    ]


def unit_of(writer: Writer, measure: str) -> str | None:
    """Return the unit in which most countries state a measure."""
    units = [claim.unit for claim in _of_countries(writer, measure) if claim.unit]
    return max(dict.fromkeys(units), key=units.count) if units else None


def _of_countries(writer: Writer, measure: str) -> list[Claim]:
    return [
        claim for claim in writer.atlas.claims if claim.measure == measure and claim.about in writer.atlas.countries
    ]


def _country(writer: Writer, country: Country, units: dict[str, str | None]) -> Line:
    count = sum(1 for deposit in writer.atlas.deposits.values() if deposit.country == country.id)
    return writer.line(
        country.id,
        (country.id,),
        (
            writer.text(writer.texts.name(country.names)),
            writer.yes(is_so=country.is_focus),
            writer.text(writer.texts.name(country.capital.names) if country.capital else ""),
            writer.number(count if count or country.is_focus else None),
            *(indicator(writer, country.id, measure, units[measure]) for measure in INDICATORS),
            writer.sources(
                source
                for sources in (country.sources, *(claim.sources for claim in writer.atlas.claims_about(country.id)))
                for source in sources
            ),
        ),
        country.names,
    )


def indicator(writer: Writer, country: str, measure: str, unit: str | None) -> Cell:
    """Return the newest figure of a measure: a range where sources of that date differ, never an average.

    One that is not confirmed is given only where there is no other, and says so.
    """
    claims = [claim for claim in writer.atlas.claims_about(country) if claim.measure == measure]
    valued = [claim for claim in claims if claim.value is not None and claim.unit == unit]
    valued = [claim for claim in valued if claim.confidence != "unverified"] or valued
    if not valued:
        return Cell(None, writer.texts.name(claims[0].text), _doubt(writer, claims[0])) if claims else EMPTY
    newest = [claim for claim in valued if claim.asof == valued[0].asof]
    bounds = [bound for claim in newest for bound in _bounds(claim)]
    low, high = writer.number(min(bounds)).text, writer.number(max(bounds)).text
    notes = [writer.date(newest[0].asof).text, writer.age(newest[0]), _doubt(writer, newest[0])]
    if len({claim.value for claim in newest}) > 1:
        notes.append(writer.texts("sources differ"))
    return Cell(max(bounds), low if low == high else f"{low}–{high}", writer.listed(notes))


def _bounds(claim: Claim) -> tuple[float, ...]:
    return claim.value if isinstance(claim.value, tuple) else (claim.value or 0.0,)


def _doubt(writer: Writer, claim: Claim) -> str:
    return writer.confirmed(is_so=claim.confidence != "unverified")
