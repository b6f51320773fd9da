"""Words that lost their place: how many there are, and a window in which each is attached again or removed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from data.briefing.edits import part_of
from data.briefing.joining import LANGUAGES, Language, Orphan, orphans
from data.briefing.rewriting import reattached, without_orphan
from data.briefing.value import Article, Briefing, Excerpt
from data.texts import N_, Texts
from ui.background import run_in_background
from ui.briefing.document import Document
from ui.briefing.words import Words

LOOK_MS = 200


class OrphanWatch(QObject):
    """Looks for orphaned words after each edit, off the UI thread."""

    changed = Signal()

    def __init__(self, document: Document, parent: QObject) -> None:
        """Watch a document."""
        super().__init__(parent)
        self._document = document
        self.found: tuple[Orphan, ...] = ()
        self._looked_at: tuple[object, ...] = ()
        self._soon = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._soon.timeout.connect(self._look)
        document.changed.connect(self._soon.start)

    def _look(self) -> None:
        briefing = self._document.briefing
        if self._looked_at and all(one is other for one, other in zip(_parts(briefing), self._looked_at, strict=True)):
            return
        self._looked_at = _parts(briefing)
        run_in_background(lambda: (briefing, orphans(briefing)), self._take, _raise, self)

    def _take(self, answer: tuple[Briefing, tuple[Orphan, ...]]) -> None:
        briefing, found = answer
        is_current = all(one is other for one, other in zip(_parts(briefing), self._looked_at, strict=True))
        if is_current and found != self.found:
            self.found = found
            self.changed.emit()


def told(found: tuple[Orphan, ...], texts: Texts) -> str:
    """Return how many words are orphaned, in a sentence; nothing where none is."""
    links = len({orphan.link for orphan in found if orphan.link})
    passages = len({orphan.excerpt for orphan in found if not orphan.link})
    sentences = []
    if links:
        sentences.append(texts.count("{n} link lost its sentence.", "{n} links lost their sentence.", links))
    if passages:
        sentences.append(texts.count("{n} excerpt lost its place.", "{n} excerpts lost their place.", passages))
    return " ".join(sentences)


class OrphansWindow(QWidget):
    """Lists orphaned words beside the text in which they should stand."""

    def __init__(self, watch: OrphanWatch, document: Document, texts: Texts, parent: QWidget) -> None:
        """Make the window, closed."""
        super().__init__(parent, Qt.WindowType.Window)
        self._watch = watch
        self._document = document
        self.list = QListWidget()
        self.text = Words()
        self.text.setReadOnly(True)
        self.hint = QLabel(wordWrap=True)
        self.reattach, self.remove = QPushButton(), QPushButton()
        self._lay_out()
        self.list.currentRowChanged.connect(lambda _: self._show_text())
        self.text.selectionChanged.connect(self._judge)
        self.reattach.clicked.connect(self.attach_to_selected)
        self.remove.clicked.connect(self.remove_current)
        watch.changed.connect(self._fill)
        document.changed.connect(self._show_text)
        self.retext(texts)

    @property
    def current(self) -> Orphan | None:
        """The words chosen in the list."""
        row = self.list.currentRow()
        return self._watch.found[row] if 0 <= row < len(self._watch.found) else None

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.setWindowTitle(texts("Words that lost their place"))
        self.list.setAccessibleName(self.windowTitle())
        self.text.setAccessibleName(texts("Text"))
        self.reattach.setText(texts("Re-attach to selected words"))
        self.remove.setText(texts("Remove"))
        self._fill()

    def attach_to_selected(self) -> None:
        """Attach the words to those that are selected in the text."""
        orphan, span = self.current, self.text.selected
        if orphan and span and self.text.text[slice(*span)].strip():
            language = _language(orphan)
            edited = reattached(self._document.briefing, orphan.excerpt, orphan.link, language, span)
            self._document.edit(N_("Re-attach words"), edited)

    def remove_current(self) -> None:
        """Take the words away: a link loses them, an excerpt is no longer tied to its article."""
        orphan = self.current
        if orphan:
            edited = without_orphan(self._document.briefing, orphan.excerpt, orphan.link, _language(orphan))
            self._document.edit(N_("Remove lost words"), edited)

    def _fill(self) -> None:
        row = max(self.list.currentRow(), 0)
        self.list.clear()
        for orphan in self._watch.found:
            kind = self._texts("Link") if orphan.link else self._texts("Excerpt")
            words = " ".join(orphan.words.split())[:120]
            self.list.addItem(QListWidgetItem(f"{kind} · {orphan.language.upper()} · “{words}”"))
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        none = self._texts("No words have lost their place.")
        choose = self._texts("Select the words in the text below, then re-attach.")
        self.hint.setText(choose if self._watch.found else none)
        self._show_text()

    def _show_text(self) -> None:
        """Show where the words should stand: the article's text for an excerpt, the excerpt's for a link."""
        orphan = self.current
        text = ""
        if orphan:
            try:
                excerpt = part_of(self._document.briefing, "excerpt", orphan.excerpt)
                assert isinstance(excerpt, Excerpt)  # noqa: S101  parts of a kind are of its class
                if orphan.link:
                    text = excerpt.texts.get(_language(orphan), "")
                else:
                    article = part_of(self._document.briefing, "article", excerpt.article)
                    text = article.text if isinstance(article, Article) else ""
            except KeyError:
                text = ""
        self.text.show_text(text)
        self._judge()

    def _judge(self) -> None:
        self.reattach.setEnabled(self.current is not None and self.text.selected is not None)
        self.remove.setEnabled(self.current is not None)

    def _lay_out(self) -> None:
        self.resize(620, 520)
        self.setObjectName("orphans")
        self.hint.setProperty("role", "meta")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.remove)
        row.addWidget(self.reattach)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint)
        column.addWidget(self.text, 2)
        column.addLayout(row)


def _language(orphan: Orphan) -> Language:
    return next(language for language in LANGUAGES if language == orphan.language)


def _parts(briefing: Briefing) -> tuple[object, ...]:
    return briefing.articles, briefing.excerpts, briefing.links


def _raise(error: Exception) -> None:
    """Let the crash dialog tell of what nobody foresaw."""
    raise error
