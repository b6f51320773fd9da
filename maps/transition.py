"""Which commands lead from one scene to the next: the difference, never the whole.

A page that shows nothing (None) is told everything; that is how one recovers.
"""

from __future__ import annotations

from collections.abc import Iterable

from data.atlas import Atlas
from maps.drawn import items_of
from maps.filtering import hidden_items
from maps.indicators import colouring
from maps.messages import Command, Hide, MoveCamera, Select, SetLanguage, SetTheme, ShowParts
from maps.scene import Camera, Scene

FLIGHT_MS = 900
"""A move of less than three zoom levels; longer ones take LONG_FLIGHT_MS."""
LONG_FLIGHT_MS = 1600
LONG_FLIGHT_RATIO = 8.0
"""Three zoom levels: the areas' widths differ by more than this."""


def transition(atlas: Atlas, shown: Scene | None, wanted: Scene, *, reduced_motion: bool = False) -> list[Command]:
    """Return the commands that bring a page from what it shows to what is wanted; none if equal."""
    commands: list[Command] = []
    if shown is None or shown.theme != wanted.theme:
        commands.append(SetTheme(wanted.theme))
    if shown is None or shown.language != wanted.language:
        commands.append(SetLanguage(wanted.language))
    if shown is None or shown.parts != wanted.parts:
        commands.append(ShowParts(tuple(sorted(wanted.parts))))
    hidden = hidden_items(atlas, wanted)
    if (shown is None and hidden) or (shown is not None and hidden != hidden_items(atlas, shown)):
        commands.append(Hide(hidden))
    if colouring_key(shown) != colouring_key(wanted):
        commands.append(colouring(atlas, wanted))
    if shown is None or shown.selected != wanted.selected:
        commands.append(Select(marked_items(atlas, wanted.selected)))
    if shown is None or not wanted.camera.is_close_to(shown.camera):
        duration = 0 if shown is None or reduced_motion else _duration_ms(shown.camera, wanted.camera)
        camera = wanted.camera
        commands.append(MoveCamera(camera.west, camera.south, camera.east, camera.north, camera.zoom is None, duration))
    return commands


def colouring_key(scene: Scene | None) -> tuple[str, ...] | None:
    """Return what decides the colouring of the countries: indicator, language, theme; None where it is plain."""
    return (scene.indicator, scene.language, scene.theme) if scene and scene.indicator else None


def marked_items(atlas: Atlas, features: Iterable[str]) -> tuple[str, ...]:
    """Return the drawn items that stand for these features, each once."""
    return tuple(dict.fromkeys(item for feature in features for item in items_of(atlas, feature)))


def _duration_ms(shown: Camera, wanted: Camera) -> int:
    """Return how long the flight may take; far changes of scale get more."""
    widths = sorted((max(shown.east - shown.west, 1e-6), max(wanted.east - wanted.west, 1e-6)))
    return LONG_FLIGHT_MS if widths[1] / widths[0] > LONG_FLIGHT_RATIO else FLIGHT_MS
