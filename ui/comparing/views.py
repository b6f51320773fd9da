"""The two halves of the table of ways: names that stay in sight, figures that scroll sideways with bars that do not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableView, QToolTip

from ui.comparing.bars import ROW_PX, UPPER_PX, CellDelegate, paint_parts, parts_laid_out
from ui.comparing.heading import Heading
from ui.comparing.lines import COLUMNS, PIN, WAY, Line
from ui.comparing.model import WaysModel
from ui.comparing.writing import sized, wrapped, write_lines
from ui.theme import THEMES

BAR_PX = 16
"""How high a bar of countries is."""

Index = QModelIndex | QPersistentModelIndex


ACTS = {
    Qt.Key.Key_Return: "fly",
    Qt.Key.Key_Enter: "fly",
    Qt.Key.Key_P: "pin",
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_Backspace: "remove",
}
"""What the keys do with the current row."""


class RowsView(QTableView):
    """One half of the table: it never scrolls up or down, since the panel does."""

    acted = Signal(str, str)
    """What is asked for (``fly``, ``pin``, ``remove``), and the way."""

    def __init__(self, model: WaysModel, columns: tuple[str, ...], delegate: CellDelegate) -> None:
        """Show some of the columns."""
        super().__init__()
        self.ways, self.cells = model, delegate
        self.setModel(model)
        self.heading = Heading(self)
        self.setHorizontalHeader(self.heading)
        self.setItemDelegate(delegate)
        for at, column in enumerate(COLUMNS):
            self.setColumnHidden(at, column not in columns)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAutoScroll(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setObjectName("ways")

    def line_at(self, index: Index) -> Line | None:
        """Return the line that an index stands for."""
        return self.ways.lines[index.row()] if index.isValid() else None

    def event(self, event: QEvent) -> bool:
        """Keep the keys of a row from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_act(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Fly, pin or remove the current way; else walk about."""
        line = self.line_at(self.currentIndex())
        act = ACTS.get(Qt.Key(event.key()))
        if line and act and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.acted.emit(act, line.id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Fly to the way that was clicked, or pin it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.rowAt(event.position().toPoint().y())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            is_pin = index.isValid() and COLUMNS[index.column()] == PIN
            self.acted.emit("pin" if is_pin else "fly", self.ways.lines[row].id)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Scroll sideways only; the rest is the panel's."""
        turn = event.angleDelta()
        if turn.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - (turn.x() or turn.y()))
            event.accept()
        else:
            event.ignore()


def _is_act(event: QKeyEvent) -> bool:
    return event.key() in ACTS and not event.modifiers()


class FiguresView(RowsView):
    """The half that scrolls sideways, with the bars of countries, which do not."""

    def bar_of(self, row: int) -> QRectF:
        """Return where the bar of a row lies."""
        top = self.rowViewportPosition(row) + UPPER_PX + 2
        return QRectF(6, top, max(self.viewport().width() - 14, 10), BAR_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the cells, then the bars over them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        for row, line in enumerate(self.ways.lines):
            box = self.bar_of(row)
            if not event.rect().intersects(QRect(0, self.rowViewportPosition(row), self.width(), ROW_PX)):
                continue
            self._paint_ground(painter, row)
            if line.message:
                self._paint_message(painter, row, line)
            else:
                paint_parts(painter, line.parts, box, self.cells.theme)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Tell of the country under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self.tip_at(QPointF(event.pos()))
            if tip:
                QToolTip.showText(event.globalPos(), tip, self)
                return True
        return super().viewportEvent(event)

    def tip_at(self, spot: QPointF) -> str:
        """Return what there is to say of a place on a bar, or nothing."""
        row = self.rowAt(round(spot.y()))
        if row < 0:
            return ""
        line, box = self.ways.lines[row], self.bar_of(row)
        if line.message:
            return line.cells[WAY].tip
        if not box.contains(spot):
            return ""
        here = [part.tip for part, place in parts_laid_out(line.parts, box) if place.contains(spot)]
        return "\n".join((*here[:1], "", *(part.tip for part in line.parts)))

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802  Qt's name
        """Scroll the cells; the bars stay."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def _paint_ground(self, painter: QPainter, row: int) -> None:
        """Paint what is right of the last column like the row."""
        header, colours = self.horizontalHeader(), THEMES[self.cells.theme]
        left = header.length() - header.offset()
        if left < self.viewport().width():
            is_marked = self.selectionModel().isRowSelected(row, QModelIndex())
            box = QRectF(left, self.rowViewportPosition(row), self.viewport().width() - left, ROW_PX)
            painter.fillRect(box, QColor(colours.accent_soft if is_marked else colours.card))
            painter.fillRect(QRectF(left, box.bottom() - 1, box.width(), 1), QColor(colours.line))

    def _paint_message(self, painter: QPainter, row: int, line: Line) -> None:
        font = sized(self.font(), 13)
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(THEMES[self.cells.theme].warn))
        box = QRectF(8, self.rowViewportPosition(row) + 6, self.viewport().width() - 16, ROW_PX - 10)
        write_lines(painter, box, wrapped(line.message, font, box.width(), 3), Qt.AlignmentFlag.AlignLeft)
        painter.restore()
