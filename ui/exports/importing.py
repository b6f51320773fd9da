"""Import…: places, claims and links of a file into the document that is open, as one step of its history."""

from __future__ import annotations

import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMainWindow

from data.texts import N_, Texts, load_texts
from maps.imports import ENDINGS, NotImportedError, read_file
from maps.imports.adding import Added, added
from ui.background import run_in_background
from ui.briefing.asking import Choice, ask
from ui.briefing.editor import Editor
from ui.briefing.saving import reason_of
from ui.session import Session


def open_import(window: QMainWindow, session: Session, editor: Editor) -> None:
    """Ask which file to import."""
    texts = load_texts(session.scene.language)
    near = editor.document.path
    dialog = QFileDialog(window, texts("Import"), str(near.parent if near else Path.home()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    endings = " ".join(f"*{ending}" for ending in ENDINGS)
    dialog.setNameFilters([f"{texts('Places, claims and links')} ({endings})", f"{texts('All files')} (*)"])
    dialog.fileSelected.connect(lambda file: import_file(window, session, editor, Path(file)))
    dialog.open()


def import_file(window: QMainWindow, session: Session, editor: Editor, path: Path) -> None:
    """Read a file in the background and take what it holds into the document, or say why not."""
    texts, facts, document = load_texts(session.scene.language), session.facts, editor.document
    briefing = document.briefing

    def work() -> Added:
        return added(briefing, facts, read_file(path, texts), path, texts, datetime.date.today())

    def done(found: Added) -> None:
        if document.briefing is not briefing:  # edited meanwhile
            import_file(window, session, editor, path)
            return
        document.edit(N_("Import {file}"), found.briefing, file=path.name)
        told = summary(found, texts)
        editor.files.say(told)
        if found.left_out:
            _tell(window, texts, told, "\n".join(f"• {line}" for line in found.left_out))

    def failed(error: Exception) -> None:
        said = str(error) if isinstance(error, NotImportedError) else f"{path.name}: {reason_of(error, texts)}."
        _tell(window, texts, said, "")

    run_in_background(work, done, failed, window)


def summary(found: Added, texts: Texts) -> str:
    """Return what was added, in a sentence."""
    counts = (
        texts.count("{n} place", "{n} places", found.places) if found.places else "",
        texts.count("{n} claim", "{n} claims", found.claims) if found.claims else "",
        texts.count("{n} link", "{n} links", found.links) if found.links else "",
    )
    parts = [count for count in counts if count]
    comma = "、" if texts.language == "ja" else ", "
    return texts("Imported: {parts}.", parts=comma.join(parts)) if parts else texts("Nothing new was in the file.")


def _tell(window: QMainWindow, texts: Texts, said: str, more: str) -> None:
    ask(window, texts("Import"), said, [], Choice(texts("Close"), lambda: None), more)
