"""Ready to brief?, as a user asks it: Ctrl+R, the list, *Go to* and *Fix*, and the pictures drawn out of sight."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from data.briefing.edits import with_part
from data.briefing.value import Briefing, Scene
from maps.cache import Prepared
from maps.ready import Finding
from tests.data.briefing_samples import picture
from tests.maps.ready_samples import FAULTS, TEN, sound, three, with_scene
from ui.briefing.ready import Ready
from ui.briefing.ready_panel import ReadyPanel
from ui.briefing.ready_spots import go_to_spot
from ui.main_window import MainWindow
from ui.session import Session

WAIT_MS = 60_000
CTRL = Qt.KeyboardModifier.ControlModifier
PICTURE = {"media/one.png": picture()}

Look = Callable[[Briefing], Ready]


@pytest.fixture
def ready(window: MainWindow, prepared: Prepared) -> Ready:
    """Return the check of a window; the page and the measures are there."""
    return window.editor.ready


@pytest.fixture
def look(qtbot: QtBot, window: MainWindow, ready: Ready) -> Look:
    """Return a way to open a briefing and to look at it with Ctrl+R until everything was looked at."""

    def opened(briefing: Briefing) -> Ready:
        window.editor.document.open(briefing, PICTURE, None)
        window.map_view.setFocus()
        QTest.keyClick(window.map_view, Qt.Key.Key_R, CTRL)
        qtbot.waitUntil(lambda: not ready.is_busy, timeout=WAIT_MS)
        return ready

    return opened


def panel_of(ready: Ready) -> ReadyPanel:
    """Return the panel, which must be there."""
    assert ready.panel is not None
    return ready.panel


def buttons_of(panel: ReadyPanel, row: int) -> dict[str, QPushButton]:
    """Return the buttons of a row by their names."""
    box = panel.list.itemWidget(panel.list.topLevelItem(row), 2)  # type: ignore[arg-type]
    return {button.objectName(): button for button in box.findChildren(QPushButton)}


def row_of(ready: Ready, kind: str) -> int:
    """Return the row of the first finding of a kind."""
    return next(at for at, one in enumerate(ready.found) if one.kind == kind)


def _is_mended(ready: Ready, kind: str) -> bool:
    return not ready.is_busy and kind not in {one.kind for one in ready.found}


def test_a_sound_briefing_is_all_clear_also_on_a_projector(look: Look) -> None:
    ready = look(sound())
    panel = panel_of(ready)
    assert [one.text for one in ready.found] == []
    assert panel.summary.text() == "All clear: 2 scenes, 0 issues, offline."
    assert panel.progress.value() == panel.progress.maximum() == 4
    assert panel.list.topLevelItemCount() == 0


def test_ten_faults_are_ten_rows(look: Look) -> None:
    briefing = sound()
    for kind in TEN:
        briefing = FAULTS[kind](briefing)
    ready = look(briefing)
    panel = panel_of(ready)
    assert sorted(one.kind for one in ready.found) == sorted(TEN)
    assert panel.list.topLevelItemCount() == 10
    assert panel.summary.text() == "10 issues in 3 scenes."
    assert all("goTo" in buttons_of(panel, row) for row in range(10))


def test_a_caption_that_no_projector_holds_is_found(look: Look) -> None:
    ready = look(with_scene(sound(), caption=three("The port of Aktau by the sea. " * 60)))
    found = [one for one in ready.found if one.kind in ("overlap", "small", "contrast")]
    assert [(one.kind, one.spot.id) for one in found] == [("overlap", "one")]


def test_a_fix_is_one_step_and_can_be_undone(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    briefing = FAULTS["closing"](FAULTS["still"](sound()))
    ready = look(briefing)
    document = window.editor.document
    for kind in ("closing", "still"):
        buttons_of(panel_of(ready), row_of(ready, kind))["fix"].click()
        qtbot.waitUntil(partial(_is_mended, ready, kind))
    assert document.stack.count() == 2
    assert [scene.kind for scene in document.briefing.scenes] == ["map", "sources"]
    window.menus.actions["edit.undo"].trigger()
    window.menus.actions["edit.undo"].trigger()
    assert document.briefing == briefing
    qtbot.waitUntil(lambda: not ready.is_busy and {one.kind for one in ready.found} == {"closing", "still"})


@pytest.mark.parametrize("kind", FAULTS)
def test_go_to_leads_somewhere(qtbot: QtBot, window: MainWindow, ready: Ready, kind: str) -> None:
    window.editor.document.open(FAULTS[kind](sound()), PICTURE, None)
    ready._made().come_up()
    ready._look(draw=False)
    qtbot.waitUntil(lambda: not ready.is_busy, timeout=WAIT_MS)
    assert [one.kind for one in ready.found] == [kind]
    for finding in ready.found:
        assert go_to_spot(window.editor, window.session, finding)
        assert _is_there(window, window.session, finding)


def _is_there(window: MainWindow, session: Session, finding: Finding) -> bool:
    spot = finding.spot
    match spot.subject:
        case "scene":
            return window.editor.scenes.current == spot.id
        case "claim":
            return window.editor.authoring.ledger.isVisible()
        case "excerpt":
            return session.scene.excerpt == spot.id
        case "link":
            return window.editor.authoring.orphans.isVisible()
        case _:
            return window.editor.panel.isVisible()


def test_enter_goes_and_alt_enter_mends(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    ready = look(FAULTS["first"](sound()))
    panel = panel_of(ready)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.editor.scenes.current == "three")
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: not ready.is_busy and ready.found == ())
    assert not window.editor.document.briefing.scenes[0].is_hidden


def test_cancel_keeps_what_was_found_and_says_what_was_not_looked_at(
    qtbot: QtBot, window: MainWindow, ready: Ready
) -> None:
    window.editor.document.open(FAULTS["length"](sound()), PICTURE, None)
    ready.check()
    qtbot.waitUntil(lambda: ready.labels.is_running, timeout=WAIT_MS)
    panel = panel_of(ready)
    assert panel.cancel.isVisible()
    panel.cancel.click()
    assert not ready.labels.is_running
    assert [one.kind for one in ready.found] == ["length"]
    assert panel.summary.text() == "1 issue in 2 scenes. Letters at projector size: not checked."


def test_what_was_found_on_a_picture_goes_when_its_scene_is_edited(
    qtbot: QtBot, window: MainWindow, look: Look
) -> None:
    ready = look(with_scene(sound(), caption=three("The port of Aktau by the sea. " * 60)))
    assert ready.found
    document = window.editor.document
    document.edit("Shorten", with_scene(document.briefing, caption=three("The port")))
    qtbot.waitUntil(lambda: not ready.is_busy and ready.found == ())


def test_the_slot_is_set_in_the_panel(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    ready = look(sound())
    panel_of(ready).slot.setValue(2)
    assert window.editor.document.briefing.slot_minutes == 2
    qtbot.waitUntil(lambda: not ready.is_busy and [one.kind for one in ready.found] == ["length"])
    panel_of(ready).slot.setValue(0)
    assert window.editor.document.briefing.slot_minutes is None
    assert window.editor.document.stack.count() == 1
    qtbot.waitUntil(lambda: not ready.is_busy and ready.found == ())


def test_an_edit_is_looked_at_by_itself(qtbot: QtBot, window: MainWindow, look: Look) -> None:
    ready = look(sound())
    document = window.editor.document
    document.edit("Add", with_part(document.briefing, Scene(id="x", kind="title", title=three("On")), 0))
    qtbot.waitUntil(lambda: not ready.is_busy and [one.kind for one in ready.found] == ["notes"])
