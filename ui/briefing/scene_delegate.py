"""Paints a scene in the list: its number and marks at the left, its picture, and its title below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractScrollArea, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from data.briefing import value
from ui.briefing.scene_model import ROW, Row
from ui.theme import THEMES, Colours

NUMBER_PX, EDGE_PX, GAP_PX = 26, 8, 5
ROUND_PX = 5.0
TITLE_LINES = 2
MARK_PX = 8.0

Index = QModelIndex | QPersistentModelIndex
Thumbnail = Callable[[value.Scene, int], QPixmap | None]


class SceneDelegate(QStyledItemDelegate):
    """Paints pixmaps that are ready, and edits titles where they stand."""

    def __init__(self, thumbnail: Thumbnail, view: QAbstractScrollArea) -> None:
        """``thumbnail`` gives a scene's picture at a width, if there is one."""
        super().__init__(view)
        self._view = view
        self.thumbnail = thumbnail
        self.colours: Colours = THEMES["light"]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802  Qt's name
        """All rows are alike: as wide as the list, with a 16:9 picture and two lines of title."""
        del option, index
        width = self._view.viewport().width()
        return QSize(width, _picture(QRect(0, 0, width, 0)).height() + self._title_height() + 2 * EDGE_PX + GAP_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one scene."""
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        is_under = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint_ground(painter, option.rect, is_current=is_current, is_under=is_under)
        self._paint_marks(painter, option.rect, row, is_current=is_current)
        self._paint_picture(painter, _picture(option.rect), row, is_current=is_current)
        self._paint_title(painter, self._title(option.rect), row)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: N802
        """Make the field for a title."""
        del option
        field = _TitleField(parent)
        field.setMaxLength(1_000)
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return field

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802
        """Put the field where the title stands."""
        del index
        title = self._title(option.rect)
        editor.setGeometry(title.adjusted(-4, -2, 4, 2))

    def _title_height(self) -> int:
        return TITLE_LINES * QFontMetrics(_font()).lineSpacing()

    def _title(self, whole: QRect) -> QRect:
        picture = _picture(whole)
        return QRect(picture.left(), picture.bottom() + 1 + GAP_PX, picture.width(), self._title_height())

    def _paint_ground(self, painter: QPainter, whole: QRect, *, is_current: bool, is_under: bool) -> None:
        if is_current or is_under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colours.accent_soft if is_current else self.colours.hover))
            painter.drawRoundedRect(QRectF(whole).adjusted(3, 1, -3, -1), 6, 6)

    def _paint_picture(self, painter: QPainter, at: QRect, row: Row, *, is_current: bool) -> None:
        colours = self.colours
        ratio = painter.device().devicePixelRatioF() if painter.device() else 1.0
        picture = self.thumbnail(row.scene, round(at.width() * ratio))
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(at), ROUND_PX, ROUND_PX)
        painter.save()
        painter.setClipPath(shape)
        painter.setOpacity(0.4 if row.scene.is_hidden else 1.0)
        if picture:
            painter.drawPixmap(at, picture)
        else:
            self._paint_placeholder(painter, at, row)
        painter.restore()
        if row.scene.steps:
            self._paint_steps(painter, at, len(row.scene.steps))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent if is_current else colours.line), 2.0 if is_current else 1.0))
        painter.drawPath(shape)

    def _paint_placeholder(self, painter: QPainter, at: QRect, row: Row) -> None:
        """Paint what stands for a picture that is not there yet: a slide's words, or the outline of a map."""
        colours = self.colours
        painter.fillRect(at, QColor(colours.card))
        if row.scene.kind != "map":
            painter.setPen(QColor(colours.text))
            painter.setFont(_font(bold=True))
            words = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(at.adjusted(12, 6, -12, -6), words, row.title)
            return
        painter.setPen(QPen(QColor(colours.line), 1.5))
        middle, step = at.center(), at.height() / 9
        path = QPainterPath(QPointF(middle.x() - 3 * step, middle.y() - 1.5 * step))
        for x, y in ((-1, -2.2), (1, -1.5), (3, -2.2), (3, 1.5), (1, 2.2), (-1, 1.5), (-3, 2.2), (-3, -1.5)):
            path.lineTo(middle.x() + x * step, middle.y() + y * step)
        for x, top, bottom in ((-1, -2.2, 1.5), (1, -1.5, 2.2)):
            path.moveTo(middle.x() + x * step, middle.y() + top * step)
            path.lineTo(middle.x() + x * step, middle.y() + bottom * step)
        painter.drawPath(path)

    def _paint_steps(self, painter: QPainter, at: QRect, count: int) -> None:
        painter.setFont(_font(size_px=10, bold=True))
        words = f"+{count}"
        width = painter.fontMetrics().horizontalAdvance(words) + 10
        pill = QRectF(at.right() - width - 4, at.bottom() - 19, width, 15)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(self.colours.text)
        ground.setAlphaF(0.82)
        painter.setBrush(ground)
        painter.drawRoundedRect(pill, 7, 7)
        painter.setPen(QColor(self.colours.card))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_marks(self, painter: QPainter, whole: QRect, row: Row, *, is_current: bool) -> None:
        """Paint the number and below it what is to be known: changed, warning, notes, hidden."""
        colours = self.colours
        picture = _picture(whole)
        column = QRect(whole.left() + 4, picture.top(), NUMBER_PX - 4, 16)
        painter.setFont(_font(bold=is_current))
        painter.setPen(QColor(colours.accent if is_current else colours.muted))
        painter.drawText(column, Qt.AlignmentFlag.AlignCenter, str(row.number))
        marks = [
            (row.is_changed, _paint_dot, colours.accent),
            (bool(row.warnings), _paint_warning, colours.warn),
            (row.has_notes, _paint_lines, colours.muted),
            (row.scene.is_hidden, _paint_eye, colours.muted),
        ]
        y = column.bottom() + 10.0
        for is_so, paint, colour in marks:
            if is_so:
                paint(painter, QPointF(column.center().x() + 0.5, y), QColor(colour))
                y += 15

    def _paint_title(self, painter: QPainter, at: QRect, row: Row) -> None:
        colours = self.colours
        font = _font()
        font.setItalic(bool(row.fallback))
        title = f"{row.title} [{row.fallback.upper()}]" if row.fallback else row.title
        painter.setPen(QColor(colours.muted if row.scene.is_hidden or row.fallback else colours.text))
        _draw_lines(painter, at, title, font)


class _TitleField(QLineEdit):
    """The field for a title: Esc gives it up before Esc means anything else."""

    def event(self, event: QEvent) -> bool:
        """Keep Esc for itself."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape
            event.setAccepted(is_escape)
            if is_escape:
                return True
        return super().event(event)


def _picture(whole: QRect) -> QRect:
    """Return where the picture stands in a row."""
    width = max(whole.width() - NUMBER_PX - EDGE_PX - 2, 16)
    return QRect(whole.left() + NUMBER_PX + 2, whole.top() + EDGE_PX, width, round(width * 9 / 16))


def _font(size_px: int = 12, *, bold: bool = False) -> QFont:
    font = QFont()
    font.setPixelSize(size_px)
    font.setBold(bold)
    return font


def _draw_lines(painter: QPainter, at: QRect, text: str, font: QFont) -> None:
    """Draw a text in as many lines as there is room for, the last one cut with an ellipsis."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    painter.setFont(font)
    for number in range(TITLE_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(at.width())
        rest = text[line.textStart() :] if number == TITLE_LINES - 1 else text[line.textStart() :][: line.textLength()]
        shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, at.width())
        painter.drawText(at.left(), at.top() + number * metrics.lineSpacing() + metrics.ascent(), shown)
    layout.endLayout()


def _paint_dot(painter: QPainter, at: QPointF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(at, MARK_PX / 2, MARK_PX / 2)


def _paint_warning(painter: QPainter, at: QPointF, colour: QColor) -> None:
    path = QPainterPath(at + QPointF(0, -5.5))
    path.lineTo(at + QPointF(6, 5))
    path.lineTo(at + QPointF(-6, 5))
    path.closeSubpath()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(path)
    painter.setPen(QPen(Qt.GlobalColor.white, 1.4))
    painter.drawLine(at + QPointF(0, -1.8), at + QPointF(0, 1.4))
    painter.drawPoint(at + QPointF(0, 3.3))


def _paint_lines(painter: QPainter, at: QPointF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.4))
    for y, width in ((-3.0, 5.0), (0.0, 5.0), (3.0, 3.0)):
        painter.drawLine(at + QPointF(-5, y), at + QPointF(-5 + 2 * width, y))


def _paint_eye(painter: QPainter, at: QPointF, colour: QColor) -> None:
    path = QPainterPath(at + QPointF(-6, 0))
    path.quadTo(at + QPointF(0, -6), at + QPointF(6, 0))
    path.quadTo(at + QPointF(0, 6), at + QPointF(-6, 0))
    painter.setPen(QPen(colour, 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.drawEllipse(at, 1.6, 1.6)
    painter.drawLine(at + QPointF(-5, 5), at + QPointF(5, -5))
