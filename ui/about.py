"""What this program is, what it is made from, and whose data it shows."""

from __future__ import annotations

import platform
from html import escape
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtWidgets import QWidget

from data.atlas import Atlas
from data.texts import Texts
from data.version import NAME, VERSION
from ui.page_browser import PageBrowser
from ui.sheet import Sheet

PARTS = (
    ("PySide6", "LGPL-3.0"),
    ("folium", "MIT"),
    ("django-js-lib-leaflet", "BSD-2-Clause (Leaflet)"),
    ("shapely", "BSD-3-Clause"),
    ("geopy", "MIT"),
    ("Babel", "BSD-3-Clause"),
    ("platformdirs", "MIT"),
    ("fontpkg-noto-sans", "OFL-1.1 (Noto Sans)"),
    ("pylopdf-fonts-jp", "OFL-1.1 (Noto Sans JP)"),
)
"""The packages the program is built on, with the licence of what is used of each."""


class About(Sheet):
    """Name, versions, licences, data."""

    def __init__(self, atlas: Atlas, texts: Texts, parent: QWidget | None = None) -> None:
        """Write the page in a language."""
        super().__init__(texts("About Caspian Atlas"), texts, parent)
        self.page = PageBrowser("sourceList")
        self.page.setAccessibleName(texts("About Caspian Atlas"))
        self.page.show_page(_write(atlas, texts), from_top=True)
        self.add(self.page, stretch=1)
        self.resize(520, 560)


def _write(atlas: Atlas, texts: Texts) -> str:
    made = [f"{name} {_version(name)} · {licence}" for name, licence in PARTS]
    data = [
        f"{source.title} · {source.licence}" for source in atlas.sources.values() if source.kind in ("dataset", "own")
    ]
    parts = [
        f'<h2 style="margin:0">{escape(NAME)} {escape(VERSION)}</h2>',
        f"<p>{escape(texts('A map explorer for briefings on Central Asia. It needs no network.'))}</p>",
        f"<p>{escape(texts('Every figure has a source; what is undated or not confirmed says so.'))}</p>",
        _section(texts("Data"), data),
        _section(texts("Made with"), [f"Python {platform.python_version()} · PSF-2.0", *made]),
    ]
    return "".join(parts)


def _section(title: str, lines: list[str]) -> str:
    items = "".join(f'<p style="margin:3px 0">{escape(line)}</p>' for line in lines)
    return f'<h4 style="margin:14px 0 4px 0">{escape(title)}</h4>{items}'


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
