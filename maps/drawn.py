"""Between features and drawn items: which items stand for a feature, and where it lies.

The rule of names: an item's id is its feature's id, or ``<feature>/<aspect>`` where one
feature is drawn more than once (a leg in a second corridor's layer, a summit's lines).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.atlas import Atlas
from data.countries import Boundary, Capital, Country, Region, Water
from data.deposits import Deposit
from data.events import Event
from data.network import Corridor, CorridorGroup, Leg, Node
from data.own import OwnPlace
from data.reading import Position
from maps.scene import Camera

POINT_SPAN_DEG = (2.4, 1.5)
"""Half the width and height, in degrees, of the area shown around a single point."""

FAR_SPAN_DEG = (7.0, 4.5)
"""The same outside DETAILED, where the relief is coarser."""

DETAILED = Camera(20.0, 30.0, 95.0, 60.0)
"""The area for which the relief has its finest tiles."""

LARGE = {"RU": Camera(28.0, 41.0, 120.0, 68.0), "US": Camera(-125.0, 24.0, -66.0, 50.0)}
"""What to show of countries whose outlying parts would push the rest out of sight."""


def feature_of(item: str) -> str:
    """Return the id of the feature that a drawn item stands for."""
    return item.split("/", 1)[0]


def parts_needed(atlas: Atlas, feature: str) -> tuple[str, ...]:
    """Return the layer parts of which at least one must be visible for the feature to be seen.

    Empty where nothing needs to be switched on.
    """
    known = atlas.features.get(feature)
    match known:
        case Deposit():
            return (f"deposits-{known.family}",)
        case Event():
            return ("summits",)
        case CorridorGroup():
            return (f"corridors-{known.id}",)
        case Corridor():
            return (f"corridors-{known.group}",)
        case Leg():
            groups = dict.fromkeys(f"corridors-{corridor.group}" for corridor in atlas.groups_of(known.id))
            return tuple(groups) or ("network",)
        case Node():
            is_on_corridor = any(known.id in corridor.nodes for corridor in atlas.corridors.values())
            return ("places",) if is_on_corridor else ("network",)
        case Capital():
            return ("capitals",)
        case OwnPlace():
            return ("own",)
    return ()


def items_of(atlas: Atlas, feature: str) -> tuple[str, ...]:
    """Return the ids of the items that are to be marked when a feature is: a corridor's legs, a region's countries."""
    known = atlas.features.get(feature)
    match known:
        case CorridorGroup():
            legs = dict.fromkeys(leg for member in known.members for leg in atlas.corridors[member].legs)
            return tuple(f"{leg}/{known.id}" for leg in legs)
        case Corridor():
            return tuple(f"{leg}/{known.group}" for leg in known.legs)
        case Leg():
            groups = dict.fromkeys(corridor.group for corridor in atlas.groups_of(known.id))
            return tuple(f"{known.id}/{group}" for group in (*groups, "network"))
        case Region():
            return known.members
        case Event():
            return (known.id, f"{known.id}/lines")
        case None:
            return ()
    return (feature,)


def positions_of(atlas: Atlas, feature: str) -> Iterator[Position]:
    """Yield positions (lon, lat) that together span a feature."""
    known = atlas.features.get(feature)
    match known:
        case Event():
            yield known.position
            yield from _capitals_of(atlas, known)
        case Deposit() | Node() | Capital():
            yield known.position
        case OwnPlace():
            yield from known.positions
        case Leg():
            yield from known.line
        case Corridor():
            for leg in known.legs:
                yield from atlas.legs[leg].line
        case CorridorGroup():
            for member in known.members:
                yield from positions_of(atlas, member)
        case Country():
            yield from _corners(known)
        case Region():
            for member in known.members:
                yield from _corners(atlas.countries[member])
        case Water() if known.polygons:
            for polygon in known.polygons:
                yield from ((lon, lat) for lon, lat in polygon[0])
        case Water():
            yield known.label
        case Boundary() if known.position:
            yield known.position
        case Boundary():
            for line in known.lines:
                yield from ((lon, lat) for lon, lat in line)


def camera_on(atlas: Atlas, features: Iterable[str]) -> Camera | None:
    """Return the area that shows all these features with some room around, or None if none is known."""
    positions = [position for feature in features for position in positions_of(atlas, feature)]
    if not positions:
        return None
    west, east = min(lon for lon, _ in positions), max(lon for lon, _ in positions)
    south, north = min(lat for _, lat in positions), max(lat for _, lat in positions)
    is_detailed = all(DETAILED.contains(lon, lat) for lon, lat in ((west, south), (east, north)))
    span = POINT_SPAN_DEG if is_detailed else FAR_SPAN_DEG
    room_lon = max(0.06 * (east - west), span[0] - (east - west) / 2)
    room_lat = max(0.06 * (north - south), span[1] - (north - south) / 2)
    return Camera(
        max(west - room_lon, -170.0),
        max(south - room_lat, -70.0),
        min(east + room_lon, 190.0),
        min(north + room_lat, 82.0),
    )


def _capitals_of(atlas: Atlas, event: Event) -> Iterator[Position]:
    """Yield the capitals of the five that a summit's lines lead to; none for what was no summit."""
    for name in event.participants if event.kind == "summit" else ():
        country = atlas.countries.get(name)
        if country and country.is_focus and country.capital:
            yield country.capital.position


def _corners(country: Country) -> tuple[Position, Position]:
    """Return two corners of a country's main part: its largest polygon by extent, or a chosen area."""
    known = _corners_of.get(country.id)
    if known is None or known[0] is not country:
        known = _corners_of[country.id] = (country, _corners_anew(country))
    return known[1]


_corners_of: dict[str, tuple[Country, tuple[Position, Position]]] = {}
"""Corners found so far, each with the country that they belong to."""


def _corners_anew(country: Country) -> tuple[Position, Position]:
    if country.id in LARGE:
        area = LARGE[country.id]
        return (area.west, area.south), (area.east, area.north)
    ring = max((polygon[0] for polygon in country.polygons), key=_extent)
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return (min(lons), min(lats)), (max(lons), max(lats))


def _extent(ring: list[tuple[float, float]]) -> float:
    lons, lats = [lon for lon, _ in ring], [lat for _, lat in ring]
    return (max(lons) - min(lons)) * (max(lats) - min(lats))
