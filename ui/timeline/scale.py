"""The axis of time in numbers: days, pixels, ticks, and where labels find room. No Qt here."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

LEAST_DAYS = 45.0
"""The closest look: a month and a half."""
SNAP_PX = 2.0
"""Where a day is narrower than this a period's ends go to whole months."""


def first_day(iso: str) -> int:
    """Return the number of the first day of an ISO date, month or year."""
    year, month, day = ([int(part) for part in iso.split("-")] + [1, 1])[:3]
    return datetime.date(year, month, day).toordinal()


def last_day(iso: str) -> int:
    """Return the number of the last day of an ISO date, month or year."""
    parts = iso.split("-")
    if len(parts) == 3:
        return first_day(iso)
    return month_start(first_day(iso), 12 if len(parts) == 1 else 1) - 1


def iso_day(day: int) -> str:
    """Return a day's ISO date."""
    return datetime.date.fromordinal(day).isoformat()


def month_start(day: int, months: int = 0) -> int:
    """Return the first day of the month of a day, or of so many months later."""
    date = datetime.date.fromordinal(day)
    at = date.year * 12 + date.month - 1 + months
    return datetime.date(at // 12, at % 12 + 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Scale:
    """What part of time lies on how many pixels. ``first`` to ``end`` (not included) is all there is, in days."""

    first: int
    end: int
    width: float
    margin: float = 12.0
    start: float = 0.0
    days: float = 1.0

    @classmethod
    def whole(cls, first: int, end: int, width: float) -> Scale:
        """Return the scale that shows everything."""
        return cls(first, end, width, start=float(first), days=float(end - first))

    @property
    def day_px(self) -> float:
        """How wide a day is."""
        return max(self.width - 2 * self.margin, 1.0) / self.days

    def x(self, day: float) -> float:
        """Return where a day begins."""
        return self.margin + (day - self.start) * self.day_px

    def day(self, x: float) -> int:
        """Return the day at a place, within all there is."""
        return int(min(max(self.start + (x - self.margin) / self.day_px, self.first), self.end - 1))

    def resized(self, width: float) -> Scale:
        """Return the scale on another width."""
        return replace(self, width=width)

    def zoomed(self, factor: float, x: float) -> Scale:
        """Return the scale with time stretched around a place."""
        days = min(max(self.days / factor, LEAST_DAYS), float(self.end - self.first))
        fixed = self.start + (x - self.margin) / self.day_px
        return replace(self, days=days)._from(fixed - (x - self.margin) / replace(self, days=days).day_px)

    def moved(self, pixels: float) -> Scale:
        """Return the scale shifted by so many pixels towards later days."""
        return self._from(self.start + pixels / self.day_px)

    def holding(self, day: int) -> Scale:
        """Return the scale shifted as far as needed to hold a day."""
        room = 0.08 * self.days
        if day < self.start + room:
            return self._from(day - room)
        if day > self.start + self.days - room:
            return self._from(day + room - self.days)
        return self

    def snapped(self, day: int, *, is_end: bool) -> int:
        """Return a period's end near a day: the day itself, or that of the nearest whole month."""
        if self.day_px >= SNAP_PX:
            return day
        before, after = month_start(day), month_start(day, 1)
        if is_end:
            found = after - 1 if after - 1 - day <= day - (before - 1) else before - 1
        else:
            found = before if day - before <= after - day else after
        return min(max(found, self.first), self.end - 1)

    def _from(self, start: float) -> Scale:
        return replace(self, start=min(max(start, float(self.first)), self.end - self.days))


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis; ``month`` is 0 where a year begins."""

    day: int
    year: int
    month: int


def ticks(scale: Scale, year_px: float, month_px: float) -> list[Tick]:
    """Return the years, and the months between them, that can be labelled ``…_px`` apart."""
    found: list[Tick] = []
    year_step = next(step for step in (1, 2, 5, 10, 100) if step * 365 * scale.day_px >= year_px or step == 100)
    month_step = next((step for step in (1, 2, 3, 6) if step * 30 * scale.day_px >= month_px), 0)
    day = month_start(int(scale.start))
    while day <= scale.start + scale.days:
        date = datetime.date.fromordinal(day)
        if date.month == 1 and date.year % year_step == 0:
            found.append(Tick(day, date.year, 0))
        elif month_step and date.month != 1 and (date.month - 1) % month_step == 0:
            found.append(Tick(day, date.year, date.month))
        day = month_start(day, 1)
    return [tick for tick in found if scale.margin - 1 <= scale.x(tick.day) <= scale.width - scale.margin + 1]


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants to stand at a place; those of higher rank come first."""

    id: str
    x: float
    width: float
    rank: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: its left edge and its row, 0 being the upper one."""

    left: float
    row: int


def spots(wishes: Iterable[Wish], rows: int, left: float, right: float, gap: float = 8.0) -> dict[str, Spot]:
    """Return where labels find room without overlapping; those that find none are left out.

    A label stands over its place, or begins or ends there, in the lowest row that is free.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    found: dict[str, Spot] = {}
    for wish in sorted(wishes, key=lambda wish: -wish.rank):
        for spot in _choices(wish, rows, left, right):
            end = spot.left + wish.width
            if all(end + gap <= start or spot.left >= stop + gap for start, stop in taken[spot.row]):
                taken[spot.row].append((spot.left, end))
                found[wish.id] = spot
                break
    return found


def _choices(wish: Wish, rows: int, left: float, right: float) -> Sequence[Spot]:
    """Return the places a label may take, the best first."""
    lefts = (wish.x - wish.width / 2, wish.x - wish.width + 6, wish.x - 6)
    held = [min(max(at, left), right - wish.width) for at in lefts]
    return [Spot(at, row) for at in dict.fromkeys(held) for row in reversed(range(rows))]
