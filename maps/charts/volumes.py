"""The cargo of a corridor by year, every claim drawn: none is averaged away. SVG text, for the screen and for print.

Several figures for one year stand side by side, joined by a bracket; what covers another period has
a mark of its own; plans and what is derived are hollow, plans at the year they aim for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

POINTS_PER_INCH = 72.0
TEXT_PT, SMALL_PT, TITLE_PT = 9.0, 8.0, 10.5
LINE_PT = 11.5
CHART_PT = 200.0
SIDE_PT = (24.0, 10.0)
SPREAD = 0.22
"""So far apart stand the figures of one year; years are 1 apart."""
GAP = 0.4
"""So much more where years are left out."""
ROOMY_PT = 36.0
"""With so much room for a year its figures are written out; else the list of sources has them."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in the chart.

    ``kind`` is ``year``, ``partial`` (another period), ``derived`` or ``plan``; ``label`` its value as it is
    written, ``number`` that of its sources.
    """

    year: int
    low: float
    high: float
    kind: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Words:
    """What is written around the figures; ``kinds`` explains each kind of point, ``sources`` are numbered from 1."""

    title: str
    kinds: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of a chart."""

    ground: str
    text: str
    muted: str
    line: str
    figure: str


def draw_volumes(points: Sequence[Point], words: Words, paint: Paint, width_px: float) -> str:
    """Return the chart as SVG text, so many pixels wide; 96 of them are an inch."""
    from maps.charts.plotting import as_svg, plotting

    with plotting():
        return as_svg(_figure(points, words, paint, width_px * 0.75))


def _figure(points: Sequence[Point], words: Words, paint: Paint, width: float) -> Figure:
    """Return the figure; all measures are in points."""
    from matplotlib.figure import Figure

    from maps.charts.plotting import broken_lines

    room = width - 2 * SIDE_PT[1]
    title = broken_lines(words.title, TITLE_PT, room)
    legend = _legend_rows(words.kinds, room)
    sources = [
        (number if at == 0 else 0, line)
        for number, text in enumerate(words.sources, 1)
        for at, line in enumerate(broken_lines(text, SMALL_PT, room - 18))
    ]
    top = 8 + len(title) * (TITLE_PT * 1.35) + len(legend) * LINE_PT + 10
    below = 26 + len(sources) * LINE_PT + 8
    height = top + CHART_PT + below
    figure = Figure(figsize=(width / POINTS_PER_INCH, height / POINTS_PER_INCH), facecolor=paint.ground)
    bounds = (SIDE_PT[0] / width, below / height, (width - sum(SIDE_PT)) / width, CHART_PT / height)
    axes = figure.add_axes(bounds)
    axes.set_facecolor(paint.ground)
    axes.set_xlim(-0.6, max(_slots(points).values()) + 0.5)
    axes.set_ylim(0, max(point.high for point in points) * 1.24)
    _draw_points(axes, points, paint, width - sum(SIDE_PT))
    _finish(axes, points, paint, width - sum(SIDE_PT))
    page = figure.add_axes((0, 0, 1, 1), frameon=False, xlim=(0, width), ylim=(height, 0))
    page.axis("off")
    y = 8 + TITLE_PT
    for line in title:
        page.text(SIDE_PT[1], y, line, size=TITLE_PT, color=paint.text, va="baseline")
        y += TITLE_PT * 1.35
    _draw_legend(page, legend, y, paint)
    y = top + CHART_PT + 26 + SMALL_PT
    for number, line in sources:
        if number:
            page.text(SIDE_PT[1] + 12, y, str(number), size=SMALL_PT, color=paint.text, ha="right", va="baseline")
        page.text(SIDE_PT[1] + 18, y, line, size=SMALL_PT, color=paint.muted, va="baseline")
        y += LINE_PT
    return figure


def _slots(points: Sequence[Point]) -> dict[int, float]:
    """Return where each year stands: only years with figures, with a gap where years are left out."""
    slots: dict[int, float] = {}
    at, before = 0.0, None
    for year in sorted({point.year for point in points}):
        at += 0.0 if before is None else 1.0 if year == before + 1 else 1.0 + GAP
        slots[year] = at
        before = year
    return slots


def _draw_points(axes: Axes, points: Sequence[Point], paint: Paint, room: float) -> None:
    """Draw every figure, and a bracket around those of one year."""
    slots = _slots(points)
    slot_pt = room / (max(slots.values()) + 1.1)
    for year, at in slots.items():
        ordered = sorted(
            (point for point in points if point.year == year), key=lambda point: (point.kind != "year", point.low)
        )
        told = [point for point in ordered if point.kind != "plan"]
        spread = min(SPREAD, 0.7 / max(len(ordered), 1))
        places = {point: at + (number - (len(ordered) - 1) / 2) * spread for number, point in enumerate(ordered)}
        if len(told) > 1:
            _draw_bracket(axes, places[told[0]] - spread, told, paint)
        for point, x in places.items():
            _draw_point(axes, x, point, paint)
        _write_labels(axes, at, places, paint, with_values=slot_pt >= ROOMY_PT)


