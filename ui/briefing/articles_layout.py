"""What the window of the articles is made of: list, text, citation, commands, and what it says."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from data.texts import N_, Texts
from ui.briefing.article_form import ArticleForm
from ui.briefing.article_text import ArticleText

COMMANDS = {
    "paste": (N_("Add from clipboard"), "Ctrl+Shift+V"),
    "from_file": (N_("Add from file…"), "Ctrl+O"),
    "excerpt": (N_("Excerpt"), "Ctrl+Shift+E"),
    "link": (N_("Link…"), "Ctrl+L"),
    "claim": (N_("Claim…"), ""),
    "delete": (N_("Delete the article"), ""),
    "save": (N_("Save"), "Ctrl+S"),
    "undo": (N_("Undo"), "Ctrl+Z"),
    "redo": (N_("Redo"), "Ctrl+Y"),
}


class ArticlesLayout(QWidget):
    """The window's parts; what they do is said elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        """Put the parts in place."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("articles")
        self.setAcceptDrops(True)
        self.resize(1080, 680)
        self.list = QListWidget()
        self.text = ArticleText()
        self.form = ArticleForm()
        for name, (_, key) in COMMANDS.items():
            action = QAction(self)
            keys = [QKeySequence(key)] if key else []
            action.setShortcuts([*keys, QKeySequence("Ctrl+Shift+Z")] if name == "redo" else keys)
            self.addAction(action)
            setattr(self, name, action)
        self.bar = QToolBar()
        for name in ("paste", "from_file", "excerpt", "link", "claim", "delete"):
            self.bar.addAction(getattr(self, name))
        self.lost, self.review = QLabel(), QPushButton()
        self.strip = QWidget()
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.lost, 1)
        row.addWidget(self.review)
        self.note = QLabel(wordWrap=True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.hide()
        self.hint = QLabel(wordWrap=True)
        self.hint.setProperty("role", "meta")
        self._lay_out()

    paste: QAction
    from_file: QAction
    excerpt: QAction
    link: QAction
    claim: QAction
    delete: QAction
    save: QAction
    undo: QAction
    redo: QAction

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.setWindowTitle(texts("Articles"))
        for name, (text, _) in COMMANDS.items():
            getattr(self, name).setText(texts(text))
        self.list.setAccessibleName(texts("Articles"))
        self.text.setAccessibleName(texts("Text of the article"))
        self.text.setPlaceholderText(texts("No article text is kept here. Paste the text to quote from it."))
        self.review.setText(texts("Review"))
        self.hint.setText(
            texts("Select sentences: Ctrl+Shift+E makes an excerpt. Select words in an excerpt: Ctrl+L links them.")
        )

    def show_list(self, titles: list[str], row: int) -> None:
        """List the articles, with one of them chosen."""
        self.list.blockSignals(True)
        if [self.list.item(at).text() for at in range(self.list.count())] != titles:
            self.list.clear()
            self.list.addItems(titles)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _open_menu(self, where: QPoint) -> None:
        """Offer what can be done with the text, in the language on show."""
        texts, text = self._texts, self.text
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.excerpt)
        menu.addAction(self.link)
        menu.addAction(self.claim)
        menu.addSeparator()
        for name, act in (
            (texts("Cut"), text.cut),
            (texts("Copy"), text.copy),
            (texts("Paste"), text.paste),
            (texts("Select all"), text.selectAll),
        ):
            menu.addAction(name).triggered.connect(lambda _=False, act=act: act())
        menu.popup(where)

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.strip, self.text, self.hint, self.note):
            column.addWidget(widget)
        side = QScrollArea(widgetResizable=True)
        side.setWidget(self.form)
        self.form.setContentsMargins(8, 4, 8, 8)
        parts = QSplitter()
        for widget, width in ((self.list, 200), (middle, 600), (side, 280)):
            parts.addWidget(widget)
            widget.resize(width, 600)
        parts.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.addWidget(self.bar)
        whole.addWidget(parts, 1)
