"""Indicators by which countries can be coloured."""

from __future__ import annotations

from data.atlas import Atlas
from maps.messages import ColourAreas
from maps.scene import Scene


def colouring(atlas: Atlas, scene: Scene) -> ColourAreas:
    """Return how the countries are coloured by the scene's indicator; nothing where it has none."""
    return ColourAreas((), (), "", (), (), "")
