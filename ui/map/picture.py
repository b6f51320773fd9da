"""Draws a session's map to a picture file, without a window on screen."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSaveFile, Qt, QTimer
from PySide6.QtGui import QImage

from data.errors import AtlasError
from data.tiles import Tiles
from maps.cache import Prepared
from ui.map.view import MapView
from ui.session import Session

log = logging.getLogger(__name__)

TIMEOUT_MS = 60_000


class NotDrawnError(AtlasError):
    """The map did not come to rest in time."""


def draw_picture(session: Session, prepared: Prepared, size: tuple[int, int], file: Path) -> None:
    """Draw the session's scene at ``size`` (width, height in pixels) and save it as PNG.

    Raises
    ------
    NotDrawnError
        If the page does not come to rest within a minute.
    OSError
        If the file cannot be written; nothing is left half written.
    """
    view = MapView(session, Tiles())
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.resize(*size)
    view.show()
    loop = QEventLoop()
    view.drawn.connect(lambda: loop.exit(0))
    QTimer.singleShot(TIMEOUT_MS, loop, lambda: loop.exit(1))
    view.serve(prepared)
    code = loop.exec()
    picture = view.view.grab().toImage() if code == 0 else QImage()
    view.close_page()
    if picture.isNull():
        raise NotDrawnError("the map did not come to rest within a minute; see the log")
    save_png(picture, file)


def save_png(picture: QImage, file: Path) -> None:
    """Save a picture atomically, or raise OSError with the reason."""
    saved = QSaveFile(str(file))
    if not saved.open(QSaveFile.OpenModeFlag.WriteOnly) or not picture.save(saved, "PNG") or not saved.commit():  # type: ignore[call-overload]
        raise OSError(saved.errorString())
