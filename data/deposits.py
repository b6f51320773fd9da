"""Resource deposits: what lies where, how sure the place is, and in what state it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.reading import Names, Position, load_features


@dataclass(frozen=True, slots=True)
class Deposit:
    """A deposit or mine.

    ``commodities`` are slugs, the primary one first; ``family`` decides the symbol;
    ``precision_km`` is the radius within which the true place lies. ``status`` and
    ``operator`` are facts only where the matching ``…_confirmed`` is true.
    """

    id: str
    names: Names
    country: str
    position: Position
    commodities: tuple[str, ...]
    family: str
    status: str
    status_confirmed: bool
    operator: str | None
    operator_confirmed: bool
    precision_km: float
    confidence: str
    note: Names | None
    sources: tuple[str, ...]
    status_sources: tuple[str, ...]


def load_deposits(path: Path) -> dict[str, Deposit]:
    """Return the deposits by id, in the file's order."""
    deposits = {}
    for feature in load_features(path):
        known = feature["properties"]
        lon, lat = feature["geometry"]["coordinates"]
        deposits[feature["id"]] = Deposit(
            feature["id"],
            known["names"],
            known["country"],
            (lon, lat),
            tuple(known["commodities"]),
            known["family"],
            known["status"],
            known["status_confirmed"],
            known["operator"],
            known["operator_confirmed"],
            known["precision_km"],
            known["confidence"],
            known["note"],
            tuple(known["sources"]),
            tuple(known.get("status_sources") or ()),
        )
    return deposits
