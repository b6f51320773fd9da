"""The timeline: the axis in numbers, the brush, steps, play, and what the reader does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from data.texts import load_texts
from maps.measures import Measures
from ui.main_window import MainWindow
from ui.session import Session
from ui.timeline.brush import Drag, grip_at
from ui.timeline.marks import figures_of, marks_of, whole_time
from ui.timeline.painting import LINE_Y, labels, mark_at
from ui.timeline.scale import Scale, Wish, first_day, iso_day, last_day, month_start, spots, ticks
from ui.timeline.tool import TimelineTool

FIRST, END = first_day("2015"), last_day("2026") + 1


@pytest.fixture
def window(qtbot: QtBot, session: Session, measures: Measures) -> MainWindow:
    view = QLabel("map")
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made = MainWindow(session, measures, view)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return made


@pytest.fixture
def timeline(window: MainWindow, qtbot: QtBot) -> TimelineTool:
    QTest.keyClick(window.map_view, Qt.Key.Key_T)
    made = window.tools.get("timeline")
    assert isinstance(made, TimelineTool)
    qtbot.waitUntil(made.strip.axis.hasFocus)
    return made


def shown_events(atlas: Atlas) -> list[str]:
    return [event.id for event in atlas.events.values() if not event.is_background]


# Numbers


def test_dates_become_days_and_back() -> None:
    assert iso_day(first_day("2024")) == "2024-01-01"
    assert iso_day(last_day("2024")) == "2024-12-31"
    assert iso_day(last_day("2024-02")) == "2024-02-29"
    assert iso_day(first_day("2024-08-09")) == iso_day(last_day("2024-08-09")) == "2024-08-09"
    assert iso_day(month_start(first_day("2024-11-20"), 2)) == "2025-01-01"


def test_the_axis_reaches_from_2015_to_2026(atlas: Atlas) -> None:
    marks = marks_of(atlas, load_texts("en"))
    assert whole_time(marks, figures_of(atlas)) == (FIRST, END)
    assert {mark.id for mark in marks} == set(atlas.events)


def test_ticks_are_years_from_afar_and_months_from_near() -> None:
    whole = Scale.whole(FIRST, END, 900.0)
    assert [tick.year for tick in ticks(whole, 46, 400) if not tick.month] == list(range(2015, 2028))
    near = whole.zoomed(12, whole.x(first_day("2025-06-15")))
    assert {tick.month for tick in ticks(near, 46, 40)} >= {4, 5, 6, 7, 8}
    for scale in (whole, near):
        places = [scale.x(tick.day) for tick in ticks(scale, 46, 40)]
        assert all(later - earlier >= 36 for earlier, later in zip(places, places[1:], strict=False))


def test_zooming_keeps_the_day_under_the_pointer_and_stays_within_time() -> None:
    whole = Scale.whole(FIRST, END, 900.0)
    near = whole.zoomed(4, 500.0)
    assert near.day(500.0) == pytest.approx(whole.day(500.0), abs=1)
    assert near.zoomed(1e6, 500.0).days >= 45
    assert near.zoomed(1e-6, 500.0).days == whole.days
    assert near.moved(1e9).start + near.days <= END
    assert near.moved(-1e9).start == FIRST


def test_labels_never_overlap() -> None:
    wishes = [Wish(str(at), 100.0 + 9 * at, 60.0, at) for at in range(20)]
    found = spots(wishes, 2, 0.0, 600.0)
    assert found["19"].row == 1, "the highest rank comes first, next to the line"
    for row in (0, 1):
        lefts = sorted(spot.left for spot in found.values() if spot.row == row)
        assert all(later - earlier >= 60 for earlier, later in zip(lefts, lefts[1:], strict=False))


def test_the_brush_is_grabbed_at_its_ends_and_in_its_middle() -> None:
    scale = Scale.whole(FIRST, END, 900.0)
    period = (first_day("2024"), last_day("2025"))
    left, right = scale.x(period[0]), scale.x(period[1] + 1)
    assert grip_at(scale, period, left + 2) == "first"
    assert grip_at(scale, period, right - 2) == "last"
    assert grip_at(scale, period, (left + right) / 2) == "middle"
    assert grip_at(scale, period, left - 50) == grip_at(scale, None, left) == "new"


def test_a_drag_goes_to_whole_months_and_may_cross_its_other_end() -> None:
    scale = Scale.whole(FIRST, END, 900.0)
    period = (first_day("2024"), last_day("2025"))
    moved = Drag("last", scale.x(period[1]), period).period(scale, scale.x(first_day("2024-06-28")))
    assert [iso_day(day) for day in moved] == ["2024-01-01", "2024-06-30"]
    first, last = Drag("first", scale.x(period[0]), period).period(scale, scale.x(first_day("2026-03-28")))
    assert first == period[1]
    assert last > first


# In the window


def test_t_shows_the_strip_with_the_summits_and_puts_it_away_again(
    timeline: TimelineTool, window: MainWindow, session: Session
) -> None:
    assert timeline.strip.isVisible()
    assert timeline.strip.height() == 64
    assert "summits" in session.scene.parts
    session.set_period(("2024-01-01", "2024-12-31"))
    QTest.keyClick(timeline.strip.axis, Qt.Key.Key_T)
    assert not timeline.strip.isVisible()
    assert session.scene.period is None
    assert window.map_view.hasFocus()


def test_steps_go_through_the_events_in_order_and_the_reader_follows(
    timeline: TimelineTool, window: MainWindow, session: Session, atlas: Atlas
) -> None:
    asked: list[str] = []
    session.passage_asked.connect(lambda excerpt, link: asked.append(excerpt))
    seen = []
    for _ in shown_events(atlas):
        QTest.keyClick(timeline.strip.axis, Qt.Key.Key_Period)
        seen.append(session.scene.selected[0])
    assert seen == shown_events(atlas)
    assert asked
    assert session.scene.excerpt == asked[-1]
    QTest.keyClick(timeline.strip.axis, Qt.Key.Key_Period)
    assert session.scene.selected == (seen[-1],), "time does not begin anew at its end"
    QTest.keyClick(timeline.strip.axis, Qt.Key.Key_Comma)
    assert session.scene.selected == (seen[-2],)


def test_a_step_from_the_map_brings_the_strip(window: MainWindow, session: Session, atlas: Atlas) -> None:
    QTest.keyClick(window.map_view, Qt.Key.Key_Period)
    made = window.tools.get("timeline")
    assert isinstance(made, TimelineTool)
    assert made.strip.isVisible()
    assert session.scene.selected == (shown_events(atlas)[0],)


def test_steps_stay_within_the_period(timeline: TimelineTool, session: Session) -> None:
    session.set_period(("2025-05-01", "2025-10-31"))
    seen = []
    while timeline.step(1):
        seen.append(session.scene.selected[0])
    assert seen == ["summit-astana-2025", "summit-dushanbe-2025"]
    session.set_period(("2016-01-01", "2016-12-31"))
    assert not timeline.step(1)


def test_play_goes_on_by_itself_until_the_last_event(timeline: TimelineTool, session: Session, atlas: Atlas) -> None:
    QTest.keyClick(timeline.strip.axis, Qt.Key.Key_Space)
    assert timeline.is_playing
    assert timeline.timer.interval() == 2500
    for event in shown_events(atlas)[1:]:
        timeline.timer.timeout.emit()
        assert session.scene.selected == (event,)
    assert timeline.is_playing
    timeline.timer.timeout.emit()
    assert not timeline.is_playing


def test_play_stops_when_it_is_asked_to_or_something_else_is_selected(timeline: TimelineTool, session: Session) -> None:
    timeline.strip.buttons["play"].click()
    assert timeline.is_playing
    QTest.keyClick(timeline.strip.axis, Qt.Key.Key_Space)
    assert not timeline.is_playing
    timeline.toggle_play()
    session.select(("KZ",))
    assert not timeline.is_playing
    timeline.toggle_play()
    timeline.toggle()
    assert not timeline.is_playing


def test_with_less_motion_the_map_stays_where_it_is(timeline: TimelineTool, session: Session) -> None:
    timeline.is_still = True
    before = session.scene.camera
    timeline.step(1)
    assert session.scene.selected
    assert session.scene.camera == before


def drag(axis: object, start: float, end: float) -> None:
    widget = axis
    y = int(LINE_Y)
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(round(start), y))  # type: ignore[call-overload]
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(widget, QPoint(round(start + part * (end - start)), y))  # type: ignore[call-overload]
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(round(end), y))  # type: ignore[call-overload]


def test_dragging_makes_moves_and_resizes_a_period(timeline: TimelineTool, session: Session) -> None:
    axis = timeline.strip.axis
    drag(axis, axis.scale.x(first_day("2020-01-04")), axis.scale.x(first_day("2021-12-28")))
    assert session.scene.period == ("2020-01-01", "2021-12-31")
    drag(axis, axis.scale.x(last_day("2021") + 1), axis.scale.x(last_day("2022") + 1))
    period = session.scene.period
    assert period
    assert period[0] == "2020-01-01"
    assert period[1].startswith(("2022-12", "2022-11", "2023-01"))
    drag(axis, axis.scale.x(first_day("2021-06-01")), axis.scale.x(first_day("2023-06-01")))
    moved = session.scene.period
    assert moved
    assert moved[0].startswith(("2021-12", "2022-01"))


@pytest.mark.parametrize("how", ["escape", "double click", "button"])
def test_the_period_is_cleared(timeline: TimelineTool, session: Session, how: str) -> None:
    session.set_period(("2016-01-01", "2016-12-31"))
    axis = timeline.strip.axis
    if how == "escape":
        session.select(("KZ",))
        QTest.keyClick(axis, Qt.Key.Key_Escape)
        assert session.scene.selected == ("KZ",), "one level at a time"
    elif how == "double click":
        QTest.mouseDClick(axis, Qt.MouseButton.LeftButton, pos=QPoint(round(axis.scale.x(first_day("2018"))), 40))
    else:
        timeline.strip.buttons["all_time"].click()
    assert session.scene.period is None


def test_the_period_can_be_chosen_without_a_mouse(timeline: TimelineTool, session: Session) -> None:
    axis, modifier = timeline.strip.axis, Qt.KeyboardModifier
    timeline.select("summit-astana-2025")
    QTest.keyClick(axis, Qt.Key.Key_Right, modifier.ShiftModifier)
    assert session.scene.period == ("2025-06-01", "2025-06-30")
    QTest.keyClick(axis, Qt.Key.Key_Right, modifier.ShiftModifier)
    assert session.scene.period == ("2025-06-01", "2025-07-31")
    QTest.keyClick(axis, Qt.Key.Key_Left, modifier.ShiftModifier | modifier.ControlModifier)
    assert session.scene.period == ("2025-05-01", "2025-07-31")
    QTest.keyClick(axis, Qt.Key.Key_Left, modifier.ControlModifier)
    assert session.scene.period == ("2025-04-01", "2025-06-30")


def test_a_click_on_a_dot_or_a_label_selects_the_event(timeline: TimelineTool, session: Session) -> None:
    axis = timeline.strip.axis
    QApplication.processEvents()
    mark = next(mark for mark in axis.marks if mark.id == "cancelled-astana-2024")
    axis.zoom(6, axis.scale.x(mark.middle))
    QTest.mouseClick(axis, Qt.MouseButton.LeftButton, pos=QPoint(round(axis.scale.x(mark.middle)), round(LINE_Y)))
    assert session.scene.selected == (mark.id,)
    session.clear_one_level()
    spot = labels(axis.view)[mark.id]
    QTest.mouseClick(axis, Qt.MouseButton.LeftButton, pos=QPoint(round(spot.left + 8), 2 + 15 * spot.row + 8))
    assert session.scene.selected == (mark.id,)


@pytest.mark.parametrize("language", ["en", "id", "ja"])
@pytest.mark.parametrize("width", [1024, 1280, 1920])
def test_the_selected_event_is_always_named(
    timeline: TimelineTool, window: MainWindow, session: Session, language: str, width: int, atlas: Atlas
) -> None:
    window.resize(width, 720)
    session.set_language(language)
    QApplication.processEvents()
    axis = timeline.strip.axis
    for event in shown_events(atlas):
        session.select((event,))
        assert event in labels(axis.view)
        spot = labels(axis.view)[event]
        assert 0 <= spot.left <= axis.width()


def test_the_period_is_told_to_a_screen_reader(timeline: TimelineTool, session: Session) -> None:
    axis = timeline.strip.axis
    whole = axis.accessibleName()
    session.set_period(("2024-06-01", "2025-10-31"))
    assert axis.accessibleName() != whole
    assert "2024" in axis.accessibleName()
    timeline.step(1)
    assert session.atlas.events["earthquake-hyuganada-2024"].names["en"] in axis.accessibleDescription()
    for button in timeline.strip.buttons.values():
        assert button.accessibleName()


def test_both_themes_are_painted_and_nothing_is_under_an_empty_place(timeline: TimelineTool, session: Session) -> None:
    axis = timeline.strip.axis
    light = axis.grab().toImage().pixelColor(8, 54).lightness()
    session.set_theme("dark")
    assert axis.grab().toImage().pixelColor(8, 54).lightness() < light - 100
    assert mark_at(axis.view, QPointF(axis.scale.x(first_day("2017")), LINE_Y)) is None
