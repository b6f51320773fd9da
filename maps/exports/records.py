"""Facts that lie nowhere on the map, as rows of text: claims, links, sources, and own places with their shapes.

The columns are those that ``maps.imports`` reads back. ``origin`` tells the document's own rows from the program's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data.briefing.value import Link, Place
from data.sources import Source
from maps.exports.features import own_feature, plain
from maps.exports.flat import LANGUAGES
from maps.exports.geometry import Geometry
from maps.exports.show import ExportShow

OWN, SHIPPED = "briefing", "program"

Row = tuple[str, ...]


def _by_language(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}_{language}" for name in names for language in LANGUAGES)


CLAIM_COLUMNS = (
    *("id", "about", "measure", "value_from", "value_to", "unit", "asof", "confidence", "sources", "excerpt", "origin"),
    *_by_language("text", "note"),
)
LINK_COLUMNS = (
    *("id", "excerpt", "targets", "rel", "kind", "colour"),
    *_by_language("exact", "prefix", "suffix", "addition", "passage"),
)
SOURCE_COLUMNS = ("id", "title", "url", "date", "licence", "kind")
PLACE_COLUMNS = ("id", "kind", "confidence", "sources", "WKT", *_by_language("name", "note"))


@dataclass(frozen=True, slots=True)
class Records:
    """A table of text: its name, columns, rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def all_records(show: ExportShow, sources: Iterable[Source]) -> tuple[Records, ...]:
    """Return the tables of a show: claims, links, own places, sources."""
    return (claims_of(show), links_of(show), places_of(show.briefing.places), sources_table(sources))


def claims_of(show: ExportShow) -> Records:
    """Return the document's claims, then the shipped ones that it holds no copy of."""
    own = {claim.id for claim in show.briefing.claims}
    rows = [_claim_row(claim, OWN) for claim in show.briefing.claims]
    rows += [_claim_row(claim, SHIPPED) for claim in show.atlas.claims if not claim.is_own and claim.id not in own]
    return Records("claims", CLAIM_COLUMNS, tuple(rows))


def links_of(show: ExportShow) -> Records:
    """Return the document's links, each with its passage for whoever reads the table."""
    passages = {excerpt.id: excerpt.texts for excerpt in show.briefing.excerpts}
    rows = tuple(_link_row(link, passages.get(link.excerpt, {})) for link in show.briefing.links)
    return Records("links", LINK_COLUMNS, rows)


def places_of(places: Iterable[Place]) -> Records:
    """Return own places with their shapes as WKT."""
    rows = tuple(
        (
            place.id,
            place.kind,
            place.confidence,
            " ".join(place.sources),
            wkt(own_feature(place).geometry),
            *_said(place.names),
            *_said(place.note),
        )
        for place in places
    )
    return Records("own-places", PLACE_COLUMNS, rows)


def sources_table(sources: Iterable[Source]) -> Records:
    """Return the works that the facts are taken from."""
    rows = tuple(
        tuple(plain(text or "") for text in (one.id, one.title, one.url, one.date, one.licence, one.kind))
        for one in sources
    )
    return Records("source-list", SOURCE_COLUMNS, rows)


def wkt(shape: Geometry) -> str:
    """Return a geometry as well-known text, its numbers exact."""
    return f"{shape.kind.upper()} {_bracketed(shape.coordinates)}"


def _bracketed(coordinates: Any) -> str:
    if isinstance(coordinates[0], float):
        return f"({_pair(coordinates)})"
    if isinstance(coordinates[0][0], float):
        return f"({', '.join(_pair(position) for position in coordinates)})"
    return f"({', '.join(_bracketed(one) for one in coordinates)})"


def _pair(position: Any) -> str:
    return f"{position[0]!r} {position[1]!r}"


def _claim_row(claim: Any, origin: str) -> Row:
    """Return the row of a claim of the document or of the facts; both have these fields."""
    if claim.value is None:
        low, high = "", ""
    elif isinstance(claim.value, tuple):
        low, high = map(_number, claim.value)
    else:
        low, high = _number(claim.value), ""
    return (
        *(claim.id, claim.about, plain(claim.measure), low, high, plain(claim.unit or ""), claim.asof or ""),
        *(claim.confidence, " ".join(claim.sources), claim.excerpt or "", origin),
        *_said(claim.text),
        *_said(claim.note),
    )


def _number(value: float) -> str:
    """Return a number as it is, without a point where there is nothing behind it."""
    return repr(float(value)).removesuffix(".0")


def _link_row(link: Link, passage: Mapping[Any, str]) -> Row:
    quotes = {language: link.spans.get(language) for language in _languages()}
    return (
        *(link.id, link.excerpt, " ".join(link.targets), link.rel, plain(link.kind), plain(link.colour)),
        *(plain(quote.exact) if quote else "" for quote in quotes.values()),
        *(plain(quote.prefix) if quote else "" for quote in quotes.values()),
        *(plain(quote.suffix) if quote else "" for quote in quotes.values()),
        *_said(link.addition),
        *_said(passage),
    )


def _languages() -> tuple[Any, ...]:
    return LANGUAGES


def _said(texts: Mapping[Any, str] | None) -> tuple[str, ...]:
    """Return a text in every language, empty where it has none."""
    return tuple(plain((texts or {}).get(language, "")) for language in LANGUAGES)
