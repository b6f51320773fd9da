"""Ways, limits and the banner on the page: what is seen of them, what they leave, what the scissors take."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from maps.commands import DrawWays, SetTheme, SetTool, ShowBanner, ShowParts
from maps.geodesy import densify
from maps.messages import VERSION
from maps.scene import Camera
from maps.styles import GROUP_COLOURS
from ui.map.view import MapView
from ui.session import BREAK, Session

WAIT_MS = 30_000
MEASURE = Path(__file__).parents[1] / "maps" / "test_colours.py"
Ask = Callable[[str], Any]
Settle = Callable[[], None]
ColourAt = Callable[[float, float], QColor]

RAIL, SEA = "SHALKAR-BEINEU", "AKTAU-ALAT"
CASPIAN = Camera(47.0, 39.0, 61.0, 49.0)
NORTH = Camera(52.0, 50.0, 64.0, 57.0)


def ways(**given: Any) -> DrawWays:
    """Return a command with these parts and nothing else; ``marks`` are (kind, lon, lat, text)."""
    marks = given.pop("marks", ())
    kinds, lons, lats, texts = zip(*marks, strict=True) if marks else ((), (), (), ())
    empty: dict[str, Any] = dict.fromkeys(("first", "second", "closed", "broken", "line_lons", "line_lats"), ())
    return DrawWays(**(empty | given), mark_kinds=kinds, mark_lons=lons, mark_lats=lats, mark_texts=texts)


NOTHING = ways()


def middle_of(atlas: Atlas, leg: str, share: float = 0.5) -> tuple[float, float]:
    line = densify(atlas.legs[leg].line)
    return line[round((len(line) - 1) * share)]


def pixels_of(ask: Ask, atlas: Atlas, leg: str) -> list[QPoint]:
    """Return many places along a leg in pixels of the window, as far as legend and foot leave them in sight."""
    line = [list(place) for place in densify(atlas.legs[leg].line)]
    code = "map(([lon, lat]) => atlas.page.map.latLngToContainerPoint([lat, lon])).map(({x, y}) => [x, y])"
    points = ask(f"{line}.{code}")
    steps = [
        QPoint(round(x0 + (x1 - x0) * part / 20), round(y0 + (y1 - y0) * part / 20))
        for (x0, y0), (x1, y1) in pairwise(points)
        for part in range(20)
    ]
    return [place for place in steps if 260 < place.x() < 960 and 130 < place.y() < 560]


def unlike(one: QColor, other: QColor) -> int:
    """Return the largest difference of red, green or blue, of 255."""
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue()))


def picture(view: MapView) -> QImage:
    return view.view.grab().toImage()


def differing(one: QImage, other: QImage) -> int:
    """Return how many pixels of a coarse grid clearly differ."""
    points = [(x, y) for x in range(0, one.width(), 3) for y in range(0, one.height(), 3)]
    return sum(unlike(one.pixelColor(x, y), other.pixelColor(x, y)) > 30 for x, y in points)


@pytest.fixture
def bare(view: MapView, session: Session, settle: Settle, qtbot: QtBot) -> MapView:
    """Return the view on the Caspian with the ground only: no lines, no symbols."""
    session.fly_to(CASPIAN)
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
    view.send(ShowParts(("countries",)))
    settle()
    return view


def test_the_page_speaks_the_contract_of_the_program(ask: Ask) -> None:
    assert ask("atlas.page.drawing.version") == VERSION


def test_every_leg_and_node_of_the_network_is_an_item(atlas: Atlas, ask: Ask) -> None:
    assert set(ask("[...atlas.page.items.keys()]")) >= {f"{leg}/network" for leg in atlas.legs} | set(atlas.nodes)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_way_is_drawn_where_its_legs_are_though_their_part_is_off(
    bare: MapView, atlas: Atlas, ask: Ask, settle: Settle, colour_at: ColourAt, theme: str
) -> None:
    bare.send(SetTheme(theme))
    settle()
    at = middle_of(atlas, RAIL, 0.4)
    ground = colour_at(*at)
    bare.send(ways(first=(f"{RAIL}/network",)))
    settle()
    first = QColor(ask("atlas.colours().first"))
    assert unlike(colour_at(*at), first) < 12
    assert unlike(ground, first) > 60
    bare.send(ways(second=(f"{RAIL}/network",)))
    settle()
    assert unlike(colour_at(*at), QColor(ask("atlas.colours().paper"))) < 12, "the core of the double line"


def test_two_ways_on_the_same_legs_are_both_seen(bare: MapView, atlas: Atlas, ask: Ask, settle: Settle) -> None:
    bare.send(ways(first=(f"{RAIL}/network",), second=(f"{RAIL}/network",)))
    settle()
    lon, lat = middle_of(atlas, RAIL, 0.4)
    x, y = ask(f"(({{x, y}}) => [x, y])(atlas.page.map.latLngToContainerPoint([{lat}, {lon}]))")
    shown = picture(bare)
    near = [shown.pixelColor(round(x), round(y) + step) for step in range(-12, 13)]
    for name in ("first", "second"):
        wanted = QColor(ask(f"atlas.colours().{name}"))
        assert any(unlike(colour, wanted) < 40 for colour in near), name


def test_a_mode_keeps_its_dash_in_a_way(bare: MapView, atlas: Atlas, ask: Ask, settle: Settle) -> None:
    def share(leg: str) -> float:
        bare.send(ways(first=(f"{leg}/network",)))
        settle()
        wanted, shown = QColor(ask("atlas.colours().first")), picture(bare)
        hits = [unlike(shown.pixelColor(place), wanted) < 40 for place in pixels_of(ask, atlas, leg)]
        return sum(hits) / len(hits)

    assert share(RAIL) > 0.9
    assert 0.3 < share(SEA) < 0.8


def test_a_broken_leg_is_parted_in_the_middle_by_a_cross(bare: MapView, atlas: Atlas, ask: Ask, settle: Settle) -> None:
    bare.send(ways(first=(f"{RAIL}/network",)))
    settle()
    whole = picture(bare)
    bare.send(ways(first=(f"{RAIL}/network",), broken=(f"{RAIL}/network", f"{RAIL}/middle")))
    settle()
    assert ask("atlas.ways.state().first") == [], "what is broken is no way"
    x, y = ask(
        "(([cross]) => { const s = 2 ** atlas.page.map.getZoom(), o = atlas.page.map.getPixelBounds().min;"
        " return [cross.x * s - o.x, cross.y * s - o.y]; })(atlas.ways.crosses(atlas.page.map.getZoom()))"
    )
    shown, red = picture(bare), QColor(ask("atlas.colours().broken"))
    assert unlike(shown.pixelColor(round(x), round(y)), red) < 25
    assert unlike(whole.pixelColor(round(x), round(y)), red) > 60
    assert differing(whole, shown) > 100


def test_a_broken_node_is_seen_and_crossed_though_places_are_off(
    bare: MapView, atlas: Atlas, ask: Ask, settle: Settle, colour_at: ColourAt
) -> None:
    bare.send(ways(broken=("BEINEU",)))
    settle()
    assert unlike(colour_at(*atlas.nodes["BEINEU"].position), QColor(ask("atlas.colours().broken"))) < 25


def test_a_closed_leg_is_paler_than_an_open_one(
    view: MapView, atlas: Atlas, session: Session, ask: Ask, settle: Settle, qtbot: QtBot
) -> None:
    session.fly_to(NORTH)
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
    leg, pictures = "ORENBURG-SAMARA", []
    for parts, command in (
        (("countries",), NOTHING),
        (("countries", "corridors-northern"), NOTHING),
        (("countries", "corridors-northern"), ways(closed=(f"{leg}/network", f"{leg}/northern"))),
        (("countries",), ways(closed=(f"{leg}/network", f"{leg}/northern"))),
    ):
        view.send(ShowParts(parts))
        view.send(command)
        settle()
        pictures.append(picture(view))
    ground, *others = pictures
    places = pixels_of(ask, atlas, leg)
    is_open, closed, is_off = (
        sum(unlike(ground.pixelColor(place), other.pixelColor(place)) for place in places) / len(places)
        for other in others
    )
    assert 10 < closed < 0.7 * is_open
    assert is_off < 1, "a closed leg is drawn only where its part is on"


def test_nothing_is_left_when_ways_and_banner_end(bare: MapView, atlas: Atlas, ask: Ask, settle: Settle) -> None:
    before = picture(bare)
    bare.send(
        ways(
            first=(f"{RAIL}/network",),
            second=(f"{SEA}/network",),
            broken=("BEINEU", "BEINEU-SHETPE/network"),
            line_lons=(55.0, 57.0),
            line_lats=(42.0, 43.0),
            marks=[
                ("start", *atlas.nodes["SHALKAR"].position, "Shalkar"),
                ("water", *atlas.nodes["AKTAU"].position, ""),
            ],
        )
    )
    bare.send(ShowBanner(("More", "than nothing"), ("note",)))
    settle()
    assert differing(before, picture(bare)) > 1000
    bare.send(NOTHING)
    bare.send(ShowBanner((), ()))
    settle()
    assert differing(before, picture(bare)) == 0
    assert ask("document.querySelector('.atlas-waykey').hidden")
    assert ask("atlas.banner.bottom()") == 0


def test_marks_are_named_where_there_is_room_and_explained_in_the_legend(
    bare: MapView, atlas: Atlas, ask: Ask, settle: Settle
) -> None:
    kinds = ("start", "end", "border", "gauge", "transfer", "hub", "bottleneck", "water", "broken")
    legs = ("BEINEU-SHETPE", RAIL, SEA)
    places = [middle_of(atlas, leg, share) for leg in legs for share in (0.0, 0.5, 0.9)]
    bare.send(
        ways(
            first=tuple(f"{leg}/network" for leg in legs),
            marks=[(kind, *place, f"text of {kind}") for kind, place in zip(kinds, places, strict=True)],
        )
    )
    settle()
    labels, symbols = ask("[atlas.labelBoxes(), atlas.symbolBoxes()]")
    texts = {box["text"] for box in labels}
    assert {"text of start", "text of end", "text of water"} <= texts
    for one, other in combinations(labels, 2):
        assert not overlap(one, other, 1.0), (one, other)
    for box in labels:
        assert not any(overlap(box, symbol, 2.0) for symbol in symbols if symbol["id"] != box["id"])
    key = ask("document.querySelector('.atlas-waykey').innerText")
    for text in ("Way on show", "Sea, ferry", "Start and end", "Gauge change", "Bottleneck", "Low water", "Broken"):
        assert text in key
    assert "Second way" not in key
    assert "Closed" not in key
    assert "Road" not in key


def overlap(first: dict[str, float], second: dict[str, float], slack: float) -> bool:
    """Tell whether two boxes share more than ``slack`` pixels each way."""
    wide = min(first["x"] + first["w"], second["x"] + second["w"]) - max(first["x"], second["x"])
    high = min(first["y"] + first["h"], second["y"] + second["h"]) - max(first["y"], second["y"])
    return wide > slack and high > slack


# The banner

LINES = (
    "Middle Corridor: +612 km, +1 crossing, Aktau avoided",
    "Northern Corridor: no way without Russia; its only legs go through Iletsk and Saratov.",
)
NOTES = ("Two excerpts speak of Aktau: AzerNews, 6 August 2024; The Astana Times, 2 May 2024.",)
BOXES = """((boxes) => boxes.map((selector) => document.querySelector(selector).getBoundingClientRect()).map(
    (box) => ({x: box.left, y: box.top, w: box.width, h: box.height}))
)(['.atlas-banner', '.atlas-legend', '.atlas-buttons'])"""


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (620, 560), (880, 680)])
def test_the_banner_is_read_and_lies_clear_of_legend_and_buttons(
    view: MapView, ask: Ask, settle: Settle, qtbot: QtBot, size: tuple[int, int]
) -> None:
    view.resize(*size)
    qtbot.waitUntil(lambda: ask("atlas.page.map.getSize().x") == size[0], timeout=WAIT_MS)
    view.send(ShowBanner(LINES, NOTES))
    settle()
    banner, legend, buttons = ask(BOXES)
    assert not overlap(banner, legend, 0.0)
    assert not overlap(banner, buttons, 0.0)
    assert banner["x"] >= 0
    assert banner["x"] + banner["w"] <= size[0]
    assert 240 <= banner["w"] <= 560
    assert banner["w"] * banner["h"] <= 1280 * 720 / 4
    assert not any(overlap(banner, label, 0.0) for label in ask("atlas.labelBoxes()"))
    sizes = ask(
        "[...document.querySelectorAll('.atlas-banner p')].map((p) => parseFloat(getComputedStyle(p).fontSize))"
    )
    assert min(sizes) >= 15
    shown = picture(view)
    inside = [
        shown.pixelColor(round(x), round(banner["y"]) + 8 + step).lightness()
        for x in range(int(banner["x"]) + 20, int(banner["x"] + banner["w"]) - 20)
        for step in range(30)
    ]
    assert max(inside) - min(inside) > 150, "there is writing on it"


def test_the_banner_is_text_and_says_so_to_those_who_listen(view: MapView, ask: Ask, settle: Settle) -> None:
    view.send(ShowBanner(("<b>A</b> & B",), ("<i>n</i>",)))
    settle()
    assert ask("[...document.querySelectorAll('.atlas-banner p')].map((p) => p.textContent)") == [
        "<b>A</b> & B",
        "<i>n</i>",
    ]
    assert ask("document.querySelector('.atlas-banner').getAttribute('role')") == "status"


def test_an_area_is_fitted_clear_of_the_banner(view: MapView, ask: Ask, settle: Settle) -> None:
    view.send(ShowBanner(LINES, NOTES))
    settle()
    assert ask("atlas.controls.rooms().clear[0][1]") >= ask("atlas.banner.bottom()") > 60


# The scissors


@pytest.fixture
def breaking(view: MapView, session: Session, ask: Ask, qtbot: QtBot) -> MapView:
    """Return the view on the Caspian with the scissors in hand and all layers off but the ground."""
    session.fly_to(CASPIAN)
    qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
    session.set_tool(BREAK)
    qtbot.waitUntil(lambda: ask("atlas.ways.isBreaking()"), timeout=WAIT_MS)
    return view


def pixel(ask: Ask, lon: float, lat: float) -> QPoint:
    x, y = ask(f"(({{x, y}}) => [x, y])(atlas.page.map.latLngToContainerPoint([{lat}, {lon}]))")
    return QPoint(round(x), round(y))


def move(view: MapView, at: QPoint) -> None:
    """Move the pointer there; QTest's own move needs a window on screen."""
    target = view.view.focusProxy()
    assert target
    place, none = QPointF(at), Qt.MouseButton.NoButton
    on_screen = QPointF(target.mapToGlobal(at))
    kind, modifiers = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QMouseEvent(kind, place, on_screen, none, none, modifiers))


