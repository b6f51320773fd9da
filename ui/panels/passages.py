"""The passages of the articles, as cards in step with the map.

"In view" leaves out the passages that link to nothing on show, once the map rests; the
one that is open always stays.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from data.texts import Texts
from maps.drawn import camera_on, positions_of
from maps.scene import Camera, Scene
from maps.visible import is_in_view
from ui.passage_card import PassageCard
from ui.session import Session

REST_MS = 250
ABOVE_CARDS = 3
"""So many widgets stand above the cards: what is said where there are none."""


class PassagesPanel(QWidget):
    """All passages, or those about what is in view."""

    counted = Signal(int)
    """How many passages are shown."""
    menu_asked = Signal(str, str, object)
    """A menu is asked for: an excerpt, a link in it (may be empty), and where on the screen."""
    phrase_followed = Signal(str, str)
    """The words of a link were clicked: excerpt, link."""
    pasted = Signal(str)
    """A text was pasted: the beginning of an article."""

    def __init__(self, session: Session, texts: Texts, parent: QWidget | None = None) -> None:
        """Make a card for each excerpt of the atlas."""
        super().__init__(parent)
        self._session = session
        self._texts = texts
        self._all_original = False
        self._switched: set[str] = set()
        self._scene = session.scene
        self.in_view = _toggle("inView")
        self.original = _toggle("original")
        self.cards: dict[str, PassageCard] = {}
        self._lay_out()
        self._make_cards()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.filter_cards)
        self.in_view.toggled.connect(self.filter_cards)
        self.original.toggled.connect(self._on_original)
        session.atlas_changed.connect(self._remake_cards)
        session.hover_changed.connect(self._on_hover)
        session.passage_asked.connect(self.show_passage)
        self.retext(texts)
        self.show_scene(session.scene)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.in_view.setText(texts("In view"))
        self.in_view.setToolTip(texts("Only the passages about what the map shows ({key})", key="Ctrl+I"))
        self.original.setText(texts("Original"))
        self.original.setToolTip(texts("All passages in the language in which they were printed"))
        self.show_all.setText(texts("Show all"))
        self.to_nearest.setText(texts("Zoom to nearest"))
        self._scroll.setAccessibleName(texts("Passages"))
        self._retext_cards()
        self.filter_cards()

    def show_scene(self, scene: Scene) -> None:
        """Follow the scene: colours, the open passage, what is in view."""
        moved, themed = scene.camera != self._scene.camera, scene.theme != self._scene.theme
        opened = scene.excerpt != self._scene.excerpt
        self._scene = scene
        if themed:
            self._retext_cards()
        for card in self.cards.values():
            card.show_scene(scene, self._texts)
        if moved and self.in_view.isChecked():
            self._rest.start()
        else:
            self.filter_cards()
        if opened:
            self.reveal_open()

    def filter_cards(self, *_: object) -> None:
        """Show the cards that belong to the view, and say how many do."""
        near = self.passages_in_view()
        filtered = self.in_view.isChecked()
        shown = [name for name in self.cards if not filtered or name in near or name == self._scene.excerpt]
        for name, card in self.cards.items():
            card.setVisible(name in shown)
        total = len(self.cards)
        told = self._texts("{n} of {total}", n=len(shown), total=total) if filtered else ""
        self._count.setText(told)
        self._count.setVisible(bool(told))
        is_empty = not shown
        elsewhere = self._texts.count(
            "Nothing in this view. {n} elsewhere.", "Nothing in this view. {n} elsewhere.", total
        )
        nothing = self._texts("No excerpts yet. Paste an article (Ctrl+V) or drop a file here.")
        self._empty.setText(elsewhere if total else "" if self._session.awaits_document else nothing)
        for widget in (self._empty, self.show_all, self.to_nearest):
            widget.setVisible(is_empty and (bool(total) or widget is self._empty))
        self.counted.emit(len(shown))

    def passages_in_view(self) -> frozenset[str]:
        """Return the excerpts that link to anything in the area on show."""
        atlas = self._session.atlas
        return frozenset(
            name
            for name, card in self.cards.items()
            if any(is_in_view(atlas, self._scene, target) for target in card.targets)
        )

    def show_passage(self, excerpt: str, link: str) -> None:
        """Bring a passage into sight and let the link's words light up once."""
        card = self.cards.get(excerpt)
        if not card:
            return
        card.setVisible(True)
        self._column.activate()
        self._scroll.ensureWidgetVisible(card, 0, 24)
        if link:
            card.text.flash_phrase(link)

    def selected_words(self) -> tuple[str, str, tuple[int, int]] | None:
        """Return the words selected in a passage, first in the one with the keyboard: excerpt, language, span."""
        cards = sorted(self.cards.values(), key=lambda card: not card.text.hasFocus())
        return next((words for card in cards for words in [card.selected_words] if words), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Take a pasted text as an article."""
        text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if text.strip():
            self.pasted.emit(text)
        else:
            super().keyPressEvent(event)

    def count_text(self) -> str:
        """Return how many passages are shown, as it is written."""
        return self._count.text()

    def empty_text(self) -> str:
        """Return what stands in place of the passages when none is shown."""
        return self._empty.text()

    def reveal_open(self) -> None:
        """Bring the open passage into sight."""
        card = self.cards.get(self._scene.excerpt or "")
        if card:
            QTimer.singleShot(0, card, lambda: self._scroll.ensureWidgetVisible(card, 0, 24))

    def zoom_to_nearest(self) -> None:
        """Show the linked feature that lies nearest to the middle of the view."""
        atlas = self._session.atlas
        targets = {target for card in self.cards.values() for target in card.targets}
        measured = [(away, name) for name in targets if (away := self._away(name)) < math.inf]
        if measured:
            camera = camera_on(atlas, (min(measured)[1],))
            if camera:
                self._session.fly_to(camera)

    def _away(self, feature: str) -> float:
        """Return how far a feature lies from the middle of the view, in degrees of latitude, roughly."""
        lon, lat = middle_of(self._scene.camera)
        squeeze = math.cos(math.radians(lat))
        return min(
            (
                math.hypot(((at[0] - lon + 180.0) % 360.0 - 180.0) * squeeze, at[1] - lat)
                for at in positions_of(self._session.atlas, feature)
            ),
            default=math.inf,
        )

    def _make_cards(self) -> None:
        """Make a card for each excerpt, in the articles' order."""
        session = self._session
        articles = {article.id: article for article in session.atlas.articles}
        for at, excerpt in enumerate(session.atlas.excerpts.values()):
            card = PassageCard(session.atlas, excerpt, articles[excerpt.article])
            self.cards[excerpt.id] = card
            self._column.insertWidget(ABOVE_CARDS + at, card)
            card.opened.connect(session.open_excerpt)
            card.phrase_followed.connect(session.open_link)
            card.phrase_followed.connect(self.phrase_followed)
            card.phrase_hovered.connect(self._on_phrase)
            card.step_asked.connect(self._on_step)
            card.language_asked.connect(self._on_language)
            card.menu_asked.connect(self.menu_asked)

    def _remake_cards(self) -> None:
        """Make the cards anew if the passages are others."""
        atlas = self._session.atlas
        articles = {article.id: article for article in atlas.articles}
        made = [card.made_of for card in self.cards.values()]
        if made == [(excerpt, articles[excerpt.article]) for excerpt in atlas.excerpts.values()]:
            self.filter_cards()
            return
        for card in self.cards.values():
            self._column.removeWidget(card)
            card.deleteLater()
        self.cards = {}
        self._make_cards()
        self._scene = self._session.scene
        self._retext_cards()
        self.filter_cards()

    def _on_phrase(self, excerpt: str, link: str) -> None:
        links = self._session.atlas.excerpts[excerpt].links
        self._session.set_glow(next((known.targets for known in links if known.id == link), ()))

    def _on_step(self, excerpt: str, step: int) -> None:
        """Put the keyboard on the next card that is shown."""
        shown = [name for name, card in self.cards.items() if card.isVisibleTo(self._page)]
        at = shown.index(excerpt) + step
        if 0 <= at < len(shown):
            card = self.cards[shown[at]]
            phrases = card.text.phrases()
            if phrases:
                card.text.focus_phrase(phrases[0])
            self._scroll.ensureWidgetVisible(card, 0, 24)

    def _on_language(self, excerpt: str) -> None:
        self._switched ^= {excerpt}
        self._retext_cards()

    def _on_original(self, original: bool) -> None:
        self._all_original = original
        self._switched.clear()
        self._retext_cards()

    def _on_hover(self, feature: str) -> None:
        """Give a left bar to the passages about what the pointer is over on the map."""
        wanted = {feature, *self._stands_for(feature)}
        for name, card in self.cards.items():
            if name != self._scene.excerpt:
                card.mark("linked" if card.targets & wanted else "")

    def _stands_for(self, feature: str) -> set[str]:
        """Return the corridors and groups that a leg belongs to."""
        corridors = self._session.atlas.groups_of(feature)
        return {name for corridor in corridors for name in (corridor.id, corridor.group)}

    def _retext_cards(self) -> None:
        for name, card in self.cards.items():
            card.retext(self._texts, self._scene.theme, original=self._all_original != (name in self._switched))
            card.show_scene(self._scene, self._texts)

    def _lay_out(self) -> None:
        self._count = QLabel()
        self._count.setProperty("role", "meta")
        bar = QWidget()
        bar.setObjectName("panelBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self.in_view)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.original)
        self._empty = QLabel(wordWrap=True)
        self._empty.setProperty("role", "empty")
        self.show_all = QPushButton()
        self.to_nearest = QPushButton()
        self.show_all.clicked.connect(lambda: self.in_view.setChecked(False))
        self.to_nearest.clicked.connect(self.zoom_to_nearest)
        self._page = QWidget()
        self._page.setObjectName("cards")
        self._column = column = QVBoxLayout(self._page)
        column.setContentsMargins(10, 4, 10, 10)
        column.setSpacing(8)
        for widget in (self._empty, self.show_all, self.to_nearest):
            column.addWidget(widget)
        column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setWidget(self._page)
        self.setFocusProxy(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self._scroll, 1)


def middle_of(camera: Camera) -> tuple[float, float]:
    """Return the middle of an area: lon, lat."""
    return ((camera.west + camera.east) / 2, (camera.south + camera.north) / 2)


def _toggle(name: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName(name)
    button.setProperty("role", "toggle")
    button.setCheckable(True)
    return button
