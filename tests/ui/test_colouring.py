"""Countries coloured by an indicator, in the real engine and in the menu; focus themes in the reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from data.texts import load_texts
from data.tiles import Tiles
from maps.cache import Prepared
from maps.indicators import RAMPS, indicator_ids, indicator_title
from maps.measures import Measures
from maps.themes import TITLES
from ui.main_window import MainWindow
from ui.map.view import MapView
from ui.session import Session

WAIT_MS = 30_000
Ask = Callable[[str], Any]
TURKMENISTAN, UZBEKISTAN = (58.2, 39.9), (63.6, 42.6)
"""Places without a symbol, a name or a line (lon, lat)."""


@pytest.fixture
def view(qtbot: QtBot, session: Session, prepared: Prepared) -> Iterator[MapView]:
    """Return a map view at rest with nothing on but the countries, 1000 by 700 pixels."""
    session.toggle_part("countries", alone=True)
    made = MapView(session, Tiles())
    made.resize(1000, 700)
    made.show()
    made.serve(prepared)
    qtbot.waitUntil(lambda: made.is_at_rest, timeout=WAIT_MS)
    yield made
    made.close_page()
    made.deleteLater()


def colour_at(view: MapView, ask: Ask, place: tuple[float, float]) -> QColor:
    """Return the map's colour at a position (lon, lat)."""
    lon, lat = place
    x, y = ask(f"(() => {{ const p = atlas.page.map.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y]; }})()")
    return view.view.grab().toImage().pixelColor(round(x), round(y))


def difference(first: QColor, second: QColor) -> int:
    """Return how far two colours are apart, from 0 to 255."""
    apart = (first.red() - second.red(), first.green() - second.green(), first.blue() - second.blue())
    return max(abs(part) for part in apart)


def show(qtbot: QtBot, view: MapView, session: Session, indicator: str | None) -> None:
    session.set_indicator(indicator)
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_coloured_country_changes_colour_and_changes_back(
    view: MapView, session: Session, ask: Ask, qtbot: QtBot, theme: str
) -> None:
    session.set_theme("dark" if theme == "dark" else "light")
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
    plain = colour_at(view, ask, TURKMENISTAN)
    show(qtbot, view, session, "natural-gas-production")
    coloured, other = colour_at(view, ask, TURKMENISTAN), colour_at(view, ask, UZBEKISTAN)
    wanted = QColor(RAMPS["dark" if theme == "dark" else "light"][3][-1])
    assert difference(plain, coloured) > 40
    assert difference(coloured, other) > 40
    assert difference(coloured, wanted) < 60
    show(qtbot, view, session, None)
    assert difference(plain, colour_at(view, ask, TURKMENISTAN)) < 12


def test_the_legend_explains_the_colours_in_the_language_on_show(
    view: MapView, session: Session, ask: Ask, qtbot: QtBot
) -> None:
    key = "document.querySelector('.atlas-colouring')"
    assert ask(f"{key}.hidden")
    for language in ("en", "ja"):
        session.set_language(language)
        show(qtbot, view, session, "gold-production")
        told = ask(f"{key}.textContent")
        assert indicator_title(session.atlas, "gold-production", load_texts(language)) in told
        assert session.atlas.countries["UZ"].names[language] in told
        assert "2024" in told
    assert ask(f"{key}.querySelectorAll('canvas').length") == 4
    assert ask(f"{key}.getBoundingClientRect().bottom") < 700
    show(qtbot, view, session, None)
    assert ask(f"{key}.hidden")


@pytest.fixture
def window(qtbot: QtBot, session: Session, measures: Measures) -> MainWindow:
    made = MainWindow(session, measures, QLabel("map"))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_menu_offers_each_indicator_and_none(window: MainWindow, session: Session) -> None:
    actions = window.menus.colours.actions
    assert list(actions) == [None, *indicator_ids(session.atlas)]
    for name, action in actions.items():
        action.trigger()
        assert session.scene.indicator == name
        assert [known for known, other in actions.items() if other.isChecked()] == [name]
    session.set_indicator("population")
    assert actions["population"].isChecked()


@pytest.mark.parametrize("theme", TITLES)
def test_a_focus_theme_is_one_command_and_has_its_card_in_the_reader(
    window: MainWindow, session: Session, theme: str
) -> None:
    window.menus.actions[f"focus.{theme}"].trigger()
    assert session.scene.focus == theme
    assert window.reader.tabs.currentWidget() is window.reader.place
    assert TITLES[theme] in window.reader.place.page.toPlainText()
    assert window.reader.place.card_as_text().startswith(TITLES[theme])
    session.select(("KG-REE-01",))
    assert TITLES[theme] not in window.reader.place.page.toPlainText()
    window.menus.actions["focus.none"].trigger()
    assert session.scene.indicator is None
