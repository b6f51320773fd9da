"""Fields for text from outside: plain text only, places counted in code points, undo left to the document."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from data.briefing.anchoring import Span
from data.briefing.rewriting import TextTooLongError, plain

COMMIT_MS = 600
"""Typing is taken over this long after its last letter."""

Mark = tuple[Span, str, bool]
"""Words, a colour, and whether it underlines them or lies behind them."""


class Words(QPlainTextEdit):
    """A text; ``settled`` hands it over once typing rests."""

    settled = Signal(str)
    refused = Signal(str)
    """Why what was pasted is not taken."""
    menu_asked = Signal(object)
    """Where on the screen a menu is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self._shown = ""
        self._rest = QTimer(self, singleShot=True, interval=COMMIT_MS)
        self._rest.timeout.connect(self.flush)
        self.textChanged.connect(self._on_changed)

    @property
    def text(self) -> str:
        """The text as it stands in the field: unlike Qt's own, with its no-break spaces."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    @property
    def selected(self) -> Span | None:
        """The selected words: start and end in code points."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        text = self.text
        return points(text, cursor.selectionStart()), points(text, cursor.selectionEnd())

    @property
    def is_waiting(self) -> bool:
        """Whether something was typed that is not handed over yet."""
        return self._rest.isActive()

    def show_text(self, text: str) -> None:
        """Show a text, unless it stands there; the cursor keeps its place."""
        self._rest.stop()
        self._shown = text
        if text == self.text:
            return
        at = self.textCursor().position()
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def flush(self) -> None:
        """Hand over what was typed, now."""
        self._rest.stop()
        text = self.text
        if text != self._shown:
            self._shown = text
            self.settled.emit(text)

    def select(self, span: Span) -> None:
        """Select words and bring them into sight."""
        self.setTextCursor(self._cursor_on(span))
        self.ensureCursorVisible()

    def mark(self, marks: Iterable[Mark]) -> None:
        """Colour words, in place of those coloured before."""
        selections = []
        for span, colour, is_line in marks:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor_on(span)
            if is_line:
                selection.format.setFontUnderline(True)
                selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                selection.format.setUnderlineColor(QColor(colour))
                selection.format.setForeground(QColor(colour))
            else:
                selection.format.setBackground(QColor(colour))
            selections.append(selection)
        self.setExtraSelections(selections)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802  Qt's name
        """Take pasted and dropped text as plain text, and nothing else."""
        try:
            text = plain(source.text())
        except TextTooLongError as error:
            self.refused.emit(str(error))
            return
        if text:
            self.textCursor().insertText(text)
            self.ensureCursorVisible()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the document."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            undoing = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
            if any(event.matches(key) for key in undoing) or event.keyCombination().toCombined() == _CTRL_Y:
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Hand over what was typed when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if not self.isReadOnly():
            self.flush()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """Ask for a menu in the language on show: Qt's own would be in English."""
        self.menu_asked.emit(event.globalPos())

    def _on_changed(self) -> None:
        if not self.isReadOnly():
            self._rest.start()

    def _cursor_on(self, span: Span) -> QTextCursor:
        text = self.text
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(text[: span[0]]))
        cursor.setPosition(units(text[: span[1]]), QTextCursor.MoveMode.KeepAnchor)
        return cursor


_CTRL_Y = int(Qt.Modifier.CTRL.value | Qt.Key.Key_Y.value)


def units(text: str) -> int:
    """Return the length of a text as Qt counts it: in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def points(text: str, at: int) -> int:
    """Return a place in a text in code points, from one in UTF-16 units."""
    if text.isascii():
        return at
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "replace"))
