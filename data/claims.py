"""Claims: every figure with what it is about, as of when, from whom, and how sure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.reading import Names, load_json


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure. ``value`` is a number or a range in ``unit``; ``text`` says it in words.

    ``excerpt`` is the passage that it was read from, where it is one of the shipped article's.
    """

    id: str
    about: str
    measure: str
    value: float | tuple[float, float] | None
    unit: str | None
    text: Names
    asof: str | None
    sources: tuple[str, ...]
    confidence: str
    note: Names | None
    excerpt: str | None = None
    is_own: bool = False
    """Whether the briefing adds it to the shipped ones."""


def load_claims(path: Path) -> tuple[Claim, ...]:
    """Return all claims, those about one thing with the newest first."""
    claims = []
    for raw in load_json(path):
        value = raw["value"]
        claims.append(
            Claim(
                raw["id"],
                raw["about"],
                raw["measure"],
                (value[0], value[1]) if isinstance(value, list) else value,
                raw["unit"],
                raw["text"],
                raw["asof"],
                tuple(raw["sources"]),
                raw["confidence"],
                raw["note"],
                raw.get("excerpt"),
            )
        )
    return tuple(sorted(claims, key=lambda claim: claim.asof or "", reverse=True))
