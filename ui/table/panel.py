"""What the table's dock shows: the choice of a table, a text to filter by, and the rows."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from data.texts import Texts
from maps.tables import TABLES
from ui.feature_list import FilterField
from ui.icons import draw_icon
from ui.table.model import SheetModel
from ui.theme import Colours

WIDTH_PX = (64, 320)
"""The least and the most of a column at first."""
ROW_PX = 26
SAMPLE_ROWS = 60
"""So many rows decide how wide a column is at first."""


class TablePanel(QWidget):
    """The widgets; ``TableTool`` says what they do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Lay out the widgets, without texts yet."""
        super().__init__(parent)
        self.choice = QComboBox()
        for table in TABLES:
            self.choice.addItem("", table.id)
        self.choice.setMaxVisibleItems(len(TABLES))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.field = FilterField()
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumWidth(120)
        self.field.setMaximumWidth(320)
        self.only_seen = QToolButton()
        self.only_seen.setCheckable(True)
        self.only_seen.setProperty("role", "toggle")
        self.count = QLabel()
        self.copy, self.export, self.close_button = QPushButton(), QPushButton(), QToolButton()
        self.model = SheetModel(self)
        self.view = QTableView()
        self._set_up_view()
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 6, 10, 6)
        bar.setSpacing(8)
        before: tuple[QWidget, ...] = (self.choice, self.field, self.only_seen)
        after: tuple[QWidget, ...] = (self.copy, self.export, self.close_button)
        for widget in before:
            bar.addWidget(widget)
        bar.addWidget(self.count, 1)
        for widget in after:
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.keys = [self._key(key) for key in (QKeySequence.StandardKey.Copy, "Return", "Enter", "Alt+S")]

    def retext(self, texts: Texts, colours: Colours) -> None:
        """Write everything in a language, and draw in a theme's colours."""
        for at, table in enumerate(TABLES):
            self.choice.setItemText(at, texts(table.title))
        self.choice.setAccessibleName(texts("Table"))
        self.choice.setToolTip(texts("Which table"))
        self.field.setPlaceholderText(texts("Filter rows"))
        self.field.setAccessibleName(texts("Filter rows"))
        self.only_seen.setText(texts("On the map now"))
        self.only_seen.setToolTip(
            texts("Only what the map shows now: its layers, filters, time and area. Click again for all rows.")
        )
        self.copy.setText(texts("Copy"))
        self.copy.setToolTip(texts("Copy the selected rows, or all rows if none is selected (Ctrl+C)"))
        self.export.setText(texts("Export CSV…"))
        self.export.setToolTip(texts("Write the rows shown to a file for spreadsheets"))
        self.close_button.setToolTip(texts("Close the table"))
        self.close_button.setAccessibleName(texts("Close the table"))
        self.close_button.setIcon(draw_icon("close", colours.text, colours.line))
        self.view.setAccessibleName(texts("Rows of the table"))
        self.view.setAccessibleDescription(
            texts("Selecting a row selects its place on the map. Enter shows it on the map, Alt+S sorts by the column.")
        )

    def selected_rows(self) -> list[int]:
        """Return the selected rows, from the top."""
        return sorted(index.row() for index in self.view.selectionModel().selectedRows())

    def selected_keys(self) -> frozenset[str]:
        """Return the keys of the selected lines."""
        return frozenset(self.model.line(row).key for row in self.selected_rows())

    def mark_rows(self, rows: list[int]) -> None:
        """Select exactly these rows and bring the first into sight, up or down; the columns in sight stay."""
        side = self.view.horizontalScrollBar()
        left = side.value()
        chosen = QItemSelection()
        last = self.model.columnCount() - 1
        for row in rows:
            chosen.select(self.model.index(row, 0), self.model.index(row, last))
        picks = self.view.selectionModel()
        picks.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if rows and not any(picks.currentIndex().row() == row for row in rows):
            picks.setCurrentIndex(self.model.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        if rows:
            self.view.scrollTo(self.model.index(rows[0], max(self.view.currentIndex().column(), 0)))
            side.setValue(left)

    def fit_columns(self) -> None:
        """Give each column the width of what its first rows hold, within bounds."""
        metrics, header = self.view.fontMetrics(), self.view.horizontalHeader()
        for at, column in enumerate(self.model.sheet.columns):
            texts = [self.model.sheet.lines[line].cells[at].shown for line in self.model.order[:SAMPLE_ROWS]]
            widest = max([metrics.horizontalAdvance(text) for text in texts], default=0) + 20
            titled = header.fontMetrics().horizontalAdvance(column.title) + 34
            header.resizeSection(at, min(max(widest, titled, WIDTH_PX[0]), max(WIDTH_PX[1], titled)))

    def show_sorting(self) -> None:
        """Let the header say by which column the rows are sorted."""
        header = self.view.horizontalHeader()
        order = Qt.SortOrder.DescendingOrder if self.model.descending else Qt.SortOrder.AscendingOrder
        header.blockSignals(True)
        header.setSortIndicator(-1 if self.model.column is None else self.model.column, order)
        header.blockSignals(False)
        header.viewport().update()

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setSortingEnabled(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setAlternatingRowColors(True)
        view.setWordWrap(False)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(ROW_PX)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = view.horizontalHeader()
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(False)

    def _key(self, key: QKeySequence.StandardKey | str) -> QShortcut:
        return QShortcut(QKeySequence(key), self.view, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
