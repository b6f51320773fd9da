"""Numbers in running text, as each language writes them, with what they may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NUMBER = {
    "en": r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?",
    "id": r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?",
}
MYRIADS = {"兆": 10**12, "億": 10**8, "万": 10**4}
_JAPANESE = re.compile(rf"(?:(?:{NUMBER['en']})[兆億万])+(?:\d+)?|(?:{NUMBER['en']})")
_PLAIN = {language: re.compile(pattern) for language, pattern in NUMBER.items()}

SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "ribu": 10**3,
    "juta": 10**6,
    "miliar": 10**9,
    "triliun": 10**12,
}
_SCALE = re.compile(rf"[\s-]*({'|'.join(SCALES)})\b", re.IGNORECASE)
_UNIT = re.compile(
    r"[\s-]*(?:[%％°‰]|per ?cent|persen|(?:percentage )?points?\b|poin\b|[kMG]?t\b|ton(?:n|s?\b)|k?m[²³23]?\b|kg\b|"
    r"[GMk]W|TEU|bcm|days?\b|hari\b|years?\b|tahun\b|dollars?|dolar|euros?|yen\b|USD|EUR|"
    rf"{'|'.join(SCALES)}|トン|キロ|メートル|円|米?ドル|ユーロ|ポイント|パーセント|日間|年間)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?:[$€¥£]|US\$|USD|EUR|Rp)\s?$")
_CUE = re.compile(r"\[\[.*?\]\]", re.DOTALL)
_ADDRESS = re.compile(r"\bhttps?://\S+")
_LISTED = re.compile(r"^\s{0,6}\d{1,3}[.)]\s", re.MULTILINE)
_NAMED = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z-]*\d+(?![,.]?\d)")
SMALL = 10
"""Whole numbers below are counts of what the words say (“3 reasons”) unless a unit follows."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number in a text: its letters, and what it may mean: alone, or with the word of scale after it."""

    words: str
    readings: tuple[float, ...]
    decimals: int
    has_unit: bool
    """Whether a unit, a currency or a word of scale stands beside it: then it is no date."""


def numbers_in(text: str, language: str) -> set[float]:
    """Return the numbers written in a text."""
    return {value for _, value, _ in _found(text, language)}


def figures_in(text: str, language: str) -> tuple[Written, ...]:
    """Return the numbers of a text that a listener takes for figures, each once.

    Not the numbers of a list, of an address, inside a name (``KZ-U-10``) or cue, nor small counts.
    """
    for pattern in (_CUE, _ADDRESS, _LISTED, _NAMED):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    found: dict[str, Written] = {}
    for words, number, end in _found(text, language):
        has_unit = bool(_UNIT.match(text, end) or _MONEY.search(text, 0, end - len(words)))
        has_unit = has_unit or number != int(number) or any(mark in words for mark in MYRIADS)
        if number < SMALL and not has_unit:
            continue
        scale = _SCALE.match(text, end)
        readings = (number, number * SCALES[scale[1].lower()]) if scale else (number,)
        shown = words + (scale[0] if scale else "")
        found.setdefault(shown, Written(shown, readings, _decimals(words, language), has_unit))
    return tuple(found.values())


def _found(text: str, language: str) -> Iterator[tuple[str, float, int]]:
    """Yield each number's letters, its value and where it ends."""
    if language == "ja":
        yield from ((found.group(), _japanese(found.group()), found.end()) for found in _JAPANESE.finditer(text))
        return
    for found in _PLAIN[language].finditer(text):
        plain = found.group().replace(".", "").replace(",", ".") if language == "id" else found.group()
        yield found.group(), float(plain.replace(",", "")), found.end()


def _japanese(written: str) -> float:
    total = 0.0
    for number, unit in re.findall(rf"({NUMBER['en']})([兆億万]?)", written):
        total += float(number.replace(",", "")) * MYRIADS.get(unit, 1)
    return round(total, 6)


def _decimals(words: str, language: str) -> int:
    point = "," if language == "id" else "."
    return len(words.rpartition(point)[2]) if point in words and words[-1].isdigit() else 0
