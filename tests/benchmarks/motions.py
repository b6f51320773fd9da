"""Moves a map in a web page and hears from ``page/motions.js`` how many frames that took."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage

SCRIPT = Path(__file__).parent / "page" / "motions.js"
Area = tuple[float, float, float, float]
AREAS: tuple[Area, ...] = ((49.0, 39.5, 54.0, 44.5), (62.0, 37.0, 74.0, 43.0), (24.0, 33.0, 90.0, 57.0))
"""Where the flights go: into the Caspian, across to Tashkent, out to the whole region (west, south, east, north)."""
ASK_MS = 100
SETTLE_MS = 700
"""After a motion: the still picture is taken and the labels are placed before the next begins."""


class Motions:
    """The motions of one page, whose map is the given expression of JavaScript."""

    def __init__(self, page: QWebEnginePage, map_name: str) -> None:
        self._page = page
        self._map = map_name
        self.run(SCRIPT.read_text(encoding="utf-8"))

    def run(self, code: str) -> None:
        """Run a piece of JavaScript and wait until it is done."""
        self._ask(f"{code}\n;0")

    def flights(self, fly: Callable[[Area], None]) -> list[Any]:
        """Count the frames of a flight to each of the areas."""
        found = []
        for area in AREAS:
            self.run(f"motions.watch({self._map})")
            fly(area)
            found.append(self._told())
        return found

    def pan(self) -> Any:
        """Count the frames of several pans."""
        self.run(f"motions.pan({self._map})")
        return self._told()

    def redraw(self, name: str) -> Any:
        """Count the frames while the function of that name draws everything anew in each."""
        self.run(f"motions.redraw({name})")
        return self._told()

    def _told(self) -> Any:
        while True:
            wait(ASK_MS)
            told = json.loads(self._ask("JSON.stringify(motions.told())"))
            if told:
                wait(SETTLE_MS)
                return told

    def _ask(self, code: str) -> Any:
        loop = QEventLoop()
        answers: list[Any] = []

        def take(answer: Any) -> None:
            answers.append(answer)
            loop.quit()

        self._page.runJavaScript(code, 0, take)
        if not answers:
            loop.exec()
        return answers[0]


def wait(ms: int) -> None:
    """Let events pass for a while."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
