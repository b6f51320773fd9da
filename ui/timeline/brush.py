"""Dragging on the timeline: a new period, one of its ends, or the whole of it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from ui.timeline.scale import Scale

GRIP_PX = 6.0
START_PX = 4.0

Grip = Literal["new", "first", "last", "middle"]
Days = tuple[int, int]


def grip_at(scale: Scale, period: Days | None, x: float) -> Grip:
    """Return what a press at a place takes hold of."""
    if period:
        left, right = scale.x(period[0]), scale.x(period[1] + 1)
        near = min((abs(x - left), "first"), (abs(x - right), "last"))
        if near[0] <= GRIP_PX:
            return "first" if near[1] == "first" else "last"
        if left < x < right:
            return "middle"
    return "new"


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag from its press on: what is held, and the period as it was."""

    grip: Grip
    from_x: float
    before: Days | None
    has_begun: bool = False

    def at(self, x: float) -> Drag:
        """Return the drag with the pointer at a place: it begins once it has moved far enough."""
        return self if self.has_begun else replace(self, has_begun=abs(x - self.from_x) >= START_PX)

    def period(self, scale: Scale, x: float) -> Days:
        """Return the period that the drag makes."""
        day = scale.day(x)
        if self.grip == "middle" and self.before:
            return shifted(scale, self.before, day - scale.day(self.from_x))
        if self.grip == "first" and self.before:
            fixed = self.before[1]
            return _ordered(scale, day, fixed, is_first_free=True)
        if self.grip == "last" and self.before:
            return _ordered(scale, day, self.before[0], is_first_free=False)
        start = scale.day(self.from_x)
        first, last = min(start, day), max(start, day)
        snapped = scale.snapped(first, is_end=False), scale.snapped(last, is_end=True)
        return snapped if snapped[0] <= snapped[1] else (first, last)


def shifted(scale: Scale, period: Days, days: int) -> Days:
    """Return a period moved by days, as far as there is time; its length stays to within a month's end."""
    by = min(max(days, scale.first - period[0]), scale.end - 1 - period[1])
    first, last = scale.snapped(period[0] + by, is_end=False), scale.snapped(period[1] + by, is_end=True)
    return (first, last) if first <= last else (period[0] + by, period[1] + by)


def _ordered(scale: Scale, day: int, fixed: int, *, is_first_free: bool) -> Days:
    """Return a period from a dragged end and the one that stays; a drag across turns them round."""
    if is_first_free:
        first = scale.snapped(day, is_end=False)
        return (first, fixed) if first <= fixed else (fixed, max(scale.snapped(day, is_end=True), fixed))
    last = scale.snapped(day, is_end=True)
    return (fixed, last) if last >= fixed else (min(scale.snapped(day, is_end=False), fixed), fixed)
