"""Chooses how Qt draws, before Qt is imported, and remembers a start that never drew a map.

``QT_QUICK_BACKEND=software`` is the safe way: it works where OpenGL is broken and is faster
where there is no GPU. It is chosen by the user, by itself when the last start died before the
first drawn map, and where the machine has no GPU.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
from pathlib import Path

log = logging.getLogger(__name__)

FLAG = "starting.flag"
FLAG_BYTES = 4096


class StartFlag:
    """A file that is there while a start has not yet drawn a map."""

    def __init__(self, state: Path) -> None:
        """Look for the flag of an earlier start in the state folder."""
        self._path = state / FLAG
        self.was_left = self._path.exists()
        self.fault: OSError | None = None
        """Why the start could not be noted; then nothing else can be kept in the state folder either."""

    def set(self) -> None:
        """Begin a start."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_bytes(b" " * FLAG_BYTES)  # an empty file could be made even on a full disk
        except OSError as error:
            self.fault = error
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
            log.warning("The start cannot be noted in %s: %s.", self._path, error.strerror)

    def clear(self) -> None:
        """End the start: the map is drawn, or the user closed the program."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("%s cannot be removed: %s.", self._path, error.strerror)


def has_gpu() -> bool:
    """Tell whether there is a graphics device; only Linux is asked, others have one."""
    if not sys.platform.startswith("linux"):
        return True
    return any(Path("/dev/dri").glob("renderD*")) if Path("/dev/dri").exists() else False


def choose_graphics(*, wants_safe: bool, last_start_died: bool) -> str:
    """Set Qt's environment and return why: ``given``, ``safe``, ``no-gpu`` or ``gpu``."""
    if sys.platform.startswith("linux") and hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium's sandbox cannot start as root; ordinary users keep it.
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    if "QT_QUICK_BACKEND" in os.environ:
        return "given"
    if wants_safe or last_start_died:
        os.environ["QT_QUICK_BACKEND"] = "software"
        return "safe"
    if not has_gpu():
        os.environ["QT_QUICK_BACKEND"] = "software"
        return "no-gpu"
    return "gpu"


def start_again(arguments: list[str]) -> int:
    """Start the program anew, in safe graphics, with the arguments (``sys.argv``) that it was started with."""
    os.environ["QT_QUICK_BACKEND"] = "software"
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"  # else a bundle takes the new start for a part of this one
    command = command_again(arguments)
    if sys.platform == "win32":  # exec there neither keeps spaces nor waits for the old window
        subprocess.Popen(command)  # noqa: S603  the same program again
    else:
        os.execv(command[0], command)  # noqa: S606  the same program again
    return 0


def command_again(arguments: list[str]) -> list[str]:
    """Return the command that this program was started with; a bundle is its own interpreter and has no script."""
    return [sys.executable, *(arguments[1:] if getattr(sys, "frozen", False) else arguments)]
