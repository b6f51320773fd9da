"""The text of an article: excerpts lie on a coloured ground in it, linked words are underlined."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QWidget

from data.briefing.anchoring import Effort, Span, find
from data.briefing.value import Article, Briefing, Excerpt
from maps.scene import Theme
from ui.briefing.words import Mark, Words
from ui.theme import THEMES, link_colour


class ArticleText(Words):
    """The text of the article on show."""

    dropped = Signal(QMimeData)
    """Files were dropped on the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no article yet."""
        super().__init__(parent)
        self.setObjectName("articleText")
        self._excerpts: dict[str, Span] = {}

    def show_article(self, briefing: Briefing, article: Article, theme: Theme) -> None:
        """Show an article's text with what is quoted and linked in it."""
        self.show_text(article.text)
        text, effort = self.text, Effort()
        found = {
            excerpt.id: span
            for excerpt in briefing.excerpts
            if excerpt.article == article.id and excerpt.anchor
            for span in [find(text, excerpt.anchor, effort)]
            if span
        }
        self._excerpts = found
        grounds = [(span, THEMES[theme].accent_soft, False) for span in found.values()]
        self.mark([*grounds, *self._links(briefing, article, theme, effort)])

    def excerpt_around(self, span: Span) -> tuple[str, Span] | None:
        """Return the excerpt that words lie in, and where in it; the shortest, if they lie in several."""
        around = [
            (end - start, name) for name, (start, end) in self._excerpts.items() if start <= span[0] <= span[1] <= end
        ]
        if not around:
            return None
        name = min(around)[1]
        start = self._excerpts[name][0]
        return name, (span[0] - start, span[1] - start)

    def show_excerpt(self, excerpt: str) -> bool:
        """Select an excerpt in the text; tells whether it stands there."""
        span = self._excerpts.get(excerpt)
        if span:
            self.select(span)
        return span is not None

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802  Qt's name
        """Take text, and files to read."""
        return source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Hand files on; take text."""
        if any(url.isLocalFile() for url in source.urls()):
            self.dropped.emit(source)
        else:
            super().insertFromMimeData(source)

    def _links(self, briefing: Briefing, article: Article, theme: Theme, effort: Effort) -> Iterator[Mark]:
        excerpts: dict[str, Excerpt] = {excerpt.id: excerpt for excerpt in briefing.excerpts}
        for link in briefing.links:
            place, quote = self._excerpts.get(link.excerpt), link.spans.get(article.language)
            if place and quote:
                words = find(excerpts[link.excerpt].texts.get(article.language, ""), quote, effort)
                if words:
                    yield (place[0] + words[0], place[0] + words[1]), link_colour(link.colour, theme), True
