"""One start of the real program that sits for its pictures: keys go in, states are waited for, pictures come out."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QKeyCombination, QPoint, Qt, QThreadPool, QTimer
from PySide6.QtGui import QImage, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import main as program_main
from data.atlas import load_atlas
from data.settings import Settings, folders
from data.tiles import Tiles
from maps.layers import all_parts
from maps.scene import HOME, Scene
from ui.briefing.lane import Lane
from ui.graphics import choose_graphics
from ui.main_window import MainWindow
from ui.map.view import MapView
from ui.passage_card import PassageCard
from ui.program import Program

GIVE_UP_S = 120.0
LOOK_MS = 100
SAME = 4
"""A picture is taken once so many looks in a row were the same: all names have faded in."""


class Sitting:
    """The program with its window open, the shipped briefing in it and the map drawn, in English."""

    def __init__(self) -> None:
        """Start the program as its user does, without the first steps, and wait until all is there."""
        choose_graphics(wants_safe=False, last_start_died=False)
        self.app: QApplication = program_main._application()
        self.app.setCursorFlashTime(0)  # a caret that blinks is never the same twice
        atlas = load_atlas()
        parts = frozenset(part for part, is_on in all_parts(atlas).items() if is_on)
        settings = Settings(language="en", welcome_closed=True)
        self.program = Program(atlas, Tiles(), folders(), Scene(HOME, parts), settings)
        self.program.open()
        self.window: MainWindow = self.program.window
        self.session = self.program.session
        self.map: MapView = self.program.map
        self.window.activateWindow()
        self.until(lambda: bool(self.window.editor.document.briefing.scenes), "the briefing")
        self.rest()
        self.map.setFocus()

    def until(self, is_so: Callable[[], object], what: str) -> None:
        """Wait for a state.

        Raises
        ------
        TimeoutError
            If it does not come; the text says which.
        """
        ends = time.monotonic() + GIVE_UP_S
        while not is_so():
            if time.monotonic() > ends:
                raise TimeoutError(f"waited in vain for {what}")
            loop = QEventLoop()
            QTimer.singleShot(LOOK_MS, loop.quit)
            loop.exec()

    def rest(self) -> None:
        """Wait until all maps are drawn and nothing is done in the background."""
        self.until(self._is_at_rest, "a map at rest")

    def press(self, *keys: str) -> None:
        """Press keys, as they are written in the tables, one after the other where the focus is."""
        for key in keys:
            found = QKeySequence(key)[0]  # type: ignore[index]  # the stubs do not know its items
            assert isinstance(found, QKeyCombination)
            window = self.focus.window().windowHandle()  # as the platform does: keys come to a window first
            assert window
            QTest.keyClick(window, found.key(), found.keyboardModifiers())
            self.app.processEvents()

    def type(self, text: str) -> None:
        """Write letters where the focus is."""
        QTest.keyClicks(self.focus, text)

    def click_words(self, link: str) -> PassageCard:
        """Bring linked words of a passage into sight and click them; return their card."""
        passages = self.window.reader.passages
        card = next(card for card in passages.cards.values() if link in card.text.phrases())
        card.text.focus_phrase(link)
        cursor = QTextCursor(card.text.document())
        cursor.setPosition(card.text.spans[link][0] + 1)
        self.click(card.text.viewport(), card.text.cursorRect(cursor).center())
        return card

    def select_words(self, excerpt: str, words: str) -> None:
        """Select words of a passage, as dragging over them does."""
        text = self.window.reader.passages.cards[excerpt].text
        cursor = QTextCursor(text.document())
        cursor.setPosition(text.toPlainText().index(words))
        cursor.setPosition(cursor.position() + len(words), QTextCursor.MoveMode.KeepAnchor)
        text.setTextCursor(cursor)
        text.setFocus()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click on a widget, in its middle or somewhere else."""
        place = at if at is not None else widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def picture(self, widget: QWidget | None = None) -> QImage:
        """Return what a window shows, the main one or another, once it does not change any more."""
        self.rest()
        looks: list[QImage] = []

        def stands_still() -> bool:
            looks.append((widget or self.window).grab().toImage().convertToFormat(QImage.Format.Format_RGB32))
            del looks[:-SAME]
            return len(looks) == SAME and all(look == looks[0] for look in looks)

        self.until(stands_still, "a picture that stands still")
        return looks[0]

    def close(self) -> None:
        """End the program; nothing is asked about what is unsaved."""
        self.window.editor.document.stack.setClean()
        self.program.close()

    @property
    def focus(self) -> QWidget:
        """The widget that gets the keys."""
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def _is_at_rest(self) -> bool:
        maps = [self.map, self.window.stage.hall.map]
        lanes = [lane for top in QApplication.topLevelWidgets() for lane in top.findChildren(Lane)]
        is_busy = QThreadPool.globalInstance().activeThreadCount() > 0 or any(lane.is_busy for lane in lanes)
        return not is_busy and all(each is None or each.is_at_rest for each in maps)
