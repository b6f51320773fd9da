"""The comparison: sorting, one selection with the map, pins side by side, closed ways, charts, three languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from maps.comparing.row import COMPARED
from maps.measures import Measures, keep
from ui.comparing.bars import parts_laid_out
from ui.comparing.heading import LINES
from ui.comparing.lines import COLUMNS, COUNTRIES, WAY
from ui.comparing.panel import ComparePanel
from ui.main_window import MainWindow
from ui.session import Session

MIDDLE, NORTHERN = "middle-dostyk-black-sea", "northern-petropavl"
KTI = "southern-kti"
WAIT_MS = 30_000


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow, measures: Measures) -> ComparePanel:
    keep(measures)
    window.resize(1600, 900)
    window.resizeDocks([window.reader], [400], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: window.reader.width() == 400)
    window.menus.actions["map.route"].trigger()
    made = window.reader.compare
    assert made is not None
    settle(qtbot, made)
    return made


def settle(qtbot: QtBot, panel: ComparePanel) -> None:
    qtbot.waitUntil(lambda: panel.is_settled, timeout=WAIT_MS)


def ways(panel: ComparePanel) -> list[str]:
    return [line.id for line in panel.table.model.lines]


def values(panel: ComparePanel, column: str) -> list[object]:
    return [line.cells[column].value for line in panel.table.model.lines]


def press(panel: ComparePanel, way: str, column: str = "km") -> None:
    view = panel.table.names if column in (WAY, "pin") else panel.table.figures
    index = panel.table.model.index(panel.table.model.row_of(way), COLUMNS.index(column))
    at = QPoint(view.visualRect(index).center().x(), view.visualRect(index).top() + 12)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)


def sort(panel: ComparePanel, column: str) -> None:
    heading = panel.table.figures.heading
    at = COLUMNS.index(column)
    x = heading.sectionViewportPosition(at) + heading.sectionSize(at) // 2
    QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, heading.height() // 2))


def limit(qtbot: QtBot, panel: ComparePanel, session: Session, **limits: object) -> None:
    session.set_routing(replace(session.scene.routing, **limits))  # type: ignore[arg-type]
    settle(qtbot, panel)


def test_it_is_made_when_first_asked_for_and_takes_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    assert window.reader.compare is None
    QTest.keyClick(window.map_view, Qt.Key.Key_R)
    made = window.reader.compare
    assert made is not None
    qtbot.waitUntil(made.table.figures.hasFocus)
    settle(qtbot, made)
    assert ways(made) == list(COMPARED)


def test_the_model_is_sound(panel: ComparePanel) -> None:
    model = panel.table.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort_by("km")
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_a_click_on_a_heading_sorts_both_ways(panel: ComparePanel) -> None:
    for column in ("km", "days", "crossings", "gauges", "transfers"):
        for descending in (False, True):
            sort(panel, column)
            found = values(panel, column)
            assert found == sorted(found, reverse=descending), column  # type: ignore[type-var]


def test_closed_ways_come_last_however_it_is_sorted(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    limit(qtbot, panel, session, avoid=frozenset({"RU", "IR"}))
    for _ in range(2):
        sort(panel, "km")
        assert [line.id for line in panel.table.model.lines if line.message] == ways(panel)[-1:] == [KTI]


def test_a_closed_row_names_the_country_that_is_needed_and_where(
    qtbot: QtBot, panel: ComparePanel, session: Session
) -> None:
    limit(qtbot, panel, session, avoid=frozenset({"RU", "IR"}))
    line = next(line for line in panel.lines if line.id == KTI)
    assert line.message == "No path with these limits: needs Iran between Etrek–Tehran."
    assert line.cells["km"].text == ""
    spoken = panel.table.model.data(
        panel.table.model.index(panel.table.model.row_of(KTI), COLUMNS.index("km")), Qt.ItemDataRole.AccessibleTextRole
    )
    assert line.message in str(spoken)


def test_without_russia_an_own_way_that_needs_it_says_so(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    session.set_routing(session.scene.routing.with_way("DOSTYK", "MOSCOW"))
    settle(qtbot, panel)
    assert not next(line for line in panel.lines if line.id == "own:DOSTYK:MOSCOW").message
    limit(qtbot, panel, session, avoid=frozenset({"RU"}))
    line = next(line for line in panel.lines if line.id == "own:DOSTYK:MOSCOW")
    assert line.message.startswith("No path with these limits: needs Russia between ")


def test_a_detour_says_how_much_longer_it_is(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    limit(qtbot, panel, session, avoid=frozenset({"RU"}))
    line = next(line for line in panel.lines if line.id == NORTHERN)
    assert line.row.plan
    assert line.row.asked
    more = round(line.row.plan.km - line.row.asked.km)
    assert line.row.state == "detour"
    assert line.state == f"detour +{more:,} km"
    assert line.cells["RU"].value == 0.0
    assert next(known for known in panel.lines if known.id == MIDDLE).row.state == "open"


def test_a_broken_port_is_named(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    limit(qtbot, panel, session, without=frozenset({"TEHRAN"}))
    line = next(line for line in panel.lines if line.id == KTI)
    assert line.message == "No path with these limits: needs Tehran."


def test_a_click_on_a_row_selects_its_corridor_and_flies_there(panel: ComparePanel, session: Session) -> None:
    before = session.scene.camera
    press(panel, KTI)
    assert session.scene.selected == (KTI,)
    assert session.scene.routing.chosen == KTI
    assert session.scene.camera != before
    assert panel.table.marked() == (KTI,)


def test_the_comparison_stays_on_show_when_a_row_is_clicked(window: MainWindow, panel: ComparePanel) -> None:
    press(panel, MIDDLE)
    assert window.reader.tabs.currentIndex() == 2
    window.session.select(("KZ-W-03",))
    assert window.reader.tabs.currentIndex() == 1, "a deposit is no part of it"


def test_arrows_walk_without_flying_and_enter_flies(panel: ComparePanel, session: Session) -> None:
    press(panel, COMPARED[0])
    before = session.scene.camera
    QTest.keyClick(panel.table.figures, Qt.Key.Key_Down)
    assert session.scene.selected == (COMPARED[1],)
    assert session.scene.camera == before
    QTest.keyClick(panel.table.figures, Qt.Key.Key_Return)
    assert session.scene.camera != before


def test_what_is_selected_on_the_map_marks_its_rows(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    session.select((NORTHERN,))
    assert panel.table.marked() == (NORTHERN,)
    session.select(("southern",))
    assert set(panel.table.marked()) == {KTI, "southern-sarakhs"}
    session.click_item("AKTAU-ALAT")
    assert set(panel.table.marked()) == {
        corridor.id for corridor in session.atlas.groups_of("AKTAU-ALAT") if corridor.id in COMPARED
    }
    session.clear_one_level()
    assert panel.table.marked() == ()


def test_the_way_that_is_drawn_follows_the_selection(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    press(panel, MIDDLE)
    session.select((NORTHERN,))
    qtbot.waitUntil(lambda: session.scene.routing.chosen == NORTHERN)
    session.clear_one_level()
    qtbot.waitUntil(lambda: session.scene.routing.chosen is None)


def test_the_marks_stay_with_their_ways_when_it_is_sorted(panel: ComparePanel, session: Session) -> None:
    press(panel, MIDDLE)
    sort(panel, "km")
    sort(panel, "km")
    assert panel.table.marked() == (MIDDLE,)
    assert session.scene.selected == (MIDDLE,)


def test_the_keyboard_and_the_pin_pin_two_at_most(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    assert panel.pair.hint.text() == "Pick two corridors."
    assert panel.pair.hint.isVisibleTo(panel)
    press(panel, MIDDLE, "pin")
    press(panel, NORTHERN)
    QTest.keyClick(panel.table.figures, Qt.Key.Key_P)
    settle(qtbot, panel)
    assert panel.table.model.pinned == (MIDDLE, NORTHERN)
    assert not panel.pair.hint.isVisibleTo(panel)
    assert [track.way for track in panel.pair.profile.tracks] == [MIDDLE, NORTHERN]
    press(panel, KTI, "pin")
    settle(qtbot, panel)
    assert panel.table.model.pinned == (NORTHERN, KTI)
    QTest.keyClick(panel.table.figures, Qt.Key.Key_P)
    assert panel.table.model.pinned == session.scene.routing.pinned == (NORTHERN,)


def test_two_pinned_ways_are_told_apart_in_figures(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    limit(qtbot, panel, session, pinned=(MIDDLE, NORTHERN))
    assert panel.compared
    told = {row[0]: row[1:] for row in panel.compared.differences}
    first, second = (line.row.plan for line in panel.compared.pair)
    assert first
    assert second
    more = round(second.km) - round(first.km)
    assert told["km"] == (f"{round(first.km):,}", f"{round(second.km):,}", f"{more:+,}".replace("-", "−"))
    assert told["Transfers"][2] == f"−{len(first.transfers) - len(second.transfers)}"


def test_a_profile_is_as_long_as_its_way_and_has_all_that_happens(
    qtbot: QtBot, panel: ComparePanel, session: Session
) -> None:
    limit(qtbot, panel, session, pinned=(MIDDLE, NORTHERN))
    assert panel.compared
    for line, track in zip(panel.compared.pair, panel.pair.profile.tracks, strict=True):
        plan = line.row.plan
        assert plan
        assert track.bands[-1].end_km == pytest.approx(plan.km)
        assert track.stretches[-1].end_km == pytest.approx(plan.km)
        kinds = [mark.kind for mark in track.marks]
        assert kinds.count("border") == plan.crossings
        assert kinds.count("transfer") == len(plan.transfers)
        assert kinds.count("gauge") == len(plan.gauge_changes)


def test_a_click_on_a_stretch_selects_its_leg(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    limit(qtbot, panel, session, pinned=(MIDDLE, NORTHERN))
    profile = panel.pair.profile
    at = profile.middle_of(0, "AKTAU-ALAT")
    assert "Aktau – Alat" in profile.tip_at(at)
    QTest.mouseClick(profile, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert session.scene.selected == ("AKTAU-ALAT",)
    assert profile.stretch_at(QPointF(-5, 5)) is None


def test_delete_removes_a_way_of_ones_own_and_no_other(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    session.set_routing(session.scene.routing.with_way("ALMATY", "POTI"))
    settle(qtbot, panel)
    assert panel.table.marked() == ("own:ALMATY:POTI",)
    press(panel, MIDDLE)
    QTest.keyClick(panel.table.figures, Qt.Key.Key_Delete)
    settle(qtbot, panel)
    assert MIDDLE in ways(panel)
    press(panel, "own:ALMATY:POTI")
    assert session.scene.selected == ()
    assert session.scene.routing.chosen == "own:ALMATY:POTI"
    QTest.keyClick(panel.table.figures, Qt.Key.Key_Delete)
    settle(qtbot, panel)
    assert session.scene.routing.own == ()
    assert not [way for way in ways(panel) if way.startswith("own")]


def test_all_shipped_corridors_can_be_added(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    panel.all_corridors.click()
    settle(qtbot, panel)
    assert set(ways(panel)) == set(session.atlas.corridors)
    panel.all_corridors.click()
    settle(qtbot, panel)
    assert ways(panel) == list(COMPARED)


def test_the_bar_of_countries_adds_up_and_tells_each(panel: ComparePanel) -> None:
    for line in panel.lines:
        assert sum(part.share for part in line.parts) == pytest.approx(1.0)
        laid = parts_laid_out(line.parts, QRectF(0, 0, 300, 16))
        assert laid[-1][1].right() == pytest.approx(300)
    row = panel.table.model.row_of(NORTHERN)
    box = panel.table.figures.bar_of(row)
    part, place = next(
        (part, place) for part, place in parts_laid_out(panel.table.model.lines[row].parts, box) if part.country == "RU"
    )
    assert panel.table.figures.tip_at(place.center()).startswith(part.tip)
    assert part.tip.startswith("Russia ")


def test_every_claim_is_in_the_tip_with_its_source(panel: ComparePanel, session: Session) -> None:
    for line in panel.lines:
        for column, claims in (("capacity", line.row.capacity), ("volume", line.row.volume)):
            tip = line.cells[column].tip
            for claim in claims:
                assert claim.text["en"] in tip
                assert all(session.atlas.sources[name].title in tip for name in claim.sources)


def test_no_heading_is_clipped_in_any_language(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    for language in ("en", "id", "ja"):
        session.set_language(language)
        settle(qtbot, panel)
        for view in (panel.table.names, panel.table.figures):
            for at, column in enumerate(COLUMNS):
                if view.isColumnHidden(at) or column in ("pin", COUNTRIES):
                    continue
                lines = view.heading.lines_of(at)
                assert 1 <= len(lines) <= LINES
                assert not any(line.endswith("…") for line in lines), (language, column)
                metrics = QFontMetricsF(view.heading.letters)
                assert max(metrics.horizontalAdvance(line) for line in lines) <= view.columnWidth(at)


def test_the_charts_say_their_numbers_in_each_language(qtbot: QtBot, panel: ComparePanel, session: Session) -> None:
    for language in ("en", "ja"):
        session.set_language(language)
        qtbot.waitUntil(lambda: all(chart.is_drawn for chart in panel.charts), timeout=WAIT_MS)
        claim = next(claim for claim in session.atlas.claims if claim.id == "middle-cargo-2024")
        assert claim.text[language] in panel.charts[0].accessibleDescription()


def test_the_reader_is_widened_for_it_and_narrow_again_after(
    qtbot: QtBot, window: MainWindow, panel: ComparePanel
) -> None:
    qtbot.waitUntil(lambda: window.reader.width() == 640)
    window.reader.show_tab("place")
    qtbot.waitUntil(lambda: window.reader.width() < 560)
