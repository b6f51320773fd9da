"""What the tests of the staged page share: looking at pixels, and the mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from maps.scene import Camera
from ui.map.view import MapView

WAIT_MS = 30_000
Ask = Callable[[str], Any]
Settle = Callable[[], None]
ColourAt = Callable[[float, float], QColor]
Drag = Callable[[list[QPoint]], None]
Told = list[dict[str, Any]]

CENTRAL = Camera(50.0, 37.0, 78.0, 50.0)


def unlike(one: QColor, other: QColor) -> int:
    """Return the largest difference of red, green or blue, of 255."""
    return max(abs(one.red() - other.red()), abs(one.green() - other.green()), abs(one.blue() - other.blue()))


def picture(view: MapView) -> QImage:
    """Return what the view shows."""
    return view.view.grab().toImage()


def pixel_of(ask: Ask, lon: float, lat: float) -> QPoint:
    """Return where a position is in pixels of the window."""
    x, y = ask(f"(({{x, y}}) => [x, y])(atlas.page.map.latLngToContainerPoint([{lat}, {lon}]))")
    return QPoint(round(x), round(y))


def count_like(shown: QImage, colour: QColor, middle: QPoint, reach: int) -> int:
    """Return how many pixels near a place are of a colour."""
    around = range(-reach, reach + 1)
    return sum(unlike(shown.pixelColor(middle.x() + x, middle.y() + y), colour) < 30 for x in around for y in around)


def press(view: MapView, kind: QMouseEvent.Type, at: QPoint, *, is_down: bool = True) -> None:
    """Send a mouse event at a place of the page."""
    target, place = surface(view), QPointF(at)
    button = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.LeftButton if is_down else Qt.MouseButton.NoButton
    event = QMouseEvent(kind, place, target.mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)


def surface(view: MapView) -> QWidget:
    """Return the widget that takes the page's mouse events."""
    found = view.view.focusProxy()
    assert found is not None
    return found


def dragger(view: MapView, ask: Ask, qtbot: QtBot, settle: Settle) -> Drag:
    """Return a way to press, move through places and lift, each after two frames of the page."""
    two_frames = "requestAnimationFrame(() => requestAnimationFrame(() => (window.hasFrames = true)))"

    def go(places: list[QPoint]) -> None:
        press(view, QMouseEvent.Type.MouseButtonPress, places[0])
        for place in places[1:]:
            press(view, QMouseEvent.Type.MouseMove, place)
            ask(f"(window.hasFrames = false, {two_frames}, 1)")
            qtbot.waitUntil(lambda: bool(ask("window.hasFrames")), timeout=WAIT_MS)
        press(view, QMouseEvent.Type.MouseButtonRelease, places[-1], is_down=False)
        settle()

    return go