def _draw_bracket(axes: Axes, x: float, points: list[Point], paint: Paint) -> None:
    """Draw from the least to the most that is said of a year, left of its figures."""
    low, high = min(point.low for point in points), max(point.high for point in points)
    arm = 0.07
    axes.plot([x + arm, x, x, x + arm], [low, low, high, high], color=paint.text, linewidth=1.0, zorder=2)


def _draw_point(axes: Axes, x: float, point: Point, paint: Paint) -> None:
    if point.high > point.low:
        axes.plot([x, x], [point.low, point.high], color=paint.figure, linewidth=1.2, zorder=2)
    for value in dict.fromkeys((point.low, point.high)):
        axes.plot([x], [value], linestyle="none", zorder=3, **_look(point.kind, paint))


def _look(kind: str, paint: Paint) -> dict[str, Any]:
    """Return how a kind of figure is marked."""
    look: dict[str, Any] = {
        "marker": "o",
        "markersize": 6.0,
        "markerfacecolor": paint.figure,
        "markeredgecolor": paint.figure,
        "markeredgewidth": 1.3,
    }
    if kind == "plan":
        return look | {"markerfacecolor": paint.ground}
    if kind == "derived":
        return look | {"marker": "s", "markerfacecolor": paint.ground}
    if kind == "partial":
        return look | {"marker": "^", "markerfacecolor": paint.ground}
    return look


def _write_labels(axes: Axes, x: float, places: dict[Point, float], paint: Paint, *, with_values: bool) -> None:
    """Write figures above their marks, those near each other in one block; each with its number."""
    for block in _blocks(list(places), axes.get_ylim()[1]):
        told = sorted(block, key=lambda point: -point.high)
        axes.annotate(
            "\n".join(f"{point.label} [{point.number}]" if with_values else f"[{point.number}]" for point in told),
            (x if len(told) > 1 else places[told[0]], told[0].high),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=SMALL_PT,
            color=paint.text,
            linespacing=1.1,
        )


def _blocks(points: Sequence[Point], most: float) -> list[list[Point]]:
    """Return figures of one year in blocks: what would lie in the text of the figures below it is told with them."""
    blocks: list[list[Point]] = []
    top = -1.0
    for point in sorted(points, key=lambda known: known.high):
        y = point.low / most * CHART_PT
        if blocks and y < top + 2:
            blocks[-1].append(point)
        else:
            blocks.append([point])
        top = point.high / most * CHART_PT + 8 + LINE_PT * len(blocks[-1])
    return blocks


def _finish(axes: Axes, points: Sequence[Point], paint: Paint, room: float) -> None:
    """Draw the axes: every year with figures is named, the scale begins at nothing."""
    from matplotlib.ticker import MaxNLocator

    slots = _slots(points)
    is_roomy = room / (max(slots.values()) + 1.1) >= ROOMY_PT * 0.75
    axes.set_xticks(list(slots.values()), [str(year) if is_roomy else f"’{year % 100:02d}" for year in slots])
    axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.tick_params(length=0, labelsize=TEXT_PT, labelcolor=paint.muted, pad=4)
    axes.grid(visible=True, axis="y", color=paint.line, linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)
    for side in ("left", "top", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(paint.muted)
    before: tuple[int, float] | None = None
    for year, at in slots.items():
        if before and year > before[0] + 1:
            middle = (before[1] + at) / 2
            axes.text(middle, 0, "//", size=TEXT_PT, color=paint.muted, ha="center", va="center", zorder=4)
        before = (year, at)


def _legend_rows(kinds: tuple[tuple[str, str], ...], room: float) -> list[list[tuple[str, str, float]]]:
    """Return the explained kinds in rows that fit, each with where it begins."""
    from maps.charts.plotting import text_width

    rows: list[list[tuple[str, str, float]]] = []
    at = room + 1
    for kind, text in kinds:
        width = 14 + text_width(text, SMALL_PT)
        if at + width > room:
            rows.append([])
            at = 0.0
        rows[-1].append((kind, text, at))
        at += width + 12
    return rows


def _draw_legend(page: Axes, rows: list[list[tuple[str, str, float]]], y: float, paint: Paint) -> None:
    for number, row in enumerate(rows):
        for kind, text, at in row:
            left, line = SIDE_PT[1] + at, y + number * LINE_PT + 2
            page.plot([left + 4], [line - 3], linestyle="none", **_look(kind, paint) | {"markersize": 5.0})
            page.text(left + 12, line, text, size=SMALL_PT, color=paint.muted, va="baseline")
