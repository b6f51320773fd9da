"""What is asked of the planner and what it answers: a plan like a shipped corridor, or what cuts all ways.

Nothing here knows how a way is found. Countries are ISO codes; "" is the sea.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.errors import AtlasError
from data.network import Leg
from data.reading import Names
from maps.scene import By

Span = tuple[float, float]
"""Least and most."""

SEA = ""
"""Where no country is."""


class QuestionError(AtlasError):
    """A question that has no answer because it names nothing, or the same place twice."""


@dataclass(frozen=True, slots=True)
class Question:
    """From a node to a node, avoiding countries, without broken legs or nodes, or whole modes.

    ``with_planned`` also takes legs that are planned or under construction.
    """

    start: str
    end: str
    avoid: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    by: By = "km"
    with_planned: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A leg as it is travelled, from ``start`` to ``end``.

    ``countries`` are the curated ones in the order of travel, each once; ``country_km`` adds up to the
    leg's stated length. ``is_timed`` tells whether ``days`` are published, or follow from an assumed speed.
    """

    leg: Leg
    start: str
    end: str
    countries: tuple[str, ...]
    country_km: Mapping[str, float]
    days: Span
    is_timed: bool

    @property
    def is_reversed(self) -> bool:
        """Tell whether the leg is travelled against the direction it is drawn in."""
        return self.start != self.leg.start


@dataclass(frozen=True, slots=True)
class Border:
    """A border crossed on a leg, from one country to the next."""

    leg: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """Another gauge or another mode from a node on."""

    node: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Inside:
    """What geometry says of an avoided country: kilometres inside it.

    ``drawn_km`` is for the line as drawn, ``straight_km`` for the geodesics between consecutive nodes.
    """

    country: str
    drawn_km: float
    straight_km: float


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A leg on which the curated countries and the drawn line differ.

    With ``drawn_km`` the line lies in a country that the facts do not name; with 0 it
    stays out of one that they name. The facts hold: borders are generalised.
    """

    leg: str
    country: str
    drawn_km: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A way: ordered steps and their sums.

    ``mode_km`` and ``country_km`` each add up to ``km``; ``published_share`` is the part (0-1) of
    ``km`` whose length is published or derived from published ones.
    """

    steps: tuple[Step, ...]
    km: float
    mode_km: Mapping[str, float]
    country_km: Mapping[str, float]
    borders: tuple[Border, ...]
    gauge_changes: tuple[Change, ...]
    transfers: tuple[Change, ...]
    days: Span
    published_share: float
    inside: tuple[Inside, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def nodes(self) -> tuple[str, ...]:
        """Return the nodes in order."""
        return (self.steps[0].start, *(step.end for step in self.steps))

    @property
    def legs(self) -> tuple[str, ...]:
        """Return the ids of the legs in order."""
        return tuple(step.leg.id for step in self.steps)

    @property
    def crossings(self) -> int:
        """Return how many borders are crossed."""
        return len(self.borders)

    @property
    def country_shares(self) -> dict[str, float]:
        """Return the part (0-1) of the way in each country, the longest first; they add up to 1."""
        longest = sorted(self.country_km.items(), key=lambda item: -item[1])
        return {country: km / self.km for country, km in longest}


@dataclass(frozen=True, slots=True)
class NoPath:
    """Why there is no way.

    Attributes
    ----------
    question
        What was asked.
    legs
        The cut: legs that would lead on, but are broken or touch an avoided country.
    nodes
        Where those legs go through, or the place itself that is avoided or broken.
    barriers
        What of the question makes the cut: avoided countries, broken legs and nodes.
    opens_with_planned
        Whether there is a way once planned legs are taken.
    sentence
        All this in words, in each language.
    """

    question: Question
    legs: tuple[str, ...]
    nodes: tuple[str, ...]
    barriers: tuple[str, ...]
    opens_with_planned: bool
    sentence: Names
