"""The period from the keyboard: with Shift its end moves, with Ctrl and Shift its beginning, with Ctrl all of it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.timeline.brush import Days
from ui.timeline.marks import Mark
from ui.timeline.scale import Scale, month_start

KEYS = frozenset(
    {
        Qt.Key.Key_Space,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Plus,
        Qt.Key.Key_Equal,
        Qt.Key.Key_Minus,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
    }
)
"""The keys that mean something on the axis."""


def period_by_key(
    scale: Scale, period: Days | None, chosen: Mark | None, step: int, modifiers: Qt.KeyboardModifier
) -> Days | None:
    """Return the period after an arrow key (``step`` months), or None if the key does not concern it.

    Where there is no period yet it is the month of the chosen event, or the last one in sight.
    """
    has_shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    has_ctrl = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    if not (has_shift or has_ctrl):
        return None
    if period is None:
        day = chosen.first if chosen else int(scale.start + scale.days) - 1
        return month_start(day), month_start(chosen.last if chosen else day, 1) - 1
    first, last = period
    if has_ctrl:
        first = month_start(first, step)
    if has_shift is not has_ctrl or not has_shift:
        last = month_start(last, step + 1) - 1
    if first > last or first < scale.first or last >= scale.end:
        return period
    return first, last
