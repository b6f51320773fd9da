"""What the speaker does on the map and the audience sees of it: the mirror, ink, dot and spot."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from maps.commands import DrawInk, FollowView, PointAt, SetMirror, SetTool, ShowParts
from maps.scene import Camera
from tests.web.stage_samples import (
    CENTRAL,
    WAIT_MS,
    Ask,
    ColourAt,
    Drag,
    Settle,
    Told,
    count_like,
    dragger,
    picture,
    pixel_of,
    press,
    surface,
    unlike,
)
from ui.map.view import MapView
from ui.session import Session

NEAR = Camera(56.0, 40.0, 74.0, 49.0)
LINE = DrawInk(("ink",), ((62.0, 66.0, 70.0),), ((44.0, 45.0, 44.0),), (True,))
INK = QColor("#c400a8")


@pytest.fixture
def drag(view: MapView, ask: Ask, qtbot: QtBot, settle: Settle) -> Drag:
    """Return a way to drag over the map."""
    return dragger(view, ask, qtbot, settle)


@pytest.fixture
def told(view: MapView) -> Told:
    """Return a list that every event of the page is added to."""
    events: Told = []
    view.web.bridge.arrived.connect(lambda text: events.append(json.loads(text)))
    return events


def test_a_followed_view_has_the_same_centre_and_echoes_no_user(
    view: MapView, ask: Ask, settle: Settle, told: Told, qtbot: QtBot
) -> None:
    view.resize(1280, 720)
    settle()
    told.clear()
    costs = []
    for step in range(30):
        west = 50.0 + step * 0.4
        view.send(FollowView(west, 42.0, west + 24.0 - step * 0.2, 47.0))
        costs.append(ask("atlas.page.sheet.cost"))
    east = west + 24.0 - step * 0.2
    assert ask("atlas.camera.isMoving()")
    middle = ask(
        "((m) => [atlas.mercator.lon((atlas.mercator.x(m[0]) + atlas.mercator.x(m[1])) / 2), "
        "atlas.mercator.lat((atlas.mercator.y(42) + atlas.mercator.y(47)) / 2)])"
        f"([{west}, {east}])"
    )
    settle()
    assert not ask("atlas.camera.isMoving()")
    centre = pixel_of(ask, *middle)
    assert abs(centre.x() - 640) <= 1 and abs(centre.y() - 360) <= 1
    left, right = pixel_of(ask, west, 44.0).x(), pixel_of(ask, east, 44.0).x()
    assert [left, right] == pytest.approx([0, 1280], abs=1), "the area fits the width"
    moved = [event for event in told if event["type"] == "ViewMoved"]
    assert moved and not any(event["by_user"] for event in moved)
    assert not any(event["type"] == "ViewMoving" for event in told)
    print(f"FollowView: {sorted(costs)[len(costs) // 2]:.1f} ms per frame (median), {max(costs):.1f} most")


def test_names_stay_while_a_view_is_followed(view: MapView, ask: Ask, settle: Settle) -> None:
    bounds = ask("((b) => [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()])(atlas.page.map.getBounds())")
    before = ask("atlas.labelBoxes().map(({id}) => id)")
    west, south, east, north = bounds
    follow = f"atlas.handlers.FollowView({{west: {west} + step, south: {south}, east: {east} + step, north: {north}}})"
    pane = "document.querySelector('.leaflet-atlas-labels-pane')"
    look = f"[atlas.labelBoxes().map(({{id}}) => id), getComputedStyle({pane}).opacity]"
    for ids, opacity in ask(f"[0.2, 0.4, 0.6, 0.8].map((step) => ({follow}, {look}))"):
        assert ids == before and opacity == "1"
    settle()


def test_the_users_own_moves_are_told_frame_by_frame(
    view: MapView, ask: Ask, settle: Settle, told: Told, session: Session, qtbot: QtBot, drag: Drag
) -> None:
    view.send(SetMirror(True))
    session.fly_to(CENTRAL)
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
    assert not any(event["type"] == "ViewMoving" for event in told), "a flight by command is each page's own"
    drag([QPoint(500 + 12 * step, 300 + 4 * step) for step in range(8)])
    moving = [event for event in told if event["type"] == "ViewMoving"]
    assert len(moving) >= 3
    rest = [event for event in told if event["type"] == "ViewMoved"][-1]
    assert rest["by_user"]
    assert moving[-1]["west"] == pytest.approx(rest["west"], abs=0.02)
    assert moving[-1]["north"] == pytest.approx(rest["north"], abs=0.02)
    view.send(SetMirror(False))


def test_the_frames_of_a_zoom_by_the_wheel_are_told(view: MapView, settle: Settle, told: Told, qtbot: QtBot) -> None:
    view.send(SetMirror(True))
    settle()
    target, place, between = surface(view), QPointF(600, 300), 0
    for turn in (240, -240) * 8:  # a busy machine may draw no frame between the ends of one zoom
        told.clear()
        nothing = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
        wheel = QWheelEvent(place, target.mapToGlobal(place), QPoint(0, turn), QPoint(0, turn), *nothing)
        QApplication.sendEvent(target, wheel)
        qtbot.waitUntil(lambda: any(event["type"] == "ViewMoved" for event in told), timeout=WAIT_MS)
        settle()
        widths = [round(event["east"] - event["west"], 3) for event in told if event["type"] == "ViewMoving"]
        rest = [event for event in told if event["type"] == "ViewMoved"][-1]
        assert widths[-1] == pytest.approx(rest["east"] - rest["west"], rel=1e-3), "the last frame is where it rests"
        assert widths == sorted(widths, reverse=turn > 0)
        between += sum(min(widths[0], widths[-1]) < width < max(widths[0], widths[-1]) for width in widths)
        if between:
            break
    assert between
    view.send(SetMirror(False))


def test_ink_is_drawn_with_the_mouse_and_the_map_stays(
    view: MapView, ask: Ask, settle: Settle, told: Told, drag: Drag
) -> None:
    before = ask("atlas.state().center")
    for kind in ("ink", "arrow", "circle"):
        view.send(SetTool(kind))
        settle()
        told.clear()
        places = [QPoint(450 + 20 * step, 300 + (15 * step * step) // 8) for step in range(8)]
        drag(places)
        drawn = [event for event in told if event["type"] == "InkDrawn"]
        assert drawn and {event["kind"] for event in drawn} == {kind}
        assert [event["is_last"] for event in drawn] == [False] * (len(drawn) - 1) + [True]
        assert len(drawn[-1]["lons"]) == 2 if kind != "ink" else 2 < len(drawn[-1]["lons"]) <= 8
        first = pixel_of(ask, drawn[-1]["lons"][0], drawn[-1]["lats"][0])
        assert (first - places[0]).manhattanLength() <= 2
        assert not any(event["type"] in ("FeatureClicked", "BackgroundClicked", "ToolClicked") for event in told)
    assert ask("atlas.state().center") == before
    view.send(SetTool(""))
    view.send(DrawInk((), (), (), ()))
    settle()


def test_ink_stays_on_its_place_when_the_map_moves(
    view: MapView, ask: Ask, settle: Settle, session: Session, qtbot: QtBot
) -> None:
    view.send(ShowParts(()))  # names are written above ink
    for kind, lons, lats in (("ink", (60.0, 64.0, 68.0), (43.0, 43.0, 43.0)), ("arrow", (60.0, 68.0), (43.0, 43.0))):
        view.send(DrawInk((kind,), (lons,), (lats,), (True,)))
        for camera in (CENTRAL, NEAR):
            session.fly_to(camera)
            qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
            settle()
            shown = picture(view)
            seen = [count_like(shown, INK, pixel_of(ask, 61.0 + place, 43.0), 3) for place in range(6)]
            assert min(seen) >= 20, (kind, camera)
    view.send(DrawInk((), (), (), ()))
    settle()
    assert not any(count_like(picture(view), INK, pixel_of(ask, 61.0 + place, 43.0), 3) for place in range(6))


def test_a_circle_is_drawn_around_its_middle(view: MapView, ask: Ask, settle: Settle) -> None:
    view.send(ShowParts(()))
    view.send(DrawInk(("circle",), ((64.0, 67.0),), ((45.0, 45.0),), (True,)))
    settle()
    shown, middle, edge = picture(view), pixel_of(ask, 64.0, 45.0), pixel_of(ask, 67.0, 45.0)
    radius = edge.x() - middle.x()
    assert count_like(shown, INK, middle, 4) == 0
    for dx, dy in ((radius, 0), (-radius, 0), (0, radius), (0, -radius)):
        assert count_like(shown, INK, middle + QPoint(dx, dy), 3) >= 10


def test_ink_that_is_not_kept_fades_and_nobody_waits_for_it(
    view: MapView, ask: Ask, settle: Settle, qtbot: QtBot
) -> None:
    view.send(
        replace(
            LINE,
            kinds=("ink", "circle"),
            lons=(LINE.lons[0], (64.0, 65.0)),
            lats=(LINE.lats[0], (47.0, 47.0)),
            kept=(False, True),
        )
    )
    settle()
    assert [mark["alpha"] for mark in ask("atlas.ink.state().marks")] == [1, 1]
    ask("(atlas.ink.age(5300), 1)")
    settle()
    qtbot.waitUntil(lambda: ask("atlas.ink.state().marks[0].alpha") == 0, timeout=WAIT_MS)
    settle()
    shown = picture(view)
    assert count_like(shown, INK, pixel_of(ask, 66.0, 44.5), 8) == 0
    assert count_like(shown, INK, pixel_of(ask, 65.0, 47.0), 3) >= 10, "what is kept stays"


def test_the_eraser_tells_which_place_of_a_mark_it_touches(
    view: MapView, ask: Ask, settle: Settle, told: Told, drag: Drag
) -> None:
    view.send(DrawInk(("arrow",), ((60.0, 68.0),), ((45.0, 45.0),), (True,)))
    view.send(SetTool("erase"))
    settle()
    told.clear()
    on = pixel_of(ask, 64.0, 45.0)
    drag([on - QPoint(0, 80), on - QPoint(0, 60)])
    assert not any(event["type"] == "InkDrawn" for event in told)
    drag([on - QPoint(0, 30), on, on + QPoint(0, 40)])
    hits = [event for event in told if event["type"] == "InkDrawn"]
    assert hits and all(event["kind"] == "erase" for event in hits)
    assert hits[0]["lons"][0] == pytest.approx(64.0, abs=0.3)
    view.send(SetTool(""))


def test_a_dot_is_drawn_where_it_is_asked_and_keeps_its_place(
    view: MapView, ask: Ask, settle: Settle, colour_at: ColourAt, session: Session, qtbot: QtBot
) -> None:
    view.send(PointAt("dot", 66.0, 44.0))
    for camera in (CENTRAL, NEAR):
        session.fly_to(camera)
        qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
        assert unlike(colour_at(66.0, 44.0), QColor("#e0001b")) < 12
        shown, middle = picture(view), pixel_of(ask, 66.0, 44.0)
        assert unlike(shown.pixelColor(middle + QPoint(8, 0)), QColor("#ffffff")) < 60
    view.send(PointAt("", 0.0, 0.0))
    settle()
    assert unlike(colour_at(66.0, 44.0), QColor("#e0001b")) > 60


def test_a_spot_dims_all_but_its_circle(view: MapView, ask: Ask, settle: Settle) -> None:
    before = picture(view)
    view.send(PointAt("spot", 66.0, 44.0))
    settle()
    after, middle = picture(view), pixel_of(ask, 66.0, 44.0)
    for dx in (-130, 0, 130):
        place = middle + QPoint(dx, 0)
        assert unlike(before.pixelColor(place), after.pixelColor(place)) < 3
    for place in (QPoint(100, 40), QPoint(1010, 620), middle + QPoint(200, 0)):
        assert after.pixelColor(place).lightness() < 0.5 * before.pixelColor(place).lightness()


def test_the_pointer_is_told_while_a_pointing_tool_is_on(view: MapView, ask: Ask, settle: Settle, told: Told) -> None:
    view.send(SetTool("dot"))
    settle()
    press(view, QMouseEvent.Type.MouseMove, QPoint(500, 300), is_down=False)
    settle()
    moved = [event for event in told if event["type"] == "PointerMoved"]
    assert moved and moved[-1]["is_inside"]
    assert (pixel_of(ask, moved[-1]["lon"], moved[-1]["lat"]) - QPoint(500, 300)).manhattanLength() <= 2
    view.send(SetTool(""))
