"""What the measured programs share: telling the time of the drawn map, and looking at pixels.

It imports as little as the barest of them needs, for its imports count.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

MARK = "BENCHMARK "
STARTED = "CASPIAN_ATLAS_BENCHMARK_STARTED"
WINDOW = (1440, 900)
"""The size that the program's window opens in; the others open in the same."""
MAP = (1500, 950)
"""The size of a map whose frames are counted."""
LOOK_MS = 10
MANY_COLOURS = 1200
"""A map with its relief shows about 2000 colours on a coarse grid; one whose tiles are not yet painted about 550."""


def tell(**facts: object) -> None:
    """Tell the benchmark something."""
    print(MARK + json.dumps(facts), flush=True)


def tell_drawn() -> None:
    """Tell how long it took from the start of the process."""
    tell(seconds=time.time() - float(os.environ[STARTED]))


def picture(view: QWidget) -> QImage:
    """Return what a view shows."""
    return view.grab().toImage()


def is_map(image: QImage) -> bool:
    """Tell whether a picture shows a drawn map: many colours on a coarse grid."""
    points = ((x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9))
    return len({image.pixel(x, y) for x, y in points}) > MANY_COLOURS


def when_seen(view: QWidget, is_there: Callable[[QImage], bool], then: Callable[[], None], parent: QObject) -> None:
    """Look at a view's pixels until they show what is wanted, then call ``then`` once.

    ``then`` is called from the event loop: a page that is just telling something answers nothing meanwhile.
    """
    timer = QTimer(parent, interval=0)

    def look() -> None:
        if is_there(picture(view)):
            timer.stop()
            then()
        else:
            timer.setInterval(LOOK_MS)

    timer.timeout.connect(look)
    timer.start()
