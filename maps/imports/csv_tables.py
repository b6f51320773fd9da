"""CSV to claims, links, sources and places: our own tables as they were written, and any with a place in each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from data.briefing.value import Claim, Link, Source
from data.texts import N_
from maps.exports.features import Feature
from maps.exports.flat import LANGUAGES, feature_of
from maps.exports.geometry import DEPTHS
from maps.exports.records import SHIPPED
from maps.imports.found import FEATURES_LIMIT, TOO_MANY, Found, Reading, cut
from maps.imports.geojson import BAD_SHAPE, NO_SHAPE, names_in, source_of
from maps.tables.csv_text import opened

NOT_UTF8 = N_("it is not UTF-8 text. Save it as “CSV UTF-8” and import that.")
NO_COLUMNS = N_("it has no columns that can be imported: longitude and latitude, WKT, or those of an export.")
NO_CSV = N_("it is broken ({reason}).")
BAD_ROW = N_("A row that is not complete was left out.")

SOURCES_FILE = "source-list.csv"
"""The sources of an exported folder, read along with its other tables."""

_LONS = ("lon", "longitude", "lng", "long", "x")
_LATS = ("lat", "latitude", "y")
_ROW = dict[str, str]


def read(reading: Reading) -> Found:
    """Return what a table holds.

    Raises
    ------
    NotImportedError
        If it is no table that can be imported.
    """
    columns, rows = _table(reading)
    features: tuple[Feature, ...] = ()
    claims: list[Claim] = []
    links: list[Link] = []
    sources: list[Source] = []
    if {"about", "measure", "value_from"} <= columns:
        claims = [one for row in rows if row.get("origin") != SHIPPED and (one := _part(Claim, _claim(row), reading))]
    elif {"excerpt", "targets", "exact_en"} <= columns:
        links = [one for row in rows if (one := _part(Link, _link(row), reading))]
    elif {"id", "title", "licence"} <= columns:
        sources = [one for row in rows if (one := source_of(_source(row)))]
    elif _place_columns(columns):
        features = tuple(_features(rows, columns, reading))
    else:
        raise reading.refuse(NO_COLUMNS)
    if claims or features:
        sources += _beside(reading)
    return Found(features, tuple(claims), tuple(links), tuple(sources), tuple(reading.left_out))


def _table(reading: Reading) -> tuple[set[str], list[_ROW]]:
    try:
        text = reading.bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise reading.refuse(NOT_UTF8) from error
    head = text.partition("\n")[0]
    mark = max((",", ";", "\t"), key=head.count)
    rows = []
    try:
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, strict=True):
            rows.append({str(key): opened(value) for key, value in row.items() if key and isinstance(value, str)})
            if len(rows) > FEATURES_LIMIT:
                raise reading.refuse(TOO_MANY, n=FEATURES_LIMIT)
    except csv.Error as error:
        raise reading.refuse(NO_CSV, reason=str(error)[:80]) from error
    return ({key for row in rows for key in row} or {field.strip() for field in head.split(mark)}), rows


def _part(kind: type[Any], raw: Mapping[str, Any], reading: Reading) -> Any:
    """Return a part of the document from plain data, None (and a word on it) if the row is not complete."""
    try:
        return msgspec.convert({key: value for key, value in raw.items() if value not in (None, "", {}, ())}, kind)
    except msgspec.ValidationError:
        reading.leave_out(BAD_ROW)
        return None


def _claim(row: _ROW) -> dict[str, Any]:
    low, high = _number(row.get("value_from", "")), _number(row.get("value_to", ""))
    return {
        "id": row.get("id"),
        "about": row.get("about"),
        "measure": row.get("measure"),
        "value": [low, high] if low is not None and high is not None else low,
        "unit": row.get("unit"),
        "asof": row.get("asof"),
        "confidence": row.get("confidence"),
        "sources": row.get("sources", "").split(),
        "excerpt": row.get("excerpt"),
        "text": _said(row, "text") or None,
        "note": _said(row, "note"),
    }


def _link(row: _ROW) -> dict[str, Any]:
    spans = {}
    for language in LANGUAGES:
        exact = row.get(f"exact_{language}", "")
        if exact:
            around = {name: row.get(f"{name}_{language}", "") for name in ("prefix", "suffix")}
            spans[language] = {"exact": exact, **around}
    return {
        "id": row.get("id"),
        "excerpt": row.get("excerpt"),
        "targets": row.get("targets", "").split(),
        "rel": row.get("rel"),
        "kind": row.get("kind"),
        "colour": row.get("colour"),
        "spans": spans,
        "addition": _said(row, "addition"),
    }


def _source(row: _ROW) -> dict[str, Any]:
    fields = ("id", "title", "url", "date", "licence", "kind")
    return {name: row[name] for name in fields if row.get(name)}


def _said(row: _ROW, name: str) -> dict[str, str]:
    return {language: cut(row[f"{name}_{language}"]) for language in LANGUAGES if row.get(f"{name}_{language}")}


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _place_columns(columns: set[str]) -> tuple[str, str] | tuple[str] | None:
    """Return the columns that say where a row lies: of well-known text, or of longitude and latitude."""
    by_name = {column.strip().lower(): column for column in sorted(columns)}
    if "wkt" in by_name:
        return (by_name["wkt"],)
    lon = next((by_name[name] for name in _LONS if name in by_name), None)
    lat = next((by_name[name] for name in _LATS if name in by_name), None)
    return (lon, lat) if lon and lat else None


def _features(rows: list[_ROW], columns: set[str], reading: Reading) -> Iterator[Feature]:
    where = _place_columns(columns) or ("",)
    is_own = {"WKT", "name_en", "kind"} <= columns
    for row in rows:
        reading.count_feature()
        said: dict[str, Any] = {key: cut(value) for key, value in row.items() if value != ""}
        if is_own:
            said["layer"] = "own"
        else:
            said |= {f"name_{key}": text for key, text in names_in(said, reading.texts.language).items()}
        name = str(said.get("id") or said.get("name") or "")
        kind: Any
        try:
            kind, coordinates = _wkt(row[where[0]]) if len(where) == 1 else ("Point", _pair(row, where))
            taken = reading.geometry(kind, coordinates, name)
        except (ValueError, TypeError, KeyError):
            reading.leave_out(BAD_SHAPE)
            continue
        if taken is None:
            reading.leave_out(NO_SHAPE)
        else:
            yield feature_of(said, taken, name)


def _pair(row: _ROW, where: tuple[str, ...]) -> list[float]:
    return [float(row[column].strip().replace(",", ".")) for column in where]


def _wkt(text: str) -> tuple[Any, Any]:
    import shapely
    from shapely.errors import ShapelyError
    from shapely.geometry import mapping

    try:
        plain = mapping(shapely.force_2d(shapely.from_wkt(text)))
    except (ShapelyError, AttributeError) as error:
        raise ValueError("no well-known text") from error
    if plain["type"] not in DEPTHS:
        raise ValueError("another kind of geometry")
    return plain["type"], plain["coordinates"]


def _beside(reading: Reading) -> list[Source]:
    """Return the sources of the folder that a table was exported to."""
    path = reading.path.with_name(SOURCES_FILE)
    if path == reading.path or not path.is_file():
        return []
    _, rows = _table(Reading(Path(path), reading.texts))
    return [one for row in rows if (one := source_of(_source(row)))]
