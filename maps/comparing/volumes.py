"""What a corridor carries per year, by the claims: actual and planned, with those that conflict told apart.

Nothing is averaged or chosen: a year has as many figures as there are claims.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from data.atlas import Atlas
from data.claims import Claim

MEASURES = {
    "cargo": ("Mt", False),
    "cargo-plan": ("Mt", True),
    "containers": ("TEU", False),
    "containers-plan": ("TEU", True),
    "transit-containers": ("TEU", False),
}
"""The measures of a year's volume, each with the unit it is drawn in and whether it is a plan."""

IN_MT = {"Mt": Decimal(1), "kt": Decimal("0.001")}

GOAL_YEAR = re.compile(r"\b(?:by|for) (20\d\d)\b")
"""The year that a plan is for stands in its words; the claim's date is when it was made."""

PART_OF_YEAR = re.compile(r"\bmonths of 20\d\d\b")


@dataclass(frozen=True, slots=True)
class Volume:
    """One claim's figure for a year: ``low`` and ``high`` are the same but for a range.

    ``is_disputed`` tells whether another claim gives another figure for the same year, ``is_part`` whether the
    claim counts only months of it.
    """

    year: int
    low: float
    high: float
    is_plan: bool
    is_part: bool
    is_disputed: bool
    claim: Claim


@dataclass(frozen=True, slots=True)
class Series:
    """All figures in one unit (Mt or TEU), by year; actual ones before plans, newest claims first."""

    unit: str
    volumes: tuple[Volume, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years that there is any figure for, from the first on."""
        return tuple(sorted({volume.year for volume in self.volumes}))

    def of(self, year: int) -> tuple[Volume, ...]:
        """Return the figures for a year."""
        return tuple(volume for volume in self.volumes if volume.year == year)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of all sources, each once."""
        return tuple(dict.fromkeys(source for volume in self.volumes for source in volume.claim.sources))


def series_of(atlas: Atlas, about: str = "middle") -> tuple[Series, ...]:
    """Return what claims say about a corridor's or group's volume per year, a series for each unit."""
    found: dict[str, list[Volume]] = defaultdict(list)
    for claim in atlas.claims_about(about):
        volume = _volume(claim)
        if volume:
            found[MEASURES[claim.measure][0]].append(volume)
    return tuple(Series(unit, _told_apart(found[unit])) for unit in ("Mt", "TEU") if unit in found)


def _volume(claim: Claim) -> Volume | None:
    """Return a claim as a year's volume, or None if it gives none."""
    if claim.measure not in MEASURES or claim.value is None or not claim.asof:
        return None
    unit, is_plan = MEASURES[claim.measure]
    goal = GOAL_YEAR.search(claim.text["en"]) if is_plan else None
    year = int(goal[1]) if goal else int(claim.asof[:4])
    values = claim.value if isinstance(claim.value, tuple) else (claim.value, claim.value)
    if unit == "Mt":
        if claim.unit not in IN_MT:
            return None
        values = (_in_mt(values[0], claim.unit), _in_mt(values[1], claim.unit))
    is_part = bool(PART_OF_YEAR.search(claim.text["en"]))
    return Volume(year, values[0], values[1], is_plan, is_part, False, claim)


def _in_mt(value: float, unit: str) -> float:
    """Return an amount in megatonnes with the digits that it was given with."""
    return float(Decimal(str(value)) * IN_MT[unit])


def _told_apart(volumes: Iterable[Volume]) -> tuple[Volume, ...]:
    """Return the volumes by year, those marked that another of the same kind and year contradicts."""
    known = list(volumes)
    return tuple(
        sorted(
            (replace(volume, is_disputed=any(_differ(volume, other) for other in known)) for volume in known),
            key=lambda volume: (volume.year, volume.is_plan),
        )
    )


def _differ(one: Volume, other: Volume) -> bool:
    """Tell whether two figures are for the same year and differ; a plan never contradicts what came of it."""
    same = one.year == other.year and one.is_plan == other.is_plan
    return same and (one.low, one.high) != (other.low, other.high)
