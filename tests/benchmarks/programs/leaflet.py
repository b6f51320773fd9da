"""Plain Leaflet as anybody would write it, with the same tiles and the same items: the measure for frames.

Arguments: the file of the program's drawing and, to count frames, ``frames``.
"""

from __future__ import annotations

import mimetypes
import sys
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from data.tiles import Tiles
from tests.benchmarks.child import MAP, WINDOW, is_map, tell, tell_drawn, when_seen

SCHEME = "plain"
PAGE = Path(__file__).parent.parent / "page"


class Files(QWebEngineUrlSchemeHandler):
    """Serves the page, Leaflet, the drawing and the tiles."""

    def __init__(self, drawing: Path) -> None:
        super().__init__()
        self._tiles = Tiles()
        spec = find_spec("js_lib_leaflet")
        assert spec
        assert spec.submodule_search_locations
        leaflet = Path(next(iter(spec.submodule_search_locations))) / "static" / "js_lib_leaflet"
        self._files = {name: PAGE / name for name in ("plain.html", "plain.js")}
        self._files |= {name: leaflet / name for name in ("leaflet.js", "leaflet.css")}
        self._files["drawing.json"] = drawing

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802  Qt's name
        """Answer a request, or refuse it."""
        path = job.requestUrl().path().lstrip("/")
        if path.startswith("tiles/"):
            zoom, column, row = (int(part) for part in path.split("/")[1:])
            content = self._tiles.tile(zoom, column % (1 << zoom), row)
            kind = "image/webp"
        else:
            file = self._files.get(path)
            content = file.read_bytes() if file else None
            kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        if content is None:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        buffer = QBuffer(job)
        buffer.setData(QByteArray(content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(QByteArray(kind.encode()), buffer)


def main(arguments: list[str]) -> int:
    """Show the map; tell when it is seen, then its frames if they are asked for."""
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.LocalScheme | flag.LocalAccessAllowed | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)
    application = QApplication(["leaflet"])
    counts_frames = "frames" in arguments
    profile = QWebEngineProfile()
    files = Files(Path(arguments[0]))
    profile.installUrlSchemeHandler(SCHEME.encode(), files)
    page = QWebEnginePage(profile)
    view = QWebEngineView(page)
    view.resize(*(MAP if counts_frames else WINDOW))

    def seen() -> None:
        if counts_frames:
            _count_frames(page)
        else:
            tell_drawn()

    def titled(title: str) -> None:
        if title == "drawn":
            when_seen(view, is_map, seen, view)

    page.titleChanged.connect(titled)
    page.load(QUrl(f"{SCHEME}://app/plain.html"))
    view.show()
    return application.exec()


def _count_frames(page: QWebEnginePage) -> None:
    from tests.benchmarks.motions import Motions

    motions = Motions(page, "map")
    flights = motions.flights(lambda area: motions.run(f"flyTo({list(area)})"))
    tell(flight=flights, pan=motions.pan(), redraw=motions.redraw("redraw"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
