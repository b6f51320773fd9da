"""A sheet as Qt's views want it. It sorts and filters by itself: in Python, a proxy would ask for every cell."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from maps.tables import Cell, Line, Sheet, arranged

LINE = Qt.ItemDataRole.UserRole
"""The place of a row's line in the sheet."""

NOTHING = Sheet("", "", (), ())
TIP_LETTERS = 40
"""Longer texts are shown whole in a tip: their column may cut them."""

Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """The rows of a sheet that are to be seen, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self.sheet = NOTHING
        self.order: list[int] = []
        self.column: int | None = None
        self.descending = False
        self._text = ""
        self.seen: frozenset[int] | None = None

    def show_sheet(self, sheet: Sheet, seen: frozenset[int] | None) -> None:
        """Take another sheet; the sorting stays if it is the same table in another language."""
        self.beginResetModel()
        if sheet.id != self.sheet.id:
            self.column, self.descending = None, False
        self.sheet, self.seen = sheet, seen
        self.order = self._arranged()
        self.endResetModel()

    def show_only(self, text: str, seen: frozenset[int] | None) -> None:
        """Keep the lines with these words and among those seen."""
        self._text, self.seen = text, seen
        self._reset()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; lines without a value come last."""
        if 0 <= column < len(self.sheet.columns):
            self.column, self.descending = column, order == Qt.SortOrder.DescendingOrder
            self._reset()

    def line(self, row: int) -> Line:
        """Return the line in a row."""
        return self.sheet.lines[self.order[row]]

    def rows_of(self, features: frozenset[str]) -> list[int]:
        """Return the rows that stand for any of these features."""
        lines = self.sheet.lines
        return [row for row, at in enumerate(self.order) if not features.isdisjoint(lines[at].features)]

    def rows_with(self, keys: frozenset[str]) -> list[int]:
        """Return the rows of the lines with these keys."""
        return [row for row, at in enumerate(self.order) if self.sheet.lines[at].key in keys]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's name and default
        """Return how many rows are to be seen."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's name and default
        """Return how many columns the sheet has."""
        return 0 if parent.isValid() else len(self.sheet.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a view asks of a cell."""
        if not index.isValid():
            return None
        column = index.column()
        cell = self.line(index.row()).cells[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.shown
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self._is_numeric(column, cell) else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.shown if len(cell.shown) > TIP_LETTERS else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.sheet.columns[column].title}: {cell.shown}"
        if role == Qt.ItemDataRole.FontRole and cell.note:
            slanted = QFont()
            slanted.setItalic(True)
            return slanted
        return self.order[index.row()] if role == LINE else None

    def headerData(  # noqa: N802  Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the title of a column, or the number of a row."""
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if section >= len(self.sheet.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.sheet.columns[section].title
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter if _is_alignment(role) else None

    def _arranged(self) -> list[int]:
        return arranged(self.sheet, text=self._text, shown=self.seen, column=self.column, descending=self.descending)

    def _reset(self) -> None:
        """Arrange the rows anew; a view that shows them already is left in peace."""
        order = self._arranged()
        if order != self.order:
            self.beginResetModel()
            self.order = order
            self.endResetModel()

    def _is_numeric(self, column: int, cell: Cell) -> bool:
        return self.sheet.columns[column].is_number and not isinstance(cell.value, str) and cell.value is not None


def _is_alignment(role: int) -> bool:
    return role == Qt.ItemDataRole.TextAlignmentRole
