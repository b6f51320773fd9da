"""How the console looks: dark, for a lectern in a dim room; each state in a colour of its own.

Text keeps 4.5:1 on what it is written on, borders 3:1 on the window (a test measures both).
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor, QPalette

from data.texts import N_
from ui.stage.show import State
from ui.theme import THEMES, style_sheet

COLOURS = THEMES["dark"]
ALARM, ON_ALARM = "#ff8a80", "#1a0503"


@dataclass(frozen=True, slots=True)
class Look:
    """A state's word, its colour, what is written on that, and the border around the map."""

    word: str
    colour: str
    text: str
    border: str


STATES: dict[State, Look] = {
    "live": Look(N_("LIVE"), "#4ad07f", "#06140b", "4px solid #4ad07f"),
    "roam": Look(N_("ROAMING"), "#ffb84d", "#1c1100", "4px solid #ffb84d"),
    "frozen": Look(N_("FROZEN"), "#6db7ff", "#04121f", "4px solid #6db7ff"),
    "black": Look(N_("BLACK"), "#000000", "#ffffff", "4px double #8d98a8"),
    "white": Look(N_("WHITE"), "#ffffff", "#10151d", "4px solid #ffffff"),
    "pushed": Look(N_("PUSHED"), "#cfa8ff", "#140722", "4px solid #cfa8ff"),
}

_SHEET = """
QWidget#console, QWidget#overview { background: @window; color: @text; }
QLabel { color: @text; }
QFrame#clockBar, QFrame#toolsFoot { background: @card; border: 0; }
QFrame#consoleCard { background: @card; border: 1px solid @line; border-radius: 8px; }
QLabel[role="elapsed"] { font-size: 24px; font-weight: bold; color: @text; }
QLabel[role="place"] { font-size: 16px; font-weight: bold; color: @text; }
QLabel[role="stageMeta"] { font-size: 13px; color: @muted; }
QLabel[role="head"] { font-size: 12px; font-weight: bold; color: @muted; }
QLabel[role="title"] { font-size: 15px; font-weight: bold; color: @text; }
QLabel[role="clock"] { font-size: 18px; color: @text; }
QLabel[role="said"] { font-size: 14px; color: @text; background: @accent_soft; border-radius: 6px; padding: 6px 10px; }
QLabel#digits { font-size: 64px; font-weight: bold; color: @on_accent; background: @accent; border-radius: 16px;
  padding: 8px 28px; }
QLabel#question { font-size: 20px; font-weight: bold; color: @on_alarm; background: @alarm; border-radius: 10px;
  padding: 14px 22px; }
QWidget#console QToolButton { color: @text; background: @hover; border: 1px solid @line; border-radius: 6px;
  padding: 3px 5px; min-height: 20px; }
QWidget#console QToolButton:hover { border-color: @accent; }
QWidget#console QToolButton:focus { border: 2px solid @accent; padding: 2px 4px; }
QWidget#console QToolButton:checked { background: @accent; color: @on_accent; border-color: @accent; }
QWidget#console QToolButton:disabled { color: @muted; background: transparent; }
QWidget#console QTextBrowser { background: transparent; border: 0; color: @text; }
QFrame#askBox { background: @card; border: 2px solid @accent; border-radius: 8px; }
QFrame#askBox QListView { background: @card; border: 0; font-size: 15px; }
QFrame#askBox QListView::item { padding: 4px 6px; color: @text; }
QFrame#askBox QListView::item:selected { background: @accent; color: @on_accent; }
QLineEdit#ask { font-size: 16px; min-height: 26px; }
QScrollArea, QScrollArea > QWidget, QWidget#bare { background: transparent; border: 0; }
QTableView#took { font-size: 13px; }
"""


def console_sheet() -> str:
    """Return the style sheet of the console and what belongs to it."""
    sheet = _SHEET.replace("@on_alarm;", f"{ON_ALARM};").replace("@alarm;", f"{ALARM};")
    for name in sorted(COLOURS.__dataclass_fields__, key=len, reverse=True):
        sheet = sheet.replace(f"@{name};", f"{getattr(COLOURS, name)};")
    return style_sheet("dark") + sheet


def console_palette() -> QPalette:
    """Return the palette of the console, for what no style sheet reaches."""
    palette, roles = QPalette(), QPalette.ColorRole
    for role, colour in (
        (roles.Window, COLOURS.window),
        (roles.Base, COLOURS.card),
        (roles.AlternateBase, COLOURS.window),
        (roles.Button, COLOURS.window),
        (roles.Highlight, COLOURS.accent),
        (roles.HighlightedText, COLOURS.on_accent),
        (roles.Link, COLOURS.accent),
        (roles.PlaceholderText, COLOURS.muted),
        (roles.WindowText, COLOURS.text),
        (roles.Text, COLOURS.text),
        (roles.ButtonText, COLOURS.text),
    ):
        palette.setColor(role, QColor(colour))
    return palette


def chip_style(colour: str, text: str) -> str:
    """Return the style of a chip, a word on a colour."""
    edge = "#8d98a8" if colour == "#000000" else colour
    return (
        f"background: {colour}; color: {text}; border: 1px solid {edge}; border-radius: 9px; padding: 2px 9px;"
        " font-weight: bold; font-size: 13px;"
    )
