"""What is written on paper: a handout's page around the map, and the last page with sources, licences and borders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from data import formats
from data.sources import Source
from data.texts import N_, Texts
from maps.exports.show import GENERATOR, ExportShow
from maps.scene import Scene
from maps.staging import view_at
from maps.titling import text_of
from ui.exports.job import Shot
from ui.exports.staged import sources_in

PASSAGE = N_("Passage")
NOTES = N_("Notes")
SOURCES = N_("Sources")
LICENCES = N_("Licences")
BORDERS = N_("Borders")
MADE = N_("Made on {date} with {program}.")
MORE = N_("and more: see the last page")
UNDATED = N_("undated")
PAGE = N_("Page {n}")

_CUE = re.compile(r"\[\[([^\]\n]+)\]\]")
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)")
_MARKS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`)|^(#{1,6}\s+|>\s?)", re.MULTILINE)


def plain_notes(markdown: str) -> str:
    """Return notes without the marks of Markdown; a cue is its words."""
    text = _LINK.sub(r"\1", _CUE.sub(r"\1", markdown))
    return re.sub(r"^[-*+]\s+", "• ", _MARKS.sub("", text), flags=re.MULTILINE)


def handout(show: ExportShow, shot: Shot, scene: Scene, page: int, *, with_notes: bool) -> dict[str, Any]:
    """Return what ``atlas.paper.show`` (paper.js) writes around the map for a shot."""
    texts = show.texts
    view = view_at(shot.scene, shot.step)
    has_passage = view is not None and view.overlays.passage
    before, words, after, meta = passage_of(show, scene) if has_passage else ("", "", "", "")
    is_slide = bool(scene.heading and scene.heading.is_slide)
    return {
        "number": shot.number,
        "title": text_of(shot.scene.title, show.language)[0],
        "caption": text_of(shot.scene.caption, show.language)[0],
        "before": before,
        "words": words,
        "after": after,
        "meta": meta,
        "notes": plain_notes(text_of(shot.scene.notes, show.language)[0]) if with_notes else "",
        "sources": [] if is_slide else list(sources_in(show, scene)),
        "foot": [show.title, texts(MADE, date=day(show), program=GENERATOR), texts(PAGE, n=page)],
        "texts": {"passage": texts(PASSAGE), "notes": texts(NOTES), "sources": texts(SOURCES), "more": texts(MORE)},
        "is_slide": is_slide,
    }


def passage_of(show: ExportShow, scene: Scene) -> tuple[str, str, str, str]:
    """Return the open passage in full: before, linked words, after, and where it was printed; empty for none."""
    excerpt = show.atlas.excerpts.get(scene.excerpt or "")
    if excerpt is None:
        return "", "", "", ""
    article = next(known for known in show.atlas.articles if known.id == excerpt.article)
    link = next((known for known in excerpt.links if known.id == scene.link), None)
    text = excerpt.texts[scene.language]
    start, end = link.spans.get(scene.language, (0, 0)) if link else (0, 0)
    meta = [article.outlet, formats.date(article.date, scene.language)]
    if scene.language != article.language:
        meta.append(show.texts("our translation"))
    if excerpt.speaker:
        meta.insert(0, show.texts.name(excerpt.speaker))
    return text[:start], text[start:end], text[end:], " · ".join(part for part in meta if part)


def last_page(show: ExportShow) -> dict[str, Any]:
    """Return what ``atlas.paper.write`` (paper.js) writes on the pages after the scenes."""
    texts = show.texts
    sections: list[dict[str, Any]] = [
        {"heading": "", "lines": [cited(source, texts) for source in show.sources], "is_list": True},
        {"heading": texts(LICENCES), "lines": [show.credits, *show.licences], "is_list": False},
        {"heading": texts(BORDERS), "lines": [show.border_policy], "is_list": False},
        {"heading": "", "lines": [f"{show.title}. {texts(MADE, date=day(show), program=GENERATOR)}"], "is_list": False},
    ]
    return {"title": texts(SOURCES), "sections": sections}


def cited(source: Source, texts: Texts) -> str:
    """Return a source in one line: title, date, licence, address."""
    when = formats.date(source.date, texts.language) if source.date else texts(UNDATED)
    licence = source.licence if source.licence not in ("", "cited") else ""
    return ". ".join(part.rstrip(".") for part in (f"{source.title} ({when})", licence, source.url or "") if part)


def day(show: ExportShow) -> str:
    """Return the date of the export as the language writes it."""
    return formats.date(show.date.isoformat(), show.language)


def lines_of(sources: Sequence[Source], texts: Texts) -> str:
    """Return sources as one text for a file's metadata."""
    return "; ".join(cited(source, texts) for source in sources)
