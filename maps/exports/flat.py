"""A feature as one row of plain columns, and back: for formats whose records hold no lists and no objects.

A text in languages is a column for each, ``note_en``; a list is its words with spaces between, for ids and slugs have
none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maps.exports.features import FIELDS, Feature, Value
from maps.exports.geometry import Geometry

LANGUAGES = ("en", "id", "ja")
NAME_KEYS = (*LANGUAGES, "local", "ru")

Row = dict[str, str | float | bool]


def columns() -> tuple[str, ...]:
    """Return all columns that a row may have, in order."""
    names = [f"name_{key}" for key in NAME_KEYS]
    rest = [
        column
        for name, kind in FIELDS.items()
        for column in ([f"{name}_{language}" for language in LANGUAGES] if kind == "names" else [name])
    ]
    return ("id", "layer", *names, *rest, "sources")


def type_of(column: str) -> str:
    """Return what a column holds: ``text``, ``number`` or ``yes``."""
    kind = FIELDS.get(column, "text")
    return kind if kind in ("number", "yes") else "text"


def row_of(feature: Feature) -> Row:
    """Return what is known of a feature, by column."""
    row: Row = {"id": feature.id, "layer": feature.layer}
    row.update({f"name_{key}": text for key, text in feature.names.items()})
    for name, value in feature.values.items():
        if isinstance(value, Mapping):
            row.update({f"{name}_{language}": text for language, text in value.items()})
        elif isinstance(value, tuple):
            row[name] = " ".join(value)
        else:
            row[name] = value
    row["sources"] = " ".join(feature.sources)
    return row


def feature_of(row: Mapping[str, Any], shape: Geometry, name: str = "", layer: str = "") -> Feature:
    """Return the feature of a row; ``name`` and ``layer`` where the row itself gives none."""
    names = {key: str(row[f"name_{key}"]) for key in NAME_KEYS if row.get(f"name_{key}") is not None}
    values: dict[str, Value] = {}
    for field, kind in FIELDS.items():
        if kind == "names":
            said = {at: str(row[f"{field}_{at}"]) for at in LANGUAGES if row.get(f"{field}_{at}") is not None}
            if said:
                values[field] = said
        elif row.get(field) is not None:
            value = _value(kind, row[field])
            if value is not None:
                values[field] = value
    sources = tuple(str(row.get("sources") or "").split())
    return Feature(str(row.get("id") or name), str(row.get("layer") or layer), shape, names, sources, values)


def _value(kind: str, raw: Any) -> Value | None:
    """Return a field's value; None where the column holds something of another kind."""
    if kind == "yes":
        return raw if isinstance(raw, bool) else str(raw).strip().lower() in ("1", "true", "yes")
    if kind == "number":
        try:
            return float(raw)
        except (TypeError, ValueError):
            return None
    return tuple(str(raw).split()) if kind == "list" else str(raw)
