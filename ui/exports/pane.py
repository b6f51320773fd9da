"""The window of the studio's page: of a picture's size, or of a strip of it, with room for the sign below the map."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ui.exports.job import Frame, Purpose

LARGEST_RATIO = 5.0
"""Chromium silently takes no larger factor."""
SIGN_PX = 4
"""The strip below the map (studio.css)."""
STRIP_PX = 700_000
"""So many pixels of a picture are drawn at a time: every buffer on the way, in either process, is no larger."""


@dataclass(frozen=True, slots=True)
class Pane:
    """How a frame is shown for a purpose. Lengths are CSS pixels, rows those of the picture."""

    frame: Frame
    purpose: Purpose

    @property
    def rows(self) -> int:
        """How many rows of the picture the window shows: all, or a strip of it."""
        width, height = self.frame.pixels
        strips = math.ceil(width * height / STRIP_PX) if self.purpose == "picture" else 1
        return math.ceil(height / strips)

    @property
    def sign(self) -> float:
        """The height of the sign: at least so many pixels of the picture; a print has none."""
        rows = math.ceil(SIGN_PX * max(1.0, self.frame.ratio))  # whole ones: the map above ends with a pixel
        return 0.0 if self.purpose == "print" else rows / self.frame.ratio

    @property
    def height(self) -> float:
        """The height of the window."""
        return self.rows / self.frame.ratio + self.sign

    @property
    def pixels(self) -> tuple[int, int]:
        """The size of the window, in pixels of the picture."""
        return self.frame.pixels[0], self.rows + round(self.sign * self.frame.ratio)

    @property
    def start(self) -> str:
        """What a page is told at its start: its purpose and, if its window shows but a strip, the map's height."""
        return self.purpose if self.strip(0) is None else f"{self.purpose},{self.frame.height}"

    def strip(self, top: int) -> dict[str, float] | None:
        """Return the strip from a row on (``crop`` in studio.js), or None if the window shows all."""
        if self.rows == self.frame.pixels[1]:
            return None
        ratio = self.frame.ratio
        return {"top": top / ratio, "height": self.rows / ratio, "of": self.frame.height}
