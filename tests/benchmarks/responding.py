"""How soon the running program answers: a clicked phrase, and another language."""

from __future__ import annotations

import time

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from maps.scene import HOME, LANGUAGES
from tests.benchmarks.child import picture, tell
from tests.benchmarks.motions import wait
from ui.main_window import MainWindow
from ui.map.view import MapView

PHRASES = 20
SWITCHES = 9
SETTLE_MS = 700
"""After the map came to rest: its still picture is taken, and glows and flashes have ended."""
LOOK_S = 0.002
SILENCE_S = 5.0
LEAST_CHANGE = 0.001
"""A frame has changed when this share of the map's pixels has; the dot that keeps frames coming is no change."""


def respond(window: MainWindow, view: MapView) -> None:
    """Measure both and tell."""
    phrases = _phrases(window, view)
    tell(phrase=phrases, language=_languages(window, view))


def _phrases(window: MainWindow, view: MapView) -> list[float]:
    """Return, for different phrases clicked with the mouse, the milliseconds until the map's first changed frame."""
    passages, session = window.reader.passages, window.session
    links = [(excerpt, link) for excerpt, card in passages.cards.items() for link in card.text.phrases()]
    found: list[float] = []
    for excerpt, link in (links * PHRASES)[:PHRASES]:
        session.clear_one_level()
        session.fly_to(HOME)
        passages.show_passage(excerpt, "")
        _settle(view)
        text = passages.cards[excerpt].text
        cursor = text.textCursor()
        cursor.setPosition(text.spans[link][0] + 1)
        where = text.cursorRect(cursor).center()
        before = picture(view.view)
        started = time.perf_counter()
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert session.scene.link == link, f"the click did not meet {link}"
        found.append(_until_changed(view, before, started))
    return found


def _languages(window: MainWindow, view: MapView) -> list[float]:
    """Return the milliseconds from a switch of language until window and map are drawn in it."""
    session = window.session
    session.clear_one_level()
    session.fly_to(HOME)
    found: list[float] = []
    for number in range(SWITCHES):
        _settle(view)
        before = picture(view.view)
        started = time.perf_counter()
        session.set_language(LANGUAGES[(number + 1) % len(LANGUAGES)])
        _until_drawn(view)
        found.append((time.perf_counter() - started) * 1000)
        assert _share_changed(before, picture(view.view)) > LEAST_CHANGE
    return found


def _until_changed(view: MapView, before: QImage, started: float) -> float:
    while time.perf_counter() - started < SILENCE_S:
        QApplication.processEvents()
        now = time.perf_counter()
        if _share_changed(before, picture(view.view)) > LEAST_CHANGE:
            return (now - started) * 1000
        time.sleep(LOOK_S)
    raise RuntimeError("the map did not change")


def _until_drawn(view: MapView) -> None:
    if not view.is_at_rest:
        loop = QEventLoop()
        view.drawn.connect(loop.quit)
        loop.exec()
        view.drawn.disconnect(loop.quit)


def _settle(view: MapView) -> None:
    _until_drawn(view)
    wait(SETTLE_MS)
    _until_drawn(view)


def _share_changed(first: QImage, second: QImage) -> float:
    """Return the share of pixels that differ, on a coarse grid."""
    if first == second:
        return 0.0
    points = [(x, y) for x in range(0, first.width(), 7) for y in range(0, first.height(), 7)]
    return sum(first.pixel(x, y) != second.pixel(x, y) for x, y in points) / len(points)
