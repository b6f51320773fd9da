"""What others ask of the running program: another start, or the system on a double-click.

One document is open at a time. The first file asked for is opened, as if by hand: what is unsaved is asked about. Those
that come with it, or while a question is open, wait in a notice; during a show everything waits until it has ended.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from data.texts import N_, Texts
from ui.briefing.file_dialogs import is_asking
from ui.briefing.notice import Notice
from ui.handover.request import Request

if TYPE_CHECKING:
    from ui.main_window import MainWindow

TOGETHER_S = 1.5
"""Files asked for within this time were chosen together, though each may come by itself."""
WAITS = N_("A file was asked for: it waits until the show has ended.")


class Arrivals(QObject):
    """Receives files for one window."""

    def __init__(self, window: MainWindow) -> None:
        """Let everything wait until the document of the start is there."""
        super().__init__(window)
        self._window = window
        self._waiting: list[Request] = []
        self._is_started = False
        self._opened_at = -TOGETHER_S
        window.editor.document.opened.connect(self._begin, Qt.ConnectionType.SingleShotConnection)
        window.editor.files.opening.gave_up.connect(self._begin, Qt.ConnectionType.SingleShotConnection)
        window.stage.ended.connect(lambda: QTimer.singleShot(0, self, self._go_on))

    def start_with(self, file: Path | None, others: Sequence[Path], *, presents: bool) -> None:
        """Take note of what the program itself opens first, and offer others."""
        if file:
            self._opened_at = time.monotonic()
        if presents:
            self._present(file, is_start=True)
        self._waiting += [Request((other,)) for other in others]

    def take(self, request: Request) -> None:
        """Do what is asked for, or let it wait."""
        if request.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = request.token  # Qt takes it from there
        if self._window.stage.is_running:
            if request.files:
                self._window.stage.marks.tell(WAITS, stays=False)
                self._waiting.append(request)
            return  # nothing comes before the audience
        self._come_forward()
        self._waiting.append(request)
        self._go_on()

    def _begin(self) -> None:
        self._is_started = True
        QTimer.singleShot(0, self, self._go_on)

    def _go_on(self) -> None:
        """Do what waits."""
        if not self._is_started or self._window.stage.is_running:
            return
        waiting, self._waiting = self._waiting, []
        for request in waiting:
            self._do(request)

    def _do(self, request: Request) -> None:
        first = request.files[0] if request.files else None
        if first is None:
            if request.presents:
                self._present(None)
        elif is_asking(self._window) or time.monotonic() - self._opened_at < TOGETHER_S:
            self._offer(first)
        else:
            self._opened_at = time.monotonic()
            if request.presents:
                self._present(first)
            if not request.presents or self._window.editor.document.path != first:
                self._window.editor.files.open_path(first)
        for file in request.files[1:]:
            self._offer(file)

    def _offer(self, file: Path) -> None:
        """Say that a file waits, with a way to open it."""
        files = self._window.editor.files
        if file == files.document.path:
            return

        def written(texts: Texts) -> Notice:
            told = texts("{file} waits to be opened. One briefing is open at a time.", file=file.name)
            return Notice(told, ((texts("Open"), lambda: files.open_path(file)), (texts("Close"), lambda: None)))

        files.notices.tell(written, stays=True)

    def _present(self, file: Path | None, *, is_start: bool = False) -> None:
        """Begin the show: of what is open, or when the file is open."""
        document, start = self._window.editor.document, self._window.stage.start
        is_open = not is_start and file in (None, document.path)
        if is_open:
            start()
            return

        def begin() -> None:
            if file in (None, document.path):
                QTimer.singleShot(0, self._window.stage, start)

        document.opened.connect(begin, Qt.ConnectionType.SingleShotConnection)

    def _come_forward(self) -> None:
        """Bring the window to the front; where the system does not let it, it asks for attention."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)
