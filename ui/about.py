"""What this program is, what it is made from, and whose data it shows."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QSplitter, QTabWidget, QWidget

from data.atlas import Atlas
from data.sources import Source
from data.texts import N_, Texts
from data.version import NAME, VERSION
from ui.background import run_in_background
from ui.credits import Package, packages, versions
from ui.page_browser import PageBrowser
from ui.sheet import Sheet
from ui.web_address import ask_to_open

BORDERS = (
    N_(
        "Borders follow Natural Earth 5.1.1 in its German point of view. Disputed and unsettled lines are dashed. "
        "Drawing a border is no statement on its legal status. The front lines of the war in Ukraine are not drawn."
    ),
    N_(
        "In this point of view Crimea is drawn as Ukraine, Abkhazia and South Ossetia as Georgia, Baikonur as "
        "Kazakhstan (it is leased to Russia), northern Cyprus as Cyprus and Somaliland as Somalia; Kosovo and Taiwan "
        "are features of their own; Gilgit-Baltistan and Azad Kashmir are drawn as Pakistan, the Siachen area, Jammu, "
        "Kashmir and Ladakh as India, Aksai Chin as China, the southern Kurils (Northern Territories) as Russia."
    ),
)
"""How borders are drawn; data/files/SOURCES.md says more."""
LICENCES = {
    "public domain": N_("public domain"),
    "cited": N_("cited"),
    "own": N_("our own work"),
    "own work": N_("our own work"),
}
"""Licences that are words; all others are names."""
PACKAGE = Qt.ItemDataRole.UserRole


class About(Sheet):
    """Name and versions, licences, data."""

    def __init__(self, atlas: Atlas, texts: Texts, parent: QWidget | None = None) -> None:
        """Write the pages in a language; the licences are read in the background."""
        super().__init__(texts("About Caspian Atlas"), texts, parent)
        self._texts = texts
        self.page = self._page(texts("About Caspian Atlas"), _program(texts))
        self.data = self._page(texts("Data"), _data(atlas, texts))
        self.list = QListWidget()
        self.list.setAccessibleName(texts("Licences"))
        self.list.currentItemChanged.connect(self._on_package)
        self.licence = QPlainTextEdit(readOnly=True)
        self.licence.setAccessibleName(texts("The licence's words"))
        licences = QSplitter(Qt.Orientation.Vertical)
        licences.setChildrenCollapsible(False)
        licences.addWidget(self.list)
        licences.addWidget(self.licence)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(texts("About Caspian Atlas"))
        self.tabs.addTab(self.page, texts("Program"))
        self.tabs.addTab(licences, texts("Licences"))
        self.tabs.addTab(self.data, texts("Data"))
        self.add(self.tabs, stretch=1)
        self.resize(560, 560)
        run_in_background(packages, self._show_packages, self._on_failed, self)

    def _page(self, name: str, text: str) -> PageBrowser:
        page = PageBrowser("sourceList")
        page.setAccessibleName(name)
        page.show_page(text, from_top=True)
        page.anchorClicked.connect(lambda url: ask_to_open(self, url.toString(), self._texts))
        return page

    def _show_packages(self, found: list[Package]) -> None:
        for package in found:
            item = QListWidgetItem(f"{package.name} {package.version} · {package.licence}")
            item.setData(PACKAGE, package)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _on_failed(self, error: Exception) -> None:
        self.licence.setPlainText(str(error))

    def _on_package(self, item: QListWidgetItem | None) -> None:
        package = item.data(PACKAGE) if item else None
        if isinstance(package, Package):
            told = self._texts("The package does not bring the words of its licence ({name}).", name=package.licence)
            self.licence.setPlainText(package.text or told)


def _program(texts: Texts) -> str:
    (_, _), *rest = versions()
    made = [f"{name} {version}" for name, version in rest]
    parts = [
        f'<h2 style="margin:0">{escape(NAME)} {escape(VERSION)}</h2>',
        f"<p>{escape(texts('A map explorer for briefings on Central Asia. It needs no network.'))}</p>",
        f"<p>{escape(texts('Every figure has a source; what is undated or not confirmed says so.'))}</p>",
        _section(texts("Versions"), made),
        _section(texts("Borders"), [texts(text) for text in BORDERS]),
    ]
    return "".join(parts)


def _data(atlas: Atlas, texts: Texts) -> str:
    """Return the sources of the facts, what was taken over first, then what is cited."""
    sources = sorted(atlas.sources.values(), key=lambda source: source.title.casefold())
    taken = [_line(source, texts) for source in sources if source.kind in ("dataset", "own")]
    cited = [_line(source, texts) for source in sources if source.kind not in ("dataset", "own")]
    return _rich(texts("Data sets"), taken) + _rich(texts("Cited works"), cited)


def _line(source: Source, texts: Texts) -> str:
    words = f"{escape(source.title)} · {escape(texts(LICENCES.get(source.licence, source.licence)))}"
    return f'{words} · <a href="{escape(source.url)}">{escape(_host(source.url))}</a>' if source.url else words


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")


def _section(title: str, lines: list[str]) -> str:
    return _rich(title, [escape(line) for line in lines])


def _rich(title: str, lines: list[str]) -> str:
    items = "".join(f'<p style="margin:3px 0">{line}</p>' for line in lines)
    return f'<h4 style="margin:14px 0 4px 0">{escape(title)}</h4>{items}'
