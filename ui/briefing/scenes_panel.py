"""The panel of scenes at the left of the map: the list, the current scene's steps, and how to add one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from data.texts import Texts
from ui.briefing.scene_list import SceneList
from ui.briefing.scenes import Scenes
from ui.briefing.step_bar import StepBar
from ui.briefing.stills import Stills
from ui.theme import THEMES

WIDTH_PX = (168, 208, 360)
"""Least, at first, most."""
LIST_MENU = ("scene.rename", "scene.duplicate", "scene.hide", "scene.up", "scene.down", "scene.delete", "scene.show")
"""The commands that a right click on a scene offers."""


class ScenesPanel(QDockWidget):
    """The dock; it follows the document and the scene on show."""

    def __init__(self, window: QMainWindow, scenes: Scenes, stills: Stills) -> None:
        """Make the dock at the left."""
        super().__init__(window)
        self.setObjectName("scenes")
        self._window, self._scenes = window, scenes
        self._texts: Texts | None = None
        self.list = SceneList(scenes, stills.thumbnail)
        self.steps = StepBar(scenes)
        self.title, self.time, self.empty = QLabel(), QLabel(), QLabel(wordWrap=True)
        self.add = QToolButton()
        self._lay_out()
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget(self))
        window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self)
        window.resizeDocks([self], [WIDTH_PX[1]], Qt.Orientation.Horizontal)
        stills.made.connect(self.list.scene_model.refresh)
        scenes.document.changed.connect(self.follow)
        scenes.touched.connect(self.follow)
        scenes.went.connect(self.follow)
        scenes.session.atlas_changed.connect(self.follow)
        scenes.added.connect(lambda _: self.write_title())

    def take(self, actions: Mapping[str, QAction]) -> None:
        """Offer the menu's commands here too."""
        self.list.addActions([actions[name] for name in LIST_MENU])
        self.steps.take([actions[name] for name in actions if name.startswith("step.")])
        self.add.setDefaultAction(actions["scene.add"])
        menu = QMenu(self.add)
        menu.addActions([actions[name] for name in ("scene.add", "scene.add_title", "scene.add_sources")])
        self.add.setMenu(menu)
        if self._texts:
            self.retext(self._texts)

    def toggle(self) -> None:
        """Show the panel with the focus in it, or put it away."""
        if self.isVisibleTo(self._window):
            self.hide()
        else:
            self.show()
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language, and paint in the theme's colours."""
        self._texts = texts
        self.setWindowTitle(texts("Scenes"))
        self.list.setAccessibleName(texts("Scenes"))
        self.list.delegate.colours = THEMES[self._scenes.session.scene.theme]
        self.empty.setText(texts("Arrange the map, then press Ctrl+Enter."))
        self.add.setText(f"+  {texts('Add scene')}")
        self.add.setToolTip(f"{texts('Add a scene from this view')} (Ctrl+Enter)")
        self.add.setAccessibleName(texts("Add a scene from this view"))
        self.list.scene_model.retext(texts)
        self.steps.retext(texts)
        self.follow()

    def follow(self) -> None:
        """Show what the document holds."""
        texts = self._texts
        if texts is None:
            return
        self.list.scene_model.follow()
        self.list.follow()
        self.steps.follow()
        count = len(self._scenes.all)
        self._stack.setCurrentIndex(1 if count else 0)
        self.title.setText(f"{texts('Scenes')} {count}" if count else texts("Scenes"))
        self.time.setText(self._told_time(texts))

    def _told_time(self, texts: Texts) -> str:
        """Return how long the show is meant to take, and of how much."""
        shown = [scene for scene in self._scenes.all if not scene.is_hidden]
        minutes = round(sum(scene.seconds or 0 for scene in shown) / 60)
        slot = self._scenes.document.briefing.slot_minutes
        if not minutes:
            return ""
        return texts("{n} of {slot} min", n=minutes, slot=slot) if slot else texts("{n} min", n=minutes)

    def write_title(self) -> None:
        """Let the title of a new scene be written at once; if the panel is put away, it comes."""
        self.show()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.write_title()

    def _lay_out(self) -> None:
        self.title.setProperty("role", "speaker")
        self.time.setProperty("role", "meta")
        self.empty.setProperty("role", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.add.setObjectName("addScene")
        self.add.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 4)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.time)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        body = QWidget()
        body.setObjectName("scenesBody")
        body.setMinimumWidth(WIDTH_PX[0])
        body.setMaximumWidth(WIDTH_PX[2])
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.steps)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 0)
        foot.addWidget(self.add, 1)
        column.addLayout(foot)
        self.setWidget(body)
