"""Pack for travel…: what goes into the package, in which language, and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QWidget,
)

from data.texts import LANGUAGE_NAMES, N_, Texts, load_texts
from maps.exports import FORMATS
from maps.exports.packing import Contents
from maps.titling import text_of
from ui.briefing.editor import Editor
from ui.briefing.file_dialogs import as_file_name
from ui.exports import formats
from ui.exports.packing import Order, Packing
from ui.session import Session
from ui.sheet import Sheet

KINDS = {"zip": N_("One file (zip)"), "folder": N_("A folder")}
CONTENTS = N_(
    "The package holds the briefing, a web page that opens in any browser without a network, a PDF, a report on "
    "what is ready, and checksums."
)


class PackingDialog(Sheet):
    """Stands beside the map until all is packed; closing it stops the packing."""

    def __init__(self, window: QMainWindow, session: Session, editor: Editor, texts: Texts) -> None:
        """Ask for the kind of package and its language."""
        super().__init__(texts("Pack for travel"), texts, window)
        self._window, self._session, self._editor, self._texts = window, session, editor, texts
        self._packing: Packing | None = None
        self._place: Path | None = None
        told = QLabel(texts(CONTENTS), wordWrap=True)
        self.kind, self.language = QComboBox(), QComboBox()
        for kind, title in KINDS.items():
            self.kind.addItem(texts(title), kind)
        for language, name in LANGUAGE_NAMES.items():
            self.language.addItem(name, language)
        self.language.setCurrentIndex(self.language.findData(session.scene.language))
        self.without_notes = QCheckBox(texts("The copy to hand over: without notes and what is not for the audience"))
        self.missing = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.missing.setText("\n".join(_lacking(texts)))
        self.missing.setVisible(bool(self.missing.text()))
        self.bar = QProgressBar(maximum=0)
        self.bar.hide()
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.start_button = QPushButton(texts("Pack…"))
        self.open_button = QPushButton(texts("Show in its folder"))
        self.open_button.hide()
        self.start_button.setDefault(True)
        self.start_button.clicked.connect(self.ask)
        self.open_button.clicked.connect(self._open_place)
        form = QWidget()
        rows = QFormLayout(form)
        rows.addRow(texts("As"), self.kind)
        rows.addRow(texts("Language of page, PDF and report"), self.language)
        for box, name in ((self.kind, "As"), (self.language, "Language of page, PDF and report")):
            box.setAccessibleName(texts(name))
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.addWidget(self.start_button)
        row.addWidget(self.open_button)
        row.addStretch(1)
        for part in (told, form, self.without_notes, self.missing, self.bar, self.said, buttons):
            self.add(part)
        self.resize(480, 0)

    @property
    def is_packing(self) -> bool:
        """Whether something is being packed."""
        return self._packing is not None

    def ask(self) -> None:
        """Ask where to put the package, or stop what is being packed."""
        if self._packing:
            self._stop(self._texts("Stopped. Nothing was written."))
            return
        is_zip = self.kind.currentData() == "zip"
        dialog = QFileDialog(self, self._texts("Pack for travel"), str(Path.home() / self._name()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        if is_zip:
            dialog.setNameFilters(["Zip (*.zip)"])
            dialog.setDefaultSuffix("zip")
        dialog.selectFile(f"{self._name()}{'.zip' if is_zip else ''}")
        dialog.fileSelected.connect(lambda file: self.pack_to(Path(file)))
        dialog.open()

    def pack_to(self, target: Path) -> None:
        """Pack the document as it is now."""
        document = self._editor.document
        order = Order(
            target,
            self._name(),
            document.briefing,
            dict(document.media),
            self._session.facts,
            self.language.currentData(),
            self.without_notes.isChecked(),
        )
        packing = self._packing = Packing(order, self)
        packing.progressed.connect(self.said.setText)
        packing.packed.connect(lambda contents: self._on_packed(target, contents))
        packing.failed.connect(self._stop)
        self.bar.show()
        self.open_button.hide()
        self.start_button.setText(self._texts("Stop"))
        packing.start()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Stop what is being packed."""
        self._stop("")
        super().closeEvent(event)

    def reject(self) -> None:
        """Stop what is being packed, also when Esc closes."""
        self._stop("")
        super().reject()

    def accept(self) -> None:
        """Stop what is being packed, also when the button closes."""
        self._stop("")
        super().accept()

    def _name(self) -> str:
        briefing = self._editor.document.briefing
        return as_file_name(text_of(briefing.title, self.language.currentData())[0])

    def _on_packed(self, target: Path, contents: Contents) -> None:
        self._packing, self._place = None, target
        self._rest()
        lines = [self._texts("{file} is packed: {names}.", file=target.name, names=", ".join(contents.files))]
        lines += contents.missing
        self.said.setText("\n".join(lines))
        self.open_button.show()
        self._editor.files.say(lines[0])

    def _stop(self, said: str) -> None:
        packing, self._packing = self._packing, None
        if packing:
            packing.cancel()
        self._rest()
        self.said.setText(said)

    def _rest(self) -> None:
        self.bar.hide()
        self.start_button.setText(self._texts("Pack…"))

    def _open_place(self) -> None:
        if self._place:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._place.parent)))


def open_packing(window: QMainWindow, session: Session, editor: Editor) -> PackingDialog:
    """Show the dialog, or bring the one that is open to the front."""
    for known in window.findChildren(PackingDialog):
        if known.isVisible():
            known.activateWindow()
            return known
    dialog = PackingDialog(window, session, editor, load_texts(session.scene.language))
    dialog.show_alone()
    return dialog


def _lacking(texts: Texts) -> list[str]:
    """Return what this installation cannot put into a package, in sentences."""
    there = {known.id for known in formats() if not known.lacks}
    named = {"html": next(known.title for known in FORMATS if known.id == "html"), "pdf": "PDF"}
    return [
        texts("{format}: this installation cannot make it.", format=texts(title))
        for name, title in named.items()
        if name not in there
    ]
