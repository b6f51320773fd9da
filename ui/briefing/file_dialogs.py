"""The questions about the document's file. None waits for its answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from data.texts import Texts
from ui.briefing.asking import Choice, ask

SHOWN_PROBLEMS = 6
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')

Act = Callable[[], object]


def _nothing() -> None:
    """Leave everything as it is."""


def is_asking(window: QWidget) -> bool:
    """Tell whether a question of the window waits for its answer."""
    return any(dialog.isVisible() and dialog.isModal() for dialog in window.findChildren(QDialog))


def as_file_name(name: str) -> str:
    """Return a title as the name of a file, on any system."""
    return _NOT_IN_NAMES.sub("-", name).strip(" .-")[:80].rstrip(" .-") or "briefing"


def ask_for_file(window: QWidget, texts: Texts, folder: Path, act: Callable[[Path], object]) -> None:
    """Ask which file to open."""
    dialog = _file_dialog(window, texts("Open"), folder, texts)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda file: act(Path(file)))
    dialog.open()


def ask_for_new_file(window: QWidget, texts: Texts, path: Path, act: Callable[[Path], object]) -> None:
    """Ask where to save; writing over another file is asked about by the dialog."""
    dialog = _file_dialog(window, texts("Save as"), path.parent, texts)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("briefing")
    dialog.selectFile(path.name)
    dialog.fileSelected.connect(lambda file: act(Path(file)))
    dialog.open()


def ask_about_changes(window: QWidget, texts: Texts, name: str, save: Act, discard: Act) -> None:
    """Ask what becomes of unsaved changes."""
    ask(
        window,
        texts("Unsaved changes"),
        texts("Save the changes to “{name}”?", name=name),
        [Choice(texts("Save"), save), Choice(texts("Discard"), discard, is_harmful=True)],
        Choice(texts("Cancel"), _nothing),
        texts("What is not saved is lost."),
    )


def ask_to_overwrite(window: QWidget, texts: Texts, file: str, overwrite: Act, save_as: Act) -> None:
    """Ask what becomes of a file that somebody else has changed."""
    ask(
        window,
        texts("Save"),
        texts("{file} was changed by another program since you opened it.", file=file),
        [Choice(texts("Save as…"), save_as), Choice(texts("Overwrite"), overwrite, is_harmful=True)],
        Choice(texts("Cancel"), _nothing),
        texts("Overwriting keeps the other version as {file}.bak.", file=file),
    )


def tell_not_saved(window: QWidget, texts: Texts, text: str, save_as: Act) -> None:
    """Tell that the document was not saved, with the way out."""
    ask(window, texts("Not saved"), text, [Choice(texts("Save as…"), save_as)], Choice(texts("Cancel"), _nothing))


def tell_broken(window: QWidget, texts: Texts, text: str, problems: Sequence[str], rescue: Act | None) -> None:
    """Tell that a file is broken and where, and offer what is sound in it."""
    more = [f"• {problem}" for problem in problems[:SHOWN_PROBLEMS]]
    if len(problems) > SHOWN_PROBLEMS:
        left = len(problems) - SHOWN_PROBLEMS
        more.append(texts("… and {n} more", n=left))
    choices = [Choice(texts("Open what can be saved"), rescue)] if rescue else []
    out = Choice(texts("Cancel") if rescue else texts("Close"), _nothing)
    ask(window, texts("Open"), text, choices, out, "\n".join(more))


def _file_dialog(window: QWidget, title: str, folder: Path, texts: Texts) -> QFileDialog:
    dialog = QFileDialog(window, title, str(folder))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.setNameFilters([f"{texts('Briefings')} (*.briefing)", f"{texts('All files')} (*)"])
    return dialog
