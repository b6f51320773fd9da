"""The headings of the table: wrapped, right above figures, with a mark where it is sorted."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from maps.scene import Theme
from ui.comparing.lines import COLUMNS, PIN, WAY
from ui.comparing.model import WaysModel
from ui.comparing.writing import sized, wrapped, write_lines
from ui.theme import THEMES

FONT_PX = 11
LINES = 3
MARGIN_PX = 5
LEAST_PX = {"km": 66, "days": 74, "capacity": 104, "volume": 104}
MOST_PX = 200
WHOLE_WORD_PX = 50


class Heading(QHeaderView):
    """Paints headings itself, since style sheets cannot wrap them."""

    def __init__(self, parent: QWidget) -> None:
        """Make it clickable."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(20)
        self._column, self._descending = "", False

    def show_sorting(self, column: str, *, descending: bool) -> None:
        """Mark the column by which it is sorted."""
        self._column, self._descending = column, descending
        self.viewport().update()

    def width_for(self, column: str, model: WaysModel) -> int:
        """Return how wide a column is to be: its longest word, its widest figure."""
        metrics = QFontMetricsF(self.letters)
        words = model.title(column).replace("-", "- ").split()
        heading = max((metrics.horizontalAdvance(word) for word in words), default=0.0)
        if heading > WHOLE_WORD_PX and ord(words[0][0]) > 0x2E80:
            heading /= 2  # written without spaces: it may break anywhere
        figures = QFontMetricsF(sized(self.font(), 13, is_bold=column == "km"))
        notes = QFontMetricsF(sized(self.font(), 11))
        widest = 0.0
        for line in model.lines:
            cell = line.cells[column]
            widest = max(widest, figures.horizontalAdvance(cell.text), notes.horizontalAdvance(cell.note))
        if column == "km":
            widest += 14
        return min(max(round(max(heading + 12, widest + 10)), LEAST_PX.get(column, 40)), MOST_PX)

    def needed_height(self) -> int:
        """Return how high it is to be for all its headings."""
        most = 1
        for at in range(self.count()):
            if not self.isSectionHidden(at):
                most = max(most, len(self.lines_of(at)))
        return round(most * (QFontMetricsF(self.letters).height() - 1)) + 2 * MARGIN_PX + 5

    def lines_of(self, section: int) -> list[str]:
        """Return the lines of a heading in the width it has."""
        if COLUMNS[section] == PIN:
            return []
        title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
        room = self.sectionSize(section) - 6 - (8 if COLUMNS[section] == WAY else 0)
        return wrapped(title, self.letters, room, LINES)

    @property
    def letters(self) -> QFont:
        """The font of headings."""
        return sized(self.font(), FONT_PX, is_bold=True)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802  Qt's name
        """Paint a heading."""
        app = QApplication.instance()
        theme: Theme = "dark" if app and app.property("atlas_theme") == "dark" else "light"
        colours = THEMES[theme]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(colours.window))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        is_sorted = COLUMNS[section] == self._column
        painter.setPen(QColor(colours.accent if is_sorted else colours.text))
        painter.setFont(self.letters)
        lines = self.lines_of(section)
        height = len(lines) * (QFontMetricsF(self.letters).height() - 1)
        left = 10 if COLUMNS[section] == WAY else 2
        box = QRectF(rect).adjusted(left, rect.height() - height - MARGIN_PX - 5, -4, 0)
        align = Qt.AlignmentFlag.AlignLeft if COLUMNS[section] == WAY else Qt.AlignmentFlag.AlignRight
        write_lines(painter, box, lines, align)
        if is_sorted:
            self._paint_arrow(painter, rect, colours.accent, is_left=COLUMNS[section] == WAY)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, rect: QRect, colour: str, *, is_left: bool) -> None:
        x, y = (rect.left() + 14.0 if is_left else rect.right() - 8.0), rect.bottom() - 5.0
        way = 1.0 if self._descending else -1.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(
            QPolygonF([QPointF(x - 4, y - 2 * way), QPointF(x + 4, y - 2 * way), QPointF(x, y + 2.5 * way)])
        )
