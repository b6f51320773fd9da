"""A toast: a word about what was just done, over the map, with a way to undo it; it goes by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QPushButton

SHOWN_MS = 8_000
EDGE_PX = 24


class Toast(QFrame):
    """One toast of a window; a new one takes the place of the old."""

    def __init__(self, window: QMainWindow) -> None:
        """Show nothing yet."""
        super().__init__(window)
        self.setObjectName("toast")
        self.hide()
        self._window = window
        self._act: Callable[[], object] = lambda: None
        self.label = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self.button.clicked.connect(self._run)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.label)
        row.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self._leave)
        window.installEventFilter(self)

    def tell(self, text: str, answer: str, act: Callable[[], object]) -> None:
        """Say something and offer an answer for some seconds."""
        self._act = act
        self.label.setText(text)
        self.button.setText(answer)
        self.setAccessibleName(text)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Stay in place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        middle = self._window.centralWidget()
        area = middle.geometry() if middle else self._window.rect()
        self.move(area.center().x() - self.width() // 2, area.bottom() - self.height() - EDGE_PX)

    def _run(self) -> None:
        self.hide()
        self._act()

    def _leave(self) -> None:
        if self.button.hasFocus() or self.underMouse():
            self._timer.start()
        else:
            self.hide()
