"""GeoJSON (RFC 7946): one feature a line; names in all languages, sources, confidence, status, notes.

What the standard has no place for (title, date, border policy, sources, licences) are members of the collection; other
programs pass over them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from maps.exports.citing import as_plain, notices, sources_of
from maps.exports.features import Feature, features_of
from maps.exports.format import Options
from maps.exports.geometry import nested
from maps.exports.show import GENERATOR, ExportShow
from maps.exports.writing import write_whole

CITED = "citations"
"""The property with the titles of the sources, for whoever sees a feature alone."""


def write(path: Path, show: ExportShow, options: Options) -> None:
    """Write the file.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    features = features_of(show)
    write_whole(path, collection(show, features).encode(), show.texts)


def collection(show: ExportShow, features: tuple[Feature, ...]) -> str:
    """Return the text of the file: its head, then a line for each feature."""
    sources = sources_of(show, features)
    titles = {source.id: source.title for source in sources}
    head = {
        "type": "FeatureCollection",
        "name": show.title,
        "titles": show.titles,
        "language": show.language,
        "generator": GENERATOR,
        "date": show.date.isoformat(),
        "border_policy": show.border_policies,
        "notices": notices(show, sources),
        "sources": [as_plain(source) for source in sources],
    }
    bounds = [feature.geometry.bounds for feature in features]
    if bounds:
        west, south, east, north = zip(*bounds, strict=True)
        head["bbox"] = [min(west), min(south), max(east), max(north)]
    opened = _json(head).removesuffix("}")
    lines = ",\n".join(_json(plain_feature(feature, titles)) for feature in features)
    return f'{opened}, "features": [\n{lines}\n]}}\n'


def plain_feature(feature: Feature, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return a feature as plain data."""
    said = {name: list(value) if isinstance(value, tuple) else value for name, value in feature.values.items()}
    return {
        "type": "Feature",
        "id": feature.id,
        "bbox": list(feature.geometry.bounds),
        "geometry": {"type": feature.geometry.kind, "coordinates": nested(feature.geometry.coordinates)},
        "properties": {
            "layer": feature.layer,
            "name": next((feature.names[key] for key in ("en", *feature.names) if feature.names.get(key)), feature.id),
            "names": dict(feature.names),
            **said,
            "sources": list(feature.sources),
            CITED: [titles[name] for name in feature.sources if name in titles],
        },
    }


def _json(one: Any) -> str:
    return json.dumps(one, ensure_ascii=False, allow_nan=False)
