"""What was found, taken into a briefing as one edit: own places, claims and links, with their sources."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing.edits import new_id
from data.briefing.integrity import is_date
from data.briefing.joining import LANGUAGES
from data.briefing.value import Briefing, Claim, Link, Place, Source
from data.texts import N_, Texts
from maps.exports.features import LAYERS, Feature
from maps.exports.geometry import Geometry, wound
from maps.imports.found import POSITIONS_LIMIT, TOO_DETAILED, Found, Reading

HOLES = N_("Holes in areas were left out.")
TOO_FEW = N_("A shape with too few points was left out.")
NO_PASSAGE = N_("A link to a passage that this briefing does not have was left out.")
NO_FEATURE = N_("A claim or link about something that is not on the map was left out.")
FROM_FILE = N_("{file}, imported on {date}")
PLACE = N_("Place {number}")

ON_THE_MAP = N_("What the map already has was left out.")
IN_THE_BRIEFING = N_("What the briefing already has was left out.")

_FEWEST = {"point": 1, "line": 2, "area": 3}
_CONFIDENCES = ("high", "medium", "low", "unverified")
_ID = re.compile(r"[^\x00-\x20\x7f]{1,100}")


@dataclass(frozen=True, slots=True)
class Added:
    """The briefing with what was added, how many parts of each kind that is, and what was passed over."""

    briefing: Briefing
    places: int
    claims: int
    links: int
    left_out: tuple[str, ...]


def added(briefing: Briefing, facts: Atlas, found: Found, path: Path, texts: Texts, today: datetime.date) -> Added:
    """Return a briefing with what was found in a file.

    What the map or the briefing already has is passed over; a new place whose id is taken gets another. Places
    without a source cite the file, and stay unverified.

    Raises
    ------
    NotImportedError
        If the briefing could not be saved with so many points.
    """
    work = _Work(briefing, facts, texts, Reading(path, texts))
    work.left_out.update(dict.fromkeys(found.left_out))
    work.offer_sources(found.sources)
    work.add_places(found.features, Source(id="import", title=_title(path, texts, today), kind="own"))
    work.add_claims(found.claims)
    work.add_links(found.links)
    return Added(work.briefing, len(work.places), len(work.claims), len(work.links), tuple(work.left_out))


def place_parts(feature: Feature) -> Iterator[tuple[Any, tuple[Any, ...], bool]]:
    """Yield the places that a feature makes: kind, positions, and whether holes were left out."""
    for part in feature.geometry.parts:
        if part.kind == "Point":
            yield "point", (part.coordinates,), False
        elif part.kind == "LineString":
            yield "line", part.coordinates, False
        else:
            ring = wound(part.coordinates[0])
            open_ring = ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring
            yield "area", open_ring, len(part.coordinates) > 1


def _title(path: Path, texts: Texts, today: datetime.date) -> str:
    return texts(FROM_FILE, file=path.name[:200], date=today.isoformat())


class _Work:
    """One import: the briefing as it grows, and under which id each thing of the file goes."""

    def __init__(self, briefing: Briefing, facts: Atlas, texts: Texts, reading: Reading) -> None:
        self._briefing = briefing
        self._facts = facts
        self._texts = texts
        self._reading = reading
        self.places: list[Place] = []
        self.claims: list[Claim] = []
        self.links: list[Link] = []
        self.left_out: dict[str, None] = {}
        self._sources = {source.id: source for source in briefing.sources}
        self._cited: dict[str, str] = {}
        self._offered: dict[str, Source] = {}
        self._ids: dict[str, str] = {}
        self._taken = {
            "place": {place.id for place in briefing.places} | self._facts.features.keys(),
            "claim": {claim.id for claim in briefing.claims},
            "link": {link.id for link in briefing.links},
        }
        self._used = sum(len(place.positions) for place in briefing.places)

    @property
    def briefing(self) -> Briefing:
        """The briefing with all that was added."""
        return replace(
            self._briefing,
            places=(*self._briefing.places, *self.places),
            claims=(*self._briefing.claims, *self.claims),
            links=(*self._briefing.links, *self.links),
            sources=tuple(self._sources.values()),
        )

    def offer_sources(self, sources: Iterable[Source]) -> None:
        """Take note of the file's sources; they come into the briefing when something cites them."""
        self._offered = {source.id: source for source in sources}

    def add_places(self, features: Iterable[Feature], file: Source) -> None:
        """Add a place for each feature, or for each part of one that has several."""
        known = {_alike(place) for place in self._briefing.places}
        for number, feature in enumerate(features, 1):
            if feature.layer in LAYERS and feature.layer != "own" and feature.id in self._facts.features:
                self._say(ON_THE_MAP)
                continue
            parts = list(place_parts(feature))
            for at, (kind, positions, has_holes) in enumerate(parts, 1):
                if has_holes:
                    self._say(HOLES)
                if len(positions) < _FEWEST[kind]:
                    self._say(TOO_FEW)
                    continue
                made = self._place(feature, kind, positions, at if len(parts) > 1 else 0, number)
                if _alike(made) in known:
                    self._say(IN_THE_BRIEFING)
                    continue
                if not made.sources and feature.layer != "own":
                    made = replace(made, sources=(self._file_source(file),), confidence="unverified")
                name = self._free("place", "" if at > 1 else made.id)
                self._ids.setdefault(feature.id, name)
                self.places.append(replace(made, id=name))

    def _place(self, feature: Feature, kind: Any, positions: Any, part: int, number: int) -> Place:
        names: dict[Any, str] = {key: feature.names[key] for key in LANGUAGES if feature.names.get(key, "").strip()}
        if not names:
            names = {self._texts.language: feature.names.get("local") or self._texts(PLACE, number=number)}
        if part:
            names = {key: f"{text} ({part})" for key, text in names.items()}
        self._used += len(positions)
        if self._used > POSITIONS_LIMIT:
            raise self._reading.refuse(TOO_DETAILED, n=POSITIONS_LIMIT)
        confidence: Any = feature.values.get("confidence")
        note: Any = feature.values.get("note")
        return Place(
            id=feature.id if _ID.fullmatch(feature.id) else "place",
            kind=kind,
            names=names,
            positions=positions,
            note=dict(note) if isinstance(note, dict) and note else None,
            sources=self._cite(feature.sources),
            confidence=confidence if confidence in _CONFIDENCES else "unverified",
        )

    def add_claims(self, claims: Iterable[Claim]) -> None:
        """Add the claims that are about something known and are not there yet."""
        held = set(map(_unnamed, self._briefing.claims))
        excerpts = {excerpt.id for excerpt in self._briefing.excerpts}
        for claim in claims:
            about = self._feature(claim.about)
            if about is None:
                self._say(NO_FEATURE)
                continue
            made = replace(
                claim,
                about=about,
                sources=self._cite(claim.sources),
                excerpt=claim.excerpt if claim.excerpt in excerpts else None,
                asof=claim.asof if claim.asof and is_date(claim.asof) else None,
            )
            if isinstance(made.value, tuple):
                made = replace(made, value=(min(made.value), max(made.value)))
            if _unnamed(made) in held:
                self._say(IN_THE_BRIEFING)
            else:
                self.claims.append(replace(made, id=self._free("claim", made.id)))

    def add_links(self, links: Iterable[Link]) -> None:
        """Add the links whose passage and target are known and that are not there yet."""
        held = set(map(_unnamed, self._briefing.links))
        texts = {excerpt.id: excerpt.texts for excerpt in self._briefing.excerpts}
        for link in links:
            if link.excerpt not in texts:
                self._say(NO_PASSAGE)
                continue
            targets = tuple(target for name in link.targets if (target := self._feature(name)))
            spans = {language: quote for language, quote in link.spans.items() if language in texts[link.excerpt]}
            made = replace(link, targets=targets, spans=spans)
            if not targets or not spans:
                self._say(NO_FEATURE)
            elif _unnamed(made) in held:
                self._say(IN_THE_BRIEFING)
            else:
                self.links.append(replace(made, id=self._free("link", made.id)))

    def _free(self, kind: str, name: str) -> str:
        """Return an id that nothing of a kind has: the one given, or a new one."""
        taken = self._taken[kind]
        number = len(taken)
        while not name or name in taken:
            number += 1
            name = f"{kind}-{number}"
        taken.add(name)
        return name

    def _feature(self, name: str) -> str | None:
        """Return under which id a feature of the file is known, None if it is not."""
        return self._ids.get(name) or (name if name in self._taken["place"] else None)

    def _cite(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids under which the briefing has sources of the file; those that nobody tells of are left out."""
        found = (self._cited.get(name) or self._source(name) for name in names)
        return tuple(dict.fromkeys(name for name in found if name))

    def _source(self, name: str) -> str | None:
        offered = self._offered.get(name)
        held = self._sources.get(name) or self._facts.sources.get(name)
        if offered is None or (held and held.title == offered.title):
            found = name if held else None
        else:
            found = new_id(self.briefing, "source", self._facts.sources) if held else name
            self._sources[found] = replace(offered, id=found)
        if found:
            self._cited[name] = found
        return found

    def _file_source(self, file: Source) -> str:
        """Return the id of the source that stands for the file itself."""
        same = next((one.id for one in self._sources.values() if one.title == file.title), None)
        if same is None:
            same = new_id(self.briefing, "source", self._facts.sources)
            self._sources[same] = replace(file, id=same)
        return same

    def _say(self, text: str) -> None:
        self.left_out[self._texts(text)] = None


def _alike(place: Place) -> Any:
    """Return what tells two places apart, whatever their ids and sources."""
    return place.kind, tuple(sorted(place.names.items())), _canonical(place)


def _canonical(place: Place) -> tuple[Any, ...]:
    if place.kind != "area":
        return place.positions
    shape = Geometry("Polygon", (wound((*place.positions, place.positions[0])),))
    return tuple(shape.coordinates[0][:-1])


def _unnamed(part: Any) -> str:
    """Return all of a part but its id."""
    return msgspec.json.encode(replace(part, id="x"), order="deterministic").decode()
