"""Writes cells: names, words, numbers and dates as the language has them, figures with who says so."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from data import formats
from data.atlas import Atlas
from data.claims import Claim
from data.reading import Names
from data.texts import Texts
from maps.cards.desk import NOT_CONFIRMED, feature_name
from maps.cards.words import CONFIDENCE
from maps.measures import Measures
from maps.tables.sheet import Cell, Line, words_of

EMPTY = Cell(None, "")


class Writer:
    """Writes the cells of one table in one language."""

    def __init__(self, atlas: Atlas, texts: Texts, measures: Measures, today: datetime.date) -> None:
        """Lay out the facts; what is not measured stays empty."""
        self.atlas = atlas
        self.texts = texts
        self.measures = measures
        self.today = today

    def line(self, key: str, features: tuple[str, ...], cells: Iterable[Cell], names: Names | None = None) -> Line:
        """Return a line that is found by its cells and by its names in all languages."""
        made = tuple(cells)
        return Line(key, features, made, words_of(made, (names or {}).values()))

    def text(self, text: str, note: str = "") -> Cell:
        """Return a cell of words; empty ones sort last."""
        return Cell(text or None, text, note if text else "")

    def number(self, value: float | None, note: str = "") -> Cell:
        """Return a cell with a number, or an empty one."""
        return EMPTY if value is None else Cell(value, formats.number(value, self.texts.language), note)

    def km(self, value: float | None, note: str = "") -> Cell:
        """Return a cell with whole kilometres; the column's title bears the unit."""
        return EMPTY if value is None else Cell(value, formats.number(round(value), self.texts.language), note)

    def date(self, iso: str | None) -> Cell:
        """Return a cell with a date; undated things say so and sort last."""
        return Cell(iso, formats.date(iso, self.texts.language) if iso else self.texts("undated"))

    def yes(self, *, is_so: bool) -> Cell:
        """Return a cell with yes or no."""
        return self.text(self.texts("yes") if is_so else self.texts("no"))

    def name(self, feature: str) -> str:
        """Return a feature's name, or the id of what is none (a country code)."""
        return feature_name(self.atlas, feature, self.texts) if feature in self.atlas.features else feature

    def term(self, kind: str, slug: str | None) -> str:
        """Return the word for a slug of the facts."""
        return self.atlas.term(kind, slug, self.texts.language) if slug else ""

    def listed(self, words: Iterable[str]) -> str:
        """Return words in a row, each once."""
        return ("、" if self.texts.language == "ja" else ", ").join(dict.fromkeys(word for word in words if word))

    def confidence(self, slug: str) -> Cell:
        """Return how sure something is; sorted from sure to unsure."""
        ranks = ("high", "medium", "low", "unverified")
        return Cell(float(ranks.index(slug)) if slug in ranks else None, self.texts(CONFIDENCE.get(slug, slug)))

    def confirmed(self, *, is_so: bool) -> str:
        """Return the note on what nobody has confirmed."""
        return "" if is_so else self.texts(NOT_CONFIRMED)

    def sources(self, names: Iterable[str]) -> Cell:
        """Return who says so: the titles of sources."""
        known = (self.atlas.sources[name].title if name in self.atlas.sources else name for name in names)
        return self.text("; ".join(dict.fromkeys(known)))

    def newest(self, feature: str) -> tuple[Cell, Cell, Cell, Cell]:
        """Return how many figures there are of a feature, the newest, as of when, and who says so."""
        claims = self.atlas.claims_about(feature)
        count = Cell(float(len(claims)), str(len(claims)))
        if not claims:
            return count, EMPTY, EMPTY, EMPTY
        claim = claims[0]
        return count, self.figure(claim), self.asof(claim), self.sources(claim.sources)

    def figure(self, claim: Claim) -> Cell:
        """Return a figure in words, marked where nobody has verified it."""
        return self.text(self.texts.name(claim.text), self.confirmed(is_so=claim.confidence != "unverified"))

    def asof(self, claim: Claim) -> Cell:
        """Return as of when a figure holds, marked where that is more than two years ago."""
        dated = self.date(claim.asof)
        return Cell(dated.value, dated.text, self.age(claim))

    def age(self, claim: Claim) -> str:
        """Return the note on a figure that is more than two years old."""
        return self.texts("older than 24 months") if formats.is_stale(claim, self.today) else ""
