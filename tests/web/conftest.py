"""What the tests of the page share: a map view in the real engine, and ways to ask and look."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from data.tiles import Tiles
from maps.cache import Prepared
from ui.map.view import MapView
from ui.session import Session

WAIT_MS = 30_000


@pytest.fixture
def view(qtbot: QtBot, session: Session, prepared: Prepared) -> Iterator[MapView]:
    """Return a map view at rest on the first scene, 1024 by 640 pixels."""
    made = MapView(session, Tiles())
    made.resize(1024, 640)
    made.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.show()
    failures: list[str] = []
    made.page_failed.connect(failures.append)
    made.serve(prepared)
    qtbot.waitUntil(lambda: made.is_at_rest, timeout=WAIT_MS)
    yield made
    made.close_page()
    made.deleteLater()
    assert failures == []


@pytest.fixture
def ask(qtbot: QtBot, view: MapView) -> Callable[[str], Any]:
    """Return a way to ask the page for a value; a promise is waited for."""

    def answer(code: str) -> Any:
        out: list[str] = []
        view.web.page.runJavaScript(f"JSON.stringify({code})", 0, out.append)
        qtbot.waitUntil(lambda: bool(out), timeout=WAIT_MS)
        return json.loads(out[0]) if out[0] else None

    return answer


@pytest.fixture
def settle(qtbot: QtBot, view: MapView, ask: Callable[[str], Any]) -> Callable[[], None]:
    """Return a way to wait until all that was sent is drawn and shown."""

    def wait() -> None:
        ask("(window.isSettled = false, atlas.whenIdle().then(() => (window.isSettled = true)), 1)")
        qtbot.waitUntil(lambda: bool(ask("window.isSettled")), timeout=WAIT_MS)

    return wait


@pytest.fixture
def colour_at(view: MapView, ask: Callable[[str], Any]) -> Callable[[float, float], QColor]:
    """Return a way to look at the colour of the map at a longitude and latitude."""

    def look(lon: float, lat: float) -> QColor:
        x, y = ask(f"(({{x, y}}) => [x, y])(atlas.page.map.latLngToContainerPoint([{lat}, {lon}]))")
        return view.view.grab().toImage().pixelColor(round(x), round(y))

    return look
