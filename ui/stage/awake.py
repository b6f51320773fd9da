"""Keeps screen and computer awake while the show runs; the system lets go by itself when the program ends."""

from __future__ import annotations

import logging
from contextlib import ExitStack

log = logging.getLogger(__name__)


class Awake:
    """Holds sleep and screen saver off."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._held = ExitStack()

    def hold(self) -> bool:
        """Hold them off; tell whether the system agreed."""
        try:
            from wakepy import keep
        except ImportError as error:
            log.info("Sleep cannot be held off: %s.", error)
            return False
        mode = self._held.enter_context(keep.presenting(on_fail="pass"))
        if not mode.active:
            log.info("Sleep cannot be held off: no way of this system worked.")
        return bool(mode.active)

    def release(self) -> None:
        """Let the computer sleep again."""
        self._held.close()
