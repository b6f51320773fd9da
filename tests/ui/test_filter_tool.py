"""The filter in its window: choosing, chips, the keyboard, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.texts import LANGUAGE_NAMES
from maps.filtering import count_through, hidden_items
from maps.scene import NO_FILTERS, Filters
from ui.filtering.tool import FilterTool
from ui.main_window import LEAST_SIZE, MainWindow
from ui.session import Session

GOLD = Filters(commodities=frozenset({"gold"}))


@pytest.fixture
def tool(window: MainWindow) -> FilterTool:
    found = window.tools.get("filter")
    assert isinstance(found, FilterTool)
    return found


def click_on(tool: FilterTool, facet: str, value: str) -> None:
    """Click on the middle of a row, as a user would."""
    tree, index = tool.panel.tree, tool.panel.tree.row(facet, value)
    tree.setExpanded(index.parent(), True)
    tree.scrollTo(index)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())


def test_f_opens_the_filter_and_closes_it_again(qtbot: QtBot, window: MainWindow, tool: FilterTool) -> None:
    QTest.keyClick(window.map_view, Qt.Key.Key_F)
    assert tool.panel.isVisible()
    qtbot.waitUntil(tool.panel.tree.hasFocus)
    QTest.keyClick(tool.panel.tree, Qt.Key.Key_F)
    assert not tool.panel.isVisible()
    qtbot.waitUntil(window.map_view.hasFocus)


def test_escape_closes_the_filter_before_it_clears_the_selection(
    qtbot: QtBot, window: MainWindow, session: Session, tool: FilterTool
) -> None:
    session.select(("KZ",))
    tool.toggle()
    qtbot.waitUntil(tool.panel.tree.hasFocus)
    QTest.keyClick(tool.panel.tree, Qt.Key.Key_Escape)
    assert not tool.panel.isVisible()
    assert session.scene.selected == ("KZ",)


def test_a_click_anywhere_on_a_row_chooses_it(window: MainWindow, session: Session, tool: FilterTool) -> None:
    tool.toggle()
    click_on(tool, "commodities", "gold")
    assert session.scene.filters == GOLD
    click_on(tool, "countries", "UZ")
    assert session.scene.filters.countries == {"UZ"}
    click_on(tool, "commodities", "gold")
    assert session.scene.filters == Filters(countries=frozenset({"UZ"}))


def test_a_click_on_the_box_counts_once(window: MainWindow, session: Session, tool: FilterTool) -> None:
    tool.toggle()
    index = tool.panel.tree.row("countries", "KZ")
    at = tool.panel.tree.visualRect(index)
    QTest.mouseClick(tool.panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at.left() + 10, at.center().y()))
    assert session.scene.filters.countries == {"KZ"}
    assert Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_chooses(
    qtbot: QtBot, window: MainWindow, session: Session, tool: FilterTool, key: Qt.Key
) -> None:
    tool.toggle()
    tree = tool.panel.tree
    qtbot.waitUntil(tree.hasFocus)
    QTest.keyClick(tree, key)
    assert not tree.isExpanded(tree.row("countries", "KZ").parent())
    QTest.keyClick(tree, key)
    QTest.keyClick(tree, Qt.Key.Key_Down)
    QTest.keyClick(tree, key)
    assert len(session.scene.filters.countries) == 1
    QTest.keyClick(tree, key)
    assert session.scene.filters == NO_FILTERS


def test_counts_follow_the_other_facets(window: MainWindow, session: Session, tool: FilterTool) -> None:
    tool.toggle()
    assert tool.panel.tree.count_of("countries", "KZ") == "47"
    session.set_filters(GOLD)
    number = count_through(session.atlas, Filters(countries=frozenset({"KZ"}), commodities=GOLD.commodities))
    assert tool.panel.tree.count_of("countries", "KZ") == str(number)


def test_chips_show_what_is_on_and_one_click_takes_it_off(
    window: MainWindow, session: Session, tool: FilterTool
) -> None:
    assert not tool.chips.isVisible()
    session.set_filters(Filters(countries=frozenset({"KZ", "UZ"}), statuses=frozenset({"producing"}), near_km=100.0))
    assert tool.chips.isVisible()
    assert tool.chips.texts_shown() == ["Kazakhstan", "Uzbekistan", "Producing", "Within 100 km of a railway"]
    tool.chips.chips[0].click()
    assert session.scene.filters.countries == {"UZ"}
    tool.chips.chips[-1].click()
    assert session.scene.filters.near_km is None
    assert tool.chips.texts_shown() == ["Uzbekistan", "Producing"]


def test_many_values_share_a_chip(window: MainWindow, session: Session, tool: FilterTool) -> None:
    session.set_filters(Filters(commodities=frozenset({"gold", "copper", "tin", "lead"})))
    assert tool.chips.texts_shown() == ["Commodity: 4"]
    tool.chips.chips[0].click()
    assert session.scene.filters == NO_FILTERS
    assert not tool.chips.isVisible()


def test_filters_that_others_set_show_their_chips_though_the_tool_was_never_opened(
    window: MainWindow, session: Session
) -> None:
    session.set_period(("2025-01-01", "2025-12-31"))
    found = window.tools.get("filter")
    assert isinstance(found, FilterTool)
    assert found.chips.isVisible()
    assert found.chips.texts_shown() == ["Events: 2025"]
    assert not found.panel.isVisible()


def test_all_is_cleared_at_once(window: MainWindow, session: Session, tool: FilterTool) -> None:
    session.set_filters(Filters(modes=frozenset({"sea"}), operator_known=False))
    session.set_period(("2024-08-09", "2024-08-12"))
    assert tool.chips.texts_shown() == ["Operator not known", "Legs: Sea", "Events: Aug 9, 2024 – Aug 12, 2024"]
    tool.chips.clear_button.click()
    assert (session.scene.filters, session.scene.period) == (NO_FILTERS, None)
    tool.toggle()
    assert not tool.panel.clear_button.isEnabled()


def test_the_bar_stands_before_the_first_choice(window: MainWindow, session: Session, tool: FilterTool) -> None:
    tool.toggle()
    assert tool.chips.isVisible()
    assert tool.chips.count.text() == "No filter is on."
    below = window.map_view.mapTo(window, QPoint(0, 0))
    click_on(tool, "countries", "KZ")
    assert window.map_view.mapTo(window, QPoint(0, 0)) == below
    assert tool.chips.count.text() == f"47 of {len(session.atlas.deposits)} deposits match"


def test_the_status_bar_counts_what_the_filter_leaves(window: MainWindow, session: Session, tool: FilterTool) -> None:
    session.set_filters(GOLD)
    through, total = count_through(session.atlas, GOLD), len(session.atlas.deposits)
    assert window.status.deposits.text() == f"{through} of {total} deposits shown"


def test_the_distance_is_set_by_tick_slider_and_number(window: MainWindow, session: Session, tool: FilterTool) -> None:
    tool.toggle()
    near = tool.panel.near
    assert not near.slider.isEnabled()
    near.box.click()
    assert session.scene.filters.near_km == 50.0
    near.slider.setValue(20)
    assert session.scene.filters.near_km == 100.0
    assert near.field.value() == 100
    near.field.setValue(33)
    assert session.scene.filters.near_km == 33.0
    assert near.count.text() == str(count_through(session.atlas, Filters(near_km=33.0)))
    near.box.click()
    assert session.scene.filters == NO_FILTERS


def test_words_that_lead_to_a_hidden_place_show_it_and_the_bar_says_so(
    window: MainWindow, session: Session, tool: FilterTool
) -> None:
    excerpt, link, place = next(
        (excerpt.id, link.id, target)
        for excerpt in session.atlas.excerpts.values()
        for link in excerpt.links
        for target in link.targets
        if target in session.atlas.deposits
    )
    session.set_filters(Filters(commodities=frozenset({"graphite"})))
    assert place in hidden_items(session.atlas, session.scene)
    filters = session.scene.filters
    session.open_link(excerpt, link)
    assert place not in hidden_items(session.atlas, session.scene)
    assert session.scene.filters == filters
    assert tool.chips.note.isVisible()
    assert "because" in tool.chips.note.text()
    session.clear_one_level()
    assert place in hidden_items(session.atlas, session.scene)
    assert not tool.chips.note.isVisible()


def test_choosing_a_year_shows_the_events(window: MainWindow, session: Session, tool: FilterTool) -> None:
    assert "summits" not in session.scene.parts
    tool.toggle()
    click_on(tool, "years", "2024")
    assert "summits" in session.scene.parts
    assert session.scene.period == ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize("language", list(LANGUAGE_NAMES))
def test_the_least_window_holds_panel_and_bar_in_every_language(
    qtbot: QtBot, window: MainWindow, session: Session, tool: FilterTool, language: str
) -> None:
    session.set_language(language)
    tool.toggle()
    session.set_filters(
        Filters(
            countries=frozenset({"KZ", "UZ"}),
            statuses=frozenset({"producing", "development", "exploration"}),
            confidences=frozenset({"high"}),
            operator_known=False,
            near_km=250.0,
        )
    )
    window.resize(*LEAST_SIZE)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == LEAST_SIZE)
    assert tool.panel.geometry().bottom() <= window.map_view.height()
    bar = tool.chips
    qtbot.waitUntil(lambda: bar.clear_button.mapTo(bar, bar.clear_button.rect().topRight()).x() < bar.width())
    assert bar.clear_button.width() >= bar.clear_button.fontMetrics().horizontalAdvance(bar.clear_button.text())
    last = bar.chips[-1]
    last.setFocus()
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().width() > 20)
