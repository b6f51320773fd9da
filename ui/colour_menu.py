"""The menu of the indicators by which countries can be coloured: one at a time, or none."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from data.texts import N_, Texts
from maps.indicators import indicator_ids, indicator_title
from maps.scene import Scene
from ui.session import Session

TITLE = N_("Colour countries by")
NONE = N_("No colours")


class ColourMenu:
    """Fills a menu and keeps it in step with the scene."""

    def __init__(self, menu: QMenu, session: Session) -> None:
        """Add an entry for each indicator and one for none."""
        self._menu = menu
        self._session = session
        group = QActionGroup(menu)
        self.actions: dict[str | None, QAction] = {}
        for name in (None, *indicator_ids(session.atlas)):
            action = menu.addAction("")
            action.setCheckable(True)
            action.triggered.connect(partial(self._choose, name))
            group.addAction(action)
            self.actions[name] = action
            if name is None:
                menu.addSeparator()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._menu.setTitle(texts(TITLE))
        for name, action in self.actions.items():
            action.setText(indicator_title(self._session.atlas, name, texts) if name else texts(NONE))

    def show_scene(self, scene: Scene) -> None:
        """Tick the indicator on show."""
        self.actions.get(scene.indicator, self.actions[None]).setChecked(True)

    def _choose(self, name: str | None, *_: object) -> None:
        self._session.set_indicator(name)
