"""Articles: quoted passages in the original and in translation, with words linked to the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import BrokenFactsError
from data.reading import Names, load_json


@dataclass(frozen=True, slots=True)
class Link:
    """Words of an excerpt that point at features of the map.

    ``spans`` gives, per language, the start and end of the words in the excerpt's text
    (code points, end exclusive). ``addition`` says, where the article names the thing but
    not the detail that the map shows, that the detail is the map's.
    """

    id: str
    targets: tuple[str, ...]
    kind: str
    rel: str
    colour: str
    spans: Mapping[str, tuple[int, int]]
    addition: Names | None

    def language_for(self, wanted: str) -> str:
        """Return the language to show the words in: the one wanted, else another in which they are known."""
        return wanted if wanted in self.spans else next(iter(self.spans))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quoted passage; ``texts`` holds the original and the translations by language."""

    id: str
    article: str
    texts: Names
    speaker: Names | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article and the excerpts quoted from it. ``language`` is that of the original."""

    id: str
    language: str
    title: Names
    outlet: str
    credit: str
    date: str
    date_note: Names
    translations_note: Names
    source: str
    excerpts: tuple[Excerpt, ...]


def load_article(path: Path) -> Article:
    """Return an article.

    Raises
    ------
    BrokenFactsError
        If linked words are not found in the passage, in any language.
    """
    raw = load_json(path)
    excerpts = tuple(
        Excerpt(
            excerpt["id"],
            raw["id"],
            excerpt["texts"],
            excerpt["speaker"],
            tuple(_link(path, excerpt, link) for link in excerpt["links"]),
        )
        for excerpt in raw["excerpts"]
    )
    return Article(
        raw["id"],
        raw["language"],
        raw["title"],
        raw["outlet"],
        raw["credit"],
        raw["date"],
        raw["date_note"],
        raw["translations_note"],
        raw.get("source", raw["id"]),
        excerpts,
    )


def _link(path: Path, excerpt: dict[str, Any], raw: dict[str, Any]) -> Link:
    """Return a link with its words located in each language's text."""
    spans = {}
    for language, words in raw["words"].items():
        start = -1
        for _ in range(raw["nth"][language]):
            start = excerpt["texts"][language].find(words, start + 1)
            if start < 0:
                raise BrokenFactsError(path.name, f"the words {words!r} of link {raw['id']} are not in its passage")
        spans[language] = (start, start + len(words))
    return Link(raw["id"], tuple(raw["targets"]), raw["kind"], raw["rel"], raw["colour"], spans, raw["addition"])
