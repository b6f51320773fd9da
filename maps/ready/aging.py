"""Claims that are older than 24 months and that a scene rests on."""

from __future__ import annotations

from collections.abc import Iterator

from data import formats
from data.briefing.value import Claim, Scene
from data.claims import Claim as KnownClaim
from data.texts import N_
from maps.ready.finding import Finding, Spot
from maps.ready.ledger import dates_in
from maps.ready.numbers import SMALL, figures_in, numbers_in
from maps.ready.review import LANGUAGES, Review, cut, views_of, written_in
from maps.titling import text_of

STALE = N_("{scene} rests on a figure of {date} and does not say how old it is: “{claim}”")
STALE_TOLD = N_("{scene} rests on a figure of {date}, as it says. Is there a newer one? “{claim}”")
LEAST = 32
"""Smaller numbers without a unit may be days of a month."""


def stale_claims(review: Review) -> Iterator[Finding]:
    """Yield the document's claims that have grown old, each with the scene that rests on it most."""
    written = {scene.id: _figures(scene) for scene in review.shown}
    for claim in review.briefing.claims:
        if not claim.asof or not formats.is_stale(_known(claim), review.today):
            continue
        weights = [(_weight(review, scene, claim, written[scene.id]), scene) for scene in review.shown]
        weight, scene = max(weights, key=lambda pair: pair[0], default=(0, None))
        if scene and weight:
            is_told = _is_dated(scene, claim)
            said, _ = text_of(claim.text, review.texts.language)
            text = review.texts(
                STALE_TOLD if is_told else STALE,
                scene=review.name(scene),
                date=formats.date(claim.asof, review.texts.language),
                claim=cut(said),
            )
            yield Finding("stale", "hint" if is_told else "warning", text, Spot("scene", scene.id))


def _figures(scene: Scene) -> set[float]:
    """Return the figures that a scene writes, in any language; small counts are none."""
    return {
        number
        for language in LANGUAGES
        for figure in figures_in(written_in(scene, language), language)
        if figure.has_unit or figure.readings[0] >= LEAST
        for number in figure.readings
    }


def _weight(review: Review, scene: Scene, claim: Claim, written: set[float]) -> int:
    """Return how much a scene rests on a claim: it writes its figure, colours by it; and shows what it is about."""
    held = claim.value
    values = set(held) if isinstance(held, tuple) else {held} if held is not None else set()
    views = [view for _, view in views_of(scene)]
    about = {name for view in views for name in (*view.selected, *view.routing.pinned, view.routing.chosen)}
    about |= {review.atlas.corridors[name].group for name in about & review.atlas.corridors.keys() if name}
    is_about = claim.about in about
    telling = {number for number in values if is_about or number >= SMALL or number % 1}
    is_used = bool(telling & written) or any(view.indicator == claim.measure for view in views)
    if not values:
        is_used = is_about or any(claim.excerpt and view.excerpt == claim.excerpt for view in views)
    return 2 * is_used + is_about if is_used else 0


def _is_dated(scene: Scene, claim: Claim) -> bool:
    """Tell whether a scene says the year of a claim: its texts in each language that they have, or the legend."""
    if any(view.indicator == claim.measure for _, view in views_of(scene)):
        return True
    year = next(dates_in(claim.asof), 0.0)
    spoken = [(language, written_in(scene, language)) for language in LANGUAGES]
    return all(year in numbers_in(text, language) for language, text in spoken if text)


def _known(claim: Claim) -> KnownClaim:
    """Return a claim of the document as one of the facts, as far as its age goes."""
    return KnownClaim(
        claim.id,
        claim.about,
        claim.measure,
        claim.value,
        claim.unit,
        {},
        claim.asof,
        claim.sources,
        claim.confidence,
        None,
    )
