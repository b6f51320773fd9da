"""Pictures of the scenes: taken of the map when a scene is on show and drawn, kept in the document's media.

They are no part of the undo history: they can be taken again. Scaling, packing and unpacking is done in the
background; what is painted is a pixmap that is ready.
"""

from __future__ import annotations

import hashlib
import logging
import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QWidget

from data.briefing import value
from ui.background import run_in_background
from ui.briefing.scenes import Scenes
from ui.map.view import MapView

log = logging.getLogger(__name__)

SIZE = QSize(480, 270)
"""The most pixels of a picture, 16:9."""
CALM_MS = 300
"""A picture is taken this long after the map was drawn: the last names have faded in."""
DECODED = QSize(1920, 1080)
"""The most pixels that a picture from a file is unpacked to."""


def still_name(scene: value.Scene) -> str:
    """Return under which name a scene's picture is in the document's media."""
    if scene.still:
        return scene.still
    plain = re.sub(r"[^\w.-]", "_", scene.id)
    mark = "" if plain == scene.id else f"-{hashlib.sha256(scene.id.encode()).hexdigest()[:8]}"
    return f"media/{plain}{mark}.png"


class Stills(QObject):
    """Takes and gives out the pictures."""

    made = Signal(str)
    """The picture of the scene with this id is there, or another."""

    def __init__(self, scenes: Scenes, map_view: QWidget) -> None:
        """Follow the scenes; without a map (in a test) no picture is taken."""
        super().__init__(scenes)
        self._scenes = scenes
        self._map = map_view if isinstance(map_view, MapView) else None
        self._taken_of: dict[str, tuple[object, ...]] = {}
        self._ready: dict[str, tuple[bytes, QPixmap]] = {}
        self._scaled: dict[tuple[str, int], tuple[int, QPixmap]] = {}
        self._unpacking: set[str] = set()
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._take)
        scenes.document.opened.connect(self._begin_anew)
        scenes.document.changed.connect(self._soon)
        scenes.went.connect(self._soon)
        scenes.touched.connect(self._soon)
        if self._map:
            self._map.drawn.connect(self._soon)

    def thumbnail(self, scene: value.Scene, width: int) -> QPixmap | None:
        """Return a scene's picture so many pixels wide, or None while there is none."""
        name = still_name(scene)
        data = self._scenes.document.media.get(name)
        if data is None:
            return None
        known = self._ready.get(name)
        if known is None or known[0] is not data:
            self._unpack(scene.id, name, data)
        if known is None:
            return None
        scaled = self._scaled.get((name, width))
        if scaled is None or scaled[0] != known[1].cacheKey():
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = (known[1].cacheKey(), known[1].scaledToWidth(width, smooth))
            self._scaled[name, width] = scaled
        return scaled[1]

    def _begin_anew(self) -> None:
        """Forget the pictures of another document, and those that no scene of this one has."""
        document = self._scenes.document
        for known in (self._taken_of, self._ready, self._scaled, self._unpacking):
            known.clear()
        names = {still_name(scene) for scene in document.briefing.scenes}
        for name in [name for name in document.media if name not in names]:
            del document.media[name]

    def _soon(self) -> None:
        if self._map and self._lacking():
            self._calm.start()

    def _lacking(self) -> value.Scene | None:
        """Return the scene on show if there is no picture of it as it is now."""
        scenes, scene = self._scenes, self._scenes.scene
        if scene is None or not scenes.is_on_show or scenes.step or scenes.is_changed:
            return None
        is_there = still_name(scene) in scenes.document.media
        return scene if not is_there or self._taken_of.get(scene.id, _look(scene)) != _look(scene) else None

    def _take(self) -> None:
        """Take the picture, if the map is at rest on the scene; else its next rest asks again."""
        scene, shown = self._lacking(), self._map
        if scene is None or shown is None or not shown.is_at_rest or not shown.view.isVisible():
            return
        picture = shown.view.grab().toImage()
        name, look, document = still_name(scene), _look(scene), self._scenes.document
        self._taken_of[scene.id] = look
        briefing = document.briefing

        def keep(data: bytes) -> None:
            if document.briefing is briefing or any(one.id == scene.id for one in document.briefing.scenes):
                document.media[name] = data
                self.made.emit(scene.id)

        run_in_background(lambda: packed(picture), keep, _note, self)

    def _unpack(self, scene: str, name: str, data: bytes) -> None:
        if name in self._unpacking:
            return
        self._unpacking.add(name)

        def show(picture: QImage) -> None:
            self._unpacking.discard(name)
            self._ready[name] = (data, QPixmap.fromImage(picture))
            self.made.emit(scene)

        run_in_background(lambda: unpacked(data), show, _note, self)


def packed(picture: QImage) -> bytes:
    """Return the middle of a picture as a small PNG, 16:9."""
    small = picture.copy(_middle(picture)).convertToFormat(QImage.Format.Format_RGB32)
    small.setDevicePixelRatio(1.0)
    smooth = Qt.TransformationMode.SmoothTransformation
    small = small.scaled(SIZE, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    small.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def unpacked(data: bytes) -> QImage:
    """Return a picture, cut to 16:9, no larger than it is ever shown; a broken one is empty."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    size = reader.size()
    if size.width() > DECODED.width() or size.height() > DECODED.height():
        size.scale(DECODED, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(size)
    picture = reader.read()
    if picture.isNull():
        picture = QImage(SIZE, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.gray)
        return picture
    return picture.copy(_middle(picture)).scaledToWidth(SIZE.width(), Qt.TransformationMode.SmoothTransformation)


def _middle(picture: QImage) -> QRect:
    """Return the largest part of a picture that is 16:9, from its middle."""
    cut = QSize(SIZE)
    cut.scale(picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(
        (picture.width() - cut.width()) // 2, (picture.height() - cut.height()) // 2, cut.width(), cut.height()
    )


def _look(scene: value.Scene) -> tuple[object, ...]:
    """Return what decides how a scene looks."""
    return scene.kind, scene.title, scene.caption, scene.view


def _note(error: Exception) -> None:
    log.warning("A scene's picture was not made: %s", error)
