"""Figures in a scene's texts that nothing supports, and claims that name no source."""

from __future__ import annotations

from collections.abc import Iterator

from data.briefing.value import Scene
from data.texts import N_
from maps.ready.finding import Finding, Spot
from maps.ready.ledger import Ledger
from maps.ready.numbers import Written, figures_in
from maps.ready.review import LANGUAGES, Review, cut, written_in
from maps.titling import text_of

UNSUPPORTED = N_(
    "{scene}: no claim, passage, date or computed value has {figures}. Add a claim with its source or correct the text."
)
UNSOURCED = N_("The claim “{claim}” names no source. Name one, or take the claim out.")
UNSOURCED_PLACE = N_("Your place “{place}” names no source and is shown as unverified. Name one.")


def unsupported_figures(review: Review) -> Iterator[Finding]:
    """Yield, for each scene, the figures in its title, caption and notes that nothing supports, in any language."""
    ledgers = {language: Ledger(review, language) for language in LANGUAGES}
    for scene in review.shown:
        found: dict[str, None] = {}
        for language, ledger in ledgers.items():
            found.update(dict.fromkeys(written.words for written in unsupported(ledger, scene, language)))
        if found:
            text = review.texts(UNSUPPORTED, scene=review.name(scene), figures=", ".join(found))
            yield Finding("figure", "warning", text, Spot("scene", scene.id))


def unsupported(ledger: Ledger, scene: Scene, language: str) -> list[Written]:
    """Return the figures of a scene's texts in a language that nothing supports; rounding to what is written may be."""
    written = figures_in(written_in(scene, language), language)
    if not written:
        return []
    figures = ledger.figures(scene)
    return [one for one in written if not _is_known(one, figures if one.has_unit else figures | ledger.dates)]


def _is_known(written: Written, known: set[float]) -> bool:
    readings = set(written.readings)
    if readings & known:
        return True
    room = 0.5 * 10**-written.decimals + 1e-9
    return any(abs(number - reading) <= room for number in known if number % 1 for reading in readings)


def unsourced(review: Review) -> Iterator[Finding]:
    """Yield the claims and own places of the document that name no source."""
    texts = review.texts
    for claim in review.briefing.claims:
        if not claim.sources:
            said, _ = text_of(claim.text, texts.language)
            text = texts(UNSOURCED, claim=cut(said) or claim.id)
            yield Finding("unsourced", "error", text, Spot("claim", claim.id))
    for place in review.briefing.places:
        if not place.sources:
            name, _ = text_of(place.names, texts.language)
            text = texts(UNSOURCED_PLACE, place=cut(name) or place.id)
            yield Finding("unsourced", "warning", text, Spot("place", place.id))
