"""The links as W3C Web Annotations (JSON-LD): words of a passage as the target, features of the map as the body.

An annotation for each link and language. A passage is named by an IRI of its own and carries its text, so that the
positions can be checked; its article, where that has an address, is what it was taken from (``via``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from data.articles import Article, Excerpt, Link
from data.briefing.anchoring import quote_of
from data.sources import Source
from maps.cards.desk import feature_name
from maps.exports.citing import notices
from maps.exports.features import plain
from maps.exports.format import Options
from maps.exports.show import GENERATOR, ExportShow
from maps.exports.writing import write_whole

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
IRI = "urn:x-caspian-atlas:"
"""What the names of features, passages and annotations begin with: they have no address on the web."""

LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY-NC 3.0 IGO": "https://creativecommons.org/licenses/by-nc/3.0/igo/",
    "ODbL 1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
    "PDDL": "https://opendatacommons.org/licenses/pddl/1-0/",
    "MIT": "https://opensource.org/license/mit",
    "public domain": "https://creativecommons.org/publicdomain/mark/1.0/",
}
"""Where the licences of sources are to be read."""


def write(path: Path, show: ExportShow, options: Options) -> None:
    """Write the file.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    text = json.dumps(collection(show), ensure_ascii=False, indent=1, allow_nan=False)
    write_whole(path, f"{text}\n".encode(), show.texts)


def collection(show: ExportShow) -> dict[str, Any]:
    """Return the annotations of a show as one collection with one page."""
    items = list(_items(show))
    name = iri("collection", show.title)
    articles = [article.source for article in show.atlas.articles]
    cited = [show.atlas.sources[one] for one in dict.fromkeys(articles) if one in show.atlas.sources]
    return {
        "@context": [CONTEXT, {"atlas": IRI, "note": "skos:note", "rel": "atlas:relation"}],
        "id": name,
        "type": "AnnotationCollection",
        "label": show.title,
        "generator": _generator(),
        "generated": f"{show.date.isoformat()}T00:00:00Z",
        "total": len(items),
        "note": [*notices(show, cited), *(source.title for source in cited)],
        "first": {"id": f"{name}:page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def iri(kind: str, *names: str) -> str:
    """Return the IRI of a thing: ``urn:x-caspian-atlas:feature:AKTAU``."""
    return IRI + ":".join((kind, *(quote(name, safe="-._~") for name in names)))


def _items(show: ExportShow) -> Iterator[dict[str, Any]]:
    for article in show.atlas.articles:
        for excerpt in article.excerpts:
            for link in excerpt.links:
                for language in link.spans:
                    yield _annotation(show, article, excerpt, link, language)


def _annotation(show: ExportShow, article: Article, excerpt: Excerpt, link: Link, language: str) -> dict[str, Any]:
    text = excerpt.texts[language]
    start, end = link.spans[language]
    words = quote_of(text, start, end)
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": words.exact, "prefix": words.prefix, "suffix": words.suffix},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]
    said = plain((link.addition or {}).get(language, ""))
    return {
        "id": iri("annotation", link.id, language),
        "type": "Annotation",
        "motivation": "linking",
        "rel": link.rel,
        "generator": _generator(),
        **_rights(show.atlas.sources.get(article.source)),
        **({"note": said} if said else {}),
        "body": [
            {"id": iri("feature", target), "type": "Dataset", "label": feature_name(show.atlas, target, show.texts)}
            for target in link.targets
        ],
        "target": {
            "type": "SpecificResource",
            "source": _passage(show, article, excerpt, language),
            "selector": selectors,
        },
    }


def _passage(show: ExportShow, article: Article, excerpt: Excerpt, language: str) -> dict[str, Any]:
    """Return a passage as a resource: its text, language, and what it was taken or translated from."""
    source = show.atlas.sources.get(article.source)
    address = source.url if source and source.url else iri("article", article.id)
    is_original = language == article.language
    original = {"canonical": iri("excerpt", excerpt.id, article.language)} if not is_original else {}
    return {
        "id": iri("excerpt", excerpt.id, language),
        "type": "TextualBody",
        "format": "text/plain",
        "language": language,
        "value": excerpt.texts[language],
        "via": address,
        **original,
        **_rights(source),
    }


def _rights(source: Source | None) -> dict[str, str]:
    """Return the licence of a source as its address, or in words where it has none."""
    if source is None or not source.licence:
        return {}
    known = LICENCES.get(source.licence)
    return {"rights": known} if known else {"dc:rights": plain(source.licence)}


def _generator() -> dict[str, str]:
    return {"id": iri("program"), "type": "Software", "name": GENERATOR}
