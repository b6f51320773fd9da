"""Edits of texts and of what is linked in them, by value: it is found again by its words, or left orphaned.

What an edit did not touch moves along exactly; the rest is looked for (``anchoring``), never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from msgspec.structs import replace

from data.briefing.anchoring import Effort, Span, find, quote_of
from data.briefing.edits import new_id, part_of, with_part, without_part
from data.briefing.joining import Language
from data.briefing.value import Article, Briefing, Excerpt, Link, Quote
from data.errors import AtlasError

LONGEST = 200_000
"""Letters of a text that can be kept."""

T = TypeVar("T")

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029\v\f\x1c-\x1e\x85]")


class TextTooLongError(AtlasError):
    """A text is longer than a briefing keeps."""

    def __init__(self, letters: int) -> None:
        super().__init__(f"The text has {letters:,} letters; at most {LONGEST:,} can be kept. Paste a part of it.")
        self.letters = letters


def plain(text: str) -> str:
    """Return text from outside as it may be kept: line breaks alike, no control characters; marks of direction stay.

    Raises
    ------
    TextTooLongError
        If it is longer than a briefing keeps.
    """
    text = _BREAKS.sub("\n", text)
    kept = _CONTROLS.sub("", text)
    if len(kept) > LONGEST:
        raise TextTooLongError(len(kept))
    return kept


@dataclass(frozen=True, slots=True)
class _Edit:
    """What became of a text: the part between ``start`` and ``end`` was replaced by ``added`` letters."""

    start: int
    end: int
    added: int

    def move(self, span: Span) -> Span | None:
        """Return where a span that the edit did not touch is now, None if it did."""
        if span[1] <= self.start:
            return span
        return self._later(span) if span[0] >= self.end else None

    def around(self, span: Span) -> Span | None:
        """Return where a span is now if the edit lies inside and most of it stayed."""
        if span[0] < self.start and self.end < span[1] and 2 * (self.end - self.start) < span[1] - span[0]:
            return span[0], self._later(span)[1]
        return None

    def _later(self, span: Span) -> Span:
        by = self.added - (self.end - self.start)
        return span[0] + by, span[1] + by


def with_text(briefing: Briefing, article: Article, text: str) -> Briefing:
    """Return the briefing with another text of an article; excerpts and links in it are found again.

    Raises
    ------
    TextTooLongError
        If it is longer than a briefing keeps.
    """
    text = plain(text)
    edit, effort = _edit_between(article.text, text), Effort()
    briefing = with_part(briefing, replace(article, text=text))
    for excerpt in briefing.excerpts:
        if excerpt.article != article.id:
            continue
        if excerpt.anchor is None:
            briefing = _anchored(briefing, excerpt, article.language, text, effort)
            continue
        before = find(article.text, excerpt.anchor, effort)
        now = (edit.move(before) or edit.around(before)) if before else None
        now = now or find(text, excerpt.anchor, effort)
        if now:
            briefing = _at(briefing, excerpt, article.language, text, now)
    return briefing


def with_excerpt(briefing: Briefing, article: Article, span: Span) -> tuple[Briefing, str]:
    """Return the briefing with a passage of an article's text as an excerpt, and the excerpt's id."""
    start, end = trimmed(article.text, span)
    name = new_id(briefing, "excerpt")
    words, anchor = article.text[start:end], quote_of(article.text, start, end)
    excerpt = Excerpt(id=name, article=article.id, texts={article.language: words}, anchor=anchor)
    return with_part(briefing, excerpt), name


def with_words(briefing: Briefing, excerpt: Excerpt, language: Language, text: str) -> Briefing:
    """Return the briefing with another text of an excerpt in a language; none takes the translation away.

    Links keep their words where they are found; a language without a text keeps none.
    """
    text = plain(text).strip()
    texts = {known: words for known, words in excerpt.texts.items() if known != language}
    if text:
        texts[language] = text
    briefing = with_part(briefing, replace(excerpt, texts=texts))
    return _relinked(briefing, excerpt, language, text)


def with_link(
    briefing: Briefing, excerpt: Excerpt, spans: Mapping[Language, Span], targets: tuple[str, ...], **looks: str
) -> tuple[Briefing, str]:
    """Return the briefing with words of an excerpt linked to features, and the link's id."""
    quotes = {language: quote_of(excerpt.texts[language], *span) for language, span in spans.items()}
    name = new_id(briefing, "link")
    link = Link(id=name, excerpt=excerpt.id, targets=targets, spans=quotes, **looks)  # type: ignore[arg-type]
    return with_part(briefing, link), name


