"""The chart of volumes as a widget: drawn in the background for its width, theme and language."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from data.atlas import Atlas
from data.texts import Texts
from maps.charts.middle import TITLES, Chart, middle_chart
from maps.charts.volumes import Paint
from maps.scene import Theme
from maps.styles import GROUP_COLOURS
from ui.background import run_in_background
from ui.comparing.work import whole_program
from ui.theme import THEMES

STEP_PX = 20
"""Its width is taken in steps, so that dragging the reader does not draw it for every pixel."""
AFTER_RESIZE_MS = 150
FIRST_PX = 300


@dataclass(frozen=True, slots=True)
class Wanted:
    """What decides how the chart looks."""

    language: str
    theme: Theme
    width_px: int


class VolumeChart(QWidget):
    """Shows the chart; its numbers are its accessible description."""

    def __init__(
        self, atlas: Atlas, texts: Texts, theme: Theme, unit: str = "Mt", parent: QWidget | None = None
    ) -> None:
        """Show nothing until the chart of the volumes in a unit is drawn."""
        super().__init__(parent)
        self._atlas, self._texts, self._theme = atlas, texts, theme
        self._unit = unit
        self._asked: Wanted | None = None
        self._is_at_work = False
        self.drawn: Wanted | None = None
        self._picture = QSvgRenderer(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(FIRST_PX)
        self._rest = QTimer(self, singleShot=True, interval=AFTER_RESIZE_MS)
        self._rest.timeout.connect(self._draw)

    def retext(self, texts: Texts, theme: Theme) -> None:
        """Draw in a language and a theme."""
        self._texts, self._theme = texts, theme
        self.setAccessibleName(texts(TITLES[self._unit]))
        if self.isVisible():
            self._draw()

    @property
    def is_drawn(self) -> bool:
        """Whether the chart on show is the one wanted."""
        return self.drawn == self._wanted()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Draw when first seen, or when something changed meanwhile."""
        super().showEvent(event)
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Draw for the new width when it has come to rest."""
        super().resizeEvent(event)
        self._fit()
        self._rest.start()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the chart, at the width of the panel."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(THEMES[self._theme].card))
        if self._picture.isValid():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._picture.render(painter, QRectF(0, 0, self.width(), self.height()))
        painter.end()

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be as wide as the panel."""
        return QSize(FIRST_PX, self.height())

    def _wanted(self) -> Wanted:
        return Wanted(self._texts.language, self._theme, max(self.width() // STEP_PX * STEP_PX, FIRST_PX))

    def _draw(self) -> None:
        """Have it drawn, unless it is; one piece of work at a time."""
        wanted = self._wanted()
        if wanted == self._asked or self._is_at_work or not self.isVisible():
            return
        self._asked, self._is_at_work = wanted, True
        atlas, texts, unit = self._atlas, self._texts, self._unit
        colours = THEMES[wanted.theme]
        paint = Paint(colours.card, colours.text, colours.muted, colours.line, GROUP_COLOURS["middle"][wanted.theme])

        def work() -> Chart:
            return middle_chart(atlas, texts, paint, float(wanted.width_px), unit)

        run_in_background(work, self._take, self._fail, whole_program())

    def _take(self, chart: Chart) -> None:
        self._is_at_work = False
        self.drawn = self._asked
        self._picture.load(QByteArray(chart.svg.encode()))
        self._picture.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setAccessibleDescription(chart.told)
        self._fit()
        self.update()
        self._draw()

    def _fit(self) -> None:
        """Take the height that the chart has at this width."""
        box = self._picture.viewBoxF()
        if self._picture.isValid() and box.width() > 0:
            height = round(self.width() * box.height() / box.width())
            if height != self.height():
                self.setFixedHeight(height)

    def _fail(self, error: Exception) -> None:
        """Let the crash dialog tell of what nobody foresaw."""
        self._is_at_work = False
        raise error
