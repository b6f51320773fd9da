"""One running program: what a second start, or the system, asks of it, and what strangers say at its door."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QObject, QUrl
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from data.briefing.value import Briefing
from data.briefing.writing import write_briefing
from data.texts import load_texts
from ui.arguments import parse
from ui.background import run_in_background
from ui.handover.arrivals import Arrivals
from ui.handover.door import REFUSED, TAKEN, Door, door_folder
from ui.handover.meeting import meet
from ui.handover.request import BYTES, Request, decode, encode, request_of
from ui.main_window import MainWindow

ROOT = Path(__file__).parent.parent.parent
ODD = ("two words.briefing", "日本 地図.briefing", "\"quoted\" 'twice'.briefing", "100% #1?.briefing")


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a door folder of its own, with a short name."""
    folder = tmp_path / "run"
    folder.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path) -> Iterator[Door]:
    """Return a door that is held, as of a running program."""
    made = Door(tmp_path)
    assert made.hold()
    yield made
    made.close()


@pytest.fixture
def arrivals(window: MainWindow) -> Arrivals:
    """Return what receives files for a window whose start is over."""
    made = Arrivals(window)
    window.editor.document.open(Briefing(title={"en": "At first"}), {}, None)
    return made


def briefing(folder: Path, name: str) -> Path:
    path = folder / name
    write_briefing(path, Briefing(title={"en": name}))
    return path


def in_background(qtbot: QtBot, work: Callable[[], Any]) -> Any:
    """Do on another thread what another process does, while this one answers."""
    out: list[Any] = []
    parent = QObject()
    run_in_background(work, out.append, out.append, parent)
    qtbot.waitUntil(lambda: bool(out))
    return out[0]


def second_start(qtbot: QtBot, home: Path, request: Request) -> str:
    """Let another process hand over a request, while this one answers; return what came of it there."""
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from ui.handover.meeting import meet; from ui.handover.request import decode;"
        "app = QCoreApplication([]); print(meet(Path(sys.argv[1]), decode(sys.argv[2].encode())))"
    )
    asked = [sys.executable, "-c", code, str(home), encode(request).decode()]
    done = in_background(qtbot, lambda: subprocess.run(asked, capture_output=True, text=True, check=True, cwd=ROOT))
    return str(done.stdout).strip()


def told(window: MainWindow) -> str:
    bar = window.editor.files.notices.bar
    return bar.label.text() if bar and bar.isVisible() else ""


def test_a_request_survives_the_way_whatever_the_file_is_called(
    qtbot: QtBot, tmp_path: Path, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    request = request_of([Path(name) for name in ODD], presents=True)
    assert [file.parent for file in request.files] == [tmp_path] * len(ODD)
    with qtbot.waitSignal(door.asked) as asked:
        assert second_start(qtbot, tmp_path, request) == "taken"
    assert asked.args == [request]


def test_a_file_may_be_given_as_a_url(tmp_path: Path) -> None:
    for name in ODD:
        path = tmp_path / name
        url = QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)
        assert parse([url]).files == [path]
        assert parse([str(path)]).file == path
    for wrong in ("file://elsewhere/x.briefing", ""):
        with pytest.raises(SystemExit):
            parse([wrong])


@pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")
def test_what_a_dead_program_left_is_no_obstacle(qtbot: QtBot, tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from ui.handover.door import Door; app = QCoreApplication([]); door = Door(Path(sys.argv[1]));"
        "print(door.hold()); sys.stdout.flush(); os.kill(os.getpid(), 9)"
    )
    died = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert died.stdout.strip() == "True"
    folder = door_folder()
    assert folder and len(list(folder.iterdir())) == 2, "a socket and a lock are left"
    mine = meet(tmp_path, Request())
    assert isinstance(mine, Door) and mine.is_held
    mine.close()


@pytest.mark.expects_log
def test_a_program_that_hangs_is_told_soon_and_does_not_act_when_it_wakes(
    qtbot: QtBot, tmp_path: Path, door: Door
) -> None:
    asked: list[object] = []
    door.asked.connect(asked.append)
    assert meet(tmp_path, Request((tmp_path / "x",)), patience_s=0.2) == "silent", "nobody runs the door's event loop"
    later = Request((tmp_path / "y",))
    assert second_start(qtbot, tmp_path, later) == "taken"
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [later]


