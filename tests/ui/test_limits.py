"""The limits of the network: chips, the field, the scissors, ways of one's own, and what cards offer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from data.texts import load_texts
from data.tiles import Tiles
from maps.cache import Prepared
from maps.drawn import camera_on
from maps.measures import Measures
from maps.scene import OPEN_NETWORK, Routing
from ui.comparing.breaking import BreakTool
from ui.comparing.limits import LimitsBar, transit_countries
from ui.comparing.ways import WaysBar
from ui.main_window import MainWindow
from ui.map.view import MapView
from ui.measuring.tool import MeasureTool
from ui.panels.place import PlacePanel
from ui.session import Session

WAIT_MS = 30_000
LEFT = Qt.MouseButton.LeftButton
Ask = Callable[[str], Any]


def shown(qtbot: QtBot, *bars: QWidget) -> QWidget:
    """Put bars into a window as wide as the reader, on screen."""
    window = QWidget()
    column = QVBoxLayout(window)
    for bar in bars:
        column.addWidget(bar)
    window.resize(400, 700)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    return window


@pytest.fixture
def limits(qtbot: QtBot, session: Session) -> LimitsBar:
    bar = LimitsBar(session, load_texts("en"))
    bar.window_kept = shown(qtbot, bar)  # type: ignore[attr-defined]
    return bar


@pytest.fixture
def ways(qtbot: QtBot, session: Session, measures: Measures) -> WaysBar:
    bar = WaysBar(session, load_texts("en"))
    bar.fold.open()
    bar.window_kept = shown(qtbot, bar)  # type: ignore[attr-defined]
    return bar


def chip_texts(chips: dict[str, QToolButton]) -> list[str]:
    return [chip.text() for chip in chips.values()]


# Countries


def test_a_chip_avoids_its_country_and_a_second_click_no_longer(limits: LimitsBar, session: Session) -> None:
    QTest.mouseClick(limits.avoid_chips["RU"], LEFT)
    assert session.scene.routing.avoid == {"RU"}
    assert limits.avoid_chips["RU"].isChecked()
    QTest.mouseClick(limits.avoid_chips["RU"], LEFT)
    assert session.scene.routing == OPEN_NETWORK


def test_a_chip_works_from_the_keyboard_and_has_a_name(qtbot: QtBot, limits: LimitsBar, session: Session) -> None:
    chip = limits.avoid_chips["IR"]
    assert chip.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert chip.accessibleName() == "Avoid Iran"
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert session.scene.routing.avoid == {"IR"}


def test_the_menu_has_every_country_of_the_network_by_name(limits: LimitsBar, session: Session) -> None:
    names = [action.text() for action in limits.more.menu().actions()]
    assert names == sorted(names)
    assert len(names) == len(transit_countries(session.atlas)) >= 20
    assert {"Russia", "Kazakhstan", "Romania"} <= set(names)
    next(action for action in limits.more.menu().actions() if action.text() == "Romania").trigger()
    assert session.scene.routing.avoid == {"RO"}


def test_a_country_avoided_elsewhere_has_a_chip_as_long_as_it_is(limits: LimitsBar, session: Session) -> None:
    assert "UZ" not in limits.avoid_chips
    session.set_routing(OPEN_NETWORK.toggled_avoid("UZ"))
    assert limits.avoid_chips["UZ"].isChecked()
    QTest.mouseClick(limits.avoid_chips["UZ"], LEFT)
    assert "UZ" not in limits.avoid_chips
    assert session.scene.routing == OPEN_NETWORK


# What is broken


def test_nothing_broken_is_said(limits: LimitsBar, session: Session) -> None:
    assert limits.nothing.isVisible()
    assert limits.nothing.text() == "nothing"
    session.set_routing(OPEN_NETWORK.toggled_broken("AKTAU"))
    assert not limits.nothing.isVisible()


def test_a_broken_thing_is_mended_by_its_chip(qtbot: QtBot, limits: LimitsBar, session: Session) -> None:
    leg = next(leg for leg in session.atlas.legs.values() if {leg.start, leg.end} == {"AKTAU", "ALAT"})
    session.set_routing(Routing(without=frozenset({"AKTAU", leg.id})))
    assert chip_texts(limits.broken_chips)[0] == "Aktau  ×"
    chip = limits.broken_chips["AKTAU"]
    assert chip.accessibleName() == "Open Aktau again"
    chip.setFocus()
    qtbot.waitUntil(chip.hasFocus)
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert session.scene.routing.without == {leg.id}
    assert limits.broken_chips[leg.id].hasFocus(), "the keyboard goes on to the neighbour"


@pytest.mark.parametrize("written", ["Aktau", "aktau", "AKTAU", "アクタウ", "Шевченко"])
def test_a_port_is_closed_by_any_of_its_names(limits: LimitsBar, session: Session, written: str) -> None:
    limits.field.setText(written)
    QTest.keyClick(limits.field, Qt.Key.Key_Return)
    assert session.scene.routing.without == {"AKTAU"}
    assert limits.field.text() == ""


def test_a_leg_a_country_and_a_mode_are_closed_by_name(limits: LimitsBar, session: Session) -> None:
    for written in ("Aktau – Alat", "Georgia", "Legs: Pipeline"):
        limits.field.setText(written)
        QTest.keyClick(limits.field, Qt.Key.Key_Return)
        assert not limits.error.isVisible(), limits.error.text()
    assert session.scene.routing.avoid == {"GE"}
    assert "pipeline" in session.scene.routing.without
    assert any(name in session.atlas.legs for name in session.scene.routing.without)


@pytest.mark.qt_log_ignore("does not support", extend=True)  # popups on the offscreen platform
def test_what_is_typed_is_completed_and_the_arrow_picks(qtbot: QtBot, limits: LimitsBar, session: Session) -> None:
    limits.field.setFocus()
    qtbot.waitUntil(limits.field.hasFocus)
    QTest.keyClicks(limits.field, "baku")
    popup = limits.field.completer().popup()
    assert popup
    qtbot.waitUntil(popup.isVisible)
    assert str(popup.model().index(0, 0).data()).startswith("Baku")
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(session.scene.routing.without))
    assert [session.atlas.nodes[name].short["en"] for name in session.scene.routing.without] == ["Baku"]
    qtbot.waitUntil(lambda: limits.field.text() == "")


def test_an_unknown_name_is_answered_under_the_field(limits: LimitsBar, session: Session) -> None:
    limits.field.setText("Aktauu")
    QTest.keyClick(limits.field, Qt.Key.Key_Return)
    assert limits.error.isVisible()
    assert "Aktauu" in limits.error.text()
    assert "Aktau (AKTAU)" in limits.error.text()
    assert session.scene.routing == OPEN_NETWORK
    limits.field.setText("Brazil")
    QTest.keyClick(limits.field, Qt.Key.Key_Return)
    assert limits.error.text() == "No leg of this map runs through Brazil."
    QTest.keyClicks(limits.field, "x")
    assert not limits.error.isVisible()


def test_planned_legs_and_what_is_best_are_chosen(limits: LimitsBar, session: Session) -> None:
    limits.planned.click()
    limits.by["crossings"].click()
    assert session.scene.routing == Routing(with_planned=True, by="crossings")
    session.set_routing(Routing(by="days"))
    assert not limits.planned.isChecked()
    assert limits.by["days"].isChecked()


def test_clear_opens_the_network_and_keeps_the_ways(limits: LimitsBar, session: Session) -> None:
    assert not limits.clear_button.isEnabled()
    kept = Routing(own=(("AKTAU", "POTI"),), by="days")
    session.set_routing(replace(kept, avoid=frozenset({"RU"}), without=frozenset({"ALAT"})))
    limits.clear_button.click()
    assert session.scene.routing == kept


def test_all_survives_another_language_and_theme(limits: LimitsBar, session: Session) -> None:
    session.set_routing(Routing(avoid=frozenset({"RU", "UZ"}), without=frozenset({"AKTAU"}), with_planned=True))
    limits.field.setText("Poti")
    session.set_language("ja")
    session.set_theme("dark")
    limits.retext(load_texts("ja"))
    assert limits.avoid_chips["UZ"].text() == "ウズベキスタン"
    assert limits.avoid_chips["UZ"].isChecked()
    assert chip_texts(limits.broken_chips) == ["アクタウ  ×"]
    assert limits.field.text() == session.atlas.nodes["POTI"].short["ja"]
    assert limits.planned.isChecked()


# The scissors


def break_tool(window: MainWindow) -> BreakTool:
    made = window.tools.get("break")
    assert isinstance(made, BreakTool)
    return made


def test_the_key_takes_the_scissors_and_escape_lays_them_down(window: MainWindow, session: Session) -> None:
    session.select(("KZ",))
    window.map_view.setFocus()
    QTest.keyClick(window.map_view, Qt.Key.Key_X)
    tool = break_tool(window)
    assert session.tool == "break"
    assert tool.hint.isVisible()
    assert window.map_view.rect().contains(tool.hint.geometry())
    QTest.keyClick(window.map_view, Qt.Key.Key_Escape)
    assert session.tool == ""
    assert not tool.hint.isVisible()
    assert session.scene.selected == ("KZ",), "one level at a time"


def test_a_click_breaks_a_leg_or_a_port_and_a_second_one_mends_it(window: MainWindow, session: Session) -> None:
    QTest.keyClick(window.map_view, Qt.Key.Key_X)
    leg = next(iter(session.atlas.legs))
    session.click_item(f"{leg}/network")
    session.click_item("AKTAU")
    session.click_item("KZ")
    assert session.scene.routing.without == {leg, "AKTAU"}
    assert session.scene.selected == ()
    session.click_item("AKTAU")
    assert session.scene.routing.without == {leg}


def test_the_button_and_the_hint_follow_the_tool_whoever_took_it(
    qtbot: QtBot, window: MainWindow, session: Session, limits: LimitsBar
) -> None:
    QTest.mouseClick(limits.scissors, LEFT)
    assert session.tool == "break"
    tool = break_tool(window)
    assert tool.hint.isVisible()
    QTest.mouseClick(tool.hint.close_button, LEFT)
    assert session.tool == ""
    assert not limits.scissors.isChecked()


def test_measuring_and_the_scissors_end_each_other(window: MainWindow, session: Session) -> None:
    window.tools.toggle("measure")
    measure = window.tools.get("measure")
    assert isinstance(measure, MeasureTool)
    session.tool_clicked.emit(51.0, 43.0, False)
    window.tools.toggle("break")
    assert session.tool == "break"
    assert not measure.is_on
    assert measure.points == []
    assert not measure.panel.isVisible()
    window.tools.toggle("measure")
    assert session.tool == "measure"
    assert measure.is_on
    assert not break_tool(window).hint.isVisible()


def test_the_menu_avoids_countries_and_opens_the_network_again(window: MainWindow, session: Session) -> None:
    window.menus.actions["avoid.RU"].trigger()
    session.set_routing(session.scene.routing.toggled_broken("AKTAU"))
    assert session.scene.routing.avoid == {"RU"}
    assert window.menus.actions["avoid.RU"].isChecked()
    assert not window.menus.actions["avoid.IR"].isChecked()
    window.map_view.setFocus()
    QTest.keyClick(window.map_view, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    assert session.scene.routing == OPEN_NETWORK
    assert not window.menus.actions["avoid.RU"].isChecked()


# Ways of one's own


def test_two_names_and_enter_add_a_way_and_fly_to_it(qtbot: QtBot, ways: WaysBar, session: Session) -> None:
    ways.start.setFocus()
    ways.start.setText("Dostyk")
    QTest.keyClick(ways.start, Qt.Key.Key_Return)
    qtbot.waitUntil(ways.end.hasFocus)
    ways.end.setText("ポティ")
    QTest.keyClick(ways.end, Qt.Key.Key_Return)
    start, end = session.scene.routing.own[0]
    assert end == "POTI"
    assert session.scene.routing.chosen == f"own:{start}:POTI"
    assert ways.end.text() == "Poti"
    nodes = session.atlas.nodes
    qtbot.waitUntil(lambda: session.can_go_back, timeout=WAIT_MS)
    assert all(session.scene.camera.contains(*nodes[name].position) for name in (start, end))


def test_one_place_twice_and_unknown_names_are_answered(ways: WaysBar, session: Session) -> None:
    ways.add_button.click()
    assert ways.error.text() == "Name the place where the way starts and the one where it ends."
    ways.start.setText("Aktau")
    ways.end.setText("aktau")
    ways.add_button.click()
    assert ways.error.text() == "A way needs two places; Aktau is both ends."
    ways.end.setText("Nowhere at all")
    ways.add_button.click()
    assert "Nowhere at all" in ways.error.text()
    assert session.scene.routing == OPEN_NETWORK


def test_the_ends_are_swapped_and_renamed_with_the_language(ways: WaysBar, session: Session) -> None:
    ways.start.setText("Aktau")
    ways.end.setText("Poti")
    ways.swap_button.click()
    assert (ways.start.text(), ways.end.text()) == ("Poti", "Aktau")
    session.set_language("ja")
    ways.retext(load_texts("ja"))
    assert ways.end.text() == "アクタウ"


def test_ends_picked_on_cards_make_a_way(qtbot: QtBot, ways: WaysBar, session: Session) -> None:
    ways.take_end("AKTAU", is_start=True)
    assert not session.scene.routing.own
    ways.take_end("POTI", is_start=False)
    assert session.scene.routing.own == (("AKTAU", "POTI"),)
    qtbot.waitUntil(lambda: session.can_go_back, timeout=WAIT_MS)


# What cards offer


@pytest.fixture
def panel(qtbot: QtBot, session: Session, measures: Measures) -> PlacePanel:
    made = PlacePanel(session, measures, load_texts("en"))
    qtbot.addWidget(made)
    session.scene_changed.connect(lambda scene: made.show_scene(scene, {}))
    made.show()
    return made


def follow(panel: PlacePanel, address: str) -> None:
    assert f'href="{address}"' in panel.page.toHtml()
    panel.page.anchorClicked.emit(QUrl(address))


def test_a_port_is_closed_and_opened_on_its_card(panel: PlacePanel, session: Session) -> None:
    session.select(("AKTAU",))
    assert "Close this port" in panel.page.toPlainText()
    follow(panel, "do:break")
    assert session.scene.routing.without == {"AKTAU"}
    assert "Open it again" in panel.page.toPlainText()
    follow(panel, "do:break")
    assert session.scene.routing == OPEN_NETWORK


def test_a_leg_is_broken_and_a_country_avoided_on_their_cards(panel: PlacePanel, session: Session) -> None:
    leg = next(iter(session.atlas.legs))
    session.select((leg,))
    follow(panel, "do:break")
    assert session.scene.routing.without == {leg}
    session.select(("RU",))
    follow(panel, "do:avoid")
    assert session.scene.routing.avoid == {"RU"}
    assert "No longer avoid this country" in panel.page.toPlainText()
    session.select(("BR",))
    assert "do:avoid" not in panel.page.toHtml()


def test_a_node_offers_both_ends_and_a_deposit_its_goods(qtbot: QtBot, panel: PlacePanel, session: Session) -> None:
    session.select(("AKTAU",))
    with qtbot.waitSignal(panel.way_asked) as way:
        follow(panel, "do:from")
    assert way.args == ["AKTAU", True]
    with qtbot.waitSignal(panel.way_asked) as way:
        follow(panel, "do:to")
    assert way.args == ["AKTAU", False]
    session.select(("KZ-U-01",))
    with qtbot.waitSignal(panel.freight_asked) as freight:
        follow(panel, "do:freight")
    assert freight.args == ["KZ-U-01"]


def test_offers_of_cards_lead_to_the_comparison(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    page = window.reader.place.page
    session.select(("AKTAU",))
    page.anchorClicked.emit(QUrl("do:from"))
    compare = window.reader.compare
    assert compare
    qtbot.waitUntil(compare.isVisible)
    assert compare.ways.start.known() == "AKTAU"
    qtbot.waitUntil(compare.ways.end.hasFocus)
    session.select(("KZ-U-01",))
    page.anchorClicked.emit(QUrl("do:freight"))
    assert session.scene.routing.freight == ("KZ-U-01", "rotterdam")
    assert compare.freight.fold.isChecked()
    qtbot.waitUntil(lambda: compare.freight.is_settled and compare.is_settled, timeout=WAIT_MS)


# In the page


@pytest.fixture
def page_window(qtbot: QtBot, session: Session, prepared: Prepared) -> Iterator[MainWindow]:
    view = MapView(session, Tiles())
    made = MainWindow(session, prepared.measures, view)
    made.resize(1280, 800)
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.show()
    failures: list[str] = []
    view.page_failed.connect(failures.append)
    view.serve(prepared)
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
    yield made
    view.close_page()
    made.deleteLater()
    assert failures == []


@pytest.fixture
def view(page_window: MainWindow) -> MapView:
    assert isinstance(page_window.map_view, MapView)
    return page_window.map_view


def middle_of(ask: Ask, session: Session, leg: str) -> QPoint:
    """Return the pixel in the middle of a leg's longest straight part, as it is drawn."""
    from maps.geodesy import densify

    line = densify(session.atlas.legs[leg].line)
    lon, lat = line[len(line) // 2]
    x, y = ask(f"(() => {{ const p = atlas.page.map.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y]; }})()")
    return QPoint(round(x), round(y))


def test_a_real_click_with_the_scissors_breaks_the_leg_and_the_next_mends_it(
    page_window: MainWindow, view: MapView, session: Session, qtbot: QtBot, ask: Ask
) -> None:
    leg = next(leg.id for leg in session.atlas.legs.values() if {leg.start, leg.end} == {"AKTAU", "BEINEU"})
    area = camera_on(session.atlas, (leg,))
    assert area
    session.fly_to(area)
    page_window.tools.toggle("break")
    qtbot.waitUntil(lambda: ask("atlas.page.tool") == "break" and view.is_at_rest, timeout=WAIT_MS)
    at = middle_of(ask, session, leg)
    qtbot.mouseClick(view.view.focusProxy(), LEFT, pos=at)
    qtbot.waitUntil(lambda: session.scene.routing.without == {leg}, timeout=WAIT_MS)
    assert session.scene.selected == ()
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
    assert "broken" in ask("document.body.innerText").lower(), "the banner and the legend say so"
    qtbot.mouseClick(view.view.focusProxy(), LEFT, pos=at)
    qtbot.waitUntil(lambda: session.scene.routing.without == frozenset(), timeout=WAIT_MS)


@pytest.mark.expects_log
def test_a_page_that_comes_back_still_has_the_scissors(
    page_window: MainWindow, view: MapView, qtbot: QtBot, ask: Ask
) -> None:
    page_window.tools.toggle("break")
    with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
        view._restart()
    qtbot.waitUntil(lambda: ask("atlas.page.tool") == "break", timeout=WAIT_MS)
