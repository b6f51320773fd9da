"""The speaker's window: what it shows of the show in each state, and that its parts do what they say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from data.briefing.value import Article, Excerpt, Link, Quote
from data.texts import LANGUAGE_NAMES, load_texts
from maps.cache import Prepared
from maps.commands import DrawInk, PointAt
from maps.measures import Measures
from maps.messages import InkDrawn, PointerMoved
from maps.scene import Camera
from maps.search import Finder
from tests.ui.stage_samples import BRIEFING, WAIT_MS, differing, opened, picture, press, settle
from ui.map.view import MapView
from ui.session import Session
from ui.stage.chips_bar import ChipsBar
from ui.stage.console import Console
from ui.stage.cues import cue_at, cues_in, feature_meant, with_links
from ui.stage.dress import ALARM, COLOURS, ON_ALARM, STATES
from ui.stage.hall import GONE
from ui.stage.notes_view import NotesView
from ui.stage.pointing import FADE_MS, TOOLS, Pointing
from ui.stage.stage import Stage
from ui.theme import contrast

Key = Qt.Key
NOTES = "**Say** it.\n\nFly to [[Tashkent]] or [[タシケント]], not to [[Atlantis]]. ![x](file:///etc/passwd) <b>raw</b>"
TALK = replace(
    BRIEFING,
    articles=(Article(id="news", language="en", title={"en": "News"}, outlet="The Paper", date="2025-05-01"),),
    excerpts=(Excerpt(id="news-1", article="news", texts={"en": "Kazakhstan wants to diversify."}),),
    links=(Link(id="news-1-a", excerpt="news-1", targets=("KZ",), spans={"en": Quote(exact="Kazakhstan")}),),
    scenes=(
        BRIEFING.scenes[0],
        replace(BRIEFING.scenes[1], notes={"en": NOTES, "ja": "日本語のメモ"}),
        *BRIEFING.scenes[2:],
    ),
)


@pytest.fixture
def stage(
    qtbot: QtBot, session: Session, prepared: Prepared, measures: Measures, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """Return a stage whose show is at its second scene, with both maps at rest and names indexed."""
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    with opened(qtbot, session, prepared, measures, TALK) as made:
        made.start(1)
        settle(qtbot, made)
        qtbot.waitUntil(lambda: console(made).asking.finder is not None, timeout=WAIT_MS)
        yield made


def console(stage: Stage) -> Console:
    assert stage.hall.console
    return stage.hall.console


def is_whole(widget: QWidget) -> bool:
    """Tell whether a widget has room for all that it says."""
    return widget.width() >= widget.sizeHint().width()


def colour_at_border(window: Console) -> str:
    """Return the colour at the left edge of the frame around the map."""
    image: QImage = window.grab().toImage()
    place = window.frame.mapTo(window, QPoint(0, window.frame.height() // 2))
    return str(image.pixelColor(place).name())


# What is to be seen


def test_the_top_line_tells_where_the_show_is(stage: Stage) -> None:
    bar = console(stage).bar
    assert bar.place.text() == "Scene 2/4 · step 0/2"
    assert bar.elapsed.text().endswith(" / 10:00")
    assert bar.language.text() == "EN"
    assert ":" in bar.wall.text()
    stage.next()
    assert bar.place.text() == "Scene 2/4 · step 1/2"
    stage.timer()
    assert bar.pace.text() == "timer paused"


@pytest.mark.parametrize(
    ("verb", "word"),
    [
        ("", "LIVE"),
        ("roam", "ROAMING"),
        ("freeze", "FROZEN"),
        ("black", "BLACK"),
        ("white", "WHITE"),
        ("push", "PUSHED"),
    ],
)
def test_each_state_has_its_word_and_its_colour_around_the_map(stage: Stage, verb: str, word: str) -> None:
    if verb:
        getattr(stage, verb)()
    look = STATES[stage.show.state]
    assert console(stage).bar.chips.state.text() == word
    expected = "#8d98a8" if stage.show.state == "black" else look.colour
    assert colour_at_border(console(stage)) == expected


def test_words_can_be_read_and_borders_seen() -> None:
    for look in STATES.values():
        assert contrast(look.colour, look.text) >= 4.5, look.word
        border = look.border.split()[-1]
        assert contrast(border, COLOURS.window) >= 3.0, look.word
    assert contrast(ALARM, ON_ALARM) >= 4.5
    for ground in (COLOURS.window, COLOURS.card, COLOURS.hover, COLOURS.accent_soft):
        for text in (COLOURS.text, COLOURS.muted, COLOURS.ok, COLOURS.warn, ALARM):
            assert contrast(text, ground) >= 4.5, (text, ground)
    assert contrast(COLOURS.on_accent, COLOURS.accent) >= 4.5


def test_the_question_and_the_digits_are_written_in_their_own_colours(qtbot: QtBot, stage: Stage) -> None:
    window = console(stage)
    press(window, Key.Key_3)
    assert window.digits.isVisible() and window.digits.text() == "3⏎"
    assert window.digits.font().pixelSize() >= 48
    press(window, Key.Key_Escape)
    assert not window.digits.isVisible()
    press(window, Key.Key_Escape)
    assert window.question.isVisible()
    image = window.question.grab().toImage()
    names = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
    assert {ALARM, ON_ALARM} <= names
    press(window, Key.Key_Escape)
    assert not window.question.isVisible()
    assert stage.is_running


def test_what_is_wrong_is_red_and_what_is_told_is_not(qtbot: QtBot, stage: Stage) -> None:
    stage.marks.tell(GONE, is_alarm=True)
    stage.marks.tell("Map restarted")
    chips = console(stage).bar.chips
    assert chips.told == ("Projector gone", "Map restarted")

    def seen() -> list[QLabel]:
        return [label for label in chips.findChildren(QLabel) if label.text() in chips.told and label.isVisible()]

    qtbot.waitUntil(lambda: len(seen()) == 2)
    red, plain = seen()
    assert ALARM in red.styleSheet() and ALARM not in plain.styleSheet()
    stage.marks.drop(GONE, "Map restarted")
    assert not chips.told


def test_the_next_scene_is_named_and_the_last_says_so(stage: Stage) -> None:
    card = console(stage).beside.next_scene
    assert card.title.text() == "3  The valley", "hidden scenes are left out"
    assert "step 1 of 2" in card.head.text()
    assert not card.picture.pixmap().isNull()
    stage.last()
    assert card.title.text() == "This is the last scene."


def test_nothing_is_cut_off_in_any_language_or_size(qtbot: QtBot, stage: Stage) -> None:
    window, bar = console(stage), console(stage).bar
    window.showNormal()
    whole = (*window.foot.buttons.values(), bar.elapsed, bar.pace, bar.place, bar.chips.state, bar.chips.offline)
    for language in LANGUAGE_NAMES:
        stage.speaker.set_language(language)
        for size in ((1280, 720), (1440, 900), (1920, 1080)):
            window.resize(*size)
            for widget in whole:
                qtbot.waitUntil(partial(is_whole, widget))
            assert window.size().toTuple() == size
            assert window.frame.width() > 0.5 * window.width()
            assert window.beside.notes.height() > 120


def test_all_text_of_the_console_is_light_on_dark(stage: Stage) -> None:
    """Labels take the console's colours wherever they are, not those of the light windows beside it."""
    labels = [label for label in console(stage).beside.findChildren(QLabel) if label.isVisible() and label.text()]
    assert len(labels) > 4
    for label in labels:
        colour = label.palette().color(label.foregroundRole()).name()
        assert contrast(colour, COLOURS.card) >= 4.5, label.text()


