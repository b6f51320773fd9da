"""What the panel has reckoned in the background: rows in words, the pinned pair, and how the two differ."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from data.atlas import Atlas
from data.texts import Texts
from maps.cards.desk import Desk
from maps.comparing.row import Row
from maps.comparing.rows import row_of, rows_of
from maps.measures import Measures
from maps.scene import Routing
from ui.comparing.lines import Line, days_text, lines_of
from ui.comparing.tracks import Track, track_of

Difference = tuple[str, str, str, str]
"""What is compared, the figures of either way, and by how much the second has more."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that the panel shows of a routing in a language."""

    lines: tuple[Line, ...]
    pair: tuple[Line, ...]
    tracks: tuple[Track, ...]
    differences: tuple[Difference, ...]


def whole_program() -> QObject:
    """Return who owns an answer that is still to come: a window may be closed before, and its panels with it."""
    app = QCoreApplication.instance()
    if app is None:
        raise RuntimeError("there is no program to wait for an answer")
    return app


def compare(atlas: Atlas, measures: Measures, routing: Routing, corridors: tuple[str, ...], texts: Texts) -> Compared:
    """Return the rows of these corridors and of the routing's own ways, and what is pinned."""
    desk = Desk(atlas, measures, texts, {}, datetime.datetime.now(datetime.UTC).date())
    rows = rows_of(atlas, measures, routing, corridors=corridors)
    pinned = [row for row in (row_of(atlas, measures, routing, name) for name in routing.pinned) if row]
    pair = lines_of(desk, tuple(pinned), routing)
    tracks = tuple(track for track in (track_of(desk, row) for row in pinned) if track)
    return Compared(lines_of(desk, rows, routing), pair, tracks, _differences(desk, pinned))


def _differences(desk: Desk, rows: list[Row]) -> tuple[Difference, ...]:
    """Return what two ways that both exist differ in."""
    plans = [row.plan for row in rows if row.plan]
    if len(plans) != 2:
        return ()
    first, second = plans
    texts = desk.texts

    def told(label: str, before: float, after: float) -> Difference:
        more = round(after) - round(before)
        sign = "+" if more > 0 else "−" if more < 0 else "±"
        return (label, desk.number(round(before)), desk.number(round(after)), f"{sign}{desk.number(abs(more))}")

    low, high = (round(after - before) for before, after in zip(first.days, second.days, strict=True))
    days = [f"{'+' if more > 0 else '−' if more < 0 else '±'}{desk.number(abs(more))}" for more in (low, high)]
    more_days = days[0] if days[0] == days[1] else texts("{least} to {most}", least=days[0], most=days[1])
    return (
        told(texts("km"), first.km, second.km),
        (texts("Days"), days_text(desk, first.days), days_text(desk, second.days), more_days),
        told(texts("Border crossings"), first.crossings, second.crossings),
        told(texts("Gauge changes"), len(first.gauge_changes), len(second.gauge_changes)),
        told(texts("Transfers"), len(first.transfers), len(second.transfers)),
    )
