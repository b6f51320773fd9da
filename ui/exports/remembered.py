"""What was chosen for the last export, kept beside the settings; what the file holds is not trusted."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from data.settings import folders
from maps.scene import LANGUAGES

log = logging.getLogger(__name__)

LARGEST = 100_000
"""A file of so many bytes is none of ours."""


@dataclass(slots=True)
class Remembered:
    """The last choices: format, the options of each format, which scenes, languages, folder."""

    format: str = ""
    options: dict[str, dict[str, Any]] = field(default_factory=dict)
    scenes: str = "all"
    numbers: str = ""
    languages: list[str] = field(default_factory=list)
    folder: str = ""


def recall() -> Remembered:
    """Return the last choices, or the first ones where there are none."""
    kept = Remembered()
    try:
        path = _path()
        raw = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= LARGEST else {}
    except FileNotFoundError:
        return kept
    except (OSError, ValueError, RecursionError) as error:
        log.warning("The last export's choices cannot be read (%s).", error)
        return kept
    if not isinstance(raw, dict):
        return kept
    for name, kind in (("format", str), ("scenes", str), ("numbers", str), ("folder", str)):
        if isinstance(raw.get(name), kind):
            setattr(kept, name, raw[name])
    if isinstance(raw.get("languages"), list):
        kept.languages = [name for name in LANGUAGES if name in raw["languages"]]
    if isinstance(raw.get("options"), dict):
        kept.options = {str(name): value for name, value in raw["options"].items() if isinstance(value, dict)}
    return kept


def remember(kept: Remembered) -> None:
    """Write the choices down; where that cannot be, they are forgotten."""
    path = _path()
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(asdict(kept), ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        log.warning("The export's choices cannot be kept (%s).", error)


def _path() -> Path:
    return folders().config / "exports.json"
