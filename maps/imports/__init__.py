"""What others give us, read back: GeoJSON, KML, GeoPackage and CSV to places, claims and links of a briefing. No Qt.

To add a format: a module with ``read(reading)`` that raises ``NotImportedError``, and a line in READERS.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from data.texts import N_, Texts
from maps.imports.found import Found, NotImportedError, Reading

__all__ = ["ENDINGS", "READERS", "Found", "NotImportedError", "read_file"]

READERS = {
    ".geojson": "maps.imports.geojson",
    ".json": "maps.imports.geojson",
    ".kml": "maps.imports.kml",
    ".kmz": "maps.imports.kml",
    ".gpkg": "maps.imports.gpkg",
    ".csv": "maps.imports.csv_tables",
}
"""The module that reads each kind of file."""

ENDINGS = tuple(READERS)
UNKNOWN = N_("only {endings} can be imported.")
NO_FILE = N_("it is not there, or is no file.")


def read_file(path: Path, texts: Texts) -> Found:
    """Return what a file holds: all of its features, with claims, links and sources where it has any.

    Raises
    ------
    NotImportedError
        If it cannot be imported; the text says why and what to do.
    """
    reading = Reading(path, texts)
    module = READERS.get(path.suffix.lower())
    if module is None:
        raise reading.refuse(UNKNOWN, endings=", ".join(ENDINGS))
    if not path.is_file():
        raise reading.refuse(NO_FILE)
    read: Callable[[Reading], Found] = import_module(module).read
    return read(reading)