def test_the_pointer_is_a_pair_of_scissors_while_legs_can_be_broken(
    breaking: MapView, session: Session, ask: Ask, qtbot: QtBot
) -> None:
    assert "data:image/svg+xml" in ask("getComputedStyle(atlas.page.map.getContainer()).cursor")
    assert breaking.web.interceptor.blocked == []
    session.set_tool("")
    qtbot.waitUntil(lambda: "svg" not in ask("getComputedStyle(atlas.page.map.getContainer()).cursor"), timeout=WAIT_MS)


def test_all_legs_and_nodes_are_shown_while_they_can_be_broken(
    breaking: MapView, atlas: Atlas, session: Session, ask: Ask, settle: Settle
) -> None:
    shown = set(
        ask("[...atlas.page.items.values()].filter((o) => o.drawn && o.drawn.isShown(3)).map((o) => o.item.id)")
    )
    assert {f"{leg}/network" for leg in atlas.legs} | set(atlas.nodes) <= shown


def test_a_click_near_a_thin_leg_breaks_it(
    breaking: MapView, atlas: Atlas, session: Session, ask: Ask, qtbot: QtBot
) -> None:
    at = pixel(ask, *middle_of(atlas, RAIL, 0.3))
    assert ask("atlas.tool.take({originalEvent: {}}, null)") is False
    qtbot.mouseClick(breaking.view.focusProxy(), Qt.MouseButton.LeftButton, pos=at + QPoint(5, 6))
    qtbot.waitUntil(lambda: session.scene.routing.without == {RAIL}, timeout=WAIT_MS)


