"""Edits, autosaves and saves a briefing until it is killed; says what it begins and what it has done.

Every value is known by its number, see ``value_of``. What takes long to import is imported before the process forks.
"""

from __future__ import annotations

import os
from multiprocessing.connection import Connection
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMainWindow

import data.briefing.reading
import data.briefing.writing  # noqa: F401
from data.briefing.value import Briefing, Camera, Scene, View
from data.texts import load_texts
from ui.briefing.autosave import Autosave
from ui.briefing.document import Document
from ui.briefing.files import Files

SCENES = 40


def value_of(number: int) -> Briefing:
    """Return the value that edit ``number`` makes: all its parts carry the number."""
    title = {"en": str(number)}
    view = View(camera=Camera(bounds=(46.0, 35.0, 88.0, 56.0)), parts=("countries",))
    notes = {"en": f"{number} " * 200}
    return Briefing(
        title=title,  # type: ignore[arg-type]
        scenes=tuple(Scene(id=f"s{at}", title=title, notes=notes, view=view) for at in range(SCENES)),  # type: ignore[arg-type]
    )


def run(path: Path, first: int, home: Path, to: Connection) -> None:
    """Edit for ever: one edit is autosaved, the next is saved. What is said goes ``to`` a pipe, a line each."""
    os.environ |= {"CASPIAN_ATLAS_HOME": str(home), "QT_LOGGING_RULES": "*=false"}
    app = QApplication([])
    window = QMainWindow()
    document = Document()
    files = Files(window, document, load_texts("en"))
    autosave = Autosave(document, lambda: (files.name, files.known))
    autosave.quiet.setInterval(0)
    document.open(value_of(first), {}, path)
    document.mark_unsaved()
    number, is_saving = first, True

    def say(word: str, number: int) -> None:
        """Say something at once, whole, even if the next moment is the last."""
        os.write(to.fileno(), f"{word} {number}\n".encode())

    def save() -> None:
        say("saving", number)
        files.save(then=saved)

    def saved() -> None:
        nonlocal number, is_saving
        say("saved", number)
        number, is_saving = number + 1, False
        document.edit("Edit", value_of(number))

    def kept(*_: object) -> None:
        nonlocal number, is_saving
        if not is_saving:
            say("kept", number)
            number, is_saving = number + 1, True
            document.edit("Edit", value_of(number))
            save()

    autosave.kept.connect(kept)
    save()
    app.exec()
