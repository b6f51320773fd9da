"""The table of ways: the first column stays in sight while the others scroll, and each row has its bar of countries."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from data.texts import Texts
from maps.scene import Theme
from ui.comparing.bars import ROW_PX, CellDelegate
from ui.comparing.lines import COLUMNS, COUNTRIES, PIN, WAY, Line
from ui.comparing.model import WaysModel
from ui.comparing.views import FiguresView, Index, RowsView

FROZEN = (WAY, PIN)
PIN_PX = 28
FROZEN_PART = 0.37
FROZEN_PX = (136, 236)
"""The least and the most of what stays in sight."""

Select = QItemSelectionModel.SelectionFlag


class WaysTable(QWidget):
    """The two halves with one model and one selection."""

    picked = Signal(str)
    """A way was walked onto from the keyboard."""
    acted = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self.model = WaysModel(self)
        self.delegate = CellDelegate(theme, self)
        self.names = RowsView(self.model, FROZEN, self.delegate)
        self.figures = FiguresView(
            self.model, tuple(name for name in COLUMNS if name not in (*FROZEN, COUNTRIES)), self.delegate
        )
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setSelectionModel(self.figures.selectionModel())
        self.names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(self.figures)
        self._is_marking = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.names, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.figures, 1, Qt.AlignmentFlag.AlignTop)
        for view in (self.names, self.figures):
            view.acted.connect(self._on_acted)
            view.heading.sectionClicked.connect(self._sort)
        self.figures.selectionModel().currentRowChanged.connect(self._on_current)

    def retext(self, texts: Texts, theme: Theme, countries: dict[str, str]) -> None:
        """Head the columns in a language, and paint in a theme."""
        self.delegate.theme = theme
        self.model.retext(texts, countries)
        for view in (self.names, self.figures):
            view.setAccessibleName(texts("Ways compared"))
            view.setAccessibleDescription(
                texts("Enter shows a way on the map, P pins it, Delete removes one of your own, Alt+S sorts.")
            )
        self.fit()

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Show other lines; what is marked is for ``mark`` to say."""
        self._is_marking = True
        spans = [cell.span for line in lines for cell in line.cells.values() if cell.span]
        self.delegate.most_days = max((high for _, high in spans), default=1.0)
        self.model.show_lines(lines)
        self._is_marking = False
        self.fit()

    def show_pins(self, pinned: tuple[str, ...]) -> None:
        """Show which rows are pinned."""
        self.delegate.pinned = pinned
        self.model.show_pins(pinned)
        self.names.viewport().update()

    def mark(self, ways: tuple[str, ...]) -> None:
        """Mark exactly the rows of these ways."""
        chosen = QItemSelection()
        rows = [row for row in (self.model.row_of(way) for way in ways) if row >= 0]
        for row in rows:
            chosen.select(self.model.index(row, 0), self.model.index(row, len(COLUMNS) - 1))
        self._is_marking = True
        picks = self.figures.selectionModel()
        if rows and picks.currentIndex().row() not in rows:
            column = max(picks.currentIndex().column(), COLUMNS.index("km"))
            picks.setCurrentIndex(self.model.index(rows[0], column), Select.NoUpdate)
        picks.select(chosen, Select.ClearAndSelect)
        self._is_marking = False
        for view in (self.names, self.figures):
            view.viewport().update()

    def marked(self) -> tuple[str, ...]:
        """Return the ways whose rows are marked, from the top."""
        rows = sorted({index.row() for index in self.figures.selectionModel().selectedRows()})
        return tuple(self.model.lines[row].id for row in rows)

    def row_box(self, way: str) -> QRect:
        """Return where a way's row lies in the table."""
        row = self.model.row_of(way)
        top = self.figures.heading.height() + self.figures.rowViewportPosition(row)
        return QRect(0, top, self.width(), ROW_PX)

    def sort_by(self, column: str) -> None:
        """Sort by a column; the marks stay with their ways."""
        if column == PIN:
            return
        marked = self.marked()
        self._is_marking = True
        self.model.sort_by(column)
        self._is_marking = False
        self.mark(marked)
        for view in (self.names, self.figures):
            view.heading.show_sorting(self.model.column, descending=self.model.descending)

    def sort_here(self) -> None:
        """Sort by the column of the current cell."""
        column = self.figures.currentIndex().column()
        if column >= 0:
            self.sort_by(COLUMNS[column])

    def fit(self) -> None:
        """Give the columns their widths, the headings one height, and the table the height of its rows."""
        frozen = min(max(round(self.width() * FROZEN_PART), FROZEN_PX[0]), FROZEN_PX[1])
        self.names.setFixedWidth(frozen)
        self.names.setColumnWidth(COLUMNS.index(WAY), frozen - PIN_PX)
        self.names.setColumnWidth(COLUMNS.index(PIN), PIN_PX)
        for at, column in enumerate(COLUMNS):
            if column not in (*FROZEN, COUNTRIES):
                self.figures.setColumnWidth(at, self.figures.heading.width_for(column, self.model))
        height = max(view.heading.needed_height() for view in (self.names, self.figures))
        bar = self.figures.horizontalScrollBar()
        needs_bar = self.figures.heading.length() > self.width() - frozen
        rows = ROW_PX * self.model.rowCount()
        for view in (self.names, self.figures):
            view.heading.setFixedHeight(height)
            extra = bar.sizeHint().height() if view is self.figures and needs_bar else 0
            view.setFixedHeight(height + rows + extra + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Divide the new width."""
        super().resizeEvent(event)
        self.fit()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be as high as the rows."""
        return QSize(400, self.figures.height())

    def _sort(self, section: int) -> None:
        self.sort_by(COLUMNS[section])

    def _on_acted(self, act: str, way: str) -> None:
        self.figures.setFocus(Qt.FocusReason.MouseFocusReason)
        self.acted.emit(act, way)

    def _on_current(self, index: Index, _: Index) -> None:
        line = self.figures.line_at(index)
        if line and not self._is_marking:
            self.picked.emit(line.id)