def reattached(briefing: Briefing, excerpt: str, link: str | None, language: Language, span: Span) -> Briefing:
    """Return the briefing with orphaned words attached to others: an excerpt's, or (no link) the article's."""
    part = part_of(briefing, "excerpt", excerpt)
    assert isinstance(part, Excerpt)  # noqa: S101  parts of a kind are of its class
    if link is None:
        article = part_of(briefing, "article", part.article)
        assert isinstance(article, Article)  # noqa: S101
        return _at(briefing, part, article.language, article.text, trimmed(article.text, span))
    known = part_of(briefing, "link", link)
    assert isinstance(known, Link)  # noqa: S101
    text = part.texts[language]
    return with_part(briefing, replace(known, spans={**known.spans, language: quote_of(text, *trimmed(text, span))}))


def without_orphan(briefing: Briefing, excerpt: str, link: str | None, language: Language) -> Briefing:
    """Return the briefing without orphaned words: a link loses that language, an excerpt its place in the article."""
    if link is None:
        part = part_of(briefing, "excerpt", excerpt)
        assert isinstance(part, Excerpt)  # noqa: S101
        return with_part(briefing, replace(part, anchor=None))
    known = part_of(briefing, "link", link)
    assert isinstance(known, Link)  # noqa: S101
    spans = {at: quote for at, quote in known.spans.items() if at != language}
    if spans:
        return with_part(briefing, replace(known, spans=spans))
    return without_part(briefing, "link", link)


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the blanks at its ends."""
    start, end = span
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _edit_between(old: str, new: str) -> _Edit:
    """Return the one edit that leads from a text to another: what they begin and end with alike was not touched."""
    short = min(len(old), len(new))
    start = _alike(old, new, short)
    end = _alike(old[::-1], new[::-1], short - start)
    return _Edit(start, len(old) - end, len(new) - end - start)


def _alike(one: str, other: str, most: int) -> int:
    """Return how many letters two texts begin with alike, at most so many."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _anchored(briefing: Briefing, excerpt: Excerpt, language: Language, text: str, effort: Effort) -> Briefing:
    """Return the briefing with an excerpt tied to the article's text, if its words stand there once."""
    words = excerpt.texts.get(language)
    span = find(text, Quote(exact=words), effort) if words else None
    if span is None or text[span[0] : span[1]] != words:
        return briefing
    return with_part(briefing, replace(excerpt, anchor=quote_of(text, *span)))


def _at(briefing: Briefing, excerpt: Excerpt, language: Language, text: str, span: Span) -> Briefing:
    """Return the briefing with an excerpt at a place of its article's text; its links are found again in its words."""
    words = text[span[0] : span[1]]
    anchored = replace(excerpt, anchor=quote_of(text, *span), texts={**excerpt.texts, language: words})
    return _relinked(with_part(briefing, anchored), excerpt, language, words)


def _relinked(briefing: Briefing, excerpt: Excerpt, language: Language, text: str) -> Briefing:
    """Return the briefing with the links of an excerpt where their words are now in a text that was edited."""
    old = excerpt.texts.get(language, "")
    if old == text:
        return briefing
    edit, effort = _edit_between(old, text), Effort()
    for link in briefing.links:
        quote = link.spans.get(language)
        if link.excerpt != excerpt.id or quote is None:
            continue
        spans = {at: known for at, known in link.spans.items() if at != language}
        before = find(old, quote, effort)
        now = (edit.move(before) if before else None) or find(text, quote, effort)
        if text:
            spans[language] = quote_of(text, *now) if now else quote
        if not spans:  # its only words went with the text
            briefing = without_part(briefing, "link", link.id)
            continue
        briefing = with_part(briefing, replace(link, spans=spans))
    return briefing


def with_language(briefing: Briefing, article: Article, language: Language) -> Briefing:
    """Return the briefing with an article, which was taken for another language's, in its own: title, words, links."""
    before = article.language
    briefing = with_part(briefing, replace(article, language=language, title=_turned(article.title, before, language)))
    for excerpt in [one for one in briefing.excerpts if one.article == article.id]:
        texts = _turned(excerpt.texts, before, language)
        briefing = with_part(briefing, replace(excerpt, texts=texts))
        for link in [one for one in briefing.links if one.excerpt == excerpt.id]:
            briefing = with_part(briefing, replace(link, spans=_turned(link.spans, before, language)))
    return briefing


def _turned(texts: Mapping[Language, T], one: Language, other: Language) -> dict[Language, T]:
    """Return texts with those of two languages changed for each other."""
    turned = {one: other, other: one}
    return {turned.get(language, language): text for language, text in texts.items()}
