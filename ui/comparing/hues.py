"""The colours of countries in bars and bands: those that a briefing asks about stand out, neighbours stay apart."""

from __future__ import annotations

from maps.planning.plan import SEA
from maps.scene import Theme
from ui.theme import contrast

ASKED = ("RU", "IR", "CN")
"""The countries whose share of a way has a column of its own."""

_HUES: dict[str, tuple[str, str]] = {
    "RU": ("#51567f", "#a9aed6"),
    "IR": ("#84670a", "#d9b84a"),
    "CN": ("#a8323a", "#f08a8a"),
    "KZ": ("#bfe0dc", "#2f6f6a"),
    "UZ": ("#9fd0c9", "#3d837c"),
    "TM": ("#d3ead4", "#3c6b41"),
    "KG": ("#b4dcb8", "#4a7d50"),
    "TJ": ("#c9e6d0", "#356047"),
    "AZ": ("#f4d9b5", "#75552b"),
    "GE": ("#eac796", "#87632f"),
    "AM": ("#f6e4c9", "#69502c"),
    "TR": ("#f1cdc4", "#79493f"),
    SEA: ("#a9c6d8", "#2b5675"),
}
_OTHERS = (("#dfe2e8", "#4a5464"), ("#cbd0d9", "#566173"))
"""Light and dark, by turns."""

INKS = ("#14181f", "#ffffff")


def country_hue(country: str, theme: Theme, turn: int = 0) -> str:
    """Return the colour of a country ("" is the sea); ``turn`` keeps those without one of their own apart."""
    light, dark = _HUES.get(country, _OTHERS[turn % len(_OTHERS)])
    return light if theme == "light" else dark


def ink_on(ground: str) -> str:
    """Return the ink that reads best on a colour."""
    return max(INKS, key=lambda ink: contrast(ink, ground))
