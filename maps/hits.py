"""What a search shows of the things it found: kind, name, where, and what is said beside the name."""

from __future__ import annotations

from dataclasses import dataclass

from data.atlas import Atlas, Feature
from data.countries import Boundary, Capital, Country, Region, Water
from data.deposits import Deposit
from data.events import Event
from data.gazetteer import Place, fold, script_of
from data.network import Corridor, CorridorGroup, Leg, Node
from data.own import OwnPlace
from data.reading import Names, Position
from data.texts import Texts

KINDS = (
    "country",
    "capital",
    "hub",
    "town",
    "region",
    "water",
    "deposit",
    "corridor",
    "event",
    "passage",
    "source",
    "command",
)
"""The kinds of hits, in the order of the box's groups where nothing else decides."""

WEIGHTS = {
    "country": 7.0,
    "capital": 5.5,
    "hub": 6.0,
    "region": 5.5,
    "corridor": 5.5,
    "deposit": 5.0,
    "water": 5.0,
    "event": 4.0,
}
"""How likely a feature of a kind is meant; a town weighs by its inhabitants: about 4 to 9."""

TEXTS_SHOWN = 6
"""At most so many passages, and as many sources, for one query."""

SHOWN_AROUND = 32
"""Letters of a passage that are shown before and after what was found in it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. ``feature`` is to be selected, or else ``position`` (lon, lat) shown; either may be None.

    ``id`` is the feature's, the place's, the excerpt's, the source's or the command's.
    """

    kind: str
    id: str
    name: str
    detail: str
    country: str
    position: Position | None
    feature: str | None
    score: float


def feature_hit(atlas: Atlas, feature: str, texts: Texts, score: float) -> Hit:
    """Return the hit for a feature of the atlas."""
    known = atlas.features[feature]
    country, position = _where(known)
    name = texts.name(names_of(known))
    return Hit(kind_of(known), feature, name, _detail(atlas, known, texts), country, position, feature, score)


def names_of(feature: Feature) -> Names:
    """Return the names that a feature is shown under: a hub's short one; a leg, which has none, is not found."""
    if isinstance(feature, Leg):
        return {"en": feature.id}
    return feature.short if isinstance(feature, Node) else feature.names


def place_hit(atlas: Atlas, place: Place, texts: Texts, score: float) -> Hit:
    """Return the hit for a place of the gazetteer."""
    name, detail = texts.name(place.names), _country(atlas, place.country, texts)
    return Hit(place.kind, place.id, name, detail, place.country, place.position, None, score)


def kind_of(feature: Feature) -> str:
    """Return the kind of hit that a feature is."""
    match feature:
        case Country():
            return "country"
        case Capital():
            return "capital"
        case Node():
            return "hub"
        case Water():
            return "water"
        case Deposit():
            return "deposit"
        case Corridor() | CorridorGroup():
            return "corridor"
        case Event():
            return "event"
    return "region"


def weight_of(feature: Feature) -> float:
    """Return how likely a feature is meant: the five countries and their capitals before all others."""
    if isinstance(feature, Country):
        return 9.5 if feature.is_focus else WEIGHTS["country"] if feature.capital else 4.0
    return WEIGHTS[kind_of(feature)]


def passage_hits(atlas: Atlas, query: str, texts: Texts, score: float) -> list[Hit]:
    """Return the passages that hold the query, as it is written, at the beginning of a word."""
    hits: list[Hit] = []
    for article in atlas.articles:
        for excerpt in article.excerpts:
            text = texts.name(excerpt.texts)
            start = _place_in(text, query)
            if start is not None:
                before, after = max(start - SHOWN_AROUND, 0), start + len(query) + SHOWN_AROUND
                shown = f"{'…' if before else ''}{text[before:after].strip()}{'…' if after < len(text) else ''}"
                hits.append(Hit("passage", excerpt.id, shown, article.outlet, "", None, None, score))
    return hits[:TEXTS_SHOWN]


def source_hits(atlas: Atlas, query: str, score: float) -> list[Hit]:
    """Return the sources whose titles hold the query at the beginning of a word."""
    found = [source for source in atlas.sources.values() if _place_in(source.title, query) is not None]
    return [Hit("source", s.id, s.title, s.date or "", "", None, None, score) for s in found[:TEXTS_SHOWN]]


def command_hits(commands: tuple[tuple[str, str], ...], query: str, score: float) -> list[Hit]:
    """Return the commands in whose text the query begins a word; those that begin with it first."""
    hits = []
    for command, text in commands:
        start = _place_in(text, query)
        if start is not None:
            better = 20.0 if fold(text) == fold(query) else 0.0 if start else 5.0
            hits.append(Hit("command", command, text, "", "", None, None, score + better))
    return hits


def _place_in(text: str, query: str) -> int | None:
    """Return where the query begins a word of a text, or None; a text without gaps has no words."""
    low, wanted = text.casefold(), query.casefold()
    is_eastern = script_of(wanted) == "eastern"
    if len(wanted) < (2 if is_eastern else 3):
        return None
    start = low.find(wanted)
    while start > 0 and not is_eastern and low[start - 1].isalnum():
        start = low.find(wanted, start + 1)
    return start if start >= 0 else None


def _where(feature: Feature) -> tuple[str, Position | None]:
    """Return a feature's country and its point; neither for what spans several."""
    match feature:
        case Country():
            return feature.id, feature.labels[0]
        case Capital() | Node() | Deposit() | Event():
            return feature.country, feature.position
        case Water():
            return "", feature.label
        case Boundary():
            return "", feature.position
        case OwnPlace():
            return "", feature.positions[0]
    return "", None


def _detail(atlas: Atlas, feature: Feature, texts: Texts) -> str:
    """Return what is said beside a feature's name."""
    match feature:
        case Capital() | Node():
            return _country(atlas, feature.country, texts)
        case Deposit():
            words = [atlas.term("commodity", slug, texts.language) for slug in feature.commodities]
            return ", ".join([*words, _country(atlas, feature.country, texts)])
        case Corridor():
            return texts.name(atlas.groups[feature.group].names) if feature.group in atlas.groups else ""
        case Event():
            return ", ".join((texts.name(feature.city), feature.date_start))
        case OwnPlace():
            return texts("Own place")
        case Region():
            return ", ".join(texts.name(atlas.countries[member].names) for member in feature.members[:5])
    return ""


def _country(atlas: Atlas, country: str, texts: Texts) -> str:
    known = atlas.countries.get(country)
    return texts.name(known.names) if known else country
