"""GeoPackage: a table of features for each layer, tables of claims, links and sources, and the styles for QGIS.

Written by fudgeo (see ``docs/decisions``). A layer with points as well as lines gives two tables, for a table holds one
kind of geometry.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from maps.exports.citing import notices, sources_of
from maps.exports.features import LAYERS, Feature, features_of
from maps.exports.flat import Row, columns, row_of, type_of
from maps.exports.format import ExportError, Options
from maps.exports.geometry import Geometry, nested
from maps.exports.looks import looks_of
from maps.exports.qml import qml_of
from maps.exports.records import Records, all_records
from maps.exports.show import ExportShow
from maps.exports.telling import text_in
from maps.exports.writing import NOT_WRITTEN, fresh_file

GEOMETRY, KEY = "geom", "fid"
STYLES = "layer_styles"
"""The table in which QGIS looks for styles."""

_SRS = 4326
_FAMILIES = {"point": "MULTIPOINT", "line": "MULTILINESTRING", "area": "MULTIPOLYGON"}
_STYLE_COLUMNS = (
    *("f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML", "styleSLD"),
    *("useAsDefault", "description", "owner", "ui", "update_time"),
)


def write(path: Path, show: ExportShow, options: Options) -> None:
    """Write the file.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    write_features(path, show, features_of(show))


def write_features(path: Path, show: ExportShow, features: tuple[Feature, ...]) -> None:
    """Write a file of these features; errors as in ``write``."""
    sources = sources_of(show, features)
    with fresh_file(path, show.texts) as fresh, _package(fresh, show) as package:
        said = (show.title, *notices(show, sources))
        styles = []
        for table, layer, family, inside in tables_of(features):
            _write_layer(package, table, inside, family, show, "\n".join(said[:4]))
            styles.append((table, qml_of(looks_of(layer, show.atlas, show.texts), layer, family)))
        for records in all_records(show, sources):
            if records.name != "own-places":  # they are a layer
                _write_records(package, records)
        _write_records(package, Records("about", ("line",), tuple((line,) for line in said)))
        _write_styles(package, styles, show)


def tables_of(features: Iterable[Feature]) -> Iterator[tuple[str, str, str, list[Feature]]]:
    """Yield each table's name, layer, family of geometry (point, line, area) and features."""
    held: dict[str, dict[str, list[Feature]]] = {layer: {} for layer in LAYERS}
    for feature in features:
        held[feature.layer].setdefault(_family(feature.geometry), []).append(feature)
    for layer, families in held.items():
        for family, inside in families.items():
            yield (layer if len(families) == 1 else f"{layer}_{family}s"), layer, family, inside


def _family(shape: Geometry) -> str:
    return {"Point": "point", "LineString": "line", "Polygon": "area"}[shape.kind.removeprefix("Multi")]


@contextmanager
def _package(path: Path, show: ExportShow) -> Iterator[Any]:
    """Open a new file, and close it whatever happens."""
    from fudgeo import GeoPackage

    made = path.with_suffix(".gpkg")  # fudgeo writes under no other ending
    try:
        package = GeoPackage.create(made, flavor="EPSG", ogr_contents=True)
        try:
            yield package
            package.connection.commit()
        finally:
            package.connection.close()
        if made != path:
            made.replace(path)
    except sqlite3.Error as error:  # a disk that is full is one
        reason = str(error)
        raise ExportError(show.texts(NOT_WRITTEN, file=path.name, reason=reason)) from error
    finally:
        if made != path:
            made.unlink(missing_ok=True)


def _write_layer(
    package: Any, table: str, features: list[Feature], family: str, show: ExportShow, description: str
) -> None:
    from fudgeo import Field
    from fudgeo.context import ExecuteMany

    kinds = {feature.geometry.kind for feature in features}
    is_single = family == "point" and kinds == {"Point"}
    rows = [row_of(feature) for feature in features]
    used = [column for column in columns() if any(column in row for row in rows)]
    types = {"text": "TEXT", "number": "DOUBLE", "yes": "BOOLEAN"}
    fields = [Field("name", "TEXT"), *(Field(column, types[type_of(column)]) for column in used)]
    made = package.create_feature_class(
        table,
        srs=package.spatial_references[_SRS],
        shape_type="POINT" if is_single else _FAMILIES[family],
        fields=fields,
        description=description,
        spatial_index=True,
        geom_name=GEOMETRY,
        pk_name=KEY,
    )
    names = ", ".join(f'"{column}"' for column in (GEOMETRY, "name", *used))
    marks = ", ".join("?" * (len(used) + 2))
    values = [
        _values(feature, row, used, show.language, is_single=is_single)
        for feature, row in zip(features, rows, strict=True)
    ]
    connection = package.connection
    with ExecuteMany(connection, table=made) as execute:
        execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', values)  # noqa: S608  our own names
    west, south, east, north = zip(*(feature.geometry.bounds for feature in features), strict=True)
    connection.execute(
        "UPDATE gpkg_contents SET min_x=?, min_y=?, max_x=?, max_y=?, last_change=? WHERE table_name=?",
        (min(west), min(south), max(east), max(north), _stamp(show), table),
    )
    connection.commit()


def _values(feature: Feature, row: Row, used: list[str], language: str, *, is_single: bool) -> tuple[Any, ...]:
    name = text_in(dict(feature.names), language) or feature.id
    shape = feature.geometry.coordinates if is_single else _many(feature.geometry)
    return (_drawn(shape, feature.geometry.kind), name, *(row.get(column) for column in used))


def _many(shape: Geometry) -> Any:
    """Return the coordinates as those of a Multi-geometry."""
    return shape.coordinates if shape.kind.startswith("Multi") else (shape.coordinates,)


def _drawn(coordinates: Any, kind: str) -> Any:
    """Return a geometry of fudgeo's."""
    from fudgeo import geometry

    if isinstance(coordinates[0], float):
        return geometry.Point(x=coordinates[0], y=coordinates[1], srs_id=_SRS)
    made = getattr(geometry, f"Multi{kind.removeprefix('Multi')}")
    return made(nested(coordinates), srs_id=_SRS)


def _write_records(package: Any, records: Records) -> None:
    """Write a table of text; a column of it is called ``id`` and kept, the key has a name of its own."""
    from fudgeo import Field

    fields = [Field(column, "TEXT") for column in records.columns]
    table = records.name.replace("-", "_")
    package.create_table(table, fields=fields, pk_name=KEY)
    _insert(package, table, records.columns, records.rows)


def _write_styles(package: Any, styles: list[tuple[str, str]], show: ExportShow) -> None:
    """Write the styles where QGIS looks for them, each the default of its table."""
    from fudgeo import Field

    fields = [Field(column, "BOOLEAN" if column == "useAsDefault" else "TEXT") for column in _STYLE_COLUMNS]
    package.create_table(STYLES, fields=fields, pk_name="id")
    rows = [("", "", table, GEOMETRY, table, qml, "", True, show.title, "", "", _stamp(show)) for table, qml in styles]
    _insert(package, STYLES, _STYLE_COLUMNS, rows)


def _insert(package: Any, table: str, names: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> None:
    held = list(rows)
    listed = list(names)
    columns_named = ", ".join(f'"{name}"' for name in listed)
    marks = ", ".join("?" * len(listed))
    package.connection.executemany(
        f'INSERT INTO "{table}" ({columns_named}) VALUES ({marks})',  # noqa: S608  our own names
        held,
    )
    package.connection.commit()


def _stamp(show: ExportShow) -> str:
    return f"{show.date.isoformat()}T00:00:00.000Z"
