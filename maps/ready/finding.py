"""What the check before a briefing finds: what it is, how bad, whom it is about, and what mends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from data.briefing.value import Briefing

Severity = Literal["error", "warning", "hint"]
"""An error is wrong on stage, a warning may embarrass, a hint is good to know."""

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")

Kind = Literal[
    "missing",
    "still",
    "unsourced",
    "figure",
    "stale",
    "unlinked",
    "orphan",
    "translation",
    "notes",
    "title",
    "length",
    "first",
    "closing",
    "empty",
    "small",
    "overlap",
    "contrast",
]
"""What is found, one function for each: ``maps.ready`` and, for the last three, ``maps.ready.drawn``."""

Subject = Literal["briefing", "scene", "excerpt", "link", "claim", "place", "article"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where to go: a part of the document by its kind and id, and at which step of a scene."""

    subject: Subject
    id: str = ""
    step: int = 0


@dataclass(frozen=True, slots=True)
class Fix:
    """What mends a finding safely, as one edit.

    ``title`` is for the button, in the language on show; ``name`` the edit's English text, marked for the catalogues.
    """

    title: str
    name: str
    mend: Callable[[Briefing], Briefing]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at before the briefing, told in a sentence in the language on show."""

    kind: Kind
    severity: Severity
    text: str
    spot: Spot
    fix: Fix | None = None
