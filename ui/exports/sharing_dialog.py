"""Make shareable copy…: what is not for the audience is ticked here, then a copy without it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidget, QListWidgetItem, QMainWindow, QPushButton

from data.briefing.edits import part_of, with_part
from data.briefing.value import Claim, Place
from data.texts import N_, Texts, load_texts
from maps.exports.packing import write_copy
from maps.exports.sharing import Shared
from maps.titling import text_of
from ui.background import run_in_background
from ui.briefing.editor import Editor
from ui.briefing.file_dialogs import as_file_name
from ui.briefing.files import SHIPPED
from ui.briefing.saving import reason_of
from ui.session import Session
from ui.sheet import Sheet

TAKEN_OUT = N_(
    "The copy is without your notes and times, hidden scenes, full texts of articles, words that are not found any "
    "more, paths of this computer, and what is ticked here as not for the audience."
)
PART = Qt.ItemDataRole.UserRole


class SharingDialog(Sheet):
    """Lists the document's own places and claims; a tick is an edit, and can be undone."""

    def __init__(self, window: QMainWindow, session: Session, editor: Editor, texts: Texts) -> None:
        """List what can be kept from the audience."""
        super().__init__(texts("Shareable copy"), texts, window)
        self._session, self._editor, self._texts = session, editor, texts
        self._document = editor.document
        self.list = QListWidget()
        self.list.setAccessibleName(texts("Not for the audience"))
        self.list.itemChanged.connect(self._on_tick)
        self.said = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.save_button = QPushButton(texts("Save the copy…"))
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.ask)
        self.add(QLabel(texts(TAKEN_OUT), wordWrap=True))
        self.add(QLabel(texts("Not for the audience")))
        self.add(self.list, stretch=1)
        self.add(self.said)
        self.add(self.save_button)
        self._document.changed.connect(self._fill)
        self._fill()
        self.resize(480, 520)

    def ask(self) -> None:
        """Ask where to save the copy."""
        near = self._document.path
        folder = near.parent if near and near != SHIPPED else Path.home()
        title, _ = text_of(self._document.briefing.title, self._session.scene.language)
        dialog = QFileDialog(self, self._texts("Shareable copy"), str(folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{self._texts('Briefings')} (*.briefing)"])
        dialog.setDefaultSuffix("briefing")
        dialog.selectFile(self._texts("{title} (shareable)", title=as_file_name(title)) + ".briefing")
        dialog.fileSelected.connect(lambda file: self.save_to(Path(file)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the copy, in the background; never over the document itself."""
        kept = [known.resolve() for known in (self._document.path, SHIPPED) if known]
        if path.resolve() in kept:
            self.said.setText(self._texts("{file} is kept as it is. Choose another name.", file=path.name))
            return
        briefing, media, texts = self._document.briefing, dict(self._document.media), self._texts
        self.save_button.setEnabled(False)

        def done(shared: Shared) -> None:
            self.save_button.setEnabled(True)
            scenes = texts.count("{n} scene", "{n} scenes", len(shared.briefing.scenes))
            self.said.setText(texts("{file} was written: {scenes}, without notes.", file=path.name, scenes=scenes))
            self._editor.files.say(self.said.text())

        def failed(error: Exception) -> None:
            self.save_button.setEnabled(True)
            self.said.setText(reason_of(error, texts) + ".")

        run_in_background(lambda: write_copy(path, briefing, media, texts), done, failed, self)

    def _fill(self) -> None:
        """List the places and claims as they are."""
        briefing, language = self._document.briefing, self._session.scene.language
        self.list.blockSignals(True)
        row = self.list.currentRow()
        self.list.clear()
        parts: list[tuple[str, str, str, bool]] = [
            ("place", one.id, text_of(one.names, language)[0], one.is_private) for one in briefing.places
        ]
        parts += [("claim", one.id, text_of(one.text, language)[0], one.is_private) for one in briefing.claims]
        for kind, name, said, is_private in parts:
            title = self._texts("Place") if kind == "place" else self._texts("Claim")
            item = QListWidgetItem(f"{title}: {' '.join(said.split())[:120]}")
            item.setData(PART, (kind, name))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if is_private else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)

    def _on_tick(self, item: QListWidgetItem) -> None:
        kind, name = item.data(PART)
        known: Any = part_of(self._document.briefing, kind, name)
        if isinstance(known, Place | Claim):
            made: Any = replace(known, is_private=item.checkState() == Qt.CheckState.Checked)
            self._document.edit(N_("Change what is for the audience"), with_part(self._document.briefing, made))


def open_sharing(window: QMainWindow, session: Session, editor: Editor) -> SharingDialog:
    """Show the dialog, or bring the one that is open to the front."""
    for known in window.findChildren(SharingDialog):
        if known.isVisible():
            known.activateWindow()
            return known
    dialog = SharingDialog(window, session, editor, load_texts(session.scene.language))
    dialog.show_alone()
    return dialog
