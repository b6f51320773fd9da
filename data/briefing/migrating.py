"""From older versions of the format to this one, on plain data: one step for each version.

A step takes the data of version n and returns those of version n + 1; it repairs nothing and passes on what it does
not know, because the checks come after. A new version of the format adds a line to ``STEPS``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from data.briefing.value import FORMAT, VERSION

Data = dict[str, Any]
Step = Callable[[Data], Data]

_TILE = 256
_FRAME = (1280, 720)
"""Pixels of the map that a camera of version 0 was meant for."""


def version_of(raw: Data) -> int | None:
    """Return the version that plain data are written in, None if they do not say it in a way that is known."""
    if "version" not in raw:
        return VERSION if "format" in raw else 0
    version = raw["version"]
    return version if isinstance(version, int) and not isinstance(version, bool) and version >= 0 else None


def migrate(raw: Data, steps: Mapping[int, Step] | None = None, to: int = VERSION) -> Data:
    """Return the data of an older version as those of version ``to``; newer ones come back as they are."""
    known = STEPS if steps is None else steps
    version = version_of(raw)
    while version is not None and version < to:
        raw = {**known[version](raw), "format": FORMAT, "version": version + 1}
        version += 1
    return raw


def _from_0(raw: Data) -> Data:
    """Version 0, the drafts: no format name, cameras by centre and zoom, ``hidden``, ``ms`` for a transition."""
    scenes = raw.get("scenes")
    if not isinstance(scenes, list):
        return raw
    return {**raw, "scenes": [_scene_from_0(scene) if isinstance(scene, dict) else scene for scene in scenes]}


def _scene_from_0(scene: Data) -> Data:
    moved = _renamed(scene, "hidden", "is_hidden")
    if isinstance(moved.get("transition"), dict):
        moved["transition"] = _renamed(moved["transition"], "ms", "duration_ms")
    if isinstance(moved.get("view"), dict):
        moved["view"] = _with_bounds(moved["view"])
    if isinstance(moved.get("steps"), list):
        moved["steps"] = [_with_bounds(step) if isinstance(step, dict) else step for step in moved["steps"]]
    return moved


def _renamed(part: Data, old: str, new: str) -> Data:
    return {(new if name == old and new not in part else name): inner for name, inner in part.items()}


def _with_bounds(view: Data) -> Data:
    """Return a view whose camera has the bounds of its centre and zoom in the frame of version 0."""
    camera = view.get("camera")
    if not isinstance(camera, dict) or "center" not in camera:
        return view
    center, zoom = camera["center"], camera.get("zoom")
    numbers = [*center, zoom] if isinstance(center, list) else []
    if len(numbers) != 3 or not all(_is_number(number) for number in numbers):
        return view
    lon, lat, zoom = numbers
    if not (-180 <= lon <= 360 and -85 <= lat <= 85 and 0 <= zoom <= 24):
        return view
    pixels = _TILE * 2**zoom
    half = min(180.0, 180 * _FRAME[0] / pixels)
    north = math.asinh(math.tan(math.radians(lat)))
    reach = math.pi * _FRAME[1] / pixels
    south, top = (math.degrees(math.atan(math.sinh(north + way * reach))) for way in (-1, 1))
    west = max(-180.0, lon - half)
    bounds = [round(number, 5) for number in (west, south, min(360.0, lon + half), top)]
    return {**view, "camera": {"bounds": bounds, "zoom": zoom}}


def _is_number(number: object) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool)


STEPS: dict[int, Step] = {0: _from_0}
"""From each older version to the next."""
