"""The desk a card is written at: the facts, the language, the date of today, the sources' numbers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from data import formats
from data.articles import Excerpt, Link
from data.atlas import Atlas
from data.claims import Claim
from data.network import Leg, Node
from data.reading import Names, Position
from data.texts import LANGUAGE_NAMES, N_, Texts
from maps.cards.card import CardPassage, Figure, Pointer, Pointers, Row, SourceLine
from maps.cards.words import CONFIDENCE
from maps.measures import Measures

NOT_CONFIRMED = N_("not confirmed")


@dataclass
class Draft:
    """What the kinds of features write down; the rest of a card is the same for all."""

    title: str
    subtitle: str
    names: Names
    sources: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    pointers: list[Pointers] = field(default_factory=list)

    def add(self, label: str, value: str, sources: tuple[int, ...] = (), marks: tuple[str, ...] = ()) -> None:
        """Write down a row, unless there is nothing to say."""
        if value:
            self.rows.append(Row(label, value, sources, marks))


class Desk:
    """Answers what every kind of card asks: names, words, places, figures, citations."""

    def __init__(
        self, atlas: Atlas, measures: Measures, texts: Texts, numbers: Mapping[str, int], today: datetime.date
    ) -> None:
        """Lay out the facts."""
        self.atlas = atlas
        self.measures = measures
        self.texts = texts
        self._today = today
        self._numbers = dict(numbers)
        self._used: dict[str, int] = {}

    def cite(self, sources: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of sources and remember that the card uses them."""
        for source in sources:
            self._used[source] = self._numbers.setdefault(source, len(self._numbers) + 1)
        return tuple(sorted({self._used[source] for source in sources}))

    def sources_used(self) -> tuple[SourceLine, ...]:
        """Return the sources cited so far, by number."""
        lines = []
        for name, number in sorted(self._used.items(), key=lambda item: item[1]):
            source = self.atlas.sources.get(name)
            if source:
                lines.append(SourceLine(number, name, source.title, self.date(source.date), source.licence, source.url))
        return tuple(lines)

    def name(self, feature: str) -> str:
        """Return a feature's name: a node's short one, a leg's two ends."""
        return feature_name(self.atlas, feature, self.texts)

    def term(self, kind: str, slug: str) -> str:
        """Return the word for a slug of the facts."""
        return self.atlas.term(kind, slug, self.texts.language)

    def listed(self, words: Iterable[str]) -> str:
        """Return words in a row, each once, as the language parts them."""
        return ("、" if self.texts.language == "ja" else ", ").join(dict.fromkeys(words))

    def point_to(self, feature: str, detail: str = "") -> Pointer:
        """Return a pointer to a feature under its name."""
        return Pointer(feature, self.name(feature), detail)

    def date(self, iso: str | None) -> str:
        """Return a date as the language writes it, or that there is none."""
        return formats.date(iso, self.texts.language) if iso else self.texts("undated")

    def km(self, value: float) -> str:
        """Return a length in kilometres."""
        return formats.kilometres(value, self.texts.language)

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        return formats.number(value, self.texts.language)

    def place(self, position: Position) -> str:
        """Return a position in degrees, latitude first as maps are read."""
        return formatted_position(position, self.texts)

    def confidence(self, slug: str) -> str:
        """Return the words for a confidence."""
        return self.texts(CONFIDENCE.get(slug, slug))

    def doubts(self, confidence: str) -> tuple[str, ...]:
        """Return the mark for facts that nobody has verified."""
        return (self.texts(NOT_CONFIRMED),) if confidence == "unverified" else ()

    def add_place(self, draft: Draft, position: Position, precision_km: float, confidence: str) -> None:
        """Write down where a point lies, how exactly, and how sure that is."""
        draft.add(self.texts("Position"), self.place(position))
        if precision_km:
            draft.add(self.texts("Precision"), self.texts("within {km}", km=self.km(precision_km)))
        draft.add(self.texts("Confidence"), self.confidence(confidence), marks=self.doubts(confidence))

    def other_names(self, names: Names, title: str) -> tuple[tuple[str, str], ...]:
        """Return the names in other languages than the one on show, with the local one last."""
        titles = {language: LANGUAGE_NAMES[language] for language in LANGUAGE_NAMES}
        titles["local"] = self.texts("Local name")
        return tuple((titles[key], names[key]) for key in titles if names.get(key) and names[key] != title)

    def figures_about(self, feature: str) -> tuple[Figure, ...]:
        """Return the claims about a feature: by measure in order of appearance, each newest first."""
        claims = self.atlas.claims_about(feature)
        order = list(dict.fromkeys(claim.measure for claim in claims))
        return tuple(self.figure(claim) for claim in sorted(claims, key=lambda claim: order.index(claim.measure)))

    def passages_about(self, feature: str) -> tuple[CardPassage, ...]:
        """Return the passages about a feature in the language on show."""
        return tuple(self._passage(known.excerpt, known.link) for known in self.atlas.passages_about(feature))

    def figure(self, claim: Claim) -> Figure:
        """Return a claim ready to be read, with what to beware of."""
        texts = self.texts
        marks = [texts("own")] if claim.is_own else []
        if not claim.asof:
            marks.append(texts("undated"))
        elif formats.is_stale(claim, self._today):
            marks.append(texts("older than 24 months"))
        if claim.confidence == "unverified":
            marks.append(texts(NOT_CONFIRMED))
        if self._is_disputed(claim):
            marks.append(texts("sources differ"))
        details = [texts("as of {date}", date=self.date(claim.asof))] if claim.asof else []
        if claim.confidence != "unverified":
            details.append(self.confidence(claim.confidence))
        return Figure(
            self.term("measure", claim.measure),
            texts.name(claim.text),
            tuple(details),
            tuple(marks),
            self.cite(claim.sources),
            texts.name(claim.note),
        )

    def _is_disputed(self, claim: Claim) -> bool:
        """Tell whether another claim gives another value for the same thing, measure, unit and date."""
        return any(
            other.value != claim.value
            for other in self.atlas.claims_about(claim.about)
            if (other.measure, other.asof, other.unit) == (claim.measure, claim.asof, claim.unit)
        )

    def _passage(self, excerpt: Excerpt, link: Link) -> CardPassage:
        article = next(known for known in self.atlas.articles if known.id == excerpt.article)
        if article.source in self.atlas.sources:
            self.cite((article.source,))
        language = link.language_for(self.texts.language)
        quote = excerpt.texts[language]
        start, end = link.spans[language]
        return CardPassage(
            excerpt.id, link.id, quote[:start], quote[start:end], quote[end:], self.texts.name(link.addition)
        )


def feature_name(atlas: Atlas, feature: str, texts: Texts) -> str:
    """Return a feature's name in a language: a node's short one, a leg's two ends."""
    known = atlas.features[feature]
    if isinstance(known, Leg):
        return f"{texts.name(atlas.nodes[known.start].short)} – {texts.name(atlas.nodes[known.end].short)}"
    return texts.name(known.short if isinstance(known, Node) else known.names)


def formatted_position(position: Position, texts: Texts, decimals: int = 2) -> str:
    """Return a position in degrees, latitude first as maps are read."""
    lon, lat = position
    lon = (lon + 180.0) % 360.0 - 180.0
    north = N_("{degrees}° N") if lat >= 0 else N_("{degrees}° S")
    east = N_("{degrees}° E") if lon >= 0 else N_("{degrees}° W")
    comma = "," if texts.language == "id" else "."
    written = [f"{abs(value):.{decimals}f}".replace(".", comma) for value in (lat, lon)]
    return f"{texts(north, degrees=written[0])} {texts(east, degrees=written[1])}"
