"""What the audience's window does beside showing scenes: two windows to share, a fade, and marks on both maps."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from data.briefing.value import Transition
from data.texts import load_texts
from maps.cache import Prepared
from maps.measures import Measures
from tests.ui.stage_samples import BRIEFING, WAIT_MS, differing, grid, opened, picture, press, settle
from ui.map.view import MapView
from ui.session import Session
from ui.stage.stage import Stage

FADING = replace(
    BRIEFING,
    scenes=tuple(
        replace(scene, transition=Transition(kind="fade", duration_ms=300)) if scene.id == "valley" else scene
        for scene in BRIEFING.scenes
    ),
)
INK = QColor("#c400a8")


@pytest.fixture
def stage(
    qtbot: QtBot, session: Session, prepared: Prepared, measures: Measures, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """Return a stage whose third scene fades in."""
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    with opened(qtbot, session, prepared, measures, FADING) as made:
        yield made


def test_two_ordinary_windows_can_be_shared_and_are_named_in_the_language_on_show(qtbot: QtBot, stage: Stage) -> None:
    stage.start(1, layout="windows")
    settle(qtbot, stage)
    console, audience = stage.hall.console, stage.hall.audience
    assert console and audience
    room = audience.screen().availableGeometry()
    assert not audience.isFullScreen() and room.contains(audience.geometry())
    assert audience.width() * 9 == pytest.approx(audience.height() * 16, abs=16)
    assert not console.isMaximized() and console.isVisible() and audience.isVisible()
    stage.swap()
    assert not audience.isFullScreen(), "there is nothing to swap: the other window comes to the front"
    for language in ("id", "ja", "en"):
        press(console, Qt.Key.Key_L)
        texts = load_texts(language)
        assert (console.windowTitle(), audience.windowTitle()) == (texts("Console"), texts("Audience"))
    press(console, Qt.Key.Key_PageDown)
    settle(qtbot, stage)
    assert stage.audience.scene.selected == ("KZ",)


def test_a_fade_keeps_the_picture_before_and_ends_with_the_scene(qtbot: QtBot, stage: Stage) -> None:
    stage.start(2)
    settle(qtbot, stage)
    wanted = picture(stage)
    stage.go_to(1)
    settle(qtbot, stage)
    before, window = picture(stage), stage.hall.audience
    assert window and differing(before, wanted, by=50) > 500
    stage.go_to(2)
    assert window.is_starting and differing(picture(stage), before) == 0
    seen: list[QImage] = []

    def is_between() -> bool:
        seen.append(picture(stage))
        return not window.is_starting

    qtbot.waitUntil(is_between, timeout=WAIT_MS)
    settle(qtbot, stage)
    qtbot.waitUntil(lambda: differing(picture(stage), wanted, by=100) == 0, timeout=WAIT_MS)
    mixed = [one for one in seen if differing(one, before, by=5) > 100 and differing(one, wanted, by=5) > 100]
    assert mixed, "the picture before lay over the scene, half through"
    stage.resume()
    assert not window.is_starting, "the same scene again has nothing to fade to"


def test_what_the_speaker_draws_and_points_at_is_on_both_maps_and_c_takes_it_away(qtbot: QtBot, stage: Stage) -> None:
    stage.start(1)
    stage.hall.show_console()
    settle(qtbot, stage)
    view, before = stage.window.map_view, picture(stage)
    assert isinstance(view, MapView) and stage.hall.console
    assert not ink_in(before)
    press(stage.hall.console, Qt.Key.Key_I)
    settle(qtbot, stage)
    drag(view, [QPoint(200 + 20 * step, 200 + 10 * step) for step in range(10)])
    qtbot.waitUntil(lambda: len(stage.pointing.marks) == 1, timeout=WAIT_MS)
    settle(qtbot, stage)
    qtbot.waitUntil(lambda: ink_in(picture(stage)) > 20, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: ink_in(view.grab().toImage()) > 20, timeout=WAIT_MS)
    press(stage.hall.console, Qt.Key.Key_C)
    settle(qtbot, stage)
    qtbot.waitUntil(lambda: picture(stage) == before, timeout=WAIT_MS)
    press(stage.hall.console, Qt.Key.Key_D)
    settle(qtbot, stage)
    move(view, QEvent.Type.MouseMove, QPoint(300, 200))
    move(view, QEvent.Type.MouseMove, QPoint(320, 220))
    qtbot.waitUntil(lambda: differing(picture(stage), before) > 5, timeout=WAIT_MS)
    press(stage.hall.console, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: picture(stage) == before, timeout=WAIT_MS)


def drag(view: MapView, places: list[QPoint]) -> None:
    """Drag the left button over the speaker's map, as a hand does."""
    left = Qt.MouseButton.LeftButton
    move(view, QEvent.Type.MouseMove, places[0])
    move(view, QEvent.Type.MouseButtonPress, places[0], left, left)
    for place in places[1:]:
        move(view, QEvent.Type.MouseMove, place, held=left)
    move(view, QEvent.Type.MouseButtonRelease, places[-1], left)


def move(
    view: MapView,
    kind: QEvent.Type,
    place: QPoint,
    button: Qt.MouseButton = Qt.MouseButton.NoButton,
    held: Qt.MouseButton = Qt.MouseButton.NoButton,
) -> None:
    """Send what a mouse does at a place of the speaker's map."""
    target = view.view.focusProxy()
    assert isinstance(target, QWidget)
    at = QPointF(place)
    event = QMouseEvent(kind, at, target.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)


def ink_in(image: QImage) -> int:
    """Return how many points of a grid over a picture have the colour of ink."""
    ink = np.array([INK.blue(), INK.green(), INK.red()])
    return int((np.abs(grid(image).astype(int) - ink).sum(axis=2) < 40).sum())
