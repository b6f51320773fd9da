"""Editing what is linked: articles, excerpts, links, translations, claims, own places, and who asks for them.

The windows and boxes are made when first asked for.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMainWindow, QMenu

from data.briefing.edits import part_of, without_part
from data.briefing.joining import LANGUAGES, Language
from data.briefing.value import Article, Excerpt
from data.texts import N_, Texts
from maps.scene import Scene
from ui.briefing.document import Document
from ui.briefing.files import Files
from ui.briefing.linking import NO_WORDS, Linking
from ui.briefing.orphans import OrphansWindow, OrphanWatch
from ui.briefing.own_places import DRAW, OwnPlacesTool
from ui.map.view import MapView
from ui.panels.reader import Reader
from ui.session import LINK, Session

if TYPE_CHECKING:
    from ui.briefing.articles import ArticlesWindow
    from ui.briefing.claims import LedgerWindow
    from ui.briefing.translating import TranslationWindow

WINDOWS = ("articles", "orphans", "ledger", "translation")
"""The windows of its own, made when first asked for."""


class Authoring(QObject):
    """Its methods are what a user can do with what is linked."""

    def __init__(self, window: QMainWindow, document: Document, files: Files, session: Session, texts: Texts) -> None:
        """Listen to the reader of a window."""
        super().__init__(window)
        self._window = window
        self._document = document
        self._files = files
        self._session = session
        self._texts = texts
        self._theme = session.scene.theme
        self.watch = OrphanWatch(document, self)
        self.linking = Linking(window, document, session, texts)
        self.linking.told.connect(lambda text: files.say(self._texts(text)))
        files.closable.connect(self._put_away)
        self.places = OwnPlacesTool(window, document, session, texts)
        self._reader: Reader | None = window.findChild(Reader)
        if self._reader:
            self._reader.passages.menu_asked.connect(self._open_menu)
            self._reader.passages.pasted.connect(self._add_article)
            self._reader.place.own_asked.connect(self._on_own)
        middle = window.centralWidget()
        if isinstance(middle, MapView):
            middle.ready.connect(self._tell_page)

    @cached_property
    def articles(self) -> ArticlesWindow:
        """The window of the articles."""
        from ui.briefing.articles import ArticlesWindow

        made = ArticlesWindow(self._document, self._session, self.watch, self._texts, self._window)
        made.link_asked.connect(self.linking.begin)
        made.save_asked.connect(self._files.save)
        made.claim_asked.connect(self._claim_from)
        made.review_asked.connect(lambda: self._come_up(self.orphans))
        return made

    @cached_property
    def orphans(self) -> OrphansWindow:
        """The window of the words that lost their place."""
        return OrphansWindow(self.watch, self._document, self._texts, self._window)

    @cached_property
    def ledger(self) -> LedgerWindow:
        """The window of the claims."""
        from ui.briefing.claims import LedgerWindow

        return LedgerWindow(self._document, self._session, self._texts, self._window)

    @cached_property
    def translation(self) -> TranslationWindow:
        """The window of the translations."""
        from ui.briefing.translating import TranslationWindow

        return TranslationWindow(self._document, self._texts, self._window)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.linking.retext(texts)
        self.places.retext(texts)
        for name in WINDOWS:
            if name in self.__dict__:
                self.__dict__[name].retext(texts)

    def show_scene(self, scene: Scene) -> None:
        """Follow the theme."""
        if scene.theme != self._theme:
            self._theme = scene.theme
            if "articles" in self.__dict__:
                self.articles.show_scene(scene)

    def clear_one_level(self) -> bool:
        """End a link or a drawing that is being made; tells whether there was one."""
        return self.linking.cancel() or self.places.cancel()

    def take_texts(self, paths: list[Path]) -> None:
        """Read dropped files as articles."""
        self.articles.open()
        self.articles.take_files(paths)

    def make_link(self) -> None:
        """Link the words that are selected in a passage."""
        found = self._reader.passages.selected_words() if self._reader else None
        if found:
            self._begin_link(*found)
        else:
            self._files.say(self._texts(NO_WORDS))

    def make_excerpt(self) -> None:
        """Make an excerpt of what is selected in the window of the articles, or open that."""
        if "articles" in self.__dict__ and self.articles.isVisible():
            self.articles.make_excerpt()
        else:
            self.articles.open()

    def add_claim(self, about: str = "") -> None:
        """Open the ledger for a new claim, about what is selected."""
        selected = self._session.scene.selected
        self.ledger.begin(about or (selected[0] if len(selected) == 1 else ""))
        self.ledger.open()

    # Inside

    def _add_article(self, text: str) -> None:
        self.articles.add(text)

    def _begin_link(self, excerpt: str, language: str, span: tuple[int, int]) -> None:
        self.linking.begin(excerpt, _language(language), span)

    def _claim_from(self, excerpt: str, words: str) -> None:
        """Open the ledger for a claim that a passage makes, with its article as the source."""
        part = self._excerpt(excerpt)
        article = part_of(self._document.briefing, "article", part.article) if part else None
        sources = (article.source or article.id,) if isinstance(article, Article) else ()
        targets = {
            target for link in self._document.briefing.links if link.excerpt == excerpt for target in link.targets
        }
        self.ledger.begin(targets.pop() if len(targets) == 1 else "", words, excerpt, sources)
        self.ledger.open()

    def _open_menu(self, excerpt: str, link: str, where: QPoint) -> None:
        """Offer what can be done with a passage."""
        part, texts = self._excerpt(excerpt), self._texts
        if part is None or self._reader is None:
            return
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        selected = self._reader.passages.selected_words()
        is_here = selected is not None and selected[0] == excerpt
        make = menu.addAction(f"{texts('Link selected words…')}\tCtrl+L")
        make.setEnabled(is_here)
        make.triggered.connect(lambda: self._begin_link(*selected) if selected else None)
        if link:
            menu.addAction(texts("Change the link…")).triggered.connect(lambda: self.linking.change(link))
            menu.addAction(texts("Unlink")).triggered.connect(lambda: self.linking.remove(link))
        menu.addSeparator()
        shown = self._session.scene.language
        for text, act in (
            (texts("Translate…"), lambda: self.translation.open(excerpt, shown)),
            (
                texts("Claim from this passage…"),
                lambda: self._claim_from(excerpt, _words(part, selected, is_here=is_here)),
            ),
            (texts("Show in the article"), lambda: self.articles.open(part.article, excerpt)),
            (texts("Delete the excerpt"), lambda: self._delete(excerpt)),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, act=act: act())
        menu.popup(where)

    def _delete(self, excerpt: str) -> None:
        if self._excerpt(excerpt):
            self._document.edit(N_("Delete the excerpt"), without_part(self._document.briefing, "excerpt", excerpt))

    def _on_own(self, verb: str, feature: str) -> None:
        """Do what a place's card offers."""
        if verb == "claim":
            self.add_claim(feature)
        elif verb == "change":
            self.places.change(feature)
        else:
            self.places.delete(feature)

    def _excerpt(self, name: str) -> Excerpt | None:
        try:
            found = part_of(self._document.briefing, "excerpt", name)
        except KeyError:
            return None
        return found if isinstance(found, Excerpt) else None

    def _put_away(self) -> None:
        """Hide the windows: the one that they belong to closes."""
        for name in WINDOWS:
            if name in self.__dict__:
                self.__dict__[name].hide()

    def _come_up(self, window: OrphansWindow) -> None:
        window.show()
        window.activateWindow()

    def _tell_page(self) -> None:
        """Tell a page that came back which tool takes the clicks."""
        if self._session.tool in (LINK, DRAW):
            self._session.tool_changed.emit(self._session.tool)


def _language(slug: str) -> Language:
    return next((known for known in LANGUAGES if known == slug), LANGUAGES[0])


def _words(part: Excerpt, selected: tuple[str, str, tuple[int, int]] | None, *, is_here: bool) -> str:
    if not (selected and is_here):
        return ""
    text = next((text for language, text in part.texts.items() if language == selected[1]), "")
    return text[slice(*selected[2])]
