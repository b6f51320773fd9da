"""The stage on one screen: what each verb and key does to both maps, and that ending leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from msgspec.structs import replace as edited
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QScrollBar, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from data.briefing.value import Briefing
from data.texts import load_texts
from maps.cache import Prepared
from maps.measures import Measures
from maps.scene import Camera
from tests.ui.stage_samples import BRIEFING, WAIT_MS, colours, differing, opened, picture, press, settle
from ui.map.view import MapView
from ui.session import Session
from ui.stage.clock import behind_s, pace_words
from ui.stage.keys import STAGE_KEYS
from ui.stage.stage import NO_SCENES, Stage

FAR = Camera(100.0, 20.0, 110.0, 30.0)
Key = Qt.Key


@pytest.fixture
def stage(
    qtbot: QtBot, session: Session, prepared: Prepared, measures: Measures, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """Return a stage whose show is at its first scene, with both maps at rest."""
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    with opened(qtbot, session, prepared, measures) as made:
        yield made


@pytest.fixture
def running(qtbot: QtBot, stage: Stage) -> Stage:
    """Return a stage whose show runs, at the second scene, with the console in front."""
    stage.start(1)
    stage.hall.show_console()
    settle(qtbot, stage)
    qtbot.waitUntil(console(stage).isActiveWindow)
    return stage


def console(stage: Stage) -> QWidget:
    assert stage.hall.console
    return stage.hall.console


def test_every_key_has_a_verb_and_means_one_thing() -> None:
    keys = [key for known in STAGE_KEYS for key in known.keys]
    assert len(set(keys)) == len(keys)
    assert all(callable(getattr(Stage, known.verb)) for known in STAGE_KEYS)
    assert len({known.id for known in STAGE_KEYS}) == len(STAGE_KEYS)


def test_the_first_scene_is_on_both_maps(qtbot: QtBot, stage: Stage) -> None:
    stage.start()
    settle(qtbot, stage)
    assert [scene.id for scene in stage.scenes] == ["title", "caspian", "valley", "steppe"]
    assert stage.audience.scene.is_staged and not stage.speaker.scene.is_staged
    assert stage.audience.scene.heading and stage.audience.scene.heading.title["id"] == "Judul"
    assert stage.audience.scene.parts == stage.speaker.scene.parts
    assert len(colours(picture(stage))) > 10


def test_a_still_stands_in_until_the_map_is_drawn(qtbot: QtBot, stage: Stage) -> None:
    stage.start(1)
    window = stage.hall.audience
    assert window and window.is_starting
    assert len(colours(picture(stage))) > 100, "the colours of the map, not a black screen"
    settle(qtbot, stage)
    assert not window.is_starting


def test_two_quick_keys_land_on_the_second_scene_with_its_layers(qtbot: QtBot, running: Stage) -> None:
    running.go_to(2)
    settle(qtbot, running)
    wanted, shown = running.audience.scene, picture(running)
    running.first()
    settle(qtbot, running)
    for _ in range(4):  # a scene, two steps, a scene
        press(console(running), Key.Key_PageDown)
    settle(qtbot, running)
    assert running.show.scene == 2
    assert running.audience.scene == wanted
    qtbot.waitUntil(lambda: differing(picture(running), shown, by=100) == 0, timeout=WAIT_MS)


def test_steps_add_to_the_scene_and_go_back(qtbot: QtBot, running: Stage) -> None:
    running.next()
    assert running.audience.scene.selected == running.speaker.scene.selected == ("KZ",)
    running.next()
    assert "capitals" in running.audience.scene.parts
    running.previous()
    assert "capitals" not in running.audience.scene.parts
    settle(qtbot, running)


def test_roaming_does_not_change_a_pixel_of_the_audiences_picture(qtbot: QtBot, running: Stage) -> None:
    before, scene = picture(running), running.audience.scene
    press(console(running), Key.Key_V)
    assert running.show.state == "roam"
    running.speaker.fly_to(FAR)
    running.speaker.toggle_part("capitals")
    running.speaker.select(("UZ",))
    for key in (Key.Key_L, Key.Key_K, Key.Key_Plus, Key.Key_R):
        press(console(running), key)
    press(console(running), Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, running)
    assert running.audience.scene == scene
    assert picture(running) == before


def test_a_push_is_seen_and_backspace_returns_exactly(qtbot: QtBot, running: Stage) -> None:
    at, scene, before = running.show, running.audience.scene, picture(running)
    press(console(running), Key.Key_V)
    running.speaker.fly_to(FAR)
    settle(qtbot, running)
    press(console(running), Key.Key_Return)
    assert running.show == replace(at, state="pushed")
    assert running.audience.scene.heading is None
    settle(qtbot, running)
    assert differing(picture(running), before) > 100
    press(console(running), Key.Key_Backspace)
    assert running.show == at
    assert running.audience.scene == scene
    qtbot.waitUntil(lambda: picture(running) == before, timeout=WAIT_MS)


def test_roaming_and_returning_sends_the_audience_nothing(qtbot: QtBot, running: Stage) -> None:
    scene, before = running.audience.scene, picture(running)
    running.roam()
    running.speaker.fly_to(FAR)
    running.backspace()
    assert running.audience.scene == scene
    assert picture(running) == before
    settle(qtbot, running)
    assert picture(running) == before


@pytest.mark.parametrize(("key", "colour"), [(Key.Key_B, 0), (Key.Key_Period, 0), (Key.Key_W, 0xFFFFFF)])
def test_black_is_black_at_once_and_the_same_key_returns(
    qtbot: QtBot, running: Stage, key: Qt.Key, colour: int
) -> None:
    before = picture(running)
    press(console(running), key)
    assert colours(picture(running)) == {colour}
    running.speaker.fly_to(FAR)
    assert colours(picture(running)) == {colour}
    running.back_to_scene()
    settle(qtbot, running)
    assert picture(running) == before


def test_a_frozen_picture_stays_while_the_speaker_goes_on(qtbot: QtBot, running: Stage) -> None:
    before = picture(running)
    press(console(running), Key.Key_F)
    press(console(running), Key.Key_End)
    settle(qtbot, running)
    assert running.show.scene == 3
    assert picture(running) == before
    press(console(running), Key.Key_F)
    settle(qtbot, running)
    assert running.audience.scene.heading and running.audience.scene.heading.title["en"] == "The steppe"
    assert differing(picture(running), before) > 100


def test_what_the_speaker_does_to_his_map_reaches_the_audience_while_live(qtbot: QtBot, running: Stage) -> None:
    running.speaker.toggle_part("capitals")
    running.speaker.select(("KG",))
    assert "capitals" in running.audience.scene.parts
    assert running.audience.scene.selected == ("KG",)
    assert running.audience.scene.heading and running.audience.scene.heading.title["en"] == "The sea"
    settle(qtbot, running)


def test_a_drag_of_the_speakers_map_is_mirrored(qtbot: QtBot, running: Stage) -> None:
    before = running.audience.scene.camera
    view = running.window.map_view
    assert isinstance(view, MapView)
    target = view.view.focusProxy()
    assert target
    start = QPoint(view.width() // 2, view.height() // 2)
    widths: list[int] = []

    def has_its_size() -> bool:
        view.web.page.runJavaScript("innerWidth", 0, widths.append)
        return bool(widths) and widths[-1] == view.view.width()

    qtbot.waitUntil(has_its_size, timeout=WAIT_MS)  # a window that is laid out anew shows its area again
    settle(qtbot, running)
    QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 9):
        QTest.mouseMove(target, start + QPoint(20 * step, 0))
        qtbot.wait(16)
    QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=start + QPoint(160, 0))
    qtbot.waitUntil(lambda: running.audience.scene.camera.west < before.west - 0.5, timeout=WAIT_MS)
    settle(qtbot, running)
    mine, theirs = running.speaker.scene.camera, running.audience.scene.camera
    assert theirs.west <= mine.west + 0.2 and theirs.east >= mine.east - 0.2


def test_keys_drive_the_show_whatever_has_the_focus(qtbot: QtBot, running: Stage) -> None:
    view = running.window.map_view
    assert isinstance(view, MapView)
    page = view.view.focusProxy()
    assert page
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    widgets = [page, *(found for found in console(running).findChildren(QTextBrowser) if found.isVisible())]
    for widget in widgets:
        running.go_to(1)
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        for key in (Key.Key_PageDown, Key.Key_Space, Key.Key_N, Key.Key_Right):
            press(console(running), key)
        assert running.show.scene == 3, widget
        press(console(running), Key.Key_PageUp)
        assert running.show.scene == 2


def test_a_text_field_takes_letters_and_leaves_the_clicker_its_keys(qtbot: QtBot, running: Stage) -> None:
    field = next(found for found in console(running).findChildren(QLineEdit) if found.isVisible())
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    before = replace(running.show)
    handle = console(running).windowHandle()
    assert handle
    QTest.keyClick(handle, Key.Key_B)
    QTest.keyClick(handle, Key.Key_7)
    QTest.keyClick(handle, Key.Key_Space)
    QTest.keyClick(handle, Key.Key_Backspace)
    assert field.text().lower() == "b7"
    assert running.show == before
    press(console(running), Key.Key_PageDown)
    assert running.show.step == 1
    settle(qtbot, running)


def test_no_shortcut_of_the_menus_fires(qtbot: QtBot, running: Stage) -> None:
    window = running.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    was_visible = window.reader.isVisible()
    press(window, Key.Key_F3)
    press(window, Key.Key_M)
    press(window, Key.Key_F5)
    assert window.reader.isVisible() is was_visible
    assert running.speaker.tool == ""
    assert running.is_running and running.show.scene == 1
    press(window, Key.Key_PageDown)
    assert running.show.step == 1


def test_digits_and_enter_go_to_a_scene(running: Stage) -> None:
    press(console(running), Key.Key_4)
    assert running.show.digits == "4"
    press(console(running), Key.Key_Return)
    assert running.show.scene == 3


def test_ending_is_asked_for_and_never_happens_by_two_escapes(qtbot: QtBot, running: Stage) -> None:
    press(console(running), Key.Key_Escape)
    assert running.show.asks
    press(console(running), Key.Key_Escape)
    assert running.is_running and not running.show.asks
    press(console(running), Key.Key_Escape)
    qtbot.waitUntil(lambda: not running.show.asks, timeout=5_000)
    assert running.is_running, "the question goes away and the show stays"
    press(console(running), Key.Key_Escape)
    press(console(running), Key.Key_Return)
    assert not running.is_running


def test_a_clickers_escape_and_start_go_on(running: Stage) -> None:
    running.next()
    press(console(running), Key.Key_Escape)
    press(console(running), Key.Key_F5)
    assert (running.show.scene, running.show.step, running.show.asks) == (1, 1, False)


def test_language_look_size_legend_and_sources_change_the_audiences_map(qtbot: QtBot, running: Stage) -> None:
    press(console(running), Key.Key_L)
    assert running.audience.scene.language == running.speaker.scene.language == "id"
    press(console(running), Key.Key_Plus)
    assert running.audience.scene.text_scale > 1 and running.speaker.scene.text_scale == 1
    press(console(running), Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert running.audience.scene.look == "plain"
    press(console(running), Key.Key_K)
    assert not running.audience.scene.overlays.legend
    press(console(running), Key.Key_R)
    assert running.audience.scene.heading and running.audience.scene.heading.is_slide
    assert running.audience.scene.heading.lines
    press(console(running), Key.Key_Escape)
    assert running.audience.scene.heading and not running.audience.scene.heading.is_slide
    assert not running.show.asks
    settle(qtbot, running)


def test_tools_toggle_and_escape_puts_them_down(running: Stage) -> None:
    press(console(running), Key.Key_D)
    assert running.speaker.tool == "dot"
    press(console(running), Key.Key_D)
    assert running.speaker.tool == ""
    press(console(running), Key.Key_I)
    press(console(running), Key.Key_Escape)
    assert running.speaker.tool == "" and not running.show.asks


def test_the_current_map_is_shown_where_there_are_no_scenes(qtbot: QtBot, stage: Stage) -> None:
    stage.window.editor.document.open(Briefing(), {}, None)
    stage.speaker.toggle_part("capitals")
    before = stage.speaker.scene
    stage.start()
    settle(qtbot, stage)
    assert stage.chips == (NO_SCENES,)
    assert stage.audience.scene.parts == before.parts
    stage.end()
    assert stage.speaker.scene.parts == before.parts


def test_notes_edited_on_stage_leave_the_show_where_it_is(running: Stage) -> None:
    running.next()
    document = running.window.editor.document
    scenes = (edited(BRIEFING.scenes[0], notes={"en": "new"}), *BRIEFING.scenes[1:])
    document.edit("Edit", edited(BRIEFING, scenes=scenes))
    assert running.scenes[0].notes == {"en": "new"}
    assert (running.show.scene, running.show.step) == (1, 1)
    document.stack.undo()


def test_ending_returns_to_the_exact_editor(qtbot: QtBot, stage: Stage) -> None:
    window, session = stage.window, stage.speaker
    view = window.map_view
    assert isinstance(view, MapView)
    session.fly_to(Camera(50.0, 40.0, 60.0, 46.0))
    session.select(("KZ",))
    window.reader.enter_tab("passages")
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
    bar = next(found for found in _scrolled(window) if found.maximum() > 40)
    bar.setValue(40)
    view.setFocus()
    focus = QApplication.focusWidget()
    scene, back, geometry, tab = (
        session.scene,
        session.can_go_back,
        window.geometry(),
        window.reader.tabs.currentIndex(),
    )
    before = view.view.grab().toImage()
    stage.start()
    settle(qtbot, stage)
    for key in (Key.Key_PageDown, Key.Key_End, Key.Key_L, Key.Key_I, Key.Key_V):
        press(console(stage), key)
    session.fly_to(FAR)
    stage.end()
    qtbot.waitUntil(lambda: view.is_at_rest and session.scene == scene, timeout=WAIT_MS)
    assert (session.can_go_back, window.geometry(), window.reader.tabs.currentIndex()) == (back, geometry, tab)
    assert window.centralWidget() is view and view.isVisible()
    assert session.tool == ""
    qtbot.waitUntil(lambda: bar.value() == 40)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is focus)
    # Names may find another place; the lines and areas are where they were.
    qtbot.waitUntil(lambda: differing(view.view.grab().toImage(), before, by=100) < 150, timeout=WAIT_MS)


def _scrolled(window: QWidget) -> list[QScrollBar]:
    return [found.verticalScrollBar() for found in window.findChildren(QAbstractScrollArea) if found.isVisible()]


def test_the_pace_follows_slot_and_scenes() -> None:
    assert behind_s(30, 600, [60, None, None], 0) == 0
    assert behind_s(100, 600, [60, None, None], 0) == 40
    assert behind_s(30, 600, [60, None, None], 1) == -30
    assert behind_s(60 + 270 + 90, 600, [60, None, None], 1) == 90
    assert behind_s(10, None, [None, None], 0) is None
    assert behind_s(10, 600, [], 0) is None
    texts = load_texts("en")
    assert pace_words(texts, 10) == "on pace"
    assert pace_words(texts, 118) == "2 min behind"
    assert pace_words(texts, -65) == "1 min ahead"
    assert pace_words(texts, None) == ""


def test_the_clock_is_the_speakers(qtbot: QtBot, running: Stage) -> None:
    assert running.slot_s == 600
    press(console(running), Key.Key_T)
    assert running.is_paused
    stands = running.elapsed_s
    assert running.elapsed_s == stands
    press(console(running), Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert running.elapsed_s == 0 and running.is_paused
    press(console(running), Key.Key_T)
    assert not running.is_paused
