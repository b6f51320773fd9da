"""How the timeline is painted: brush, figures, ticks, events and their labels."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication

from data import formats
from maps.scene import Theme
from ui.theme import THEMES, Colours, link_colour
from ui.timeline.marks import Figures, Mark
from ui.timeline.scale import Scale, Spot, Wish, spots, ticks

HEIGHT_PX = 64
ROWS = 2
ROW_PX = 15
LINE_Y = 39.0
FIGURES_Y = 46.0
TICKS_Y = 49.0
DOT_PX = 5.0
TEXT_PX = 11
YEAR_PX, MONTH_PX = 46.0, 40.0


@dataclass(frozen=True, slots=True)
class View:
    """Everything a picture of the timeline depends on."""

    scale: Scale
    marks: tuple[Mark, ...]
    figures: tuple[Figures, ...]
    period: tuple[int, int] | None
    selected: str
    hovered: str
    language: str
    theme: Theme
    has_focus: bool


def font(*, is_bold: bool = False, is_struck: bool = False) -> QFont:
    """Return the font of the labels."""
    made = QFont(QApplication.font())
    made.setPixelSize(TEXT_PX)
    made.setBold(is_bold)
    made.setStrikeOut(is_struck)
    return made


def labels(view: View) -> dict[str, Spot]:
    """Return where the events' labels stand: the selected one always, the others as room is left."""
    scale = view.scale
    wishes = []
    for at, mark in enumerate(view.marks):
        x = scale.x(mark.middle)
        if not 0 <= x <= scale.width:
            continue
        is_chosen = mark.id == view.selected
        width = QFontMetricsF(font(is_bold=is_chosen)).horizontalAdvance(mark.label) + 2
        rank = at + 100 * mark.is_shown + 1000 * (mark.id == view.hovered) + 2000 * is_chosen
        wishes.append(Wish(mark.id, x, width, rank))
    return spots(wishes, ROWS, 6.0, scale.width - 6.0)


def mark_at(view: View, at: QPointF) -> Mark | None:
    """Return the event whose dot or label is at a place, the nearest dot first."""
    if at.y() > FIGURES_Y:
        return None
    if at.y() > 2 + ROWS * ROW_PX:
        dots = [(abs(view.scale.x(mark.middle) - at.x()), not mark.is_shown, mark.first, mark) for mark in view.marks]
        away, *_, mark = min(dots, key=lambda dot: dot[:3], default=(DOT_PX + 99, True, 0, None))
        return mark if away <= DOT_PX + 3 else None
    places = labels(view)
    for mark in view.marks:
        spot = places.get(mark.id)
        if spot and spot.row == int((at.y() - 2) // ROW_PX):
            width = QFontMetricsF(font(is_bold=mark.id == view.selected)).horizontalAdvance(mark.label)
            if spot.left <= at.x() <= spot.left + width:
                return mark
    return None


def paint(painter: QPainter, view: View, height: float) -> None:
    """Paint the timeline."""
    colours = THEMES[view.theme]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, view.scale.width, height), QColor(colours.card))
    if view.period:
        _paint_brush(painter, view, colours)
    _paint_ticks(painter, view, colours)
    _paint_figures(painter, view, colours)
    painter.setPen(QPen(QColor(colours.muted), 1.2))
    painter.drawLine(QLineF(view.scale.margin, LINE_Y, view.scale.width - view.scale.margin, LINE_Y))
    places = labels(view)
    order = sorted(view.marks, key=lambda mark: (mark.id == view.selected, mark.is_shown))
    for mark in order:
        if mark.id in places:
            _paint_leader(painter, view, mark, places[mark.id], colours)
    for mark in order:
        if mark.id in places:
            _paint_label(painter, view, mark, places[mark.id], colours)
    for mark in order:
        _paint_dot(painter, view, mark, colours)
    if view.has_focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawRoundedRect(QRectF(1, 1, view.scale.width - 2, height - 2), 5, 5)


def _paint_brush(painter: QPainter, view: View, colours: Colours) -> None:
    assert view.period  # noqa: S101  asked for only where there is one
    left, right = view.scale.x(view.period[0]), view.scale.x(view.period[1] + 1)
    box = QRectF(left, 2, max(right - left, 2.0), FIGURES_Y)
    painter.fillRect(box, QColor(colours.accent_soft))
    painter.setPen(QPen(QColor(colours.accent), 2))
    for x in (left, right):
        painter.drawLine(QLineF(x, 2, x, FIGURES_Y + 2))
        grip = QRectF(x - 3, LINE_Y - 8, 6, 16)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(grip, 3, 3)


