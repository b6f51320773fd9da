"""matplotlib as this program uses it: its own fonts, a cache of its own, SVG that is the same each time."""

from __future__ import annotations

import io
import logging
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from data.settings import folders
from maps.address import font_files

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FAMILIES = ["Noto Sans", "Noto Sans JP"]
"""In the order in which a letter is looked for."""

_EMPTY_OUTLINE = re.compile(r'(<path id="[^"]+")(?: d="")?((?: transform="[^"]*")?/>)')
_LOCK = threading.RLock()
_is_ready = False

SETTINGS: Any = {
    "font.family": FAMILIES,
    "svg.fonttype": "path",
    "svg.hashsalt": "caspian-atlas",
    "axes.unicode_minus": False,
    "path.simplify": False,
}
"""Letters become outlines, so that a chart looks the same wherever it is printed."""


@contextmanager
def plotting() -> Iterator[None]:
    """Hold matplotlib for one thread: its settings are global."""
    global _is_ready  # noqa: PLW0603  matplotlib is one for the whole program, and prepared once
    with _LOCK:
        if not _is_ready:
            _prepare()
            _is_ready = True
        import matplotlib as mpl

        with mpl.rc_context(SETTINGS):
            yield


def as_svg(figure: Figure) -> str:
    """Return a figure as SVG text, the same for the same figure: without the date.

    The outline of a space is empty, which Qt's reader of SVG takes for a mistake: it gets a point.
    """
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return _EMPTY_OUTLINE.sub(r'\1 d="M 0 0 z"\2', out.getvalue())


def text_width(text: str, size: float) -> float:
    """Return how wide a text is, in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    if not text:
        return 0.0
    width, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(family=FAMILIES, size=size), False)
    return float(width)


def broken_lines(text: str, size: float, width: float) -> list[str]:
    """Return a text broken into lines no wider than so many points; Japanese may break anywhere."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if line and text_width((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Return a text in pieces between which it may break."""
    pieces: list[str] = []
    word = ""
    for letter in text:
        if ord(letter) > 0x2E80:
            pieces += [word, letter] if word else [letter]
            word = ""
        elif letter == " ":
            pieces.append(word + " ")
            word = ""
        else:
            word += letter
    return [*pieces, word] if word else pieces


def _prepare() -> None:
    """Import matplotlib with its cache in ours, and let the shipped fonts stand before any of the system."""
    os.environ.setdefault("MPLCONFIGDIR", str(folders().cache / "matplotlib"))
    log = logging.getLogger("matplotlib.font_manager")
    level = log.level
    log.setLevel(logging.ERROR)  # that it looks for the system's fonts is no news
    from matplotlib import font_manager

    log.setLevel(level)
    manager = font_manager.fontManager
    known = [font for font in manager.ttflist if font.name not in FAMILIES]
    manager.ttflist = []
    for path in font_files():
        manager.addfont(path)
    manager.ttflist = [*manager.ttflist, *known]
