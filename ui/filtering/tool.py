"""The filter tool: the panel when it is asked for, the chips whenever something is filtered."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QMainWindow

from data.texts import Texts
from maps.facets import cleared, toggled
from maps.filtering import is_filtered
from maps.scene import NO_FILTERS, Scene
from ui.filtering.chips import ChipBar
from ui.filtering.panel import FilterPanel
from ui.map.view import MapView
from ui.session import Session


class FilterTool(QObject):
    """Turns what is chosen into filters of the scene, and shows those that the scene has."""

    def __init__(self, window: QMainWindow, session: Session, texts: Texts) -> None:
        """Put panel and chips into the window, out of sight."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._texts = texts
        self._told = ""
        self._map = window.centralWidget() or window
        self.panel = FilterPanel(session.atlas, self._map)
        self.chips = ChipBar(session.atlas)
        self.chips.hide()
        window.addToolBarBreak()
        window.addToolBar(self.chips)
        self.panel.tree.picked.connect(self._toggle_value)
        self.panel.near.asked.connect(self._set_near)
        self.panel.clear_asked.connect(self.clear_all)
        self.panel.close_asked.connect(self.toggle)
        self.chips.clear_asked.connect(self.clear_all)
        self.chips.taken_off.connect(self._take_off)
        self.retext(texts)

    def toggle(self) -> None:
        """Show the panel and put the keyboard into it, or put it away."""
        is_shown = not self.panel.isVisibleTo(self._window)
        self.panel.setVisible(is_shown)
        self.show_scene(self._session.scene)
        if is_shown:
            self.panel.place()
            self.panel.tree.begin()
            self.panel.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            (self._map.view if isinstance(self._map, MapView) else self._map).setFocus()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.panel.retext(texts, self._session.scene)
        self.chips.retext(texts, self._session.scene)
        self.show_scene(self._session.scene)

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene. The bar comes with the panel, so that nothing jumps at the first choice."""
        is_open = self.panel.isVisibleTo(self._window)
        self.chips.show_scene(scene, self._texts)
        self.chips.setVisible(is_open or is_filtered(scene))
        if is_open:
            self.panel.show_scene(scene, self._texts)
        told = self.chips.count.text()
        if told != self._told and is_filtered(scene):
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.chips, told))
        self._told = told

    def clear_all(self) -> None:
        """Take all filters off."""
        self._apply(self._session.scene.with_filters(NO_FILTERS).with_period(None))

    def _toggle_value(self, facet: str, value: str) -> None:
        self._apply(toggled(self._session.atlas, self._session.scene, facet, value))

    def _take_off(self, facet: str, value: str | None) -> None:
        scene = self._session.scene
        self._apply(toggled(self._session.atlas, scene, facet, value) if value else cleared(scene, facet))

    def _set_near(self, km: float | None) -> None:
        scene = self._session.scene
        self._apply(scene.with_filters(replace(scene.filters, near_km=km)))

    def _apply(self, wanted: Scene) -> None:
        """Show what a scene lets through."""
        for part in sorted(wanted.parts - self._session.scene.parts):
            self._session.toggle_part(part)
        self._session.set_filters(wanted.filters)
        self._session.set_period(wanted.period)
