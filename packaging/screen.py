"""A screen without hardware, looked at and typed on from outside the system that is proven: Xvfb, openbox, xdotool.

Outside, so that their libraries cannot stand in for one that the package forgot to ask for.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageGrab

Area = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

SIZE = (3360, 1080)
MONITORS: dict[str, Area] = {"LEFT": (0, 0, 1440, 900), "RIGHT": (1440, 0, 3360, 1080)}
"""A laptop and a projector."""

MANY_COLOURS = 1600
"""A drawn map with its relief shows more on a coarse grid; windows with text alone, or tiles not there yet, fewer."""
CLASS = "caspian-atlas"
PATIENCE_S = 60.0
LOOK_S = 0.1
STILL_S = 3.0
"""Longer than the card that tells which screen is which."""


class NotSeenError(RuntimeError):
    """What was waited for did not come."""


class Screen:
    """Two monitors on one virtual display with a window manager."""

    def __init__(self, number: int) -> None:
        """Start them."""
        self.name = f":{number}"
        self._environment = os.environ | {"DISPLAY": self.name}
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        self._started = [self._start("Xvfb", self.name, "-screen", "0", size, "-ac", "-nolisten", "tcp")]
        wait_for("a display", lambda: not self._call("xrandr").returncode)
        self._started.append(self._start("openbox"))
        for index, (name, (left, top, right, bottom)) in enumerate(MONITORS.items()):
            width, height = right - left, bottom - top
            where = f"{width}/{width // 4}x{height}/{height // 4}+{left}+{top}"
            self._call("xrandr", "--setmonitor", name, where, "none" if index else "screen")

    def close(self) -> None:
        """End them."""
        for process in reversed(self._started):
            process.terminate()
            process.wait()

    def picture(self, monitor: str) -> Image.Image:
        """Return what a monitor shows."""
        return ImageGrab.grab(MONITORS[monitor], xdisplay=self.name).convert("RGB")

    def has_map(self, monitor: str) -> bool:
        """Tell whether a monitor shows a drawn map on which nothing more appears."""
        return colours(self.picture(monitor)) > MANY_COLOURS and self.is_still(monitor)

    def is_still(self, monitor: str) -> bool:
        """Tell whether a monitor shows the same for a while."""
        before = self.picture(monitor)
        time.sleep(STILL_S)
        return self.picture(monitor) == before

    def windows(self) -> dict[str, str]:
        """Return the titles of the program's visible windows by their id."""
        found = self._call("xdotool", "search", "--onlyvisible", "--class", CLASS).stdout.split()
        named = {window: self._call("xdotool", "getwindowname", window).stdout.strip() for window in found}
        return {window: name for window, name in named.items() if name}

    def press(self, keys: str) -> None:
        """Press keys in the window that has the focus."""
        self._call("xdotool", "key", "--clearmodifiers", keys)

    def focus(self, window: str) -> None:
        """Give a window the focus."""
        self._call("xdotool", "windowactivate", "--sync", window)

    def quit(self) -> None:
        """Close the program's windows as their close button does, and wait until they are gone."""
        for window in self.windows():
            self.focus(window)
            self.press("alt+F4")
        wait_for("no window", lambda: not self.windows())

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env=self._environment, stdout=quiet, stderr=quiet)

    def _call(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False, timeout=30)


def colours(picture: Image.Image) -> int:
    """Return how many colours a picture shows on a coarse grid."""
    pixels = picture.load()
    assert pixels
    return len({pixels[x, y] for x in range(0, picture.width, 9) for y in range(0, picture.height, 9)})


def wait_for(what: str, is_there: Callable[[], object]) -> float:
    """Wait until something is there and return the seconds that it took."""
    began = time.monotonic()
    while not is_there():
        if time.monotonic() - began > PATIENCE_S:
            raise NotSeenError(f"{what} did not come within {PATIENCE_S:.0f} s")
        time.sleep(LOOK_S)
    return time.monotonic() - began


def keep(picture: Image.Image, path: Path) -> str:
    """Save a picture and return what is to be said about it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path)
    return f"{path.name} ({picture.width} × {picture.height}, {colours(picture)} colours)"
