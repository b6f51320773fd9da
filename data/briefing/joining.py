"""A briefing beside the shipped facts: one atlas that holds both, and the way back for a shipped article.

Shipped ids win. What the document names and nobody knows is left out of the atlas, not out of the document.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, cast

from data import articles as shipped
from data.atlas import Atlas
from data.briefing import value
from data.briefing.anchoring import Effort, Span, find, quote_of
from data.briefing.faults import Problem, told
from data.briefing.integrity import Known
from data.claims import Claim
from data.own import OwnPlace
from data.sources import Source

Language = Literal["en", "id", "ja"]
LANGUAGES: tuple[Language, ...] = ("en", "id", "ja")
_OWN = "-own"
"""What is added to an id that the shipped facts use for something else."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """Words that are not found any more: of a link in a language, or (``link`` None) of an excerpt in its article."""

    excerpt: str
    link: str | None
    language: str
    words: str


class Parts(NamedTuple):
    """A shipped article as parts of a document."""

    article: value.Article
    excerpts: tuple[value.Excerpt, ...]
    links: tuple[value.Link, ...]
    source: value.Source


def join(atlas: Atlas, briefing: value.Briefing) -> Atlas:
    """Return the atlas with the document's articles in place of the shipped ones, and its facts added."""
    sources = {**_sources(briefing), **atlas.sources}
    places = zip(_free(briefing.places, atlas.features), briefing.places, strict=True)
    own = {name: _own(place, name, sources) for name, place in places}
    features = atlas.features.keys() | own.keys()
    articles = _articles(briefing, features)
    excerpts = {excerpt.id for article in articles for excerpt in article.excerpts}
    claims = [
        claim if claim.excerpt is None or claim.excerpt in excerpts else replace(claim, excerpt=None)
        for claim in atlas.claims
    ]
    claims += _claims(atlas, briefing, features, sources)
    claims.sort(key=lambda claim: claim.asof or "", reverse=True)
    return replace(atlas, articles=articles, claims=tuple(claims), sources=sources, own=own)


def known_in(atlas: Atlas) -> Known:
    """Return what a document may name beside its own parts."""
    return Known(atlas.features.keys(), atlas.sources.keys())


def orphans(briefing: value.Briefing) -> tuple[Orphan, ...]:
    """Return the words that are not found any more, in the order of the document."""
    effort = Effort()
    articles = {article.id: article for article in briefing.articles}
    found = []
    for excerpt in briefing.excerpts:
        article = articles.get(excerpt.article)
        if article and article.text and excerpt.anchor and not find(article.text, excerpt.anchor, effort):
            found.append(Orphan(excerpt.id, None, article.language, excerpt.anchor.exact))
    texts = {excerpt.id: excerpt.texts for excerpt in briefing.excerpts}
    for link in briefing.links:
        for language, quote in link.spans.items():
            if not find(texts.get(link.excerpt, {}).get(language, ""), quote, effort):
                found.append(Orphan(link.excerpt, link.id, language, quote.exact))
    return tuple(found)


def clashes(atlas: Atlas, briefing: value.Briefing) -> tuple[Problem, ...]:
    """Return where the document gives a shipped id to something else, and what becomes of it."""
    found = []
    claims = {claim.id: claim for claim in atlas.claims}
    own = _sources(briefing)
    for at, source in enumerate(briefing.sources):
        if source.id in atlas.sources and own[source.id] != atlas.sources[source.id]:
            what = f"{source.id} is a shipped source; the shipped one is shown"
            found.append(Problem(f"sources[{at}].id", what, told(source), "note"))
    for name, known in (("claims", claims), ("places", atlas.features)):
        for at, part in enumerate(getattr(briefing, name)):
            if part.id in known and not (isinstance(part, value.Claim) and _is_copy(part, claims)):
                what = f"the id {part.id} is a shipped one's; it is shown as {part.id}{_OWN}"
                found.append(Problem(f"{name}[{at}].id", what, told(part), "note"))
    return tuple(found)


def briefing_article(article: shipped.Article, source: Source) -> Parts:
    """Return a shipped article as parts of a document, without loss; ``source`` is its entry in the atlas."""
    excerpts = tuple(
        value.Excerpt(id=one.id, article=one.article, texts=_texts(one.texts), speaker=_texts(one.speaker) or None)
        for one in article.excerpts
    )
    links = tuple(
        value.Link(
            id=link.id,
            excerpt=excerpt.id,
            targets=link.targets,
            spans={at: quote_of(excerpt.texts[at], *link.spans[at]) for at in _languages(link.spans)},
            rel=cast(Any, link.rel),  # checked with the facts
            kind=link.kind,
            colour=link.colour,
            addition=_texts(link.addition) or None,
        )
        for excerpt in article.excerpts
        for link in excerpt.links
    )
    cited = value.Source(
        id=source.id,
        title=source.title,
        url=source.url,
        date=source.date,
        licence=source.licence,
        kind=cast(Any, source.kind),  # checked with the facts
    )
    made = value.Article(
        id=article.id,
        language=cast(Any, article.language),  # checked with the facts
        title=_texts(article.title),
        outlet=article.outlet,
        credit=article.credit,
        date=article.date,
        url=source.url,
        licence=source.licence,
        date_note=_texts(article.date_note),
        translations_note=_texts(article.translations_note),
        source=article.source,
    )
    return Parts(made, excerpts, links, cited)


