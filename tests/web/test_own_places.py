"""Own places on the page: drawn dashed until sourced, chosen by a click, in the legend only while there are any."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from data.briefing.joining import join
from data.briefing.value import Briefing, Place, Source
from maps.scene import Camera
from maps.styles import styles
from ui.map.view import MapView
from ui.session import LINK, Session

WAIT_MS = 30_000
Ask = Callable[[str], Any]
Settle = Callable[[], None]
NEAR = Camera(58.0, 43.0, 68.0, 50.0)
SOURCES = (Source(id="notes", title="Own notes"),)
AREA = Place(
    id="site",
    kind="area",
    names={"en": "The <b>site</b>", "ja": "用地"},
    positions=((60.0, 45.0), (65.0, 45.0), (65.0, 48.0), (60.0, 48.0)),
)
LINE = Place(id="track", kind="line", names={"en": "The track"}, positions=((59.0, 44.2), (66.0, 44.2)))
POINT = Place(id="gate", kind="point", names={"en": "The gate"}, positions=((66.4, 46.5),), sources=("notes",))


@pytest.fixture
def shown(qtbot: QtBot, view: MapView, session: Session, atlas: Atlas, ask: Ask, settle: Settle) -> Callable[..., None]:
    """Return a way to put own places on the map."""
    session.fly_to(NEAR)

    def put(*places: Place) -> None:
        session.set_atlas(join(atlas, Briefing(places=places, sources=SOURCES)))
        qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
        qtbot.waitUntil(lambda: settled_on(places), timeout=WAIT_MS)
        settle()

    def settled_on(places: tuple[Place, ...]) -> bool:
        drawn = ask("[...atlas.page.items.values()].filter(({ item }) => item.part === 'own').map(({ item }) => item)")
        styles = {item["id"]: item["style"] for item in drawn}
        return styles == {place.id: f"own-{place.kind}" + ("" if place.sources else "-open") for place in places}

    return put


def is_selected(session: Session, name: str) -> bool:
    return session.scene.selected == (name,)


def pixel(ask: Ask, lon: float, lat: float) -> QPoint:
    x, y = ask(f"(({{x, y}}) => [x, y])(atlas.page.map.latLngToContainerPoint([{lat}, {lon}]))")
    return QPoint(round(x), round(y))


def click(view: MapView, at: QPoint) -> None:
    target = view.view.focusProxy()
    assert target
    for kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
        is_move = kind == QEvent.Type.MouseMove
        button = Qt.MouseButton.NoButton if is_move else Qt.MouseButton.LeftButton
        held = Qt.MouseButton.LeftButton if kind == QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton
        place = QPointF(at)
        event = QMouseEvent(kind, place, target.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, event)


def share_near(image: QImage, line: list[QPoint], wanted: QColor) -> float:
    """Return on how much of a line of pixels the colour is seen, within two pixels of it."""

    def is_near(at: QPoint) -> bool:
        around = [(dx, dy) for dx in range(-2, 3) for dy in range(-2, 3)]
        found = [image.pixelColor(at.x() + dx, at.y() + dy) for dx, dy in around]
        return any(
            abs(one.red() - wanted.red()) + abs(one.green() - wanted.green()) + abs(one.blue() - wanted.blue()) < 60
            for one in found
        )

    return sum(is_near(at) for at in line) / len(line)


def edge(ask: Ask, lat: float, west: float, east: float) -> list[QPoint]:
    first, last = pixel(ask, west, lat), pixel(ask, east, lat)
    return [QPoint(x, first.y()) for x in range(first.x() + 8, last.x() - 8)]


def test_an_area_is_dashed_until_a_source_is_given(
    view: MapView, shown: Callable[..., None], ask: Ask, settle: Settle
) -> None:
    colour = QColor(styles()["own-area"]["light"]["stroke"])
    shown(AREA)
    line = edge(ask, 45.0, 62.0, 62.8)  # near the middle, where the geodesic leaves the parallel least
    top = pixel(ask, 62.5, 45.0).y()
    image = view.view.grab().toImage()
    column = [share_near(image, [QPoint(at.x(), y)], colour) for at in line for y in range(top - 6, top + 3)]
    dashed = sum(column)
    shown(replace_sources(AREA))
    image = view.view.grab().toImage()
    solid = sum(share_near(image, [QPoint(at.x(), y)], colour) for at in line for y in range(top - 6, top + 3))
    assert 0 < dashed < 0.9 * solid


def replace_sources(place: Place) -> Place:
    return changed(place, sources=("notes",))


def test_a_click_chooses_an_own_place_and_what_lies_in_it_stays_in_reach(
    qtbot: QtBot, view: MapView, session: Session, atlas: Atlas, shown: Callable[..., None], ask: Ask, settle: Settle
) -> None:
    shown(AREA, LINE, POINT)
    session.fly_to(NEAR)
    for name, lon, lat in (("site", 61.0, 47.5), ("gate", 66.4, 46.5), ("track", 60.0, 44.2)):
        at = pixel(ask, lon, lat + (0.01 if name == "track" else 0.0))
        click(view, at)
        qtbot.waitUntil(partial(is_selected, session, name), timeout=WAIT_MS)
        settle()
    inside = atlas.deposits["KZ-U-05"].position
    lon, lat = inside
    shown(changed(AREA, positions=((lon - 2, lat - 1), (lon + 2, lat - 1), (lon + 2, lat + 1), (lon - 2, lat + 1))))
    click(view, pixel(ask, *inside))
    qtbot.waitUntil(lambda: session.scene.selected == ("KZ-U-05",), timeout=WAIT_MS)


def test_a_selected_own_place_is_marked_even_if_it_is_drawn_later(
    session: Session, shown: Callable[..., None], ask: Ask, settle: Settle, view: MapView
) -> None:
    shown(AREA)
    session.select(("site",))
    settle()
    assert ask("[...atlas.page.selected]") == ["site"]
    shown(replace_sources(AREA))
    assert ask("[...atlas.page.selected]") == ["site"]
    shown()
    assert ask("[...atlas.page.selected]") == []
    assert session.scene.selected == ()


def test_names_stay_text_and_follow_the_language(
    session: Session, shown: Callable[..., None], ask: Ask, settle: Settle
) -> None:
    shown(AREA)
    labels = "atlas.labelBoxes().filter((box) => box.id === 'site').map((box) => box.text)"
    assert ask(labels) == ["The <b>site</b>"]
    session.set_language("ja")
    settle()
    assert ask(labels) == ["用地"]


def test_the_legend_lists_own_places_only_while_there_are_any(shown: Callable[..., None], ask: Ask) -> None:
    listed = "[...document.querySelectorAll('[data-part]')].filter((row) => row.dataset.part === 'own').length"
    assert ask(listed) == 0
    shown(POINT)
    assert ask(listed) == 1
    shown()
    assert ask(listed) == 0


def test_a_page_that_comes_back_draws_them_again(
    qtbot: QtBot, view: MapView, shown: Callable[..., None], ask: Ask
) -> None:
    shown(AREA)
    with qtbot.waitSignal(view.ready, timeout=WAIT_MS):
        view._restart()
    qtbot.waitUntil(lambda: ask("atlas.page.items.has('site')"), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)


def test_with_the_link_tool_a_click_picks_and_beside_items_nothing_is_cleared(
    qtbot: QtBot, view: MapView, session: Session, shown: Callable[..., None], ask: Ask, settle: Settle
) -> None:
    shown(AREA)
    session.select(("KZ",))
    session.set_tool(LINK)
    settle()
    picked: list[str] = []
    session.item_picked.connect(picked.append)
    click(view, pixel(ask, 61.0, 47.5))
    qtbot.waitUntil(lambda: picked == ["site"], timeout=WAIT_MS)
    assert session.scene.selected == ("KZ",)


def test_with_the_draw_tool_every_click_is_a_point(
    qtbot: QtBot, view: MapView, session: Session, shown: Callable[..., None], ask: Ask, settle: Settle
) -> None:
    shown(AREA)
    session.set_tool("draw")
    settle()
    points: list[tuple[float, float]] = []
    session.tool_clicked.connect(lambda lon, lat, _: points.append((lon, lat)))
    click(view, pixel(ask, 61.0, 47.5))
    qtbot.waitUntil(lambda: len(points) == 1, timeout=WAIT_MS)
    assert points[0] == pytest.approx((61.0, 47.5), abs=0.05)
    assert session.scene.selected == ()
