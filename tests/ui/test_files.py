"""The document's file: opened, saved, asked about once, and safe whatever goes wrong."""

from __future__ import annotations

import json
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QProgressDialog, QPushButton
from pytestqt.qtbot import QtBot

from data.briefing.reading import read_briefing
from data.briefing.value import Briefing, Scene
from data.briefing.writing import write_briefing
from data.texts import load_texts
from maps.measures import Measures
from ui.briefing.files import SHIPPED
from ui.briefing.recent import COUNT, Recent
from ui.main_window import MainWindow
from ui.session import Session


@pytest.fixture(autouse=True)
def home(measures: Measures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home, once the measures are made in the shared one."""
    assert measures
    monkeypatch.setenv("CASPIAN_ATLAS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def window(qtbot: QtBot, session: Session, measures: Measures, home: Path) -> MainWindow:
    made = MainWindow(session, measures, QLabel("map"))
    qtbot.addWidget(made, before_close_func=lambda one: one.editor.document.stack.setClean())
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a briefing on disk."""
    path = tmp_path / "talk.briefing"
    write_briefing(path, titled("As saved"))
    return path


def titled(title: str) -> Briefing:
    return Briefing(title={"en": title})


def edit(window: MainWindow, title: str) -> None:
    document = window.editor.document
    document.edit("Rename", replace(document.briefing, title={"en": title}))


def rest(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is being read or written."""
    qtbot.waitUntil(lambda: not window.editor.files.lane.is_busy)


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.editor.files.open_path(path)
    rest(qtbot, window)


def saved(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.editor.files.save_to(path)
    rest(qtbot, window)


def question(window: MainWindow) -> QMessageBox:
    """Return the one question that is open."""
    boxes = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    assert boxes[0].windowModality() is Qt.WindowModality.WindowModal
    return boxes[0]


def answer(window: MainWindow, text: str) -> str:
    """Press a button of the open question; return what was asked."""
    box = question(window)
    next(button for button in box.buttons() if button.text() == text).click()
    return f"{box.text()} {box.informativeText()}"


@pytest.mark.parametrize(
    "name", ["plain", "with space & more", "中央アジア 報告", "it's “quoted”", "a[*]b", "%20#?", "<b>x</b>"]
)
def test_what_is_saved_is_what_is_opened_whatever_the_name(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str
) -> None:
    path = tmp_path / f"{name} folder" / f"{name}.briefing"
    if "/" in name:
        path = tmp_path / f"{name.replace('/', '-')}.briefing"
    path.parent.mkdir(exist_ok=True)
    edit(window, name)
    saved(qtbot, window, path)
    assert not window.editor.document.has_changes
    window.editor.files.new()
    assert window.editor.document.briefing == Briefing()
    opened(qtbot, window, path)
    assert window.editor.document.briefing == titled(name)
    assert window.editor.document.path == path
    assert window.editor.files.recent.files == (path,)
    window.menus.recent.fill()
    assert window.bar.title.text() == path.stem


def test_title_marker_and_status_follow_the_document(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    opened(qtbot, window, file)
    assert (window.windowTitle(), window.isWindowModified()) == ("talk", False)
    edit(window, "Another")
    assert (window.windowTitle(), window.isWindowModified()) == ("talk[*]", True)
    assert window.status.saved.text() == "Unsaved"
    window.menus.actions["file.save"].trigger()
    assert window.status.saved.text() == "Saving…"
    rest(qtbot, window)
    assert window.status.saved.text().startswith("Saved ")
    assert not window.isWindowModified()
    window.session.set_language("ja")
    at = window.status.saved.text()[-5:]
    assert load_texts("ja")("Saved {time}", time=at) in (window.status.saved.text(), f"Saved {at}")


def test_undo_and_redo_carry_the_name_of_the_edit(window: MainWindow) -> None:
    undo, redo = window.menus.actions["edit.undo"], window.menus.actions["edit.redo"]
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    window.editor.document.edit("Move {what}", titled("One"), what="A & B")
    assert (undo.text(), undo.isEnabled()) == ("Undo Move A && B", True)
    undo.trigger()
    assert window.editor.document.briefing == Briefing()
    assert (redo.text(), redo.isEnabled(), undo.isEnabled()) == ("Redo Move A && B", True, False)
    assert undo.text() == "Undo"


@pytest.mark.parametrize(
    ("choice", "on_disk", "shown"), [("Save", "Edited", "Other"), ("Discard", "As saved", "Other")]
)
def test_opening_another_file_asks_once(
    qtbot: QtBot, window: MainWindow, file: Path, tmp_path: Path, choice: str, on_disk: str, shown: str
) -> None:
    other = tmp_path / "other.briefing"
    write_briefing(other, titled("Other"))
    opened(qtbot, window, file)
    edit(window, "Edited")
    opened(qtbot, window, other)
    assert window.editor.document.briefing == titled("Edited")
    answer(window, choice)
    rest(qtbot, window)
    qtbot.waitUntil(lambda: window.editor.document.briefing == titled(shown))
    assert read_briefing(file).briefing == titled(on_disk)


def test_cancel_leaves_everything_as_it_is(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    edit(window, "Edited")
    opened(qtbot, window, file)
    answer(window, "Cancel")
    assert window.editor.document.briefing == titled("Edited")
    assert window.editor.document.has_changes
    window.menus.actions["file.new"].trigger()
    question(window).reject()
    assert window.editor.document.briefing == titled("Edited")


@pytest.mark.parametrize("choice", ["Save", "Discard", "Cancel"])
def test_closing_asks_once(qtbot: QtBot, window: MainWindow, file: Path, choice: str) -> None:
    opened(qtbot, window, file)
    edit(window, "Edited")
    assert not window.close()
    assert not window.close(), "a second try asks nothing more"
    answer(window, choice)
    qtbot.waitUntil(lambda: window.isVisible() is (choice == "Cancel"))
    rest(qtbot, window)
    assert read_briefing(file).briefing == titled("Edited" if choice == "Save" else "As saved")


def test_closing_without_changes_asks_nothing(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    opened(qtbot, window, file)
    assert window.close()


def test_an_edit_during_saving_stays_unsaved(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    opened(qtbot, window, file)
    hold = threading.Event()
    window.editor.files.lane.run(hold.wait, lambda _: None, lambda _: None)
    edit(window, "First")
    window.editor.files.save()
    edit(window, "Second")
    hold.set()
    rest(qtbot, window)
    document = window.editor.document
    assert read_briefing(file).briefing == titled("First")
    assert document.has_changes
    document.stack.undo()
    document.stack.undo()
    assert document.briefing == titled("As saved")
    assert document.has_changes, "the file holds another value"


def test_saving_twice_at_once_writes_both_in_order(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    opened(qtbot, window, file)
    for title in ("First", "Second"):
        edit(window, title)
        window.editor.files.save()
    qtbot.waitUntil(lambda: not window.editor.document.has_changes)
    rest(qtbot, window)
    assert read_briefing(file).briefing == titled("Second")
    assert read_briefing(file.with_name("talk.briefing.bak")).briefing == titled("First")


def test_a_stick_that_was_pulled_out_is_said_and_nothing_is_lost(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    edit(window, "First")
    saved(qtbot, window, stick / "talk.briefing")
    stick.rename(tmp_path / "pulled out")
    edit(window, "Second")
    window.editor.files.save()
    rest(qtbot, window)
    said = answer(window, "Save as…")
    assert said.startswith("talk.briefing was not saved: the folder is not there. The briefing stays open.")
    assert window.editor.document.has_changes
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "elsewhere.briefing"))
    rest(qtbot, window)
    assert read_briefing(tmp_path / "elsewhere.briefing").briefing == titled("Second")
    assert not window.editor.document.has_changes


@pytest.mark.skipif(not Path("/sys/kernel").exists(), reason="needs a folder that even root cannot write to")
def test_a_folder_that_cannot_be_written_to_is_said(qtbot: QtBot, window: MainWindow) -> None:
    edit(window, "First")
    saved(qtbot, window, Path("/sys/kernel/talk.briefing"))
    assert "talk.briefing was not saved: the folder cannot be written to." in answer(window, "Cancel")
    assert window.editor.document.has_changes
    assert window.editor.document.path is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_takes_no_more_leaves_the_file_as_it_was(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    import resource

    opened(qtbot, window, file)
    scenes = tuple(Scene(id=f"{n}", notes={"en": f"{n * 7919} " * 50}) for n in range(2000))
    window.editor.document.edit("Grow", Briefing(scenes=scenes))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, before[1]))
    try:
        window.editor.files.save()
        rest(qtbot, window)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "the disk takes no file that large" in answer(window, "Cancel")
    assert read_briefing(file).briefing == titled("As saved")
    assert window.editor.document.has_changes
    assert [path.name for path in file.parent.iterdir() if path.name != "home"] == ["talk.briefing"]


@pytest.mark.parametrize(("choice", "on_disk"), [("Overwrite", "Mine"), ("Cancel", "Theirs")])
def test_a_file_that_somebody_else_changed_is_asked_about(
    qtbot: QtBot, window: MainWindow, file: Path, choice: str, on_disk: str
) -> None:
    opened(qtbot, window, file)
    write_briefing(file, titled("Theirs"))
    edit(window, "Mine")
    window.editor.files.save()
    rest(qtbot, window)
    assert "was changed by another program" in answer(window, choice)
    rest(qtbot, window)
    assert read_briefing(file).briefing == titled(on_disk)
    assert window.editor.document.has_changes is (choice == "Cancel")
    if choice == "Overwrite":
        assert read_briefing(file.with_name("talk.briefing.bak")).briefing == titled("Theirs")


def test_a_broken_file_says_where_and_opens_what_can_be_saved(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "broken.briefing"
    scenes = [{"id": "good", "title": {"en": "Good"}}, {"id": "bad", "seconds": "ten"}]
    path.write_text(json.dumps({"format": "caspian-briefing", "version": 1, "scenes": scenes}))
    was = path.read_bytes()
    opened(qtbot, window, path)
    said = answer(window, "Open what can be saved")
    assert said.startswith("Could not open broken.briefing: ")
    assert "scenes[1]" in said
    document = window.editor.document
    assert document.briefing.scenes[0].id == "good"
    assert document.path is None
    assert document.has_changes
    assert path.read_bytes() == was
    bar = window.editor.files.notices.bar
    assert bar
    assert bar.isVisible()
    assert "broken.briefing" in bar.label.text()


@pytest.mark.parametrize("content", [b"", b"no briefing", b"PK\x03\x04 torn"])
def test_what_is_no_briefing_is_said(qtbot: QtBot, window: MainWindow, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.briefing"
    path.write_bytes(content)
    edit(window, "Mine")
    opened(qtbot, window, path)
    assert "Could not open x.briefing: " in answer(window, "Close")
    assert window.editor.document.briefing == titled("Mine")


def test_a_newer_version_opens_to_be_looked_at(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "newer.briefing"
    content = {"format": "caspian-briefing", "version": 99, "title": {"en": "Newer"}, "scenes": [], "magic": 1}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("briefing.json", json.dumps(content))
    was = path.read_bytes()
    opened(qtbot, window, path)
    assert window.editor.document.is_read_only
    assert window.windowTitle() == "newer (read-only)"
    bar = window.editor.files.notices.bar
    assert bar
    assert "newer version" in bar.label.text()
    edit(window, "Mine")
    window.editor.files.save()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit(str(path))
    assert "is kept as it is" in answer(window, "Cancel")
    rest(qtbot, window)
    assert path.read_bytes() == was


def test_the_shipped_briefing_is_kept_as_it_is(qtbot: QtBot, window: MainWindow) -> None:
    window.editor.start(None)
    rest(qtbot, window)
    document = window.editor.document
    assert document.path == SHIPPED
    assert document.briefing.scenes
    assert not document.has_changes
    assert window.windowTitle() == document.briefing.title["en"]
    assert window.editor.files.recent.files == ()
    edit(window, "Mine")
    window.editor.files.save()
    dialog = window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.directory().path()) != SHIPPED.parent


def test_the_same_file_again_is_said_to_be_open(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    opened(qtbot, window, file)
    opened(qtbot, window, file)
    assert window.statusBar().currentMessage() == "talk.briefing is open already."
    write_briefing(file, titled("Theirs"))
    opened(qtbot, window, file)
    assert window.editor.document.briefing == titled("Theirs")


def test_saving_through_a_link_keeps_the_link(qtbot: QtBot, window: MainWindow, file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.briefing"
    link.symlink_to(file)
    opened(qtbot, window, link)
    edit(window, "Edited")
    window.editor.files.save()
    rest(qtbot, window)
    assert link.is_symlink()
    assert read_briefing(file).briefing == titled("Edited")


def test_reading_that_takes_long_can_be_stopped(qtbot: QtBot, window: MainWindow, file: Path) -> None:
    hold = threading.Event()
    window.editor.files.lane.run(hold.wait, lambda _: None, lambda _: None)
    window.editor.files.open_path(file)
    progress = window.findChild(QProgressDialog)
    assert isinstance(progress, QProgressDialog)
    qtbot.waitUntil(progress.isVisible)
    progress.findChildren(QPushButton)[0].click()
    hold.set()
    rest(qtbot, window)
    assert window.editor.document.briefing == Briefing()


def test_recent_files_are_the_last_ten_and_survive_a_broken_list(tmp_path: Path) -> None:
    path = tmp_path / "recent.json"
    recent = Recent(path)
    for number in range(COUNT + 3):
        recent.add(tmp_path / f"{number} 報告.briefing")
    recent.add(tmp_path / "5 報告.briefing")
    assert recent.files[:2] == (tmp_path / "5 報告.briefing", tmp_path / "12 報告.briefing")
    assert len(recent.files) == COUNT
    assert Recent(path).files == recent.files
    for broken in (b"\xff", b"{", b"{}", b'[1, null, "relative", "\\u0000"]', b"[" * 100_000):
        path.write_bytes(broken)
        assert Recent(path).files == ()


def test_a_recent_file_that_vanished_is_greyed_and_leaves_the_list(
    qtbot: QtBot, window: MainWindow, file: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "gone.briefing"
    for path in (file, gone):
        window.editor.files.recent.add(path)
    menu = window.menus._menus["recent"]
    menu.aboutToShow.emit()
    qtbot.waitUntil(lambda: [action.isEnabled() for action in menu.actions()] == [False, True])
    window.editor.files.open_recent(gone)
    rest(qtbot, window)
    assert window.editor.files.recent.files == (file,)
    assert window.statusBar().currentMessage() == "gone.briefing is not there any more."
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: window.editor.document.path == file)


def drop(window: MainWindow, *paths: Path) -> bool:
    """Drag files in and drop them; return whether the window took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(50, 300), copy, data, left, none)
    entered.ignore()
    QApplication.sendEvent(window, entered)
    if entered.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPointF(50, 300), copy, data, left, none))
    return entered.isAccepted()


def test_a_dropped_briefing_is_opened_and_the_others_are_said(
    qtbot: QtBot, window: MainWindow, file: Path, tmp_path: Path
) -> None:
    assert drop(window, tmp_path / "notes.txt", file, tmp_path / "two.briefing")
    qtbot.waitUntil(lambda: window.editor.document.path == file)
    assert window.statusBar().currentMessage() == "talk.briefing is opened; 2 other files were left alone."


def test_a_dropped_folder_is_said_and_other_files_are_left_to_others(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert drop(window, folder)
    qtbot.waitUntil(lambda: window.statusBar().currentMessage().startswith("folder is no briefing."))
    assert not drop(window, tmp_path / "picture.png")


def test_the_window_stays_alive_while_a_large_briefing_is_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    scenes = tuple(Scene(id=f"{n}", notes={"en": f"{n * 7919} " * 400}) for n in range(1500))
    window.editor.document.edit("Grow", Briefing(scenes=scenes))
    beats: list[bool] = []
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: beats.append(window.editor.document.has_changes))
    timer.start()
    saved(qtbot, window, tmp_path / "large.briefing")
    timer.stop()
    assert not window.editor.document.has_changes
    assert any(beats), "the window's timer ran while the briefing was being saved"
