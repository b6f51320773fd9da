"""GeoJSON to features: our own file as it was written, and any other's as far as it is of the standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from data.briefing.parsing import ParseError, parse
from data.briefing.value import Source
from data.texts import N_
from maps.exports.features import FIELDS, Feature, Value
from maps.exports.flat import LANGUAGES, NAME_KEYS
from maps.exports.geometry import DEPTHS
from maps.imports.found import Found, Reading, cut

NOT_GEOJSON = N_("it is no GeoJSON.")
NOT_JSON = N_("{reason}.")
OTHER_CRS = N_("its positions are in {crs}. Save it in WGS 84 (EPSG:4326) and import that.")
NO_SHAPE = N_("A feature without a place was left out.")
BAD_SHAPE = N_("A feature whose shape is broken was left out.")

_WGS84 = ("crs84", "epsg:4326", "epsg::4326")
NAME_FIELDS = ("name", "Name", "NAME", "title", "Title", "label")


def read(reading: Reading) -> Found:
    """Return what a file holds.

    Raises
    ------
    NotImportedError
        If it is no GeoJSON, or holds what cannot be taken.
    """
    try:
        raw = parse(reading.bytes())
    except ParseError as error:
        raise reading.refuse(NOT_JSON, reason=str(error)) from error
    if not isinstance(raw, dict):
        raise reading.refuse(NOT_GEOJSON)
    _check_crs(raw, reading)
    features = tuple(_features(raw, reading))
    return Found(features, sources=_sources(raw.get("sources")), left_out=tuple(reading.left_out))


def names_in(said: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return the names that another program's properties give: by language, or one in the language on show."""
    found = {}
    for key in NAME_KEYS:
        for field in (f"name_{key}", f"name:{key}", f"NAME_{key.upper()}"):
            if isinstance(said.get(field), str) and said[field].strip():
                found[key] = cut(said[field])
    if not any(key in LANGUAGES for key in found):
        plain = next((said[field] for field in NAME_FIELDS if isinstance(said.get(field), str | int | float)), "")
        if str(plain).strip():
            found[language] = cut(str(plain).strip())
    return found


def _check_crs(raw: Mapping[str, Any], reading: Reading) -> None:
    """Refuse a file that says, as older ones may, that its positions are no degrees."""
    crs = raw.get("crs")
    if isinstance(crs, dict):
        properties = crs.get("properties")
        name = str(properties.get("name", "?")) if isinstance(properties, dict) else "?"
        if not name.lower().endswith(_WGS84):
            raise reading.refuse(OTHER_CRS, crs=name[:60])


def _features(raw: Mapping[str, Any], reading: Reading) -> Iterator[Feature]:
    kind = raw.get("type")
    if kind == "FeatureCollection" and isinstance(raw.get("features"), list):
        for one in raw["features"]:
            yield from _feature(one, reading)
    elif kind == "Feature":
        yield from _feature(raw, reading)
    elif kind in DEPTHS or kind == "GeometryCollection":
        yield from _feature({"geometry": raw, "properties": {}}, reading)
    else:
        raise reading.refuse(NOT_GEOJSON)


def _feature(raw: Any, reading: Reading) -> Iterator[Feature]:
    reading.count_feature()
    if not isinstance(raw, dict) or not isinstance(raw.get("geometry"), dict):
        reading.leave_out(NO_SHAPE)
        return
    given = raw.get("properties")
    said: Mapping[str, Any] = given if isinstance(given, dict) else {}
    own_names = said.get("names")
    if isinstance(own_names, dict):
        names = {key: cut(text) for key, text in own_names.items() if key in NAME_KEYS and isinstance(text, str)}
    else:
        names = names_in(said, reading.texts.language)
    name = str(raw.get("id") or said.get("id") or next(iter(names.values()), ""))
    sources = said.get("sources")
    cited = tuple(one for one in sources if isinstance(one, str)) if isinstance(sources, list) else ()
    layer = said.get("layer") if isinstance(said.get("layer"), str) else ""
    for shape in _shapes(raw["geometry"]):
        try:
            taken = reading.geometry(shape["type"], shape["coordinates"], next(iter(names.values()), name))
        except (TypeError, ValueError, KeyError):
            reading.leave_out(BAD_SHAPE)
            continue
        if taken is None:
            reading.leave_out(NO_SHAPE)
        else:
            yield Feature(name, str(layer), taken, names, cited, _values(said, reading.texts.language))


def _shapes(geometry: Mapping[str, Any], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield the geometries of one, or of a collection of them."""
    if geometry.get("type") == "GeometryCollection" and isinstance(geometry.get("geometries"), list) and depth < 4:
        for one in geometry["geometries"]:
            if isinstance(one, dict):
                yield from _shapes(one, depth + 1)
    else:
        yield geometry


def _values(said: Mapping[str, Any], language: str) -> dict[str, Value]:
    """Return the fields that are of the kind expected; another program's note is a text in the language on show."""
    values: dict[str, Value] = {}
    for field, kind in FIELDS.items():
        value = said.get(field)
        if kind == "names" and isinstance(value, dict):
            texts = {key: cut(text) for key, text in value.items() if key in LANGUAGES and isinstance(text, str)}
            if texts:
                values[field] = texts
        elif kind == "list" and isinstance(value, list):
            values[field] = tuple(one for one in value if isinstance(one, str))
        elif kind == "yes" and isinstance(value, bool):
            values[field] = value
        elif kind == "number" and isinstance(value, int | float) and not isinstance(value, bool):
            values[field] = float(value)
        elif kind == "text" and isinstance(value, str):
            values[field] = cut(value)
    note = next((said[key] for key in ("note", "description", "desc") if isinstance(said.get(key), str)), "")
    if note.strip() and "note" not in values:
        values["note"] = {language: cut(note.strip())}
    return values


def _sources(raw: Any) -> tuple[Source, ...]:
    """Return the sources that are told in the file; what is no source is passed over."""
    return tuple(source for one in (raw if isinstance(raw, list) else ()) if (source := source_of(one)))


def source_of(raw: Any) -> Source | None:
    """Return a source of plain data, None if it is none."""
    try:
        return msgspec.convert(raw, Source)
    except msgspec.ValidationError:
        return None
