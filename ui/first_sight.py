"""Notes in the log when the window came on screen and when its map was drawn, so that any start can be timed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow

if TYPE_CHECKING:
    from ui.program import Program

log = logging.getLogger(__name__)

ON_SCREEN = "The window is on screen."
DRAWN = "The map is drawn."


class FirstSight(QObject):
    """Waits for the window's first frame."""

    def __init__(self, program: Program) -> None:
        """Watch a program whose window was just shown."""
        super().__init__(program)
        program.drawn.connect(lambda: log.info(DRAWN))
        handle = program.window.windowHandle()
        if handle:
            handle.installEventFilter(self)
            self._look(handle)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Let every event pass."""
        if event.type() in (QEvent.Type.Expose, QEvent.Type.Paint) and isinstance(watched, QWindow):
            self._look(watched)
        return False

    def _look(self, handle: QWindow) -> None:
        """Write it down once the system shows the window."""
        if handle.isExposed():
            handle.removeEventFilter(self)
            log.info(ON_SCREEN)
