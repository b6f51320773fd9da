"""Reading the shipped files: JSON with a clear error that names the file and what is wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.errors import BrokenFactsError

FILES = Path(__file__).parent / "files"
"""The folder of the shipped facts."""

Names = Mapping[str, str]
"""A name or short text in each language: ``en``, ``id``, ``ja``; perhaps ``local``."""

Position = tuple[float, float]
"""Longitude, latitude in degrees (WGS 84), as GeoJSON has it."""


def load_json(path: Path) -> Any:
    """Return what a JSON file holds.

    Raises
    ------
    BrokenFactsError
        If the file is missing, not UTF-8 or not JSON, or holds NaN or an infinity.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)
    except OSError as error:
        raise BrokenFactsError(path.name, error.strerror or "it cannot be read") from error
    except (ValueError, RecursionError) as error:
        raise BrokenFactsError(path.name, f"it is not valid JSON ({error})") from error


def load_features(path: Path) -> list[dict[str, Any]]:
    """Return the features of a GeoJSON file, each a dict with ``id``, ``properties``, ``geometry``."""
    raw = load_json(path)
    try:
        features = raw["features"]
        for feature in features:
            feature["id"], feature["properties"], feature["geometry"]["coordinates"]
    except (KeyError, TypeError) as error:
        raise BrokenFactsError(path.name, f"it is not a GeoJSON collection with ids ({error!r})") from error
    return list(features)


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")
