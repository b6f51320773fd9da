"""What the tests of the stage share: a briefing to show, a window with the real map, and ways to look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from data.briefing.value import Briefing, Camera, Change, Scene, Transition, View
from data.tiles import Tiles
from maps.cache import Prepared
from maps.measures import Measures
from ui.main_window import MainWindow
from ui.map.view import MapView
from ui.session import Session
from ui.stage.stage import Stage

WAIT_MS = 30_000
JUMP = Transition(kind="jump")
GROUND = ("countries", "water")


def view(west: float, south: float, east: float, north: float, *parts: str, selected: tuple[str, ...] = ()) -> View:
    """Return a view of an area with these layer parts on the ground."""
    return View(camera=Camera(bounds=(west, south, east, north)), parts=(*GROUND, *parts), selected=selected)


BRIEFING = Briefing(
    title={"en": "A test"},
    slot_minutes=10,
    scenes=(
        Scene(id="title", kind="title", title={"en": "The title", "id": "Judul", "ja": "題名"}, transition=JUMP),
        Scene(
            id="caspian",
            title={"en": "The sea"},
            view=view(46.0, 36.0, 56.0, 47.0),
            steps=(Change(selected=("KZ",)), Change(parts=(*GROUND, "capitals"))),
            transition=JUMP,
            seconds=60,
        ),
        Scene(id="hidden", title={"en": "Not shown"}, view=view(0.0, 30.0, 10.0, 40.0), is_hidden=True),
        Scene(id="valley", title={"en": "The valley"}, view=view(66.0, 38.0, 76.0, 44.0, "capitals"), transition=JUMP),
        Scene(id="steppe", title={"en": "The steppe"}, view=view(60.0, 44.0, 84.0, 54.0), seconds=60),
    ),
)


@contextmanager
def opened(
    qtbot: QtBot, session: Session, prepared: Prepared, measures: Measures, briefing: Briefing = BRIEFING
) -> Iterator[Stage]:
    """Open a window on a briefing, with the map at rest; close all afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.stage.hall.CARD_MS", 60)  # the cards that tell console and audience apart are gone sooner
        yield from _opened(qtbot, session, prepared, measures, briefing)


def _opened(
    qtbot: QtBot, session: Session, prepared: Prepared, measures: Measures, briefing: Briefing
) -> Iterator[Stage]:
    map_view = MapView(session, Tiles())
    window = MainWindow(session, measures, map_view)
    qtbot.addWidget(window)
    window.editor.document.open(briefing, {}, None)
    map_view.serve(prepared)
    window.stage.serve(prepared)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: map_view.is_at_rest, timeout=WAIT_MS)
    yield window.stage
    window.stage.end()
    map_view.close_page()


def settle(qtbot: QtBot, stage: Stage) -> None:
    """Wait until both maps show what they are to show, and nothing is said over the audience's."""
    speaker, audience = stage.window.map_view, stage.hall.map
    assert isinstance(speaker, MapView) and audience is not None
    qtbot.waitUntil(lambda: speaker.is_at_rest and audience.is_at_rest, timeout=WAIT_MS)
    window = stage.hall.audience
    assert window
    qtbot.waitUntil(lambda: not window.card.isVisible() and not window.is_starting, timeout=WAIT_MS)


def press(window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key as the platform does: it comes to the window first."""
    handle = window.windowHandle()
    assert handle
    QTest.keyClick(handle, key, modifiers)


def picture(stage: Stage) -> QImage:
    """Return what the audience sees."""
    window = stage.hall.audience
    assert window
    return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours(image: QImage) -> set[int]:
    """Return the colours that a grid over a picture meets."""
    points = grid(image).astype(int)
    return set((points[..., 2] << 16 | points[..., 1] << 8 | points[..., 0]).ravel().tolist())


def differing(first: QImage, second: QImage, *, by: int = 0) -> int:
    """Return how many points of a grid differ between two pictures by more than so much in a colour.

    Lines that are drawn anew may lie a part of a pixel aside; 100 lets that pass.
    """
    apart = np.abs(grid(first).astype(int) - grid(second).astype(int)).max(axis=2)
    return int((apart > by).sum())


def grid(image: QImage) -> NDArray[np.uint8]:
    """Return every fifth point of every fifth row: blue, green, red."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    return rows[::5, : plain.width() : 5, :3].copy()
