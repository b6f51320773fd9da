"""The program with its window at rest, then an export of the shipped briefing.

Arguments: the format, the folder to write to, and options as NAME=VALUE. Tells once when it is at rest, and after the
export the seconds, the scenes, and for each beat of the UI thread the milliseconds since the last and those it worked.
"""

from __future__ import annotations

import datetime
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

import main as program_main
from tests.benchmarks.child import is_map, tell, when_seen

WEIGHED_MS = 2500
"""So long the program stays at rest, to be weighed."""


def main(arguments: list[str]) -> int:
    """Run the program, and export when it is at rest."""
    make_application = program_main._application

    def application() -> Any:
        made = make_application()
        _watch(arguments)
        return made

    program_main._application = application
    return program_main.main([])


def _watch(arguments: list[str]) -> None:
    """Put a watched program in the place of the real one, which ``main`` imports next."""
    import ui.program

    class Watched(ui.program.Program):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            self.drawn.connect(lambda: when_seen(self.map.view, is_map, self._seen, self))

        def _seen(self) -> None:
            QTimer.singleShot(WEIGHED_MS, self, lambda: tell(rests=True))
            QTimer.singleShot(2 * WEIGHED_MS, self, lambda: _export(self, arguments))

    setattr(ui.program, "Program", Watched)  # noqa: B010  a class is no variable for the type checker


def _export(program: Any, arguments: list[str]) -> None:
    from maps.cache import prepare
    from maps.exports.show import show_of
    from ui.exports import formats
    from ui.exports.run import Outcome, Run

    name, folder, *pairs = arguments
    format_ = next(known for known in formats() if known.id == name)
    session = program.session
    prepared = prepare(session.facts, program._places.cache)
    briefing = program.window.editor.document.briefing
    show = show_of(session.facts, briefing, prepared.measures, "en", datetime.date(2026, 1, 1))
    options = dict(pair.split("=", 1) for pair in pairs)
    run = Run(format_, Path(folder) / f"export{format_.suffix}", show, options, prepared, program)
    gaps: list[float] = []
    works: list[float] = []
    last = [time.perf_counter(), time.thread_time()]

    def beat() -> None:
        now = [time.perf_counter(), time.thread_time()]
        gaps.append((now[0] - last[0]) * 1000)
        works.append((now[1] - last[1]) * 1000)
        last[:] = now

    timer = QTimer(program, interval=1)
    timer.timeout.connect(beat)
    timer.start()

    def told(outcome: Outcome) -> None:
        timer.stop()
        assert not outcome.fault, outcome.fault
        assert not outcome.failed, outcome.failed
        tell(seconds=outcome.seconds, scenes=len(run.job.shots), gaps=sorted(gaps), works=sorted(works))

    run.finished.connect(told)
    run.start()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
