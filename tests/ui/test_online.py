"""Street tiles in the window, from a service on this machine: seen when asked for, and missed softly when it fails.

One window serves all tests; each begins and ends with the tiles off and nothing kept on the disk.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDateTime, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtNetwork import QNetworkDiskCache
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from data.settings import Settings
from data.tiles import Tiles
from maps import online
from maps.cache import Prepared
from maps.layers import all_parts
from maps.measures import Measures
from maps.online import Spot
from maps.scene import Camera, Scene
from tests.ui.stage_samples import BRIEFING
from tests.ui.street_samples import Service, answered, painted
from ui.briefing.stills import Stills
from ui.main_window import MainWindow
from ui.map.online import StreetTiles
from ui.map.view import MapView
from ui.preferences import Preferences
from ui.session import Session
from ui.streets import COMMAND, LOST, StreetsInWindow

WAIT_MS = 30_000
TIMEOUT_MS = 600
SEA = Camera(46.0, 36.0, 56.0, 47.0)
STREET = QColor(20, 170, 60)
BEHAVIOURS = ["hangs", "signs in", "denies", "floods", "sends away"]
FRESH = [Camera(lon, 10.0, lon + 10.0, 18.0) for lon in range(-120, 40, 20)]
"""Areas that are looked at in one test alone: a page that lives on has the tiles of the others in its memory."""


@pytest.fixture(scope="module")
def services() -> Iterator[tuple[Service, Service]]:
    """Return a service on this machine, and another that it may send away to."""
    made: list[tuple[Service, ThreadingHTTPServer]] = []
    for _ in range(2):
        service = Service(tile=painted(STREET))
        server = ThreadingHTTPServer(("127.0.0.1", 0), answered(service))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        service.template = f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
        made.append((service, server))
    made[0][0].elsewhere = f"http://127.0.0.1:{made[1][1].server_port}"
    yield made[0][0], made[1][0]
    for service, server in made:
        service.over.set()
        server.shutdown()
        server.server_close()


@dataclass
class Desk:
    """A window on a briefing with its map, and the street tiles of the service."""

    window: MainWindow
    map: MapView
    tiles: StreetTiles
    preferences: Preferences
    folder: Path


@pytest.fixture(scope="module")
def only_desk(
    qapp: QApplication,
    atlas: Atlas,
    prepared: Prepared,
    measures: Measures,
    services: tuple[Service, Service],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Desk]:
    """Return the window of all tests."""
    folder = tmp_path_factory.mktemp("online")
    parts = frozenset(part for part, is_on in all_parts(atlas).items() if is_on)
    session = Session(atlas, Scene(SEA, parts))
    shown = MapView(session, Tiles())
    window = MainWindow(session, measures, shown)
    window.editor.document.open(BRIEFING, {}, None)
    preferences = Preferences(folder / "settings.json", Settings(), window)
    tiles = StreetTiles(folder / "tiles", window, template=services[0].template, timeout_ms=TIMEOUT_MS)
    StreetsInWindow(window, preferences, tiles)
    shown.serve(prepared)
    window.stage.serve(prepared)
    window.resize(1280, 720)
    window.show()
    yield Desk(window, shown, tiles, preferences, folder)
    window.stage.end()
    tiles.close()
    shown.close_page()
    window.editor.document.stack.setClean()
    window.close()
    window.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot, only_desk: Desk, services: tuple[Service, Service]) -> Iterator[Desk]:
    """Return the window, its map at rest on the sea, with the tiles off and nothing kept."""
    failures: list[str] = []
    only_desk.map.page_failed.connect(failures.append)
    qtbot.waitUntil(lambda: only_desk.map.is_at_rest, timeout=WAIT_MS)
    only_desk.window.session.fly_to(SEA)
    qtbot.waitUntil(lambda: only_desk.map.is_at_rest, timeout=WAIT_MS)
    forget(only_desk, services)
    yield only_desk
    only_desk.preferences.change(online_basemap=False)
    only_desk.tiles.set_on(False)
    qtbot.waitUntil(lambda: not state(qtbot, only_desk.map)["on"], timeout=WAIT_MS)
    only_desk.window.editor.toast.hide()
    only_desk.map.page_failed.disconnect(failures.append)
    assert failures == []
    assert only_desk.map.web.interceptor.blocked == []


def forget(desk: Desk, services: tuple[Service, Service]) -> None:
    """Forget what was fetched and asked."""
    for file in (desk.folder / "tiles").rglob("*.d"):
        file.unlink()
    for service in services:
        service.behaviour, service.most_at_once = "serves", 0
        service.asked.clear()


def ask(qtbot: QtBot, view: MapView, code: str) -> Any:
    """Ask a page for a value."""
    out: list[str] = []
    view.web.page.runJavaScript(f"JSON.stringify({code})", 0, out.append)
    qtbot.waitUntil(lambda: bool(out), timeout=WAIT_MS)
    return json.loads(out[0])


def state(qtbot: QtBot, view: MapView) -> dict[str, Any]:
    """Return what a page says of its street tiles."""
    found: dict[str, Any] = ask(qtbot, view, "atlas.online.state()")
    return found


def settle(qtbot: QtBot, view: MapView, holds: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Wait until no tile is on its way and something holds of them, and all of it is drawn."""

    def done() -> bool:
        now = state(qtbot, view)
        return now["on"] and now["asked"] > 0 and not now["isLoading"] and holds(now)

    qtbot.waitUntil(done, timeout=WAIT_MS)
    ask(qtbot, view, "(window.isSettled = false, atlas.whenIdle().then(() => (window.isSettled = true)), 1)")
    qtbot.waitUntil(lambda: bool(ask(qtbot, view, "window.isSettled")), timeout=WAIT_MS)
    return state(qtbot, view)


