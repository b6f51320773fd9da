"""Own places: drawn on the map by clicks, named in the languages, with a source; changed and deleted later."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QWidget

from data.briefing.edits import new_id, part_of, with_part, without_part
from data.briefing.value import Place
from data.reading import Position
from data.texts import N_, Texts
from maps.commands import DrawMeasure
from ui.briefing.document import Document
from ui.briefing.place_box import PlaceBox
from ui.map.view import MapView
from ui.session import Session

DRAW = "draw"
NOTHING = DrawMeasure((), (), (), (), (), False)
FEWEST = {"point": 1, "line": 2, "area": 3}


class OwnPlacesTool(QObject):
    """Takes the clicks on the map while a place is drawn; its box holds the kind, then names and sources."""

    def __init__(self, window: QMainWindow, document: Document, session: Session, texts: Texts) -> None:
        """Be closed at first; the box is made when first needed."""
        super().__init__(window)
        self._document = document
        self._session = session
        self._texts = texts
        self._ground: QWidget = window.centralWidget() or window
        self._made: PlaceBox | None = None
        self._changed: str | None = None
        self.is_on = False
        self.points: list[Position] = []
        self.is_done = False
        session.tool_clicked.connect(self._on_click)
        session.tool_changed.connect(self._on_tool)
        document.opened.connect(self.cancel)

    @property
    def box(self) -> PlaceBox:
        """The box, made if need be."""
        if self._made is None:
            self._made = PlaceBox(self._ground, self._session, self._texts)
            self._made.kind_chosen.connect(self.draw)
            self._made.done.connect(self.end)
            self._made.again.connect(lambda: self.draw(self.box.kind))
            self._made.kept.connect(self.keep)
            self._made.cancelled.connect(self.cancel)
        return self._made

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        if self._made:
            self._made.retext(texts)

    def toggle(self) -> None:
        """Begin to draw a place, or stop."""
        if self.is_on:
            self.cancel()
        else:
            self._changed = None
            self.box.show_place(None, self._document.briefing, self._session.atlas)
            self.draw("point")

    def draw(self, kind: Literal["point", "line", "area"]) -> None:
        """Draw a point, a line or an area, from its first click."""
        self.is_on, self.points, self.is_done = True, [], False
        self._session.set_tool(DRAW)
        self.box.ask_for_points(kind)
        self._show()
        (self._ground.view if isinstance(self._ground, MapView) else self._ground).setFocus()

    def change(self, name: str) -> None:
        """Open an own place to change its names, sources or note, or to draw it anew."""
        place = self._place(name)
        if place:
            self.is_on, self._changed = True, name
            self.points, self.is_done = list(place.positions), True
            self.box.show_place(place, self._document.briefing, self._session.atlas)
            self.box.ask_for_names()

    def delete(self, name: str) -> None:
        """Take an own place off the map, with its claims and the links that led to it alone."""
        if self._place(name):
            if self._changed == name:
                self.cancel()
            self._document.edit(N_("Delete the place"), without_part(self._document.briefing, "place", name))

    def end(self) -> None:
        """End the drawing, if there are points enough."""
        if self.is_on and not self.is_done and len(self.points) >= FEWEST[self.box.kind]:
            self.is_done = True
            self._session.set_tool("")
            self.box.ask_for_names()
            self._show()

    def keep(self) -> None:
        """Put the place on the map, or change it; one step of the history."""
        names = self.box.names
        if not names:
            self.box.tell(self._texts("Give the place a name in one language at least."))
            return
        if self.box.sources.has_half_written and not self.box.sources.add():
            return
        old = self._place(self._changed) if self._changed else None
        briefing, sources = self._document.briefing, self.box.sources.picked
        note: Any = self.box.note_with(old.note if old else None)
        made = Place(
            id=old.id if old else new_id(briefing, "place", self._session.facts.features),
            kind=self.box.kind,
            names=names,
            positions=tuple((lon, lat) for lon, lat in self.points),
            note=note,
            sources=sources,
            confidence=_confidence(old, sources),
            is_private=old is not None and old.is_private,
        )
        briefing = with_part(self.box.sources.with_sources(briefing), made)
        self._close()
        self._document.edit(N_("Change the place") if old else N_("Add a place"), briefing)
        if made.id in self._session.atlas.features:
            self._session.select((made.id,), fly=False)

    def cancel(self) -> bool:
        """Close without keeping; tells whether there was anything."""
        was_on = self.is_on
        self._close()
        return was_on

    def _close(self) -> None:
        if not self.is_on:
            return
        self.is_on, self._changed, self.points = False, None, []
        self.box.hide()
        self._show()
        if self._session.tool == DRAW:
            self._session.set_tool("")

    def _on_tool(self, tool: str) -> None:
        """End when another tool takes the clicks before the drawing is done."""
        if self.is_on and not self.is_done and tool != DRAW:
            self._close()

    def _on_click(self, lon: float, lat: float, is_last: bool) -> None:
        if not self.is_on or self.is_done or self._session.tool != DRAW:
            return
        point = ((lon + 170.0) % 360.0 - 170.0, lat)
        is_closing = self.box.kind == "area" and len(self.points) >= FEWEST["area"] and point == self.points[0]
        if not is_closing and (not self.points or point != self.points[-1]):
            self.points.append(point)
        self.box.show_count(len(self.points), is_enough=len(self.points) >= FEWEST[self.box.kind])
        self._show()
        if is_closing or is_last or self.box.kind == "point":
            self.end()

    def _show(self) -> None:
        """Draw what there is so far."""
        if not self.points or not self.is_on:
            self._session.measure_changed.emit(NOTHING)
            return
        is_closed = self.box.kind == "area" and self.is_done
        line = [*self.points, self.points[0]] if is_closed else self.points
        lons, lats = zip(*self.points, strict=True)
        line_lons, line_lats = zip(*line, strict=True)
        self._session.measure_changed.emit(DrawMeasure(lons, lats, ("",) * len(lons), line_lons, line_lats, is_closed))

    def _place(self, name: str) -> Place | None:
        try:
            found = part_of(self._document.briefing, "place", name)
        except KeyError:
            return None
        return found if isinstance(found, Place) else None


def _confidence(old: Place | None, sources: tuple[str, ...]) -> Any:
    """Return how sure a place is: without a source nobody has verified it."""
    if not sources:
        return "unverified"
    return old.confidence if old and old.confidence != "unverified" else "medium"
