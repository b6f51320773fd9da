"""Colours and style of the widgets, light and dark, and the colours of linked words.

Text keeps a contrast of at least 4.5:1 on everything it is written on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from maps.scene import Theme
from maps.styles import ACCENT, GROUP_COLOURS
from maps.symbols import SYMBOLS

FAMILIES = ["Noto Sans", "Noto Sans JP"]
SIZE_PX = 13
LEAST_CONTRAST = 4.5


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as ``#rrggbb``."""

    window: str
    card: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    accent_soft: str
    flash: str
    warn: str
    ok: str
    hover: str
    scroll: str


THEMES: dict[Theme, Colours] = {
    "light": Colours(
        window="#f3f4f7",
        card="#ffffff",
        text="#1b2330",
        muted="#545e6e",
        line="#d3d8e0",
        accent=ACCENT["light"],
        on_accent="#ffffff",
        accent_soft="#e3edfd",
        flash="#fff0b0",
        warn="#8a4700",
        ok="#17663a",
        hover="#e8ebf0",
        scroll="#8a93a1",
    ),
    "dark": Colours(
        window="#11161e",
        card="#1a212b",
        text="#e9edf3",
        muted="#a7b1c0",
        line="#36404e",
        accent=ACCENT["dark"],
        on_accent="#10151d",
        accent_soft="#22324c",
        flash="#4f4212",
        warn="#ffb66b",
        ok="#74d69b",
        hover="#273140",
        scroll="#66728a",
    ),
}

BASE_LINKS: dict[str, dict[Theme, str]] = {
    "country": {"light": "#744a12", "dark": "#e6cf9f"},
    "event": {"light": "#0a5f73", "dark": "#6fd3e8"},
    "water": {"light": "#1d5c86", "dark": "#86bde0"},
    "corridor": {"light": GROUP_COLOURS["middle"]["light"], "dark": GROUP_COLOURS["middle"]["dark"]},
}
"""What is linked by neither commodity nor group, in the hue it has on the map."""


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG 2.2 counts it, from 1 to 21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def link_colour(slug: str, theme: Theme) -> str:
    """Return the colour of words linked to a kind of feature: that of the map, made readable on a card."""
    symbol = SYMBOLS.get(slug)
    base = symbol.fill if symbol else BASE_LINKS.get(slug, {}).get(theme, THEMES[theme].accent)
    grounds = (THEMES[theme].card, THEMES[theme].accent_soft, THEMES[theme].flash)
    colour = QColor(base)
    for _ in range(60):
        if min(contrast(colour.name(), ground) for ground in grounds) >= LEAST_CONTRAST:
            break
        lightness = colour.lightnessF() + (-0.015 if theme == "light" else 0.015)
        colour = QColor.fromHslF(max(colour.hslHueF(), 0.0), colour.hslSaturationF(), min(max(lightness, 0.0), 1.0))
    return colour.name()


def apply_theme(theme: Theme) -> None:
    """Give all windows of the program the theme's colours."""
    app = QApplication.instance()
    if not isinstance(app, QApplication) or app.property("atlas_theme") == theme:
        return
    app.setProperty("atlas_theme", theme)
    app.setStyle("Fusion")
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(SIZE_PX)
    app.setFont(font)
    app.setPalette(_palette(THEMES[theme]))
    app.setStyleSheet(style_sheet(theme))


def style_sheet(theme: Theme) -> str:
    """Return the style sheet of a theme."""
    colours = THEMES[theme]
    sheet = _SHEET
    for name in Colours.__dataclass_fields__:
        sheet = sheet.replace(f"@{name};", f"{getattr(colours, name)};").replace(
            f"@{name} ", f"{getattr(colours, name)} "
        )
    return sheet


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, colours.window),
        (roles.Base, colours.card),
        (roles.AlternateBase, colours.window),
        (roles.Button, colours.window),
        (roles.ToolTipBase, colours.card),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
        (roles.Link, colours.accent),
        (roles.LinkVisited, colours.accent),
        (roles.PlaceholderText, colours.muted),
        (roles.WindowText, colours.text),
        (roles.Text, colours.text),
        (roles.ButtonText, colours.text),
        (roles.ToolTipText, colours.text),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return palette


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


