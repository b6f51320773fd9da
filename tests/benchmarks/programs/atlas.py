"""The program itself, started by its own ``main`` and watched from inside.

Arguments: ``responses`` to measure, after the start, how soon the map answers.
"""

from __future__ import annotations

import sys
from typing import Any

import main as program_main
from tests.benchmarks.child import is_map, tell_drawn, when_seen


def main(arguments: list[str]) -> int:
    """Run the program; tell when its map is seen."""
    make_application = program_main._application

    def application() -> Any:
        made = make_application()
        _watch(measures_responses="responses" in arguments)
        return made

    program_main._application = application
    return program_main.main([])


def _watch(*, measures_responses: bool) -> None:
    """Put a watched program in the place of the real one, which ``main`` imports next."""
    import ui.program

    class Watched(ui.program.Program):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            self.drawn.connect(lambda: when_seen(self.map.view, is_map, self._seen, self))

        def _seen(self) -> None:
            if measures_responses:
                from tests.benchmarks.responding import respond

                respond(self.window, self.map)
            else:
                tell_drawn()

    setattr(ui.program, "Program", Watched)  # noqa: B010  a class is no variable for the type checker


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
