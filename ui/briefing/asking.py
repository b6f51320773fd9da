"""Questions that lock their window but nothing else: the map goes on, and the answer comes by a call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its text and what it does. ``is_harmful`` marks the one that loses something."""

    text: str
    act: Callable[[], object]
    is_harmful: bool = False


def ask(parent: QWidget, title: str, text: str, choices: Sequence[Choice], cancel: Choice, more: str = "") -> None:
    """Ask, without waiting for the answer. The first choice is the one that Enter takes; Esc takes ``cancel``."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowModality(Qt.WindowModality.WindowModal)
    box.setIcon(QMessageBox.Icon.Question if len(choices) > 1 else QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)  # names of files are not markup
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(more)
    box.setAccessibleName(text)
    acts: dict[QAbstractButton | None, Callable[[], object]] = {}
    for choice in choices:
        role = QMessageBox.ButtonRole.DestructiveRole if choice.is_harmful else QMessageBox.ButtonRole.AcceptRole
        button = box.addButton(choice.text, role)
        acts[button] = choice.act
        if choice is choices[0]:
            box.setDefaultButton(button)
    out = box.addButton(cancel.text, QMessageBox.ButtonRole.RejectRole)
    acts[out] = cancel.act
    box.setEscapeButton(out)
    box.finished.connect(lambda _: acts.get(box.clickedButton(), cancel.act)())
    box.open()
