"""Search: what the box offers for a few letters, in any of the languages, spelled somehow, best first.

Names of the atlas are indexed in memory, places of the gazetteer in its file; both by the key that ``fold`` leaves of
a name. A hit's score is its tier (how the letters fit the name) plus its weight (how likely the place is meant).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from data.atlas import Atlas
from data.countries import Capital
from data.events import Event
from data.gazetteer import (
    LAST,
    OTHER,
    OTHER_WORD,
    USUAL,
    USUAL_WORD,
    VARIANT,
    Gazetteer,
    fold,
    keys_of,
    latin_of,
    script_of,
    words_of,
)
from data.network import Leg, Node
from data.reading import Names
from data.texts import LANGUAGE_NAMES, Texts, load_texts
from maps.hits import Hit, command_hits, feature_hit, names_of, passage_hits, place_hit, source_hits, weight_of

Scores = dict[str | int, float]
"""The best tier so far of each feature (by id) and of each place (by number)."""

Spellings = dict[int, tuple[list[str], list[str]]]
"""Keys of whole names by their length, with what each stands for in the same order."""

EXACT = {USUAL: 100.0, OTHER: 99.5, USUAL_WORD: 84.0, OTHER_WORD: 80.0, VARIANT: 95.0}
BEGINNING = {USUAL: 72.0, OTHER: 66.0, USUAL_WORD: 58.0, OTHER_WORD: 54.0, VARIANT: 62.0}
"""Tiers by the level of the key: what kind of name it is, or of what name a later word."""

ALL_WORDS, COMMAND, MISSPELT, ABOUT_EXACTLY, ABOUT, IN_TEXT = 56.0, 60.0, 56.0, 62.0, 40.0, 25.0
LETTER_BY_LETTER = 0.3
PER_ERROR, UNFINISHED, OTHER_SCRIPT = 9.0, 6.0, 20.0
"""What is taken off a tier: per wrong letter, for a misspelt beginning, for a name read in another script."""


class Finder:
    """Finds places, features, passages, sources and commands by their names."""

    def __init__(self, atlas: Atlas, gazetteer: Gazetteer | None = None) -> None:
        """Index the names of the atlas; the gazetteer is opened if none is given."""
        self._atlas = atlas
        self._gazetteer = gazetteer or Gazetteer()
        self._commands: tuple[tuple[str, str], ...] = ()
        self._features_at: dict[int, list[str]] = defaultdict(list)
        self._place_of: dict[str, int] = {}
        for feature, place in self._gazetteer.same_places():
            if feature in atlas.features:
                self._features_at[place].append(feature)
                self._place_of[feature] = place
        found = {(key, level, feature) for feature, name, level in self._names() for key, level in keys_of(name, level)}
        self._index = sorted(found)
        self._words: dict[str, set[str]] = defaultdict(set)
        self._terms: list[tuple[str, str]] = []
        self._spellings: dict[str, Spellings] = defaultdict(dict)

    def set_commands(self, commands: Iterable[tuple[str, str]]) -> None:
        """Offer commands too: their ids with their texts in the language on show."""
        self._commands = tuple(commands)

    def find(self, query: str, language: str = "en", limit: int = 30) -> list[Hit]:
        """Return what fits a query, best first; names are in the language."""
        key = fold(query[:100])
        if not key:
            return []
        scores: Scores = {}
        self._fit(key, scores)
        if script_of(key) == "cyrillic":
            self._fit(latin_of(key), scores, off=OTHER_SCRIPT)
        if len(words_of(query)) > 1:
            self._fit_all_words(words_of(query), scores)
        if max(scores.values(), default=0.0) < EXACT[OTHER_WORD]:
            self._fit_misspelt(key, scores)
            if script_of(key) == "cyrillic":
                self._fit_misspelt(latin_of(key), scores, off=PER_ERROR)
        self._fit_terms(key, scores)
        texts = load_texts(language)
        written = query.strip()
        others = [
            *command_hits(self._commands, written, COMMAND),
            *passage_hits(self._atlas, written, texts, IN_TEXT + 1.0),
            *source_hits(self._atlas, written, IN_TEXT),
        ][: limit // 2]
        hits = [*self._hits(scores, written, texts, limit - len(others)), *others]
        return sorted(hits, key=lambda hit: (-hit.score, hit.name, hit.id))

    def _names(self) -> Iterator[tuple[str, str, int]]:
        """Yield each feature of the atlas with each of its names and how usual that is."""
        for feature, known in self._atlas.features.items():
            if isinstance(known, Leg):
                continue
            for name in {*known.names.values(), *(known.short.values() if isinstance(known, Node) else ())}:
                yield feature, name, USUAL
            if isinstance(known, Event):
                for name in known.city.values():
                    yield feature, name, OTHER_WORD
        for feature, name, level in self._gazetteer.feature_names():
            if feature in self._atlas.features:
                yield feature, name, level

    def _fit(self, key: str, scores: Scores, off: float = 0.0) -> None:
        """Score the names that are the key, and those that begin with it."""
        index = self._index
        start = bisect_left(index, (key,))
        for found, level, feature in index[start : bisect_right(index, (key + LAST,))]:
            _keep(scores, feature, (EXACT if found == key else BEGINNING)[min(level, OTHER_WORD)] - off)
        for place, level in self._gazetteer.exact(key):
            _keep(scores, place, EXACT[level] - off)
        for place, level in self._gazetteer.beginning(key, 60):
            _keep(scores, place, BEGINNING[level] - off)

    def _fit_all_words(self, words: Sequence[str], scores: Scores) -> None:
        """Score the features of the atlas in whose names every word of the query begins some word."""
        if not self._words:
            for feature, name, _ in self._names():
                self._words[feature].update(words_of(name))
        for feature, known in self._words.items():
            if all(any(word.startswith(wanted) for word in known) for wanted in words):
                _keep(scores, feature, ALL_WORDS)

    def _fit_misspelt(self, key: str, scores: Scores, off: float = 0.0) -> None:
        """Score the names that are the key but for a few letters, or begin so."""
        is_eastern = script_of(key) == "eastern"
        if len(key) < (3 if is_eastern else 4):
            return
        # Not before it is needed: the package takes as long to import as a search.
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extract

        errors = 1 if len(key) <= 5 else 2 if len(key) <= 9 else 3
        atlas = self._atlas_spellings(script_of(key))
        for length in range(len(key) - errors, len(key) + 8):
            is_whole = length <= len(key) + errors
            for keys, owners in (self._gazetteer.spellings(script_of(key), length), atlas.get(length, ([], []))):
                choices = keys if is_whole else [known[: len(key)] for known in keys]
                tier = MISSPELT - off - (0.0 if is_whole else UNFINISHED)
                for _, distance, place in extract(key, choices, scorer=OSA.distance, score_cutoff=errors, limit=40):
                    owner = owners[place]
                    _keep(scores, int(owner) if owner.isdecimal() else owner, tier - PER_ERROR * distance)

    def _atlas_spellings(self, script: str) -> Spellings:
        """Return the keys of the atlas's whole names in a script by length, and their features in the same order."""
        if not self._spellings:
            for key, level, feature in self._index:
                if level <= OTHER:
                    keys, features = self._spellings[script_of(key)].setdefault(len(key), ([], []))
                    keys.append(key)
                    features.append(feature)
        return self._spellings[script]

    def _fit_terms(self, key: str, scores: Scores) -> None:
        """Score the deposits of what the query names in any language: uranium, emas, 石油."""
        if not self._terms:
            self._terms = [
                (fold(self._atlas.term("commodity", slug, language)), deposit.id)
                for deposit in self._atlas.deposits.values()
                for slug in deposit.commodities
                for language in LANGUAGE_NAMES
            ]
        if len(key) > 2 or not key.isascii():
            for term, deposit in self._terms:
                if term.startswith(key):
                    _keep(scores, deposit, ABOUT_EXACTLY if term == key else ABOUT)

    def _hits(self, scores: Scores, written: str, texts: Texts, limit: int) -> list[Hit]:
        """Return the best hits among features and places, each place that is a feature as that feature."""
        numbers = {found for found in scores if isinstance(found, int)}
        numbers |= {self._place_of[found] for found in scores if isinstance(found, str) and found in self._place_of}
        places = self._gazetteer.places(numbers)
        features = {found: tier for found, tier in scores.items() if isinstance(found, str)}
        ranked: list[tuple[float, str | int]] = []
        for found, tier in scores.items():
            if isinstance(found, int) and found in self._features_at:
                here = self._features_at[found]
                best = max(tier, *(features.get(feature, 0.0) for feature in here))
                features.update(dict.fromkeys(here, best))
            elif isinstance(found, int):
                ranked.append((tier + places[found].weight + _as_written(written, places[found].names), found))
        for feature, tier in features.items():
            known = self._atlas.features[feature]
            weight, written_so = weight_of(known), _as_written(written, names_of(known))
            if feature in self._place_of:  # of two features at one place, the capital goes before the hub
                place = places[self._place_of[feature]]
                weight = max(weight, place.weight) + (0.5 if isinstance(known, Capital) else 0.0)
                written_so = max(written_so, _as_written(written, place.names))
            ranked.append((tier + weight + written_so, feature))
        ranked.sort(key=lambda item: -item[0])
        return [
            feature_hit(self._atlas, found, texts, score)
            if isinstance(found, str)
            else place_hit(self._atlas, places[found], texts, score)
            for score, found in ranked[:limit]
        ]


def _keep(scores: Scores, found: str | int, tier: float) -> None:
    """Remember the tier of what was found, if it is better than before."""
    if tier > scores.get(found, 0.0):
        scores[found] = tier


def _as_written(written: str, names: Names) -> float:
    """Return what a name gains that is just what was written, before those that only fold alike."""
    return LETTER_BY_LETTER if written.casefold() in (name.casefold() for name in names.values()) else 0.0
