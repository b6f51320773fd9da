"""A text browser for our own pages: it loads nothing and opens nothing by itself."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QContextMenuEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget


class PageBrowser(QTextBrowser):
    """Shows a page; links are reported by ``anchorClicked`` only."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty page under an object name."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(10)
        self._page = ""

    def show_page(self, page: str, *, from_top: bool) -> None:
        """Show a page of rich text, from its top or where the reader is."""
        if page == self._page:
            return
        at = 0 if from_top else self.verticalScrollBar().value()
        self._page = page
        self.setHtml(page)
        self.verticalScrollBar().setValue(at)

    def go_to_text(self, text: str) -> None:
        """Bring the first place where a text stands into sight and mark it."""
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.find(text)

    def loadResource(self, _kind: int, _address: QUrl | str) -> object:  # noqa: N802  Qt's name
        """Load nothing: our pages are text."""
        return ""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """Show no menu: Qt's own would be in English whatever the language."""
        event.accept()
