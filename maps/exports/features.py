"""The facts as features for files: one shape of record for GeoJSON, KML and GeoPackage, which are read back to it.

A feature's fields are those of FIELDS; each format writes them in its own way, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from data.atlas import Atlas
from data.briefing.value import Place
from data.texts import N_
from maps.exports import geometry
from maps.exports.geometry import Geometry
from maps.exports.show import ExportShow

Value = str | float | bool | tuple[str, ...] | Mapping[str, str]
FieldKind = Literal["text", "number", "yes", "list", "names"]

FIELDS: dict[str, FieldKind] = {
    "kind": "text",
    "country": "text",
    "status": "text",
    "status_confirmed": "yes",
    "confidence": "text",
    "precision_km": "number",
    "note": "names",
    "commodities": "list",
    "family": "text",
    "operator": "text",
    "operator_confirmed": "yes",
    "mode": "text",
    "start": "text",
    "end": "text",
    "length_km": "number",
    "length_basis": "text",
    "gauge": "text",
    "days_least": "number",
    "days_most": "number",
    "countries": "list",
    "group": "text",
    "legs": "list",
    "summary": "names",
    "date_start": "text",
    "date_end": "text",
    "host": "text",
    "participants": "list",
    "city": "names",
    "outcome": "names",
    "iso3": "text",
    "is_focus": "yes",
    "is_core": "yes",
}
"""What a feature may say beside its id, layer, names and sources, in the order of a table's columns."""

LAYERS = {
    "countries": N_("Countries"),
    "waters": N_("Seas and lakes"),
    "boundaries": N_("Disputed boundaries"),
    "legs": N_("Legs"),
    "corridors": N_("Corridors"),
    "nodes": N_("Ports, borders and hubs"),
    "capitals": N_("Capitals"),
    "deposits": N_("Deposits"),
    "events": N_("Summits and events"),
    "own": N_("Own places"),
}
"""The layers from the bottom up, with their English titles."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the map. ``values`` are those of FIELDS that are known; lists hold ids or slugs without spaces."""

    id: str
    layer: str
    geometry: Geometry
    names: Mapping[str, str]
    sources: tuple[str, ...] = ()
    values: Mapping[str, Value] = field(default_factory=dict)


def features_of(show: ExportShow) -> tuple[Feature, ...]:
    """Return all features of the facts and the document, layer by layer from the bottom up."""
    atlas = show.atlas
    made: dict[str, Callable[[], Iterable[Feature]]] = {
        "countries": lambda: _countries(atlas),
        "waters": lambda: _waters(atlas),
        "boundaries": lambda: _boundaries(atlas),
        "legs": lambda: _legs(atlas),
        "corridors": lambda: _corridors(atlas),
        "nodes": lambda: _nodes(atlas),
        "capitals": lambda: _capitals(atlas),
        "deposits": lambda: _deposits(atlas),
        "events": lambda: _events(atlas),
        "own": lambda: map(own_feature, show.briefing.places),
    }
    return tuple(feature for layer in LAYERS for feature in made[layer]())


