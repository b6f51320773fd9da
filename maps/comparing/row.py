"""A row of the comparison: a corridor, a way of the user's own or followed goods, under the limits in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from data.claims import Claim
from data.reading import Names
from maps.planning.plan import NoPath, Plan

Kind = Literal["corridor", "own", "alternative", "freight"]

State = Literal["open", "unbuilt", "detour", "closed"]
"""The way asked for goes; it would, but not all of it runs yet; another way between the same ends does; none does."""

COMPARED = (
    "middle-core-dostyk-poti",
    "middle-dostyk-black-sea",
    "middle-btk-marmaray",
    "southern-transcaspian",
    "planned-cku-kars",
    "northern-core-dostyk-brest",
    "northern-petropavl",
    "southern-kti",
    "southern-sarakhs",
    "planned-tripp",
)
"""The corridors that are compared at first, by what a briefing asks for; the others can be added."""


@dataclass(frozen=True, slots=True)
class Row:
    """One way in the comparison.

    Attributes
    ----------
    id
        As in ``Routing.chosen``.
    names
        What it is called, in each language.
    group
        The corridor group whose colour and dash it has; None for own ways and goods.
    asked
        The way without any limits: a shipped corridor's legs, or the best between two ends. None if there is none.
    plan
        The way under the limits: the same if it is open, else the best between the same ends; None if there is none.
    blocked
        Legs of ``asked`` that the limits close, in order.
    cut
        Why there is no way, where ``plan`` is None.
    capacity, volume
        Claims about the corridor (its members, or its group where it has none of its own), newest first.
    """

    id: str
    kind: Kind
    names: Names
    group: str | None
    asked: Plan | None
    plan: Plan | None
    blocked: tuple[str, ...]
    cut: NoPath | None
    capacity: tuple[Claim, ...] = ()
    volume: tuple[Claim, ...] = ()

    @property
    def state(self) -> State:
        """Whether the way asked for goes."""
        if self.plan is None:
            return "closed"
        if self.blocked:
            return "detour"
        return "unbuilt" if self.unbuilt else "open"

    @property
    def unbuilt(self) -> str:
        """The status of what of the way does not run yet: planned if any of it is; empty if all of it runs."""
        statuses = {step.leg.status for step in self.plan.steps} if self.plan else set()
        return next((status for status in ("planned", "under-construction") if status in statuses), "")

    @property
    def more_km(self) -> float:
        """Kilometres that the limits add; 0 where nothing can be compared."""
        return self.plan.km - self.asked.km if self.plan and self.asked else 0.0

    @property
    def more_crossings(self) -> int:
        """Border crossings that the limits add."""
        return self.plan.crossings - self.asked.crossings if self.plan and self.asked else 0

    def share(self, country: str) -> float:
        """Return the part (0-1) of the way in a country; 0 where there is no way."""
        return self.plan.country_shares.get(country, 0.0) if self.plan else 0.0
