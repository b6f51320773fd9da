"""The command bar above the map and the status bar below it."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QStatusBar, QToolBar, QToolButton, QWidget

from data import formats
from data.texts import LANGUAGE_NAMES, Texts
from maps.cards.desk import formatted_position
from maps.scene import Camera, Scene
from maps.visible import visible_deposits
from ui.icons import draw_icon
from ui.menus import Menus
from ui.session import Session
from ui.theme import THEMES

BAR_PX = 44
NAME_PX = 320
METRES_PER_DEGREE = 111_320.0
METRES_PER_INCH = 0.0254


class CommandBar(QToolBar):
    """Title, view back and forward, language, theme, reader."""

    def __init__(self, menus: Menus, parent: QWidget | None = None) -> None:
        """Make the bar; its buttons run the menus' commands."""
        super().__init__(parent)
        self.setObjectName("commandBar")
        self.setMovable(False)
        self.setFixedHeight(BAR_PX)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._menus = menus
        self.title = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.title.setObjectName("windowTitle")
        self.addWidget(self.title)
        self.buttons: dict[str, QToolButton] = {}
        for name in ("view.back", "view.forward", "view.home"):
            self._add_button(name)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        self.language = QToolButton()
        self.language.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        choices = QMenu(self.language)
        choices.addActions([menus.actions[f"lang.{language}"] for language in LANGUAGE_NAMES])
        self.language.setMenu(choices)
        self.addWidget(self.language)
        for name in ("view.theme", "view.reader"):
            self._add_button(name)
        for name in ("view.back", "view.forward"):
            menus.actions[name].enabledChanged.connect(self.buttons[name].setEnabled)
            self.buttons[name].setEnabled(menus.actions[name].isEnabled())

    def retext(self, texts: Texts) -> None:
        """Write everything in a language, and draw the icons in the theme's colour."""
        self.language.setText(f"{texts.language.upper()} ▾")
        self.language.setToolTip(texts("Language"))
        self.language.setAccessibleName(texts("Language"))
        colours = THEMES[self._menus.theme]
        for name, button in self.buttons.items():
            button.setIcon(draw_icon(name.removeprefix("view."), colours.text, colours.line))
            words = self._menus.actions[name].text().split("\t")[0]
            button.setToolTip(f"{words} ({self._menus.key_of(name)})")
            button.setAccessibleName(words)

    def show_name(self, name: str) -> None:
        """Show what the document is called, shortened where it is long."""
        self.title.setText(self.title.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, NAME_PX))
        self.title.setToolTip(name)

    def _add_button(self, name: str) -> None:
        button = QToolButton()
        button.clicked.connect(self._menus.actions[name].trigger)
        self.addWidget(button)
        self.buttons[name] = button


class StatusBar(QStatusBar):
    """Where the view is, its scale, how many sources and deposits, and that no network is needed."""

    def __init__(self, session: Session, map_view: QWidget, parent: QWidget | None = None) -> None:
        """Make the bar."""
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._session = session
        self._map_view = map_view
        self._texts: Texts | None = None
        self._count = 0
        self.place, self.scale = QLabel(), QLabel()
        self.sources = QToolButton()
        self.offline = QLabel()
        self.offline.setObjectName("offline")
        self.deposits, self.saved = QLabel(), QLabel()
        for widget in (self.place, self.scale, self.sources):
            self.addWidget(widget)
        for widget in (self.saved, self.deposits, self.offline):
            self.addPermanentWidget(widget)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.offline.setText(f"● {texts('Offline ready')}")
        self.offline.setToolTip(
            texts("Map, facts and fonts are all on this computer. The program asks nothing of the network.")
        )
        self.place.setToolTip(texts("Middle of the view"))
        self.scale.setToolTip(texts("Scale at the middle of the view, approximate on this screen"))
        self.deposits.setToolTip(texts("Deposits that are switched on and lie in the view"))
        self.show_scene(self._session.scene)
        self.show_sources(self._count)

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene."""
        if self._texts is None:
            return
        texts, camera = self._texts, scene.camera
        lon, lat = (camera.west + camera.east) / 2, (camera.south + camera.north) / 2
        self.place.setText(formatted_position((lon, lat), texts))
        ratio = scale_of(camera, self._map_view.width(), self.logicalDpiX())
        self.scale.setText(f"1:{formats.number(ratio, texts.language)}")
        shown, total = len(visible_deposits(self._session.atlas, scene)), len(self._session.atlas.deposits)
        self.deposits.setText(texts("{n} of {total} deposits shown", n=shown, total=total))

    def show_saved(self, text: str, file: str) -> None:
        """Show how safe the document is; the file's name is told on asking."""
        self.saved.setVisible(bool(text))
        self.saved.setText(text)
        self.saved.setToolTip(file.replace("<", "‹"))

    def show_sources(self, count: int) -> None:
        """Show how many sources what is visible stands on."""
        self._count = count
        if self._texts:
            self.sources.setText(self._texts.count("[{n}] source", "[{n}] sources", count))
            self.sources.setToolTip(self._texts("Show the sources of what is visible"))
            self.sources.setAccessibleName(self._texts("Show the sources of what is visible"))


def scale_of(camera: Camera, width_px: int, dots_per_inch: int) -> int:
    """Return the scale's denominator at the middle of a view so many pixels wide, to two figures."""
    lat = math.radians((camera.south + camera.north) / 2)
    metres = (camera.east - camera.west) * METRES_PER_DEGREE * math.cos(lat) / max(width_px, 1)
    ratio = max(metres / (METRES_PER_INCH / max(dots_per_inch, 1)), 1.0)
    step = 10 ** max(math.floor(math.log10(ratio)) - 1, 0)
    return int(round(ratio / step) * step)
