"""What is said of the Middle Corridor's volume by year, as charts and in words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from data.atlas import Atlas
from data.texts import N_, Texts
from maps.cards.desk import Desk
from maps.charts.volumes import Paint, Point, Words, draw_volumes
from maps.comparing.volumes import Series, Volume, series_of
from maps.measures import Measures

TITLES = {
    "Mt": N_("Cargo on the Middle Corridor by year, in million tonnes"),
    "TEU": N_("Containers on the Middle Corridor by year, in thousand TEU"),
}
"""For each unit that there is a series in."""

DERIVED = "own-computation"
"""The source of what this atlas reckons from figures of others."""

SCALES = {"Mt": 1.0, "TEU": 0.001}

KINDS = {
    "year": N_("whole year"),
    "partial": N_("part of the year"),
    "derived": N_("our derivation, not a published figure"),
    "plan": N_("plan or aim, for the year it is meant for"),
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG text, and what it says in words."""

    svg: str
    told: str


def middle_chart(atlas: Atlas, texts: Texts, paint: Paint, width_px: float, unit: str = "Mt") -> Chart:
    """Return the chart of all claims about a volume of the Middle Corridor by year, or nothing if there are none."""
    series = next((known for known in series_of(atlas) if known.unit == unit), None)
    if series is None:
        return Chart("", "")
    desk = Desk(atlas, Measures({}, {}), texts, {}, datetime.date.min)
    points, numbers, told = _points(desk, series)
    kinds = {point.kind for point in points}
    words = Words(
        texts(TITLES[unit]),
        tuple((kind, texts(text)) for kind, text in KINDS.items() if kind in kinds),
        tuple(_cited(desk, names) for names in numbers),
    )
    sources = [f"[{number}] {text}" for number, text in enumerate(words.sources, 1)]
    return Chart(draw_volumes(points, words, paint, width_px), "\n".join((words.title, *told, *sources)))


def _points(desk: Desk, series: Series) -> tuple[list[Point], dict[tuple[str, ...], int], list[str]]:
    """Return the figures, the numbers of their sources, and each figure in words."""
    points: list[Point] = []
    numbers: dict[tuple[str, ...], int] = {}
    told: list[str] = []
    for volume in series.volumes:
        number = numbers.setdefault(volume.claim.sources, len(numbers) + 1)
        low, high = (round(value * SCALES[series.unit], 6) for value in (volume.low, volume.high))
        label = desk.number(low) if low == high else f"{desk.number(low)}–{desk.number(high)}"
        points.append(Point(volume.year, low, high, _kind(volume), label, number))
        marks = [desk.texts("sources differ")] if volume.is_disputed else []
        told.append(" · ".join((f"{desk.texts.name(volume.claim.text)} [{number}]", *marks)))
    return points, numbers, told


def _kind(volume: Volume) -> str:
    if volume.is_plan:
        return "plan"
    if DERIVED in volume.claim.sources:
        return "derived"
    return "partial" if volume.is_part else "year"


def _cited(desk: Desk, names: tuple[str, ...]) -> str:
    known = [desk.atlas.sources[name] for name in names if name in desk.atlas.sources]
    return "; ".join(f"{source.title} ({desk.date(source.date)})" for source in known)
