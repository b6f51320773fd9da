"""How a row of the comparison is painted: name and state, figures, ranges of days, the bar of countries."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from maps.scene import Theme
from maps.styles import GROUP_COLOURS, MODE_DASHES, STATUS_DASHES
from ui.comparing.cell import Cell, Part
from ui.comparing.hues import country_hue, ink_on
from ui.comparing.lines import COLUMNS, PIN, WAY, Line
from ui.comparing.model import LINE
from ui.comparing.writing import sized, wrapped, write_lines
from ui.theme import THEMES, Colours

ROW_PX = 66
UPPER_PX = 42
"""So much of a row is for figures, the rest for the bar."""
NAME_PX, SMALL_NAME_PX, NOTE_PX, BAR_TEXT_PX = 13, 12, 11, 11
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints the cells; ``most_days`` is the end of the scale of days."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        """Paint in a theme."""
        super().__init__(parent)
        self.theme: Theme = theme
        self.most_days = 1.0
        self.pinned: tuple[str, ...] = ()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        line, column = index.data(LINE), COLUMNS[index.column()]
        colours = THEMES[self.theme]
        is_marked = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(option.rect, QColor(colours.accent_soft if is_marked else colours.card))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(colours.line))
        painter.setPen(QColor(colours.text))
        if column == WAY:
            if is_marked:
                painter.fillRect(QRectF(box.left(), box.top(), 4, box.height() - 1), QColor(colours.accent))
            self._paint_way(painter, box.adjusted(10, 5, -2, -4), line, option)
        elif column == PIN:
            self._paint_pin(painter, box, line.id in self.pinned)
        elif not line.message:
            upper = QRectF(box.left() + 4, box.top() + 5, box.width() - 8, UPPER_PX - 5)
            self._paint_figure(painter, upper, line.cells[column], column, option)
        if option.state & QStyle.StateFlag.State_HasFocus and not line.message:
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, UPPER_PX - ROW_PX - 0.5), 3, 3)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  Qt's name
        """Be as high as a row."""
        return QSize(60, ROW_PX)

    def _paint_way(self, painter: QPainter, box: QRectF, line: Line, option: QStyleOptionViewItem) -> None:
        colours = THEMES[self.theme]
        font = sized(option.font, NAME_PX)
        told = wrapped(line.name, font, box.width(), 2)
        if told and told[-1].endswith("…"):
            font = sized(option.font, SMALL_NAME_PX)
            told = wrapped(line.name, font, box.width(), 3)
        painter.setFont(font)
        if line.message:
            painter.setPen(QColor(colours.muted))
        write_lines(painter, box.adjusted(0, 3 - len(told), 0, 0), told, LEFT)
        bottom = QRectF(box.left(), box.bottom() - 15, box.width(), 15)
        swatch = QRectF(bottom.left(), bottom.top(), 26, bottom.height())
        paint_swatch(painter, swatch, line, self.theme)
        painter.setFont(sized(option.font, NOTE_PX, is_bold=line.row.state != "open"))
        shades = {"open": colours.ok, "unbuilt": colours.muted, "detour": colours.warn, "closed": colours.warn}
        painter.setPen(QColor(shades[line.row.state]))
        metrics = QFontMetricsF(painter.font())
        room = bottom.width() - 32
        state = line.state if metrics.horizontalAdvance(line.state) <= room else line.cells["km"].note or line.state
        state = metrics.elidedText(state, Qt.TextElideMode.ElideRight, room)
        write_lines(painter, bottom.adjusted(32, 0, 0, 0), [state], LEFT)

    def _paint_pin(self, painter: QPainter, box: QRectF, is_pinned: bool) -> None:
        """Paint a pin: filled if it is stuck in, an outline if not."""
        colours = THEMES[self.theme]
        middle = QPointF(box.center().x(), box.top() + 20)
        pen = QPen(QColor(colours.accent if is_pinned else colours.muted), 1.5)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.accent) if is_pinned else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(middle.x() - 4, middle.y() - 8, 8, 9), 2, 2)
        painter.drawLine(QPointF(middle.x() - 6.5, middle.y() + 1), QPointF(middle.x() + 6.5, middle.y() + 1))
        painter.drawLine(middle + QPointF(0, 1), middle + QPointF(0, 8))

    def _paint_figure(
        self, painter: QPainter, box: QRectF, cell: Cell, column: str, option: QStyleOptionViewItem
    ) -> None:
        colours = THEMES[self.theme]
        painter.setFont(sized(option.font, NAME_PX, is_bold=column == "km"))
        metrics = QFontMetricsF(painter.font())
        text = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, box.width())
        below = write_lines(painter, box, [text], RIGHT)
        if column == "km" and cell.part < 0.9995:
            left = box.right() - metrics.horizontalAdvance(text) - 13
            paint_part(painter, QPointF(max(left, box.left() + 4), box.top() + 9), cell.part, colours)
        if cell.span:
            paint_span(painter, QRectF(box.left(), below + 3, box.width(), 8), cell.span, self.most_days, colours)
        elif cell.note:
            painter.setFont(sized(option.font, NOTE_PX))
            painter.setPen(QColor(colours.warn if column in ("km", "crossings") else colours.muted))
            metrics = QFontMetricsF(painter.font())
            note = metrics.elidedText(cell.note, Qt.TextElideMode.ElideRight, box.width())
            write_lines(painter, QRectF(box.left(), below, box.width(), 14), [note], RIGHT)


def paint_swatch(painter: QPainter, box: QRectF, line: Line, theme: Theme) -> None:
    """Paint the line by which a row's way is drawn on the map: its group's colour, its status' dash."""
    colour = GROUP_COLOURS[line.row.group][theme] if line.row.group in GROUP_COLOURS else THEMES[theme].accent
    way = line.row.plan or line.row.asked
    modes = dict.fromkeys(step.leg.mode for step in way.steps) if way else {}
    statuses = {step.leg.status for step in way.steps} if way else set()
    dash = next((STATUS_DASHES[status] for status in STATUS_DASHES if status in statuses), [])
    if not dash and modes and "rail" not in modes:
        dash = MODE_DASHES[next(iter(modes))]
    pen = QPen(QColor(colour), 3.0)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dash:
        pen.setDashPattern([length / 3.0 for length in dash])
    painter.setPen(pen)
    y = box.center().y()
    painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))


