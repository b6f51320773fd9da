"""The studio: a map of its own, out of sight, on which scenes are staged to be grabbed, asked and printed.

Every request is answered later, by a callback, so that the window lives on. A picture counts only when the page shows
the sign that was ordered with it: no frame of before can be taken for it. What does not come in time has failed.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QMarginsF, QObject, QPoint, QRect, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter

from data.texts import N_
from data.tiles import Tiles
from maps.address import URL
from maps.cache import Prepared
from maps.exports.show import ExportShow
from maps.scene import HOME, Scene
from ui.exports.job import Ask, Clear, Frame, Grab, Print, Request, SceneFailedError, Send, Stage
from ui.exports.pane import LARGEST_RATIO, Pane
from ui.exports.staged import scene_of
from ui.map.view import MapView
from ui.session import Session

log = logging.getLogger(__name__)

ANSWER_MS = 60_000
"""A scene that is not drawn by then has failed."""
BEAT_MS = 10_000
"""A large picture may keep the page longer from answering than a map on the screen may be kept."""
FULL = {"picture": 6, "print": 4}
"""A page that drew so many scenes makes room for a fresh one: it keeps some of each. A film's page stays."""
PIECE_PX = 2_200_000
"""So many pixels of a film's frame are grabbed before the window gets its turn."""
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
        self._pane = Pane(Frame(1280, 720), "picture")
        self._drawn = 0
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
            case Clear():
                self._clear()
                finish(None)
            case _:
                raise TypeError(f"the studio does not answer {request!r}")

    def close(self) -> None:
        """Take the page down."""
        self._timer.stop()
        self._awaited.clear()
        self._failed = None
        self._clear()

    # Staging

    def _stage(self, request: Stage, done: Done) -> None:
        scene = scene_of(self.show, request.shot, request.overlays, request.theme, request.look)
        pane = Pane(request.frame, request.purpose)
        if self._view is None or self._is_worn(pane):
            self._open(pane, scene, lambda _: self._staged(pane, scene, done))
        else:
            self._staged(pane, scene, done)

    def _is_worn(self, pane: Pane) -> bool:
        """Tell whether a fresh page is needed: for another ratio or purpose, or since this one drew its share."""
        is_full = self._drawn >= FULL.get(pane.purpose, math.inf)
        return is_full or pane.frame.ratio != self._pane.frame.ratio or pane.purpose != self._pane.purpose

    def _open(self, pane: Pane, scene: Scene, done: Done) -> None:
        """Load a page at a ratio: one that is set later leaves pictures blurred."""
        self._clear()
        self._pane, self._drawn = pane, 0
        self._session = Session(self.show.atlas, scene.with_camera(HOME), self)
        view = self._view = MapView(self._session, Tiles(), address=f"{URL}#{pane.start}")
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        view.jumps = True
        view.watchdog.set_beat(BEAT_MS)
        view.watchdog.restart.disconnect()
        self._resize(pane)
        view.page_failed.connect(lambda text: self._fail(PAGE_FAULT))
        view.web.page.renderProcessTerminated.connect(lambda *_: self._fail(PAGE_DIED))
        view.web.page.titleChanged.connect(self._hear)
        view.ready.connect(lambda: self._enter(done), Qt.ConnectionType.SingleShotConnection)
        view.show()
        view.serve(self._prepared)

    def _clear(self) -> None:
        """Take the page down, with the session that it shows."""
        if self._view:
            self._view.close_page()
            self._view.deleteLater()
        if self._session:
            self._session.deleteLater()
        self._view = self._session = None

    def _enter(self, done: Done) -> None:
        """Go on when the map has its size: a camera is fitted to the size that the map has when it comes."""
        self._run(f"atlas.studio.enter({self._pane.sign})")
        self._pose(done)

    def _resize(self, pane: Pane) -> None:
        view = self._need()
        device = view.devicePixelRatioF()
        factor = pane.frame.ratio / device
        if factor > LARGEST_RATIO:
            raise ValueError(f"a ratio of {pane.frame.ratio} is silently ignored: lay the page out larger")
        self._pane = pane
        width, height = pane.pixels
        view.resize(round(width / device), round(height / device))
        view.view.setZoomFactor(factor)

    def _staged(self, pane: Pane, scene: Scene, done: Done) -> None:
        session = self._session
        assert session is not None  # noqa: S101  made with the view
        self._drawn += 1
        self._run("atlas.studio.tidy()")

        def show(_: Any) -> None:
            session.show(scene)
            self._pose(lambda _: done(session.scene))

        if pane == self._pane:
            show(None)
        else:  # as in _enter
            self._resize(pane)
            self._pose(show)

    # Waiting for the page

    def _pose(self, done: Done, top: int = 0) -> None:
        """Order a new sign; go on when the page says that everything from a row on is drawn and the sign set."""
        self._number += 1
        self._awaited[f"posed {self._number}"] = done
        pane = self._pane
        strip = json.dumps(pane.strip(top))
        self._run(f"atlas.studio.pose({self._number}, {pane.frame.width}, {pane.height}, {strip})")

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
        """Take the picture strip by strip: look for the sign, grab, and see that the sign is still the same."""
        self._strip(QImage(*self._pane.frame.pixels, QImage.Format.Format_RGB32), 0, done)

    def _strip(self, picture: QImage, top: int, done: Done) -> None:
        rows = self._pane.rows
        top = min(top, picture.height() - rows)

        def taken() -> None:
            if top + rows < picture.height():
                self._strip(picture, top + rows, done)
            else:
                done(picture)

        self._pose(lambda _: self._look(lambda: self._piece(picture, top, 0, taken)), top)

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

    def _piece(self, picture: QImage, top: int, row: int, done: Callable[[], None]) -> None:
        """Paint what the window shows from a row on into a picture, from ``top`` rows below its edge on."""
        if self._view is None or self._failed is None:
            return
        device = self._view.devicePixelRatioF()
        rows = min(max(1, PIECE_PX // picture.width()), self._pane.rows - row)
        part = QRect(0, round(row / device), self._view.width(), round(rows / device))
        grabbed = self._view.view.grab(part).toImage()
        grabbed.setDevicePixelRatio(1.0)
        painter = QPainter(picture)
        painter.drawImage(QPoint(0, top + row), grabbed)
        painter.end()
        if row + rows < self._pane.rows:
            QTimer.singleShot(0, self, lambda: self._piece(picture, top, row + rows, done))
        elif self._is_signed():
            done()
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
            QTimer.singleShot(0, self, self._clear)  # it may be the page's own word that led here
        failed(SceneFailedError(self.show.texts(reason)))
