"""The studio: a map of its own, out of sight, on which scenes are staged to be grabbed, asked and printed.

Every request is answered later, by a callback, so that the window lives on. A picture counts only when the page shows
the sign that was ordered with it: no frame of before can be taken for it. What does not come in time has failed.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QMarginsF, QObject, QPoint, QRect, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter

from data.texts import N_
from data.tiles import Tiles
from maps.cache import Prepared
from maps.exports.show import ExportShow
from maps.scene import HOME, Scene
from ui.exports.job import Ask, Frame, Grab, Print, Request, SceneFailedError, Send, Stage
from ui.exports.staged import scene_of
from ui.map.view import MapView
from ui.session import Session

log = logging.getLogger(__name__)

ANSWER_MS = 60_000
"""A scene that is not drawn by then has failed."""
BEAT_MS = 10_000
"""A large picture may keep the page longer from answering than a map on the screen may be kept."""
SIGN_PX = 4
"""The strip below the map (studio.css)."""
FULL_PX = 9_000_000
"""A page that drew scenes of so many pixels in all makes room for a fresh one."""
LARGEST_RATIO = 5.0
"""Chromium silently takes no larger factor."""
PIECE_PX = 2_200_000
"""So many pixels are grabbed before the window gets its turn."""
LOOK_MS = 12
"""Between two looks for the sign."""
PX_PER_MM = 96 / 25.4

NOT_DRAWN = N_("the map did not come to rest in time")
PAGE_DIED = N_("the map's page ended")
PAGE_FAULT = N_("the map's page reported a fault")
NOT_PRINTED = N_("the page could not be printed")

Done = Callable[[Any], None]
Failed = Callable[[Exception], None]


class Studio(QObject):
    """Answers the requests of one export, one after another. ``close`` when done."""

    def __init__(self, show: ExportShow, prepared: Prepared, parent: QObject | None = None) -> None:
        """Prepare; the page comes with the first scene, at its ratio."""
        super().__init__(parent)
        self.show = show
        self._prepared = prepared
        self._view: MapView | None = None
        self._session: Session | None = None
        self._frame = Frame(1280, 720)
        self._is_printing = False
        self._drawn_px = 0
        self._number = 0
        self._awaited: dict[str, Done] = {}
        self._failed: Failed | None = None
        self._timer = QTimer(self, singleShot=True, interval=ANSWER_MS)
        self._timer.timeout.connect(lambda: self._fail(NOT_DRAWN))

    def answer(self, request: Request, done: Done, failed: Failed) -> None:
        """Answer a request by a callback; only one is under way at a time."""
        self._failed = failed
        self._timer.start()
        finish = self._finishing(done)
        match request:
            case Stage():
                self._stage(request, finish)
            case Send():
                self._need().send(request.command)
                self._pose(lambda _: finish(None))
            case Grab():
                self._grab(finish)
            case Ask():
                self._ask(request.script, finish)
            case Print():
                self._print(request, finish)
            case _:
                raise TypeError(f"the studio does not answer {request!r}")

    def close(self) -> None:
        """Take the page down."""
        self._timer.stop()
        self._awaited.clear()
        self._failed = None
        if self._view:
            self._view.close_page()
            self._view.deleteLater()
            self._view = self._session = None

    # Staging

    def _stage(self, request: Stage, done: Done) -> None:
        scene = scene_of(self.show, request.shot, request.overlays, request.theme, request.look)
        if self._view is None or self._is_worn(request):
            self._open(request, scene, lambda _: self._staged(request, scene, done))
        else:
            self._staged(request, scene, done)

    def _is_worn(self, request: Stage) -> bool:
        """Tell whether a fresh page is needed: for another ratio or purpose, or since pages keep all tiles drawn."""
        width, height = self.pixels(request.frame)
        self._drawn_px += width * height
        is_full = self._drawn_px > FULL_PX and not request.duration_ms
        return is_full or request.frame.ratio != self._frame.ratio or request.is_printed != self._is_printing

    def _open(self, request: Stage, scene: Scene, done: Done) -> None:
        """Load a page at a ratio: one that is set later leaves pictures blurred."""
        if self._view:
            self._view.close_page()
            self._view.deleteLater()
        self._frame, self._is_printing, self._drawn_px = request.frame, request.is_printed, 0
        self._session = Session(self.show.atlas, scene.with_camera(HOME), self)
        view = self._view = MapView(self._session, Tiles())
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        view.jumps = True
        view.web.handler.gives_jpeg = request.is_printed
        view.watchdog.set_beat(BEAT_MS)
        view.watchdog.restart.disconnect()
        self._resize(request.frame)
        view.page_failed.connect(lambda text: self._fail(PAGE_FAULT))
        view.web.page.renderProcessTerminated.connect(lambda *_: self._fail(PAGE_DIED))
        view.web.page.titleChanged.connect(self._hear)
        view.ready.connect(lambda: self._enter(done), Qt.ConnectionType.SingleShotConnection)
        view.show()
        view.serve(self._prepared)

    def _enter(self, done: Done) -> None:
        self._run(f"atlas.studio.enter({json.dumps(self._is_printing)}, {self._sign})")
        done(None)

    def _resize(self, frame: Frame) -> None:
        view = self._need()
        device = view.devicePixelRatioF()
        factor = frame.ratio / device
        if factor > LARGEST_RATIO:
            raise ValueError(f"a ratio of {frame.ratio} is silently ignored: lay the page out larger")
        self._frame = frame
        width, height = self.pixels(frame)
        sign = round(self._sign * frame.ratio)
        view.resize(round(width / device), round((height + sign) / device))
        view.view.setZoomFactor(factor)

    @property
    def _sign(self) -> float:
        """The height of the strip below the map, in pixels of the page: at least so many of the picture."""
        return 0.0 if self._is_printing else SIGN_PX * max(1.0, 1 / self._frame.ratio)

    @staticmethod
    def pixels(frame: Frame) -> tuple[int, int]:
        """Return the size of a frame's picture."""
        return round(frame.width * frame.ratio), round(frame.height * frame.ratio)

    def _staged(self, request: Stage, scene: Scene, done: Done) -> None:
        view, session = self._need(), self._session
        assert session is not None  # noqa: S101  made with the view
        if request.frame != self._frame:
            self._resize(request.frame)
        view.jumps = not request.duration_ms
        session.show(scene)
        if request.duration_ms:
            done(session.scene)
        else:
            self._pose(lambda _: done(session.scene))

    # Waiting for the page

    def _pose(self, done: Done) -> None:
        """Order a new sign; go on when the page says that everything is drawn and the sign set."""
        self._number += 1
        frame = self._frame
        self._awaited[f"posed {self._number}"] = done
        self._run(f"atlas.studio.pose({self._number}, {frame.width}, {frame.height + self._sign})")

    def _ask(self, script: str, done: Done) -> None:
        self._number += 1
        self._awaited[f"answered {self._number}"] = lambda _: self._need().web.page.runJavaScript(
            "JSON.stringify(atlas.studio.answer)", 0, lambda text: done(json.loads(text) if text else None)
        )
        self._awaited[f"refused {self._number}"] = lambda _: self._fail(PAGE_FAULT)
        self._run(f"atlas.studio.hear({self._number}, (() => ({script}))())")

    def _run(self, script: str) -> None:
        """Run a script; a fault in it is told like any other of the page."""
        self._need().web.page.runJavaScript(f"try {{ {script} }} catch (error) {{ atlas.fail(error) }}")

    def _hear(self, title: str) -> None:
        if title in self._awaited:
            done = self._awaited.pop(title)
            self._awaited.clear()
            done(None)

    # Pictures

    def _grab(self, done: Done) -> None:
        """Look for the sign, then take the picture in pieces, then see that the sign is still the same."""
        self._pose(lambda _: self._look(lambda: self._take(done)))

    def _look(self, found: Callable[[], None]) -> None:
        if self._view is None or self._failed is None:
            return
        if self._is_signed():
            found()
        else:
            QTimer.singleShot(LOOK_MS, self, lambda: self._look(found))

    def _is_signed(self) -> bool:
        """Tell whether the strip below the map has the colour of the last order."""
        view = self._need()
        at = QRect(8, view.height() - 2, 2, 1)
        colour = view.view.grab(at).toImage().pixelColor(0, 0)
        return bool(colour.rgb() == (QColor(0, 0, 0).rgb() | self._number))

    def _take(self, done: Done) -> None:
        width, height = self.pixels(self._frame)
        picture = QImage(width, height, QImage.Format.Format_RGB32)
        rows = max(1, PIECE_PX // width)
        self._piece(picture, 0, rows, done)

    def _piece(self, picture: QImage, top: int, rows: int, done: Done) -> None:
        if self._view is None or self._failed is None:
            return
        device = self._view.devicePixelRatioF()
        part = QRect(0, round(top / device), self._view.width(), round(min(rows, picture.height() - top) / device))
        grabbed = self._view.view.grab(part).toImage()
        grabbed.setDevicePixelRatio(1.0)
        painter = QPainter(picture)
        painter.drawImage(QPoint(0, top), grabbed)
        painter.end()
        if top + rows < picture.height():
            QTimer.singleShot(0, self, lambda: self._piece(picture, top + rows, rows, done))
        elif self._is_signed():
            done(picture)
        else:
            self._fail(NOT_DRAWN)

    def _print(self, request: Print, done: Done) -> None:
        size = QPageSize(QSizeF(request.width_mm, request.height_mm), QPageSize.Unit.Millimeter, "page")
        margin = request.margin_mm
        margins = QMarginsF(margin, margin, margin, margin)
        layout = QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)

        def printed(data: QByteArray) -> None:
            content = bytes(data.data())
            if content.startswith(b"%PDF"):
                done(content)
            else:
                self._fail(NOT_PRINTED)

        self._need().web.page.printToPdf(printed, layout)

    # Inside

    def _need(self) -> MapView:
        if self._view is None:
            raise SceneFailedError(self.show.texts(PAGE_DIED))
        return self._view

    def _finishing(self, done: Done) -> Done:
        def finish(value: Any) -> None:
            if self._failed is not None:
                self._timer.stop()
                self._failed = None
                done(value)

        return finish

    def _fail(self, reason: str) -> None:
        """End the request under way; the next one gets a fresh page."""
        failed, self._failed = self._failed, None
        self._timer.stop()
        self._awaited.clear()
        if failed is None:
            return
        log.error("Export: %s.", reason)
        if self._view:
            self._view.hide()
            QTimer.singleShot(0, self._view, self._view.close_page)
            self._view.deleteLater()
            self._view = self._session = None
        failed(SceneFailedError(self.show.texts(reason)))
