"""The scenes in the window: made, ordered, hidden, deleted and brought back with keys; steps, notes, pictures."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import UNSET
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from data.briefing.reading import read_briefing
from data.briefing.value import Briefing, Camera, Change, Scene, View
from data.tiles import Tiles
from maps.cache import Prepared
from maps.measures import Measures
from maps.scene import HOME
from maps.scene import Camera as Shown
from maps.staging import view_at
from ui.briefing.cues import cues_of, with_links
from ui.briefing.editor import Editor
from ui.briefing.files import SHIPPED
from ui.briefing.scene_list import SceneList
from ui.briefing.scene_model import ROW, Row
from ui.briefing.stills import packed, still_name, unpacked
from ui.briefing.update_dialog import UpdateDialog
from ui.main_window import MainWindow
from ui.map.view import MapView
from ui.session import Session

WAIT_MS = 30_000
KAZAKHSTAN = Shown(46.0, 40.0, 88.0, 56.0, 4.5)
SEA = Shown(46.0, 36.0, 56.0, 47.5, 5.5)
KEYS = Qt.KeyboardModifier
CONTROL, SHIFT, ALT = KEYS.ControlModifier, KEYS.ShiftModifier, KEYS.AltModifier


@pytest.fixture(autouse=True)
def home(measures: Measures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test an empty home: which panels are open is kept there."""
    assert measures
    monkeypatch.setenv("CASPIAN_ATLAS_HOME", str(tmp_path / "home"))


@pytest.fixture
def editor(window: MainWindow) -> Editor:
    return window.editor


@pytest.fixture
def scenes(editor: Editor) -> SceneList:
    return editor.panel.list


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def add(window: MainWindow, title: str, camera: Shown = HOME) -> None:
    """Make a scene of an area with Ctrl+Enter and write its title."""
    window.session.fly_to(camera)
    press(window, Qt.Key.Key_Return, CONTROL)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit), "the title is to be written"
    field.selectAll()
    QTest.keyClicks(field, title)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()  # the title is taken over after the field has seen the key


def titles(editor: Editor) -> list[str]:
    return [scene.title.get("en", "") for scene in editor.document.briefing.scenes]


def row(scenes: SceneList, at: int) -> Row:
    found = scenes.scene_model.index(at).data(ROW)
    assert isinstance(found, Row)
    return found


def take(editor: Editor, *made: Scene) -> None:
    """Open a briefing of these scenes."""
    editor.document.open(Briefing(scenes=made), {}, None)


def view(**parts: Any) -> View:
    bounds = (HOME.west, HOME.south, HOME.east, HOME.north)
    given: dict[str, Any] = {"camera": Camera(bounds=bounds), "parts": ("countries", "water")}
    return View(**(given | parts))


def test_five_scenes_are_made_with_the_keyboard_alone(window: MainWindow, editor: Editor) -> None:
    assert editor.panel.empty.isVisible()
    for number in range(1, 6):
        add(window, f"Scene of {number}", Shown(40.0 + number, 36.0, 60.0 + number, 46.0, 5.0))
    assert titles(editor) == [f"Scene of {number}" for number in range(1, 6)]
    assert editor.scenes.at == 4
    assert editor.panel.list.hasFocus()
    made = editor.document.briefing.scenes[2].view
    assert made is not None
    assert made.camera == Camera(bounds=(43.0, 36.0, 63.0, 46.0), zoom=5.0)
    press(window, Qt.Key.Key_PageUp)
    assert window.session.scene.camera.west == 44.0
    heading = window.session.scene.heading
    assert heading is not None
    assert heading.title["en"] == "Scene of 4"


def test_a_new_scene_is_called_after_what_is_selected_in_every_language(window: MainWindow, editor: Editor) -> None:
    window.session.select(("KZ",))
    press(window, Qt.Key.Key_Return, CONTROL)
    assert editor.scenes.scene is not None
    assert editor.scenes.scene.title == {"en": "Kazakhstan", "id": "Kazakhstan", "ja": "カザフスタン"}


