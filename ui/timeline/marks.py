"""What stands on the timeline: the events, and how many figures are of each time."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from data import formats
from data.atlas import Atlas
from data.events import Event
from data.texts import Texts
from maps.cards.desk import feature_name
from ui.timeline.scale import first_day, last_day


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on the axis. ``is_shown`` tells whether the map draws it too: steps go over those."""

    id: str
    first: int
    last: int
    label: str
    name: str
    when: str
    is_cancelled: bool
    is_shown: bool

    @property
    def middle(self) -> float:
        """The day its dot stands at."""
        return (self.first + self.last) / 2

    def is_within(self, period: tuple[int, int] | None) -> bool:
        """Tell whether any of its days lies in a period; all do where there is none."""
        return period is None or (self.first <= period[1] and self.last >= period[0])


@dataclass(frozen=True, slots=True)
class Figures:
    """How many claims are as of a year, a month or a day."""

    iso: str
    first: int
    last: int
    count: int


def marks_of(atlas: Atlas, texts: Texts) -> list[Mark]:
    """Return the events, earliest first."""
    found = [
        Mark(
            event.id,
            first_day(event.date_start),
            last_day(event.date_end),
            _label(atlas, event, texts),
            feature_name(atlas, event.id, texts),
            _when(event, texts.language),
            event.kind == "cancelled",
            not event.is_background,
        )
        for event in atlas.events.values()
    ]
    return sorted(found, key=lambda mark: (mark.first, mark.last))


def figures_of(atlas: Atlas) -> list[Figures]:
    """Return how many claims are of each time, those of whole years first."""
    counts = Counter(claim.asof for claim in atlas.claims if claim.asof)
    found = [Figures(iso, first_day(iso), last_day(iso), count) for iso, count in counts.items()]
    return sorted(found, key=lambda figures: (len(figures.iso), figures.iso))


def whole_time(marks: list[Mark], figures: list[Figures]) -> tuple[int, int]:
    """Return the first day of the first event's year, and the day after the year of the last event or figure."""
    last = max([mark.last for mark in marks] + [known.first for known in figures])
    start = datetime.date.fromordinal(min(mark.first for mark in marks))
    return first_day(f"{start.year}"), last_day(f"{datetime.date.fromordinal(last).year}") + 1


def _label(atlas: Atlas, event: Event, texts: Texts) -> str:
    """Return who courts and where, as short as a label must be."""
    city = texts.name(event.city)
    host = event.host and (atlas.countries.get(event.host) or atlas.regions.get(event.host))
    return f"{texts.name(host.names)} · {city}" if host else city


def _when(event: Event, language: str) -> str:
    start = formats.date(event.date_start, language)
    return start if event.date_end == event.date_start else f"{start} – {formats.date(event.date_end, language)}"
