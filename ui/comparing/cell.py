"""What stands in a cell of the comparison."""

from __future__ import annotations

from dataclasses import dataclass

from maps.planning.plan import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, a smaller one below, a tip, and what it is sorted by (None comes last).

    ``span`` is a range to be drawn, ``part`` (0-1) how much of the figure is published.
    """

    text: str = ""
    note: str = ""
    tip: str = ""
    value: float | str | tuple[str, float] | None = None
    span: Span | None = None
    part: float = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """A country's part (0-1) of a way; ``code`` stands for the name where it does not fit."""

    country: str
    name: str
    code: str
    share: float
    tip: str


NO_CELL = Cell()
