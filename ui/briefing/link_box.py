"""The box over the map in which a link is made: the words in each language, the features, the relation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from data.briefing.anchoring import Span
from data.briefing.joining import LANGUAGES, Language
from data.briefing.rewriting import trimmed
from data.texts import LANGUAGE_NAMES, N_, Texts
from maps.cards.desk import feature_name
from ui.briefing.feature_field import FeatureField
from ui.briefing.map_box import MapBox
from ui.briefing.words import Words
from ui.session import Session
from ui.theme import THEMES

WIDTH_PX = 420
RELATIONS = {
    "mentions": N_("mentions"),
    "located-at": N_("located at"),
    "along": N_("along"),
    "supports": N_("supports"),
    "contradicts": N_("contradicts"),
}


class LinkBox(MapBox):
    """Shows words and features; knows nothing of the document."""

    finished = Signal()
    cancelled = Signal()
    targets_changed = Signal()

    def __init__(self, ground: QWidget, session: Session, texts: Texts) -> None:
        """Make the box on the map, hidden."""
        super().__init__(ground, "linkBox", WIDTH_PX)
        self._session = session
        self._is_new = True
        self.texts_of_excerpt: dict[Language, str] = {}
        self._first: Language = "en"
        self._offered: dict[Language, Span | None] = {}
        self.title, self.hint, self.about_words = QLabel(), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.words = {language: _Passage() for language in LANGUAGES}
        self.heads = {language: QLabel() for language in LANGUAGES}
        self.list = QListWidget()
        self.list.setFixedHeight(74)
        self.list.installEventFilter(self)
        self.field = FeatureField(session, texts)
        self.field.submitted.connect(self._on_submitted)
        self.rel = QComboBox()
        self.ok, self.cancel_button = QPushButton(), QPushButton()
        self.ok.clicked.connect(self.finished)
        self.cancel_button.clicked.connect(self.cancelled)
        self._lay_out()
        self.retext(texts)

    @property
    def targets(self) -> tuple[str, ...]:
        """The features chosen, in order."""
        return tuple(self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count()))

    @property
    def relation(self) -> Any:
        """The relation chosen."""
        return self.rel.currentData()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language and in the theme's colours."""
        self._texts = texts
        self.title.setText(texts("Link the selected words") if self._is_new else texts("Change the link"))
        self.setAccessibleName(self.title.text())
        self.hint.setText(texts("Click features on the map, or type a name. Enter links, Esc cancels."))
        self.about_words.setText(texts("Select the same words in the translation, or leave them open."))
        self.field.write(texts, texts("Place, deposit, corridor…"), texts("Feature to link to"))
        self.list.setAccessibleName(texts("Linked features"))
        for language, head in self.heads.items():
            head.setText(LANGUAGE_NAMES[language])
            self.words[language].setAccessibleName(LANGUAGE_NAMES[language])
        chosen = self.rel.currentIndex()
        self.rel.clear()
        for slug, text in RELATIONS.items():
            self.rel.addItem(texts(text), slug)
        self.rel.setCurrentIndex(max(chosen, 0))
        self.rel.setAccessibleName(texts("Relation"))
        self.ok.setText(texts("Link") if self._is_new else texts("Change"))
        self.cancel_button.setText(texts("Cancel"))
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setText(feature_name(self._session.atlas, item.data(Qt.ItemDataRole.UserRole), texts))
        self.colour(THEMES[self._session.scene.theme])

    def open(self, *, is_new: bool) -> None:
        """Come up for a new link or one to change."""
        self._is_new = is_new
        self.field.clear()
        self.retext(self._texts)
        self.show()
        self.place()
        self.raise_()

    def show_words(self, texts: Mapping[Language, str], spans: Mapping[Language, Span], first: Language) -> None:
        """Show the passage in each language, with the words that are selected; ``first`` is where they were."""
        self.texts_of_excerpt, self._first = dict(texts), first
        self._offered = {}
        for language, passage in self.words.items():
            is_there = language in texts
            passage.setVisible(is_there)
            self.heads[language].setVisible(is_there and len(texts) > 1)
            passage.show_passage(texts.get(language, ""), spans.get(language))
        self.about_words.setVisible(len(texts) > 1)
        self.place()

    def spans(self) -> dict[Language, Span]:
        """Return the words selected, by language; one without any is left open."""
        found = {}
        for language, text in self.texts_of_excerpt.items():
            selected = self.words[language].selected
            span = trimmed(text, selected) if selected else None
            if span and span[0] < span[1]:
                found[language] = span
        return found

    def first_words(self) -> tuple[Language, Span] | None:
        """Return the words that the link begins with."""
        span = self.spans().get(self._first)
        return (self._first, span) if span else None

    def offer(self, language: Language, span: Span | None) -> None:
        """Select likely words in a language, unless the user has selected others there."""
        passage = self.words[language]
        if passage.selected in (None, self._offered.get(language)):
            self._offered[language] = span
            passage.show_passage(self.texts_of_excerpt[language], span)

    def show_targets(self, targets: tuple[str, ...], relation: str = "mentions") -> None:
        """Show the features of a link."""
        self.list.clear()
        self.rel.setCurrentIndex(max(self.rel.findData(relation), 0))
        for target in targets:
            self._add(target)
        self._on_targets()

    def toggle(self, feature: str) -> None:
        """Add a feature, or take it away."""
        rows = [row for row, target in enumerate(self.targets) if target == feature]
        if rows:
            self.list.takeItem(rows[0])
        else:
            self._add(feature)
        self._on_targets()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Link with Enter, cancel with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take features away with Del."""
        if watched is self.list and self.list.currentItem() and _deletes(event):
            self.list.takeItem(self.list.currentRow())
            self._on_targets()
            return True
        return super().eventFilter(watched, event)

    def _on_submitted(self) -> None:
        """Take the feature that is named; with an empty field and something chosen, Enter links."""
        if not self.field.text().strip():
            if self.targets:
                self.finished.emit()
            return
        feature = self.field.take()
        if feature is None:
            self.hint.setText(
                self._texts(
                    "“{name}” is no feature, or may be several. Choose one of those offered.",
                    name=self.field.text().strip(),
                )
            )
            return
        if feature not in self.targets:
            self._add(feature)
        self.field.clear()
        self._on_targets()

    def _add(self, feature: str) -> None:
        if feature in self._session.atlas.features:
            item = QListWidgetItem(feature_name(self._session.atlas, feature, self._texts))
            item.setData(Qt.ItemDataRole.UserRole, feature)
            self.list.addItem(item)

    def _on_targets(self) -> None:
        self.ok.setEnabled(self.list.count() > 0)
        self.targets_changed.emit()

    def _lay_out(self) -> None:
        self.title.setProperty("role", "speaker")
        self.hint.setProperty("role", "meta")
        self.about_words.setProperty("role", "meta")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.addWidget(self.title)
        for language in LANGUAGES:
            column.addWidget(self.heads[language])
            column.addWidget(self.words[language])
        for widget in (self.about_words, self.hint, self.list, self.field):
            column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.rel, 1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.ok)
        column.addLayout(row)


def _deletes(event: QEvent) -> bool:
    keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
    return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys


class _Passage(Words):
    """A passage in which words can be selected but not written."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFixedHeight(66)

    def show_passage(self, text: str, span: Span | None) -> None:
        self.show_text(text)
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        if span:
            self.select(span)
