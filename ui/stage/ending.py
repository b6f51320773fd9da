"""Ending: what the editor looked like when the show began, and how to put it back exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QTabWidget, QWidget
from shiboken6 import isValid

from ui.session import Session
from ui.stage.target import scenes_of

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class EditorState:
    """The editor at one moment: scene, history, tool, panels, tabs, scroll, focus, window."""

    def __init__(self, window: MainWindow, session: Session) -> None:
        """Take note of everything, and let the editor's scenes rest."""
        self._window = window
        self._session = session
        self._scene = session.scene
        self._history = (list(session._back), list(session._forward))
        self._tool = session.tool
        self._geometry, self._panels = window.saveGeometry(), window.saveState()
        self._focus = window.focusWidget()
        self._tabs = {tabs: tabs.currentIndex() for tabs in window.findChildren(QTabWidget)}
        self._places = {
            area: (area.horizontalScrollBar().value(), area.verticalScrollBar().value())
            for area in window.findChildren(QAbstractScrollArea)
        }
        scenes = scenes_of(window.editor)
        self._at = (
            (scenes.current, scenes.step, scenes.is_on_show, scenes.is_changed, scenes._fitted) if scenes else None
        )
        if scenes:
            scenes.is_on_show = False  # what the show shows is no exploring
        session.set_tool("")

    def restore(self) -> None:
        """Put everything back. The map is in the editor's window again by then."""
        window, session = self._window, self._session
        session.show(self._scene)
        session._back[:], session._forward[:] = self._history
        session.set_tool(self._tool)
        scenes = scenes_of(window.editor)
        if scenes and self._at and any(scene.id == self._at[0] for scene in scenes.all):
            scenes.current, scenes.step, scenes.is_on_show, scenes.is_changed, scenes._fitted = self._at
            scenes.step = min(scenes.step, len(scenes.scene.steps) if scenes.scene else 0)
            scenes.went.emit()
        window.follow(session.scene)
        if window.saveState() != self._panels:
            window.restoreState(self._panels)
        if window.saveGeometry() != self._geometry:
            window.restoreGeometry(self._geometry)
        for tabs, at in self._tabs.items():
            if isValid(tabs):
                tabs.setCurrentIndex(at)
        window.raise_()
        window.activateWindow()
        self._look_again()
        QTimer.singleShot(0, window, self._look_again)  # once the panels are laid out anew

    def _look_again(self) -> None:
        for area, (across, down) in self._places.items():
            if isValid(area):
                area.horizontalScrollBar().setValue(across)
                area.verticalScrollBar().setValue(down)
        focus: QWidget | None = self._focus
        if focus is not None and isValid(focus) and focus is not QApplication.focusWidget():
            focus.setFocus()
