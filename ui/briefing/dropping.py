"""Files dropped on the window: a briefing is opened, and what is not is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.briefing.files import SUFFIX, Files
from ui.briefing.text_files import OTHER_TEXTS, SUFFIXES


class Dropping(QObject):
    """Takes briefings, and folders to say that they are none; what else is dropped is left to others."""

    def __init__(self, window: QMainWindow, files: Files) -> None:
        """Listen at a window."""
        super().__init__(window)
        self._files = files
        self.take_texts: Callable[[list[Path]], object] | None = None
        """Takes files that hold an article's text."""
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        middle = window.centralWidget()
        for widget in [middle, *middle.findChildren(QWidget)] if middle else []:
            if widget.inherits("QWebEngineView"):
                widget.setAcceptDrops(False)  # the page would be replaced by the file

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take what is dropped if it is ours."""
        if isinstance(event, (QDragEnterEvent, QDragMoveEvent)) and _dropped(event.mimeData()):
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            paths = _dropped(event.mimeData())
            if paths:
                event.acceptProposedAction()
                QTimer.singleShot(0, self, lambda: self.drop(paths))  # the other program waits for the drop to end
                return True
        return super().eventFilter(watched, event)

    def drop(self, paths: list[Path]) -> None:
        """Open the first briefing, and say what became of the others."""
        files, texts = self._files, self._files.texts
        briefings = [path for path in paths if path.suffix.lower() == SUFFIX]
        if not briefings and self.take_texts and all(_may_be_text(path) for path in paths):
            self.take_texts(paths)
            return
        if not briefings:
            files.say(texts("{file} is no briefing. Drop a .briefing file.", file=paths[0].name))
            return
        files.open_path(briefings[0])
        left = len(paths) - 1
        if left:
            files.say(
                texts.count(
                    "{file} is opened; {n} other file was left alone.",
                    "{file} is opened; {n} other files were left alone.",
                    left,
                    file=briefings[0].name,
                )
            )


def _dropped(data: QMimeData) -> list[Path]:
    """Return the local files of a drop, if any of them may be meant for us: a briefing, or a folder."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return paths if any(path.suffix.lower() in (SUFFIX, "") or _may_be_text(path) for path in paths) else []


def _may_be_text(path: Path) -> bool:
    """Tell whether a file's name is that of a text; of some, only to say that they cannot be read."""
    return path.suffix.lower() in (*SUFFIXES, *OTHER_TEXTS)
