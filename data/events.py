"""Events: the summits and what came before them, each a point in time and space."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.reading import Names, Position, load_features


@dataclass(frozen=True, slots=True)
class Event:
    """A summit, a cancelled trip, an earthquake. ``host`` is the courting power, ISO code or EU."""

    id: str
    names: Names
    kind: str
    date_start: str
    date_end: str
    city: Names
    country: str
    host: str | None
    participants: tuple[str, ...]
    participants_text: Names | None
    outcome: Names | None
    note: Names | None
    is_background: bool
    position: Position
    sources: tuple[str, ...]


def load_events(path: Path) -> dict[str, Event]:
    """Return the events by id, earliest first."""
    events = {}
    for feature in sorted(load_features(path), key=lambda feature: str(feature["properties"]["date_start"])):
        known = feature["properties"]
        lon, lat = feature["geometry"]["coordinates"]
        events[feature["id"]] = Event(
            feature["id"],
            known["names"],
            known["kind"],
            known["date_start"],
            known["date_end"],
            known["city"],
            known["country"],
            known.get("host"),
            tuple(known["participants"]),
            known.get("participants_text"),
            known["outcome"],
            known["note"],
            known["background"],
            (lon, lat),
            tuple(known["sources"]),
        )
    return events