_SHEET = """
QMainWindow, QDialog { background: @window; }
QToolTip { background: @card; color: @text; border: 1px solid @line; padding: 4px; }
QMenuBar { background: @window; padding: 0 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; color: @text; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @card; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; color: @text; }
QMenu::item:selected { background: @accent_soft; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QToolBar { background: @card; border: 0; border-bottom: 1px solid @line; spacing: 4px; padding: 0 8px; }
QToolButton, QPushButton { color: @text; background: transparent; border: 1px solid transparent;
  border-radius: 6px; padding: 4px 8px; min-height: 20px; }
QPushButton { background: @card; border-color: @line; }
QToolButton:hover, QPushButton:hover { background: @hover; }
QToolButton:checked { background: @accent_soft; color: @accent; border-color: @accent; }
QToolButton:disabled, QPushButton:disabled { color: @muted; }
QToolButton:focus, QPushButton:focus { border: 2px solid @accent; padding: 3px 7px; }
QToolButton[role="toggle"] { background: @card; border-color: @line; }
QToolButton[role="toggle"]:checked { background: @accent_soft; color: @accent; border-color: @accent; }
QToolButton[role="toggle"]:focus { border-color: @accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QLabel#windowTitle { font-weight: bold; font-size: 15px; padding: 0 8px; }
QStatusBar { background: @card; border-top: 1px solid @line; min-height: 25px; max-height: 25px; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: @muted; padding: 0 6px; font-size: 12px; }
QStatusBar QLabel#offline { color: @ok; font-weight: bold; }
QStatusBar QToolButton { min-height: 16px; padding: 0 6px; font-size: 12px; color: @accent; }
QStatusBar QToolButton:focus { padding: 0 5px; border-width: 1px; }
QDockWidget { color: @text; }
QTabWidget::pane { border: 0; border-top: 1px solid @line; }
QTabBar { background: @window; }
QTabBar::tab { background: transparent; color: @muted; padding: 8px 10px; border: 0;
  border-bottom: 3px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; font-weight: bold; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @accent; text-decoration: underline; }
QScrollArea, QScrollArea > QWidget > QWidget#cards { background: @window; border: 0; }
QScrollArea:focus { border: 2px solid @accent; }
QFrame#searchBox { background: @card; border: 1px solid @muted; border-radius: 10px; }
QFrame#searchBox QListView { background: transparent; border: 0; color: @text; }
QFrame#searchBox QListView::item { padding: 3px 6px; }
QFrame#searchBox QLabel { color: @muted; }
QFrame#passage { background: @card; border: 1px solid @line; border-left: 4px solid @line; border-radius: 6px; }
QFrame#passage:hover { border-color: @muted; border-left-color: @line; }
QFrame#passage[mark="linked"] { border-left-color: @warn; }
QFrame#passage[mark="open"] { border-color: @accent; border-left-color: @accent; }
QFrame#passage QTextBrowser { background: transparent; border: 0; }
QFrame#passage QTextBrowser:focus { border: 0; outline: 0; }
QLabel[role="speaker"] { color: @text; font-weight: bold; font-size: 12px; }
QLabel[role="meta"] { color: @muted; font-size: 12px; }
QLabel[role="figure"] { color: @text; font-weight: bold; }
QLabel[role="note"] { color: @text; background: @accent_soft; border-radius: 4px; padding: 6px 8px; font-size: 12px; }
QLabel[role="empty"] { color: @muted; padding: 12px; }
QToolButton[role="chip"] { font-size: 11px; padding: 1px 6px; min-height: 16px; border-radius: 9px;
  border: 1px solid @line; color: @muted; background: @card; }
QToolButton[role="chip"]:hover { background: @hover; color: @text; }
QToolButton[role="chip"]:checked { background: @accent_soft; color: @accent; border-color: @accent; font-weight: bold; }
QToolButton[role="chip"]:focus { border: 2px solid @accent; padding: 0 5px; }
QWidget#scenesBody { background: @window; }
QListView#sceneList { background: transparent; border: 0; outline: 0; }
QListView#sceneList QLineEdit { padding: 1px 3px; font-size: 12px; border-radius: 4px; }
QToolButton#addScene { background: @card; border-color: @line; padding-right: 22px; }
QToolButton#addScene::menu-button { border: 0; border-left: 1px solid @line; width: 20px; }
QToolButton#addScene::menu-button:hover { background: @hover; }
QFrame#toast { background: @text; border-radius: 8px; }
QFrame#toast QLabel { color: @card; }
QFrame#toast QPushButton { background: transparent; border-color: @muted; color: @card; font-weight: bold; }
QFrame#toast QPushButton:hover, QFrame#toast QPushButton:focus { border-color: @card; }
QCheckBox::indicator:unchecked { background: @card; border: 1px solid @muted; border-radius: 3px; width: 12px;
  height: 12px; }
QToolBar#coach { background: @accent_soft; }
QToolBar#coach QLabel[role="step"] { background: @card; color: @text; border: 1px solid @line; border-radius: 9px;
  padding: 2px 8px; }
QToolBar#coach QLabel[mark="next"] { border-color: @accent; color: @accent; font-weight: bold; }
QToolBar#coach QLabel[mark="done"] { background: transparent; color: @ok; }
QWidget#panelBar { background: @window; }
QTextBrowser#cardPage, QTextBrowser#sourceList { background: @card; border: 0; padding: 4px; }
QTextBrowser#cardPage:focus, QTextBrowser#sourceList:focus { border: 2px solid @accent; padding: 2px; }
QTreeView { background: @card; border: 0; outline: 0; }
QTreeView:focus { border: 2px solid @accent; }
QTreeView::item { padding: 3px 2px; border-radius: 4px; color: @text; }
QTreeView::item:hover { background: @hover; }
QTreeView::item:selected { background: @accent_soft; color: @text; }
QTableView { background: @card; alternate-background-color: @window; border: 0; border-top: 1px solid @line; outline: 0;
  selection-background-color: @accent_soft; selection-color: @text; }
QTableView:focus { border-top: 2px solid @accent; }
QTableView::item { padding: 0 6px; border: 0; }
QTableView::item:focus { border: 1px solid @accent; }
QScrollArea#comparePanel:focus { border: 0; }
QTableView#ways, QTableView#ways:focus { border: 0; border-top: 1px solid @line; }
QHeaderView { background: @window; }
QHeaderView::section { background: @window; color: @text; padding: 4px 6px; border: 0; border-right: 1px solid @line;
  border-bottom: 1px solid @line; font-weight: bold; }
QHeaderView::section:hover { background: @hover; }
QLineEdit, QPlainTextEdit { background: @card; color: @text; border: 1px solid @line;
  border-radius: 6px; padding: 5px 8px; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid @accent; padding: 4px 7px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: @scroll; border-radius: 4px; min-height: 32px; margin: 1px 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: @scroll; border-radius: 4px; min-width: 32px; margin: 2px 1px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMainWindow::separator { background: @line; width: 4px; }
QMainWindow::separator:hover { background: @accent; }
"""
