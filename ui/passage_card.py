"""The card of one passage: who says it, the words, where and when it was printed, what it links to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from data import formats
from data.articles import Article, Excerpt, Link
from data.atlas import Atlas
from data.texts import LANGUAGE_NAMES, Texts
from maps.cards.desk import feature_name
from maps.scene import Scene, Theme
from ui.passage_text import PassageText
from ui.theme import THEMES, link_colour

NO_BREAK = "\N{NO-BREAK SPACE}"


class PassageCard(QFrame):
    """A card; it reports what the user does and knows nothing of the session."""

    opened = Signal(str)
    """The excerpt of a clicked card."""
    phrase_hovered = Signal(str, str)
    """Excerpt and link under the pointer; the link is empty when it leaves."""
    phrase_followed = Signal(str, str)
    step_asked = Signal(str, int)
    menu_asked = Signal(str, str, object)
    """A menu is asked for: the excerpt, the link under the pointer (may be empty), and where on the screen."""
    language_asked = Signal(str)
    """The excerpt whose language chip was pressed."""

    def __init__(self, atlas: Atlas, excerpt: Excerpt, article: Article, parent: QWidget | None = None) -> None:
        """Make the card of an excerpt; ``retext`` writes it."""
        super().__init__(parent)
        self.excerpt = excerpt
        self._atlas = atlas
        self._article = article
        self._links: dict[str, Link] = {link.id: link for link in excerpt.links}
        self.shows_original = False
        self._written: tuple[str, str, Theme] | None = None
        self.setObjectName("passage")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._speaker = QLabel()
        self._speaker.setProperty("role", "speaker")
        self.text = PassageText()
        self._meta = QLabel()
        self._meta.setProperty("role", "meta")
        self.chip = _chip()
        self.count = _chip()
        self.more = _chip()
        self.more.setText("⋯")
        self.addition = QLabel()
        self.addition.setProperty("role", "note")
        for label in (self._speaker, self._meta, self.addition):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.addition.hide()
        self._lay_out()
        self.text.clicked.connect(lambda: self.opened.emit(self.excerpt.id))
        self.text.phrase_hovered.connect(lambda link: self.phrase_hovered.emit(self.excerpt.id, link))
        self.text.phrase_followed.connect(lambda link: self.phrase_followed.emit(self.excerpt.id, link))
        self.text.step_asked.connect(lambda step: self.step_asked.emit(self.excerpt.id, step))
        self.chip.clicked.connect(lambda: self.language_asked.emit(self.excerpt.id))
        self.text.menu_asked.connect(lambda link, where: self.menu_asked.emit(self.excerpt.id, link, where))
        self.more.clicked.connect(
            lambda: self.menu_asked.emit(self.excerpt.id, "", self.more.mapToGlobal(self.more.rect().bottomLeft()))
        )
        self.count.clicked.connect(lambda: self.opened.emit(self.excerpt.id))

    @property
    def made_of(self) -> tuple[Excerpt, Article]:
        """What the card was made of."""
        return self.excerpt, self._article

    @property
    def language(self) -> str:
        """The language that the card's words are in: the original's where there is no translation."""
        wanted = self._written[0] if self._written else self._article.language
        texts = self.excerpt.texts
        is_same = texts[wanted] == texts[self._article.language]  # what is missing was filled with the original
        return self._article.language if is_same else wanted

    @property
    def selected_words(self) -> tuple[str, str, tuple[int, int]] | None:
        """The words selected in the card: excerpt, language, start and end."""
        span = self.text.selected
        return (self.excerpt.id, self.language, span) if span else None

    @property
    def targets(self) -> frozenset[str]:
        """The features that the passage links to."""
        return frozenset(target for link in self.excerpt.links for target in link.targets)

    def retext(self, texts: Texts, theme: Theme, *, original: bool) -> None:
        """Write the card in the language of the texts, or the passage as it was printed."""
        self.shows_original = original
        language = self._article.language if original else texts.language
        if self._written != (language, texts.language, theme):
            self._written = (language, texts.language, theme)
            self._write_passage(language, theme)
        is_missing = language != self._article.language == self.language
        is_original = language == self._article.language or is_missing
        language = self.language
        self._speaker.setText(texts.name(self.excerpt.speaker))
        self._speaker.setVisible(self.excerpt.speaker is not None)
        printed = formats.date(self._article.date, texts.language).replace(" ", NO_BREAK)
        self._meta.setText(" · ".join(filter(None, (self._article.outlet, self._article.credit, printed))))
        self._meta.setToolTip(texts.name(self._article.date_note))
        told = texts("original") if is_original else texts("our translation")
        self.chip.setText(f"{language.upper()} · {told}")
        self.chip.setEnabled(texts.language != self._article.language and not is_missing)
        other = texts("Show the original") if not is_original else texts("Show the translation")
        if is_missing:
            other = texts("There is no translation into this language yet.")
        self.more.setToolTip(texts("Link, translate, delete…"))
        self.more.setAccessibleName(texts("Link, translate, delete…"))
        self.chip.setToolTip(f"{texts.name(self._article.translations_note)}\n{other}")
        self.chip.setAccessibleName(f"{LANGUAGE_NAMES[language]}, {told}. {other}")
        self._retext_count(texts)
        self.setAccessibleName(texts("Passage from {outlet}", outlet=self._article.outlet))
        self.text.setAccessibleName(texts("Passage from {outlet}", outlet=self._article.outlet))

    def show_scene(self, scene: Scene, texts: Texts) -> None:
        """Mark the card and the words that are open, and say what the map adds to them."""
        is_open = scene.excerpt == self.excerpt.id
        self.mark("open" if is_open else "")
        link = self._links.get(scene.link or "") if is_open else None
        self.text.mark_phrase("open", link.id if link else "")
        self.addition.setText(texts.name(link.addition) if link else "")
        self.addition.setVisible(bool(link and link.addition))

    def mark(self, mark: str) -> None:
        """Give the card its left bar: ``open``, ``linked`` or none."""
        if self.property("mark") != mark:
            self.setProperty("mark", mark)
            self.style().unpolish(self)
            self.style().polish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Open the passage on a click beside its words."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.excerpt.id)

    def _write_passage(self, language: str, theme: Theme) -> None:
        spans = {name: link.spans[language] for name, link in self._links.items() if language in link.spans}
        colours = THEMES[theme]
        self.text.write(
            self.excerpt.texts[language],
            spans,
            lambda name: link_colour(self._links[name].colour, theme),
            {"open": colours.accent_soft, "flash": colours.flash},
        )

    def _retext_count(self, texts: Texts) -> None:
        names = [feature_name(self._atlas, target, texts) for target in dict.fromkeys(self._targets_in_order())]
        self.count.setText(f"● {len(names)}")
        told = texts.count("{n} linked feature", "{n} linked features", len(names))
        self.count.setToolTip(f"{told}: {', '.join(names)}")
        self.count.setAccessibleName(texts("Show on the map: {names}", names=", ".join(names)))

    def _targets_in_order(self) -> list[str]:
        return [target for link in self.excerpt.links for target in link.targets]

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self._meta, 1)
        foot.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 10, 8)
        column.setSpacing(6)
        column.addWidget(self._speaker)
        column.addWidget(self.text)
        column.addWidget(self.addition)
        column.addLayout(foot)


def _chip() -> QToolButton:
    chip = QToolButton()
    chip.setProperty("role", "chip")
    chip.setCursor(Qt.CursorShape.PointingHandCursor)
    return chip
