"""The map in its window, in the real engine: what is seen, what is said, and how it comes back."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from data.tiles import Tiles
from maps.address import CSP, SCHEME, static_files
from maps.cache import Prepared
from maps.commands import COMMANDS, Ping
from maps.filtering import count_through
from maps.scene import HOME, NO_FILTERS, Camera, Filters
from ui.map.view import MapView
from ui.map.watchdog import BEAT_MS
from ui.session import Session

WAIT_MS = 30_000
Ask = Callable[[str], Any]


@pytest.fixture
def view(qtbot: QtBot, session: Session, prepared: Prepared, request: pytest.FixtureRequest) -> Iterator[MapView]:
    """Return a map view at rest on the first scene, 1000 by 700 pixels."""
    made = MapView(session, Tiles())
    made.resize(1000, 700)
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.show()
    failures: list[str] = []
    made.page_failed.connect(failures.append)
    made.serve(prepared)
    qtbot.waitUntil(lambda: made.is_at_rest, timeout=WAIT_MS)
    yield made
    made.close_page()
    made.deleteLater()
    assert failures == [] or request.node.get_closest_marker("expects_log")


def picture(view: MapView) -> QImage:
    """Return what the view shows."""
    return view.view.grab().toImage()


def colours(image: QImage) -> int:
    """Return how many different colours a coarse grid over a picture meets."""
    return len({image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)})


def changed(first: QImage, second: QImage) -> float:
    """Return the share of pixels on a coarse grid that clearly differ between two pictures.

    Differences up to 40 of 255 are let pass: a view that is restored may lie half a pixel aside.
    """

    def differs(x: int, y: int) -> bool:
        one, other = first.pixelColor(x, y), second.pixelColor(x, y)
        return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue())) > 40

    points = [(x, y) for x in range(0, first.width(), 7) for y in range(0, first.height(), 7)]
    return sum(differs(x, y) for x, y in points) / len(points)


def settle(qtbot: QtBot, view: MapView) -> None:
    """Wait until the page shows the session's scene and all is drawn."""
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)


def test_the_map_is_drawn_and_not_blank(view: MapView) -> None:
    assert colours(picture(view)) > 300


def test_nothing_leaves_the_scheme(view: MapView, session: Session, qtbot: QtBot) -> None:
    session.fly_to(Camera(48.0, 38.0, 56.0, 46.0))
    settle(qtbot, view)
    session.set_language("ja")
    settle(qtbot, view)
    assert view.web.interceptor.blocked == []
    assert len(view.web.interceptor.seen) > 20
    assert all(url.startswith((f"{SCHEME}://", "data:")) for url in view.web.interceptor.seen)
    assert view.web.handler.refused == []


@pytest.mark.expects_log
def test_a_request_to_the_network_is_blocked(view: MapView, ask: Ask, qtbot: QtBot) -> None:
    view.web.page.runJavaScript("const i = new Image(); i.src = 'http://127.0.0.1:9/x.png';", 0)
    outcome = ask("1 + 1")
    assert outcome == 2
    assert not [url for url in view.web.interceptor.seen if url.startswith("http")]


def test_the_page_and_its_scripts_hold_no_remote_address(prepared: Prepared) -> None:
    texts = [prepared.html, prepared.script, prepared.drawing]
    texts += [
        path.read_text(encoding="utf-8")
        for name, path in static_files().items()
        if path.suffix in (".js", ".css") and name.startswith("web/")
    ]
    for text in texts:
        found = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", text)
        assert [address for address in found if "www.w3.org" not in address] == []


@pytest.mark.expects_log
def test_no_inline_script_is_on_the_page_nor_allowed(prepared: Prepared, ask: Ask) -> None:
    assert "unsafe-eval" not in CSP
    assert "script-src atlas:;" in CSP
    for script in re.findall(r"<script([^>]*)>(.*?)</script>", prepared.html, re.S):
        assert "src=" in script[0]
        assert script[1].strip() == ""
    code = "(() => { const s = document.createElement('script'); s.textContent = 'window.hit = 1';"
    assert ask(code + " document.body.append(s); return window.hit || 0; })()") == 0