@pytest.mark.expects_log
@pytest.mark.skipif(sys.platform == "win32", reason="Unix sockets")
def test_nobody_else_reaches_the_door(tmp_path: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = door_folder()
    assert folder and folder.parent == runtime
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    assert door_folder() == folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.rmdir()
    folder.symlink_to(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(runtime))
    assert door_folder() is None, "a link that somebody else may have laid is not followed"


@pytest.mark.expects_log
def test_without_a_place_for_a_door_the_program_starts_all_the_same(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(blocked))
    found = meet(tmp_path, Request())
    assert isinstance(found, Door) and not found.is_held


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"hello\n",
        b"[]\n",
        b"\xff\xfe\n",
        b"[" * 50_000 + b"\n",
        encode(Request()).replace(b'"v": 1', b'"v": 2'),
        encode(Request((Path("relative"),))),
        json.dumps({"v": 1, "files": ["/a\0b"], "presents": False, "token": ""}).encode() + b"\n",
        json.dumps({"v": 1, "files": ["/x"] * 40, "presents": False, "token": ""}).encode() + b"\n",
        json.dumps({"v": 1, "files": [], "presents": 1, "token": ""}).encode() + b"\n",
        json.dumps({"v": 1, "files": [], "presents": True, "token": "a b\n"}).encode() + b"\n",
    ],
    ids=range(11),
)
def test_what_is_no_request_is_refused(line: bytes) -> None:
    with pytest.raises(ValueError):
        decode(line)


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="Unix sockets")
def test_garbage_at_the_door_is_refused_and_the_next_guest_is_served(qtbot: QtBot, tmp_path: Path, door: Door) -> None:
    asked: list[object] = []
    door.asked.connect(asked.append)

    def say(*said: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX) as guest:
            guest.settimeout(5)
            guest.connect(door.name)
            try:
                for part in said:
                    guest.sendall(part)
                return guest.recv(100)
            except (BrokenPipeError, ConnectionResetError):
                return b""

    assert in_background(qtbot, lambda: say(b"GET / HTTP/1.1\r\n")) == REFUSED
    assert in_background(qtbot, lambda: say(b"x" * (BYTES * 3))) == b""
    assert in_background(qtbot, lambda: say(encode(Request()))) == TAKEN  # and goes without agreeing
    assert second_start(qtbot, tmp_path, Request(presents=True)) == "taken"
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [Request(presents=True)]


def test_the_first_file_opens_and_the_others_wait_in_a_notice(
    qtbot: QtBot, window: MainWindow, arrivals: Arrivals, tmp_path: Path
) -> None:
    one, two, three = (briefing(tmp_path, name) for name in ODD[:3])
    document = window.editor.document
    qtbot.waitUntil(lambda: arrivals._is_started)
    arrivals.take(Request((one, two)))
    arrivals.take(Request((three,)))  # the desktop started a process for each
    qtbot.waitUntil(lambda: document.path == one)
    assert two.name in told(window)
    bar = window.editor.files.notices.bar
    assert bar
    bar.buttons[0].click()
    qtbot.waitUntil(lambda: document.path == two)
    assert three.name in told(window), "a notice of a file is not about the document on show"
    window.session.set_language("ja")
    assert bar.buttons[0].text() == load_texts("ja")("Open")


def test_what_is_unsaved_is_asked_about_first(
    qtbot: QtBot, window: MainWindow, arrivals: Arrivals, tmp_path: Path
) -> None:
    one, two = briefing(tmp_path, "one.briefing"), briefing(tmp_path, "two.briefing")
    document = window.editor.document
    document.edit("Rename", replace(document.briefing, title={"en": "Not saved"}))
    arrivals.take(Request((one,)))
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    arrivals._opened_at -= 60
    arrivals.take(Request((two,)))  # while the question is open
    assert two.name in told(window)
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    next(button for button in box.buttons() if button.text() == "Cancel").click()
    assert document.briefing.title == {"en": "Not saved"}


def test_a_file_waits_until_the_start_is_over(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    arrivals = Arrivals(window)
    file = briefing(tmp_path, "early.briefing")
    arrivals.take(Request((file,)))
    window.editor.start(None)
    qtbot.waitUntil(lambda: window.editor.document.path == file)


def test_during_a_show_the_audience_sees_nothing_of_it(
    qtbot: QtBot, window: MainWindow, arrivals: Arrivals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = briefing(tmp_path, "late.briefing")
    stage, document = window.stage, window.editor.document
    qtbot.waitUntil(lambda: arrivals._is_started)
    stage.is_running = True  # without the windows of a show, which need the page
    window.hide()
    arrivals.take(Request((file,)))
    assert stage.chips == (load_texts("en")("A file was asked for: it waits until the show has ended."),)
    arrivals.take(Request())
    assert not window.isVisible(), "nothing comes to the front"
    stage.is_running = False
    assert document.path is None
    stage.ended.emit()
    qtbot.waitUntil(lambda: document.path == file)


def test_a_briefing_handed_over_to_be_presented_is_presented_once_it_is_open(
    qtbot: QtBot, window: MainWindow, arrivals: Arrivals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Path | None] = []
    document = window.editor.document
    monkeypatch.setattr(window.stage, "start", lambda: started.append(document.path))
    file = briefing(tmp_path, "talk.briefing")
    qtbot.waitUntil(lambda: arrivals._is_started)
    arrivals.take(Request((tmp_path / "is not there.briefing",), presents=True))
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    box.reject()
    arrivals._opened_at -= 60
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    arrivals.take(Request((file,)))
    qtbot.waitUntil(lambda: document.path == file)
    assert started == []
    arrivals._opened_at -= 60
    arrivals.take(Request((file,), presents=True))
    assert started == [file], "it is open already"
    arrivals.take(Request(presents=True))
    assert started == [file, file]


def test_a_file_that_the_system_asks_to_open_is_taken_even_before_there_is_a_window(qtbot: QtBot) -> None:
    """In a process of its own: one may only have one application object, and this one has another."""
    code = """
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from ui.application import Application
app, taken = Application(["x"]), []
app.sendEvent(app, QFileOpenEvent("/a b/日本.briefing"))
app.give_files_to(taken.append)
app.sendEvent(app, QFileOpenEvent(QUrl("file:///c%20d.briefing")))
print([str(path) for path in taken])
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.stdout.strip() == "['/a b/日本.briefing', '/c d.briefing']"
