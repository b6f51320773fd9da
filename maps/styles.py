"""How areas, lines and points are drawn, by name and theme.

Colours of the corridors stay apart for colour-blind eyes as those of the symbols do; modes
are told by their dash, states of completion by dash and paleness, never by hue alone.
"""

from __future__ import annotations

from typing import Any

Style = dict[str, Any]

ACCENT = {"light": "#0b57d0", "dark": "#8ab4ff"}
"""What is selected."""

GROUP_COLOURS = {
    "middle": {"light": "#d13350", "dark": "#ff6b78"},
    "northern": {"light": "#51567f", "dark": "#a9aed6"},
    "southern": {"light": "#84670a", "dark": "#d9b84a"},
    "planned": {"light": "#724aa6", "dark": "#c39bf5"},
    "contrast": {"light": "#51567f", "dark": "#a9aed6"},
    "network": {"light": "#39424c", "dark": "#87909d"},
}
"""The colour of each corridor group, and of the network as a whole."""

MODE_DASHES: dict[str, list[float]] = {"rail": [], "sea": [9, 7], "road": [1, 6], "pipeline": [14, 4, 2, 4]}
"""Each mode's dash, in pixels drawn and left out; empty is solid."""

STATUS_DASHES: dict[str, list[float]] = {"under-construction": [7, 4, 2, 4], "planned": [3, 6]}
"""Legs that do not run yet, whatever their mode."""


WIDTHS = {"middle": 3.2, "network": 1.6}
"""Pixels, where a group is not drawn like the others."""


def styles() -> dict[str, dict[str, Style]]:
    """Return every style by name, each for ``light`` and ``dark``."""
    named = {name: {"light": light, "dark": dark} for name, (light, dark) in _GROUND.items()}
    for group in GROUP_COLOURS:
        for mode in MODE_DASHES:
            named[f"{group}-{mode}"] = {theme: _leg(group, mode, "operating", theme) for theme in ("light", "dark")}
            for status in STATUS_DASHES:
                named[f"{group}-{mode}-{status}"] = {
                    theme: _leg(group, mode, status, theme) for theme in ("light", "dark")
                }
    return named


def leg_style(group: str, mode: str, status: str) -> str:
    """Return the name of the style of a leg."""
    return f"{group}-{mode}" if status == "operating" else f"{group}-{mode}-{status}"


def _leg(group: str, mode: str, status: str, theme: str) -> Style:
    runs = status == "operating"
    return {
        "stroke": GROUP_COLOURS[group][theme],
        "width": WIDTHS.get(group, 2.6) if runs else min(WIDTHS.get(group, 2.6), 2.2),
        "opacity": 1.0 if runs else 0.85,
        "dash": MODE_DASHES[mode] if runs else STATUS_DASHES[status],
        "casing": "#ffffff" if theme == "light" else "#10151d",
        "casing_width": 2.0 if runs else 1.0,
    }


def _area(fill: str, fill_opacity: float, stroke: str, width: float, opacity: float = 1.0) -> Style:
    return {
        "fill": fill,
        "fill_opacity": fill_opacity,
        "stroke": stroke,
        "width": width,
        "opacity": opacity,
        "dash": [],
    }


def _point(shape: str, radius: float, fill: str, stroke: str, width: float) -> Style:
    return {"shape": shape, "radius": radius, "fill": fill, "stroke": stroke, "width": width}


