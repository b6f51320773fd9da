"""A bar above the map that says something and offers what to do; the work goes on beneath it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QSizePolicy, QToolBar, QWidget

from data.texts import Texts

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence and its answers, each a text and what it does; every answer also puts the notice away."""

    text: str
    answers: tuple[tuple[str, Act], ...]


Written = Callable[[Texts], Notice]
"""Writes a notice in a language, again when the language changes."""


class Notices(QObject):
    """The notices of one window: one at a time, the others wait. The bar is made for the first."""

    def __init__(self, window: QMainWindow, texts: Texts) -> None:
        """Show nothing yet."""
        super().__init__(window)
        self._window = window
        self._texts = texts
        self._waiting: list[Written] = []
        self._staying: list[Written] = []
        self.bar: _Bar | None = None

    def tell(self, written: Written, *, stays: bool = False) -> None:
        """Show a notice, after those that are there. One that ``stays`` is not about the document on show."""
        if stays:
            self._staying.append(written)
        self._waiting.append(written)
        if len(self._waiting) == 1:
            self._show(announce=True)

    def drop(self, written: Written) -> None:
        """Put one notice away: what it offers is done."""
        self._forget(written)
        self._show(announce=False)

    def clear(self) -> None:
        """Put the notices about the document away: another one takes its place."""
        self._waiting = [written for written in self._waiting if written in self._staying]
        self._show(announce=False)

    def retext(self, texts: Texts) -> None:
        """Write the notice in a language."""
        self._texts = texts
        if self._waiting:
            self._show(announce=False)

    def _show(self, *, announce: bool) -> None:
        if not self._waiting:
            if self.bar:
                self.bar.hide()
            return
        if self.bar is None:
            self.bar = _Bar(self._window)
        written = self._waiting[0]
        notice = written(self._texts)
        self.bar.write(notice, lambda act: self._answer(written, act))
        self.bar.show()
        if announce:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, notice.text))

    def _answer(self, written: Written, act: Act) -> None:
        self._forget(written)
        self._show(announce=True)
        act()

    def _forget(self, written: Written) -> None:
        for notices in (self._waiting, self._staying):
            if written in notices:
                notices.remove(written)


class _Bar(QToolBar):
    """The bar itself: words and buttons."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("noticeBar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.label = _Words()
        self.buttons: list[QPushButton] = []
        self.addWidget(self.label)
        window.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self)

    def write(self, notice: Notice, answer: Callable[[Act], None]) -> None:
        """Write a notice; ``answer`` is called with what the pressed button does."""
        self.label.setText(notice.text)
        self.setAccessibleName(notice.text)
        for action in self.actions()[1:]:
            self.removeAction(action)
            action.deleteLater()
        self.buttons.clear()
        for text, act in notice.answers:
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, act=act: answer(act))
            self.addWidget(button)
            self.buttons.append(button)


class _Words(QLabel):
    """Plain words that wrap and leave the buttons their room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Do not widen the window."""
        return QSize(120, 36)
