"""The words that cards use for slugs which the facts' own terms do not name."""

from __future__ import annotations

from data.texts import N_

CONFIDENCE = {
    "high": N_("high confidence"),
    "medium": N_("medium confidence"),
    "low": N_("low confidence"),
    "unverified": N_("unverified"),
}
WATER_KINDS = {"sea": N_("Sea"), "lake": N_("Lake")}