_GROUND: dict[str, tuple[Style, Style]] = {
    "veil": (_area("#ffffff", 0.0, "#ffffff", 0, 0.0), _area("#0c121b", 0.62, "#0c121b", 0, 0.0)),
    "focus-country": (
        _area("#fff4dc", 0.16, "#6a4b1f", 1.8, 0.9),
        _area("#3b4556", 0.25, "#e6cf9f", 1.6, 0.9),
    ),
    "other-country": (
        _area("#f6f5f2", 0.56, "#8b8f96", 0.8, 0.75),
        _area("#0c121b", 0.45, "#6d7686", 0.8, 0.8),
    ),
    "water": (_area("#a9c6d8", 1.0, "#7fa6bd", 0.8), _area("#1d3346", 1.0, "#39566e", 0.8)),
    "disputed": (
        {"stroke": "#5b5f66", "width": 1.4, "opacity": 0.9, "dash": [4, 4], "casing": None},
        {"stroke": "#aeb6c2", "width": 1.4, "opacity": 0.9, "dash": [4, 4], "casing": None},
    ),
    "china-border": (
        {"stroke": "#1b1f27", "width": 3.4, "opacity": 1.0, "dash": [], "casing": "#ffd24d", "casing_width": 2.2},
        {"stroke": "#ffd24d", "width": 3.4, "opacity": 1.0, "dash": [], "casing": "#10151d", "casing_width": 2.2},
    ),
    "remoteness-rail": (
        {"stroke": "#4a4f58", "width": 1.6, "opacity": 0.8, "dash": [], "casing": None},
        {"stroke": "#c3c9d3", "width": 1.6, "opacity": 0.8, "dash": [], "casing": None},
    ),
    "remoteness-line": (
        {"stroke": "#20242c", "width": 1.4, "opacity": 0.85, "dash": [5, 3], "casing": "#ffffff", "casing_width": 1.0},
        {"stroke": "#eef1f6", "width": 1.4, "opacity": 0.85, "dash": [5, 3], "casing": "#10151d", "casing_width": 1.0},
    ),
    "summit-line": (
        {"stroke": "#0a5f73", "width": 1.6, "opacity": 0.75, "dash": [1, 5], "casing": "#ffffff", "casing_width": 1.0},
        {"stroke": "#6fd3e8", "width": 1.6, "opacity": 0.8, "dash": [1, 5], "casing": "#10151d", "casing_width": 1.0},
    ),
    "summit": (_point("star", 8, "#0a5f73", "#ffffff", 1.5), _point("star", 8, "#6fd3e8", "#10151d", 1.5)),
    "cancelled": (_point("cross", 7, "#ffffff", "#0a5f73", 2.0), _point("cross", 7, "#10151d", "#6fd3e8", 2.0)),
    "capital": (_point("circle", 4.2, "#ffffff", "#20242c", 2.0), _point("circle", 4.2, "#10151d", "#eef1f6", 2.0)),
    "port": (_point("square", 4.6, "#ffffff", "#d13350", 2.0), _point("square", 4.6, "#10151d", "#ff6b78", 2.0)),
    "border": (_point("diamond", 4.2, "#ffffff", "#5b3a12", 1.6), _point("diamond", 4.2, "#10151d", "#e6cf9f", 1.6)),
    "hub": (_point("circle", 3.2, "#ffffff", "#d13350", 1.6), _point("circle", 3.2, "#10151d", "#ff6b78", 1.6)),
    "own-point": (_point("square", 6, "#9c1c6b", "#ffffff", 1.5), _point("square", 6, "#ff8fd0", "#10151d", 1.5)),
    "own-point-open": (
        _point("square", 6, "#ffffff", "#9c1c6b", 2.0) | {"dash": [2.4, 1.8]},
        _point("square", 6, "#10151d", "#ff8fd0", 2.0) | {"dash": [2.4, 1.8]},
    ),
    "own-line": (
        {"stroke": "#9c1c6b", "width": 3.0, "opacity": 1.0, "dash": [], "casing": "#ffffff", "casing_width": 1.5},
        {"stroke": "#ff8fd0", "width": 3.0, "opacity": 1.0, "dash": [], "casing": "#10151d", "casing_width": 1.5},
    ),
    "own-line-open": (
        {"stroke": "#9c1c6b", "width": 2.4, "opacity": 1.0, "dash": [6, 5], "casing": "#ffffff", "casing_width": 1.0},
        {"stroke": "#ff8fd0", "width": 2.4, "opacity": 1.0, "dash": [6, 5], "casing": "#10151d", "casing_width": 1.0},
    ),
    "own-area": (_area("#9c1c6b", 0.2, "#9c1c6b", 2.4), _area("#ff8fd0", 0.22, "#ff8fd0", 2.2)),
    "own-area-open": (
        _area("#9c1c6b", 0.08, "#9c1c6b", 2.0) | {"dash": [6, 5]},
        _area("#ff8fd0", 0.1, "#ff8fd0", 2.0) | {"dash": [6, 5]},
    ),
    "deposit": (_point("circle", 10, "#ffffff", "#20242c", 1.0), _point("circle", 10, "#10151d", "#eef1f6", 1.0)),
}