def test_the_language_is_changed_everywhere(qtbot: QtBot, stage: Stage) -> None:
    press(console(stage), Key.Key_L)
    press(console(stage), Key.Key_L)
    window = console(stage)
    assert window.bar.language.text() == "JA"
    assert window.beside.notes.page.toPlainText() == "日本語のメモ"
    settle(qtbot, stage)
    assert stage.audience.scene.language == "ja"


def test_everything_that_can_be_pressed_or_written_in_has_a_name(stage: Stage) -> None:
    window = console(stage)
    own = [
        widget
        for kind in (QAbstractButton, QLineEdit)
        for widget in window.findChildren(kind)
        if widget.isVisible() and not stage.window.map_view.isAncestorOf(widget)
    ]
    assert len(own) > 20
    assert [widget for widget in own if not (widget.accessibleName() or _text_of(widget))] == []


def _text_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


# Notes and cues


def test_notes_are_markdown_without_html_or_pictures(stage: Stage) -> None:
    page = console(stage).beside.notes.page
    text = page.toPlainText()
    assert "Say it." in text and "[[" not in text
    assert "Tashkent" in text
    assert "<b>raw</b>" in text, "what looks like HTML is text"
    assert not page.document().toHtml().count("<b>raw</b>")


def test_notes_begin_at_their_first_line(qtbot: QtBot) -> None:
    view = NotesView(load_texts("en"))
    qtbot.addWidget(view)
    view.show_notes("\n\n".join(f"Line {at}" for at in range(100)))
    view.resize(400, 200)
    view.show()
    bar = view.page.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=WAIT_MS)
    assert bar.value() == 0


