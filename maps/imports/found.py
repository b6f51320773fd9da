"""What was found in a file: features, claims, links and sources as plain values, and the limits of what is taken."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.briefing.value import Claim, Link, Source
from data.errors import AtlasError
from data.texts import N_, Texts
from maps.exports.features import Feature
from maps.exports.geometry import DEPTHS, Geometry, Kind

FILE_LIMIT = 50_000_000
"""Bytes of a file."""

FEATURES_LIMIT = 20_000
POSITIONS_LIMIT = 100_000
"""Positions of all features together: a briefing with more could not be saved."""

LETTERS_LIMIT = 10_000
"""Letters of one text; what is longer is cut."""

NOT_IMPORTED = N_("{file} was not imported: {reason}")
NO_PLACE = N_(
    "“{name}” lies at {lon}, {lat}, which is no place on Earth. Longitudes go from -180 to 360, latitudes to 90."
)
TOO_MANY = N_("it holds more than {n} features. Import a part of them.")
TOO_DETAILED = N_("its lines have more than {n} points. Simplify them first.")
TOO_LARGE = N_("it is larger than {n} MB.")
NOT_READ = N_("it cannot be read ({reason}).")


class NotImportedError(AtlasError):
    """A file cannot be imported; the text names it, says why and what to do."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds. ``left_out`` are sentences on what of it was passed over."""

    features: tuple[Feature, ...] = ()
    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    sources: tuple[Source, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """One file being read: its name, the texts for what is said of it, and what of the limits is used up."""

    path: Path
    texts: Texts
    positions: int = 0
    features: int = 0
    left_out: dict[str, None] = field(default_factory=dict)

    def refuse(self, text: str, **fields: Any) -> NotImportedError:
        """Return the error for the file, with a reason in English marked with ``N_``."""
        return NotImportedError(self.texts(NOT_IMPORTED, file=self.path.name, reason=self.texts(text, **fields)))

    def leave_out(self, text: str, **fields: Any) -> None:
        """Take note that something is passed over; the same sentence is said once."""
        self.left_out[self.texts(text, **fields)] = None

    def bytes(self) -> bytes:
        """Return what the file holds."""
        try:
            if self.path.is_file() and self.path.stat().st_size > FILE_LIMIT:
                raise self.refuse(TOO_LARGE, n=FILE_LIMIT // 1_000_000)
            return self.path.read_bytes()
        except OSError as error:
            raise self.refuse(NOT_READ, reason=error.strerror or str(error)) from error

    def count_feature(self) -> None:
        """Take note of one more feature."""
        self.features += 1
        if self.features > FEATURES_LIMIT:
            raise self.refuse(TOO_MANY, n=FEATURES_LIMIT)

    def geometry(self, kind: Kind, coordinates: Any, name: str) -> Geometry | None:
        """Return a geometry whose positions were looked at, None where it has none.

        Raises
        ------
        NotImportedError
            If a position is not on Earth, or there are too many.
        ValueError, TypeError
            If the coordinates are not of the kind's shape.
        """
        taken = self._taken(coordinates, DEPTHS[kind], name)
        shape = _single(Geometry(kind, taken))
        return shape if shape.coordinates and next(shape.positions, None) else None

    def _taken(self, coordinates: Any, depth: int, name: str) -> Any:
        if depth == 0:
            return self._position(coordinates, name)
        if not isinstance(coordinates, list | tuple):
            raise TypeError("expected a list of positions")
        return tuple(self._taken(one, depth - 1, name) for one in coordinates)

    def _position(self, position: Any, name: str) -> tuple[float, float]:
        if not isinstance(position, list | tuple) or len(position) < 2:
            raise TypeError("expected a position")
        if any(isinstance(part, bool) or not isinstance(part, int | float) for part in position[:2]):
            raise TypeError("expected numbers")
        self.positions += 1
        if self.positions > POSITIONS_LIMIT * 20:
            raise self.refuse(TOO_DETAILED, n=POSITIONS_LIMIT)
        lon, lat = (_number(part) for part in position[:2])
        if not (math.isfinite(lon) and math.isfinite(lat) and -180 <= lon <= 360 and -90 <= lat <= 90):
            raise self.refuse(NO_PLACE, name=short(name), lon=f"{lon:g}", lat=f"{lat:g}")
        return lon, lat


def short(text: str) -> str:
    """Return a text on one line, cut where it grows long."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def cut(text: str, most: int = LETTERS_LIMIT) -> str:
    """Return a text no longer than can be taken."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def all_positions(features: Iterable[Feature]) -> int:
    """Return how many positions features have together."""
    return sum(1 for feature in features for _ in feature.geometry.positions)


def _number(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _single(shape: Geometry) -> Geometry:
    """Return a Multi-geometry of one part as that part: formats differ in whether they write it as one."""
    if shape.kind.startswith("Multi") and len(shape.coordinates) == 1:
        return shape.parts[0]
    return shape
