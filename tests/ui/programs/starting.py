"""Starts the program as its user does; tells, as JSON, what is on screen once the map is drawn and the document open.

``--then edit PATH`` also edits, autosaves and saves to a file. What it wants answered is told and dismissed. All other
arguments are the program's own.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

import main as program_main
from data.texts import load_texts
from tests.benchmarks.child import is_map

LOOK_MS = 50
GIVE_UP_S = 30.0
FEW_COLOURS = 200
"""More are in a small map too."""
CALM = 3
"""Looks in a row without anything in the background."""
BEGAN = time.monotonic()

told: dict[str, Any] = {"dialogs": [], "drawn": False}


def look_for_dialogs() -> None:
    """Take down what a dialog says, and dismiss it."""
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        told["dialogs"].append(box.text())
        box.reject()


def watch(*, saves_to: Path | None) -> None:
    """Put a watched program in the place of the real one, which ``main`` imports next."""
    import ui.program

    class Watched(ui.program.Program):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            self.autosave = ""
            self.calm = 0
            self.step = self.see
            self.until = time.monotonic() + GIVE_UP_S
            autosave = self.window.editor.autosave
            autosave.kept.connect(lambda _: setattr(self, "autosave", "kept"))
            autosave.failed.connect(lambda error: setattr(self, "autosave", str(error)))
            self.timer = QTimer(self, interval=LOOK_MS)
            self.timer.timeout.connect(self.go_on)
            self.drawn.connect(self.timer.start)

        def go_on(self) -> None:
            """Take one step after the other, each when the one before has come to its end."""
            if time.monotonic() > self.until:
                told["gave up"] = self.step.__name__
                self.leave()
            else:
                self.step()

        def see(self) -> None:
            """Tell what is there once the document is open and the map is seen."""
            document, window = self.window.editor.document, self.window
            picture = self.map.view.grab().toImage()
            is_busy = self.window.editor.files.lane.is_busy or QThreadPool.globalInstance().activeThreadCount() > 0
            self.calm = 0 if is_busy else self.calm + 1  # what was done in the background is told a moment later
            if document.path is None or self.calm < CALM or not is_map(picture):
                return
            notices = window.editor.files.notices
            english = load_texts("en")
            told.update(
                drawn=True,
                document=str(document.path),
                notices=[written(english).text for written in notices._waiting],
                is_noticed=bool(notices.bar and notices.bar.isVisible()),
                started=round(time.monotonic() - BEGAN, 1),
                screens=[screen.devicePixelRatio() for screen in QGuiApplication.screens()],
                year=time.localtime().tm_year,
            )
            self.step = self.cross
            screen = QGuiApplication.screens()[-1]
            if screen.name() != window.screen().name():
                window.setGeometry(screen.geometry())

        def cross(self) -> None:
            """On the last screen the map is drawn with that one's pixels."""
            screen, picture = QGuiApplication.screens()[-1], self.map.view.grab().toImage()
            told["ratio"], told["on"] = picture.devicePixelRatio(), self.window.screen().name()
            points = ((x, y) for x in range(0, picture.width(), 9) for y in range(0, picture.height(), 9))
            told["colours"] = len({picture.pixel(x, y) for x, y in points})
            is_there = told["on"] == screen.name() and told["ratio"] == screen.devicePixelRatio()
            if is_there and told["colours"] > FEW_COLOURS:
                self.step = self.edit if saves_to else self.leave

        def edit(self) -> None:
            document = self.window.editor.document
            document.edit("Edit", replace(document.briefing, title={"en": "Edited"}))
            self.window.editor.autosave.keep()
            self.step = self.save

        def save(self) -> None:
            if self.autosave:
                told["autosave"] = self.autosave
                assert saves_to
                self.window.editor.files.save_to(saves_to)
                self.step = self.end

        def end(self) -> None:
            unsaved = self.window.editor.document.has_changes
            if not self.window.editor.files._is_saving and (told["dialogs"] or not unsaved):
                told["unsaved"] = unsaved
                self.window.editor.document.stack.setClean()
                self.leave()

        def leave(self) -> None:
            self.timer.stop()
            self.window.close()

    setattr(ui.program, "Program", Watched)  # noqa: B010  a class is no variable for the type checker


def run(arguments: list[str]) -> int:
    """Run the program and tell."""
    saves_to = Path(arguments[arguments.index("--then") + 2]) if "--then" in arguments else None
    own = arguments[: arguments.index("--then")] if "--then" in arguments else arguments
    make_application = program_main._application

    def application() -> Any:
        made = make_application()
        made.dialogs = QTimer(made, interval=LOOK_MS)
        made.dialogs.timeout.connect(look_for_dialogs)
        made.dialogs.start()
        watch(saves_to=saves_to)
        return made

    program_main._application = application
    told["code"] = program_main.main(own)
    print(json.dumps(told))
    return int(told["code"])


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
