"""Serves the page under its own scheme: a whitelist of files, the tiles, and what was prepared.

Nothing else exists for the page: no file system, no network.
"""

from __future__ import annotations

import logging
import mimetypes
from pathlib import Path

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlScheme, QWebEngineUrlSchemeHandler

from data.tiles import Tiles
from maps.address import CSP, SCHEME, static_files
from maps.cache import Prepared
from maps.online import spot_of
from ui.map.online import StreetTiles

log = logging.getLogger(__name__)

TILE_PX = 256
MARGIN_PX = 2
JPEG_QUALITY = 90


def register_scheme() -> None:
    """Make the scheme known; must happen before the application object exists."""
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(
        flag.SecureScheme | flag.LocalScheme | flag.LocalAccessAllowed | flag.CorsEnabled | flag.FetchApiAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)


class SchemeHandler(QWebEngineUrlSchemeHandler):
    """Answers the page's requests. Those that come before ``serve`` wait for it."""

    def __init__(self, tiles: Tiles) -> None:
        """Serve tiles and static files at once, the page itself after ``serve``."""
        super().__init__()
        self._tiles = tiles
        self._static = static_files()
        self._prepared: dict[str, tuple[bytes, str]] | None = None
        self._waiting: list[QWebEngineUrlRequestJob] = []
        self.refused: list[str] = []
        self.streets: StreetTiles | None = None
        """Where street tiles come from; None for a page that may have none."""

    def serve(self, prepared: Prepared) -> None:
        """Serve this page from now on."""
        self._prepared = {
            "index.html": (prepared.html.encode(), "text/html; charset=utf-8"),
            "map.js": (prepared.script.encode(), "text/javascript; charset=utf-8"),
            "drawing.json": (prepared.drawing.encode(), "application/json; charset=utf-8"),
        }
        waiting, self._waiting = self._waiting, []
        for job in waiting:
            if shiboken6.isValid(job):
                self.requestStarted(job)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802  Qt's name
        """Answer a request, or refuse it."""
        path = job.requestUrl().path().lstrip("/")
        if path in ("", "index.html", "map.js", "drawing.json"):
            if self._prepared is None:
                self._waiting.append(job)
            else:
                self._reply(job, *self._prepared[path or "index.html"])
        elif path == "qwebchannel.js":
            self._reply(job, _resource(":/qtwebchannel/qwebchannel.js"), "text/javascript")
        elif path.startswith("tiles/"):
            self._reply_tile(job, path)
        elif path.startswith("online/"):
            self._reply_street(job, path)
        elif path in self._static:
            self._reply_file(job, self._static[path])
        else:
            self._refuse(job, path)

    def _reply_file(self, job: QWebEngineUrlRequestJob, file: Path) -> None:
        try:
            content = file.read_bytes()
        except OSError as error:
            log.error("The page's file %s cannot be read: %s", file.name, error)
            self._refuse(job, file.name)
            return
        self._reply(job, content, mimetypes.guess_type(file.name)[0] or "application/octet-stream")

    def _reply_tile(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        try:
            zoom, column, row = (int(part) for part in path.removeprefix("tiles/").removesuffix(".webp").split("/"))
            column %= 1 << zoom
            picture = self._tiles.tile(zoom, column, row)
            if picture:
                self._reply(job, picture, "image/webp")
                return
            up = self._tiles.levels_up(zoom, column, row)
        except (ValueError, OverflowError):
            up = None
        if up:
            self._reply(job, scaled_tile(self._tiles, zoom, column, row, up), "image/jpeg")
        else:
            self._refuse(job, path)

    def _reply_street(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        """Let a street tile be fetched; it is answered later. That none comes is no fault of the page."""
        spot = spot_of(path)
        if self.streets is None or spot is None:
            self._refuse(job, path)
            return

        def answer(content: bytes | None) -> None:
            if not shiboken6.isValid(job):
                return
            if content:
                self._reply(job, content, "image/png")
            else:
                job.fail(QWebEngineUrlRequestJob.Error.RequestAborted)

        self.streets.fetch(spot, answer, lambda: shiboken6.isValid(job))

    def _reply(self, job: QWebEngineUrlRequestJob, content: bytes, kind: str) -> None:
        # A bare QByteArray as value would be sent letter by letter and the policy be off: the list matters.
        policy = {QByteArray(b"Content-Security-Policy"): [QByteArray(CSP.encode())]}
        job.setAdditionalResponseHeaders(policy)  # type: ignore[arg-type]
        buffer = QBuffer(job)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(kind.encode()), buffer)

    def _refuse(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        self.refused.append(path)
        log.warning("The page asked for %s, which is not served.", path)
        job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


def scaled_tile(tiles: Tiles, zoom: int, column: int, row: int, up: int) -> bytes:
    """Return a missing tile scaled from the one ``up`` levels coarser, as a JPEG of full tile size.

    A few pixels of the neighbours go into the scaling, so that no seam shows between tiles.
    """
    size = max(TILE_PX >> up, 1)
    left, top = (column * size) % TILE_PX, (row * size) % TILE_PX
    canvas = QImage(size + 2 * MARGIN_PX, size + 2 * MARGIN_PX, QImage.Format.Format_RGB32)
    painter = QPainter(canvas)
    across = 1 << (zoom - up)
    for dx in (0, -1, 1):
        for dy in (0, -1, 1):
            at = QRect(dx * TILE_PX - left + MARGIN_PX, dy * TILE_PX - top + MARGIN_PX, TILE_PX, TILE_PX)
            if at.intersects(canvas.rect()):
                picture = tiles.tile(zoom - up, ((column >> up) + dx) % across, (row >> up) + dy)
                if picture:
                    painter.drawImage(at, QImage.fromData(picture))
    painter.end()
    factor = TILE_PX // size
    full = canvas.width() * factor
    scaled = canvas.scaled(full, full, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    cut = scaled.copy(QRect(MARGIN_PX * factor, MARGIN_PX * factor, TILE_PX, TILE_PX))
    return as_jpeg(cut)


def as_jpeg(picture: QImage) -> bytes:
    """Return a picture as a JPEG: of a relief, a fifth of a PNG's size."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "JPEG", JPEG_QUALITY)  # type: ignore[call-overload] # the stubs want bytes, the library a str
    return bytes(buffer.data().data())


def _resource(name: str) -> bytes:
    """Return the content of a file inside Qt's resources."""
    file = QFile(name)
    file.open(QIODevice.OpenModeFlag.ReadOnly)
    return bytes(file.readAll().data())