def _paint_ticks(painter: QPainter, view: View, colours: Colours) -> None:
    from babel.dates import get_month_names

    months = get_month_names("abbreviated", context="stand-alone", locale=view.language)
    for tick in ticks(view.scale, YEAR_PX, MONTH_PX):
        x = view.scale.x(tick.day)
        is_year = tick.month == 0
        painter.setPen(QPen(QColor(colours.muted if is_year else colours.line), 1))
        painter.drawLine(QLineF(x, LINE_Y, x, TICKS_Y + (12 if is_year else 2)))
        painter.setFont(font(is_bold=is_year and view.scale.days < 1500))
        painter.setPen(QColor(colours.muted))
        text = formats.date(f"{tick.year}", view.language) if is_year else months[tick.month]
        painter.drawText(QPointF(x + 4, TICKS_Y + 11), text)


def _paint_figures(painter: QPainter, view: View, colours: Colours) -> None:
    """Paint the figures' dates faintly below the line: years as bars, months and days as strokes."""
    most = max((known.count for known in view.figures), default=1)
    for known in view.figures:
        left, right = view.scale.x(known.first), view.scale.x(known.last + 1)
        if right < view.scale.margin or left > view.scale.width - view.scale.margin:
            continue
        colour = QColor(colours.muted)
        is_year = len(known.iso) == 4
        colour.setAlphaF(0.18 + 0.5 * known.count / most if is_year else 0.75)
        height = 3.0 if is_year else 5.0
        left = max(left, view.scale.margin)
        right = min(right, view.scale.width - view.scale.margin)
        painter.fillRect(QRectF(left, FIGURES_Y - 3, max(right - left - 1, 1.5), height), colour)


def _hue(view: View, mark: Mark, colours: Colours) -> QColor:
    """Return the colour of an event: grey outside the period, or where the map does not draw it."""
    return QColor(link_colour("event", view.theme) if mark.is_within(view.period) and mark.is_shown else colours.muted)


def _paint_leader(painter: QPainter, view: View, mark: Mark, spot: Spot, colours: Colours) -> None:
    """Paint the thin line that ties a label to its dot."""
    x = view.scale.x(mark.middle)
    painter.setPen(QPen(_hue(view, mark, colours), 1))
    painter.drawLine(QLineF(max(x, spot.left + 2), 2 + ROW_PX * (spot.row + 1), x, LINE_Y - DOT_PX))


def _paint_label(painter: QPainter, view: View, mark: Mark, spot: Spot, colours: Colours) -> None:
    """Paint a label on a ground that hides what passes behind it."""
    is_chosen = mark.id == view.selected
    painter.setFont(font(is_bold=is_chosen, is_struck=mark.is_cancelled))
    box = QRectF(spot.left - 2, 2 + ROW_PX * spot.row, painter.fontMetrics().horizontalAdvance(mark.label) + 5, ROW_PX)
    ground = QColor(colours.accent_soft if is_chosen else colours.card)
    ground.setAlphaF(1.0 if is_chosen else 0.85)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(colours.text if mark.is_within(view.period) else colours.muted))
    painter.drawText(QPointF(spot.left, box.top() + 11.5), mark.label)


def _paint_dot(painter: QPainter, view: View, mark: Mark, colours: Colours) -> None:
    """Paint an event: filled if the map draws it, hollow if not, crossed if it was cancelled; long ones as a bar."""
    x = view.scale.x(mark.middle)
    if not 0 <= x <= view.scale.width:
        return
    hue, ground = _hue(view, mark, colours), QColor(colours.card)
    wide = view.scale.x(mark.last + 1) - view.scale.x(mark.first)
    if wide > 2 * DOT_PX:
        painter.setPen(QPen(hue, 3))
        painter.drawLine(QLineF(x - wide / 2, LINE_Y, x + wide / 2, LINE_Y))
    if mark.id in (view.selected, view.hovered):
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.setBrush(ground)
        painter.drawEllipse(QPointF(x, LINE_Y), DOT_PX + 3, DOT_PX + 3)
    is_filled = mark.is_shown and not mark.is_cancelled and mark.is_within(view.period)
    painter.setPen(QPen(hue if not is_filled else ground, 1.6))
    painter.setBrush(hue if is_filled else ground)
    painter.drawEllipse(QPointF(x, LINE_Y), DOT_PX, DOT_PX)
    if mark.is_cancelled:
        painter.drawLine(QLineF(x - 3, LINE_Y - 3, x + 3, LINE_Y + 3))
        painter.drawLine(QLineF(x - 3, LINE_Y + 3, x + 3, LINE_Y - 3))
