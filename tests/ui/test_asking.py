"""Questions on stage: looked at by the speaker alone, shown with Enter, gone with Backspace; and asked for ways."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from data.briefing.value import Article, Excerpt, Link, Quote
from data.texts import load_texts
from maps.cache import Prepared
from maps.measures import Measures
from maps.planning.plan import QuestionError
from maps.scene import OPEN_NETWORK, Routing
from maps.search import Finder
from tests.ui.stage_samples import BRIEFING, WAIT_MS, differing, opened, picture, press, settle
from ui.session import Session
from ui.stage.console import Console
from ui.stage.offers import Offer, offers
from ui.stage.route_question import Asked, Words, nearest_node, parsed, understood
from ui.stage.stage import Stage

Key = Qt.Key
WITH_PASSAGE = replace(
    BRIEFING,
    articles=(Article(id="news", language="en", title={"en": "News"}, outlet="The Paper", date="2025-05-01"),),
    excerpts=(Excerpt(id="news-1", article="news", texts={"en": "Kazakhstan wants to diversify."}),),
    links=(Link(id="news-1-a", excerpt="news-1", targets=("KZ",), spans={"en": Quote(exact="Kazakhstan")}),),
)


@pytest.fixture
def stage(
    qtbot: QtBot, session: Session, prepared: Prepared, measures: Measures, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """Return a stage whose show is at its second scene, with both maps at rest and names indexed."""
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    with opened(qtbot, session, prepared, measures, WITH_PASSAGE) as made:
        made.start(1)
        settle(qtbot, made)
        qtbot.waitUntil(lambda: console(made).asking.finder is not None, timeout=WAIT_MS)
        yield made


@pytest.fixture(scope="module")
def finder(atlas: Atlas) -> Finder:
    """Return the search over the facts."""
    return Finder(atlas)


def console(stage: Stage) -> Console:
    assert stage.hall.console
    return stage.hall.console


def state(stage: Stage) -> str:
    return stage.show.state


def write(stage: Stage, text: str) -> None:
    """Type letters as a keyboard does."""
    handle = console(stage).windowHandle()
    assert handle
    for letter in text:
        QTest.keyClick(handle, letter)  # type: ignore[call-overload]  # it takes letters


def looks_like(first: QImage, second: QImage) -> bool:
    """Tell whether two pictures show the same; a view that is restored may lie a part of a pixel aside."""
    points = [(x, y) for x in range(0, first.width(), 5) for y in range(0, first.height(), 5)]
    apart = 0
    for x, y in points:
        one, other = first.pixelColor(x, y), second.pixelColor(x, y)
        apart += (
            max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) > 40
        )
    return apart < 0.01 * len(points)


def chosen(stage: Stage) -> Offer:
    """Return what Enter would show."""
    found = console(stage).asking.list.currentIndex().data(Qt.ItemDataRole.UserRole)
    assert isinstance(found, Offer)
    return found


# The grammar


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Almaty to Poti", Words("Almaty", "Poti")),
        ("Almaty to Poti avoid Russia", Words("Almaty", "Poti", ("Russia",))),
        ("from Almaty to Poti avoiding Russia and Iran?", Words("Almaty", "Poti", ("Russia", "Iran"))),
        ("the way from Almaty to Poti, without Russia, Iran", Words("Almaty", "Poti", ("Russia", "Iran"))),
        ("Almaty → Poti", Words("Almaty", "Poti")),
        ("Almaty ke Poti tanpa Rusia", Words("Almaty", "Poti", ("Rusia",))),
        ("dari Almaty ke Poti hindari Rusia dan Iran", Words("Almaty", "Poti", ("Rusia", "Iran"))),
        ("rute Almaty menuju Poti tanpa melalui Rusia", Words("Almaty", "Poti", ("Rusia",))),
        ("アルマトイからポティ", Words("アルマトイ", "ポティ")),
        ("アルマトイからポティ ロシア抜き", Words("アルマトイ", "ポティ", ("ロシア",))),
        ("アルマトイからポティまで、ロシアとイラン抜きで", Words("アルマトイ", "ポティ", ("ロシア", "イラン"))),
        ("アルマトイからポティへロシア抜き", Words("アルマトイ", "ポティ", ("ロシア",))),
        ("ロシアを避けてアルマトイからポティへ", Words("アルマトイ", "ポティ", ("ロシア",))),
        ("アルマトイからポティへの経路", Words("アルマトイ", "ポティ")),
    ],
)
def test_a_question_for_a_way_is_understood_in_three_languages(text: str, words: Words) -> None:
    assert parsed(text) == words


@pytest.mark.parametrize(
    "text", ["", "Khorgos", "to Poti", "Almaty to", "a to b to c", "から", "ポティ", " avoid Russia", "to"]
)
def test_what_is_no_question_for_a_way_is_none(text: str) -> None:
    assert parsed(text) is None


def test_a_long_text_is_cut_before_it_is_read() -> None:
    assert parsed("to " * 50_000) is None
    assert parsed("から" * 50_000) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Almaty to Poti avoid Russia", "en"),
        ("Almaty ke Poti tanpa Rusia", "id"),
        ("アルマトイからポティ ロシア抜き", "ja"),
    ],
)
def test_names_are_those_of_the_network(atlas: Atlas, finder: Finder, text: str, language: str) -> None:
    words = parsed(text)
    assert words
    assert understood(atlas, finder, load_texts(language), words) == (
        Asked("ALMATY", "POTI", frozenset({"RU"}), frozenset(), ()),
    )


def test_a_port_can_be_avoided_too(atlas: Atlas, finder: Finder) -> None:
    (asked,) = understood(atlas, finder, load_texts("en"), Words("Almaty", "Poti", ("Aktau",)))
    assert (asked.avoid, asked.without) == (frozenset(), frozenset({"AKTAU"}))


def test_a_town_off_the_network_stands_for_the_nearest_node_and_that_is_said(atlas: Atlas, finder: Finder) -> None:
    (asked,) = understood(atlas, finder, load_texts("en"), Words("Osh", "London"))
    node, km = nearest_node(atlas, (-0.12, 51.5))
    assert asked.end == node == "ROTTERDAM"
    assert 300 < km < 340
    assert asked.notes[0].startswith("London is not in the network; the way is that of Rotterdam, 32")


def test_a_name_of_several_nodes_gives_a_way_for_each(atlas: Atlas, finder: Finder) -> None:
    found = understood(atlas, finder, load_texts("en"), Words("Khorgos", "Budapest"))
    assert len(found) > 1
    assert "KHORGOS_GW" in {asked.start for asked in found}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (Words("Almaty", "Nowhereville"), "There is no place Nowhereville in the network."),
        (Words("Almaty", "Poti", ("Narnia",)), "There is no country Narnia."),
        (Words("Almaty", "Almaty"), "A way needs two places; Almaty is both ends."),
    ],
)
def test_what_cannot_be_answered_says_why(atlas: Atlas, finder: Finder, words: Words, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        understood(atlas, finder, load_texts("en"), words)


def test_a_question_forgets_the_limits_before_it() -> None:
    before = Routing(frozenset({"IR"}), frozenset({"BAKU"}), by="days", pinned=("middle",))
    routing = Asked("ALMATY", "POTI", frozenset({"RU"}), frozenset(), ()).routing(before)
    assert routing == Routing(frozenset({"RU"}), by="days", own=(("ALMATY", "POTI"),), chosen="own:ALMATY:POTI")


# What is offered


@pytest.mark.parametrize(
    ("written", "kind", "name"),
    [
        ("khorgos", "hub", "Khorgos Gateway"),
        ("kutessay", "deposit", "Kutessay II (Aktyuz)"),
        ("middle corridor", "corridor", "Middle Corridor"),
        ("valley", "scene", "3  The valley"),
        ("Almaty to Poti avoid Russia", "way", "Almaty → Poti, without Russia"),
    ],
)
def test_the_first_offer_is_what_is_meant(
    atlas: Atlas, finder: Finder, stage: Stage, written: str, kind: str, name: str
) -> None:
    first = offers(atlas, finder, stage.scenes, written, load_texts("en"))[0]
    assert first.kind == kind
    assert first.name.startswith(name)


def test_passages_and_claims_are_found_by_their_words(atlas: Atlas, finder: Finder) -> None:
    assert "passage" in {offer.kind for offer in offers(atlas, finder, (), "diversify", load_texts("en"))}
    claims = [offer for offer in offers(atlas, finder, (), "khorgos", load_texts("en")) if offer.kind == "claim"]
    assert claims and all(offer.hit and offer.hit.feature in atlas.features for offer in claims)


def test_a_way_that_is_not_understood_is_said_after_everything_else(atlas: Atlas, finder: Finder) -> None:
    found = offers(atlas, finder, (), "Almaty to Nowhereville", load_texts("en"))
    assert found[-1].kind == "way" and not found[-1].can_be_shown
    assert "Nowhereville" in found[-1].name


# On stage


def test_khorgos_is_found_shown_and_left_in_four_keys(qtbot: QtBot, stage: Stage) -> None:
    """The keys beside the name itself: /, Enter, Backspace; one to spare."""
    before, scene = picture(stage), stage.audience.scene
    pressed = 0

    def hit(key: Key) -> None:
        nonlocal pressed
        pressed += 1
        press(console(stage), key)

    hit(Key.Key_Slash)
    write(stage, "khorgos")
    assert picture(stage) == before, "the audience sees nothing of the typing"
    hit(Key.Key_Return)
    settle(qtbot, stage)
    assert state(stage) == "pushed"
    assert stage.audience.scene.selected == ("KHORGOS_GW",)
    assert differing(picture(stage), before) > 1_000
    hit(Key.Key_Backspace)
    settle(qtbot, stage)
    assert state(stage) == "live"
    assert stage.audience.scene == scene
    assert looks_like(picture(stage), before)
    assert pressed <= 4


def test_a_preview_is_the_speakers_alone_and_escape_leaves_it(qtbot: QtBot, stage: Stage) -> None:
    before, scene, speaker = picture(stage), stage.audience.scene, stage.speaker.scene
    press(console(stage), Key.Key_Slash)
    write(stage, "tashkent")
    qtbot.waitUntil(lambda: stage.speaker.scene.camera != speaker.camera, timeout=WAIT_MS)
    settle(qtbot, stage)
    assert state(stage) == "roam"
    assert stage.audience.scene == scene
    assert picture(stage) == before
    press(console(stage), Key.Key_Escape)
    settle(qtbot, stage)
    assert state(stage) == "live"
    assert stage.speaker.scene == speaker
    assert not console(stage).asking.is_open
    assert not stage.show.asks, "one level, not the question whether to end"
    assert picture(stage) == before


def test_backspace_in_the_empty_line_returns_to_the_scene(qtbot: QtBot, stage: Stage) -> None:
    speaker = stage.speaker.scene
    press(console(stage), Key.Key_Slash)
    write(stage, "osh")
    qtbot.waitUntil(lambda: state(stage) == "roam", timeout=WAIT_MS)
    for _ in range(4):
        press(console(stage), Key.Key_Backspace)
    settle(qtbot, stage)
    assert state(stage) == "live"
    assert stage.show.scene == 1, "no scene was left"
    assert stage.speaker.scene == speaker
    assert not console(stage).asking.line.hasFocus()


def test_letters_are_text_in_the_line_and_a_clicker_still_drives_the_show(qtbot: QtBot, stage: Stage) -> None:
    press(console(stage), Key.Key_Slash)
    write(stage, "b w1.")
    assert console(stage).asking.line.text() == "b w1."
    assert state(stage) in ("live", "roam") and not stage.show.digits
    press(console(stage), Key.Key_PageDown)
    assert (stage.show.scene, stage.show.step, stage.show.state) == (1, 1, "live")
    settle(qtbot, stage)
    assert stage.audience.scene.selected == ("KZ",)


def test_going_on_while_looking_leaves_no_trace_in_the_next_look(qtbot: QtBot, stage: Stage) -> None:
    press(console(stage), Key.Key_Slash)
    write(stage, "tashkent")
    qtbot.waitUntil(lambda: state(stage) == "roam", timeout=WAIT_MS)
    press(console(stage), Key.Key_PageDown)
    settle(qtbot, stage)
    here = stage.speaker.scene
    console(stage).asking.line.clear()
    settle(qtbot, stage)
    assert stage.speaker.scene == here
    write(stage, "bishkek")
    qtbot.waitUntil(lambda: state(stage) == "roam", timeout=WAIT_MS)
    press(console(stage), Key.Key_Escape)
    settle(qtbot, stage)
    assert stage.speaker.scene == here


def test_a_look_while_frozen_stays_frozen(qtbot: QtBot, stage: Stage) -> None:
    stage.freeze()
    before, speaker = picture(stage), stage.speaker.scene
    press(console(stage), Key.Key_Slash)
    write(stage, "tashkent")
    qtbot.waitUntil(lambda: stage.speaker.scene.camera != speaker.camera, timeout=WAIT_MS)
    assert state(stage) == "frozen"
    press(console(stage), Key.Key_Escape)
    assert state(stage) == "frozen"
    assert stage.speaker.scene == speaker
    settle(qtbot, stage)
    assert picture(stage) == before


def test_a_way_is_previewed_with_its_sentence_and_pushed(qtbot: QtBot, stage: Stage) -> None:
    before = picture(stage)
    press(console(stage), Key.Key_Slash)
    write(stage, "Almaty to Poti avoid Russia")
    asking = console(stage).asking
    qtbot.waitUntil(lambda: "Without Russia" in asking.said.text(), timeout=WAIT_MS)
    assert "km" in asking.said.text()
    assert stage.speaker.scene.routing.avoid == {"RU"}
    assert stage.audience.scene.routing == OPEN_NETWORK
    assert picture(stage) == before
    press(console(stage), Key.Key_Return)
    settle(qtbot, stage)
    assert stage.audience.scene.routing.chosen == "own:ALMATY:POTI"
    assert differing(picture(stage), before) > 1_000
    press(console(stage), Key.Key_Backspace)
    settle(qtbot, stage)
    assert looks_like(picture(stage), before)


def test_a_scene_that_is_asked_for_is_gone_to(qtbot: QtBot, stage: Stage) -> None:
    press(console(stage), Key.Key_Slash)
    write(stage, "steppe")
    assert chosen(stage).scene == 3
    press(console(stage), Key.Key_Return)
    assert (stage.show.scene, stage.show.state) == (3, "live")
    settle(qtbot, stage)


def test_a_passage_that_is_asked_for_is_read_by_the_audience(qtbot: QtBot, stage: Stage) -> None:
    press(console(stage), Key.Key_Slash)
    write(stage, "diversify")
    offer = chosen(stage)
    assert offer.kind == "passage" and offer.hit
    press(console(stage), Key.Key_Return)
    settle(qtbot, stage)
    assert stage.audience.scene.excerpt == offer.hit.id == "news-1"
    assert stage.audience.scene.selected == ("KZ",)


def test_a_town_gets_a_pin_that_goes_with_the_push(qtbot: QtBot, stage: Stage) -> None:
    pins: list[int] = []
    stage.audience.measure_changed.connect(lambda drawn: pins.append(len(drawn.lons)))
    press(console(stage), Key.Key_Slash)
    write(stage, "balkanabat")
    press(console(stage), Key.Key_Down)
    offer = chosen(stage)
    if offer.hit and offer.hit.feature:  # of the same name, on the map
        pytest.skip("every place of that name is drawn on the map")
    press(console(stage), Key.Key_Return)
    settle(qtbot, stage)
    assert pins == [1]
    press(console(stage), Key.Key_Backspace)
    settle(qtbot, stage)
    assert pins[-1] == 0


def test_what_was_searched_is_in_the_log(qtbot: QtBot, stage: Stage) -> None:
    press(console(stage), Key.Key_Slash)
    write(stage, "khorgos")
    press(console(stage), Key.Key_Return)
    settle(qtbot, stage)
    kinds = [(entry.kind, entry.text) for entry in stage.recorder.log.entries]
    assert ("searched", "Khorgos Gateway") in kinds
    assert ("pushed", "Khorgos Gateway") in kinds


def test_the_focus_is_the_maps_again_after_asking(qtbot: QtBot, stage: Stage) -> None:
    press(console(stage), Key.Key_Slash)
    assert console(stage).asking.line.hasFocus()
    press(console(stage), Key.Key_Escape)
    assert not console(stage).asking.line.hasFocus()
    focus = QApplication.focusWidget()
    assert (focus is not None and stage.window.map_view.isAncestorOf(focus)) or focus is stage.window.map_view
