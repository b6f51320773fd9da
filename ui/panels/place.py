"""The place panel: the card of the selected feature, a choice of several, or the list of all."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from data.texts import Texts
from maps.cards import Card, card_of, card_text
from maps.cards.desk import Desk, feature_name
from maps.cards.focus import card_of_theme
from maps.measures import Measures
from maps.scene import Scene
from maps.themes import theme_of
from ui.card_page import CardPage
from ui.comparing import offers
from ui.feature_list import FeatureList
from ui.page_browser import PageBrowser
from ui.session import Session
from ui.theme import THEMES


class PlacePanel(QWidget):
    """What is known of what is selected."""

    source_asked = Signal(int)
    """The number of a source that was clicked."""
    way_asked = Signal(str, bool)
    """A way is to begin (or else end) at this node."""
    own_asked = Signal(str, str)
    """The document's own is to be edited: what is to be done, and the feature."""
    freight_asked = Signal(str)
    """The goods of this deposit are to be followed."""

    def __init__(
        self, session: Session, measures: Measures | None, texts: Texts, parent: QWidget | None = None
    ) -> None:
        """Make the panel; without measures cards say nothing of Russia yet."""
        super().__init__(parent)
        self._session = session
        self._texts = texts
        self._measures = measures or Measures({}, {})
        self._numbers: dict[str, int] = {}
        self._shown: tuple[str, ...] = ()
        self.card: Card | None = None
        self.features = FeatureList(session.atlas)
        self.page = PageBrowser("cardPage")
        self._lay_out()
        session.atlas_changed.connect(self._on_atlas)
        self.features.picked.connect(lambda feature: session.select((feature,), fly=True))
        self.page.anchorClicked.connect(self._follow)
        self.all_features.clicked.connect(session.clear_one_level)
        self.previous.clicked.connect(lambda: session.step_passage(-1))
        self.next.clicked.connect(lambda: session.step_passage(1))
        self.retext(texts)

    def set_measures(self, measures: Measures) -> None:
        """Take the measures when they are made."""
        self._measures = measures
        self._refresh()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self._hint.setText(texts("Click a place or an underlined word."))
        self._list_title.setText(texts("All features"))
        self.all_features.setText(f"‹ {texts('All features')}")
        self.previous.setToolTip(f"{texts('Previous passage about this place')} ([)")
        self.next.setToolTip(f"{texts('Next passage about this place')} (])")
        self.previous.setAccessibleName(texts("Previous passage about this place"))
        self.next.setAccessibleName(texts("Next passage about this place"))
        self.page.setAccessibleName(texts("Place"))
        self.features.retext(texts)
        self._refresh()

    def show_scene(self, scene: Scene, numbers: dict[str, int]) -> None:
        """Follow the scene; ``numbers`` are the sources' numbers on screen."""
        del scene  # read from the session when the card is written
        self._numbers = numbers
        self._refresh()

    def card_as_text(self) -> str:
        """Return the card on show as plain text, or nothing if there is none."""
        return card_text(self.card, self._texts) if self.card else ""

    def position_text(self) -> str:
        """Return which passage of how many is open, as it is written."""
        return self._position.text()

    def _on_atlas(self) -> None:
        self.features.set_atlas(self._session.atlas, self._texts)
        self._refresh()

    def _refresh(self) -> None:
        scene = self._session.scene
        selected = tuple(name for name in scene.selected if name in self._session.atlas.features)
        self._stack.setCurrentIndex(1 if selected else 0)
        self.setFocusProxy(self.page if selected else self.features.tree)
        page = CardPage(self._texts, THEMES[scene.theme])
        self.card = None
        if len(selected) == 1 and not scene.focus:
            self.card = card_of(
                self._session.atlas, self._measures, selected[0], self._texts, self._numbers, datetime.date.today()
            )
            offered = offers.offers_for(self._session.atlas, selected[0], scene.routing, self._texts)
            offered = (*offered, *offers.own_offers(self._session.atlas, selected[0], self._texts))
            html = page.write(self.card, (scene.excerpt, scene.link), offered)
            self.page.show_page(html, from_top=selected != self._shown)
        elif selected and (theme := theme_of(self._session.atlas, scene.focus)):
            desk = Desk(self._session.atlas, self._measures, self._texts, self._numbers, datetime.date.today())
            self.card = card_of_theme(desk, theme)
            self.page.show_page(page.write(self.card, (None, None)), from_top=selected != self._shown)
        elif selected:
            named = [(name, feature_name(self._session.atlas, name, self._texts)) for name in selected]
            self.page.show_page(page.write_choice(named), from_top=selected != self._shown)
        self._shown = selected
        self._show_steps()

    def _show_steps(self) -> None:
        count = len(self.card.passages) if self.card else 0
        at = self._session.passage_index(self.card.feature) + 1 if self.card and count else 0
        self._position.setText(self._texts("{n} of {total}", n=at, total=count) if count else "")
        for widget in (self.previous, self._position, self.next):
            widget.setVisible(count > 0)
        for button in (self.previous, self.next):
            button.setEnabled(count > 1)

    def _follow(self, url: QUrl) -> None:
        kind, _, name = url.toString().partition(":")
        if kind == "feature":
            self._session.select((name,), fly=True)
        elif kind == "passage":
            self._go_to_passage(*name.split("/"))
        elif kind == "source":
            self.source_asked.emit(int(name))
        elif kind == "do" and self.card:
            self._do(url.toString(), self.card.feature)

    def _do(self, offer: str, feature: str) -> None:
        """Do what a card offers."""
        routing = self._session.scene.routing
        if offer == offers.BREAK:
            self._session.set_routing(routing.toggled_broken(feature))
        elif offer == offers.AVOID:
            self._session.set_routing(routing.toggled_avoid(feature))
        elif offer == offers.FREIGHT:
            self.freight_asked.emit(feature)
        elif offer in offers.OWN:
            self.own_asked.emit(offers.OWN[offer], feature)
        else:
            self.way_asked.emit(feature, offer == offers.FROM)

    def _go_to_passage(self, excerpt: str, link: str) -> None:
        """Step to a passage about the place on show without leaving the place."""
        if self.card:
            at = [(passage.excerpt, passage.link) for passage in self.card.passages].index((excerpt, link))
            self._session.step_passage(at - self._session.passage_index(self.card.feature))

    def _lay_out(self) -> None:
        self._hint = QLabel(wordWrap=True)
        self._hint.setProperty("role", "empty")
        self._list_title = QLabel()
        self._list_title.setProperty("role", "speaker")
        self._list_title.setContentsMargins(12, 0, 12, 4)
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self._hint, self._list_title):
            column.addWidget(widget)
        column.addWidget(self.features, 1)
        self.all_features = QToolButton()
        self.previous = _arrow("◀")
        self.next = _arrow("▶")
        self._position = QLabel()
        self._position.setProperty("role", "meta")
        reading = QWidget()
        bar = QWidget()
        bar.setObjectName("panelBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 4, 8, 4)
        row.addWidget(self.all_features)
        row.addStretch(1)
        for step in (self.previous, self._position, self.next):
            row.addWidget(step)
        below = QVBoxLayout(reading)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(bar)
        below.addWidget(self.page, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(listing)
        self._stack.addWidget(reading)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)


def _arrow(sign: str) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    return button