def test_a_node_is_taken_before_the_legs_that_meet_there(
    breaking: MapView, atlas: Atlas, session: Session, ask: Ask, qtbot: QtBot
) -> None:
    at = pixel(ask, *atlas.nodes["BEINEU"].position)
    qtbot.mouseClick(breaking.view.focusProxy(), Qt.MouseButton.LeftButton, pos=at + QPoint(4, -3))
    qtbot.waitUntil(lambda: session.scene.routing.without == {"BEINEU"}, timeout=WAIT_MS)


def test_what_the_scissors_are_over_glows(
    breaking: MapView, atlas: Atlas, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    settle()
    before = picture(breaking)
    move(breaking, pixel(ask, *middle_of(atlas, RAIL, 0.3)) + QPoint(3, 3))
    qtbot.waitUntil(lambda: ask("atlas.ways.state().hovered") == f"{RAIL}/network", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: differing(before, picture(breaking)) > 50, timeout=WAIT_MS)


def test_a_click_on_empty_map_does_nothing_while_legs_can_be_broken(
    breaking: MapView, session: Session, ask: Ask, qtbot: QtBot, settle: Settle
) -> None:
    said: list[str] = []
    breaking.web.bridge.arrived.connect(said.append)
    settle()
    qtbot.mouseClick(breaking.view.focusProxy(), Qt.MouseButton.LeftButton, pos=pixel(ask, 60.3, 44.0))
    breaking.send(SetTool(BREAK))
    settle()
    assert not [text for text in said if "Clicked" in text]
    assert session.tool == BREAK


def test_ways_are_told_from_every_corridor_by_any_eye(ask: Ask, view: MapView, settle: Settle) -> None:
    spec = importlib.util.spec_from_file_location("colours_measured", MEASURE)
    assert spec
    assert spec.loader
    measured = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(measured)
    for theme in ("light", "dark"):
        view.send(SetTheme(theme))
        settle()
        own = [ask(f"atlas.colours().{name}") for name in ("first", "second")]
        others = [shades[theme] for shades in GROUP_COLOURS.values()]
        for vision in measured.VISIONS:
            assert measured.difference(*own, vision) >= 15
            for one in own:
                assert min(measured.difference(one, other, vision) for other in others) >= 15, (one, theme, vision)


def test_two_long_ways_cost_a_redraw_less_than_three_milliseconds(
    view: MapView, atlas: Atlas, ask: Ask, settle: Settle
) -> None:
    code = """(() => { const costs = Array.from({length: 31}, () => { const sheet = atlas.page.sheet;
        sheet._clear(); sheet._draw(); return sheet.cost; }); return costs.sort((a, b) => a - b)[15]; })()"""
    settle()
    before = ask(code)
    longest = sorted(atlas.corridors.values(), key=lambda corridor: -len(corridor.legs))[:2]
    first, second = (tuple(f"{leg}/network" for leg in corridor.legs) for corridor in longest)
    marks = [("border", *atlas.nodes[node].position, "text") for node in longest[0].nodes]
    view.send(ways(first=first, second=second, marks=marks))
    settle()
    assert ask(code) - before < 3.0
