"""Which commands lead from one scene to the next: the difference, never the whole.

A page that shows nothing (None) is told everything; that is how one recovers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from data.atlas import Atlas
from maps.commands import (
    Command,
    Hide,
    MoveCamera,
    Select,
    SetLanguage,
    SetLook,
    SetTheme,
    ShowHeading,
    ShowOverlays,
    ShowParts,
)
from maps.comparing import banner, ways_shown
from maps.drawn import items_of
from maps.filtering import hidden_items
from maps.indicators import colouring
from maps.passage import passage_shown
from maps.scene import ALL_OVERLAYS, LANGUAGES, OPEN_NETWORK, Camera, Scene

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
    if ways_key(shown) != ways_key(wanted):
        commands.append(ways_shown(atlas, wanted))
        commands.append(banner(atlas, wanted))
    if heading_of(shown) != heading_of(wanted):
        commands.append(heading_of(wanted))
    passage = passage_shown(atlas, wanted)
    if passage_shown(atlas, shown) != passage:
        commands.append(passage)
    if _look_of(shown) != _look_of(wanted):
        commands.append(_look_of(wanted))
    if overlays_of(shown) != overlays_of(wanted):
        commands.append(overlays_of(wanted))
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


def ways_key(scene: Scene | None) -> tuple[object, ...] | None:
    """Return what decides the ways drawn and the banner; None where there are neither."""
    return (scene.routing, scene.language) if scene and scene.routing != OPEN_NETWORK else None


def heading_of(scene: Scene | None) -> ShowHeading:
    """Return the title card of a scene in its language, or in another where it has none in that; perhaps none."""
    if scene is None or scene.heading is None or not scene.overlays.title:
        return ShowHeading("", "", (), "", False)
    heading = scene.heading
    title, caption = (in_language(names, scene.language) for names in (heading.title, heading.caption))
    return ShowHeading(title, caption, heading.lines, scene.overlays.title_at, heading.is_slide, heading.first)


def overlays_of(scene: Scene | None) -> ShowOverlays:
    """Return which of the page's overlays a scene shows."""
    overlays = scene.overlays if scene else ALL_OVERLAYS
    return ShowOverlays(overlays.legend, overlays.footnotes, overlays.banner, not (scene and scene.is_staged))


def _look_of(scene: Scene | None) -> SetLook:
    return SetLook(scene.look, scene.text_scale) if scene else SetLook("plain", 1.0)


def in_language(names: Mapping[str, str], language: str) -> str:
    """Return a text in a language, else in the first of the program's languages that has it."""
    return next((names[known] for known in (language, *LANGUAGES) if names.get(known)), "")


def marked_items(atlas: Atlas, features: Iterable[str]) -> tuple[str, ...]:
    """Return the drawn items that stand for these features, each once."""
    return tuple(dict.fromkeys(item for feature in features for item in items_of(atlas, feature)))


def _duration_ms(shown: Camera, wanted: Camera) -> int:
    """Return how long the flight may take; far changes of scale get more."""
    widths = sorted((max(shown.east - shown.west, 1e-6), max(wanted.east - wanted.west, 1e-6)))
    return LONG_FLIGHT_MS if widths[1] / widths[0] > LONG_FLIGHT_RATIO else FLIGHT_MS
