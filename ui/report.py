"""Help > Report a problem…: shows every part of what a report would hold, and writes what is left to one text file.

Nothing is sent. The check runs as a process of its own: it is what ``--check`` prints, and it cannot stop the window.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QProcess, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from data.settings import Settings, folders
from data.texts import N_, Texts, load_texts
from ui.background import run_in_background
from ui.briefing.editor import Editor
from ui.briefing.saving import reason_of
from ui.credits import versions
from ui.preferences import preferences_of
from ui.report_parts import (
    TITLES,
    check_command,
    program_text,
    read_logs,
    this_owner,
    whole_report,
    without_owner,
    write_report,
)
from ui.session import Session
from ui.sheet import Sheet

CHECK_MS = 60_000
"""A check that takes longer is ended; what it printed until then is shown."""
TOLD = N_(
    "The report is one text file that you can read here. Nothing is sent: save it and pass it on yourself. Take the "
    "tick from what should stay out; your home folder and your name are written as ~."
)
PART = Qt.ItemDataRole.UserRole


class ReportDialog(Sheet):
    """The parts with a tick each, and the words of the one that is chosen."""

    def __init__(self, texts: Texts, settings: Settings, parent: QWidget | None = None, happened: str = "") -> None:
        """Gather the parts; logs and check come in the background. ``happened`` is what a crash told."""
        super().__init__(texts("Report a problem"), texts, parent)
        self._texts = texts
        self._owner = this_owner()
        self.parts: dict[str, str | None] = dict.fromkeys(TITLES, "")
        self.list = QListWidget()
        self.list.setAccessibleName(texts("Parts of the report"))
        self.list.setFixedWidth(200)
        self.text = QPlainTextEdit(lineWrapMode=QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.text.setAccessibleName(texts("What the part holds"))
        self.text.setPlaceholderText(texts("What did you do, what did you expect, and what happened?"))
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.said.setProperty("role", "meta")
        self.save_button = QPushButton(texts("Save the report…"))
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.ask)
        for part, title in TITLES.items():
            item = QListWidgetItem(texts(title))
            item.setData(PART, part)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
            item.setHidden(part == "happened" and not happened)
        beside = QHBoxLayout()
        beside.addWidget(self.list)
        beside.addWidget(self.text, 1)
        body = QWidget()
        body.setLayout(beside)
        beside.setContentsMargins(0, 0, 0, 0)
        self.add(QLabel(texts(TOLD), wordWrap=True))
        self.add(body, stretch=1)
        self.add(self.said)
        self.add(self.save_button)
        self.resize(820, 560)
        self.list.currentItemChanged.connect(self._on_part)
        self.text.textChanged.connect(self._on_typed)
        self._take("happened", happened)
        self._take("program", program_text(versions(), settings, _machine()))
        self._gather()
        self.list.setCurrentRow(0)

    @property
    def is_gathering(self) -> bool:
        """Whether a part is still being gathered."""
        return None in self.parts.values()

    def report(self) -> str:
        """Return what would be written now: the ticked parts, exactly as they are shown."""
        return whole_report(
            {
                part: text or ""
                for part, text in self.parts.items()
                if self._item(part).checkState() == Qt.CheckState.Checked
            }
        )

    def ask(self) -> None:
        """Ask where to save the report."""
        name = Path.home() / f"caspian-atlas-{date.today().isoformat()}.txt"
        dialog = QFileDialog(self, self._texts("Save the report…"), str(name.parent))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.setNameFilters([f"{self._texts('Text')} (*.txt)"])
        dialog.selectFile(name.name)
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the report, in the background."""
        text, texts = self.report(), self._texts
        self.save_button.setEnabled(False)

        def done(_: None) -> None:
            self.save_button.setEnabled(True)
            self.said.setText(texts("{file} was written. Nothing was sent.", file=str(path)))

        def failed(error: Exception) -> None:
            self.save_button.setEnabled(True)
            self.said.setText(texts("The report was not written: {reason}.", reason=reason_of(error, texts)))

        run_in_background(lambda: write_report(path, text), done, failed, self)

    # Inside

    def _gather(self) -> None:
        """Read the logs and run the check."""
        state = folders().state
        self.parts |= {"log": None, "fault": None, "check": None}

        def failed(error: Exception) -> None:
            self._take_logs({"log": str(error), "fault": ""})

        run_in_background(lambda: read_logs(state), self._take_logs, failed, self)
        program, *arguments = check_command()
        self._check = QProcess(self)
        self._check.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._check.finished.connect(self._on_checked)
        self._check.errorOccurred.connect(self._on_check_failed)
        self._check.start(program, arguments)
        QTimer.singleShot(CHECK_MS, self._check, self._check.kill)
        self.finished.connect(self._stop)

    def _stop(self, *_: int) -> None:
        """End the check: nobody waits for it."""
        self._check.finished.disconnect(self._on_checked)
        self._check.errorOccurred.disconnect(self._on_check_failed)
        if self._check.state() != QProcess.ProcessState.NotRunning:
            self._check.kill()
            self._check.waitForFinished(1000)

    def _take_logs(self, logs: dict[str, str]) -> None:
        for part, text in logs.items():
            self._take(part, text)

    def _on_checked(self, code: int, _: QProcess.ExitStatus) -> None:
        told = bytes(self._check.readAll().data()).decode("utf-8", errors="replace")
        self._take("check", f"{told}\nexit {code}\n")

    def _on_check_failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._take("check", self._check.errorString())

    def _take(self, part: str, text: str) -> None:
        """Take a part as it will be shown and written."""
        self.parts[part] = without_owner(text, self._owner)
        if self._part == part:
            self._show()

    @property
    def _part(self) -> str:
        item = self.list.currentItem()
        return str(item.data(PART)) if item else ""

    def _item(self, part: str) -> QListWidgetItem:
        return self.list.item(list(TITLES).index(part))

    def _on_part(self, *_: object) -> None:
        self._show()

    def _show(self) -> None:
        """Show the words of the part; only the user's own can be written."""
        part = self._part
        text = self.parts[part]
        self.text.blockSignals(True)
        self.text.setReadOnly(part != "words")
        self.text.setPlainText(self._texts("Being gathered…") if text is None else text or self._empty(part))
        self.text.blockSignals(False)

    def _empty(self, part: str) -> str:
        return "" if part == "words" else self._texts("Empty.")

    def _on_typed(self) -> None:
        if self._part == "words":
            self.parts["words"] = self.text.toPlainText()


def _machine() -> list[str]:
    """Return the screens and how Qt draws on them."""
    app = QGuiApplication.instance()
    told = [f"Platform {app.platformName()}"] if isinstance(app, QGuiApplication) else []
    for screen in QGuiApplication.screens():
        size = screen.geometry()
        told.append(f"Screen {size.width()} x {size.height()}, scale {screen.devicePixelRatio():g}")
    return told


def open_report(window: QMainWindow, session: Session, _editor: Editor) -> ReportDialog:
    """Show the dialog, or bring the one that is open to the front."""
    for known in window.findChildren(ReportDialog):
        if known.isVisible():
            known.activateWindow()
            return known
    dialog = ReportDialog(load_texts(session.scene.language), preferences_of(window).settings, window)
    dialog.show_alone()
    return dialog
