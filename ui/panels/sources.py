"""The sources of what is visible, numbered as in the cards and in the map's footnotes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from data import formats
from data.sources import Source
from data.texts import Texts
from maps.cards import SourceLine
from maps.scene import Scene
from ui.card_page import CardPage
from ui.page_browser import PageBrowser
from ui.session import Session
from ui.theme import THEMES


class SourcesPanel(QWidget):
    """The list of sources."""

    def __init__(self, session: Session, texts: Texts, parent: QWidget | None = None) -> None:
        """Make an empty list; ``show_scene`` fills it."""
        super().__init__(parent)
        self._session = session
        self._texts = texts
        self._numbers: dict[str, int] = {}
        self.page = PageBrowser("sourceList")
        self.setFocusProxy(self.page)
        self.page.anchorClicked.connect(self._follow)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)
        self.retext(texts)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.page.setAccessibleName(texts("Sources"))
        self._refresh()

    def show_scene(self, scene: Scene, numbers: dict[str, int]) -> None:
        """Follow the scene; ``numbers`` are the sources' numbers on screen."""
        del scene
        self._numbers = numbers
        self._refresh()

    def lines(self) -> list[SourceLine]:
        """Return the sources on show in the order of their numbers."""
        sources = self._session.atlas.sources
        return [self._line(number, sources[name]) for name, number in self._numbers.items()]

    def go_to(self, number: int) -> None:
        """Bring a source into sight."""
        self.page.go_to_text(f"[{number}] ")

    def ask_to_open(self, url: str) -> None:
        """Ask before a web address is opened in the browser: a briefing should not leave the screen by accident."""
        texts = self._texts
        box = QMessageBox(QMessageBox.Icon.Question, texts("Open a web page"), url, parent=self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText(texts("Open this address in the web browser? It needs a connection to the internet."))
        accept = box.addButton(texts("Open"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(texts("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        if box.clickedButton() is accept:
            QDesktopServices.openUrl(QUrl(url))

    def _line(self, number: int, source: Source) -> SourceLine:
        texts = self._texts
        date = formats.date(source.date, texts.language) if source.date else texts("undated")
        return SourceLine(number, source.id, source.title, date, source.licence, source.url)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Write the list when it comes into sight: it is long, and seldom looked at."""
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        page = CardPage(self._texts, THEMES[self._session.scene.theme])
        self.page.show_page(page.write_sources(self.lines()), from_top=False)

    def _follow(self, url: QUrl) -> None:
        number = int(url.toString().removeprefix("source:"))
        for line in self.lines():
            if line.number == number and line.url and line.url.startswith(("https://", "http://")):
                self.ask_to_open(line.url)
