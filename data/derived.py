"""Are the derived files still those that the build made? Their digests lie beside them, written by ``data.build``."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from data.reading import FILES, load_json

DERIVED = ("relief.mbtiles", "gazetteer.sqlite", "countries.geojson", "water.geojson", "boundaries.geojson")
"""What nobody edits by hand; the facts are edited, and checked by what they say."""
NAME = "derived.json"


def altered_files(folder: Path = FILES) -> tuple[str, ...]:
    """Return the derived files that are not there, or are not what was built.

    Raises
    ------
    BrokenFactsError
        If the digests themselves cannot be read.
    """
    known = load_json(folder / NAME)
    wanted = known if isinstance(known, dict) else {}
    return tuple(name for name in DERIVED if _digest(folder / name) != wanted.get(name, "none"))


def write_digests(folder: Path = FILES) -> Path:
    """Write down what the files are now, and return where."""
    path = folder / NAME
    path.write_text(json.dumps({name: _digest(folder / name) for name in DERIVED}, indent=1) + "\n", encoding="utf-8")
    return path


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        return ""
