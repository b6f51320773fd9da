"""What a show took: the log, its sums, the report after a rehearsal, and the files that it can be saved as."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from data.briefing.value import Briefing, Scene
from data.texts import load_texts
from maps.cache import Prepared
from maps.measures import Measures
from tests.ui.stage_samples import BRIEFING, opened, press, settle
from ui.briefing.document import Document
from ui.session import Session
from ui.stage.rehearsal import ShowLog, clock, took, with_times
from ui.stage.stage import Stage
from ui.stage.timing_report import TimingReport


@pytest.fixture
def stage(
    qtbot: QtBot, session: Session, prepared: Prepared, measures: Measures, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """Return a stage that is not on yet."""
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    with opened(qtbot, session, prepared, measures) as made:
        yield made


@pytest.fixture
def show_log() -> ShowLog:
    """Return the log of a rehearsal of two scenes, the first with a step and shown twice."""
    log = ShowLog("2026-03-01T10:00:00+00:00", is_rehearsal=True)
    log.note(0.0, "scene", "title")
    log.note(12.4, "scene", "caspian")
    log.note(40.0, "scene", "caspian", 1)
    log.note(50.0, "searched", "caspian", 1, '=HYPERLINK("http://example.org","Khorgos")')
    log.note(55.0, "pushed", "caspian", 1, "ホルゴス")
    log.note(70.0, "scene", "title")
    log.note(80.0, "ended", "title")
    return log


@pytest.fixture
def document(qtbot: QtBot) -> Document:
    """Return a document with the briefing of the tests, with a Japanese title."""
    made = Document()
    scenes = (replace(BRIEFING.scenes[0], seconds=10), *BRIEFING.scenes[1:])
    made.open(replace(BRIEFING, title={"en": "A test", "ja": "試験"}, scenes=scenes), {}, None)
    return made


def test_seconds_are_summed_by_scene_and_by_step(show_log: ShowLog) -> None:
    assert show_log.total_s == 80.0
    assert {scene: round(seconds, 1) for scene, seconds in show_log.seconds().items()} == {
        "title": 22.4,
        "caspian": 57.6,
    }
    assert round(show_log.step_seconds()["caspian", 1], 1) == 30.0


def test_time_never_runs_back() -> None:
    log = ShowLog()
    log.note(30.0, "scene", "title")
    log.note(2.0, "scene", "caspian")
    log.note(31.0, "ended", "caspian")
    assert log.seconds() == {"title": 0.0, "caspian": 1.0}


def test_what_is_hidden_is_not_asked_for_and_what_was_not_shown_took_nothing(
    show_log: ShowLog, document: Document
) -> None:
    rows = took(show_log, document.briefing, "en")
    assert [(row.number, row.title, row.planned_s, row.used_s) for row in rows] == [
        (1, "The title", 10, 22),
        (2, "The sea", 60, 58),
        (3, "The valley", None, 0),
        (4, "The steppe", 60, 0),
    ]
    assert rows[1].steps_s == (28, 30, 0)


def test_times_are_written_as_people_read_them() -> None:
    assert [clock(seconds) for seconds in (0, 9, 75, 3_599.6, 3_725, -90)] == [
        "0:00",
        "0:09",
        "1:15",
        "1:00:00",
        "1:02:05",
        "−1:30",
    ]


def test_scenes_that_were_not_shown_keep_their_times(show_log: ShowLog, document: Document) -> None:
    taken = {scene.id: scene.seconds for scene in with_times(document.briefing, show_log).scenes}
    assert taken == {"title": 22, "caspian": 58, "hidden": None, "valley": None, "steppe": 60}


def test_taking_the_times_is_one_step_that_can_be_undone(qtbot: QtBot, show_log: ShowLog, document: Document) -> None:
    report = TimingReport(show_log, document, load_texts("en"))
    qtbot.addWidget(report)
    before = document.briefing
    report.take.click()
    assert document.stack.count() == 1
    assert document.briefing.scenes[1].seconds == 58
    document.stack.undo()
    assert document.briefing == before


def test_the_report_tells_planned_and_used_times_and_the_slot(
    qtbot: QtBot, show_log: ShowLog, document: Document
) -> None:
    report = TimingReport(show_log, document, load_texts("en"))
    qtbot.addWidget(report)
    model = report.scenes.model()
    rows = [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]
    assert rows[0] == ["1", "The title", "0:10", "0:22", "+0:12"]
    assert rows[1] == ["2", "The sea", "1:00", "0:58", "−0:02"]
    assert rows[2][2:5] == ["–", "0:00", "–"]
    assert report.total.text() == "Time used: 1:20 of 10:00, 8:40 left"
    events = report.events.model()
    assert "ホルゴス" in [events.index(row, 3).data() for row in range(events.rowCount())]


def test_no_spreadsheet_runs_what_was_searched(
    qtbot: QtBot, show_log: ShowLog, document: Document, tmp_path: Path
) -> None:
    report = TimingReport(show_log, document, load_texts("en"))
    qtbot.addWidget(report)
    path = tmp_path / "show.csv"
    assert report.save_csv(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert ["Time of a scene", "", "2", "The sea", "", "60", "58", ""] in lines
    searched = next(line for line in lines if line[0] == "Searched")
    assert searched[-1].startswith("'=")
    assert not any(field.startswith("=") for line in lines for field in line)


def test_pages_hold_japanese(qtbot: QtBot, show_log: ShowLog, document: Document, tmp_path: Path) -> None:
    report = TimingReport(show_log, document, load_texts("ja"))
    qtbot.addWidget(report)
    path = tmp_path / "show.pdf"
    assert report.save_pdf(path)
    assert not list(tmp_path.glob(".*"))
    pages = QPdfDocument()
    assert pages.load(str(path)) == QPdfDocument.Error.None_
    text = "".join(pages.getAllText(page).text() for page in range(pages.pageCount()))
    assert "ホルゴス" in text and "題名" in text and "試験" in text
    image = pages.render(0, QSize(595, 842))
    assert any(image.pixelColor(x, y).lightness() < 90 for x in range(0, 595, 2) for y in range(0, 420, 2)), (
        "text is drawn, in dark ink"
    )


def test_a_file_that_cannot_be_written_is_told_with_the_reason(
    qtbot: QtBot, show_log: ShowLog, document: Document, tmp_path: Path
) -> None:
    report = TimingReport(show_log, document, load_texts("en"))
    qtbot.addWidget(report)
    for save in (report.save_csv, report.save_pdf):
        assert not save(tmp_path / "no such folder" / "show")
        box = report.findChildren(QMessageBox)[-1]
        assert "the folder is not there" in box.text()
        box.close()


def test_titles_from_outside_are_no_html(qtbot: QtBot, show_log: ShowLog, document: Document, tmp_path: Path) -> None:
    evil = Briefing(scenes=(Scene(id="title", title={"en": "<img src='file:///etc/passwd'><b>bold"}),))
    document.open(evil, {}, None)
    report = TimingReport(show_log, document, load_texts("en"))
    qtbot.addWidget(report)
    path = tmp_path / "show.pdf"
    assert report.save_pdf(path)
    pages = QPdfDocument()
    pages.load(str(path))
    assert "<b>bold" in pages.getAllText(0).text()


def test_a_rehearsal_is_followed_by_its_report(qtbot: QtBot, stage: Stage) -> None:
    stage.rehearse()
    settle(qtbot, stage)
    console = stage.hall.console
    assert console
    press(console, Qt.Key.Key_PageDown)
    press(console, Qt.Key.Key_PageDown)
    press(console, Qt.Key.Key_B)
    press(console, Qt.Key.Key_B)
    stage.end()
    log = stage.recorder.log
    assert log.is_rehearsal
    assert [(entry.kind, entry.scene, entry.step) for entry in log.entries] == [
        ("scene", "title", 0),
        ("scene", "caspian", 0),
        ("scene", "caspian", 1),
        ("black", "caspian", 1),
        ("live", "caspian", 1),
        ("ended", "caspian", 1),
    ]
    report = stage.window.findChild(TimingReport)
    assert report and report.isVisible()
    report.close()


def test_a_plain_show_is_logged_and_its_report_waits_to_be_asked_for(qtbot: QtBot, stage: Stage) -> None:
    stage.start()
    settle(qtbot, stage)
    stage.end()
    assert stage.window.findChild(TimingReport) is None
    assert [entry.kind for entry in stage.recorder.log.entries] == ["scene", "ended"]
    stage.recorder.show_report()
    report = stage.window.findChild(TimingReport)
    assert report
    assert report.windowTitle() == "What was shown"
    report.close()
