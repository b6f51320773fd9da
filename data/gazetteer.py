"""The gazetteer: towns, regions and lakes under their names in four languages, found by spelling.

The file is SQLite and opens in a few milliseconds: nothing is read before it is asked for. A name is found by
its *key*, what ``fold`` leaves of it; the build and every search fold alike.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from data.errors import BrokenFactsError
from data.reading import FILES, Names, Position

GAZETTEER = FILES / "gazetteer.sqlite"

USUAL, OTHER, USUAL_WORD, OTHER_WORD, VARIANT = range(5)
"""How a key stands for a place: a usual name, another or former one, a later word of either, or a variant.

Variants are the spellings of all languages that GeoNames collects: to be found by, but after names we chose.
"""

LAST = "\U0010ffff"
"""Sorts after every letter: the end of a range of keys with one beginning."""

_LETTERS = str.maketrans(
    "əıłøđæœßқғңөұүһіҳҷұӣӯєіїўґјљњ",
    "eilodaosкгноуухихчуиуеииугйлн",
    "ьъʻʼʹʽʿʾ’‘'ー",
)
"""Letters that the user may not have, under the nearest one; signs and the long vowel left out."""

_KANA = {
    **dict(zip("ァィゥェォッャュョ", "アイウエオツヤユヨ", strict=True)),
    "ヮ": "ワ",
    "ヂ": "ジ",
    "ヅ": "ズ",
    "ヵ": "カ",
    "ヶ": "ケ",
}
_LARGE_KANA = str.maketrans(_KANA)
_HIRAGANA = str.maketrans({chr(code): chr(code + 0x60) for code in range(0x3041, 0x3097)})
_V = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴュ": "ビュ", "ヴ": "ブ"}
_V_SOUNDS = re.compile("ヴ[ァィェォュ]?")
_WEAK_U = re.compile("([シジチ])ュ(?!ー)")
_PARTS = re.compile(r"[()（）/／[\]]+")
_GAPS = re.compile(r"[\s\-‐‑–—·・＝=:：、,，.。/／()（）]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_EASTERN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LATIN_OF = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziiklmnoprstufye", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. ``kind`` is town, region or water; ``weight`` how likely it is meant."""

    number: int
    id: str
    kind: str
    country: str
    population: int
    weight: float
    position: Position
    names: Names


class Gazetteer:
    """Looks up places by key. Opening reads nothing but the file's first page."""

    def __init__(self, path: Path = GAZETTEER) -> None:
        """Open the file for reading only.

        Raises
        ------
        BrokenFactsError
            If it is missing or no gazetteer.
        """
        try:
            address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
            self._base = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._base.execute("select number from place limit 1").fetchone()
        except sqlite3.Error as error:
            raise BrokenFactsError(path.name, f"the gazetteer cannot be read ({error})") from error
        self._spellings: dict[tuple[str, int], tuple[list[str], list[str]]] = {}

    def exact(self, key: str) -> Iterator[tuple[int, int]]:
        """Yield number and level of the places under a key."""
        yield from self._base.execute("select place, level from key where key = ?", (key,))

    def beginning(self, key: str, limit: int) -> Iterator[tuple[int, int]]:
        """Yield number and level of the places with a longer key that begins so, the likeliest first."""
        yield from self._base.execute(
            "select place, min(level) from key join place on number = place where key > ? and key < ?"
            " group by place order by (min(level) in (2, 3)), weight - 3 * (min(level) > 0) desc limit ?",
            (key, key + LAST, limit),
        )

    def places(self, numbers: Iterable[int]) -> dict[int, Place]:
        """Return places by number."""
        wanted = list(numbers)
        marks = ",".join("?" * len(wanted))
        columns = "number, slug, kind, country, population, weight, lon, lat, en, id, ja, ru"
        rows = self._base.execute(f"select {columns} from place where number in ({marks})", wanted)  # noqa: S608
        return {row[0]: _place(*row) for row in rows}

    def spellings(self, script: str, length: int) -> tuple[list[str], list[str]]:
        """Return all keys of whole names of a length in a script, and the places' numbers in the same order."""
        if (script, length) not in self._spellings:
            row = self._base.execute(
                "select keys, places from spelling where script = ? and length = ?", (script, length)
            ).fetchone()
            self._spellings[script, length] = (row[0].split("\n"), row[1].split(",")) if row else ([], [])
        return self._spellings[script, length]

    def same_places(self) -> Iterator[tuple[str, int]]:
        """Yield features of the atlas with the number of the place that they are."""
        yield from self._base.execute("select feature, place from same")

    def feature_names(self) -> Iterator[tuple[str, str, int]]:
        """Yield features of the atlas with a further name and its level: the Russian one, former ones."""
        yield from self._base.execute("select feature, name, level from feature_name")


def _place(
    number: int,
    slug: str,
    kind: str,
    country: str,
    population: int,
    weight: float,
    lon: float,
    lat: float,
    english: str,
    indonesian: str,
    japanese: str,
    russian: str,
) -> Place:
    """Return a place from its row."""
    names = {"en": english, "id": indonesian, "ja": japanese, "ru": russian}
    return Place(number, slug, kind, country, population, weight, (lon, lat), names)


def fold(text: str) -> str:
    """Return what is compared of a name: no case, accents, signs, gaps, small kana or long vowels."""
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKC", text).casefold()
        if _EASTERN.search(text):
            text = _V_SOUNDS.sub(lambda found: _V.get(found[0], "ブ"), text.translate(_HIRAGANA))
            text = _WEAK_U.sub(r"\1", text).translate(_LARGE_KANA)
        else:
            text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = text.translate(_LETTERS)
    return text if text.isalnum() else "".join(filter(str.isalnum, text))


def script_of(key: str) -> str:
    """Return in which script a key is written: latin, cyrillic or eastern."""
    if _EASTERN.search(key):
        return "eastern"
    return "cyrillic" if _CYRILLIC.search(key) else "latin"


def latin_of(key: str) -> str:
    """Return a Cyrillic key in Latin letters, as English writes Russian names."""
    return "".join(_LATIN_OF.get(letter, letter) for letter in key)


def words_of(text: str) -> list[str]:
    """Return the folded words of a text."""
    return [word for word in map(fold, _GAPS.split(text)) if word]


def keys_of(name: str, level: int = USUAL) -> Iterator[tuple[str, int]]:
    """Yield the keys of a name with their level: the whole, each of its alternatives, each later word."""
    parts = [words_of(part) for part in _PARTS.split(name)] if _PARTS.search(name) else [words_of(name)]
    is_annotated = "(" in name or "（" in name
    if len(parts) > 1:
        yield "".join(word for words in parts for word in words), level
    for place, words in enumerate(parts):
        for start in range(len(words)):
            key = "".join(words[start:])
            if start == 0 and (place == 0 or not is_annotated):
                yield key, level
            elif len(key) > 2 or not key.isascii():
                yield key, level + USUAL_WORD
