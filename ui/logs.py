"""The program's log: two files in the state folder, of which a report of a problem is made."""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import sys
from pathlib import Path
from typing import TextIO

LOG, FAULT = "atlas.log", "fault.log"
"""What the program tells, and where it was when the process died."""
LOG_BYTES, FAULT_BYTES = 500_000, 200_000


def start_log(folder: Path) -> None:
    """Log to a file in the state folder, or to stderr alone where that cannot be written."""
    handlers: list[logging.Handler] = []
    stderr = logging.StreamHandler()
    stderr.setLevel(logging.ERROR)
    handlers.append(stderr)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handlers.append(
            logging.handlers.RotatingFileHandler(
                folder / LOG, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8", errors="backslashreplace"
            )
        )
        faulthandler.enable(_open_fault_log(folder / FAULT))
    except OSError as error:
        print(f"No log can be written to {folder}: {error.strerror}.", file=sys.stderr)  # noqa: T201
    logging.raiseExceptions = False  # a full disk must not cost a traceback for every line
    logging.basicConfig(level=logging.INFO, handlers=handlers, format="%(asctime)s %(levelname)s %(name)s: %(message)s")


def _open_fault_log(path: Path) -> TextIO:
    """Open the file where the process writes how it dies; what an earlier one wrote stays, up to a size."""
    is_large = path.exists() and path.stat().st_size > FAULT_BYTES
    return path.open("w" if is_large else "a", encoding="utf-8")
