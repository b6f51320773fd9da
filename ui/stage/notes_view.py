"""The speaker's notes: Markdown with cues to fly to, larger or smaller, and edited where they stand."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from data.texts import Texts
from ui.briefing.words import Words
from ui.page_browser import PageBrowser
from ui.stage.cues import LINK, cue_at, with_links
from ui.stage.dress import COLOURS

SIZES_PX = (13, 15, 18, 22, 27, 33)
FIRST_SIZE = 2
PARAGRAPH_PX = 8
_FEATURES = QTextDocument.MarkdownFeature
MARKDOWN = QTextDocument.MarkdownFeature(_FEATURES.MarkdownDialectGitHub.value | _FEATURES.MarkdownNoHTML.value)


class NotesView(QFrame):
    """Shows notes; says which cue was pressed and what was written."""

    cue_pressed = Signal(str)
    """The name in a cue."""
    written = Signal(str)
    """The notes as they were edited."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self.setObjectName("consoleCard")
        self._notes = ""
        self._size = FIRST_SIZE
        self.head = QLabel()
        self.head.setProperty("role", "head")
        self.smaller, self.larger, self.edit = (QToolButton() for _ in range(3))
        self.smaller.setText("A−")
        self.larger.setText("A+")
        self.edit.setText("✎")
        self.edit.setCheckable(True)
        self.page = PageBrowser("notes")
        self.field = Words()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.page)
        self.stack.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.head, 1)
        for button in (self.smaller, self.larger, self.edit):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.smaller.clicked.connect(lambda: self.resize_text(-1))
        self.larger.clicked.connect(lambda: self.resize_text(1))
        self.edit.clicked.connect(lambda is_on: self.set_editing(is_on=is_on))
        self.page.anchorClicked.connect(self._on_anchor)
        self.field.settled.connect(self._on_settled)
        self.retext(texts)
        self.resize_text(0)

    @property
    def is_editing(self) -> bool:
        """Whether the notes are being written."""
        return self.stack.currentWidget() is self.field

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.head.setText(texts("NOTES"))
        for button, name in (
            (self.smaller, texts("Smaller notes")),
            (self.larger, texts("Larger notes")),
            (self.edit, texts("Edit the notes")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.page.setAccessibleName(texts("Notes"))
        self.field.setAccessibleName(texts("Notes"))
        self._write()

    def show_notes(self, notes: str) -> None:
        """Show a scene's notes, from their beginning if they are others; what is being written stays."""
        if notes != self._notes:
            self._notes = notes
            if self.is_editing:
                self.field.show_text(notes)
            self._write()

    def set_editing(self, *, is_on: bool) -> None:
        """Write the notes, or read them; what was written is handed over."""
        if is_on and not self.is_editing:
            self.field.show_text(self._notes)
            self.stack.setCurrentWidget(self.field)
            self.field.setFocus()
        elif not is_on and self.is_editing:
            self.field.flush()
            self.stack.setCurrentWidget(self.page)
            self._write()
        self.edit.setChecked(is_on)

    def flush(self) -> None:
        """Hand over what was typed, now: another scene comes."""
        if self.is_editing:
            self.field.flush()

    def resize_text(self, step: int) -> None:
        """Make the notes larger (1) or smaller (-1)."""
        self._size = max(0, min(self._size + step, len(SIZES_PX) - 1))
        self.smaller.setEnabled(self._size > 0)
        self.larger.setEnabled(self._size < len(SIZES_PX) - 1)
        font = QFont(self.font())
        font.setPixelSize(SIZES_PX[self._size])
        self.page.document().setDefaultFont(font)
        self.page.setStyleSheet(f"font-size: {SIZES_PX[self._size]}px;")
        self.field.setStyleSheet(f"font-size: {SIZES_PX[self._size]}px;")
        self._write()

    def _write(self) -> None:
        document = self.page.document()
        if self._notes.strip():
            document.setMarkdown(with_links(self._notes), MARKDOWN)
            _dress_cues(document)
        else:
            self.page.setPlainText(self._texts("No notes for this scene."))
        self.page.moveCursor(QTextCursor.MoveOperation.Start)  # Qt brings it into sight when the page first shows

    def _on_anchor(self, address: QUrl) -> None:
        name = cue_at(self._notes, address.toString())
        if name:
            self.cue_pressed.emit(name)

    def _on_settled(self, text: str) -> None:
        self._notes = text
        self.written.emit(text)


def _dress_cues(document: QTextDocument) -> None:
    """Let cues look like buttons; other links lead nowhere and look like text."""
    cue = QTextCharFormat()
    cue.setBackground(QColor(COLOURS.accent))
    cue.setForeground(QColor(COLOURS.on_accent))
    cue.setFontUnderline(False)
    cue.setFontWeight(QFont.Weight.Bold)
    plain = QTextCharFormat()
    plain.setForeground(QColor(COLOURS.text))
    plain.setFontUnderline(False)
    apart = QTextBlockFormat()
    apart.setBottomMargin(PARAGRAPH_PX)
    block = document.begin()
    while block.isValid():
        QTextCursor(block).mergeBlockFormat(apart)
        pieces = [it.fragment() for it in block]  # type: ignore[attr-defined]  # it can
        for piece in pieces:
            if piece.charFormat().isAnchor():
                cursor = QTextCursor(document)
                cursor.setPosition(piece.position())
                cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(cue if piece.charFormat().anchorHref().startswith(LINK) else plain)
        block = block.next()
