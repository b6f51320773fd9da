"""Pictures of the scenes: taken of the map when a scene is on show and drawn, kept in the document's media.

They are no part of the undo history: they can be taken again. Scaling, packing and unpacking is done in the
background; what is painted is a pixmap that is ready.
"""

from __future__ import annotations

import hashlib
import logging
import re
from importlib import import_module

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QWidget

from data.briefing import value
from maps.missing import known_part
from maps.staging import scene_from
from ui.background import run_in_background
from ui.briefing.lane import Lane
from ui.briefing.scenes import Scenes
from ui.briefing.sketch import drawn, sketch_of
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

    def __init__(self, scenes: Scenes, map_view: QWidget | None) -> None:
        """Follow the scenes; without a map (in a test) no picture is taken."""
        super().__init__(scenes)
        self._scenes = scenes
        self._map = map_view if isinstance(map_view, MapView) else None
        self._taken_of: dict[str, tuple[object, ...]] = {}
        self._ready: dict[str, tuple[bytes, QPixmap]] = {}
        self._scaled: dict[tuple[str, int], tuple[int, QPixmap]] = {}
        self._sketches: dict[str, tuple[object, QPixmap | None]] = {}
        self._unpacking: set[str] = set()
        self._lane = Lane("sketches", self)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._take)
        scenes.document.opened.connect(self._begin_anew)
        scenes.document.changed.connect(self._soon)
        scenes.went.connect(self._soon)
        scenes.touched.connect(self._soon)
        self._may_sketch = self._map is None
        if self._map:
            self._map.drawn.connect(self._soon)
            self._map.drawn.connect(self._begin_sketching, Qt.ConnectionType.SingleShotConnection)

    def thumbnail(self, scene: value.Scene, width: int) -> QPixmap | None:
        """Return a scene's picture so many pixels wide, or a sketch of it; None while there is neither."""
        name = still_name(scene)
        data = self._scenes.document.media.get(name)
        if data is None:
            return self._sketch(scene, width)
        known = self._ready.get(name)
        if known is None or known[0] is not data:
            self._unpack(scene.id, name, data)
        return self._scaled_to(name, known[1], width) if known else self._sketch(scene, width)

    def _scaled_to(self, name: str, picture: QPixmap, width: int) -> QPixmap:
        """Return a picture at a width, scaled once."""
        scaled = self._scaled.get((name, width))
        if scaled is None or scaled[0] != picture.cacheKey():
            scaled = (picture.cacheKey(), picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
            self._scaled[name, width] = scaled
        return scaled[1]

    def _sketch(self, scene: value.Scene, width: int) -> QPixmap | None:
        """Return a sketch of a scene, once it is drawn; slides have none."""
        if scene.view is None or scene.kind != "map" or not self._may_sketch:
            return None
        shown = self._scenes.session.scene
        wanted, name = (scene.view, shown.theme), f"sketch/{scene.id}"
        known = self._sketches.get(scene.id)
        if known is None or known[0] != wanted:
            self._sketches[scene.id] = (wanted, known[1] if known else None)
            atlas = self._scenes.session.atlas
            sketch = sketch_of(atlas, scene_from(known_part(atlas, scene.view), shown))

            def show(picture: QImage) -> None:
                self._sketches[scene.id] = (wanted, QPixmap.fromImage(picture))
                self.made.emit(scene.id)

            self._lane.run(lambda: drawn(sketch, SIZE), show, _note)
        return self._scaled_to(name, known[1], width) if known and known[1] else None

    def _begin_sketching(self) -> None:
        """Sketch once the map is drawn: a start has no time for it, nor for what colours countries (numpy)."""

        def begin(_: object) -> None:
            self._may_sketch = True
            for scene in self._scenes.document.briefing.scenes:
                self.made.emit(scene.id)

        self._lane.run(lambda: import_module("jenkspy"), begin, begin)

    def _begin_anew(self) -> None:
        """Forget the pictures of another document, and those that no scene of this one has."""
        document = self._scenes.document
        for known in (self._taken_of, self._ready, self._scaled, self._sketches, self._unpacking):
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
        if scene is None or shown is None or not shiboken6.isValid(shown.view):
            return  # the page was taken down: the program ends
        if shown.streets.is_on:
            return  # a document's pictures hold nothing that came from the internet
        if not shown.is_at_rest or not shown.view.isVisible():
            return
        picture = shown.view.grab().toImage()
        name, look, document = still_name(scene), _look(scene), self._scenes.document
        self._taken_of[scene.id] = look
        briefing = document.briefing

        def keep(data: bytes) -> None:
            if document.briefing is briefing or any(one.id == scene.id for one in document.briefing.scenes):
                document.media[name] = data
                self.made.emit(scene.id)

        at = scene.view.overlays.title_at if scene.view and scene.kind == "map" else "middle"
        share = 0.0 if at.startswith("bottom") else 1.0 if at.startswith("top") else 0.5
        run_in_background(lambda: packed(picture, share), keep, _note, self)

    def _unpack(self, scene: str, name: str, data: bytes) -> None:
        if name in self._unpacking:
            return
        self._unpacking.add(name)

        def show(picture: QImage) -> None:
            self._unpacking.discard(name)
            self._ready[name] = (data, QPixmap.fromImage(picture))
            self.made.emit(scene)

        run_in_background(lambda: unpacked(data), show, _note, self)


def packed(picture: QImage, share: float = 0.5) -> bytes:
    """Return a part of a picture as a small PNG, 16:9; of what is cut off, ``share`` goes at the top.

    What is cut off is where the scene's title stands, so that no half of it is seen.
    """
    small = picture.copy(_part(picture, share)).convertToFormat(QImage.Format.Format_RGB32)
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
    return picture.copy(_part(picture, 0.5)).scaledToWidth(SIZE.width(), Qt.TransformationMode.SmoothTransformation)


def _part(picture: QImage, share: float) -> QRect:
    """Return the largest part of a picture that is 16:9."""
    cut = QSize(SIZE)
    cut.scale(picture.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (picture.width() - cut.width()) // 2, round((picture.height() - cut.height()) * share)
    return QRect(left, top, cut.width(), cut.height())


def _look(scene: value.Scene) -> tuple[object, ...]:
    """Return what decides how a scene looks."""
    return scene.kind, scene.title, scene.caption, scene.view


def _note(error: Exception) -> None:
    log.warning("A scene's picture was not made: %s", error)
