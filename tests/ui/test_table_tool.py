"""The table below the map: rows and map select each other; sorting, filtering, copying, exporting."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from maps.scene import Camera
from maps.tables import Cell, Column, Line, Sheet
from maps.tables.csv_text import defused
from ui.main_window import MainWindow
from ui.session import Session
from ui.table.export import as_tab_separated, write_csv
from ui.table.tool import TableTool


@pytest.fixture
def tool(qtbot: QtBot, window: MainWindow) -> Iterator[TableTool]:
    window.menus.actions["map.table"].trigger()
    made = window.tools.get("table")
    assert isinstance(made, TableTool)
    qtbot.waitUntil(lambda: made.sheet.id == "deposits")
    yield made


def show_table(qtbot: QtBot, tool: TableTool, name: str) -> None:
    tool.show_table(name)
    qtbot.waitUntil(lambda: tool.sheet.id == name)


def keys(tool: TableTool) -> list[str]:
    return [tool.panel.model.line(row).key for row in range(tool.panel.model.rowCount())]


def selected(tool: TableTool) -> set[str]:
    return set(tool.panel.selected_keys())


def click(tool: TableTool, key: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QPoint:
    view, row = tool.panel.view, keys(tool).index(key)
    index = tool.panel.model.index(row, 0)
    view.scrollTo(index)
    at = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, at)
    return at


def test_the_model_is_sound(tool: TableTool) -> None:
    model = tool.panel.model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_only("tungsten", None)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None


def test_it_opens_below_the_map_with_the_focus_and_closes(
    qtbot: QtBot, window: MainWindow, session: Session, tool: TableTool
) -> None:
    assert tool.isVisible()
    assert window.dockWidgetArea(tool) == Qt.DockWidgetArea.BottomDockWidgetArea
    qtbot.waitUntil(tool.panel.view.hasFocus)
    assert tool.panel.model.rowCount() == len(session.atlas.deposits)
    assert tool.panel.count.text() == "120 of 120 rows"
    qtbot.waitUntil(lambda: 230 <= tool.height() <= 290)
    window.menus.actions["map.table"].trigger()
    assert not tool.isVisible()
    assert window.map_view.hasFocus()


def test_a_row_selects_on_the_map_without_moving_it(session: Session, tool: TableTool) -> None:
    before = session.scene.camera
    click(tool, "KZ-W-03")
    assert session.scene.selected == ("KZ-W-03",)
    assert session.scene.camera == before
    click(tool, "KZ-W-04", Qt.KeyboardModifier.ControlModifier)
    assert set(session.scene.selected) == {"KZ-W-03", "KZ-W-04"}
    assert selected(tool) == {"KZ-W-03", "KZ-W-04"}


def test_enter_and_a_double_click_fly_there(session: Session, tool: TableTool) -> None:
    at = click(tool, "KZ-W-03")
    before = session.scene.camera
    QTest.keyClick(tool.panel.view, Qt.Key.Key_Return)
    assert session.scene.camera != before
    assert session.scene.camera.contains(*session.atlas.deposits["KZ-W-03"].position)
    session.go_back()
    QTest.mouseDClick(tool.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.scene.camera != before


def test_the_arrows_walk_from_row_to_row(session: Session, tool: TableTool) -> None:
    order = keys(tool)
    click(tool, order[0])
    QTest.keyClick(tool.panel.view, Qt.Key.Key_Down)
    assert session.scene.selected == (order[1],)


def test_the_map_selects_rows(qtbot: QtBot, session: Session, tool: TableTool) -> None:
    session.click_item("UZ-G-04")
    assert selected(tool) == {"UZ-G-04"}
    row = tool.panel.selected_rows()[0]
    shown = tool.panel.view.visualRect(tool.panel.model.index(row, 0))
    assert tool.panel.view.viewport().rect().intersects(shown)
    session.clear_one_level()
    assert selected(tool) == set()
    session.select(("KZ",))
    assert selected(tool) == set(), "a country is in another table"
    show_table(qtbot, tool, "countries")
    assert selected(tool) == {"KZ"}
    assert session.scene.selected == ("KZ",)


def test_one_of_several_figures_stays_the_one_selected(qtbot: QtBot, session: Session, tool: TableTool) -> None:
    show_table(qtbot, tool, "figures")
    click(tool, "KZ-population-2025")
    assert session.scene.selected == ("KZ",)
    assert selected(tool) == {"KZ-population-2025"}
    tool.panel.view.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    assert selected(tool) == {"KZ-population-2025"}
    session.select(("TM",))
    assert selected(tool) == {claim.id for claim in session.atlas.claims_about("TM")}


def test_sources_leave_the_selection_alone(qtbot: QtBot, session: Session, tool: TableTool) -> None:
    session.select(("KZ",))
    show_table(qtbot, tool, "sources")
    click(tool, keys(tool)[0])
    assert session.scene.selected == ("KZ",)
    assert selected(tool) == {keys(tool)[0]}


def test_a_click_on_a_title_sorts_and_the_selection_stays(session: Session, tool: TableTool) -> None:
    click(tool, "TJ-BE-01")
    at, header = tool.sheet.column("railway_km"), tool.panel.view.horizontalHeader()
    tool.panel.view.scrollTo(tool.panel.model.index(0, at))
    middle = QPoint(header.sectionViewportPosition(at) + header.sectionSize(at) // 2, header.height() // 2)
    for descending in (False, True):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        values = [tool.panel.model.line(row).cells[at].value for row in range(tool.panel.model.rowCount())]
        assert values == sorted(values, reverse=descending)  # type: ignore[type-var]
        assert session.scene.selected == ("TJ-BE-01",)
        assert selected(tool) == {"TJ-BE-01"}


def test_the_keyboard_sorts_too(tool: TableTool) -> None:
    names = [tool.panel.model.line(row).cells[0].text for row in range(tool.panel.model.rowCount())]
    tool.panel.view.setCurrentIndex(tool.panel.model.index(0, 0))
    for descending in (False, True):
        QTest.keyClick(tool.panel.view, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        tool.panel.view.setCurrentIndex(tool.panel.model.index(0, 0))
        now = [tool.panel.model.line(row).cells[0].text for row in range(tool.panel.model.rowCount())]
        assert now == sorted(names, key=str.casefold, reverse=descending)


def test_typing_filters_and_escape_clears(session: Session, tool: TableTool) -> None:
    QTest.keyClicks(tool.panel.field, "tungsten")
    assert 0 < tool.panel.model.rowCount() < 20
    assert tool.panel.count.text() == f"{tool.panel.model.rowCount()} of 120 rows"
    QTest.keyClick(tool.panel.field, Qt.Key.Key_Escape)
    assert tool.panel.model.rowCount() == 120


def test_only_what_the_map_shows(qtbot: QtBot, session: Session, tool: TableTool) -> None:
    tool.panel.only_seen.click()
    session.toggle_part("deposits-gold")
    gold = {name for name, deposit in session.atlas.deposits.items() if deposit.family == "gold"}
    qtbot.waitUntil(lambda: len(keys(tool)) == 120 - len(gold))
    assert not gold & set(keys(tool))
    near = Camera(78.0, 42.5, 80.0, 44.5)
    session.move_view(near, by_user=True)
    qtbot.waitUntil(lambda: 0 < len(keys(tool)) < 10)
    assert all(near.contains(*session.atlas.deposits[name].position) for name in keys(tool))
    tool.panel.only_seen.click()
    assert len(keys(tool)) == 120


def test_it_speaks_every_language_and_keeps_its_sorting(qtbot: QtBot, session: Session, tool: TableTool) -> None:
    at = tool.sheet.column("railway_km")
    tool.panel.view.horizontalHeader().setSortIndicator(at, Qt.SortOrder.DescendingOrder)
    order = keys(tool)
    session.set_language("ja")
    qtbot.waitUntil(lambda: tool.sheet.title == "鉱床")
    assert keys(tool) == order
    assert tool.panel.choice.currentText() == "鉱床"


def test_the_rows_are_copied_as_shown(session: Session, tool: TableTool) -> None:
    session.select(("KZ-W-03",))
    QTest.keyClick(tool.panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    assert lines[0].split("\t")[:2] == ["Name", "Country"]
    assert lines[1].split("\t")[:3] == ["Boguty (Bakuta)", "Kazakhstan", "Tungsten"]
    session.clear_one_level()
    tool.panel.copy.click()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 121


def test_what_is_shown_is_exported(session: Session, tool: TableTool, tmp_path: Path) -> None:
    tool.panel.field.setText("tungsten")
    path = tmp_path / "deposits.csv"
    assert tool.export_to(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["Name"] for row in rows] == [session.atlas.deposits[key].names["en"] for key in keys(tool)]
    boguty = next(row for row in rows if row["Name"] == "Boguty (Bakuta)")
    assert float(boguty["To the railway (km)"]) > 0
    assert boguty["Status: Note"] == ""
    assert next(row for row in rows if row["Name"] == "Akchatau")["Status: Note"] == "not confirmed"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_told_and_the_old_one_kept(
    tool: TableTool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: told.append(args[2]))
    assert not tool.export_to(tmp_path / "no folder" / "a.csv")
    assert "a.csv was not written: No such file or directory" in told[0]
    old = tmp_path / "old.csv"
    old.write_text("before", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert not tool.export_to(old)
    assert "No space left on device" in told[1]
    assert old.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("-37", "-37"),
        ("+3.5", "+3.5"),
        ("−20", "−20"),
        ("-1,234.5", "-1,234.5"),
        ("Boguty (Bakuta)", "Boguty (Bakuta)"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_run_is_defused(text: str, safe: str) -> None:
    assert defused(text) == safe


def test_hostile_cells_come_out_harmless(tmp_path: Path) -> None:
    columns = (Column("a", "=A"), Column("b", "B", True, "@note"))
    cells = (Cell('=HYPERLINK("x")', '=HYPERLINK("x")'), Cell(-37.25, "−37.25", "+1\n=2"))
    made = Sheet("t", "T", columns, (Line("k", (), cells, ""),))
    write_csv(tmp_path / "t.csv", made, [0])
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["'=A", "B", "'@note"], ['\'=HYPERLINK("x")', "-37.25", "'+1\n=2"]]
    assert as_tab_separated(made, [0]) == "'=A\tB\n'=HYPERLINK(\"x\")\t−37.25 (+1 =2)\n"
