"""Texts that are not there: titles, notes, and translations into the program's languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from data.texts import N_
from maps.ready.finding import Finding, Spot
from maps.ready.review import LANGUAGES, Review, cut
from maps.titling import text_of

FIELDS = {"title": N_("title"), "caption": N_("caption"), "notes": N_("notes")}
UNTITLED = N_("Scene {number} has no title.")
SILENT = N_("{scene} has no speaker's notes.")
UNTRANSLATED = N_("{scene}: not in {languages}: {fields}.")
UNTRANSLATED_TITLE = N_("The briefing's title is not in {languages}.")
UNTRANSLATED_PASSAGE = N_("The passage “{passage}” is not in {languages}; the original is shown in its place.")


def untitled(review: Review) -> Iterator[Finding]:
    """Yield the scenes that have no title in any language."""
    for scene in review.briefing.scenes:
        if not any(text.strip() for text in scene.title.values()):
            text = review.texts(UNTITLED, number=review.number(scene))
            yield Finding("title", "warning", text, Spot("scene", scene.id))


def without_notes(review: Review) -> Iterator[Finding]:
    """Yield the scenes on show that have no notes in any language; a list of sources needs none."""
    for scene in review.shown:
        if scene.kind != "sources" and not any(text.strip() for text in scene.notes.values()):
            yield Finding("notes", "warning", review.texts(SILENT, scene=review.name(scene)), Spot("scene", scene.id))


def missing_translations(review: Review) -> Iterator[Finding]:
    """Yield what is written in one of the program's languages and not in all, scene by scene, passage by passage."""
    texts = review.texts
    lacking = _lacking(review.briefing.title)
    if lacking:
        text = texts(UNTRANSLATED_TITLE, languages=review.languages(lacking))
        yield Finding("translation", "warning", text, Spot("briefing"))
    for scene in review.briefing.scenes:
        fields: dict[str, frozenset[str]] = {
            name: lacking for name in FIELDS if (lacking := _lacking(getattr(scene, name)))
        }
        if fields:
            text = texts(
                UNTRANSLATED,
                scene=review.name(scene),
                languages=review.languages(frozenset().union(*fields.values())),
                fields=", ".join(texts(FIELDS[name]) for name in fields),
            )
            yield Finding("translation", "warning", text, Spot("scene", scene.id))
    for excerpt in review.briefing.excerpts:
        lacking = _lacking(excerpt.texts)
        if lacking:
            said, _ = text_of(excerpt.texts, texts.language)
            text = texts(UNTRANSLATED_PASSAGE, passage=cut(said), languages=review.languages(lacking))
            yield Finding("translation", "warning", text, Spot("excerpt", excerpt.id))


def _lacking(names: Mapping[Any, str]) -> frozenset[str]:
    """Return the languages that a text is not in; none where there is no text at all."""
    given = {language for language, text in names.items() if text.strip()}
    return frozenset(LANGUAGES) - given if given else frozenset()