def test_every_command_has_one_handler_of_its_name(ask: Ask) -> None:
    assert sorted(ask("Object.keys(atlas.handlers)")) == sorted(command.__name__ for command in COMMANDS)


def test_a_moved_map_is_reported_and_not_echoed(view: MapView, session: Session, ask: Ask, qtbot: QtBot) -> None:
    sent: list[str] = []
    view.web.bridge.sent.connect(sent.append)
    before = session.scene.camera
    qtbot.mouseMove(view.view.focusProxy(), QPoint(500, 350))
    ask("(atlas.camera.byUser = true, atlas.page.map.panBy([150, 0], {animate: false}), 1)")
    qtbot.waitUntil(lambda: session.scene.camera != before, timeout=WAIT_MS)
    assert session.scene.camera.west > before.west + 1
    assert session.can_go_back
    settle(qtbot, view)
    assert not [text for text in sent if "MoveCamera" in text]


def test_flying_somewhere_ends_there(view: MapView, session: Session, qtbot: QtBot) -> None:
    wanted = Camera(49.0, 39.5, 54.0, 44.5)
    session.fly_to(wanted)
    settle(qtbot, view)
    shown = session.scene.camera
    assert shown.west <= wanted.west + 0.05
    assert shown.east >= wanted.east - 0.05
    assert shown.south <= wanted.south + 0.05
    assert shown.north >= wanted.north - 0.05
    assert shown.east - shown.west < 20


def test_the_second_of_two_quick_flights_wins(view: MapView, session: Session, qtbot: QtBot) -> None:
    session.fly_to(Camera(49.0, 39.5, 54.0, 44.5))
    session.fly_to(Camera(75.0, 42.0, 79.0, 45.0))
    settle(qtbot, view)
    assert session.scene.camera.contains(77.0, 43.5)
    assert not session.scene.camera.contains(51.0, 42.0)


def test_a_view_is_restored_to_the_same_place(view: MapView, session: Session, qtbot: QtBot) -> None:
    first = session.scene.camera
    session.fly_to(Camera(49.0, 39.5, 54.0, 44.5))
    settle(qtbot, view)
    session.go_back()
    settle(qtbot, view)
    assert session.scene.camera.is_close_to(first)


