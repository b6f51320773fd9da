"""How long legs and changes take: published times where there are any, else stated assumptions.

The assumptions are data (``data/files/assumptions.json``), each with where it comes from; whoever
doubts one edits it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.errors import BrokenFactsError
from data.network import Leg
from data.reading import FILES, Names, load_json
from maps.planning.plan import Span

BASES = ("published", "assumption")
NONE: Span = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Assumption:
    """A range that times are reckoned with.

    ``basis`` is "published" if both ends follow from published figures, as ``text`` reckons, or
    "assumption" if we chose it. ``unit`` is "km/day" or "days".
    """

    id: str
    names: Names
    value: Span
    unit: str
    basis: str
    text: Names
    sources: tuple[str, ...]


def load_assumptions(path: Path = FILES / "assumptions.json") -> dict[str, Assumption]:
    """Return the assumptions by id.

    Raises
    ------
    BrokenFactsError
        If the file is broken, a range is upside down or a basis unknown.
    """
    found = {}
    try:
        for raw in load_json(path):
            low, high = raw["value"]
            if not 0 < low <= high or raw["basis"] not in BASES:
                raise BrokenFactsError(path.name, f"{raw['id']} has no proper range or basis")
            found[raw["id"]] = Assumption(
                raw["id"], raw["names"], (low, high), raw["unit"], raw["basis"], raw["text"], tuple(raw["sources"])
            )
    except (KeyError, TypeError, ValueError) as error:
        raise BrokenFactsError(path.name, f"a field is missing or of another kind ({error!r})") from error
    return found


class Times:
    """Answers how many days something takes, least and most."""

    def __init__(self, assumptions: Mapping[str, Assumption]) -> None:
        """Take the assumptions.

        Raises
        ------
        BrokenFactsError
            If one of those needed is missing.
        """
        try:
            self._speeds = {mode: assumptions[f"speed-{mode}"].value for mode in ("rail", "sea", "road", "pipeline")}
            self._transfers = {mode: assumptions[f"transfer-{mode}"].value for mode in ("pipeline", "sea", "road")}
            self.gauge_change = assumptions["gauge-change"].value
            self.border = assumptions["border"].value
        except KeyError as error:
            raise BrokenFactsError("assumptions.json", f"{error} is missing") from error

    def of_leg(self, leg: Leg, borders: int = 0) -> Span:
        """Return the days a leg takes, with the stops at borders on it."""
        slow, fast = self._speeds[leg.mode]
        low, high = leg.transit_days or (leg.length_km / fast, leg.length_km / slow)
        return (low + borders * self.border[0], high + borders * self.border[1])

    def of_transfer(self, before: str, after: str) -> Span:
        """Return the days between two modes; none if they are the same."""
        if before == after:
            return NONE
        slowest = next(mode for mode in self._transfers if mode in (before, after))
        return self._transfers[slowest]
