"""A small window in which the words of an excerpt are written in each language, beside the original."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from data.briefing.edits import part_of
from data.briefing.joining import LANGUAGES, Language
from data.briefing.rewriting import with_words
from data.briefing.value import Article, Excerpt
from data.texts import LANGUAGE_NAMES, N_, Texts
from ui.briefing.document import Document
from ui.briefing.words import Words


class TranslationWindow(QWidget):
    """Shows one excerpt: its original, and the translation into one language to write."""

    def __init__(self, document: Document, texts: Texts, parent: QWidget) -> None:
        """Make the window, closed."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("translation")
        self.resize(560, 460)
        self._document = document
        self._excerpt = ""
        self.language = QComboBox()
        self.original, self.translation = Words(), Words()
        self.original.setReadOnly(True)
        self.head, self.note = QLabel(), QLabel(wordWrap=True)
        self.keep_button, self.close_button = QPushButton(), QPushButton()
        self.language.activated.connect(lambda _: self._show())
        self.translation.refused.connect(self.note.setText)
        self.keep_button.clicked.connect(self.keep)
        self.close_button.clicked.connect(self.close)
        document.changed.connect(self._on_document)
        self._lay_out()
        self.retext(texts)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.setWindowTitle(texts("Translate the passage"))
        self.original.setAccessibleName(texts("Original"))
        self.translation.setAccessibleName(texts("Translation"))
        self.translation.setPlaceholderText(texts("Write the translation here. Until then the original is shown."))
        self.keep_button.setText(texts("Keep the translation"))
        self.close_button.setText(texts("Close"))
        self.language.setAccessibleName(texts("Language"))

    def open(self, excerpt: str, language: str) -> None:
        """Come up with an excerpt, in a language other than its own."""
        self._excerpt = excerpt
        original = self._original()
        self.language.clear()
        for known in LANGUAGES:
            if known != original:
                self.language.addItem(LANGUAGE_NAMES[known], known)
        self.language.setCurrentIndex(max(self.language.findData(language), 0))
        self._show()
        self.show()
        self.activateWindow()
        self.translation.setFocus()

    def keep(self) -> None:
        """Keep the translation; an empty one takes it away."""
        excerpt = self._part()
        if excerpt:
            edited = with_words(self._document.briefing, excerpt, self._chosen(), self.translation.text)
            self._document.edit(N_("Translate the passage"), edited)
            self.note.setText(self._texts("Kept."))

    def _show(self) -> None:
        excerpt, original = self._part(), self._original()
        if excerpt:
            self.head.setText(f"{self._texts('Original')} · {LANGUAGE_NAMES[original]}")
            self.original.show_text(excerpt.texts.get(original, ""))
            self.translation.show_text(excerpt.texts.get(self._chosen(), ""))
            self.note.setText("")

    def _on_document(self) -> None:
        """Follow undo and redo; close when the excerpt has gone."""
        if not self.isVisible():
            return
        excerpt = self._part()
        if excerpt is None:
            self.close()
        else:
            self.original.show_text(excerpt.texts.get(self._original(), ""))
            self.translation.show_text(excerpt.texts.get(self._chosen(), ""))

    def _chosen(self) -> Language:
        return next((known for known in LANGUAGES if known == self.language.currentData()), LANGUAGES[0])

    def _part(self) -> Excerpt | None:
        try:
            found = part_of(self._document.briefing, "excerpt", self._excerpt)
        except KeyError:
            return None
        return found if isinstance(found, Excerpt) else None

    def _original(self) -> Language:
        excerpt = self._part()
        article = part_of(self._document.briefing, "article", excerpt.article) if excerpt else None
        return article.language if isinstance(article, Article) else LANGUAGES[0]

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.note, 1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.keep_button)
        column = QVBoxLayout(self)
        for widget in (self.head, self.original, self.language, self.translation):
            column.addWidget(widget)
        column.addLayout(buttons)