def plain(text: str) -> str:
    """Return a text as every format can hold it: without control characters, lines ended by one mark."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def own_feature(place: Place) -> Feature:
    """Return an own place as a feature."""
    match place.kind:
        case "point":
            shape = geometry.point(place.positions[0])
        case "line":
            shape = geometry.lines([place.positions])
        case "area":
            shape = geometry.areas([[(*place.positions, place.positions[0])]])
    said: dict[str, Value | None] = {
        "kind": place.kind,
        "confidence": place.confidence,
        "note": {str(at): text for at, text in (place.note or {}).items()},
    }
    return _feature(place.id, "own", shape, dict(place.names), place.sources, said)


def _feature(
    name: str,
    layer: str,
    shape: Geometry,
    names: Mapping[Any, str],
    sources: Iterable[str],
    said: Mapping[str, Value | None],
) -> Feature:
    """Return a feature with what is known of it: empty texts, lists and names are left out."""
    values = {key: _plain(value) for key in FIELDS if (value := said.get(key)) is not None and not _is_empty(value)}
    return Feature(name, layer, shape, {key: plain(text) for key, text in names.items()}, tuple(sources), values)


def _is_empty(value: Value) -> bool:
    return not isinstance(value, bool | float | int) and not value


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: plain(text) for key, text in value.items()}
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _countries(atlas: Atlas) -> Iterable[Feature]:
    for one in atlas.countries.values():
        said: dict[str, Value | None] = {"iso3": one.iso3, "is_focus": one.is_focus}
        yield _feature(one.id, "countries", geometry.areas(one.polygons), one.names, one.sources, said)


def _waters(atlas: Atlas) -> Iterable[Feature]:
    for one in atlas.waters.values():
        shape = geometry.areas(one.polygons) if one.polygons else geometry.point(one.label)
        yield _feature(one.id, "waters", shape, one.names, one.sources, {"kind": one.kind})


def _boundaries(atlas: Atlas) -> Iterable[Feature]:
    for one in atlas.boundaries.values():
        if one.lines or one.position:
            shape = geometry.lines(one.lines) if one.lines else geometry.point(one.position or (0.0, 0.0))
            yield _feature(one.id, "boundaries", shape, one.names, one.sources, {"note": one.note})


def _legs(atlas: Atlas) -> Iterable[Feature]:
    for one in atlas.legs.values():
        ends = (atlas.nodes[one.start].short, atlas.nodes[one.end].short)
        names = {key: f"{ends[0].get(key, ends[0]['en'])} – {ends[1].get(key, ends[1]['en'])}" for key in ends[0]}
        least, most = one.transit_days or (None, None)
        said: dict[str, Value | None] = {
            "status": one.status,
            "confidence": one.confidence,
            "note": one.note,
            "mode": one.mode,
            "start": one.start,
            "end": one.end,
            "length_km": one.length_km,
            "length_basis": one.length_basis,
            "gauge": one.gauge,
            "days_least": least,
            "days_most": most,
            "countries": one.countries,
        }
        yield _feature(one.id, "legs", geometry.lines([one.line]), names, one.sources, said)


def _corridors(atlas: Atlas) -> Iterable[Feature]:
    for one in atlas.corridors.values():
        shape = geometry.lines([atlas.legs[leg].line for leg in one.legs])
        said: dict[str, Value | None] = {
            "status": one.status,
            "group": one.group,
            "legs": one.legs,
            "summary": one.summary,
        }
        yield _feature(one.id, "corridors", shape, one.names, one.sources, said)


def _nodes(atlas: Atlas) -> Iterable[Feature]:
    for one in atlas.nodes.values():
        said: dict[str, Value | None] = {
            "kind": one.kind,
            "country": one.country,
            "confidence": one.confidence,
            "precision_km": one.precision_km,
            "note": one.note,
            "is_core": one.is_core,
        }
        yield _feature(one.id, "nodes", geometry.point(one.position), one.names, one.sources, said)


def _capitals(atlas: Atlas) -> Iterable[Feature]:
    for one in atlas.capitals.values():
        yield _feature(
            one.id, "capitals", geometry.point(one.position), one.names, one.sources, {"country": one.country}
        )


def _deposits(atlas: Atlas) -> Iterable[Feature]:
    for one in atlas.deposits.values():
        said: dict[str, Value | None] = {
            "country": one.country,
            "status": one.status,
            "status_confirmed": one.status_confirmed,
            "confidence": one.confidence,
            "precision_km": one.precision_km,
            "note": one.note,
            "commodities": one.commodities,
            "family": one.family,
            "operator": one.operator,
            "operator_confirmed": one.operator_confirmed if one.operator else None,
        }
        sources = dict.fromkeys((*one.sources, *one.status_sources))
        yield _feature(one.id, "deposits", geometry.point(one.position), one.names, sources, said)


def _events(atlas: Atlas) -> Iterable[Feature]:
    for one in atlas.events.values():
        said: dict[str, Value | None] = {
            "kind": one.kind,
            "country": one.country,
            "note": one.note,
            "date_start": one.date_start,
            "date_end": one.date_end,
            "host": one.host,
            "participants": one.participants,
            "city": one.city,
            "outcome": one.outcome,
        }
        yield _feature(one.id, "events", geometry.point(one.position), one.names, one.sources, said)
