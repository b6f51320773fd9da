"""What a card holds: plain values, already in one language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One fact: a label, its value, source numbers, and marks such as "not confirmed"."""

    label: str
    value: str
    sources: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim. ``details`` say as of when and how sure; ``marks`` what to beware of."""

    measure: str
    text: str
    details: tuple[str, ...]
    marks: tuple[str, ...]
    sources: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Pointer:
    """Another feature, and what it has to do with this one."""

    feature: str
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Pointers:
    """Other features under one heading."""

    title: str
    items: tuple[Pointer, ...]


@dataclass(frozen=True, slots=True)
class CardPassage:
    """A passage about the feature: the linked words, and what the map adds to them."""

    excerpt: str
    link: str
    before: str
    words: str
    after: str
    addition: str

    @property
    def quote(self) -> str:
        """The whole passage."""
        return f"{self.before}{self.words}{self.after}"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source as the card cites it. ``date`` is readable; "undated" where there is none."""

    number: int
    id: str
    title: str
    date: str
    licence: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """All that is known of one feature. ``names`` are its names in other languages, by language."""

    feature: str
    title: str
    subtitle: str
    names: tuple[tuple[str, str], ...]
    cited: tuple[int, ...]
    rows: tuple[Row, ...]
    statements: tuple[Row, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    passages: tuple[CardPassage, ...]
    pointers: tuple[Pointers, ...]
    sources: tuple[SourceLine, ...]
