"""The words of a passage, with those that are linked underlined in the colour of what they point at.

Text from outside is written as plain text with character formats, never as HTML.
Linked words are reached with Tab and followed with Enter, as in a browser.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

HOVER_MS = 120
FLASH_MS = 600
ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PassageText(QTextBrowser):
    """A text as high as its words, with linked words in it."""

    phrase_hovered = Signal(str)
    """The link whose words the pointer rests on or the keyboard is at; empty when it leaves."""
    phrase_followed = Signal(str)
    clicked = Signal()
    """A click beside the linked words."""
    menu_asked = Signal(str, object)
    """A menu is asked for: the link under the pointer (may be empty), and where on the screen."""
    step_asked = Signal(int)
    """The arrow keys ask for the next (1) or previous (-1) passage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty text."""
        super().__init__(parent)
        self._spans: dict[str, tuple[int, int]] = {}
        self._grounds: dict[str, str] = {}
        self._under = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._rest = QTimer(self, singleShot=True, interval=HOVER_MS)
        self._rest.timeout.connect(self._say_hovered)
        self._flash = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._flash.timeout.connect(lambda: self.mark_phrase("flash", ""))
        self.highlighted.connect(self._on_highlighted)
        self.anchorClicked.connect(lambda url: self.phrase_followed.emit(url.toString()))

    def write(
        self, text: str, spans: Mapping[str, tuple[int, int]], colour_of: Callable[[str], str], grounds: dict[str, str]
    ) -> None:
        """Write a text with its links' words; ``grounds`` are the colours behind open and flashed words."""
        self._grounds = grounds
        self._marked: dict[str, str] = {}
        self._spans = dict(_apart(spans))
        self.clear()
        cursor = self.textCursor()
        at = 0
        plain = QTextCharFormat()
        for link, (start, end) in self._spans.items():
            cursor.insertText(text[at:start], plain)
            cursor.insertText(text[start:end], _linked(link, colour_of(link)))
            at = end
        cursor.insertText(text[at:], plain)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def mark_phrase(self, ground: str, link: str) -> None:
        """Lay a colour (``open`` or ``flash``) behind a link's words; an empty link takes it away."""
        self._marked[ground] = link
        selections = []
        for name, marked in self._marked.items():
            if marked in self._spans:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = self._cursor_on(marked)
                selection.format.setBackground(QColor(self._grounds[name]))
                selections.append(selection)
        self.setExtraSelections(selections)

    def flash_phrase(self, link: str) -> None:
        """Let a link's words light up once."""
        self.mark_phrase("flash", link)
        self._flash.start()

    def is_flashing(self) -> bool:
        """Tell whether words light up at this moment."""
        return self._flash.isActive()

    @property
    def spans(self) -> Mapping[str, tuple[int, int]]:
        """Start and end of each link's words in the text."""
        return self._spans

    @property
    def selected(self) -> tuple[int, int] | None:
        """The words that are selected: start and end in code points."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        raw = self.document().toRawText().encode("utf-16-le")
        start, end = (
            len(raw[: 2 * at].decode("utf-16-le", "replace")) for at in (cursor.selectionStart(), cursor.selectionEnd())
        )
        return start, end

    def phrases(self) -> list[str]:
        """Return the links whose words are in the text, in reading order."""
        return list(self._spans)

    def focus_phrase(self, link: str) -> None:
        """Put the keyboard on a link's words."""
        self.setTextCursor(self._cursor_on(link))
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Follow linked words, or report a click beside them."""
        super().mouseReleaseEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and not self.anchorAt(event.position().toPoint()) and not self.textCursor().hasSelection():
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Let the arrows walk from passage to passage; the text itself never scrolls."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.step_asked.emit(step)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Let the glow of the keyboard's phrase end."""
        super().focusOutEvent(event)
        self._on_highlighted(QUrl())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Leave the wheel to the list around."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """Ask for a menu of our own: Qt's would be in English whatever the language."""
        event.accept()
        self.menu_asked.emit(self.anchorAt(event.pos()), event.globalPos())

    def _cursor_on(self, link: str) -> QTextCursor:
        start, end = self._spans[link]
        before = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(_units(before[:start]))
        cursor.setPosition(_units(before[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _on_highlighted(self, url: QUrl) -> None:
        self._under = url.toString()
        if self._under:
            self._rest.start()
        else:
            self._rest.stop()
            self.phrase_hovered.emit("")

    def _say_hovered(self) -> None:
        self.phrase_hovered.emit(self._under)

    def _fit(self, *_: object) -> None:
        self.setFixedHeight(math.ceil(self.document().size().height()) + 2)


def _linked(link: str, colour: str) -> QTextCharFormat:
    words = QTextCharFormat()
    words.setAnchor(True)
    words.setAnchorHref(link)
    words.setForeground(QColor(colour))
    words.setFontUnderline(True)
    words.setUnderlineColor(QColor(colour))
    return words


def _apart(spans: Mapping[str, tuple[int, int]]) -> Iterable[tuple[str, tuple[int, int]]]:
    """Yield the spans in reading order without those that overlap an earlier one."""
    last = 0
    for link, (start, end) in sorted(spans.items(), key=lambda item: item[1]):
        if start >= last:
            yield link, (start, end)
            last = end


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2
