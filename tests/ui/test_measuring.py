"""The measuring tool: what clicks do, what Esc does, and the same with real clicks in the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data.tiles import Tiles
from maps.cache import Prepared
from maps.commands import DrawMeasure
from ui.main_window import MainWindow
from ui.map.view import MapView
from ui.measuring.tool import MeasureTool
from ui.session import Session

WAIT_MS = 30_000
AKTAU, BAKU, POTI = (51.1758, 43.6481), (49.8671, 40.4093), (41.6553, 42.1461)
Ask = Callable[[str], Any]


@pytest.fixture
def tool(window: MainWindow) -> MeasureTool:
    QTest.keyClick(window.map_view, Qt.Key.Key_M)
    made = window.tools.get("measure")
    assert isinstance(made, MeasureTool)
    return made


def click(session: Session, *points: tuple[float, float], is_last: bool = False) -> None:
    for point in points:
        session.tool_clicked.emit(*point, False)
    if is_last:
        session.tool_clicked.emit(*points[-1], True)


def test_the_length_is_there_at_once_and_the_countries_follow(
    tool: MeasureTool, session: Session, qtbot: QtBot
) -> None:
    click(session, AKTAU, BAKU)
    assert tool.found
    assert tool.found.length_km == pytest.approx(375, abs=3)
    assert "376 km" in tool.panel.page.text()
    qtbot.waitUntil(lambda: not tool.is_pending, timeout=WAIT_MS)
    assert {"KZ", "AZ", ""} == set(tool.found.shares_km)
    assert "Kazakhstan" in tool.panel.page.text()


def test_the_line_is_drawn_with_the_length_at_each_point(tool: MeasureTool, session: Session, qtbot: QtBot) -> None:
    drawn: list[DrawMeasure] = []
    session.measure_changed.connect(drawn.append)
    click(session, AKTAU, BAKU, POTI)
    qtbot.waitUntil(lambda: not tool.is_pending, timeout=WAIT_MS)
    assert drawn[-1].lons == (AKTAU[0], BAKU[0], POTI[0])
    assert drawn[-1].texts[0] == ""
    assert drawn[-1].texts[2] == "1,090 km"
    assert len(drawn[-1].line_lons) > 40, "the lines follow the geodesics"


def test_a_double_click_ends_the_line_and_the_next_click_begins_anew(tool: MeasureTool, session: Session) -> None:
    click(session, AKTAU, BAKU, is_last=True)
    assert tool.points == [AKTAU, BAKU]
    click(session, POTI)
    assert tool.points == [POTI]


def test_the_first_point_clicked_again_closes_an_area(tool: MeasureTool, session: Session) -> None:
    click(session, AKTAU, BAKU, POTI, AKTAU)
    assert tool.is_closed
    assert tool.found
    assert tool.found.area_km2
    assert "km²" in tool.panel.page.text()
    assert len(tool.found.segments_km) == 3


def test_escape_clears_the_line_then_the_tool_then_the_selection(
    tool: MeasureTool, window: MainWindow, session: Session
) -> None:
    told: list[str] = []
    session.tool_changed.connect(told.append)
    session.select(("KZ",))
    click(session, AKTAU, BAKU)
    QTest.keyClick(window.map_view, Qt.Key.Key_Escape)
    assert tool.points == []
    assert tool.is_on
    QTest.keyClick(window.map_view, Qt.Key.Key_Escape)
    assert not tool.is_on
    assert told == [""]
    assert session.scene.selected == ("KZ",)
    QTest.keyClick(window.map_view, Qt.Key.Key_Escape)
    assert session.scene.selected == ()


def test_clicks_do_nothing_once_the_tool_is_off(tool: MeasureTool, session: Session) -> None:
    tool.toggle()
    click(session, AKTAU, BAKU)
    assert tool.points == []


def test_the_figures_can_be_copied(tool: MeasureTool, session: Session, qtbot: QtBot) -> None:
    click(session, AKTAU, BAKU, POTI)
    qtbot.waitUntil(lambda: not tool.is_pending, timeout=WAIT_MS)
    tool.panel.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert "Length\t1,090 km" in text
    assert "Georgia" in text
    assert "2–3" in text


def test_the_panel_speaks_each_language_and_stays_on_the_map(
    tool: MeasureTool, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    click(session, AKTAU, BAKU, POTI)
    qtbot.waitUntil(lambda: not tool.is_pending, timeout=WAIT_MS)
    for language, name in (("id", "Kazakhstan"), ("ja", "カザフスタン")):
        session.set_language(language)
        assert name in tool.panel.page.text()
        QApplication.processEvents()
        assert window.map_view.rect().contains(tool.panel.geometry())


def test_a_pin_of_the_search_gives_the_line_back(tool: MeasureTool, session: Session) -> None:
    click(session, AKTAU, BAKU)
    drawn: list[DrawMeasure] = []
    session.measure_changed.connect(drawn.append)
    session.measure_changed.emit(DrawMeasure((60.0,), (40.0,), ("pin",), (), (), False))
    session.measure_changed.emit(DrawMeasure((), (), (), (), (), False))
    assert any(drawing.lons == (AKTAU[0], BAKU[0]) for drawing in drawn)


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


@pytest.fixture
def measuring(page_window: MainWindow, qtbot: QtBot, ask: Ask) -> MeasureTool:
    page_window.tools.toggle("measure")
    qtbot.waitUntil(lambda: ask("atlas.tool.state().tool") == "measure", timeout=WAIT_MS)
    made = page_window.tools.get("measure")
    assert isinstance(made, MeasureTool)
    return made


def pixel(ask: Ask, lon: float, lat: float) -> QPoint:
    x, y = ask(f"(() => {{ const p = atlas.page.map.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y]; }})()")
    return QPoint(round(x), round(y))


def click_map(qtbot: QtBot, view: MapView, at: QPoint) -> None:
    qtbot.mouseClick(view.view.focusProxy(), Qt.MouseButton.LeftButton, pos=at)


def double_click_map(view: MapView, at: QPoint) -> None:
    """Send what Qt sends: press, release, double click, release. QTest leaves parts of that out."""
    target, kind = view.view.focusProxy(), QEvent.Type
    assert target
    for event in (kind.MouseButtonPress, kind.MouseButtonRelease, kind.MouseButtonDblClick, kind.MouseButtonRelease):
        held = Qt.MouseButton.NoButton if event == kind.MouseButtonRelease else Qt.MouseButton.LeftButton
        place, modifiers = QPointF(at), Qt.KeyboardModifier.NoModifier
        on_screen = QPointF(target.mapToGlobal(at))
        sent = QMouseEvent(event, place, on_screen, Qt.MouseButton.LeftButton, held, modifiers)
        QApplication.sendEvent(target, sent)


STEPPE = ((60.0, 52.5), (48.0, 52.0), (50.0, 57.0))


def test_real_clicks_measure_and_select_nothing(
    measuring: MeasureTool, view: MapView, session: Session, qtbot: QtBot, ask: Ask
) -> None:
    assert ask("atlas.tool.state().cursor") == "crosshair"
    for count, place in enumerate(STEPPE, 1):
        click_map(qtbot, view, pixel(ask, *place))
        qtbot.waitUntil(lambda count=count: len(measuring.points) == count, timeout=WAIT_MS)  # type: ignore[misc]
    assert session.scene.selected == ()
    for point, place in zip(measuring.points, STEPPE, strict=True):
        assert point == pytest.approx(place, abs=0.15)
    assert measuring.found
    text = f"{round(measuring.found.length_km):,} km"
    qtbot.waitUntil(lambda: ask("atlas.tool.state().texts")[-1:] == [text], timeout=WAIT_MS)
    assert ask("atlas.tool.state().hasLine")
    click_map(qtbot, view, pixel(ask, *STEPPE[0]) + QPoint(3, 3))
    qtbot.waitUntil(lambda: measuring.is_closed, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: ask("atlas.tool.state().isClosed"), timeout=WAIT_MS)


def test_a_double_click_ends_the_line_and_does_not_zoom(
    measuring: MeasureTool, view: MapView, session: Session, qtbot: QtBot, ask: Ask
) -> None:
    zoom = ask("atlas.page.map.getZoom()")
    click_map(qtbot, view, pixel(ask, *STEPPE[0]))
    qtbot.waitUntil(lambda: len(measuring.points) == 1, timeout=WAIT_MS)
    at = pixel(ask, *STEPPE[1])
    double_click_map(view, at)
    qtbot.waitUntil(lambda: measuring.is_done, timeout=WAIT_MS)
    assert len(measuring.points) == 2
    click_map(qtbot, view, pixel(ask, *STEPPE[2]))
    qtbot.waitUntil(lambda: len(measuring.points) == 1, timeout=WAIT_MS)
    assert ask("atlas.page.map.getZoom()") == zoom


def test_a_place_that_is_hit_is_taken_as_it_is(
    measuring: MeasureTool, view: MapView, session: Session, qtbot: QtBot, ask: Ask
) -> None:
    capital = session.atlas.countries["KZ"].capital
    assert capital
    astana = capital.position
    click_map(qtbot, view, pixel(ask, *astana) + QPoint(1, 1))
    qtbot.waitUntil(lambda: bool(measuring.points), timeout=WAIT_MS)
    assert measuring.points[0] == pytest.approx(astana, abs=1e-3), "to the place, not to the pixel"


def test_clicks_select_again_when_the_tool_is_off(
    measuring: MeasureTool, view: MapView, session: Session, qtbot: QtBot, ask: Ask
) -> None:
    measuring.toggle()
    qtbot.waitUntil(lambda: ask("atlas.tool.state().tool") == "", timeout=WAIT_MS)
    click_map(qtbot, view, pixel(ask, 61.0, 49.5))
    qtbot.waitUntil(lambda: session.scene.selected == ("KZ",), timeout=WAIT_MS)
    assert ask("atlas.page.map.doubleClickZoom.enabled()")


def test_enter_takes_the_middle_of_the_map(measuring: MeasureTool, qtbot: QtBot, ask: Ask) -> None:
    press = "(atlas.page.map.getContainer().dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter'})), 1)"
    ask(press)
    qtbot.waitUntil(lambda: len(measuring.points) == 1, timeout=WAIT_MS)
    lon, lat = ask("(() => { const c = atlas.page.map.getCenter(); return [c.lng, c.lat]; })()")
    assert measuring.points[0] == pytest.approx((lon, lat))
    ask("(atlas.page.map.panBy([150, 0], {animate: false}), 1)")
    ask(press)
    ask(press)
    qtbot.waitUntil(lambda: len(measuring.points) == 2, timeout=WAIT_MS)
    ask("(atlas.page.map.panBy([150, 0], {animate: false}), 1)")
    ask(press)
    qtbot.waitUntil(lambda: len(measuring.points) == 1, timeout=WAIT_MS)


def test_the_line_is_seen_above_the_map(measuring: MeasureTool, view: MapView, session: Session, qtbot: QtBot) -> None:
    before = view.view.grab().toImage()
    click(session, *STEPPE)

    def changed() -> int:
        now = view.view.grab().toImage()
        points = [(x, y) for x in range(0, now.width(), 5) for y in range(0, now.height(), 5)]
        return sum(now.pixel(x, y) != before.pixel(x, y) for x, y in points)

    qtbot.waitUntil(lambda: changed() > 80, timeout=WAIT_MS)


@pytest.mark.expects_log
def test_a_page_that_comes_back_is_still_measuring(
    measuring: MeasureTool, view: MapView, session: Session, qtbot: QtBot, ask: Ask
) -> None:
    click(session, *STEPPE)
    with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
        view._restart()
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: len(ask("atlas.tool.state().points")) == 3, timeout=WAIT_MS)
    assert ask("atlas.tool.state().tool") == "measure"