def test_scenes_are_ordered_with_keys_and_back_with_undo(window: MainWindow, editor: Editor, scenes: SceneList) -> None:
    QAbstractItemModelTester(scenes.scene_model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for name in "abcde":
        add(window, name)
    press(window, Qt.Key.Key_Up, ALT)
    press(window, Qt.Key.Key_Up, ALT)
    assert titles(editor) == ["a", "b", "e", "c", "d"]
    assert row(scenes, scenes.currentIndex().row()).title == "e"
    press(window, Qt.Key.Key_Down, ALT)
    assert titles(editor) == ["a", "b", "c", "e", "d"]
    for _ in range(3):
        press(window, Qt.Key.Key_Z, CONTROL)
    assert titles(editor) == ["a", "b", "c", "d", "e"]


def test_a_scene_is_dropped_between_two_others(window: MainWindow, editor: Editor, scenes: SceneList) -> None:
    for name in "abc":
        add(window, name)
    scenes.setCurrentIndex(scenes.scene_model.index(0))
    nowhere = scenes.rootIndex()  # a drop ends in this, with the row that is dragged and the one it is dropped before
    assert scenes.scene_model.moveRows(nowhere, 0, 1, nowhere, 2)
    assert titles(editor) == ["b", "a", "c"]
    assert not scenes.scene_model.moveRows(nowhere, 1, 1, nowhere, 2)
    press(window, Qt.Key.Key_Z, CONTROL)
    assert titles(editor) == ["a", "b", "c"]


def test_a_hidden_scene_stays_and_says_so(window: MainWindow, editor: Editor, scenes: SceneList) -> None:
    add(window, "a")
    camera = window.session.scene.camera
    press(window, Qt.Key.Key_H)
    assert editor.document.briefing.scenes[0].is_hidden
    assert window.session.scene.camera == camera, "H in the list hides; it does not show the whole region"
    assert "Hidden from the show" in scenes.scene_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    press(window, Qt.Key.Key_H)
    assert not editor.document.briefing.scenes[0].is_hidden


def test_a_deleted_scene_comes_back_from_the_toast(window: MainWindow, editor: Editor) -> None:
    for name in "abc":
        add(window, name)
    press(window, Qt.Key.Key_PageUp)
    before = editor.document.briefing
    press(window, Qt.Key.Key_Delete)
    assert titles(editor) == ["a", "c"]
    assert editor.toast.isVisible()
    editor.toast.button.click()
    assert editor.document.briefing == before
    assert editor.scenes.scene is not None
    assert editor.scenes.scene.title["en"] == "b"
    assert not editor.toast.isVisible()


def test_the_toast_goes_with_the_next_edit(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    add(window, "b")
    press(window, Qt.Key.Key_Delete)
    press(window, Qt.Key.Key_D, CONTROL)
    assert not editor.toast.isVisible()
    assert titles(editor) == ["a", "a"]


def test_undo_is_named_in_the_menu(window: MainWindow) -> None:
    add(window, "a")
    press(window, Qt.Key.Key_H)
    assert window.menus.actions["edit.undo"].text() == "Undo Hide the scene from the show"


def test_a_title_is_given_up_with_escape(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    press(window, Qt.Key.Key_Return)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "nHx")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert titles(editor) == ["a"]
    assert window.session.scene.heading is not None, "Esc was the field's"


def test_going_to_a_scene_keeps_language_and_look(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    add(window, "b", SEA)
    window.session.set_language("ja")
    window.session.set_theme("dark")
    editor.scenes.go_by(-1)
    assert (window.session.scene.language, window.session.scene.theme) == ("ja", "dark")
    window.session.go_back()
    assert window.session.scene.camera.is_close_to(SEA)


def test_what_a_scene_shows_follows_from_it_alone(window: MainWindow, editor: Editor) -> None:
    take(editor, Scene(id="a", view=view(selected=("KZ",), indicator="gold-production")), Scene(id="b", view=view()))
    editor.scenes.go_to("b")
    straight = window.session.scene
    editor.scenes.go_to("a")
    window.session.set_period(("2025-01-01", "2025-12-31"))
    window.session.toggle_part("water")
    editor.scenes.go_to("b")
    assert window.session.scene == straight


def test_a_step_keeps_only_what_differs(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    window.session.set_indicator("gold-production")
    press(window, Qt.Key.Key_Return, CONTROL | SHIFT)
    window.session.fly_to(SEA)
    press(window, Qt.Key.Key_Return, CONTROL | SHIFT)
    scene = editor.scenes.scene
    assert scene is not None
    assert scene.steps[0] == Change(indicator="gold-production")
    assert scene.steps[1] == Change(camera=Camera(bounds=(46.0, 36.0, 56.0, 47.5), zoom=5.5))
    assert editor.scenes.step == 2
    press(window, Qt.Key.Key_Space)
    assert (editor.scenes.step, window.session.scene.indicator) == (0, None)
    press(window, Qt.Key.Key_Space)
    assert (editor.scenes.step, window.session.scene.indicator) == (1, "gold-production")
    assert window.session.scene.camera.is_close_to(HOME)


def test_nothing_new_is_no_step(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    assert not editor.scenes.add_step()
    assert editor.scenes.scene is not None
    assert editor.scenes.scene.steps == ()
    assert "as it is" in window.statusBar().currentMessage()


def test_updating_at_a_step_changes_the_step_alone(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    window.session.set_indicator("gold-production")
    editor.scenes.add_step()
    window.session.set_indicator(None)
    window.session.select(("KZ",))
    press(window, Qt.Key.Key_U, CONTROL)
    scene = editor.scenes.scene
    assert scene is not None
    assert scene.view is not None
    assert scene.view.selected == ()
    assert scene.steps[0].selected == ("KZ",)
    assert scene.steps[0].indicator is UNSET
    editor.scenes.delete_step()
    assert editor.scenes.scene == replace(scene, steps=())


def test_a_map_that_was_changed_shows_a_dot_until_updated(
    window: MainWindow, editor: Editor, scenes: SceneList
) -> None:
    add(window, "a")
    assert not row(scenes, 0).is_changed
    window.session.move_view(SEA, by_user=True)
    assert row(scenes, 0).is_changed
    press(window, Qt.Key.Key_U, CONTROL)
    assert not row(scenes, 0).is_changed
    assert editor.scenes.wanted is not None
    assert editor.scenes.wanted.camera.bounds == (46.0, 36.0, 56.0, 47.5)
    window.session.select(("KZ",))
    assert row(scenes, 0).is_changed
    press(window, Qt.Key.Key_Backspace)
    assert not row(scenes, 0).is_changed


def test_an_area_that_the_page_fitted_does_not_count_as_changed(
    window: MainWindow, editor: Editor, scenes: SceneList
) -> None:
    take(editor, Scene(id="a", view=view()))
    editor.scenes.go_to("a")
    window.session.move_view(Shown(20.0, 20.0, 95.0, 62.0, 4.2), by_user=False)
    assert not row(scenes, 0).is_changed
    window.session.move_view(Shown(10.0, 20.0, 105.0, 62.0, 4.2), by_user=False)
    assert not row(scenes, 0).is_changed, "the window became wider"
    window.session.set_indicator("gold-production")
    editor.scenes.update()
    assert editor.document.briefing.scenes[0].view == view(indicator="gold-production")
    window.session.move_view(Shown(10.0, 21.0, 80.0, 62.0, 4.6), by_user=True)
    assert row(scenes, 0).is_changed


def test_only_the_chosen_parts_are_updated(qtbot: QtBot, window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    window.session.move_view(SEA, by_user=True)
    window.session.set_indicator("gold-production")
    window.session.set_period(("2025-01-01", "2025-12-31"))
    press(window, Qt.Key.Key_U, CONTROL | SHIFT)
    dialog = window.findChild(UpdateDialog)
    assert isinstance(dialog, UpdateDialog)
    assert not dialog.isModal()
    assert set(dialog.boxes) == {"camera", "colouring", "time"}
    dialog.boxes["camera"].click()
    window.session.toggle_part("water")
    assert set(dialog.boxes) == {"camera", "layers", "colouring", "time"}
    assert not dialog.boxes["camera"].isChecked(), "what was left out stays so"
    dialog.boxes["layers"].click()
    dialog.update_button.click()
    kept = editor.document.briefing.scenes[0].view
    assert kept is not None
    assert (kept.indicator, kept.period) == ("gold-production", ("2025-01-01", "2025-12-31"))
    assert "water" in kept.parts
    assert kept.camera.bounds == (HOME.west, HOME.south, HOME.east, HOME.north)
    window.menus.actions["update.camera"].trigger()
    kept = editor.document.briefing.scenes[0].view
    assert kept is not None
    assert kept.camera.bounds == (46.0, 36.0, 56.0, 47.5)


def test_a_scene_of_things_that_have_gone_shows_the_rest(window: MainWindow, editor: Editor, scenes: SceneList) -> None:
    lost = view(parts=("countries", "lost-layer"), selected=("KZ", "nowhere"), excerpt="e999", indicator="lost")
    take(editor, Scene(id="a", title={"en": "a"}, view=lost))
    assert row(scenes, 0).warnings[0] == "Layer lost-layer is missing; scene shows the rest."
    assert len(row(scenes, 0).warnings) == 4
    editor.scenes.go_to("a")
    assert window.session.scene.selected == ("KZ",)
    assert window.session.scene.parts == {"countries"}
    assert not row(scenes, 0).is_changed


def test_a_title_in_another_language_is_marked(window: MainWindow, editor: Editor, scenes: SceneList) -> None:
    take(editor, Scene(id="a", title={"ja": "地域"}, view=view()))
    assert (row(scenes, 0).title, row(scenes, 0).fallback) == ("地域", "ja")
    editor.scenes.go_to("a")
    scenes.scene_model.setData(scenes.scene_model.index(0), "Region")
    assert editor.document.briefing.scenes[0].title == {"ja": "地域", "en": "Region"}
    assert window.session.scene.heading is not None
    assert window.session.scene.heading.title["en"] == "Region"
    window.session.set_language("id")
    assert row(scenes, 0).fallback == "en"


def test_slides_cover_the_map_until_something_is_asked_for(window: MainWindow, editor: Editor) -> None:
    take(editor, Scene(id="a", title={"en": "a"}, view=view(selected=("KZ",))))
    window.menus.actions["scene.add_sources"].trigger()
    heading = window.session.scene.heading
    assert heading is not None
    assert heading.is_slide
    sources = window.session.atlas.sources
    assert sources[window.session.atlas.countries["KZ"].sources[0]].title in heading.lines
    window.session.select(("KG",))
    assert window.session.scene.heading is None
    window.menus.actions["scene.add_title"].trigger()
    heading = window.session.scene.heading
    assert heading is not None
    assert heading.is_slide
    QTest.keyClick(window.map_view, Qt.Key.Key_Escape)
    window.map_view.setFocus()
    QTest.keyClick(window.map_view, Qt.Key.Key_Escape)
    assert window.session.scene.heading is None


def test_overlays_are_the_scenes_own(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    press(window, Qt.Key.Key_F6)
    form = editor.notes.form
    form.boxes["legend"].click()
    form.at.setCurrentIndex(form.at.findData("top-left"))
    form.at.activated.emit(form.at.currentIndex())
    assert editor.scenes.wanted is not None
    assert not editor.scenes.wanted.overlays.legend
    assert editor.scenes.wanted.overlays.title_at == "top-left"
    assert not window.session.scene.overlays.legend
    assert not editor.scenes.is_changed
    editor.scenes.leave()
    assert window.session.scene.overlays.legend
    editor.scenes.again()
    assert not window.session.scene.overlays.legend


def test_time_and_transition_are_written_in_the_form(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    press(window, Qt.Key.Key_F6)
    form = editor.notes.form
    form.seconds.setValue(90)
    form.kind.setCurrentIndex(form.kind.findData("fade"))
    form.kind.activated.emit(form.kind.currentIndex())
    form.duration.setValue(1.5)
    scene = editor.document.briefing.scenes[0]
    assert (scene.seconds, scene.transition.kind, scene.transition.duration_ms) == (90, "fade", 1500)
    assert editor.panel.time.text() == "2 min"


def test_typing_notes_is_one_step_and_undo_is_the_documents(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    before = editor.document.briefing
    press(window, Qt.Key.Key_F6)
    source = editor.notes.source
    assert source.hasFocus()
    QTest.keyClicks(source, "Say [[Aktau]] and Home, n, H.")
    assert editor.document.briefing.scenes[0].notes == {"en": "Say [[Aktau]] and Home, n, H."}
    QTest.keyClick(source, Qt.Key.Key_Z, CONTROL)
    assert editor.document.briefing == before
    assert source.toPlainText() == ""
    QTest.keyClick(source, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert source.toPlainText() == "Say [[Aktau]] and Home, n, H."
    window.session.set_language("ja")
    assert source.toPlainText() == ""
    assert "Aktau" in editor.notes.preview.toPlainText(), "the other language stands in"


def test_a_cue_shows_its_place(qtbot: QtBot, window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    press(window, Qt.Key.Key_F6)
    editor.scenes.write("notes", "en", "[[Aktau]], [[no such place anywhere]]")
    preview = editor.notes.preview
    links = preview.toHtml().split('href="')[1:]
    assert [link.split('"')[0] for link in links] == ["cue:Aktau", "cue:no%20such%20place%20anywhere"]
    preview.anchorClicked.emit(links[0].split('"')[0])
    qtbot.waitUntil(lambda: bool(window.session.scene.selected), timeout=WAIT_MS)
    names = window.session.atlas.features[window.session.scene.selected[0]].names  # type: ignore[union-attr]
    assert "Aktau" in names["en"]
    preview.anchorClicked.emit(links[1].split('"')[0])
    qtbot.waitUntil(lambda: "no such place anywhere" in window.statusBar().currentMessage())


def test_notes_never_become_markup_that_loads_anything(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    press(window, Qt.Key.Key_F6)
    editor.scenes.write("notes", "en", "<b>bold?</b> <img src='http://x/y.png'> ![p](file:///etc/hosts) [w](http://w)")
    assert "<b>bold?</b>" in editor.notes.preview.toPlainText()
    before = window.session.scene
    editor.notes.preview.anchorClicked.emit("http://w")
    assert window.session.scene == before


def test_cues_are_found_and_hostile_names_stay_names() -> None:
    assert cues_of("[[Aktau]] and [[ Baku ]], [[Aktau]], [[]], [[a\nb]]") == ("Aktau", "Baku")
    assert with_links("[[a*b]]") == "[a\\*b](cue:a%2Ab)"
    assert with_links("[[x](http://evil)]]") == "[[x](http://evil)]]"


def test_the_shipped_briefing_is_listed_whole(qtbot: QtBot, window: MainWindow, editor: Editor) -> None:
    opened = read_briefing(SHIPPED)
    editor.document.open(opened.briefing, opened.media, SHIPPED, read_only=True)
    model = editor.panel.list.scene_model
    assert model.rowCount() == len(opened.briefing.scenes)
    assert [row(editor.panel.list, at).warnings for at in range(model.rowCount())] == [()] * model.rowCount()
    for scene in opened.briefing.scenes:
        for step in range(len(scene.steps) + 1):
            editor.scenes.go_to(scene.id, step)
            assert not editor.scenes.is_changed, (scene.id, step)
            wanted = view_at(scene, step)
            assert wanted is None or set(window.session.scene.selected) == set(wanted.selected)
    assert not editor.document.has_changes


def test_the_panel_comes_and_goes_with_a_key(window: MainWindow, editor: Editor) -> None:
    assert editor.panel.isVisible()
    assert 200 <= editor.panel.width() <= 216
    press(window, Qt.Key.Key_F2)
    assert not editor.panel.isVisible()
    press(window, Qt.Key.Key_F2)
    assert editor.panel.isVisible()
    assert editor.panel.list.hasFocus() or editor.panel.empty.isVisible()


def test_every_control_of_the_scenes_has_an_accessible_name(window: MainWindow, editor: Editor) -> None:
    add(window, "a")
    press(window, Qt.Key.Key_F6)
    for dock in (editor.panel, editor.notes):
        for control in dock.findChildren(QWidget):
            if control.isVisible() and control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                name = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
                assert name, f"{type(control).__name__} {control.objectName()} has no name"


def test_sixty_scenes_scroll_smoothly(qtbot: QtBot, window: MainWindow, editor: Editor, scenes: SceneList) -> None:
    take(editor, *(Scene(id=f"s{at}", title={"en": f"Scene {at}"}, view=view()) for at in range(60)))
    qtbot.waitUntil(lambda: editor.panel.list.scene_model.rowCount() == 60)
    scenes.grab()
    bar = scenes.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 1_000)
    for at in range(0, bar.maximum(), 300):  # the sketches are asked for
        bar.setValue(at)
        scenes.viewport().grab()
    last = editor.document.briefing.scenes[-1]
    qtbot.waitUntil(lambda: scenes.delegate.thumbnail(last, 170) is not None, timeout=WAIT_MS)
    taken = []
    for at in range(0, bar.maximum(), 120):
        bar.setValue(at)
        began = time.perf_counter()
        scenes.viewport().repaint()
        taken.append(time.perf_counter() - began)
    assert sorted(taken)[len(taken) // 2] < 0.016


@pytest.fixture
def live(qtbot: QtBot, session: Session, measures: Measures, prepared: Prepared) -> Iterator[MainWindow]:
    """Return a window around the real map, at rest."""
    shown = MapView(session, Tiles())
    made = MainWindow(session, measures, shown)
    qtbot.addWidget(made, before_close_func=lambda one: one.editor.document.stack.setClean())
    made.show()
    shown.serve(prepared)
    qtbot.waitUntil(lambda: shown.is_at_rest, timeout=WAIT_MS)
    yield made
    shown.close_page()


def test_pictures_of_scenes_are_taken_of_the_map(qtbot: QtBot, live: MainWindow) -> None:
    editor = live.editor
    live.session.select(("KZ",))
    editor.scenes.add_from_view()
    first = editor.document.briefing.scenes[0]
    qtbot.waitUntil(lambda: still_name(first) in editor.document.media, timeout=WAIT_MS)
    picture = QImage.fromData(editor.document.media[still_name(first)])
    assert (picture.width(), picture.height()) == (480, 270)
    grid = {picture.pixel(x, y) for x in range(0, 480, 7) for y in range(0, 270, 7)}
    assert len(grid) > 200, "not blank"
    delegate = editor.panel.list.delegate
    qtbot.waitUntil(lambda: delegate.thumbnail(editor.document.briefing.scenes[0], 170) is not None, timeout=WAIT_MS)
    before = editor.document.media[still_name(first)]
    live.session.fly_to(SEA)
    editor.scenes.update()
    qtbot.waitUntil(lambda: editor.document.media[still_name(first)] != before, timeout=WAIT_MS)
    assert not editor.scenes.is_changed


def test_going_from_scene_to_scene_never_loads_the_page_anew(qtbot: QtBot, live: MainWindow) -> None:
    shown = live.map_view
    assert isinstance(shown, MapView)
    loads: list[bool] = []
    shown.web.page.loadStarted.connect(lambda: loads.append(True))
    opened = read_briefing(SHIPPED)
    live.editor.document.open(opened.briefing, opened.media, SHIPPED, read_only=True)
    for scene in opened.briefing.scenes[:5]:
        live.editor.scenes.go_to(scene.id)
        qtbot.waitUntil(lambda: shown.is_at_rest, timeout=WAIT_MS)
        assert not live.editor.scenes.is_changed, scene.id
    assert loads == []


def test_pictures_are_packed_and_unpacked_whatever_they_are() -> None:
    picture = QImage(900, 900, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    small = unpacked(packed(picture))
    assert (small.width(), small.height()) == (480, 270)
    assert not unpacked(b"no picture").isNull()
