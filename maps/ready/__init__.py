"""Ready to brief? What of a document may embarrass its speaker, and what mends it.

One function for each kind of finding; all are functions of a ``Review``. What can only be told from the drawn map is
in ``maps.ready.drawn``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator

from data.atlas import Atlas
from data.briefing.value import Briefing
from data.texts import N_, Texts
from maps.measures import Measures
from maps.ready.aging import stale_claims
from maps.ready.assets import missing_assets, missing_stills
from maps.ready.figures import unsourced, unsupported_figures
from maps.ready.finding import SEVERITIES, Finding, Fix, Spot
from maps.ready.linking import lost_links, unlinked_excerpts
from maps.ready.review import Review
from maps.ready.running import beginning, closing, length
from maps.ready.wording import missing_translations, untitled, without_notes

__all__ = ["CHECKS", "Finding", "Fix", "Review", "Spot", "findings", "lines", "ranked", "summary"]

CHECKS: tuple[Callable[[Review], Iterator[Finding]], ...] = (
    beginning,
    missing_assets,
    missing_stills,
    unsourced,
    unsupported_figures,
    stale_claims,
    lost_links,
    unlinked_excerpts,
    missing_translations,
    untitled,
    without_notes,
    length,
    closing,
)


def findings(
    briefing: Briefing,
    atlas: Atlas,
    media: Collection[str],
    today: datetime.date,
    texts: Texts,
    measures: Measures | None = None,
) -> tuple[Finding, ...]:
    """Return what of a document is not ready, the worst first.

    ``atlas`` holds the facts joined with the document, ``media`` the names of the file's pictures. Without measures
    nothing is computed, and figures that rest on a computation are found unsupported.
    """
    review = Review(briefing, atlas, media, today, texts, measures)
    return ranked(briefing, (found for check in CHECKS for found in check(review)))


def ranked(briefing: Briefing, found: Collection[Finding] | Iterator[Finding]) -> tuple[Finding, ...]:
    """Return findings with the worst first, and those about scenes in their order."""
    order = {scene.id: at for at, scene in enumerate(briefing.scenes)}
    return tuple(
        sorted(found, key=lambda one: (SEVERITIES.index(one.severity), order.get(one.spot.id, -1), one.spot.step))
    )


def summary(briefing: Briefing, found: Collection[Finding], texts: Texts) -> str:
    """Return what the check comes to, in a sentence."""
    issues = sum(one.severity != "hint" for one in found)
    hints = len(found) - issues
    scenes = texts.count("{n} scene", "{n} scenes", len(briefing.scenes))
    more = " " + texts.count("{n} hint.", "{n} hints.", hints) if hints else ""
    if not issues:
        return texts(N_("All clear: {scenes}, 0 issues, offline."), scenes=scenes) + more
    told = texts.count("{n} issue", "{n} issues", issues)
    return texts(N_("{issues} in {scenes}."), issues=told, scenes=scenes) + more


def lines(found: Collection[Finding]) -> tuple[str, ...]:
    """Return findings as lines for a terminal."""
    return tuple(f"{one.severity:7} {one.text}" for one in found)
