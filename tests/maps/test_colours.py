"""Colours that must be told apart are, also by colour-blind eyes; texts have contrast."""

from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert

from maps.styles import GROUP_COLOURS
from maps.symbols import SYMBOLS

VISIONS = {
    "full": None,
    "protan": {"name": "sRGB1+CVD", "cvd_type": "protanomaly", "severity": 100},
    "deutan": {"name": "sRGB1+CVD", "cvd_type": "deuteranomaly", "severity": 100},
}


def rgb(colour: str) -> np.ndarray:
    """Return a colour such as #0b57d0 as red, green, blue from 0 to 1."""
    return np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def difference(first: str, second: str, vision: str) -> float:
    """Return the distance in CIE L*a*b* (1976) as seen by these eyes."""
    seen = [rgb(first), rgb(second)]
    if VISIONS[vision]:
        seen = [np.clip(cspace_convert(colour, VISIONS[vision], "sRGB1"), 0, 1) for colour in seen]
    lab = [cspace_convert(colour, "sRGB1", "CIELab") for colour in seen]
    return float(np.linalg.norm(lab[0] - lab[1]))


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of WCAG 2."""

    def luminance(colour: str) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
        return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))

    bright, dim = sorted((luminance(first), luminance(second)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("vision", VISIONS)
def test_families_are_told_apart(vision: str) -> None:
    for first, second in combinations(SYMBOLS.values(), 2):
        assert difference(first.fill, second.fill, vision) >= 15, (first, second)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("vision", VISIONS)
def test_corridor_groups_are_told_apart(vision: str, theme: str) -> None:
    colours = [shades[theme] for group, shades in GROUP_COLOURS.items() if group != "contrast"]
    for first, second in combinations(colours, 2):
        assert difference(first, second, vision) >= 15, (first, second)


def test_families_differ_in_shape_and_letter_too() -> None:
    assert len({symbol.shape for symbol in SYMBOLS.values()}) == len(SYMBOLS)
    assert len({symbol.letter for symbol in SYMBOLS.values()}) == len(SYMBOLS)


def test_letters_are_read_on_their_symbol() -> None:
    for symbol in SYMBOLS.values():
        assert contrast(symbol.ink, symbol.fill) >= 4.5, symbol
