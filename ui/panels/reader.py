"""The reader: passages, the selected place, the comparison and the sources, in one dock beside the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QVBoxLayout, QWidget

from data.texts import Texts
from maps.cards.numbers import number_sources
from maps.measures import Measures
from maps.scene import Scene
from maps.visible import visible_sources
from ui.panels.passages import PassagesPanel
from ui.panels.place import PlacePanel
from ui.panels.sources import SourcesPanel
from ui.session import Session

if TYPE_CHECKING:
    from ui.comparing.panel import ComparePanel

WIDTH_PX = (300, 400, 640)
"""Least, at first, most."""
TABS = ("passages", "place", "compare", "sources")
WIDE_PX = ((1600, 640), (1280, 560))
"""In a window at least so wide, the comparison has so much."""


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
        self.compare: ComparePanel | None = None
        self._compare_page = QWidget()
        self._narrow = 0
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        for panel in (self.passages, self.place, self._compare_page, self.sources):
            self.tabs.addTab(panel, "")
        self.tabs.setMinimumWidth(WIDTH_PX[0])
        self.tabs.setMaximumWidth(WIDTH_PX[2])
        self.setWidget(self.tabs)
        self._is_just_picked = False
        session.passage_asked.connect(self._on_passage_asked)
        self.tabs.currentChanged.connect(self._on_tab)
        self.passages.counted.connect(self._on_passages)
        self.place.source_asked.connect(self._show_source)
        self.place.way_asked.connect(self._take_end)
        self.place.freight_asked.connect(self._follow_goods)
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
        if self.compare:
            self.compare.retext(texts)
        self._retext_tabs()

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene; a new selection brings the place's tab forward."""
        numbers = number_sources(self._session.atlas, visible_sources(self._session.atlas, scene), scene.selected)
        self.passages.show_scene(scene)
        self.place.show_scene(scene, numbers)
        self.sources.show_scene(scene, numbers)
        if self.compare:
            self.compare.show_scene(scene)
        self._counts["sources"] = len(numbers)
        if scene.selected != self._shown.selected:
            self._is_just_picked = True
            QTimer.singleShot(0, self, self._forget_pick)
            if len(scene.selected) == 1 and scene.excerpt is None and not self._is_compared(scene):
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
        """Bring a tab forward, even if the reader was hidden, and put the keyboard into it."""
        self.show()
        self.show_tab(name)
        self.tabs.currentWidget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_in_view(self) -> None:
        """Show only the passages about what is in view, or all."""
        self.enter_tab("passages")
        self.passages.in_view.toggle()

    def _on_passage_asked(self, *_: str) -> None:
        """Bring the place forward if this came with a new selection, not with a step from passage to passage."""
        if self._is_just_picked:
            self._is_just_picked = False
            if not self._is_compared(self._session.scene):
                self.show_tab("place")

    def _forget_pick(self) -> None:
        self._is_just_picked = False

    def _on_tab(self, at: int) -> None:
        if TABS[at] == "passages":
            self.passages.reveal_open()
        if TABS[at] == "compare":
            self._show_comparison()
        elif self._narrow:
            self._widen(self._narrow)
            self._narrow = 0

    def _show_comparison(self) -> None:
        """Make the comparison when it is first shown, and give it room."""
        if self.compare is None:
            from ui.comparing.panel import ComparePanel

            self.compare = ComparePanel(self._session, self._texts)
            column = QVBoxLayout(self._compare_page)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self.compare)
            self._compare_page.setFocusProxy(self.compare)
        width = next((width for least, width in WIDE_PX if self.window().width() >= least), 0)
        if width > self.width():
            self._narrow = self.width()
            self._widen(width)

    def _widen(self, width: int) -> None:
        window = self.window()
        if isinstance(window, QMainWindow):
            window.resizeDocks([self], [width], Qt.Orientation.Horizontal)

    def _is_compared(self, scene: Scene) -> bool:
        """Tell whether the comparison is on show and what is selected belongs to it: then it stays on show."""
        atlas = self._session.atlas
        compared = (atlas.corridors, atlas.groups, atlas.legs)
        is_shown = TABS[self.tabs.currentIndex()] == "compare"
        return is_shown and all(any(name in kind for kind in compared) for name in scene.selected)

    def _take_end(self, node: str, is_start: bool) -> None:
        """Let a way of the user's own begin or end at a node."""
        self.show_tab("compare")
        if self.compare:
            self.compare.ways.take_end(node, is_start=is_start)

    def _follow_goods(self, deposit: str) -> None:
        """Follow the goods of a deposit."""
        self.show_tab("compare")
        if self.compare:
            self.compare.freight.offer(deposit)

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
        self.tabs.setTabText(2, texts("Compare"))
        self.tabs.setTabText(3, f"{texts('Sources')} {self._counts['sources']}")
