"""The search box: a few letters, arrows that show, Enter that goes, Esc that restores."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from data.texts import load_texts
from maps.scene import Scene
from ui.searching.results import HIT
from ui.searching.tool import SearchTool
from ui.session import Session


@pytest.fixture
def tool(qtbot: QtBot, session: Session) -> Iterator[SearchTool]:
    """Return an open search box over an empty map, with its index made."""
    window = QMainWindow()
    window.setCentralWidget(QLabel("map"))
    window.resize(1000, 700)
    qtbot.addWidget(window)
    window.show()
    made = SearchTool(window, session, load_texts("en"))
    made.toggle()
    made.line.setText("aktau")
    qtbot.waitUntil(lambda: made.results.rowCount() > 0, timeout=20_000)
    yield made
    made.box.hide()


def first(tool: SearchTool) -> str:
    """Return the id of the hit that Enter takes."""
    return str(tool.list.currentIndex().data(HIT).id)


def test_the_best_hit_is_taken_by_enter(tool: SearchTool, session: Session, qtbot: QtBot) -> None:
    assert first(tool) == "AKTAU"
    before = session.scene
    qtbot.keyClick(tool.line, Qt.Key.Key_Return)
    assert session.scene.selected == ("AKTAU",)
    assert session.scene.camera.contains(51.2, 43.6)
    assert not tool.box.isVisible()
    session.go_back()
    assert session.scene.camera == before.camera, "one step back is where the search began"


def test_arrows_show_and_escape_restores_the_scene(tool: SearchTool, session: Session, qtbot: QtBot) -> None:
    before: Scene = session.scene
    tool.line.setText("turkmen")
    qtbot.keyClick(tool.line, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: session.scene != before, timeout=5_000)
    qtbot.keyClick(tool.line, Qt.Key.Key_Escape)
    assert session.scene == before
    assert not session.can_go_back


@pytest.mark.parametrize(
    ("typed", "found"),
    [("Красноводск", "TURKMENBASHI"), ("アクタウ", "AKTAU"), ("Kazakstan", "KZ"), ("inkai", "KZ-U-01")],
)
def test_other_scripts_former_names_and_slips_find_it(tool: SearchTool, typed: str, found: str) -> None:
    tool.line.setText(typed)
    assert first(tool) == found


def test_a_passage_is_opened(tool: SearchTool, session: Session, qtbot: QtBot) -> None:
    tool.line.setText("Caspian Sea Route")
    rows = [tool.results.hit_at(row) for row in range(tool.results.rowCount())]
    row = next(at for at, hit in enumerate(rows) if hit and hit.kind == "passage")
    tool.list.clicked.emit(tool.results.index(row, 0))
    assert session.scene.excerpt == "e07"


def test_nothing_found_lists_nothing(tool: SearchTool, session: Session, qtbot: QtBot) -> None:
    tool.line.setText("qqqqzzzz")
    before = session.scene
    qtbot.keyClick(tool.line, Qt.Key.Key_Return)
    assert session.scene == before


def test_headings_are_passed_over(tool: SearchTool) -> None:
    for row in range(tool.results.rowCount()):
        if tool.results.hit_at(row) is None:
            assert tool.results.next_row(row - 1, 1) != row
