"""Linking words: they are selected in each language, the features clicked on the map or named, Enter makes the link."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from data.briefing.anchoring import Span, find, quote_of
from data.briefing.edits import part_of, with_part, without_part
from data.briefing.joining import Language
from data.briefing.rewriting import trimmed, with_link
from data.briefing.value import Excerpt, Link
from data.network import Node
from data.texts import N_, Texts
from maps.linking import looks_of, same_words
from ui.briefing.document import Document
from ui.briefing.link_box import LinkBox
from ui.map.view import MapView
from ui.session import LINK, Session

NO_WORDS = N_("Select some words of a passage first.")


class Linking(QObject):
    """Makes and changes links; its box lies over the map, and while it is open clicks on the map choose features."""

    told = Signal(str)
    """Why something was not done: an English text to look up."""

    def __init__(self, window: QMainWindow, document: Document, session: Session, texts: Texts) -> None:
        """Be closed at first; the box is made when first needed."""
        super().__init__(window)
        self._window = window
        self._document = document
        self._session = session
        self._texts = texts
        self._ground: QWidget = window.centralWidget() or window
        self._made: LinkBox | None = None
        self._excerpt: str = ""
        self._link: str | None = None
        session.item_picked.connect(self._on_picked)
        session.tool_changed.connect(self._on_tool)
        document.changed.connect(self._on_document)

    @property
    def box(self) -> LinkBox:
        """The box, made if need be."""
        if self._made is None:
            self._made = LinkBox(self._ground, self._session, self._texts)
            self._made.finished.connect(self.finish)
            self._made.cancelled.connect(self.cancel)
            self._made.targets_changed.connect(self._on_targets)
        return self._made

    @property
    def is_on(self) -> bool:
        """Whether a link is being made."""
        return bool(self._excerpt)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        if self._made:
            self._made.retext(texts)

    def begin(self, excerpt: str, language: Language, span: Span) -> None:
        """Begin a link from words of an excerpt in a language."""
        part = self._part(excerpt)
        if part is None or language not in part.texts:
            return
        span = trimmed(part.texts[language], span)
        if span[0] >= span[1]:
            self.told.emit(NO_WORDS)
            return
        self._open(part, None)
        self.box.show_words(part.texts, {language: span}, language)
        self.box.show_targets(())

    def change(self, link: str) -> None:
        """Open a link to choose other words, features or another relation."""
        known = self._known_link(link)
        part = self._part(known.excerpt) if known else None
        if known is None or part is None:
            return
        spans = {
            at: span for at, quote in known.spans.items() for span in [find(part.texts.get(at, ""), quote)] if span
        }
        self._open(part, link)
        language = next(iter(spans), next(iter(part.texts)))
        self.box.show_words(part.texts, spans, language)
        self.box.show_targets(known.targets, known.rel)

    def remove(self, link: str) -> None:
        """Take a link away; its words stay."""
        if self._known_link(link):
            self._document.edit(N_("Unlink"), without_part(self._document.briefing, "link", link))

    def finish(self) -> None:
        """Make the link, or change the one that is open."""
        part = self._part(self._excerpt)
        spans, targets, rel = self.box.spans(), self.box.targets, self.box.relation
        if part is None or not spans or not targets:
            self.told.emit(NO_WORDS if part and not spans else N_("Choose a feature on the map, or type its name."))
            return
        briefing = self._document.briefing
        kind, colour = looks_of(self._session.atlas, targets[0])
        known = self._known_link(self._link) if self._link else None
        if known:
            quotes = {at: quote_of(part.texts[at], *span) for at, span in spans.items()}
            looks = {} if known.targets == targets else {"kind": kind, "colour": colour}
            changed = replace(known, spans=quotes, targets=targets, rel=rel, **looks)
            self._close()
            self._document.edit(N_("Change the link"), with_part(briefing, changed))
        else:
            made, _ = with_link(briefing, part, spans, targets, rel=rel, kind=kind, colour=colour)
            self._close()
            self._document.edit(N_("Link words"), made)

    def cancel(self) -> bool:
        """Close without a link; tells whether there was one being made."""
        was_on = self.is_on
        self._close()
        return was_on

    def _open(self, part: Excerpt, link: str | None) -> None:
        self._excerpt, self._link = part.id, link
        self.box.open(is_new=link is None)
        self._session.set_tool(LINK)
        self._window.activateWindow()
        self.box.field.setFocus()

    def _close(self) -> None:
        if not self.is_on:
            return
        self._excerpt, self._link = "", None
        self.box.hide()
        self._session.set_glow(())
        if self._session.tool == LINK:
            self._session.set_tool("")
        (self._ground.view if isinstance(self._ground, MapView) else self._ground).setFocus()

    def _on_picked(self, feature: str) -> None:
        if self.is_on:
            self.box.toggle(feature)

    def _on_tool(self, tool: str) -> None:
        """End when another tool takes the clicks."""
        if tool != LINK:
            self._close()

    def _on_document(self) -> None:
        """End when the excerpt or the link has gone, or its words are others."""
        if self.is_on:
            part = self._part(self._excerpt)
            gone = self._link and not self._known_link(self._link)
            if part is None or gone or part.texts != self.box.texts_of_excerpt:
                self._close()

    def _on_targets(self) -> None:
        """Let the features glow, and offer the same words in the other languages."""
        targets = self.box.targets
        self._session.set_glow(targets)
        own = self.box.first_words()
        if not targets or own is None:
            return
        language, span = own
        texts = self.box.texts_of_excerpt
        for other, text in texts.items():
            if other != language:
                names = [name for target in targets for name in self._names(target, other)]
                self.box.offer(other, same_words(texts[language], span, text, names))

    def _names(self, target: str, language: str) -> tuple[str, ...]:
        known = self._session.atlas.features.get(target)
        if known is None or not hasattr(known, "names"):
            return ()
        short = (known.short[language],) if isinstance(known, Node) else ()
        return (*short, known.names[language])

    def _part(self, excerpt: str) -> Excerpt | None:
        found = self._find("excerpt", excerpt)
        return found if isinstance(found, Excerpt) else None

    def _known_link(self, link: str) -> Link | None:
        found = self._find("link", link)
        return found if isinstance(found, Link) else None

    def _find(self, kind: Any, name: str) -> Any:
        try:
            return part_of(self._document.briefing, kind, name)
        except KeyError:
            return None
