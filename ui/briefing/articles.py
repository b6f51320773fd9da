"""The articles: their texts and citations in a window of their own, where excerpts and links are made."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from data.briefing.edits import new_id, part_of, with_part, without_part
from data.briefing.rewriting import TextTooLongError, plain, with_excerpt, with_language, with_text
from data.briefing.value import Article
from data.texts import N_, Texts
from maps.scene import Scene
from ui.background import run_in_background
from ui.briefing.articles_layout import ArticlesLayout
from ui.briefing.document import Document
from ui.briefing.orphans import OrphanWatch, told
from ui.briefing.text_files import SUFFIXES, TextFileError, read_text
from ui.session import Session

KANA = re.compile("[\u3041-\u30ff]")
FIELD_EDITS = {
    "title": N_("Change the article's title"),
    "outlet": N_("Change the article's outlet"),
    "author": N_("Change the article's author"),
    "date": N_("Change the article's date"),
    "url": N_("Change the article's address"),
    "licence": N_("Change the article's licence"),
    "language": N_("Change the article's language"),
}


class ArticlesWindow(ArticlesLayout):
    """Shows one article of the document at a time."""

    link_asked = Signal(str, str, tuple)
    """Words of an excerpt are to be linked: excerpt, language, span."""
    claim_asked = Signal(str, str)
    """A claim is to be made: from an excerpt (may be empty), of these words."""
    review_asked = Signal()
    save_asked = Signal()
    told = Signal(str)
    """Something to say, in the language on show."""

    def __init__(self, document: Document, session: Session, watch: OrphanWatch, texts: Texts, parent: QWidget) -> None:
        """Make the window, closed."""
        super().__init__(parent)
        self._document = document
        self._session = session
        self._watch = watch
        self._current = ""
        for action, act in (
            (self.undo, lambda: self._step(document.stack.undo)),
            (self.redo, lambda: self._step(document.stack.redo)),
            (self.paste, self.add_pasted),
            (self.from_file, self._ask_for_file),
            (self.excerpt, self.make_excerpt),
            (self.link, self.link_selected),
            (self.claim, self._ask_for_claim),
            (self.delete, self.delete_article),
        ):
            action.triggered.connect(lambda _=False, act=act: act())
        self.list.currentRowChanged.connect(self._on_row)
        self.form.edited.connect(self._on_field)
        self.text.settled.connect(self._on_text)
        self.text.refused.connect(self.say)
        self.text.dropped.connect(lambda data: self.take_files(_files(data)))
        self.text.menu_asked.connect(self._open_menu)
        self.text.selectionChanged.connect(self._judge)
        self.review.clicked.connect(self.review_asked)
        self.save.triggered.connect(self._save)
        document.changed.connect(self._refresh)
        document.opened.connect(self._on_opened)
        watch.changed.connect(self._show_orphans)
        self.retext(texts)

    @property
    def article(self) -> Article | None:
        """The article on show."""
        return next((one for one in self._document.briefing.articles if one.id == self._current), None)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        super().retext(texts)
        self.form.retext(texts, self._session.scene.theme)
        self._refresh()
        self._show_orphans()

    def show_scene(self, scene: Scene) -> None:
        """Follow the theme."""
        self.form.retext(self._texts, scene.theme)
        self._refresh()

    def open(self, article: str = "", excerpt: str = "") -> None:
        """Come up with an article, perhaps at one of its excerpts."""
        if article:
            self._current = article
        self._refresh()
        self.show()
        self.activateWindow()
        (self.text if self.article else self.list).setFocus()
        if excerpt:
            self.text.show_excerpt(excerpt)

    # Articles

    def add_pasted(self) -> None:
        """Add an article from the text on the clipboard."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.add(text)
        else:
            self.say(self._texts("There is no text on the clipboard. Copy an article's text first."))

    def add(self, text: str, title: str = "") -> None:
        """Add an article with a text."""
        try:
            text = plain(text)
        except TextTooLongError as error:
            self.say(self._too_long(error))
            return
        self.text.flush()
        briefing, scene = self._document.briefing, self._session.scene
        name = new_id(briefing, "article", self._session.facts.sources)
        language = "ja" if KANA.search(text[:5_000]) else scene.language
        known = next(one for one in ("en", "id", "ja") if one == language)
        article = Article(id=name, language=known, title={known: title} if title else {}, text=text)
        self._current = name
        self._document.edit(N_("Add an article"), with_part(briefing, article))
        self.open(name)
        self.form.fields["title"].setFocus()

    def take_files(self, paths: list[Path]) -> None:
        """Read the first file of those dropped or chosen, and say what becomes of the others."""
        if not paths:
            return
        path = paths[0]
        run_in_background(lambda: read_text(path), lambda text: self._add_file(path, text), self._not_read, self)
        if len(paths) > 1:
            self.say(self._texts("Only {file} is read; drop the other files one by one.", file=path.name))

    def delete_article(self) -> None:
        """Take the article away with its excerpts and links."""
        article = self.article
        if article:
            self.text.flush()
            self._document.edit(N_("Delete the article"), without_part(self._document.briefing, "article", article.id))

    # Excerpts and links

    def make_excerpt(self) -> None:
        """Make an excerpt of the selected sentences; it appears among the passages at once."""
        span, article = self._selection()
        if article is None or span is None:
            self.say(self._texts("Select the sentences of the excerpt first."))
            return
        briefing, name = with_excerpt(self._document.briefing, article, span)
        self._document.edit(N_("Make an excerpt"), briefing)
        self._session.passage_asked.emit(name, "")

    def link_selected(self) -> None:
        """Link the selected words; they have to lie in an excerpt."""
        span, article = self._selection()
        if article is None or span is None:
            self.say(self._texts("Select some words of a passage first."))
            return
        found = self.text.excerpt_around(span)
        if found is None:
            self.say(self._texts("These words are in no excerpt. Select their sentence and make an excerpt first."))
            return
        self.link_asked.emit(found[0], article.language, found[1])

    def say(self, text: str) -> None:
        """Say something at the foot of the window."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.told.emit(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802  Qt's name
        """Take files."""
        if _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        """Read dropped files."""
        event.acceptProposedAction()
        self.take_files(_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Take over what was typed last."""
        self.text.flush()
        super().closeEvent(event)

    # Inside

    def _selection(self) -> tuple[tuple[int, int] | None, Article | None]:
        self.text.flush()
        span = self.text.selected
        if span and not self.text.text[slice(*span)].strip():
            span = None
        return span, self.article

    def _ask_for_claim(self) -> None:
        span, article = self._selection()
        found = self.text.excerpt_around(span) if span and article else None
        self.claim_asked.emit(found[0] if found else "", self.text.text[slice(*span)] if span else "")

    def _step(self, act: object) -> None:
        """Undo or redo, with what was typed last as a step of its own."""
        self.text.flush()
        if callable(act):
            act()

    def _save(self) -> None:
        self.text.flush()
        self.save_asked.emit()

    def _on_text(self, text: str) -> None:
        article = self.article
        if article is None:
            return
        try:
            edited = with_text(self._document.briefing, article, text)
        except TextTooLongError as error:
            self.say(self._too_long(error))
            return
        self._document.edit(N_("Change the article's text"), edited)

    def _on_field(self, article: Article, field: str) -> None:
        known = part_of(self._document.briefing, "article", article.id)
        if field == "language" and isinstance(known, Article):
            edited = with_language(self._document.briefing, known, article.language)
        else:
            edited = with_part(self._document.briefing, article)
        self._document.edit(FIELD_EDITS[field], edited, merge=f"{article.id}/{field}")

    def _on_row(self, row: int) -> None:
        articles = self._document.briefing.articles
        if 0 <= row < len(articles) and articles[row].id != self._current:
            self.text.flush()
            self._current = articles[row].id
            self._refresh()

    def _on_opened(self) -> None:
        self._current = ""

    def _refresh(self) -> None:
        """Show the document as it is."""
        articles = self._document.briefing.articles
        if not any(article.id == self._current for article in articles):
            self._current = articles[0].id if articles else ""
        self.show_list([self._title(article) for article in articles], _row(articles, self._current))
        article = self.article
        self.form.show_article(article)
        self.text.setEnabled(article is not None)
        if article:
            self.text.show_article(self._document.briefing, article, self._session.scene.theme)
        else:
            self.text.show_text("")
            self.text.mark(())
        self._judge()

    def _judge(self) -> None:
        has_words = self.text.selected is not None
        for action in (self.excerpt, self.link):
            action.setEnabled(has_words and self.article is not None)
        self.delete.setEnabled(self.article is not None)
        document = self._document
        for action, is_possible in ((self.undo, document.stack.canUndo()), (self.redo, document.stack.canRedo())):
            action.setEnabled(is_possible or self.text.is_waiting)

    def _show_orphans(self) -> None:
        sentence = told(self._watch.found, self._texts)
        self.lost.setText(sentence)
        self.strip.setVisible(bool(sentence))

    def _title(self, article: Article) -> str:
        title = article.title.get(article.language) or next(iter(article.title.values()), "")
        if title:
            return title
        first = " ".join(article.text[:200].split())[:40]
        return self._texts("Untitled: {words}…", words=first) if first else self._texts("Untitled")

    def _ask_for_file(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        dialog = QFileDialog(self, self._texts("Read an article from a file"), "", f"{self._texts('Text')} ({kinds})")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda file: self.take_files([Path(file)]))
        dialog.open()

    def _add_file(self, path: Path, text: str) -> None:
        first = text.lstrip().split("\n", 1)[0] if path.suffix.lower() == ".md" else ""
        self.add(text, first.removeprefix("#").strip()[:1_000] if first.startswith("# ") else "")

    def _not_read(self, error: Exception) -> None:
        if not isinstance(error, TextFileError):
            raise error
        self.open()
        self.say(self._texts(error.text, **error.values))

    def _too_long(self, error: TextTooLongError) -> str:
        return self._texts(
            "The text has {n} letters; at most 200,000 can be kept. Paste a part of it.", n=f"{error.letters:,}"
        )


def _row(articles: tuple[Article, ...], name: str) -> int:
    return next((row for row, article in enumerate(articles) if article.id == name), -1)


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
