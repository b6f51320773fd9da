"""GeoPackage to features: an SQLite file that a stranger may have made, opened to be read only.

Tables alone are read, never views; what its schema would run is not trusted, and the time is bounded.
"""

from __future__ import annotations

import sqlite3
import struct
import time
from collections.abc import Iterator
from typing import Any

from data.briefing.value import Source
from data.texts import N_
from maps.exports.features import Feature
from maps.exports.flat import feature_of
from maps.exports.geometry import DEPTHS
from maps.exports.gpkg import STYLES
from maps.imports.found import FILE_LIMIT, NOT_READ, TOO_LARGE, Found, Reading, cut
from maps.imports.geojson import BAD_SHAPE, NO_SHAPE, names_in, source_of

NO_GPKG = N_("it is no GeoPackage.")
NO_LAYERS = N_("it has no layers with features.")
BROKEN = N_("its database is broken ({reason}).")
OTHER_CRS = N_("The layer {layer} is not in WGS 84 (EPSG:4326) and was left out.")
NO_TABLE = N_("The layer {layer} is no plain table and was left out.")

_SECONDS = 20.0
_STEPS = 100_000
_LENGTH_LIMIT = 20_000_000
_ENVELOPES = (0, 32, 48, 48, 64)
_DEGREES = (4326, 0, -1)


def read(reading: Reading) -> Found:
    """Return what a file holds.

    Raises
    ------
    NotImportedError
        If it is no GeoPackage, or holds what cannot be taken.
    """
    try:
        with reading.path.open("rb") as file:
            start = file.read(16)
        if reading.path.stat().st_size > FILE_LIMIT * 4:
            raise reading.refuse(TOO_LARGE, n=FILE_LIMIT * 4 // 1_000_000)
    except OSError as error:
        raise reading.refuse(NOT_READ, reason=error.strerror or str(error)) from error
    if start != b"SQLite format 3\0":
        raise reading.refuse(NO_GPKG)
    try:
        connection = _opened(reading)
        try:
            features = tuple(_features(connection, reading))
            sources = tuple(_sources(connection))
        finally:
            connection.close()
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:
        raise reading.refuse(BROKEN, reason=str(error)[:80]) from error
    return Found(features, sources=sources, left_out=tuple(reading.left_out))


def _opened(reading: Reading) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{reading.path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LENGTH_LIMIT)
    ends = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > ends), _STEPS)
    for pragma in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _features(connection: sqlite3.Connection, reading: Reading) -> Iterator[Feature]:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"gpkg_contents", "gpkg_geometry_columns"} <= tables:
        raise reading.refuse(NO_GPKG)
    layers = connection.execute(
        "SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents c JOIN gpkg_geometry_columns g"
        " ON g.table_name = c.table_name WHERE c.data_type = 'features' ORDER BY c.rowid LIMIT 1000"
    ).fetchall()
    if not layers:
        raise reading.refuse(NO_LAYERS)
    for table, column, srs in layers:
        if table not in tables:
            reading.leave_out(NO_TABLE, layer=str(table)[:60])
        elif srs not in _DEGREES:
            reading.leave_out(OTHER_CRS, layer=str(table)[:60])
        else:
            yield from _layer(connection, reading, table, column)


def _layer(connection: sqlite3.Connection, reading: Reading, table: str, column: str) -> Iterator[Feature]:
    cursor = connection.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608  quoted, and a table of this file
    names = [described[0] for described in cursor.description]
    if column not in names:
        return
    at = names.index(column)
    for values in cursor:
        reading.count_feature()
        row = {name: _plain(value) for name, value in zip(names, values, strict=True) if name != column}
        said = {name: value for name, value in row.items() if value is not None}
        if "layer" not in said:
            said |= {f"name_{key}": text for key, text in names_in(said, reading.texts.language).items()}
        name = str(said.get("name") or "")
        try:
            shape = _shape(values[at])
            taken = reading.geometry(shape[0], shape[1], name) if shape else None
        except (TypeError, ValueError, struct.error):
            reading.leave_out(BAD_SHAPE)
            continue
        if taken is None:
            reading.leave_out(NO_SHAPE)
        else:
            yield feature_of(said, taken, f"{table}-{values[0]}")


def _shape(blob: Any) -> tuple[Any, Any] | None:
    """Return a geometry's kind and coordinates; None for an empty one."""
    if not isinstance(blob, bytes):
        return None
    if len(blob) < 8 or blob[:2] != b"GP":
        raise ValueError("no geometry")
    flags = blob[3]
    envelope = flags >> 1 & 7
    if envelope >= len(_ENVELOPES) or flags & 0x20:
        raise ValueError("another kind of geometry")
    if flags & 0x10:
        return None
    import shapely
    from shapely.errors import ShapelyError
    from shapely.geometry import mapping

    try:
        shape = shapely.force_2d(shapely.from_wkb(blob[8 + _ENVELOPES[envelope] :]))
        if shape.is_empty:
            return None
        plain = mapping(shape)
    except (ShapelyError, AttributeError) as error:
        raise ValueError("broken geometry") from error
    if plain["type"] not in DEPTHS:
        raise ValueError("another kind of geometry")
    return plain["type"], plain["coordinates"]


def _sources(connection: sqlite3.Connection) -> Iterator[Source]:
    """Yield the sources that our own files hold."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('source_list', ?)"
    known = {name for (name,) in connection.execute(query, (STYLES,))}
    if known != {"source_list", STYLES}:
        return
    for row in connection.execute("SELECT id, title, url, date, licence, kind FROM source_list LIMIT 5000"):
        name, title, url, date, licence, kind = row
        raw = {"id": name, "title": title, "url": url or None, "date": date or None, "licence": licence, "kind": kind}
        source = source_of(raw)
        if source:
            yield source


def _plain(value: Any) -> Any:
    return cut(value) if isinstance(value, str) else value if isinstance(value, int | float) else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
