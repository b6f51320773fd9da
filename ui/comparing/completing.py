"""Fields in which places, legs, countries or deposits are named, completed under any of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from data.atlas import Atlas
from data.network import Leg, Node
from data.texts import LANGUAGE_NAMES, Texts
from maps.planning.cuts import name_of
from maps.planning.naming import Naming

SHOWN = 12
"""At most so many names are offered at once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its name in the language on show, unique among all, and what it is."""

    id: str
    label: str
    detail: str


class Choices:
    """What may be chosen, found by the beginnings of words of any of its names, in any language."""

    def __init__(self, atlas: Atlas, ids: Iterable[str], texts: Texts) -> None:
        """Take features (or modes) by id; their names are indexed when first asked for."""
        self._atlas = atlas
        self._ids = tuple(ids)
        self._words: dict[str, frozenset[str]] = {}
        self._naming: Naming | None = None
        self.relabel(texts)

    def relabel(self, texts: Texts) -> None:
        """Name everything in a language."""
        self._texts = texts
        self._naming = None
        names = {name: closable_name(self._atlas, name, texts) for name in self._ids}
        seen = Counter(label.casefold() for label in names.values())
        self._choices = {
            name: Choice(name, label if seen[label.casefold()] == 1 else f"{label} ({name})", self._detail(name))
            for name, label in names.items()
        }
        self._at = {choice.label.casefold(): name for name, choice in self._choices.items()}

    def label(self, name: str) -> str:
        """Return what a choice is called; nothing if it is none."""
        return self._choices[name].label if name in self._choices else ""

    def known(self, written: str) -> str | None:
        """Return the choice that is named in full, or by its id."""
        wanted = written.strip()
        found = self._at.get(wanted.casefold())
        return found or (wanted.upper() if wanted.upper() in self._choices else None)

    def find(self, written: str) -> list[Choice]:
        """Return the choices in whose names every word written begins some word, the plainest first."""
        from data.gazetteer import fold, words_of

        if not self._words:
            self._index()
        wanted = words_of(written)
        if not wanted:
            return []
        found = [
            choice
            for choice in self._choices.values()
            if all(any(word.startswith(part) for word in self._words[choice.id]) for part in wanted)
        ]
        whole = fold(written)
        found.sort(key=lambda choice: (not fold(choice.label).startswith(whole), self._rank(choice), choice.label))
        return found[:SHOWN]

    def naming(self) -> Naming:
        """Return what understands other spellings, and says what might have been meant."""
        if self._naming is None:
            from maps.search import Finder

            self._naming = Naming(self._atlas, Finder(self._atlas), self._texts)
        return self._naming

    def _rank(self, choice: Choice) -> tuple[bool, int]:
        return choice.id in self._atlas.legs, len(choice.label)

    def _detail(self, name: str) -> str:
        """Return what is said beside a name: the country of a place, the mode of a leg."""
        known = self._atlas.features.get(name)
        if isinstance(known, Leg):
            return self._atlas.term("mode", known.mode, self._texts.language)
        country = self._atlas.countries.get(str(getattr(known, "country", "")))
        return self._texts.name(country.names) if country else ""

    def _index(self) -> None:
        """Gather the words of all names: those of the facts in each language, ids, other and former ones."""
        from data.gazetteer import Gazetteer, fold, words_of

        words = {name: {fold(name)} for name in self._ids}
        others: dict[str, list[str]] = {}
        for feature, name, _ in Gazetteer().feature_names():
            others.setdefault(feature, []).append(name)
        for name in self._ids:
            known = self._atlas.features.get(name)
            for part in (known.start, known.end) if isinstance(known, Leg) else (name,):
                for called in (*self._called(part), *others.get(part, ())):
                    words[name].update((fold(called), *words_of(called)))
        self._words = {name: frozenset(found) for name, found in words.items()}

    def _called(self, name: str) -> tuple[str, ...]:
        known = self._atlas.features.get(name)
        if known is None:
            return tuple(self._atlas.term("mode", name, language) for language in LANGUAGE_NAMES)
        if isinstance(known, Leg):
            return ()
        return (*known.names.values(), *(known.short.values() if isinstance(known, Node) else ()))


def closable_name(atlas: Atlas, name: str, texts: Texts) -> str:
    """Return what a feature is called, or all legs of a mode."""
    called = name_of(atlas, name, texts)
    return called if name in atlas.features else texts("Legs: {mode}", mode=called)


class _Offered(QAbstractListModel):
    """The names that fit what is written so far."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []

    def show(self, choices: list[Choice]) -> None:
        """Offer others."""
        self.beginResetModel()
        self._choices = choices
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:  # noqa: N802  Qt's name
        """Return how many are offered."""
        return 0 if parent is not None and parent.isValid() else len(self._choices)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row: the name with what it is, or the name alone for the field."""
        if not index.isValid():
            return None
        choice = self._choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{choice.label} · {choice.detail}" if choice.detail else choice.label
        return choice.label if role == Qt.ItemDataRole.EditRole else None


class NameField(QLineEdit):
    """A field that completes names; Esc clears it before it means anything else."""

    submitted = Signal()
    """Enter was pressed, or a name picked from those offered."""

    def __init__(self, choices: Choices, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self._choices = choices
        self._offered = _Offered(self)
        self._completer = QCompleter(self._offered, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        self._completer.setMaxVisibleItems(SHOWN)
        self.setCompleter(self._completer)
        self.textEdited.connect(lambda text: self._offered.show(self._choices.find(text)))
        self.returnPressed.connect(self.submitted)
        # Later than the field's own answer, which writes the name into it.
        self._completer.activated[str].connect(lambda _: self.submitted.emit(), Qt.ConnectionType.QueuedConnection)  # type: ignore[index]

    def retext(self, placeholder: str, name: str) -> None:
        """Write what the field is for, in a language."""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)

    def known(self) -> str | None:
        """Return the choice that is named in full."""
        return self._choices.known(self.text())

    def show_choice(self, name: str) -> None:
        """Write a choice's name into the field."""
        self.setText(self._choices.label(name))
        self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        """Keep Esc for itself while there is text."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._wants(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Clear with Esc."""
        popup = self._completer.popup()
        if self._wants(event) and not (popup and popup.isVisible()):
            self.clear()
        else:
            super().keyPressEvent(event)

    def _wants(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and bool(self.text())
