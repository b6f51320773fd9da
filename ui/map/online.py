"""Fetches street tiles for the maps while they are wanted, by the rules of the service (``maps/online.py``).

The page has no network: it asks the program's scheme, and what is fetched here is looked at before it is handed over.
Where nothing comes, the built-in map is in sight, and that is said once.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QDateTime, QObject, QTimer, QUrl, Signal

from maps import online
from maps.commands import ShowStreets
from maps.online import Spot

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkAccessManager, QNetworkDiskCache, QNetworkReply

    from ui.map.scheme import SchemeHandler

log = logging.getLogger(__name__)

Answer = Callable[[bytes | None], None]


@dataclass(slots=True)
class _Wish:
    """A tile that a page waits for; it may have gone elsewhere since."""

    url: QUrl
    answer: Answer
    is_wanted: Callable[[], bool]


class StreetTiles(QObject):
    """The street tiles of the program, on or off; one for all its maps, so that the limits hold for them together."""

    switched = Signal(bool)
    """They are wanted, or no longer."""
    lost = Signal()
    """The service cannot be had. Said once, until it could be had again."""
    retried = Signal()
    """What did not come may be asked for again."""

    def __init__(
        self,
        folder: Path,
        parent: QObject | None = None,
        *,
        template: str = online.TEMPLATE,
        timeout_ms: int = online.TIMEOUT_MS,
    ) -> None:
        """Fetch nothing until ``set_on``; tiles are kept in ``folder``. A test has a service of its own."""
        super().__init__(parent)
        self._folder = folder
        self._template = template
        self._timeout_ms = timeout_ms
        self._network: QNetworkAccessManager | None = None
        self._queue: deque[_Wish] = deque()
        self._under_way: dict[str, list[_Wish]] = {}
        self.is_on = False
        self.is_lost = False
        """Whether the service could not be had the last time it was asked."""
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._end_rest)

    def set_on(self, on: bool) -> None:
        """Show them, or show them no longer."""
        if on == self.is_on:
            return
        self.is_on, self.is_lost = on, False
        self._rest.stop()
        if not on:
            self._drop()
        self.switched.emit(on)

    def close(self) -> None:
        """Be off for good, and take down what fetches: left to the interpreter, it may go in an order that crashes."""
        self.set_on(False)
        if self._network is not None:
            shiboken6.delete(self._network)
            self._network = None

    def fetch(self, spot: Spot, answer: Answer, is_wanted: Callable[[], bool]) -> None:
        """Answer with a tile, later, or with None; what is no longer wanted when its turn comes is not asked for."""
        if not self.is_on:
            answer(None)
            return
        self._queue.append(_Wish(QUrl(online.address(self._template, spot)), answer, is_wanted))
        self._go_on()

    # Inside

    def _go_on(self) -> None:
        while self._queue and len(self._under_way) < online.CONNECTIONS:
            wish = self._queue.popleft()
            if not wish.is_wanted():
                continue
            waiting = self._under_way.setdefault(wish.url.toString(), [])
            waiting.append(wish)
            if len(waiting) == 1:
                self._ask(wish.url)

    def _ask(self, url: QUrl) -> None:
        """Ask for a tile; while the service rests, only the disk is asked."""
        from PySide6.QtNetwork import QNetworkRequest

        kind = QNetworkRequest.Attribute
        load = QNetworkRequest.CacheLoadControl
        request = QNetworkRequest(url)
        request.setRawHeader(b"User-Agent", online.USER_AGENT.encode())
        request.setRawHeader(b"Accept", b"image/png")
        request.setRawHeader(b"Accept-Encoding", b"identity")
        policy = QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy
        request.setAttribute(kind.RedirectPolicyAttribute, policy)
        wanted = load.AlwaysCache if self._rest.isActive() else load.PreferCache
        request.setAttribute(kind.CacheLoadControlAttribute, wanted)
        no_cookies = kind.CookieLoadControlAttribute, kind.CookieSaveControlAttribute
        for own in (*no_cookies, kind.AuthenticationReuseAttribute):
            request.setAttribute(own, QNetworkRequest.LoadControl.Manual)
        connections = request.http1Configuration()
        connections.setNumberOfConnectionsPerHost(online.CONNECTIONS)
        request.setHttp1Configuration(connections)
        reply = self._manager().get(request)
        reply.downloadProgress.connect(self._weigh)  # no lambda: one that holds the reply crashes when it is collected
        deadline = QTimer(reply, singleShot=True, interval=self._timeout_ms)
        deadline.timeout.connect(reply.abort)
        deadline.start()

    def _weigh(self, got: int, of: int) -> None:
        """End what is too large for a tile, or says that it will be."""
        reply = self.sender()
        if max(got, of) > online.LARGEST_BYTES and reply is not None:
            reply.abort()  # type: ignore[attr-defined]  # a reply

    def _finish(self, reply: QNetworkReply) -> None:
        """Hand a tile over, or find out why there is none."""
        from PySide6.QtNetwork import QNetworkReply, QNetworkRequest

        url = reply.request().url()
        waiting = self._under_way.pop(url.toString(), [])
        reply.deleteLater()
        status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
        from_disk = bool(reply.attribute(QNetworkRequest.Attribute.SourceIsFromCacheAttribute))
        content = bytes(reply.readAll().data()) if reply.error() == QNetworkReply.NetworkError.NoError else b""
        if online.is_tile(content):
            if not from_disk:
                self._keep(url)
                self.is_lost = False
        else:
            if content:
                self._cache().remove(url)
            content = b""
            if not self._rest.isActive() and self.is_on and status != 404:
                log.info("No street tile: %s (%s).", reply.errorString() if reply.error() else "not a tile", status)
                self._lose(online.DENIED_RETRY_MS if status in (401, 403, 429) else online.RETRY_MS)
        for wish in waiting:
            wish.answer(content or None)
        self._go_on()

    def _lose(self, rest_ms: int) -> None:
        """Leave the service alone for a while."""
        self._rest.start(rest_ms)
        if not self.is_lost:
            self.is_lost = True
            self.lost.emit()

    def _end_rest(self) -> None:
        self.retried.emit()

    def _drop(self) -> None:
        """Answer all who wait that nothing comes; what is under way ends by itself."""
        waiting, self._queue = self._queue, deque()
        for wish in waiting:
            wish.answer(None)

    def _keep(self, url: QUrl) -> None:
        """Keep a tile for some days, even where the service allows less."""
        cache = self._cache()
        known = cache.metaData(url)
        least = QDateTime.currentDateTimeUtc().addDays(online.CACHE_DAYS)
        if known.isValid() and (not known.expirationDate().isValid() or known.expirationDate() < least):
            known.setExpirationDate(least)
            cache.updateMetaData(known)

    def _manager(self) -> QNetworkAccessManager:
        """Return what fetches, made when the first tile is asked for."""
        if self._network is None:
            from PySide6.QtNetwork import QNetworkAccessManager, QNetworkDiskCache

            self._network = QNetworkAccessManager(self)
            self._network.finished.connect(self._finish)
            cache = QNetworkDiskCache(self._network)
            cache.setCacheDirectory(str(self._folder))
            cache.setMaximumCacheSize(online.CACHE_BYTES)
            self._network.setCache(cache)
        return self._network

    def _cache(self) -> QNetworkDiskCache:
        from PySide6.QtNetwork import QNetworkDiskCache

        cache = self._manager().cache()
        assert isinstance(cache, QNetworkDiskCache)  # noqa: S101  set when it was made
        return cache


class Streets(QObject):
    """The street tiles of one map: tells its page whether to ask for them. A map that follows none never shows any."""

    told = Signal(object)
    """The command that shows or hides them."""

    def __init__(self, handler: SchemeHandler, parent: QObject | None = None) -> None:
        """Follow none yet."""
        super().__init__(parent)
        self._handler = handler
        self.tiles: StreetTiles | None = None
        self._attempt = 0

    @property
    def is_on(self) -> bool:
        """Whether the map may show street tiles now."""
        return self.tiles is not None and self.tiles.is_on

    def follow(self, tiles: StreetTiles | None) -> None:
        """Show these tiles whenever they are on."""
        if tiles is None or tiles is self.tiles:
            return
        self.tiles = self._handler.streets = tiles
        tiles.switched.connect(self.tell)
        tiles.retried.connect(self._retry)
        self.tell()

    def tell(self) -> None:
        """Tell the page, which may have just come."""
        if self.tiles is not None:
            credit = online.ATTRIBUTION, online.ATTRIBUTION_URL, online.LICENCE
            self.told.emit(ShowStreets(self.is_on, *credit, self._attempt))

    def _retry(self) -> None:
        self._attempt += 1
        self.tell()
