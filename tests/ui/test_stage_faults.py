"""Nothing stops the show: dead pages, a system that may not be kept awake, notices, windows that are closed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from maps.cache import Prepared
from maps.measures import Measures
from tests.ui.stage_samples import WAIT_MS, colours, differing, opened, picture, press, settle
from ui.map.view import MapView
from ui.session import Session
from ui.stage.awake import Awake
from ui.stage.hall import RESTARTED
from ui.stage.stage import SLEEPY, Stage


@pytest.fixture
def stage(
    qtbot: QtBot, session: Session, prepared: Prepared, measures: Measures, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """Return a stage whose show is at its second scene, with both maps at rest."""
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    with opened(qtbot, session, prepared, measures) as made:
        made.start(1)
        settle(qtbot, made)
        yield made


def kill(view: MapView) -> None:
    os.kill(view.web.page.renderProcessPid(), signal.SIGKILL)


@pytest.mark.expects_log
def test_a_dead_page_keeps_its_still_and_comes_back_with_the_scene(qtbot: QtBot, stage: Stage) -> None:
    audience = stage.hall.map
    assert audience
    qtbot.waitUntil(lambda: not audience.still.isNull(), timeout=WAIT_MS)
    before, scene = picture(stage), stage.audience.scene
    with qtbot.waitSignal(audience.watchdog.restart, timeout=WAIT_MS):
        kill(audience)
    assert RESTARTED in stage.chips
    assert differing(picture(stage), before, by=100) < 60, "the still, without a word on it"
    stage.next()
    assert stage.show.step == 1
    stage.previous()
    settle(qtbot, stage)
    assert stage.audience.scene == scene
    qtbot.waitUntil(lambda: differing(picture(stage), before, by=100) == 0, timeout=WAIT_MS)


@pytest.mark.expects_log
def test_a_black_screen_stays_black_while_the_page_restarts(qtbot: QtBot, stage: Stage) -> None:
    audience = stage.hall.map
    assert audience
    stage.black()
    with qtbot.waitSignal(audience.ready, timeout=WAIT_MS):
        kill(audience)
        qtbot.waitSignal(audience.watchdog.restart, timeout=WAIT_MS)
        assert colours(picture(stage)) == {0}
    assert colours(picture(stage)) == {0}
    settle(qtbot, stage)
    assert stage.show.state == "black" and colours(picture(stage)) == {0}


@pytest.mark.expects_log
def test_the_speakers_page_may_die_without_the_audience_noticing(qtbot: QtBot, stage: Stage) -> None:
    before, view = picture(stage), stage.window.map_view
    assert isinstance(view, MapView)
    with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
        kill(view)
    settle(qtbot, stage)
    assert picture(stage) == before
    stage.next()
    assert stage.audience.scene.selected == stage.speaker.scene.selected == ("KZ",)


def test_sleep_is_held_off_and_let_go(monkeypatch: pytest.MonkeyPatch, stage: Stage) -> None:
    assert SLEEPY not in stage.chips
    awake = Awake()
    assert awake.hold()
    awake.release()
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    stage.end()
    stage.start()
    assert stage.is_running
    assert stage.chips == (SLEEPY,)


def test_notices_of_the_program_never_reach_the_audience(qtbot: QtBot, stage: Stage) -> None:
    before = picture(stage)
    stage.window.editor.files.say("The autosave failed: no room.")
    stage.window.statusBar().showMessage("Something", 5000)
    stage.marks.tell(RESTARTED)
    qtbot.wait(50)
    assert picture(stage) == before


def test_closing_a_window_asks_instead(qtbot: QtBot, stage: Stage) -> None:
    audience, console = stage.hall.audience, stage.hall.console
    assert audience and console
    audience.close()
    assert stage.is_running and stage.show.asks and audience.isVisible()
    stage.resume()
    console.close()
    assert stage.is_running and stage.show.asks and console.isVisible()
    stage.resume()


def test_two_shows_in_a_row_leave_no_window_behind(qtbot: QtBot, stage: Stage) -> None:
    stage.end()
    assert stage.hall.audience is None and stage.hall.console is None
    stage.start(3)
    settle(qtbot, stage)
    assert stage.hall.console
    press(stage.hall.console, Qt.Key.Key_PageUp)
    assert stage.show.scene == 2
