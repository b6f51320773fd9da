"""The comparison as Qt's views want it: lines in the order asked for, closed ways always last."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from data.texts import Texts, load_texts
from ui.comparing.cell import Cell
from ui.comparing.lines import COLUMNS, PIN, WAY, Line, column_title

LINE = Qt.ItemDataRole.UserRole
"""The line of a row."""

Index = QModelIndex | QPersistentModelIndex


class WaysModel(QAbstractTableModel):
    """The lines of the comparison."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self._given: tuple[Line, ...] = ()
        self.lines: list[Line] = []
        self.column = ""
        self.descending = False
        self.pinned: tuple[str, ...] = ()
        self._texts: Texts = load_texts("en")
        self._countries: dict[str, str] = {}

    def retext(self, texts: Texts, countries: dict[str, str]) -> None:
        """Head the columns in a language; ``countries`` are the names of those that have one."""
        self._texts, self._countries = texts, countries
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def show_lines(self, lines: tuple[Line, ...]) -> None:
        """Take other lines; the sorting stays."""
        self.beginResetModel()
        self._given = lines
        self.lines = self._sorted()
        self.endResetModel()

    def show_pins(self, pinned: tuple[str, ...]) -> None:
        """Mark the rows that are pinned."""
        if pinned != self.pinned:
            self.pinned = pinned
            if self.lines:
                column = COLUMNS.index(PIN)
                self.dataChanged.emit(self.index(0, column), self.index(len(self.lines) - 1, column))

    def sort_by(self, column: str) -> None:
        """Sort by a column; a second time the other way round."""
        self.descending = column == self.column and not self.descending
        self.column = column
        self.beginResetModel()
        self.lines = self._sorted()
        self.endResetModel()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def row_of(self, way: str) -> int:
        """Return the row of a way, or -1."""
        return next((at for at, line in enumerate(self.lines) if line.id == way), -1)

    def title(self, column: str) -> str:
        """Return the heading of a column."""
        return column_title(self._texts, column, self._countries)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's name and default
        """Return how many ways are compared."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's name and default
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a view asks of a cell."""
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], COLUMNS[index.column()]
        cell = line.cells[column]
        if role == LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(line, column, cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._pin_hint(line) if column == PIN else (cell.tip or line.message)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, column, cell)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column == WAY else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(  # noqa: N802  Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.title(COLUMNS[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._texts("{column}: click to sort", column=self.title(COLUMNS[section]))
        return None

    def _shown(self, line: Line, column: str, cell: Cell) -> str:
        if column == PIN:
            return self._texts("Pinned") if line.id in self.pinned else ""
        return cell.text

    def _spoken(self, line: Line, column: str, cell: Cell) -> str:
        """Return a cell as a screen reader says it: whose it is, what it is, and the figure."""
        if column == WAY:
            return " · ".join(part for part in (line.name, line.state, line.message) if part)
        told = self._shown(line, column, cell) or line.message or "–"
        return " · ".join(part for part in (f"{self.title(column)}: {told}", cell.note, line.name) if part)

    def _pin_hint(self, line: Line) -> str:
        if line.id in self.pinned:
            return self._texts("No longer show it side by side (P)")
        return self._texts("Show it side by side with another (P)")

    def _sorted(self) -> list[Line]:
        """Return the lines in order; closed ones, and those without a figure, come last either way."""
        lines = list(self._given)
        if self.column:
            with_value = [line for line in lines if line.cells[self.column].value is not None]
            without = [line for line in lines if line.cells[self.column].value is None]
            with_value.sort(key=lambda line: _key(line.cells[self.column]), reverse=self.descending)
            lines = with_value + without
        return [line for line in lines if not line.message] + [line for line in lines if line.message]


def _key(cell: Cell) -> tuple[str, float]:
    """Return what a cell is sorted by; figures in one unit stand together."""
    value = cell.value
    if isinstance(value, tuple):
        return value
    return (value, 0.0) if isinstance(value, str) else ("", value or 0.0)
