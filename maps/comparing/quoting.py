"""Short quotations: which passage of an article speaks of something, cut around the words that do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.articles import Article
from data.atlas import Atlas, Passage
from data.texts import N_
from maps.cards.desk import Desk

LONGEST = {"ja": 48}
LONGEST_ELSEWHERE = 90
"""At most so many characters are quoted; those of Japanese are twice as wide."""

AFTER = 0.12
"""This part of a quotation follows the words it is about, where it has to be cut."""

COMMAS = {"en": ", ", "id": ", ", "ja": "、"}

ROUTE = "route"
"""The kind of the links that lead to a transport route."""


def passages_on(atlas: Atlas, features: Iterable[str]) -> Iterator[Passage]:
    """Yield for each feature the passage that says most of transport: one that also names a route, else the first."""
    for feature in features:
        passages = sorted(atlas.passages_about(feature), key=lambda known: not _names_a_route(known))
        yield from passages[:1]


def quotation(desk: Desk, passage: Passage) -> str:
    """Return the words of a passage about a feature in quotation marks, with outlet and date."""
    article = article_of(desk.atlas, passage)
    language = passage.link.language_for(desk.texts.language)
    text = passage.excerpt.texts[language]
    quote = cut_around(text, passage.link.spans[language], LONGEST.get(language, LONGEST_ELSEWHERE), language)
    template = N_("“{quote}” – {outlet}, {date}")
    if language != article.language:
        template = N_("“{quote}” – {outlet}, {date}, our translation")
    return desk.texts(template, quote=quote, outlet=article.outlet, date=desk.date(article.date))


def article_of(atlas: Atlas, passage: Passage) -> Article:
    """Return the article that a passage was taken from."""
    return next(article for article in atlas.articles if article.id == passage.excerpt.article)


def cut_around(text: str, span: tuple[int, int], longest: int, language: str) -> str:
    """Return at most so many characters of a text with a span in them, cut where a clause or word ends.

    An ellipsis stands where something was left out.
    """
    if len(text) <= longest:
        return text
    room = longest - 2  # for an ellipsis at either end
    end = min(len(text), max(span[1] + int(room * AFTER), room))
    start = max(0, min(end - room, span[0]))
    if start:
        start = _next_start(text, start, span[0], language)
    if end < len(text):
        end = _last_end(text, end, span[1], language)
    return ("…" if start else "") + text[start:end].strip(" 、,;") + ("…" if end < len(text) else "")


def shortened(text: str, longest: int, language: str) -> str:
    """Return the beginning of a text, cut after a word."""
    return cut_around(text, (0, 0), longest, language)


def _names_a_route(passage: Passage) -> bool:
    return any(link.kind == ROUTE for link in passage.excerpt.links)


def _next_start(text: str, start: int, latest: int, language: str) -> int:
    """Return where to begin from a place on, at the latest at the words meant: after a comma, else a space."""
    comma = text.find(COMMAS[language], start, start + (latest - start) // 2)
    if comma >= 0:
        return comma + len(COMMAS[language])
    if language == "ja" or text[start - 1] == " ":
        return start
    space = text.find(" ", start, latest)
    return space + 1 if space >= 0 else latest


def _last_end(text: str, end: int, earliest: int, language: str) -> int:
    """Return where to end before a place, at the earliest behind the words meant: at a comma, else a space."""
    if earliest:
        comma = text.rfind(COMMAS[language], earliest, end)
        if comma >= 0:
            return comma
    if language == "ja" or text[end] == " ":
        return end
    space = text.rfind(" ", earliest, end)
    return space if space >= 0 else end