def paint_part(painter: QPainter, middle: QPointF, part: float, colours: Colours) -> None:
    """Paint a small disc, filled as far as the length is published."""
    circle = QRectF(middle.x() - 4, middle.y() - 4, 8, 8)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.muted))
    painter.drawPie(circle, 90 * 16, -round(part * 360 * 16))
    painter.setPen(QPen(QColor(colours.muted), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(circle)
    painter.restore()


def paint_span(painter: QPainter, box: QRectF, span: tuple[float, float], most: float, colours: Colours) -> None:
    """Paint a range on a scale from 0 to the most of all rows."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.line))
    painter.drawRoundedRect(QRectF(box.left(), box.center().y() - 1, box.width(), 2), 1, 1)
    low, high = (box.left() + box.width() * min(day / most, 1.0) for day in span)
    painter.setBrush(QColor(colours.accent))
    painter.drawRoundedRect(QRectF(low, box.top() + 1, max(high - low, 3.0), box.height() - 2), 2, 2)
    painter.restore()


def parts_laid_out(parts: tuple[Part, ...], box: QRectF) -> list[tuple[Part, QRectF]]:
    """Return where each country's part of a bar lies."""
    laid = []
    left = box.left()
    for part in parts:
        width = box.width() * part.share
        laid.append((part, QRectF(left, box.top(), width, box.height())))
        left += width
    return laid


def paint_parts(painter: QPainter, parts: tuple[Part, ...], box: QRectF, theme: Theme) -> None:
    """Paint the bar of countries: names where they fit, else their codes, else nothing."""
    colours = THEMES[theme]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(sized(painter.font(), BAR_TEXT_PX))
    metrics = QFontMetricsF(painter.font())
    for turn, (part, place) in enumerate(parts_laid_out(parts, box)):
        hue = country_hue(part.country, theme, turn)
        gap = 1.0 if place.width() > 3 else 0.3
        painter.fillRect(place.adjusted(0, 0, -gap, 0), QColor(hue))
        label = next((text for text in (part.name, part.code) if _fits(metrics, text, place)), "")
        if label:
            painter.setPen(QColor(ink_on(hue)))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, label)
    painter.setPen(QPen(QColor(colours.muted), 0.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    painter.restore()


def _fits(metrics: QFontMetricsF, text: str, place: QRectF) -> bool:
    return bool(text) and metrics.horizontalAdvance(text) + 6 <= place.width()
