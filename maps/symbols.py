"""Symbols of the deposits: a shape, a letter and a colour per commodity family.

Shape and letter carry the meaning; the colours stay at least dE 19 apart (CIE76) also under
simulated protanopia and deuteranopia (``tests/maps/test_colours.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["circle", "square", "diamond", "triangle", "hexagon", "pentagon", "drop", "flame", "octagon"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """How deposits of one family are drawn; ``ink`` is the letter's colour on ``fill``."""

    shape: Shape
    letter: str
    fill: str
    ink: str


SYMBOLS: dict[str, Symbol] = {
    "uranium": Symbol("hexagon", "U", "#f2d22e", "#1b1f27"),
    "rare-earths": Symbol("diamond", "R", "#a83a8d", "#ffffff"),
    "gold": Symbol("circle", "Au", "#d98f1f", "#1b1f27"),
    "natural-gas": Symbol("flame", "G", "#4f9fe0", "#10151d"),
    "oil": Symbol("drop", "O", "#19202c", "#ffffff"),
    "copper-polymetals": Symbol("square", "Cu", "#a95630", "#ffffff"),
    "critical-metals": Symbol("triangle", "W", "#227960", "#ffffff"),
    "iron-alloys": Symbol("pentagon", "Fe", "#75292f", "#ffffff"),
    "coal-industrial": Symbol("octagon", "C", "#8d939c", "#10151d"),
}
"""By family, in the order of the legend: what the article names comes first."""
