"""What a link looks like by what it points at, and which words of a translation are likely the same ones."""

from __future__ import annotations

from collections.abc import Iterable

from data.atlas import Atlas
from data.countries import Water
from data.deposits import Deposit
from data.events import Event
from data.network import Corridor, CorridorGroup, Leg, Node
from data.own import OwnPlace

Span = tuple[int, int]


def looks_of(atlas: Atlas, target: str) -> tuple[str, str]:
    """Return the kind and the colour of words that point at a feature, as in the shipped articles."""
    match atlas.features.get(target):
        case Event():
            return "event", "event"
        case Deposit() as deposit:
            return "resource", deposit.family
        case Corridor() | CorridorGroup() | Leg():
            return "route", "corridor"
        case Node():
            return "place", "corridor"
        case Water():
            return "place", "water"
        case OwnPlace() | None:
            return "place", "place"
    return "place", "country"


def same_words(text: str, span: Span, other: str, names: Iterable[str] = ()) -> Span | None:
    """Return where a translation likely holds the same words: letter by letter, or under one of the target's names.

    Of several places the one of the same count is taken. It is an offer, for a person to confirm.
    """
    words = text[span[0] : span[1]]
    before = _count(text[: span[0]], words)
    for name in (words, *names):
        places = _places(other, name)
        if places:
            start = places[min(before, len(places) - 1)]
            return start, start + len(name)
    return None


def _count(text: str, words: str) -> int:
    return len(_places(text, words))


def _places(text: str, words: str) -> list[int]:
    """Return where words stand in a text, as whole words where the script has any."""
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < 100:
        end = at + len(words)
        is_cut = words.isascii() and (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
        if not is_cut:
            found.append(at)
        at = text.find(words, end)
    return found
