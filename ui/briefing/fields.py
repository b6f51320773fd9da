"""Fields that write into the document: undo and redo are the document's, Esc gives the keyboard back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

_DOCUMENTS_OWN = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class DocumentLine(QLineEdit):
    """One line; ``written`` is what the user typed."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(parent)
        self.textEdited.connect(self.written)

    def show_text(self, text: str) -> None:
        """Show what the document holds, without moving the cursor if that is the same."""
        if text != self.text():
            at = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(at, len(text)))

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the document."""
        return False if _is_documents(event) else super().event(event)


class DocumentText(QPlainTextEdit):
    """Several lines; ``written`` is what the user typed."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._known = ""
        self.textChanged.connect(self._on_changed)

    def show_text(self, text: str) -> None:
        """Show what the document holds, with the cursor where it was."""
        if text == self.toPlainText():
            return
        at = self.textCursor().position()
        self._known = text
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(self.toPlainText())))
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def wrap_selection(self, before: str, after: str) -> None:
        """Put signs around what is selected, or around the cursor."""
        cursor = self.textCursor()
        text = cursor.selectedText()
        cursor.insertText(f"{before}{text}{after}")
        if not text:
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.MoveAnchor, len(after))
            self.setTextCursor(cursor)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the document."""
        return False if _is_documents(event) else super().event(event)

    def _on_changed(self) -> None:
        text = self.toPlainText()
        if text != self._known:  # marking words changes the text too, as Qt sees it
            self._known = text
            self.written.emit(text)


def _is_documents(event: QEvent) -> bool:
    """Tell whether a key asks for undo or redo, before the field takes it."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    is_own = any(event.matches(key) for key in _DOCUMENTS_OWN)
    if is_own:
        event.ignore()
    return is_own
