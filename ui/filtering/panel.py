"""The panel over the map's left edge, where the legend is: what can be chosen, with counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from data.atlas import Atlas
from data.texts import Texts
from maps.facets import count_near
from maps.filtering import is_filtered
from maps.scene import Scene
from ui.filtering.near import NearRow
from ui.filtering.tree import FacetTree, framed
from ui.icons import draw_icon
from ui.theme import THEMES

WIDTH_PX = 300
MARGIN_PX = 8
FOOT_PX = 92
"""Room for the page's foot: the sources and the scale."""


class FilterPanel(QFrame):
    """Holds the facets; says what was asked for and follows the scene. The map below keeps its size and its view."""

    clear_asked = Signal()
    close_asked = Signal()

    def __init__(self, atlas: Atlas, ground: QWidget) -> None:
        """Make the panel on a widget, hidden."""
        super().__init__(ground)
        self.setObjectName("filter")
        self.setFixedWidth(WIDTH_PX)
        self._atlas = atlas
        self.title = QLabel()
        self.clear_button, self.put_away = QPushButton(), QToolButton()
        self.tree = FacetTree(atlas)
        self.near = NearRow()
        self._ground = ground
        self._lay_out()
        ground.installEventFilter(self)
        self.hide()
        self.clear_button.clicked.connect(self.clear_asked)
        self.put_away.clicked.connect(self.close_asked)

    def retext(self, texts: Texts, scene: Scene) -> None:
        """Write everything in a language and draw the icon in the theme's colour."""
        colours = THEMES[scene.theme]
        self.setAccessibleName(texts("Filter"))
        self.title.setText(texts("Filter"))
        self.clear_button.setText(texts("Clear all"))
        self.put_away.setIcon(draw_icon("close", colours.text, colours.line))
        self.put_away.setToolTip(texts("Close"))
        self.put_away.setAccessibleName(texts("Close"))
        self.tree.retext(texts)
        self.near.retext(texts)
        self.setStyleSheet(
            f"QFrame#filter {{ background: {colours.card}; border: 1px solid {colours.muted}; border-radius: 8px; }}"
            f"QLabel#filterTitle {{ font-weight: bold; color: {colours.text}; }}"
            f"QFrame#filterLine {{ background: {colours.line}; border: 0; }}"
        )
        self.near.box.setPalette(framed(self.palette(), scene.theme))

    def show_scene(self, scene: Scene, texts: Texts) -> None:
        """Follow the scene."""
        km = scene.filters.near_km
        self.tree.show_scene(scene, texts)
        self.near.show_near(km, None if km is None else count_near(self._atlas, scene.filters, km), texts)
        self.clear_button.setEnabled(is_filtered(scene))

    def place(self) -> None:
        """Lie on the map's left edge, above the sources."""
        self.setGeometry(MARGIN_PX, MARGIN_PX, WIDTH_PX, max(self._ground.height() - MARGIN_PX - FOOT_PX, 200))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Keep to the edge of the map."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for itself: it closes the panel before it clears a selection."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Close with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_asked.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self.title.setObjectName("filterTitle")
        line = QFrame()
        line.setObjectName("filterLine")
        line.setFixedHeight(1)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.setContentsMargins(14, 6, 8, 6)
        head.addWidget(self.title, 1)
        head.addWidget(self.clear_button)
        head.addWidget(self.put_away)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        column.addWidget(line)
        column.addWidget(self.near)
        self.setFocusProxy(self.tree)
