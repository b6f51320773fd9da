"""The reader: passages, the selected place and the sources, in one dock beside the map."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QTabWidget, QWidget

from data.texts import Texts
from maps.cards.numbers import number_sources
from maps.measures import Measures
from maps.scene import Scene
from maps.visible import visible_sources
from ui.panels.passages import PassagesPanel
from ui.panels.place import PlacePanel
from ui.panels.sources import SourcesPanel
from ui.session import Session

WIDTH_PX = (300, 400, 640)
"""Least, at first, most."""
TABS = ("passages", "place", "sources")


class Reader(QDockWidget):
    """Holds the tabs, and numbers the sources for all of them."""

    sources_counted = Signal(int)

    def __init__(
        self, session: Session, measures: Measures | None, texts: Texts, parent: QWidget | None = None
    ) -> None:
        """Make the tabs."""
        super().__init__(parent)
        self.setObjectName("reader")
        self._session = session
        self._texts = texts
        self._shown = session.scene
        self._counts = {"passages": len(session.atlas.excerpts), "sources": 0}
        self.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
        self.setTitleBarWidget(QWidget(self))
        self.passages = PassagesPanel(session, texts)
        self.place = PlacePanel(session, measures, texts)
        self.sources = SourcesPanel(session, texts)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        for panel in (self.passages, self.place, self.sources):
            self.tabs.addTab(panel, "")
        self.tabs.setMinimumWidth(WIDTH_PX[0])
        self.tabs.setMaximumWidth(WIDTH_PX[2])
        self.setWidget(self.tabs)
        self._is_just_picked = False
        session.passage_asked.connect(self._on_passage_asked)
        self.tabs.currentChanged.connect(self._on_tab)
        self.passages.counted.connect(self._on_passages)
        self.place.source_asked.connect(self._show_source)
        self.show_scene(session.scene)
        self.retext(texts)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.setWindowTitle(texts("Reader"))
        self.tabs.setAccessibleName(texts("Reader"))
        self.tabs.tabBar().setAccessibleName(texts("Reader"))
        for panel in (self.passages, self.place, self.sources):
            panel.retext(texts)
        self._retext_tabs()

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene; a new selection brings the place's tab forward."""
        numbers = number_sources(self._session.atlas, visible_sources(self._session.atlas, scene), scene.selected)
        self.passages.show_scene(scene)
        self.place.show_scene(scene, numbers)
        self.sources.show_scene(scene, numbers)
        self._counts["sources"] = len(numbers)
        if scene.selected != self._shown.selected:
            self._is_just_picked = True
            QTimer.singleShot(0, self, self._forget_pick)
            if len(scene.selected) == 1 and scene.excerpt is None:
                self.show_tab("place")
        if scene.focus and scene.focus != self._shown.focus:
            self.show_tab("place")
        self._shown = scene
        self._retext_tabs()
        self.sources_counted.emit(len(numbers))

    def show_tab(self, name: str) -> None:
        """Bring a tab forward."""
        self.tabs.setCurrentIndex(TABS.index(name))

    def enter_tab(self, name: str) -> None:
        """Bring a tab forward and put the keyboard into it."""
        self.show_tab(name)
        self.tabs.currentWidget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_passage_asked(self, *_: str) -> None:
        """Bring the place forward if this came with a new selection, not with a step from passage to passage."""
        if self._is_just_picked:
            self._is_just_picked = False
            self.show_tab("place")

    def _forget_pick(self) -> None:
        self._is_just_picked = False

    def _on_tab(self, at: int) -> None:
        if TABS[at] == "passages":
            self.passages.reveal_open()

    def _show_source(self, number: int) -> None:
        self.show_tab("sources")
        self.sources.go_to(number)

    def _on_passages(self, count: int) -> None:
        self._counts["passages"] = count
        self._retext_tabs()

    def _retext_tabs(self) -> None:
        texts = self._texts
        self.tabs.setTabText(0, f"{texts('Passages')} {self._counts['passages']}")
        self.tabs.setTabText(1, texts("Place"))
        self.tabs.setTabText(2, f"{texts('Sources')} {self._counts['sources']}")
