"""A report of a problem: every part shown, each can stay out, nobody is named, and nothing is written by itself."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from data.settings import Settings, folders
from data.texts import load_texts
from ui.about import About
from ui.crash import CrashDialog
from ui.credits import DIRECT, packages
from ui.logs import FAULT, LOG
from ui.report import ReportDialog
from ui.report_parts import Owner, read_logs, whole_report, without_owner

ANNA = Owner(("/home/anna",), ("anna",))
WINDOWS_ANNA = Owner(("C:\\Users\\Anna Ö",), ("Anna Ö",))


@pytest.fixture
def logs() -> Iterator[Path]:
    """Return the state folder with both logs in it."""
    state = folders().state
    state.mkdir(parents=True, exist_ok=True)
    (state / LOG).write_text(f"line of the log in {Path.home()}/secret\n", encoding="utf-8")
    (state / FAULT).write_text("Fatal Python error: Segmentation fault\n", encoding="utf-8")
    yield state
    (state / FAULT).unlink()


@pytest.mark.parametrize(
    ("told", "owner", "left"),
    [
        ("/home/anna/talk.briefing", ANNA, "~/talk.briefing"),
        ("file:///home/anna/a%20b", ANNA, "file://~/a%20b"),
        ("anna@anna-laptop: annals of Annapolis", ANNA, "~@~-laptop: annals of Annapolis"),
        ("/home/anna-old/x", ANNA, "/home/~-old/x"),
        ("C:\\Users\\Anna Ö\\talk", WINDOWS_ANNA, "~\\talk"),
        ("'c:\\\\users\\\\anna ö\\\\talk'", WINDOWS_ANNA, "'~\\\\talk'"),
        ("file:///C:/Users/Anna%20%C3%96/talk", WINDOWS_ANNA, "file:///~/talk"),
        ("/home/田中/資料", Owner(("/home/田中",), ("田中",)), "~/資料"),
        ("田中さんの資料", Owner((), ("田中",)), "~さんの資料"),
    ],
)
def test_homes_and_names_are_written_as_a_tilde(told: str, owner: Owner, left: str) -> None:
    assert without_owner(told, owner) == left


def test_of_a_long_log_whole_lines_of_its_end_are_taken(tmp_path: Path) -> None:
    (tmp_path / LOG).write_text("".join(f"line {at}\n" for at in range(60_000)), encoding="utf-8")
    log = read_logs(tmp_path)["log"]
    assert log.endswith("line 59999\n") and log.startswith("line ") and len(log) <= 200_000
    assert read_logs(tmp_path / "nowhere") == {"log": "", "fault": ""}


def test_a_part_without_words_is_not_in_the_report() -> None:
    report = whole_report({"words": "", "check": "ok facts", "log": ""})
    assert "ok facts" in report and "Your words" not in report


def test_the_report_holds_exactly_what_is_shown_and_ticked(qtbot: QtBot, logs: Path, tmp_path: Path) -> None:
    dialog = ReportDialog(load_texts("en"), Settings(language="ja"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.text.setPlainText("I pressed F5.")
    qtbot.waitUntil(lambda: not dialog.is_gathering, timeout=60_000)
    shown: dict[str, str] = {}
    for row in range(dialog.list.count()):
        if not dialog.list.item(row).isHidden():
            dialog.list.setCurrentRow(row)
            shown[dialog.list.item(row).text()] = dialog.text.toPlainText().rstrip("\n")
    assert list(shown) == ["Your words", "Versions and settings", "Result of --check", "Log", "Log of crashes"]
    assert shown["Your words"] == "I pressed F5."
    assert "ok   facts" in shown["Result of --check"] and "language = 'ja'" in shown["Versions and settings"]
    assert "line of the log in ~/secret" in shown["Log"] and "Segmentation fault" in shown["Log of crashes"]
    assert all(text in dialog.report() for text in shown.values())
    assert str(Path.home()) not in dialog.report() and getpass.getuser() not in dialog.report()
    dialog.list.item(4).setCheckState(Qt.CheckState.Unchecked)
    assert "line of the log" not in dialog.report()
    dialog.save(tmp_path / "report.txt")
    qtbot.waitUntil(lambda: "was written" in dialog.said.text())
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == dialog.report()
    assert [file.name for file in tmp_path.iterdir()] == ["report.txt"]
    dialog.save(tmp_path / "nowhere" / "report.txt")
    qtbot.waitUntil(lambda: "was not written" in dialog.said.text())


def test_closing_while_the_check_runs_ends_it(qtbot: QtBot, logs: Path) -> None:
    dialog = ReportDialog(load_texts("ja"), Settings())
    dialog.show()
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_the_crash_dialog_leads_to_a_report_that_tells_of_the_crash(qtbot: QtBot, logs: Path) -> None:
    crash = CrashDialog("ValueError: why", load_texts("en"))
    qtbot.addWidget(crash)
    crash.show()
    crash.tell.click()
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, ReportDialog) and one.isVisible()]
    assert len(found) == 1
    assert "ValueError: why" in found[0].report()
    with qtbot.waitSignal(found[0].destroyed):
        found[0].close()


def test_about_tells_versions_licences_sources_and_borders(qtbot: QtBot, atlas: Atlas) -> None:
    about = About(atlas, load_texts("en"))
    qtbot.addWidget(about)
    about.show()
    told = about.page.toPlainText()
    assert all(part in told for part in ("Python 3.", "Qt 6.", "PySide6 6.", "Chromium 1", "German point of view"))
    qtbot.waitUntil(lambda: about.list.count() >= len(DIRECT))
    about.list.setCurrentRow(0)
    assert "Copyright" in about.licence.toPlainText()
    data = about.data.toPlainText()
    assert all(source.title in data for source in atlas.sources.values())


def test_about_asks_before_it_opens_a_page(qtbot: QtBot, atlas: Atlas) -> None:
    about = About(atlas, load_texts("en"))
    qtbot.addWidget(about)
    about.show()
    about.data.anchorClicked.emit("https://www.geonames.org")
    [box] = about.findChildren(QMessageBox)
    assert box.text() == "https://www.geonames.org"
    box.close()
    about.data.anchorClicked.emit("file:///etc/passwd")
    assert len([one for one in about.findChildren(QMessageBox) if one.isVisible()]) == 0


def test_every_package_in_use_names_its_licence() -> None:
    found = packages()
    assert {name.lower() for name in DIRECT} <= {package.name.lower() for package in found}
    assert [package.name for package in found if package.licence in ("", "?") or not package.version] == []
