"""Writes feature collections: one feature per line, so that a change shows as a line in a diff."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

Feature = dict[str, Any]


def load_table(name: str) -> Any:
    """Return the hand-kept table ``tables/<name>.json`` (names, choices, label points)."""
    text = files("data.build").joinpath(f"tables/{name}.json").read_text(encoding="utf-8")
    return json.loads(text)


def make_feature(feature_id: str, geometry: BaseGeometry, **properties: Any) -> Feature:
    """Return a GeoJSON feature; coordinates keep the digits the geometry was rounded to."""
    mapping = json.loads(shapely.to_geojson(geometry))
    return {"type": "Feature", "id": feature_id, "properties": properties, "geometry": mapping}


def write_features(path: Path, features: Sequence[Feature]) -> Path:
    """Write the features to `path` and return it."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
