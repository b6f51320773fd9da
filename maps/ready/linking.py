"""Passages without a link, and links whose words are not found any more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from data.briefing.edits import part_of, with_part, without_part
from data.briefing.joining import Orphan, orphans
from data.briefing.value import Briefing
from data.texts import LANGUAGE_NAMES, N_
from maps.ready.finding import Finding, Fix, Spot
from maps.ready.review import Review, cut
from maps.titling import text_of

UNLINKED = N_("The passage “{passage}” leads to no place. Select words of it and link them.")
LOST = N_("Linked words are not found in the passage any more ({language}): “{words}”. Link them anew, or let them go.")
LOST_PASSAGE = N_("A passage is not found in its article any more: “{words}”. Compare it with the article.")
REMOVE = N_("Remove the link")
REMOVED = N_("Remove a lost link")


def unlinked_excerpts(review: Review) -> Iterator[Finding]:
    """Yield the passages that lead to no place."""
    linked = {link.excerpt for link in review.briefing.links}
    for excerpt in review.briefing.excerpts:
        if excerpt.id not in linked:
            said, _ = text_of(excerpt.texts, review.texts.language)
            text = review.texts(UNLINKED, passage=cut(said))
            yield Finding("unlinked", "warning", text, Spot("excerpt", excerpt.id))


def lost_links(review: Review) -> Iterator[Finding]:
    """Yield the links and passages whose words are not found any more."""
    for orphan in orphans(review.briefing):
        if orphan.link is None:
            text = review.texts(LOST_PASSAGE, words=cut(orphan.words))
            yield Finding("orphan", "warning", text, Spot("excerpt", orphan.excerpt))
            continue
        text = review.texts(LOST, language=LANGUAGE_NAMES[orphan.language], words=cut(orphan.words))
        fix = Fix(review.texts(REMOVE), REMOVED, partial(_without, orphan=orphan))
        yield Finding("orphan", "warning", text, Spot("link", orphan.link), fix)


def _without(briefing: Briefing, orphan: Orphan) -> Briefing:
    """Return the briefing without the lost words of a link; one without any words goes."""
    if orphan.link is None:
        return briefing
    link: Any = part_of(briefing, "link", orphan.link)
    spans = {language: quote for language, quote in link.spans.items() if language != orphan.language}
    return with_part(briefing, replace(link, spans=spans)) if spans else without_part(briefing, "link", link.id)
