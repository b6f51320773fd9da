"""The page on stage: passage, projector look and language, as they are seen and measured."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from colorspacious import cspace_convert
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from maps.commands import AskIdle, SetLanguage, SetLook
from maps.messages import VERSION
from maps.scene import ALL_OVERLAYS, Heading, Look, Routing, Scene
from maps.styles import GROUP_COLOURS
from maps.symbols import SYMBOLS
from tests.web.stage_samples import (
    CENTRAL,
    WAIT_MS,
    Ask,
    Drag,
    Settle,
    Told,
    dragger,
    picture,
    pixel_of,
    surface,
    unlike,
)
from ui.map.view import MapView
from ui.session import Session

TWENTY_POINTS = 80 / 3
TITLE = Heading(
    {"en": "Who carries the Middle Corridor?", "ja": "中央回廊を担うのは誰か"},
    {"en": "Ports and railways between China and Europe", "ja": "中国と欧州を結ぶ港と鉄道"},
)
WITHOUT_RUSSIA = Routing(avoid=frozenset({"RU"}), own=(("AKTAU", "POTI"),), chosen="own:AKTAU:POTI")
BOXES = """[...document.querySelectorAll('.atlas-legend, .atlas-heading, .atlas-banner, .atlas-passage, .atlas-strip')]
  .filter((element) => element.offsetHeight).map((element) => element.getBoundingClientRect())
  .map(({left, top, right, bottom}) => [left, top, right, bottom])"""


def size_of(ask: Ask, selector: str) -> float:
    """Return the size in pixels of the writing of the first element of a selector, as it is shown."""
    code = "((e) => parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom || 1))"
    return float(ask(f"{code}(document.querySelector('{selector}'))"))


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


@pytest.fixture
def staged(session: Session, first_scene: Scene) -> Callable[..., Scene]:
    """Return a way to make a scene as the audience sees it, with everything over the map."""
    excerpt = max(session.atlas.excerpts.values(), key=lambda each: len(each.texts["en"]) * bool(each.links))

    def make(look: Look = "projector", language: str = "en", **given: Any) -> Scene:
        wanted: dict[str, Any] = {
            "camera": CENTRAL,
            "look": look,
            "language": language,
            "is_staged": True,
            "heading": TITLE,
            "excerpt": excerpt.id,
            "link": excerpt.links[0].id,
        }
        return replace(first_scene, **(wanted | given))

    return make


@pytest.fixture
def show(view: MapView, session: Session, qtbot: QtBot, settle: Settle) -> Callable[[Scene], None]:
    """Return a way to show a scene and wait until it is drawn."""

    def wait(scene: Scene) -> None:
        session.show(scene)
        qtbot.waitUntil(lambda: view.is_at_rest, timeout=WAIT_MS)
        settle()

    return wait


def test_the_page_speaks_the_contract_of_the_program(ask: Ask) -> None:
    assert ask("atlas.page.drawing.version") == VERSION == 5


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("routing", [Routing(), WITHOUT_RUSSIA], ids=["alone", "banner"])
def test_the_passage_is_seen_and_lies_on_no_other_card(
    view: MapView, ask: Ask, show: Any, staged: Any, size: tuple[int, int], language: str, routing: Routing
) -> None:
    view.resize(*size)
    show(staged(language=language, routing=routing))
    boxes = ask(BOXES)
    assert len(boxes) == (5 if routing.is_limited else 4)
    for one, other in combinations(boxes, 2):
        is_apart = one[2] <= other[0] or one[0] >= other[2] or one[3] <= other[1] or one[1] >= other[3]
        assert is_apart, (one, other)
    state = ask("atlas.passage.state()")
    assert state["words"] and state["words"] in state["text"] and state["meta"]
    assert state["size"] == pytest.approx(32, abs=0.1)
    left, top, right, bottom = ask(
        "(({left, top, right, bottom}) => [left, top, right, bottom])"
        "(document.querySelector('.atlas-passage').getBoundingClientRect())"
    )
    assert right - left <= 0.38 * size[0] + 1
    assert 0 <= top < bottom <= size[1] and right <= size[0]
    assert ask("((c) => c.scrollHeight <= c.clientHeight + 1)(document.querySelector('.atlas-passage'))")
    x, y, width, height = ask(
        "((b) => [b.left, b.top, b.width, b.height])(document.querySelector('mark').getClientRects()[0])"
    )
    accent, shown = QColor("#0b57d0"), picture(view)
    spots = [(round(x) + dx, round(y) + dy) for dx in range(int(width)) for dy in range(int(height))]
    assert sum(unlike(shown.pixelColor(*spot), accent) < 30 for spot in spots) > 60


def test_the_area_is_kept_clear_of_the_passage(view: MapView, ask: Ask, show: Any, staged: Any) -> None:
    view.resize(1920, 1080)
    show(staged())
    card = ask("(({ left, top }) => [left, top])(document.querySelector('.atlas-passage').getBoundingClientRect())")
    corner = pixel_of(ask, CENTRAL.east, CENTRAL.south)
    assert corner.x() <= card[0] + 1 or corner.y() <= card[1] + 1, "the area ends beside the passage or above it"


def test_no_name_lies_on_the_passage_or_on_another(view: MapView, ask: Ask, show: Any, staged: Any) -> None:
    view.resize(1280, 720)
    show(staged())
    names = [(box["x"], box["y"], box["x"] + box["w"], box["y"] + box["h"]) for box in ask("atlas.labelBoxes()")]
    assert len(names) > 3
    for one, other in combinations([*names, *ask(BOXES)], 2):
        assert (
            one[2] <= other[0] + 1
            or one[0] >= other[2] - 1
            or one[3] <= other[1] + 1
            or one[1] >= other[3] - 1
            or (one not in names and other not in names)
        )


def test_text_on_stage_has_the_sizes_that_are_read_from_afar(view: MapView, ask: Ask, show: Any, staged: Any) -> None:
    view.resize(1280, 720)
    labels = "[...document.querySelectorAll('.atlas-label')].map((e) => parseFloat(getComputedStyle(e).fontSize))"
    kinds = (".atlas-legend .atlas-row-name", ".atlas-notes", ".atlas-heading-title", ".atlas-passage")
    sizes: dict[tuple[str, float], list[float]] = {}
    for look, scale in (("plain", 1.0), ("projector", 1.0), ("plain", 1.25), ("projector", 1.25)):
        show(staged(look, text_scale=scale))
        found = ask(labels)
        assert found
        if look == "projector":
            assert min(found) >= TWENTY_POINTS * scale
        sizes[look, scale] = [size_of(ask, kind) for kind in kinds]
        for place, (name, selector) in {0: ("legend", ".atlas-legend"), 3: ("passage", ".atlas-passage")}.items():
            code = f"getComputedStyle(document.querySelector('{selector}')).getPropertyValue('--{name}-part') || 1"
            sizes[look, scale][place] /= float(ask(code))  # written smaller where the window has too little room
        assert ask("getComputedStyle(document.querySelector('.atlas-label')).webkitTextStrokeWidth") == (
            "6px" if look == "projector" else "3px"
        ), "half of the stroke is halo"
    legend, notes, title, passage = sizes["projector", 1.0]
    assert [title, passage] == pytest.approx([34 * 4 / 3, 32], abs=0.1)
    assert sizes["plain", 1.0] == pytest.approx([12.5, 11.5, 22, 18], abs=0.1)
    assert legend / 12.5 == pytest.approx(notes / 11.5, rel=0.02)
    assert legend >= 1.5 * 12.5
    for look in ("plain", "projector"):
        grown = [large / small for large, small in zip(sizes[look, 1.25], sizes[look, 1.0], strict=True)]
        assert grown == pytest.approx([1.25] * 4, rel=0.06), look


def test_lines_and_symbols_are_larger_in_the_projector_look(view: MapView, ask: Ask, settle: Settle) -> None:
    before = ask("[atlas.page.sheet.view.weight, atlas.symbols.size(6)]")
    view.send(SetLook("projector", 1.0))
    settle()
    after = ask("(atlas.page.sheet._update(), [atlas.page.sheet.view.weight, atlas.symbols.size(6)])")
    assert after == pytest.approx([before[0] * 1.5, before[1] * 1.35])


def test_the_plain_look_is_the_same_after_the_projector_look(view: MapView, show: Any, session: Session) -> None:
    plain = session.scene
    larger = replace(plain, look="projector", text_scale=1.3)
    pictures = []
    for scene in (larger, plain, larger, plain):
        show(scene)
        pictures.append(picture(view))
    assert pictures[1] == pictures[3]
    assert pictures[0] == pictures[2] != pictures[1]


def washed(colour: str) -> np.ndarray:
    """Return a colour with the light of a room on it that makes black and white 3 to 1."""
    linear = cspace_convert([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)], "sRGB1", "sRGB1-linear")
    return np.asarray(cspace_convert(0.7 * linear + 0.3, "sRGB1-linear", "sRGB1"))


def test_a_washed_out_projector_shows_black_and_white_three_to_one(view: MapView, ask: Ask, settle: Settle) -> None:
    view.send(SetLook("washed", 1.0))
    for place, colour in enumerate(("#000000", "#ffffff", "#d13350")):
        style = f"position:absolute;z-index:2000;top:0;left:{place * 20}px;width:20px;height:20px;background:{colour}"
        ask(f"(atlas.page.map.getContainer().append(atlas.element('div', '', '', {{style: '{style}'}})), 1)")
    settle()
    shown = picture(view)
    black, white, red = (shown.pixelColor(10 + 20 * place, 10) for place in range(3))
    light = [
        float(cspace_convert([c.redF(), c.greenF(), c.blueF()], "sRGB1", "sRGB1-linear")[1]) for c in (black, white)
    ]
    assert (light[1] + 0.05) / (light[0] + 0.05) == pytest.approx(3.0, abs=0.06)
    assert [red.redF(), red.greenF(), red.blueF()] == pytest.approx(list(washed("#d13350")), abs=0.02)
    view.send(SetLook("projector", 1.0))
    settle()
    assert unlike(picture(view).pixelColor(10, 10), QColor("#000000")) == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pairs_of_the_legend_are_told_apart_on_a_washed_out_projector(theme: str) -> None:
    """Three times the least difference that an eye sees (2.3); shape, letter, width and dash differ besides."""
    groups = [shades[theme] for group, shades in GROUP_COLOURS.items() if group != "contrast"]
    for colours in ([symbol.fill for symbol in SYMBOLS.values()], groups):
        for one, other in combinations(colours, 2):
            apart = [cspace_convert(washed(colour), "sRGB1", "CIELab") for colour in (one, other)]
            assert np.linalg.norm(apart[0] - apart[1]) >= 7, (one, other)


def test_a_staged_page_answers_to_no_pointer_and_hides_it(
    view: MapView, ask: Ask, show: Any, staged: Any, told: Told, settle: Settle, qtbot: QtBot, drag: Drag
) -> None:
    show(staged(overlays=replace(ALL_OVERLAYS, legend=False, passage=False)))
    assert ask("document.documentElement.classList.contains('hides-cursor')")
    assert ask("getComputedStyle(document.body).cursor") == "none"
    before = ask("atlas.state().center")
    told.clear()
    drag([QPoint(500, 300), QPoint(560, 340), QPoint(620, 360)])
    qtbot.mouseClick(surface(view), Qt.MouseButton.LeftButton, pos=QPoint(500, 300))
    settle()
    assert ask("atlas.state().center") == before
    assert [event for event in told if event["type"] not in ("Pong", "Idle")] == []
    assert not ask("document.documentElement.classList.contains('hides-cursor')"), "it was moved"
    qtbot.waitUntil(lambda: bool(ask("document.documentElement.classList.contains('hides-cursor')")), timeout=WAIT_MS)


def test_a_language_is_switched_on_stage(
    view: MapView, show: Any, staged: Any, qtbot: QtBot, ask: Ask, settle: Settle, told: Told
) -> None:
    view.resize(1280, 720)
    show(staged())
    for number, language in enumerate(("ja", "id", "en", "ja"), start=9000):
        started = time.perf_counter()
        view.send(SetLanguage(language))
        view.send(AskIdle(number))
        idle = {"type": "Idle", "number": number}
        qtbot.waitUntil(lambda wanted=idle: wanted in told, timeout=WAIT_MS)  # type: ignore[misc]
        print(f"SetLanguage {language} to Idle: {(time.perf_counter() - started) * 1000:.0f} ms")
    assert ask("atlas.page.language") == "ja"
