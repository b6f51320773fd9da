"""What every data file says of itself: title, date, who says so, how borders are drawn, licences."""

from __future__ import annotations

from collections.abc import Iterable

from data.sources import Source
from data.texts import N_
from maps.exports.features import Feature
from maps.exports.show import GENERATOR, ExportShow, licence_notices

MADE = N_("Made on {date} with {program}.")


def sources_of(show: ExportShow, features: Iterable[Feature]) -> tuple[Source, ...]:
    """Return what a file's features rest on and what the scenes cite, each once: the scenes' sources come first."""
    names = dict.fromkeys(source.id for source in show.sources)
    names.update(dict.fromkeys(name for feature in features for name in feature.sources))
    return tuple(show.atlas.sources[name] for name in names if name in show.atlas.sources)


def notices(show: ExportShow, sources: Iterable[Source]) -> tuple[str, ...]:
    """Return the lines at the head or foot of a file: date, border policy, attributions, licences."""
    made = show.texts(MADE, date=show.date.isoformat(), program=GENERATOR)
    return (made, show.border_policy, show.credits, *licence_notices(sources))


def as_plain(source: Source) -> dict[str, str | None]:
    """Return a source as plain data."""
    return {
        "id": source.id,
        "title": source.title,
        "url": source.url,
        "date": source.date,
        "licence": source.licence,
        "kind": source.kind,
    }
