"""Opens the dialog of exports on the document of a window."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from data.briefing.value import Briefing
from data.texts import load_texts
from ui.briefing.editor import Editor
from ui.exports.dialog import ExportDialog
from ui.session import Session


def open_export(window: QMainWindow, session: Session, editor: Editor) -> ExportDialog:
    """Show the dialog, or bring the one that is open to the front."""
    for known in window.findChildren(ExportDialog):
        if known.isVisible():
            known.raise_()
            known.activateWindow()
            return known
    document = editor.document
    number = current_number(document.briefing, editor.scenes.current)
    texts = load_texts(session.scene.language)
    dialog = ExportDialog(session, document.briefing, document.media, number, texts, window)
    dialog.show_alone()
    return dialog


def current_number(briefing: Briefing, current: str) -> int:
    """Return the number of the scene on show; 0 where there is none, or it is hidden."""
    for at, scene in enumerate(briefing.scenes, 1):
        if scene.id == current:
            return 0 if scene.is_hidden else at
    return 0
