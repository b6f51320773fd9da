"""Claims in a cell: the newest figure with its date, whether sources differ, and all of them in a tip."""

from __future__ import annotations

from data.claims import Claim
from maps.cards.desk import NOT_CONFIRMED, Desk
from ui.comparing.cell import NO_CELL, Cell

PLANS = "-plan"
"""How measures of what is planned end."""


def claims_cell(desk: Desk, row: str, claims: tuple[Claim, ...]) -> Cell:
    """Return a cell for claims, newest first; a plan stands for them only where nothing else does.

    What a figure is about is named where it is not the way itself.
    """
    with_value = [claim for claim in claims if claim.value is not None]
    if not with_value:
        return NO_CELL if not claims else Cell("–", "", _tip(desk, claims), None)
    shown = next((claim for claim in with_value if not claim.measure.endswith(PLANS)), with_value[0])
    texts = desk.texts
    notes = [desk.date(shown.asof)]
    if shown.measure.endswith(PLANS):
        notes.append(texts("planned"))
    if differs(shown, claims):
        notes.append(texts("sources differ"))
    if shown.about != row:
        notes.append(texts("whole group") if shown.about in desk.atlas.groups else desk.name(shown.about))
    least = shown.value[0] if isinstance(shown.value, tuple) else shown.value
    unit = desk.term("unit", shown.unit) if shown.unit else ""
    return Cell(figure(desk, shown), " · ".join(notes), _tip(desk, claims), (unit, least or 0.0))


def figure(desk: Desk, claim: Claim) -> str:
    """Return a claim's value with its unit."""
    value = claim.value
    ends = value if isinstance(value, tuple) else (value,)
    number = "–".join(desk.number(end) for end in ends if end is not None)
    return f"{number} {desk.term('unit', claim.unit)}" if claim.unit else number


def differs(claim: Claim, claims: tuple[Claim, ...]) -> bool:
    """Tell whether another claim gives another figure for the same measure and date."""
    return any(
        (other.about, other.measure, other.asof) == (claim.about, claim.measure, claim.asof)
        and (other.value, other.unit) != (claim.value, claim.unit)
        for other in claims
    )


def _tip(desk: Desk, claims: tuple[Claim, ...]) -> str:
    """Return every claim in words, with its date, its confidence and its sources."""
    lines = []
    for claim in claims:
        sure = desk.texts(NOT_CONFIRMED) if claim.confidence == "unverified" else desk.confidence(claim.confidence)
        titles = [desk.atlas.sources[name].title for name in claim.sources if name in desk.atlas.sources]
        about = desk.name(claim.about)
        lines.append(f"{about}: {desk.texts.name(claim.text)}")
        lines.append(f"    {desk.date(claim.asof)} · {sure} · {'; '.join(titles)}")
    return "\n".join(lines)
