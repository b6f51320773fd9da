"""Shows a small briefing on stage on real screens and answers questions about it, a line of JSON each.

Run as a module under a display of its own; the keys come from outside, as a hand or a clicker sends them.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from typing import Any

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

import main
from data.atlas import load_atlas
from data.briefing.writing import write_briefing
from data.settings import folders
from data.tiles import Tiles
from maps.layers import all_parts
from maps.scene import HOME, Scene
from tests.ui.stage_samples import BRIEFING
from ui.menus import takes_typing
from ui.program import Program
from ui.stage.stage import Stage
from ui.stage.target import Style


def state_of(stage: Stage) -> dict[str, Any]:
    """Return what a test wants to know."""
    show, audience, console = stage.show, stage.hall.audience, stage.hall.console
    focus = QApplication.focusWidget()
    told: dict[str, Any] = {
        "running": stage.is_running,
        "place": [show.scene, show.step],
        "state": show.state,
        "digits": show.digits,
        "asks": show.asks,
        "chips": list(stage.chips),
        "tool": stage.pointing.active,
        "paused": stage.is_paused,
        "elapsed": stage.elapsed_s,
        "language": stage.speaker.scene.language,
        "scale": stage.giving.style.text_scale,
        "look": stage.giving.style.look,
        "legend": stage.audience.scene.overlays.legend,
        "sources": stage.giving.shows_sources,
        "west": stage.speaker.scene.camera.west,
        "south": stage.speaker.scene.camera.south,
        "screens": len(QGuiApplication.screens()),
        "types": focus is not None and takes_typing(focus),
        "text": focus.text() if isinstance(focus, QLineEdit) else "",
        "reader": stage.window.reader.isVisible(),
        "active": active_name(stage),
        "extra": [top.objectName() for top in QApplication.topLevelWidgets() if top.isVisible()],
        "overview": bool(console and console.overview.isVisible()),
    }
    if audience:
        geometry = audience.geometry()
        image = audience.grab().toImage()
        points = {image.pixel(x, y) & 0xFFFFFF for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}
        told |= {
            "audience": [geometry.x(), geometry.y(), geometry.width(), geometry.height()],
            "full": audience.isFullScreen(),
            "rest": audience.map.is_at_rest and stage.window.map_view.is_at_rest and not audience.card.isVisible(),  # type: ignore[attr-defined]
            "colour": points.pop() if len(points) == 1 else None,
            "picture": hashlib.sha256(bytes(image.constBits())).hexdigest(),
        }
    return told


def active_name(stage: Stage) -> str:
    """Return which of the windows is active."""
    windows: dict[str, QWidget | None] = {
        "console": stage.hall.console,
        "audience": stage.hall.audience,
        "editor": stage.window,
    }
    return next((name for name, window in windows.items() if window and window.isActiveWindow()), "")


def reset(stage: Stage) -> None:
    """Go back to the second scene with nothing open, nothing changed, and the console in front."""
    while any(close() for close in reversed(stage.escapes)):
        pass
    stage.pointing.set_tool("")
    stage.giving.style = Style()
    stage.speaker.set_language("en")
    if stage.is_paused:
        stage.timer()
    stage.go_to(1)
    stage.hall.show_console()
    stage.window.map_view.setFocus()


def run() -> None:
    """Start, present, answer until the input ends."""
    app = main._application()
    atlas = load_atlas()
    parts = frozenset(part for part, is_on in all_parts(atlas).items() if is_on)
    program = Program(atlas, Tiles(), folders(), Scene(HOME, parts))
    document = program.window.editor.document
    file = folders().state / "test.briefing"
    file.parent.mkdir(parents=True, exist_ok=True)
    write_briefing(file, BRIEFING)
    program.open(None, file, presents=True)
    stage = program.window.stage

    def answer() -> None:
        asked = sys.stdin.readline().strip()
        if not asked:
            os._exit(0)
        if asked == "reset":
            reset(stage)
        elif asked == "type":
            console = stage.hall.console
            assert console
            next(found for found in console.findChildren(QLineEdit) if found.isVisible()).setFocus()
        elif asked == "editor":
            program.window.raise_()
            program.window.activateWindow()
        print(json.dumps(state_of(stage)), flush=True)

    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(answer)

    def say_ready() -> None:
        if document.briefing == BRIEFING and stage.is_running and state_of(stage).get("rest"):
            print("ready", flush=True)
            watch.stop()

    watch = QTimer(interval=100)
    watch.timeout.connect(say_ready)
    watch.start()
    app.exec()


if __name__ == "__main__":
    run()
