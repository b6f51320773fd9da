"""Own places: points, lines and areas that a briefing adds to the shipped facts."""

from __future__ import annotations

from dataclasses import dataclass

from data.reading import Names, Position


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place drawn by the user. ``kind`` is point, line or area; an area's ring is not closed."""

    id: str
    kind: str
    names: Names
    positions: tuple[Position, ...]
    note: Names | None
    sources: tuple[str, ...]
    confidence: str
