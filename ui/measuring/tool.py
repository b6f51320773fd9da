"""The measuring tool: clicks on the map become a line or an area; the figures follow at once, the countries soon."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QWidget

from data.reading import Position
from data.texts import Texts
from maps.commands import DrawMeasure
from maps.measuring import Grounds, Measured, measured
from maps.scene import Scene
from ui.background import run_in_background
from ui.map.view import MapView
from ui.measuring.panel import MeasurePanel
from ui.measuring.wording import Wording
from ui.session import Session
from ui.theme import THEMES

NOTHING = DrawMeasure((), (), (), (), (), False)
NAME = "measure"

Answer = tuple[tuple[tuple[Position, ...], bool], Measured]
"""What was asked (points, whether closed) and what it measures."""


class MeasureTool(QObject):
    """Takes the clicks while it is on."""

    def __init__(self, window: QMainWindow, session: Session, texts: Texts) -> None:
        """Be off at first."""
        super().__init__(window)
        self._session = session
        self._map: QWidget = window.centralWidget() or window
        self._wording = Wording(session.atlas, texts)
        self._grounds: Grounds | None = None
        self._is_loading = False
        self.is_done = False
        self.points: list[Position] = []
        self.is_on = False
        self.is_closed = False
        self.found: Measured | None = None
        self.is_pending = False
        """Whether the shares per country are being looked up."""
        self.panel = MeasurePanel(self._map)
        self.panel.copy_asked.connect(self.copy)
        self.panel.clear_asked.connect(self.clear)
        self.panel.close_asked.connect(self.toggle)
        self._drawn = NOTHING
        session.tool_clicked.connect(self._on_click)
        session.measure_changed.connect(self._draw_again)
        session.tool_changed.connect(self._on_tool)
        if isinstance(self._map, MapView):
            self._map.ready.connect(self._tell_page)
        self.retext(texts)

    def toggle(self) -> None:
        """Begin to measure, or stop and clear what was measured."""
        self.is_on = not self.is_on
        if self.is_on:
            self._load_grounds()
        else:
            self.clear()
        self.panel.setVisible(self.is_on)
        self._session.set_tool(NAME if self.is_on else "")
        self._refresh()
        if isinstance(self._map, MapView):
            self._map.view.setFocus()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language and in the theme's colours."""
        self._wording = Wording(self._session.atlas, texts)
        self.panel.retext(texts, THEMES[self._session.scene.theme])
        self._refresh()

    def show_scene(self, scene: Scene) -> None:
        """Follow nothing: what is measured does not depend on the scene."""

    def clear_one_level(self) -> bool:
        """Clear the line, or where there is none stop measuring; tells whether there was anything to do."""
        if not self.is_on:
            return False
        if self.points:
            self.clear()
        else:
            self.toggle()
        return True

    def clear(self) -> None:
        """Begin anew."""
        self.points, self.is_closed, self.is_done = [], False, False
        self._measure()

    def copy(self) -> None:
        """Copy the figures."""
        if self.found and self.found.segments_km:
            text = self._wording.as_text(self.found, is_closed=self.is_closed)
            QGuiApplication.clipboard().setText(text)

    # Clicks

    def _on_tool(self, tool: str) -> None:
        """End when another tool takes the clicks."""
        if self.is_on and tool != NAME:
            self.is_on = False
            self.clear()
            self.panel.hide()

    def _on_click(self, lon: float, lat: float, is_last: bool) -> None:
        point = (lon, lat)
        if not self.is_on or (is_last and self.is_done):
            return
        if self.is_done:
            self.points, self.is_closed, self.is_done = [], False, False
        if len(self.points) >= 3 and point == self.points[0]:
            self.is_closed = self.is_done = True
        elif not self.points or point != self.points[-1]:
            self.points.append(point)
        self.is_done = self.is_done or (is_last and len(self.points) > 1)
        self._measure()

    def _measure(self) -> None:
        """Measure at once what can be had at once, and look up the rest."""
        self.found = measured(self.points, is_closed=self.is_closed) if self.points else None
        self.is_pending = len(self.points) > 1
        if self.is_pending and self._grounds:
            self._look_up(self._grounds)
        self._refresh()

    def _look_up(self, grounds: Grounds) -> None:
        asked = tuple(self.points), self.is_closed

        def look_up() -> Answer:
            return asked, measured(asked[0], grounds, is_closed=asked[1])

        run_in_background(look_up, self._take_shares, _raise, self)

    def _take_shares(self, answer: Answer) -> None:
        """Show the shares, unless another point was clicked since they were asked for."""
        asked, found = answer
        if asked == (tuple(self.points), self.is_closed):
            self.found, self.is_pending = found, False
            self._refresh()

    def _load_grounds(self) -> None:
        """Import shapely and index the countries, once."""
        if self._grounds or self._is_loading:
            return
        self._is_loading = True
        polygons = {country.id: country.polygons for country in self._session.atlas.countries.values()}
        run_in_background(lambda: Grounds(polygons), self._take_grounds, _raise, self)

    def _take_grounds(self, grounds: Grounds) -> None:
        self._grounds = grounds
        self._is_loading = False
        self._measure()

    # What is seen

    def _refresh(self) -> None:
        """Show what was measured, in the panel and on the map."""
        self.panel.show_measure(self.found, self._wording, is_closed=self.is_closed, is_pending=self.is_pending)
        drawing = self._drawing()
        if drawing != self._drawn:
            self._drawn = drawing
            self._session.measure_changed.emit(drawing)

    def _draw_again(self, drawing: DrawMeasure) -> None:
        """Come back when what took the line's place (a pin of the search) has gone."""
        if drawing == NOTHING != self._drawn:
            self._session.measure_changed.emit(self._drawn)

    def _drawing(self) -> DrawMeasure:
        if not self.found:
            return NOTHING
        ring = [*self.points, self.points[0]] if self.is_closed else self.points
        line = self._grounds.curve(self.points, is_closed=self.is_closed) if self._grounds else ring
        lons, lats = zip(*self.points, strict=True)
        line_lons, line_lats = zip(*line, strict=True)
        texts = self._wording.at_points(self.found, len(self.points))
        return DrawMeasure(lons, lats, texts, line_lons, line_lats, self.is_closed)

    def _tell_page(self) -> None:
        """Tell a page that came back what it cannot know."""
        if self.is_on:
            self._session.tool_changed.emit(NAME)
            self._session.measure_changed.emit(self._drawn)


def _raise(error: Exception) -> None:
    """Let the crash dialog tell of what nobody foresaw."""
    raise error
