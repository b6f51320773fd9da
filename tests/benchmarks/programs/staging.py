"""The show in the running program, on two screens: how far the audience lags, how soon a scene changes.

Tells three times: first the milliseconds of lag, of scene changes and of a language switch; then, after a thousand
scene changes, that they are done; then the milliseconds until a killed page is back. Whoever reads that weighs the
program before and after the thousand.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SCREENS = [
    {"name": name, "x": x, "y": 0, "width": 1280, "height": 720, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    for name, x in (("LAPTOP", 0), ("PROJECTOR", 1280))
]
CHANGES = 1000
MOVES = 60

SPEAKER = """
window.told = [];
const send = atlas.send;
atlas.send = function (type, fields) {
  if (type === "ViewMoving") window.told.push(performance.timeOrigin + performance.now());
  send(type, fields);
};
"""
AUDIENCE = """
window.shown = [];
window.changed = [];
const follow = atlas.handlers.FollowView;
atlas.handlers.FollowView = function (message) {
  follow(message);
  requestAnimationFrame(() => window.shown.push(performance.timeOrigin + performance.now()));
};
for (const name of Object.keys(atlas.handlers)) {
  if (["Ping", "AskIdle", "FollowView"].includes(name)) continue;
  const handle = atlas.handlers[name];
  atlas.handlers[name] = function (message) {
    handle(message);
    requestAnimationFrame(() => window.changed.push(performance.timeOrigin + performance.now()));
  };
}
"""
MOVE = """
atlas.camera.byUser = true;
atlas.page.map.panBy([{x}, {y}], {{ animate: false }});
"""


def main() -> int:
    """Run the program with a show, and measure."""
    screens = Path(tempfile.mkdtemp()) / "screens.json"
    screens.write_text(json.dumps({"screens": SCREENS}), encoding="utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screens}"
    os.environ["WAKEPY_FAKE_SUCCESS"] = "1"
    import main as program_main

    make_application = program_main._application

    def application() -> Any:
        made = make_application()
        import ui.program

        class Watched(ui.program.Program):
            def __init__(self, *given: Any) -> None:
                super().__init__(*given)
                self.measuring = _Measuring(self)
                self.drawn.connect(self.measuring.begin)

        setattr(ui.program, "Program", Watched)  # noqa: B010  a class is no variable for the type checker
        return made

    program_main._application = application
    return program_main.main([])


class _Measuring:
    """Measures in nested event loops, one thing after the other."""

    def __init__(self, program: Any) -> None:
        self._window = program.window
        self._stage = program.window.stage

    def begin(self) -> None:
        """Wait for the document, start the show, measure, tell."""
        from PySide6.QtCore import QTimer

        QTimer.singleShot(2000, self._window, self._run)

    def _run(self) -> None:
        from tests.benchmarks.child import tell

        stage = self._stage
        stage.start(1)
        self._until(
            lambda: stage.hall.map is not None and stage.hall.map.is_at_rest and self._window.map_view.is_at_rest
        )
        audience, speaker = stage.hall.map, self._window.map_view
        self._ask(speaker, SPEAKER)
        self._ask(audience, AUDIENCE)
        tell(lag=self._lags(speaker, audience), change=self._changes(audience), language=self._languages(audience))
        scenes = len(stage.show.steps)
        for number in range(CHANGES):
            stage.go_to(number % scenes)
            self._wait(15)
        self._until(lambda: audience.is_at_rest)
        tell(done=CHANGES)
        tell(returns=self._returns(audience))

    def _lags(self, speaker: Any, audience: Any) -> list[float]:
        for move in range(MOVES):
            self._ask(speaker, MOVE.format(x=6 if move % 20 < 10 else -6, y=3 if move % 20 < 10 else -3))
            self._wait(50)
        told, shown = self._ask(speaker, "window.told"), self._ask(audience, "window.shown")
        return [there - here for here, there in zip(told, shown, strict=False)]

    def _changes(self, audience: Any) -> list[float]:
        found = []
        for scene in (2, 4, 6, 7, 8, 9, 2, 5, 7, 3):
            self._until(lambda: audience.is_at_rest)
            self._ask(audience, "window.changed = []")
            asked = time.time() * 1000
            self._stage.go_to(scene)
            self._until(lambda: bool(self._ask(audience, "window.changed.length")))
            found.append(self._ask(audience, "window.changed[0]") - asked)
        return found

    def _languages(self, audience: Any) -> list[float]:
        found = []
        for _ in range(6):
            self._until(lambda: audience.is_at_rest)
            asked = time.perf_counter()
            self._stage.language()
            self._until(lambda: audience.is_at_rest)
            found.append((time.perf_counter() - asked) * 1000)
        return found

    def _returns(self, audience: Any) -> list[float]:
        """Return how long the audience's map is away after its renderer was killed; its still is shown meanwhile."""
        found: list[float] = []
        for _ in range(2):  # a third within a minute would be given up
            self._until(lambda: audience.is_at_rest)
            asked = time.perf_counter()
            os.kill(audience.web.page.renderProcessPid(), signal.SIGKILL)
            self._until(lambda: not audience.is_at_rest)
            self._until(lambda: audience.is_at_rest)
            found.append((time.perf_counter() - asked) * 1000)
        return found

    def _ask(self, view: Any, code: str) -> Any:
        out: list[Any] = []
        view.web.page.runJavaScript(f"JSON.stringify((() => {{ {_last(code)} }})())", 0, out.append)
        self._until(lambda: bool(out))
        return json.loads(out[0]) if out[0] else None

    def _until(self, is_so: Any) -> None:
        while not is_so():
            self._wait(2)

    def _wait(self, duration_ms: int) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(duration_ms, loop.quit)
        loop.exec()


def _last(code: str) -> str:
    """Return code that returns what its only line is worth; several lines return nothing."""
    return code if "\n" in code else f"return {code}"


if __name__ == "__main__":
    sys.exit(main())
