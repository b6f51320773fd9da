"""Sources: who says so, when, and under what licence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.reading import load_json


@dataclass(frozen=True, slots=True)
class Source:
    """A citation. ``date`` is the cited work's, an ISO date or year, or None if it bears none."""

    id: str
    title: str
    url: str | None
    date: str | None
    licence: str
    kind: str


def load_sources(path: Path) -> dict[str, Source]:
    """Return the sources by id."""
    return {
        raw["id"]: Source(raw["id"], raw["title"], raw["url"], raw["date"], raw["licence"], raw["kind"])
        for raw in load_json(path)
    }