def test_cues_are_found_and_never_read_as_markdown() -> None:
    notes = "[[A*b*]] and [[ B_c ]] and [[]] and [[D\nE]]"
    assert cues_in(notes) == ("A*b*", "B_c")
    linked = with_links(notes)
    assert linked.startswith(r"[A\*b\*](cue:0) and [B\_c](cue:1)")
    assert cue_at(notes, "cue:1") == "B_c"
    assert cue_at(notes, "cue:2") is None
    assert cue_at(notes, "https://example.org") is None


def test_a_cue_is_a_feature_by_any_of_its_names(atlas: Atlas) -> None:
    finder = Finder(atlas)
    assert feature_meant(atlas, finder, "KZ", "en") == "KZ"
    assert feature_meant(atlas, finder, "カザフスタン", "en") == "KZ"
    assert feature_meant(atlas, finder, "Kutessay II (Aktyuz)", "en") in atlas.deposits
    assert feature_meant(atlas, finder, "Atlantis", "en") is None


def test_a_cue_takes_the_audience_along_while_live(qtbot: QtBot, stage: Stage) -> None:
    console(stage).beside.notes.page.anchorClicked.emit(QUrl("cue:0"))
    selected = stage.speaker.scene.selected
    assert selected and stage.audience.scene.selected == selected
    assert stage.audience.scene.camera == stage.speaker.scene.camera
    settle(qtbot, stage)


def test_a_cue_is_the_speakers_alone_while_roaming(qtbot: QtBot, stage: Stage) -> None:
    before = picture(stage)
    stage.roam()
    console(stage).beside.notes.page.anchorClicked.emit(QUrl("cue:1"))
    assert stage.speaker.scene.selected
    settle(qtbot, stage)
    assert picture(stage) == before


def test_a_cue_that_the_map_does_not_know_is_searched(stage: Stage) -> None:
    console(stage).beside.notes.page.anchorClicked.emit(QUrl("cue:2"))
    assert console(stage).asking.line.text() == "Atlantis"


def test_notes_are_larger_and_smaller(stage: Stage) -> None:
    notes = console(stage).beside.notes
    before = notes.page.document().defaultFont().pixelSize()
    notes.larger.click()
    assert notes.page.document().defaultFont().pixelSize() > before
    for _ in range(10):
        notes.smaller.click()
    assert notes.page.document().defaultFont().pixelSize() >= 12
    assert not notes.smaller.isEnabled()


