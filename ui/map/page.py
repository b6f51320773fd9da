"""The web page's surroundings: a profile that keeps nothing and lets nothing leave the machine."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from data.tiles import Tiles
from maps.address import HOST, SCHEME
from ui.map.scheme import SchemeHandler

log = logging.getLogger(__name__)

ALLOWED = frozenset({SCHEME, "data", "blob"})
"""Schemes whose content never leaves or enters the machine."""


class Interceptor(QWebEngineUrlRequestInterceptor):
    """Blocks every request outside the page's own scheme and counts them."""

    def __init__(self, parent: QObject) -> None:
        """Start with nothing seen."""
        super().__init__(parent)
        self.seen: list[str] = []
        self.blocked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802  Qt's name
        """Let only the own scheme pass."""
        url = info.requestUrl()
        if url.scheme() in ALLOWED:
            self.seen.append(url.toString())
        else:
            self.blocked.append(url.toString())
            log.warning("Blocked a request to %s.", url.toDisplayString())
            info.block(True)


class Bridge(QObject):
    """The one object that the page sees: one slot, one signal, both carrying text."""

    sent = Signal(str)
    arrived = Signal(str)

    @Slot(str)
    def receive(self, text: str) -> None:
        """Take what the page says."""
        self.arrived.emit(text)


class MapPage(QWebEnginePage):
    """A page that goes nowhere, opens nothing, downloads nothing and is asked for no permission."""

    link_asked = Signal(QUrl)
    script_failed = Signal(str)

    def acceptNavigationRequest(  # noqa: N802  Qt's name
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Stay on the page; ask before an address is opened outside."""
        target = QUrl(url)
        if target.scheme() == SCHEME and target.host() == HOST:
            return True
        if target.scheme() in ("https", "http") and kind == QWebEnginePage.NavigationType.NavigationTypeLinkClicked:
            self.link_asked.emit(target)
        return False

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]  # noqa: N802
        """Open no window."""
        return None

    def javaScriptConsoleMessage(  # noqa: N802  Qt's name
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Put the page's console into the log; errors are also told."""
        if level == QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel:
            log.error("Page: %s (%s:%s)", message, source, line)
            self.script_failed.emit(message)
        else:
            log.info("Page: %s (%s:%s)", message, source, line)


class Web:
    """Profile, scheme handler, page and bridge, made and torn down together and in order."""

    def __init__(self, tiles: Tiles, parent: QObject) -> None:
        """Make all four."""
        self.profile = QWebEngineProfile(parent)
        self.handler = SchemeHandler(tiles)
        self.interceptor = Interceptor(self.profile)
        self.profile.installUrlSchemeHandler(SCHEME.encode(), self.handler)
        self.profile.setUrlRequestInterceptor(self.interceptor)
        self.profile.downloadRequested.connect(_refuse_download)
        self.page = MapPage(self.profile)
        self.page.permissionRequested.connect(_refuse_permission)
        self.bridge = Bridge()
        self.channel = QWebChannel()
        self.channel.registerObject("bridge", self.bridge)
        self.page.setWebChannel(self.channel)
        _close_doors(self.page.settings())


def _close_doors(settings: QWebEngineSettings) -> None:
    """Switch off everything that could reach files, the network or other windows."""
    attribute = QWebEngineSettings.WebAttribute
    for name in (
        attribute.LocalContentCanAccessFileUrls,
        attribute.LocalContentCanAccessRemoteUrls,
        attribute.JavascriptCanOpenWindows,
        attribute.JavascriptCanAccessClipboard,
        attribute.NavigateOnDropEnabled,
        attribute.PluginsEnabled,
        attribute.PdfViewerEnabled,
        attribute.ScreenCaptureEnabled,
        attribute.AllowRunningInsecureContent,
        attribute.HyperlinkAuditingEnabled,
        attribute.FullScreenSupportEnabled,
    ):
        settings.setAttribute(name, False)
    settings.setAttribute(attribute.ShowScrollBars, False)


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    request.cancel()


def _refuse_permission(permission: QWebEnginePermission) -> None:
    permission.deny()
