"""The open passage as the audience sees it: over the map, its linked words marked, and no longer than can be read."""

from __future__ import annotations

from data import formats
from data.articles import Excerpt, Link
from data.atlas import Atlas
from data.texts import load_texts
from maps.commands import ShowPassage
from maps.scene import Scene

WORDS = 60
"""An audience reads no more."""

LETTERS_PER_WORD = 6
"""To measure a passage in a language without spaces."""

NOTHING = ShowPassage("", "", "", "")


def passage_shown(atlas: Atlas, scene: Scene | None) -> ShowPassage:
    """Return the passage card of a staged scene; nothing where none is open, or none is wanted."""
    if scene is None or not scene.is_staged or not scene.overlays.passage:
        return NOTHING
    excerpt = atlas.excerpts.get(scene.excerpt or "")
    if excerpt is None:
        return NOTHING
    article = next(known for known in atlas.articles if known.id == excerpt.article)
    text = excerpt.texts[scene.language]
    start, end = _span(excerpt, scene)
    before, words, after = _shortened(text[:start], text[start:end], text[end:])
    texts = load_texts(scene.language)
    meta = [article.outlet, formats.date(article.date, scene.language)]
    if scene.language != article.language:
        meta.append(texts("our translation"))
    if excerpt.speaker:
        meta.insert(0, texts.name(excerpt.speaker))
    return ShowPassage(before, words, after, " · ".join(part for part in meta if part))


def _span(excerpt: Excerpt, scene: Scene) -> tuple[int, int]:
    link: Link | None = next((known for known in excerpt.links if known.id == scene.link), None)
    return link.spans.get(scene.language, (0, 0)) if link else (0, 0)


def _shortened(before: str, words: str, after: str) -> tuple[str, str, str]:
    """Return a passage cut at sentences or words, about its linked words, to what an audience reads."""
    room = WORDS * LETTERS_PER_WORD
    if len(before) + len(words) + len(after) <= room:
        return before, words, after
    rest = max(room - len(words), 0)
    head = min(len(before), max(rest // 2, rest - len(after)))
    tail = rest - head
    if head < len(before):
        cut = before[-head:] if head else ""
        before = f"…{cut[cut.find(' ') + 1 :] if ' ' in cut else cut}"
    if tail < len(after):
        cut = after[:tail]
        after = f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"
    return before, words, after