def test_notes_are_written_live_into_the_document(qtbot: QtBot, stage: Stage) -> None:
    window = console(stage)
    document = stage.window.editor.document
    press(window, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    notes = window.beside.notes
    assert notes.is_editing and notes.field.hasFocus()
    notes.field.selectAll()
    handle = window.windowHandle()
    assert handle
    for letter in "b 1.w":
        QTest.keyClick(handle, letter)  # type: ignore[call-overload]  # it takes letters
    assert stage.show.state == "live" and not stage.show.digits
    press(window, Key.Key_Escape)
    assert not notes.is_editing and not stage.show.asks
    assert document.briefing.scenes[1].notes == {"en": "b 1.w", "ja": "日本語のメモ"}
    assert document.stack.count() == 1
    document.stack.undo()
    assert "Tashkent" in notes.page.toPlainText()


def test_notes_that_are_being_written_are_kept_when_the_show_goes_on(qtbot: QtBot, stage: Stage) -> None:
    window = console(stage)
    press(window, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    window.beside.notes.field.selectAll()
    handle = window.windowHandle()
    assert handle
    QTest.keyClick(handle, "x")  # type: ignore[call-overload]
    for _ in range(3):
        press(window, Key.Key_PageDown)
    assert stage.scene.id == "valley"
    briefing = stage.window.editor.document.briefing
    assert briefing.scenes[1].notes["en"] == "x"
    assert briefing.scenes[3].notes == {}
    settle(qtbot, stage)


# Passages


def test_a_passage_of_the_scene_is_shown_and_hidden(qtbot: QtBot, stage: Stage) -> None:
    passages = console(stage).beside.passages
    assert list(passages.buttons) == ["news-1"], "a step selects what it is about"
    button = passages.buttons["news-1"]
    before = picture(stage)
    button.click()
    settle(qtbot, stage)
    assert stage.audience.scene.excerpt == "news-1"
    assert button.text() == "Hide passage"
    assert differing(picture(stage), before) > 200
    button.click()
    settle(qtbot, stage)
    assert stage.audience.scene.excerpt is None
    assert button.text() == "Show passage"


# Filmstrip and overview


def test_a_click_in_the_filmstrip_goes_to_the_scene(qtbot: QtBot, stage: Stage) -> None:
    strip = console(stage).filmstrip.strip
    assert strip.scene_at(strip.frame(2).center()) == 2
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.frame(2).center())
    assert stage.show.scene == 2
    settle(qtbot, stage)


def test_the_filmstrip_marks_the_current_scene(qtbot: QtBot, stage: Stage) -> None:
    strip = console(stage).filmstrip.strip

    def edge(at: int) -> str:
        return str(strip.grab().toImage().pixelColor(strip.frame(at).topLeft() + QPoint(40, 0)).name())

    assert edge(1) == COLOURS.accent and edge(3) != COLOURS.accent
    stage.go_to(3)
    assert edge(3) == COLOURS.accent and edge(1) != COLOURS.accent
    settle(qtbot, stage)


def test_the_map_at_rest_becomes_the_scenes_picture(qtbot: QtBot, stage: Stage) -> None:
    pictures = console(stage).pictures
    view = stage.window.map_view
    assert isinstance(view, MapView)
    with qtbot.waitSignal(pictures.made, timeout=WAIT_MS):
        stage.go_to(2)
    image = pictures.picture(stage.scene).toImage()
    assert len({image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}) > 100


@pytest.mark.parametrize("key", [Key.Key_G, Key.Key_Tab])
def test_the_overview_is_walked_with_arrows_and_left_with_enter(qtbot: QtBot, stage: Stage, key: Key) -> None:
    window = console(stage)
    press(window, key)
    overview = window.overview
    assert overview.isVisible() and overview.hasFocus() and overview.at == 1
    press(window, Key.Key_Right)
    press(window, Key.Key_Right)
    press(window, Key.Key_Right)
    assert overview.at == 3, "it ends at the last"
    assert stage.show.scene == 1, "the audience sees nothing of it"
    press(window, Key.Key_Left)
    press(window, Key.Key_Return)
    assert not overview.isVisible()
    assert stage.show.scene == 2
    settle(qtbot, stage)


def test_the_overview_is_left_where_it_was(qtbot: QtBot, stage: Stage) -> None:
    window = console(stage)
    for leave in (Key.Key_G, Key.Key_Tab, Key.Key_Escape):
        press(window, Key.Key_G)
        assert window.overview.isVisible()
        press(window, leave)
        assert not window.overview.isVisible()
        assert (stage.show.scene, stage.show.state, stage.show.asks) == (1, "live", False)


def test_numbers_and_clicks_choose_in_the_overview(qtbot: QtBot, stage: Stage) -> None:
    window = console(stage)
    press(window, Key.Key_G)
    press(window, Key.Key_4)
    assert window.overview.at == 3
    QTest.mouseClick(window.overview, Qt.MouseButton.LeftButton, pos=window.overview.frame(2).center())
    assert stage.show.scene == 2 and not window.overview.isVisible()
    settle(qtbot, stage)


# Tools


def test_the_foot_names_the_keys_and_follows_the_show(stage: Stage) -> None:
    foot = console(stage).foot
    assert foot.buttons["Dot"].text() == "Dot D"
    assert foot.buttons["Return"].text() == "Return ⌫"
    assert not foot.buttons["Return"].isEnabled()
    foot.buttons["Roam"].click()
    assert stage.show.state == "roam" and foot.buttons["Roam"].isChecked()
    assert foot.buttons["Return"].isEnabled()
    foot.buttons["Return"].click()
    assert not foot.buttons["Roam"].isChecked()
    press(console(stage), Key.Key_I)
    assert foot.buttons["Ink"].isChecked()
    press(console(stage), Key.Key_X)
    assert foot.buttons["Erase"].isChecked() and not foot.buttons["Ink"].isChecked()
    press(console(stage), Key.Key_X)
    assert not foot.buttons["Erase"].isChecked()


def test_no_button_takes_the_keyboard_from_the_show(qtbot: QtBot, stage: Stage) -> None:
    for name in ("Black", "Black", "Legend", "Dot", "Dot"):
        console(stage).foot.buttons[name].click()
    press(console(stage), Key.Key_Space)
    assert stage.show.step == 1
    settle(qtbot, stage)


def test_marks_fade_unless_they_are_kept(qtbot: QtBot) -> None:
    pointing = Pointing()
    drawn: list[DrawInk] = []
    pointing.drawn.connect(drawn.append)
    pointing.set_tool("ink")
    pointing.take_ink(InkDrawn("ink", (50.0, 51.0), (40.0, 40.5), False))
    pointing.take_ink(InkDrawn("ink", (50.0, 51.0, 52.0), (40.0, 40.5, 41.0), True))
    assert len(pointing.marks) == 1, "a line that grows is one mark"
    assert drawn[-1] == DrawInk(("ink",), ((50.0, 51.0, 52.0),), ((40.0, 40.5, 41.0),), (False,))
    pointing.keep(is_kept=True)
    assert drawn[-1].kept == (True,)
    pointing.take_ink(InkDrawn("arrow", (60.0, 61.0), (45.0, 45.0), True))
    pointing.keep(is_kept=False)
    qtbot.waitUntil(lambda: not pointing.marks, timeout=FADE_MS + 2_000)
    assert drawn[-1].kinds == ()


def test_the_eraser_takes_what_it_touches_and_nothing_else() -> None:
    pointing = Pointing()
    pointing.camera = lambda: Camera(40.0, 35.0, 60.0, 47.0)
    pointing.keep(is_kept=True)
    pointing.take_ink(InkDrawn("ink", (45.0, 46.0), (40.0, 40.0), True))
    pointing.take_ink(InkDrawn("circle", (55.0, 57.0), (44.0, 44.0), True))
    pointing.take_ink(InkDrawn("arrow", (50.0, 50.0), (37.0, 39.0), True))
    pointing.set_tool("erase")
    pointing.erase(55.0, 44.0)
    assert len(pointing.marks) == 3, "the middle of a circle is not the circle"
    pointing.erase(57.1, 44.0)
    pointing.take_ink(InkDrawn("erase", (45.5,), (40.1,), True))
    assert [mark.kind for mark in pointing.marks] == ["arrow"]
    assert pointing.clear() and not pointing.clear()


def test_only_known_tools_are_taken_up_and_the_same_puts_down() -> None:
    pointing = Pointing()
    with pytest.raises(ValueError, match="unknown tool"):
        pointing.set_tool("hammer")
    for tool in TOOLS:
        pointing.toggle(tool)
        assert pointing.tool == tool
        pointing.toggle(tool)
        assert not pointing.tool


def test_a_held_ctrl_points_whatever_tool_is_on() -> None:
    pointing = Pointing()
    shown: list[PointAt] = []
    pointing.pointed.connect(shown.append)
    pointing.take_pointer(PointerMoved(50.0, 40.0, True))
    assert shown == [], "no tool, no pointer"
    pointing.set_tool("ink")
    pointing.hold_dot(is_held=True)
    pointing.take_pointer(PointerMoved(50.0, 40.0, True))
    assert shown[-1] == PointAt("dot", 50.0, 40.0)
    pointing.hold_dot(is_held=False)
    assert shown[-1].kind == ""
    pointing.set_tool("spotlight")
    pointing.take_pointer(PointerMoved(51.0, 40.0, True))
    assert shown[-1] == PointAt("spot", 51.0, 40.0)
    pointing.take_pointer(PointerMoved(51.0, 40.0, False))
    assert shown[-1].kind == ""


# Before and after


def test_the_map_is_lent_and_given_back_without_a_reload(qtbot: QtBot, stage: Stage) -> None:
    view = stage.window.map_view
    assert isinstance(view, MapView)
    assert console(stage).frame.isAncestorOf(view)
    pid, loads = view.web.page.renderProcessPid(), []
    view.ready.connect(lambda: loads.append(1))
    stage.end()
    assert stage.window.centralWidget() is view
    assert view.isVisibleTo(stage.window)
    assert stage.escapes == []
    assert view.web.page.renderProcessPid() == pid and loads == []
    stage.start()
    settle(qtbot, stage)
    assert console(stage).frame.isAncestorOf(view) and loads == []


def test_chips_are_replaced_and_not_heaped(qtbot: QtBot) -> None:
    bar = ChipsBar()
    qtbot.addWidget(bar)
    bar.show_told(["one", "two"], ["one"])
    bar.show_told(["two"], [])
    assert bar.told == ("two",)
