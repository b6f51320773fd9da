"""Claims that are older than 24 months and that a scene rests on."""

from __future__ import annotations

from collections.abc import Iterator

from data import formats
from data.briefing.value import Claim, Scene
from data.claims import Claim as KnownClaim
from data.texts import N_
from maps.ready.finding import Finding, Spot
from maps.ready.ledger import dates_in, of_claim
from maps.ready.numbers import figures_in, numbers_in
from maps.ready.review import LANGUAGES, Review, cut, views_of, written_in
from maps.titling import text_of

STALE = N_("{scene} rests on a figure of {date} and does not say how old it is: “{claim}”")
STALE_TOLD = N_("{scene} rests on a figure of {date}; it says so. Look for a newer one: “{claim}”")


def stale_claims(review: Review) -> Iterator[Finding]:
    """Yield the document's claims that have grown old, each with the first scene that uses it."""
    stale = [claim for claim in review.briefing.claims if formats.is_stale(_known(claim), review.today)]
    for claim in stale:
        scene = next((scene for scene in review.shown if _is_used(review, scene, claim)), None)
        if scene and claim.asof:
            is_told = _is_dated(scene, claim)
            said, _ = text_of(claim.text, review.texts.language)
            text = review.texts(
                STALE_TOLD if is_told else STALE,
                scene=review.name(scene),
                date=formats.date(claim.asof, review.texts.language),
                claim=cut(said),
            )
            yield Finding("stale", "hint" if is_told else "warning", text, Spot("scene", scene.id))


def _is_used(review: Review, scene: Scene, claim: Claim) -> bool:
    """Tell whether a scene shows what a claim is about, or writes its figure."""
    held = claim.value
    values = set(held) if isinstance(held, tuple) else {held} if held is not None else set()
    for _, view in views_of(scene):
        if claim.measure == view.indicator or (claim.excerpt and claim.excerpt == view.excerpt):
            return True
    for language in LANGUAGES:
        written = {number for figure in figures_in(written_in(scene, language), language) for number in figure.readings}
        if values & written or (not values and of_claim(review.atlas, claim, language) & written):
            return True
    return False


def _is_dated(scene: Scene, claim: Claim) -> bool:
    """Tell whether a scene's texts say the year of a claim, in each language that they have."""
    year = next(dates_in(claim.asof), 0.0)
    spoken = [(language, written_in(scene, language)) for language in LANGUAGES]
    return all(year in numbers_in(text, language) for language, text in spoken if text)


def _known(claim: Claim) -> KnownClaim:
    """Return a claim of the document as one of the facts, as far as its age goes."""
    return KnownClaim(
        claim.id, claim.about, claim.measure, claim.value, claim.unit, {}, claim.asof, claim.sources, claim.confidence, None
    )
