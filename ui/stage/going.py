"""Going through the show: the verbs that lead from one value of it to the next, and what follows from that."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from ui.stage.show import Command, Show

ASK_MS = 3_000
"""So long the speaker is asked whether to end; then the show stays."""
AWAY = ("roam", "pushed")
"""The states in which the speaker's map is not at the scene."""


class Going(QObject):
    """Owns the show's value. ``_follow`` makes both maps and the windows follow it."""

    changed = Signal()
    """The show, its scenes, what the audience's map carries, or the chips are others."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with a show of one scene."""
        super().__init__(parent)
        self.show = Show((0,))
        self.is_running = False
        self._asking = QTimer(self, singleShot=True, interval=ASK_MS)
        self._asking.timeout.connect(lambda: self._do(Show.stay))

    def next(self) -> None:
        """Show the next step, or the next scene."""
        self._do(Show.next)

    def previous(self) -> None:
        """Show the step before, or the scene before."""
        self._do(Show.previous)

    def first(self) -> None:
        """Show the first scene."""
        self._do(Show.first, tells=True)

    def last(self) -> None:
        """Show the last scene."""
        self._do(Show.last, tells=True)

    def go_to(self, scene: int) -> None:
        """Show a scene (from 0)."""
        self._do(lambda show: show.go_to(scene), tells=True)

    def digit(self, digit: str) -> None:
        """Take a digit of a scene's number."""
        self._do(lambda show: show.digit(digit))

    def enter(self) -> None:
        """End if that is asked; go to the number typed; push when away from the scene; else go on."""
        self._do(Show.enter, pushes=True)

    def backspace(self) -> None:
        """Take a digit back; return to the scene; else go back."""
        self._do(Show.backspace)

    def black(self) -> None:
        """Darken the audience's screen, or bring it back."""
        self._do(Show.black)

    def white(self) -> None:
        """Whiten the audience's screen, or bring it back."""
        self._do(Show.white)

    def freeze(self) -> None:
        """Let the audience's picture stand, or follow again."""
        self._do(Show.freeze)

    def roam(self) -> None:
        """Look around alone, or return to the scene."""
        self._do(Show.roam)

    def push(self) -> None:
        """Give the audience what the speaker sees."""
        self._do(Show.push, pushes=True)

    def back_to_scene(self) -> None:
        """Give the audience the scene again, exactly as it is told."""
        self._do(Show.back_to_scene, tells=True)

    def resume(self) -> None:
        """Go on with the scene on show."""
        self._do(Show.resume, tells=True)

    def _do(self, command: Command, *, tells: bool = False, pushes: bool = False) -> None:
        """Let a command make the next value. ``tells`` shows the scene again even if it is the same."""
        if not self.is_running:
            return
        before, self.show = self.show, command(self.show)
        now = self.show
        if now.asks and not before.asks:
            self._asking.start()
        elif not now.asks:
            self._asking.stop()
        moved = (now.scene, now.step) != (before.scene, before.step)
        returned = before.state in AWAY and now.state not in AWAY
        if now.is_over:
            self.end()
            return
        self._follow(before, tells=tells or moved or returned, pushes=pushes and now.state == "pushed")
        self.changed.emit()

    def _follow(self, before: Show, *, tells: bool, pushes: bool) -> None:
        """Let maps and windows follow the show, which was another value before."""
        raise NotImplementedError

    def end(self) -> None:
        """End the show."""
        raise NotImplementedError
