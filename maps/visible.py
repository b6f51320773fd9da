"""What a scene shows: the features in sight, and the sources they stand on, numbered in order."""

from __future__ import annotations

from collections.abc import Iterator

from data.atlas import Atlas
from maps.comparing.sourcing import way_sources
from maps.drawn import positions_of
from maps.filtering import hidden_items
from maps.indicators import sources_of
from maps.layers.corridors import legs_of
from maps.remoteness import operating_rails
from maps.scene import Scene

GROUND = ("natural-earth-relief", "natural-earth-countries")
"""What the map itself is drawn from; always in sight."""


def visible_deposits(atlas: Atlas, scene: Scene) -> tuple[str, ...]:
    """Return the ids of the deposits that are switched on, let through by the filters and in the area on show."""
    hidden = frozenset(hidden_items(atlas, scene))
    return tuple(
        deposit.id
        for deposit in atlas.deposits.values()
        if f"deposits-{deposit.family}" in scene.parts
        and deposit.id not in hidden
        and scene.camera.contains(*deposit.position)
    )


def is_in_view(atlas: Atlas, scene: Scene, feature: str) -> bool:
    """Tell whether any position of a feature lies in the area on show."""
    if feature in atlas.countries or feature in atlas.regions:
        return _overlaps(atlas, scene, feature)
    return any(scene.camera.contains(lon, lat) for lon, lat in positions_of(atlas, feature))


def visible_sources(atlas: Atlas, scene: Scene) -> tuple[str, ...]:
    """Return the ids of the sources of what is visible.

    The selection's come first, then those of the ways on show, of the countries' colours, of the ground, then
    the rest.
    The place in the tuple, from 1, is the footnote's number.
    """
    found = dict.fromkeys(_selected_sources(atlas, scene))
    found.update(dict.fromkeys(way_sources(atlas, scene)))
    found.update(dict.fromkeys(sources_of(atlas, scene)))
    found.update(dict.fromkeys(name for name in GROUND if name in atlas.sources))
    found.update(dict.fromkeys(_drawn_sources(atlas, scene)))
    return tuple(found)


def _selected_sources(atlas: Atlas, scene: Scene) -> Iterator[str]:
    """Yield the sources of the open passage and of what is selected."""
    if scene.excerpt:
        article = atlas.excerpts[scene.excerpt].article
        yield from (known.source for known in atlas.articles if known.id == article)
    for feature in scene.selected:
        yield from atlas.features[feature].sources
        for claim in atlas.claims_about(feature):
            yield from claim.sources


def _drawn_sources(atlas: Atlas, scene: Scene) -> Iterator[str]:
    """Yield the sources of what is drawn in the area on show."""
    hidden = frozenset(hidden_items(atlas, scene))
    for group in atlas.groups:
        if f"corridors-{group}" in scene.parts:
            for leg in legs_of(atlas, group):
                if f"{leg.id}/{group}" not in hidden and any(scene.camera.contains(lon, lat) for lon, lat in leg.line):
                    yield from leg.sources
    for deposit in visible_deposits(atlas, scene):
        yield from atlas.deposits[deposit].sources
    if "summits" in scene.parts:
        for event in atlas.events.values():
            if not event.is_background and event.id not in hidden and scene.camera.contains(*event.position):
                yield from event.sources
    if "own" in scene.parts:
        for place in atlas.own.values():
            if any(scene.camera.contains(*position) for position in place.positions):
                yield from place.sources
    if "remoteness" in scene.parts:
        for leg in operating_rails(atlas):
            if any(scene.camera.contains(lon, lat) for lon, lat in leg.line):
                yield from leg.sources
    if "places" in scene.parts:
        for node in atlas.nodes.values():
            if node.is_core and scene.camera.contains(*node.position):
                yield from node.sources


def _overlaps(atlas: Atlas, scene: Scene, feature: str) -> bool:
    """Tell whether a country's or region's extent overlaps the area on show."""
    positions = list(positions_of(atlas, feature))
    west, east = min(lon for lon, _ in positions), max(lon for lon, _ in positions)
    south, north = min(lat for _, lat in positions), max(lat for _, lat in positions)
    camera = scene.camera
    return west <= camera.east and east >= camera.west and south <= camera.north and north >= camera.south
