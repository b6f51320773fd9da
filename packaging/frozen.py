"""Runs first inside the frozen program, before any of its own modules."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

READ_AHEAD = (
    "PySide6/*.so*",
    "PySide6/Qt/lib/libQt6[CGWN]*",
    "PySide6/Qt/lib/libQt6[!CGWN]*",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/resources/*",
    "maps/page.json.gz",
    "data/files/*.mbtiles",
)
"""What every start with a window reads whole, in the order in which it does."""


def leave_environment_alone() -> None:
    """Take back what the loader changed for itself: a browser opened from here would load the bundle's libraries."""
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        else:
            os.environ.pop(name, None)


def read_ahead() -> None:
    """Let the system fetch Qt from the disk while Python still starts; after a cold boot this halves the wait."""
    home = Path(getattr(sys, "_MEIPASS", ""))
    for path in (Path(sys.executable), *(path for pattern in READ_AHEAD for path in sorted(home.glob(pattern)))):
        try:
            handle = os.open(path, os.O_RDONLY)
        except OSError:
            continue
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_WILLNEED)
        except OSError:
            pass
        finally:
            os.close(handle)


leave_environment_alone()
if hasattr(os, "posix_fadvise") and not any(given.startswith("--") and given != "--present" for given in sys.argv[1:]):
    threading.Thread(target=read_ahead, daemon=True).start()