def _languages(texts: Mapping[str, object]) -> list[Language]:
    return [language for language in LANGUAGES if language in texts]


def _texts(names: Mapping[str, str] | None) -> value.Texts:
    return {language: (names or {})[language] for language in _languages(names or {})}


def _filled(texts: Mapping[Any, str] | None, first: str = "en") -> dict[str, str]:
    """Return a text in every language: where one is missing, the original or another stands in."""
    given = {language: text for language, text in (texts or {}).items() if text}
    spare = next((given[language] for language in (first, *LANGUAGES) if language in given), "")
    return {language: given.get(language, spare) for language in LANGUAGES} if given else {}


def _sources(briefing: value.Briefing) -> dict[str, Source]:
    """Return the document's sources, and one for each article that names none."""
    found = {one.id: Source(one.id, one.title, one.url, one.date, one.licence, one.kind) for one in briefing.sources}
    for article in briefing.articles:
        if article.source is None and article.id not in found:
            said = (article.outlet, _filled(article.title, article.language).get(article.language, ""))
            title = ", ".join(part for part in said if part) or article.id
            credit = ", ".join(part for part in (article.author, article.credit) if part)
            title = f"{title} ({credit})" if credit else title
            found[article.id] = Source(article.id, title, article.url, article.date or None, article.licence, "press")
    return found


def _free(parts: Sequence[value.Claim | value.Place], taken: Collection[str]) -> list[str]:
    """Return under which id each part is shown: its own, or one that nothing else has."""
    given = {part.id for part in parts}
    free: list[str] = []
    for part in parts:
        name = part.id
        while name in taken or (name != part.id and name in given):
            name += _OWN
        free.append(name)
    return free


def _own(place: value.Place, name: str, sources: Mapping[str, Source]) -> OwnPlace:
    cited = tuple(source for source in place.sources if source in sources)
    names, note = _filled(place.names), _filled(place.note) or None
    return OwnPlace(
        name, place.kind, names or dict.fromkeys(LANGUAGES, name), place.positions, note, cited, place.confidence
    )


def _articles(briefing: value.Briefing, features: set[str]) -> tuple[shipped.Article, ...]:
    effort = Effort()
    links: dict[str, list[value.Link]] = {}
    for link in briefing.links:
        links.setdefault(link.excerpt, []).append(link)
    languages = {article.id: article.language for article in briefing.articles}
    excerpts: dict[str, list[shipped.Excerpt]] = {}
    for excerpt in briefing.excerpts:
        original = languages.get(excerpt.article) or "en"
        made = (_link(link, excerpt, original, features, effort) for link in links.get(excerpt.id, ()))
        found = shipped.Excerpt(
            excerpt.id,
            excerpt.article,
            _filled(excerpt.texts, original),
            _filled(excerpt.speaker, original) or None,
            tuple(link for link in made if link),
        )
        excerpts.setdefault(excerpt.article, []).append(found)
    return tuple(
        shipped.Article(
            article.id,
            article.language,
            _filled(article.title, article.language) or dict.fromkeys(LANGUAGES, article.id),
            article.outlet,
            article.credit,
            article.date,
            _filled(article.date_note),
            _filled(article.translations_note),
            article.source or article.id,
            tuple(excerpts.get(article.id, ())),
        )
        for article in briefing.articles
    )


def _link(
    link: value.Link, excerpt: value.Excerpt, original: Language, features: set[str], effort: Effort
) -> shipped.Link | None:
    """Return a link with its words located, None if no words or no feature are left of it."""
    targets = tuple(target for target in link.targets if target in features)
    spans: dict[str, Span] = {}
    for language, quote in link.spans.items():
        span = find(excerpt.texts.get(language, ""), quote, effort)
        if span:
            spans[language] = span
    spare = next((language for language in (original, *LANGUAGES) if excerpt.texts.get(language)), original)
    for language in LANGUAGES:  # the text that stands in for a missing one keeps its links
        if not excerpt.texts.get(language) and spare in spans:
            spans[language] = spans[spare]
    if not targets or not spans:
        return None
    return shipped.Link(link.id, targets, link.kind, link.rel, link.colour, spans, _filled(link.addition) or None)


def _claims(
    atlas: Atlas,
    briefing: value.Briefing,
    features: set[str],
    sources: Mapping[str, Source],
) -> list[Claim]:
    """Return the document's claims that are about something known and are no copy of a shipped one."""
    known = {claim.id: claim for claim in atlas.claims}
    shown = [claim for claim in briefing.claims if claim.about in features and not _is_copy(claim, known)]
    return [replace(_claim(claim, sources), id=name) for name, claim in zip(_free(shown, known), shown, strict=True)]


def _is_copy(claim: value.Claim, known: Mapping[str, Claim]) -> bool:
    """Return whether a claim of the document says what a shipped one of its id says."""
    other = known.get(claim.id)
    return other is not None and (claim.about, claim.measure, claim.value, claim.unit, claim.asof) == (
        other.about,
        other.measure,
        other.value,
        other.unit,
        other.asof,
    )


def _claim(claim: value.Claim, sources: Mapping[str, Source]) -> Claim:
    return Claim(
        claim.id,
        claim.about,
        claim.measure,
        claim.value,
        claim.unit,
        _filled(claim.text),
        claim.asof,
        tuple(source for source in claim.sources if source in sources),
        claim.confidence,
        _filled(claim.note) or None,
        claim.excerpt,
        is_own=True,
    )
