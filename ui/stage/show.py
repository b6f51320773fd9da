"""The show: where the speaker is, what the audience is given, and what each command leads to.

A frozen value without Qt. Every command is a function of the value before, so that no order of keys can
strand the speaker: whatever the state, *next* leads to the next step or scene, *return* to the scene exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Self

State = Literal["live", "frozen", "black", "white", "roam", "pushed"]
"""What the audience is given: the speaker's map; its last picture; nothing; the scene while the speaker looks
around; what the speaker has pushed."""

DIGITS = 4
"""A scene's number has no more."""


@dataclass(frozen=True, slots=True)
class Show:
    """A show under way.

    ``steps`` holds the number of steps of each scene that is not hidden; ``scene`` counts from 0, ``step`` is how
    many of the scene's steps are shown. ``digits`` are typed and not yet entered. ``asks`` tells whether the
    speaker is asked to end; ``is_over`` that the answer was yes.
    """

    steps: tuple[int, ...]
    scene: int = 0
    step: int = 0
    state: State = "live"
    digits: str = ""
    asks: bool = False
    is_over: bool = False

    @property
    def is_at_end(self) -> bool:
        """Whether there is nothing after this."""
        return self.scene >= len(self.steps) - 1 and self.step >= self._last_step

    @property
    def is_mirrored(self) -> bool:
        """Whether the audience sees what the speaker's map shows, as it moves."""
        return self.state == "live"

    @property
    def _last_step(self) -> int:
        return self.steps[self.scene] if self.steps else 0

    def next(self) -> Self:
        """Show the next step, or the next scene from its beginning."""
        show = self._moving()
        if self.step < self._last_step:
            return replace(show, step=self.step + 1)
        return show._at(self.scene + 1, 0) if self.scene < len(self.steps) - 1 else show

    def previous(self) -> Self:
        """Show the step before, or the scene before with all its steps."""
        show = self._moving()
        if self.step > 0:
            return replace(show, step=self.step - 1)
        return show._at(self.scene - 1, self.steps[self.scene - 1]) if self.scene > 0 else show

    def first(self) -> Self:
        """Show the first scene."""
        return self._moving()._at(0, 0)

    def last(self) -> Self:
        """Show the last scene."""
        return self._moving()._at(len(self.steps) - 1, 0)

    def go_to(self, scene: int) -> Self:
        """Show a scene (from 0); one that is not there is the nearest that is."""
        return self._moving()._at(scene, 0)

    def digit(self, digit: str) -> Self:
        """Take a digit of a scene's number."""
        return replace(self, digits=(self.digits + digit)[-DIGITS:], asks=False)

    def enter(self) -> Self:
        """End if that was asked; go to the scene typed; push what the speaker sees; otherwise go on."""
        if self.asks:
            return replace(self, asks=False, is_over=True)
        if self.digits:
            return self.go_to(int(self.digits) - 1)
        return self.push() if self.state in ("roam", "pushed") else self.next()

    def backspace(self) -> Self:
        """Return to the scene from roaming or a push; otherwise go back. Of a number, the last digit goes."""
        if self.digits:
            return replace(self, digits=self.digits[:-1])
        return self.back_to_scene() if self.state in ("roam", "pushed") else self.previous()

    def black(self) -> Self:
        """Darken the audience's screen, or bring it back."""
        return self._toggled("black")

    def white(self) -> Self:
        """Whiten the audience's screen, or bring it back."""
        return self._toggled("white")

    def freeze(self) -> Self:
        """Let the audience's picture stand while the speaker goes on, or let it follow again."""
        return self._toggled("frozen")

    def roam(self) -> Self:
        """Look around on the speaker's own map while the audience keeps the scene, or return to it."""
        return self._toggled("roam")

    def push(self) -> Self:
        """Give the audience what the speaker sees."""
        return replace(self, state="pushed", digits="", asks=False)

    def back_to_scene(self) -> Self:
        """Give the audience the scene again, exactly as it is told."""
        return self._live()

    def resume(self) -> Self:
        """Go on with the scene on show: what a clicker's start button means while the show runs."""
        return self._live()

    def escape(self) -> Self:
        """Leave one level; at the outermost, ask whether to end. Asked twice, the show goes on."""
        if self.digits or self.asks:
            return replace(self, digits="", asks=False)
        return replace(self, asks=True) if self.state == "live" else self._live()

    def stay(self) -> Self:
        """Take the question back: time is up, or the speaker went on."""
        return replace(self, asks=False)

    def with_steps(self, steps: tuple[int, ...]) -> Self:
        """Return the show after scenes were edited; it stays as near as it can to where it was."""
        show = replace(self, steps=steps)
        scene = max(0, min(self.scene, len(steps) - 1))
        return replace(show, scene=scene, step=min(self.step, steps[scene]) if steps else 0)

    def _toggled(self, state: State) -> Self:
        return self._live() if self.state == state else replace(self, state=state, digits="", asks=False)

    def _live(self) -> Self:
        """Return the show with the audience following."""
        return replace(self, state="live", digits="", asks=False)

    def _moving(self) -> Self:
        """Return the show ready to go elsewhere: the audience follows, unless its picture is frozen."""
        return replace(self._live(), state="frozen") if self.state == "frozen" else self._live()

    def _at(self, scene: int, step: int) -> Self:
        return replace(self, scene=max(0, min(scene, len(self.steps) - 1)), step=step)


Command = Callable[[Show], Show]