def all_there(now: dict[str, Any]) -> bool:
    return bool(now["there"] == now["asked"])


def none_there(now: dict[str, Any]) -> bool:
    return bool(now["there"] == 0)


def picture(view: MapView) -> QImage:
    """Return what a map shows."""
    return view.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def green(image: QImage) -> float:
    """Return the share of a grid over a picture that has the colour of the streets, paled or not."""
    points = [image.pixelColor(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    return sum(one.green() > one.red() + 40 and one.green() > one.blue() + 25 for one in points) / len(points)


def look_at(qtbot: QtBot, desk: Desk, camera: Camera) -> None:
    """Show an area."""
    desk.window.session.fly_to(camera)
    qtbot.waitUntil(lambda: desk.map.is_at_rest, timeout=WAIT_MS)
    ask(qtbot, desk.map, "(window.isSettled = false, atlas.whenIdle().then(() => (window.isSettled = true)), 1)")
    qtbot.waitUntil(lambda: bool(ask(qtbot, desk.map, "window.isSettled")), timeout=WAIT_MS)


def told(desk: Desk) -> str:
    """Return what is said over the map."""
    toast = desk.window.editor.toast
    return toast.label.text() if toast.isVisible() else ""


def test_nothing_is_asked_of_the_service_until_it_is_switched_on(
    qtbot: QtBot, desk: Desk, services: tuple[Service, Service]
) -> None:
    assert Settings().online_basemap is False
    assert not desk.window.menus.actions[COMMAND].isChecked()
    desk.window.session.fly_to(Camera(60.0, 38.0, 75.0, 46.0))
    qtbot.waitUntil(lambda: desk.map.is_at_rest, timeout=WAIT_MS)
    assert services[0].asked == []
    assert not [url for url in desk.map.web.interceptor.seen if "/online/" in url]
    assert green(picture(desk.map)) < 0.01


def test_streets_are_seen_with_their_credit_and_gone_when_switched_off(
    qtbot: QtBot, desk: Desk, services: tuple[Service, Service]
) -> None:
    before = picture(desk.map)
    scene = desk.window.session.scene
    desk.window.menus.actions[COMMAND].trigger()
    assert desk.window.menus.actions[COMMAND].isChecked() and desk.preferences.settings.online_basemap
    shown = settle(qtbot, desk.map, all_there)
    assert green(picture(desk.map)) > 0.4
    assert shown["credit"].startswith(f"{online.ATTRIBUTION} (ODbL)")
    links = "[...document.querySelectorAll('.atlas-online a')].map((one) => one.href)"
    assert ask(qtbot, desk.map, links) == [online.ATTRIBUTION_URL]
    assert services[0].agents == {online.USER_AGENT}
    assert services[0].most_at_once <= online.CONNECTIONS
    assert len(services[0].asked) == len(set(services[0].asked)) <= shown["asked"], "no tile out of sight"
    assert desk.window.session.scene == scene
    desk.window.menus.actions[COMMAND].trigger()
    qtbot.waitUntil(lambda: not state(qtbot, desk.map)["on"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: picture(desk.map) == before, timeout=WAIT_MS)
    assert state(qtbot, desk.map)["credit"] == ""


@pytest.fixture
def fetching(services: tuple[Service, Service], tmp_path: Path) -> Iterator[Callable[[], StreetTiles]]:
    """Return a way to make street tiles as a start of the program does, all on the same folder."""
    made: list[StreetTiles] = []
    services[0].behaviour = "serves"
    services[0].asked.clear()

    def make() -> StreetTiles:
        made.append(StreetTiles(tmp_path, template=services[0].template))
        return made[-1]

    yield make
    for tiles in made:
        tiles.close()


def test_a_tile_is_kept_for_a_week_though_the_service_says_at_once_to_ask_again(
    qtbot: QtBot, services: tuple[Service, Service], tmp_path: Path, fetching: Callable[[], StreetTiles]
) -> None:
    for _ in range(3):
        tiles, got = fetching(), list[bytes | None]()
        tiles.set_on(True)
        tiles.fetch(Spot(4, 3, 2), got.append, lambda: True)
        qtbot.waitUntil(lambda got=got: bool(got), timeout=WAIT_MS)  # type: ignore[misc]
        assert got == [services[0].tile]
    assert services[0].asked == ["/4/3/2.png"]
    cache = QNetworkDiskCache()
    cache.setCacheDirectory(str(tmp_path))
    kept = cache.metaData(QUrl(services[0].template.format(z=4, x=3, y=2)))
    assert QDateTime.currentDateTimeUtc().daysTo(kept.expirationDate()) >= online.CACHE_DAYS - 1


def test_what_two_maps_want_is_fetched_once_and_what_none_wants_never(
    qtbot: QtBot, services: tuple[Service, Service], fetching: Callable[[], StreetTiles]
) -> None:
    tiles, got = fetching(), list[bytes | None]()
    tiles.fetch(Spot(5, 0, 0), got.append, lambda: True)
    assert got == [None], "while they are off"
    tiles.set_on(True)
    for column, is_wanted in ((1, True), (1, True), (2, False), (3, True)):
        tiles.fetch(Spot(5, column, 1), got.append, lambda is_wanted=is_wanted: is_wanted)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(got) == 4, timeout=WAIT_MS)
    assert sorted(services[0].asked) == ["/5/1/1.png", "/5/3/1.png"]


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
def test_a_service_that_fails_leaves_the_built_in_map_and_is_told_of_once(
    qtbot: QtBot, desk: Desk, services: tuple[Service, Service], behaviour: str
) -> None:
    services[0].behaviour = behaviour
    look_at(qtbot, desk, FRESH[BEHAVIOURS.index(behaviour)])
    before = picture(desk.map)
    lost: list[bool] = []
    desk.tiles.lost.connect(lambda: lost.append(True))
    desk.preferences.change(online_basemap=True)
    qtbot.waitUntil(lambda: bool(lost), timeout=WAIT_MS)
    assert told(desk) == LOST
    now = settle(qtbot, desk.map, none_there)
    assert now["credit"] == ""
    assert picture(desk.map) == before
    assert len(services[0].asked) <= online.CONNECTIONS, "a service that failed is left alone"
    desk.tiles.retried.emit()
    settle(qtbot, desk.map, none_there)
    assert lost == [True]
    assert services[1].asked == []
    assert not list((desk.folder / "tiles").rglob("*.d")), "nothing of it is kept"


def test_streets_come_back_with_the_network_and_the_next_loss_is_told_again(
    qtbot: QtBot, desk: Desk, services: tuple[Service, Service]
) -> None:
    services[0].behaviour = "denies"
    look_at(qtbot, desk, FRESH[5])
    desk.preferences.change(online_basemap=True)
    qtbot.waitUntil(lambda: told(desk) == LOST, timeout=WAIT_MS)
    settle(qtbot, desk.map, none_there)
    desk.window.editor.toast.hide()
    services[0].behaviour = "serves"
    end_rest(desk.tiles)
    settle(qtbot, desk.map, all_there)
    assert told(desk) == ""
    services[0].behaviour = "signs in"
    desk.window.session.fly_to(FRESH[6])
    qtbot.waitUntil(lambda: told(desk) == LOST, timeout=WAIT_MS)
    desk.window.editor.toast.button.click()
    assert not desk.preferences.settings.online_basemap


def end_rest(tiles: StreetTiles) -> None:
    """Let the time pass for which a service that failed is left alone."""
    for timer in tiles.findChildren(QTimer):
        timer.setInterval(0)


def test_the_dark_theme_shows_the_streets_dark(qtbot: QtBot, desk: Desk, services: tuple[Service, Service]) -> None:
    services[0].tile = painted(QColor(242, 239, 233))
    look_at(qtbot, desk, FRESH[7])
    desk.tiles.set_on(True)
    settle(qtbot, desk.map, all_there)
    desk.window.session.set_theme("dark")
    qtbot.waitUntil(lambda: desk.map.is_at_rest, timeout=WAIT_MS)
    seen = picture(desk.map)
    points = [seen.pixelColor(x, y).lightness() for x in range(260, seen.width(), 9) for y in range(10, 500, 9)]
    assert sum(points) / len(points) < 70
    desk.window.session.set_theme("light")
    services[0].tile = painted(STREET)


def test_a_documents_pictures_hold_no_streets(qtbot: QtBot, desk: Desk, services: tuple[Service, Service]) -> None:
    document, scenes = desk.window.editor.document, desk.window.editor.scenes
    stills = scenes.findChild(Stills)
    assert isinstance(stills, Stills)
    desk.tiles.set_on(True)
    scenes.go_to("steppe")
    qtbot.waitUntil(lambda: desk.map.is_at_rest, timeout=WAIT_MS)
    settle(qtbot, desk.map, all_there)
    calm = stills.findChild(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert isinstance(calm, QTimer)
    qtbot.waitUntil(lambda: not calm.isActive(), timeout=WAIT_MS)
    assert "media/steppe.png" not in document.media
    desk.tiles.set_on(False)
    qtbot.waitUntil(lambda: "media/steppe.png" in document.media, timeout=WAIT_MS)
    assert green(QImage.fromData(document.media["media/steppe.png"])) < 0.01


def test_a_map_that_follows_no_service_asks_for_no_street(qtbot: QtBot, desk: Desk) -> None:
    """Stills, exports and checks have maps of their own."""
    other = MapView(Session(desk.window.session.atlas, desk.window.session.scene), Tiles())
    assert not other.streets.is_on and other.web.handler.streets is None
    other.close_page()


def test_the_audience_sees_streets_if_they_are_on_and_only_the_speaker_is_told(
    qtbot: QtBot, desk: Desk, services: tuple[Service, Service]
) -> None:
    stage = desk.window.stage
    desk.preferences.change(online_basemap=True)
    settle(qtbot, desk.map, all_there)
    stage.start(1, layout="windows")
    audience = stage.hall.audience
    assert audience
    qtbot.waitUntil(lambda: audience.map.is_at_rest and desk.map.is_at_rest, timeout=WAIT_MS)
    assert settle(qtbot, audience.map, all_there)["credit"].startswith(online.ATTRIBUTION)
    assert green(picture(audience.map)) > 0.3
    assert audience.map.web.interceptor.blocked == []
    services[0].behaviour = "denies"
    stage.go_to(2)
    qtbot.waitUntil(lambda: LOST in stage.chips, timeout=WAIT_MS)
    assert told(desk) == ""
    stage.end()
