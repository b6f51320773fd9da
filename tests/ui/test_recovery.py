"""After a crash nothing is torn or lost: autosave, what the next start offers, and fifty kills."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from data.briefing.reading import read_briefing
from data.briefing.value import Briefing
from data.briefing.writing import write_briefing
from data.texts import load_texts
from maps.measures import Measures
from tests.ui.programs import saving
from ui.briefing.keeping import Kept, find, recovery_folder, write_note
from ui.briefing.processes import Process, began, is_running, this_process
from ui.main_window import MainWindow
from ui.session import Session

KILLS = 50
SIDE_BY_SIDE = 2
LONGEST_S = 0.25
"""A child is killed at most so long after its first word."""


@pytest.fixture(autouse=True)
def home(measures: Measures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home, once the measures are made in the shared one."""
    assert measures
    monkeypatch.setenv("CASPIAN_ATLAS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def make(qtbot: QtBot, session: Session, measures: Measures) -> Callable[[], MainWindow]:
    """Return a way to open a window, as a start of the program does."""

    def window() -> MainWindow:
        made = MainWindow(session, measures, QLabel("map"))
        qtbot.addWidget(made, before_close_func=lambda one: one.editor.document.stack.setClean())
        made.show()
        qtbot.waitExposed(made)
        return made

    return window


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a briefing on disk."""
    path = tmp_path / "my briefing.briefing"
    write_briefing(path, titled("As saved"))
    return path


def titled(title: str) -> Briefing:
    return Briefing(title={"en": title})


def edit(window: MainWindow, title: str) -> None:
    document = window.editor.document
    document.edit("Rename", replace(document.briefing, title={"en": title}))


def leave(name: str, briefing: Briefing, original: Path | None, *, pid: int = 0, began: str = "long ago") -> Kept:
    """Leave an autosave as a process does that died; by default one with a number that was given out again."""
    owner = Process(pid or os.getpid(), began, this_process().computer)
    kept = Kept(recovery_folder() / f"{name}.briefing", owner, name, original)
    write_note(kept)
    write_briefing(kept.file, briefing)
    return kept


def start(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    """Do what a start of the program does, and wait until it is done."""
    window.editor.start(file)
    qtbot.waitUntil(lambda: not window.editor.files.lane.is_busy)


def press(window: MainWindow, text: str) -> None:
    bar = window.editor.files.notices.bar
    assert bar
    next(button for button in bar.buttons if button.text() == text).click()


def told(window: MainWindow) -> str:
    bar = window.editor.files.notices.bar
    return bar.label.text() if bar and bar.isVisible() else ""


def keep(qtbot: QtBot, window: MainWindow) -> Path:
    with qtbot.waitSignal(window.editor.autosave.kept):
        window.editor.autosave.keep()
    path = window.editor.autosave.file
    assert path
    return path


def test_an_edit_is_kept_after_a_pause_and_at_the_latest_after_half_a_minute(make: Callable[[], MainWindow]) -> None:
    window = make()
    autosave = window.editor.autosave
    assert (autosave.quiet.interval(), autosave.longest.interval()) == (5_000, 30_000)
    edit(window, "One")
    assert autosave.quiet.isActive()
    before = autosave.longest.remainingTime()
    edit(window, "Two")
    assert autosave.longest.remainingTime() <= before


def test_what_is_kept_is_the_document_and_the_own_file_stays_as_it_was(
    qtbot: QtBot, make: Callable[[], MainWindow], file: Path
) -> None:
    window = make()
    start(qtbot, window, file)
    edit(window, "Not saved")
    window.editor.autosave.quiet.setInterval(0)
    with qtbot.waitSignal(window.editor.autosave.kept):
        edit(window, "Not saved yet")
    kept = window.editor.autosave.file
    assert kept
    assert read_briefing(kept).briefing == titled("Not saved yet")
    assert json.loads(kept.with_suffix(".json").read_text())["original"] == str(file)
    assert read_briefing(file).briefing == titled("As saved")
    assert window.status.saved.text().startswith("Unsaved, autosave ")


@pytest.mark.parametrize("way", ["save", "undo", "discard", "open"])
def test_nothing_is_left_once_nothing_is_unsaved(
    qtbot: QtBot, make: Callable[[], MainWindow], file: Path, way: str
) -> None:
    window = make()
    start(qtbot, window, file)
    edit(window, "Not saved")
    kept = keep(qtbot, window)
    match way:
        case "save":
            window.editor.files.save()
            qtbot.waitUntil(lambda: not window.editor.document.has_changes)
        case "undo":
            window.editor.document.stack.undo()
        case "discard":
            window.editor.files._close()
        case "open":
            window.editor.files.take(Briefing(), {}, None)
    qtbot.waitUntil(lambda: not any(kept.parent.iterdir()))


def test_after_a_crash_the_autosave_is_offered_and_restored(
    qtbot: QtBot, make: Callable[[], MainWindow], file: Path
) -> None:
    kept = leave("talk", titled("Not saved"), file)
    window = make()
    start(qtbot, window, file)
    document = window.editor.document
    assert document.briefing == titled("As saved")
    assert told(window).startswith("Recovered your last autosave (")
    press(window, "Restore")
    qtbot.waitUntil(lambda: document.briefing == titled("Not saved"))
    assert document.has_changes
    assert document.path == file
    assert kept.file.exists(), "it is kept until the document is saved"
    assert find().left == (), "it belongs to this process now"
    window.editor.files.save()
    qtbot.waitUntil(lambda: not document.has_changes)
    assert read_briefing(file).briefing == titled("Not saved")
    qtbot.waitUntil(lambda: not kept.file.exists() and not kept.note.exists())


def test_restoring_asks_about_what_was_edited_meanwhile(
    qtbot: QtBot, make: Callable[[], MainWindow], file: Path
) -> None:
    from PySide6.QtWidgets import QMessageBox

    leave("talk", titled("Not saved"), file)
    window = make()
    start(qtbot, window, file)
    edit(window, "Edited meanwhile")
    press(window, "Restore")
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == "Discard").click()
    qtbot.waitUntil(lambda: window.editor.document.briefing == titled("Not saved"))


def test_discard_removes_and_later_leaves(qtbot: QtBot, make: Callable[[], MainWindow], file: Path) -> None:
    first = leave("first", titled("First"), file)
    second = leave("second", titled("Second"), None)
    os.utime(first.file, (1_000_000_000, 1_000_000_000))
    window = make()
    start(qtbot, window, file)
    assert told(window).endswith("second")
    press(window, "Later")
    assert told(window).endswith("first")
    assert "(2001-09-" in told(window)
    press(window, "Discard")
    assert told(window) == ""
    qtbot.waitUntil(lambda: not first.file.exists())
    assert second.file.exists()


def test_the_offer_follows_the_language(
    qtbot: QtBot, make: Callable[[], MainWindow], file: Path, session: Session
) -> None:
    leave("talk", titled("Not saved"), file)
    window = make()
    start(qtbot, window, file)
    session.set_language("ja")
    texts = load_texts("ja")
    bar = window.editor.files.notices.bar
    assert bar
    assert [button.text() for button in bar.buttons] == [texts("Restore"), texts("Discard"), texts("Later")]


def test_a_file_that_cannot_be_opened_is_stood_in_for_by_its_autosave(
    qtbot: QtBot, make: Callable[[], MainWindow], file: Path
) -> None:
    leave("talk", titled("Not saved"), file)
    file.write_bytes(b"torn")
    window = make()
    start(qtbot, window, file)
    qtbot.waitUntil(lambda: told(window).startswith("Could not open my briefing.briefing: "))
    assert "Opened your last autosave (" in told(window)
    assert window.editor.document.briefing == titled("Not saved")
    bar = window.editor.files.notices.bar
    assert bar
    assert [button.text() for button in bar.buttons][:2] == ["Show file", "Start empty"]


def test_what_was_saved_before_the_crash_is_not_offered(
    qtbot: QtBot, make: Callable[[], MainWindow], file: Path
) -> None:
    kept = leave("talk", titled("As saved"), file)
    window = make()
    start(qtbot, window, file)
    assert told(window) == ""
    assert not kept.file.exists()


def test_a_document_that_another_window_has_open_is_left_alone(file: Path) -> None:
    mine = this_process()
    kept = leave("talk", titled("Not saved"), file, pid=mine.pid, began=mine.began)
    assert find().left == ()
    assert kept.file.exists()


def test_an_autosave_of_another_computer_is_offered_when_it_is_a_week_old(file: Path) -> None:
    kept = leave("talk", titled("Not saved"), file)
    note = json.loads(kept.note.read_text())
    note["owner"]["computer"] = "another"
    kept.note.write_text(json.dumps(note))
    assert find().left == ()
    os.utime(kept.file, (1_000_000_000, 1_000_000_000))
    assert len(find().left) == 1


@pytest.mark.parametrize("note", [b"", b"[]", b"{}", b'{"owner": 3}', b'{"owner":{"pid":1e999}}', b"\xff", None])
def test_a_broken_note_does_not_hide_an_autosave(file: Path, note: bytes | None) -> None:
    kept = leave("talk", titled("Not saved"), file)
    if note is None:
        kept.note.unlink()
    else:
        kept.note.write_bytes(note)
    assert [left.kept.original for left in find().left] == [None]


def test_a_broken_autosave_is_set_aside_and_said(qtbot: QtBot, make: Callable[[], MainWindow], file: Path) -> None:
    kept = leave("talk", titled("Not saved"), file)
    kept.file.write_bytes(kept.file.read_bytes()[:-40])
    window = make()
    start(qtbot, window, file)
    assert told(window).startswith("An autosave is broken. It was set aside as ")
    assert not kept.file.exists()
    assert (kept.file.parent / "broken" / kept.file.name).exists()
    assert window.editor.document.briefing == titled("As saved")


def test_the_autosave_before_a_broken_one_is_offered(file: Path) -> None:
    kept = leave("talk", titled("Before"), file)
    write_briefing(kept.file, titled("After"))
    kept.file.write_bytes(b"")
    found = find()
    assert len(found.broken) == 1
    assert read_briefing(found.left[0].kept.file).briefing == titled("Before")


@pytest.mark.expects_log
def test_an_autosave_that_fails_is_said_once(
    qtbot: QtBot, make: Callable[[], MainWindow], home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    window = make()
    home.mkdir(exist_ok=True)
    (home / "state").write_text("in the way")
    autosave = window.editor.autosave
    edit(window, "One")
    with qtbot.waitSignal(autosave.failed):
        autosave.keep()
    assert "The autosave failed: " in window.statusBar().currentMessage()
    window.statusBar().clearMessage()
    edit(window, "Two")
    autosave.keep()
    qtbot.waitUntil(lambda: not autosave._lane.is_busy)
    assert window.statusBar().currentMessage() == ""
    assert len([record for record in caplog.records if "autosave failed" in record.getMessage()]) == 1
    (home / "state").unlink()
    assert read_briefing(keep(qtbot, window)).briefing == titled("Two")


def test_a_process_is_told_from_a_later_one_with_its_number() -> None:
    mine = this_process()
    assert is_running(mine)
    assert not is_running(Process(mine.pid, "another time", mine.computer))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert began(ended.pid) is None


def first_number(path: Path) -> int:
    return int(read_briefing(path).briefing.title["en"]) + 1 if path.exists() else 1


class Child:
    """A process that edits and saves in a folder, on top of what the one before it left there."""

    def __init__(self, forks: ForkServerContext, folder: Path) -> None:
        """Start it."""
        path = folder / "talk.briefing"
        self.folder = folder
        self._pipe, its_end = forks.Pipe(duplex=False)
        asked = (path, first_number(path) + 1000, folder / "home", its_end)
        self._process = forks.Process(target=saving.run, args=asked)
        self._process.start()
        its_end.close()

    def kill(self, after_s: float) -> dict[str, int]:
        """Kill it some time after its first word; return the last number it said with each word."""
        with os.fdopen(os.dup(self._pipe.fileno())) as said:
            words = [said.readline()]
            self._process.join(after_s)
            self._process.kill()
            words += said
        self._process.join()
        self._pipe.close()
        assert self._process.exitcode == -signal.SIGKILL, "it must not end by itself"
        return {word: int(number) for word, number in (line.split() for line in words if line)}


def check(folder: Path, said: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare what lies in a folder with what the child that died there had said."""
    path = folder / "talk.briefing"
    saved, kept = said.get("saved", 0), said.get("kept", 0)
    number = 0
    if path.exists():
        briefing = read_briefing(path).briefing
        number = int(briefing.title["en"])
        assert briefing == saving.value_of(number), "what is saved is torn"
        assert saved <= number <= said["saving"] or (not saved and number < said["saving"])
        backup = path.with_name(f"{path.name}.bak")
        assert not backup.exists() or read_briefing(backup).briefing.title["en"].isdigit()
    else:
        assert not saved
    monkeypatch.setenv("CASPIAN_ATLAS_HOME", str(folder / "home"))
    found = find()
    assert found.broken == ()
    newest = 0
    for left in found.left:
        briefing = read_briefing(left.kept.file).briefing
        newest = max(newest, int(briefing.title["en"]))
        assert briefing == saving.value_of(int(briefing.title["en"])), "what is kept is torn"
        assert left.kept.original == path
    assert max(number, newest) >= max(saved, kept), "something is lost"


@pytest.mark.skipif(sys.platform == "win32", reason="processes do not fork there")
def test_fifty_kills_tear_and_lose_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seed = random.randrange(1_000_000)  # noqa: S311  moments, not secrets
    print(f"seed {seed}")
    moments = random.Random(seed)  # noqa: S311
    folders = [tmp_path / f"{side}" for side in range(SIDE_BY_SIDE)]
    for folder in folders:
        folder.mkdir()
    forks = get_context("forkserver")
    forks.set_forkserver_preload(["tests.ui.programs.saving"])
    words = 0
    for _ in range(KILLS // SIDE_BY_SIDE):
        for child in [Child(forks, folder) for folder in folders]:
            said = child.kill(moments.uniform(0.0, LONGEST_S))
            words += len(said)
            check(child.folder, said, monkeypatch)
    assert words > KILLS, "the children were killed before they did anything"
