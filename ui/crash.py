"""The last resort: says what happened when nobody caught an error, in words that can be copied."""

from __future__ import annotations

import time
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from data.texts import Texts, load_texts
from data.version import NAME, VERSION

PAUSE_S = 60.0
"""At most one dialog in this time: an error in a paint event would come sixty times a second."""


class CrashDialog(QDialog):
    """What happened, with a button that copies it."""

    def __init__(self, report: str, texts: Texts, parent: QWidget | None = None) -> None:
        """Show a report."""
        super().__init__(parent)
        self.setWindowTitle(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = QLabel(texts("Something went wrong that the program did not expect. It goes on as far as it can."))
        told.setWordWrap(True)
        self.report = QPlainTextEdit(report, readOnly=True)
        self.report.setAccessibleName(texts("What happened"))
        self.copy = QPushButton(texts("Copy"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        self.tell = QPushButton(texts("Report a problem…"))
        self.tell.clicked.connect(lambda: self._report(report, texts))
        close = QPushButton(texts("Close"))
        close.clicked.connect(self.accept)
        buttons = QDialogButtonBox()
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.tell, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        for widget in (told, self.report, buttons):
            column.addWidget(widget)
        self.resize(560, 360)

    def _report(self, report: str, texts: Texts) -> None:
        """Go on to a report of the problem that holds what is told here."""
        from ui.preferences import preferences_of
        from ui.report import ReportDialog

        parent = self.parentWidget()
        settings = preferences_of(parent.window() if parent else self).settings
        ReportDialog(texts, settings, parent, report).show_alone()
        self.accept()


class _Crier(QObject):
    """Brings a report to the UI thread, wherever the error was."""

    cried = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.last = -PAUSE_S
        self.cried.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _show(self, report: str) -> None:
        app = QApplication.instance()
        language = str(app.property("atlas_language") or "en") if app else "en"
        CrashDialog(report, load_texts(language), QApplication.activeWindow()).open()


_criers: list[_Crier] = []


def show_crash(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> bool:
    """Tell the user of an error that nobody caught; return whether a dialog will be shown.

    May be called on any thread; at most one dialog a minute.
    """
    app = QApplication.instance()
    if app is None:
        return False
    if not _criers:
        crier = _Crier()
        crier.moveToThread(app.thread())
        _criers.append(crier)
    crier = _criers[0]
    now = time.monotonic()
    if now - crier.last < PAUSE_S:
        return False
    crier.last = now
    lines = traceback.format_exception(kind, error, trace)
    crier.cried.emit(f"{NAME} {VERSION}\n\n{''.join(lines)}")
    return True