def test_clicking_a_country_selects_it(view: MapView, session: Session, qtbot: QtBot, ask: Ask) -> None:
    x, y = ask("(() => { const p = atlas.page.map.latLngToContainerPoint([49.5, 61.0]); return [p.x, p.y]; })()")
    qtbot.mouseClick(view.view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    qtbot.waitUntil(lambda: session.scene.selected == ("KZ",), timeout=WAIT_MS)


def test_selection_and_glow_are_seen(view: MapView, session: Session, qtbot: QtBot) -> None:
    before = picture(view)
    session.set_glow(("UZ",))
    qtbot.waitUntil(lambda: changed(before, picture(view)) > 0.002, timeout=WAIT_MS)
    session.set_glow(())
    qtbot.waitUntil(lambda: changed(before, picture(view)) < 0.001, timeout=WAIT_MS)
    session.select(("middle",))
    settle(qtbot, view)
    assert changed(before, picture(view)) > 0.003


def test_what_glows_out_of_sight_gets_an_arrow(view: MapView, session: Session, qtbot: QtBot, ask: Ask) -> None:
    session.set_glow(("capital-JP",))
    qtbot.waitUntil(lambda: any("Tokyo" in text for text in ask("atlas.state().arrows")), timeout=WAIT_MS)
    [arrow] = ask("atlas.state().arrows")
    assert "km" in arrow
    session.set_glow(())
    qtbot.waitUntil(lambda: ask("atlas.state().arrows") == [], timeout=WAIT_MS)


def test_the_language_changes_without_a_new_page(view: MapView, session: Session, qtbot: QtBot, ask: Ask) -> None:
    ask("(window.mark = 1)")
    session.set_language("ja")
    settle(qtbot, view)
    texts = [box["text"] for box in ask("atlas.labelBoxes()")]
    assert "カザフスタン" in texts
    assert ask("window.mark") == 1
    assert ask("document.documentElement.lang") == "ja"


@pytest.mark.parametrize("language", ["en", "id", "ja"])
@pytest.mark.parametrize("size", [(880, 620), (1500, 960)])
@pytest.mark.parametrize("camera", [HOME, Camera(48.0, 38.0, 56.0, 46.0), Camera(60.0, 38.0, 72.0, 46.0)])
def test_names_lie_apart_whole_and_clear_of_symbols(
    view: MapView, session: Session, qtbot: QtBot, ask: Ask, language: str, size: tuple[int, int], camera: Camera
) -> None:
    view.resize(*size)
    session.set_language(language)
    session.fly_to(camera)
    settle(qtbot, view)
    labels, symbols = ask("[atlas.labelBoxes(), atlas.symbolBoxes()]")
    assert len(labels) > 5
    for box in labels:
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["w"] <= size[0] + 1
        assert box["y"] + box["h"] <= size[1] + 1
    for at, box in enumerate(labels):
        for other in labels[at + 1 :]:
            assert not overlap(box, other, 1.0), (box, other)
        for symbol in symbols:
            assert symbol["id"] == box["id"] or not overlap(box, symbol, 2.0), (box, symbol)


def overlap(first: dict[str, float], second: dict[str, float], slack: float) -> bool:
    """Tell whether two boxes share more than ``slack`` pixels each way."""
    wide = min(first["x"] + first["w"], second["x"] + second["w"]) - max(first["x"], second["x"])
    high = min(first["y"] + first["h"], second["y"] + second["h"]) - max(first["y"], second["y"])
    return wide > slack and high > slack


def test_layers_disappear_and_come_back(view: MapView, session: Session, qtbot: QtBot) -> None:
    before = picture(view)
    session.toggle_part("corridors-middle")
    settle(qtbot, view)
    assert changed(before, picture(view)) > 0.002
    session.toggle_part("corridors-middle")
    settle(qtbot, view)
    assert changed(before, picture(view)) < 0.001


def test_the_legend_toggles_a_layer(view: MapView, session: Session, qtbot: QtBot, ask: Ask) -> None:
    pressed = ask("document.querySelectorAll('button[aria-pressed]').length")
    assert pressed >= 15
    ask("(document.querySelector('button[data-part=\"deposits-gold\"]').click(), 1)")
    qtbot.waitUntil(lambda: "deposits-gold" not in session.scene.parts, timeout=WAIT_MS)


def test_the_dark_theme_is_dark(view: MapView, session: Session, qtbot: QtBot) -> None:
    def brightness() -> float:
        image = picture(view)
        points = [image.pixelColor(x, y).lightness() for x in range(300, 1000, 20) for y in range(0, 700, 20)]
        return sum(points) / len(points)

    light = brightness()
    session.set_theme("dark")
    settle(qtbot, view)
    assert brightness() < light - 60


@pytest.mark.parametrize("camera", [Camera(30.0, 42.0, 34.0, 45.0), Camera(-90.0, 20.0, -60.0, 45.0)])
def test_above_the_native_zoom_tiles_are_scaled_and_not_missing(
    view: MapView, session: Session, qtbot: QtBot, camera: Camera
) -> None:
    session.fly_to(camera)
    settle(qtbot, view)
    assert view.web.handler.refused == []
    assert colours(picture(view)) > 60


# When things go wrong


def die(view: MapView) -> None:
    """Kill the page's process."""
    pid = view.web.page.renderProcessPid()
    assert pid > 0
    os.kill(pid, signal.SIGKILL)


@pytest.mark.expects_log
def test_a_killed_page_comes_back_with_the_same_scene(view: MapView, session: Session, qtbot: QtBot) -> None:
    session.set_language("ja")
    session.select(("UZ",))
    session.fly_to(Camera(55.0, 36.0, 75.0, 46.0))
    settle(qtbot, view)
    before = picture(view)
    with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
        die(view)
    settle(qtbot, view)
    assert changed(before, picture(view)) < 0.03, "names may stand on another side of their place"


@pytest.mark.expects_log
def test_a_hung_page_is_found_and_comes_back(view: MapView, session: Session, qtbot: QtBot) -> None:
    before = picture(view)
    view.ready.connect(lambda: view.watchdog.set_beat(BEAT_MS))
    view.watchdog.set_beat(100)
    with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
        view.web.page.runJavaScript("while (true) {}", 0)
    settle(qtbot, view)
    assert changed(before, picture(view)) < 0.03


@pytest.mark.expects_log
def test_the_last_still_stays_when_the_page_dies_too_often(view: MapView, session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not view.still.isNull(), timeout=WAIT_MS)
    for _ in range(3):
        with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
            die(view)
        settle(qtbot, view)
    with qtbot.waitSignal(view.watchdog.gave_up, timeout=WAIT_MS):
        die(view)
    shown = view.grab().toImage()
    assert colours(shown) > 200, "the still picture is in sight"
    asked: list[bool] = []
    view.safe_graphics_asked.connect(lambda: asked.append(True))
    view.still_picture.button.click()
    assert asked


@pytest.mark.expects_log
def test_what_the_page_says_wrong_is_dropped(view: MapView, session: Session) -> None:
    scene = session.scene
    for text in ("", "{}", '{"type": "FeatureClicked", "item": 7, "extend": false}', '{"type": "Boo"}'):
        view.web.bridge.receive(text)
    assert session.scene == scene


def test_a_heartbeat_is_answered(view: MapView, qtbot: QtBot) -> None:
    answers: list[str] = []
    view.web.bridge.arrived.connect(answers.append)
    view.send(Ping(77))
    qtbot.waitUntil(lambda: any('"Pong"' in text and "77" in text for text in answers), timeout=WAIT_MS)


def test_the_legend_marks_the_row_of_what_is_selected(view: MapView, session: Session, ask: Ask, qtbot: QtBot) -> None:
    marked = "[...document.querySelectorAll('.atlas-row.is-selected')].map((row) => row.dataset.part)"
    session.select(("northern-core-dostyk-brest",))
    qtbot.waitUntil(lambda: ask(marked) == ["corridors-northern"], timeout=10_000)
    session.select(())
    qtbot.waitUntil(lambda: ask(marked) == [], timeout=10_000)


def test_the_legend_counts_what_a_filter_leaves_and_keeps_its_rows(
    view: MapView, session: Session, ask: Ask, qtbot: QtBot
) -> None:
    rows = "[...document.querySelectorAll('.atlas-row:has(.atlas-row-count)')].map((row) => [row.dataset.part, row])"
    texts = (
        f"Object.fromEntries({rows}.map(([part, row]) => [part, row.querySelector('.atlas-row-count').textContent]))"
    )
    seen = f"{rows}.filter(([, row]) => row.offsetHeight).length"
    before, shown = ask(texts), ask(seen)
    assert before["deposits"] == str(len(session.atlas.deposits))
    gold = Filters(commodities=frozenset({"gold"}))
    session.set_filters(gold)
    settle(qtbot, view)
    after = ask(texts)
    left = count_through(session.atlas, gold)
    assert int(after.pop("deposits")) == left == sum(map(int, after.values()))
    assert "0" in after.values()
    assert ask(seen) == shown, "what is empty can still be switched"
    session.set_filters(NO_FILTERS)
    settle(qtbot, view)
    assert ask(texts) == before


def test_of_many_scenes_in_a_row_the_newest_is_shown_and_none_is_queued(
    qtbot: QtBot, view: MapView, session: Session
) -> None:
    sent: list[str] = []
    view.web.bridge.sent.connect(sent.append)
    for number in range(300):
        session.toggle_part("capitals")
        session.show(session.scene.with_camera(Camera(50.0 + number / 10, 36.0, 70.0 + number / 10, 50.0)))
    assert len(sent) < 20, "the page is told no more than it can take in"
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
    middle = (session.scene.camera.west + session.scene.camera.east) / 2
    assert middle == pytest.approx(89.9, abs=5), "beside the legend"
    assert len(sent) < 60
