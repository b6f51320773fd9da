"""A field that completes the names of all features of the map, own places too, and knows other spellings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from data.texts import Texts
from maps.search import Finder
from ui.comparing.completing import SHOWN, Choice, Choices, NameField
from ui.session import Session


class FeatureChoices(Choices):
    """All features; those found by any spelling come after those whose names begin with what is written."""

    _search: Finder | None = None

    def find(self, written: str) -> list[Choice]:
        """Return the features that fit, best first."""
        found = super().find(written)
        if not found and len(written.strip()) > 2:
            hits = self._finder().find(written, self._texts.language, SHOWN)
            names = dict.fromkeys(hit.feature for hit in hits if hit.feature)
            found = [self._choices[name] for name in names if name in self._choices]
        return found[:SHOWN]

    def _finder(self) -> Finder:
        """Return the search, made when a name is first misspelt."""
        if self._search is None:
            self._search = Finder(self._atlas)
        return self._search


class FeatureField(NameField):
    """The field; it follows the facts when own places come and go."""

    def __init__(self, session: Session, texts: Texts) -> None:
        """Offer all features."""
        super().__init__(FeatureChoices(session.atlas, session.atlas.features, texts))
        self._session = session
        self._own = session.atlas.own
        self._texts = texts
        session.atlas_changed.connect(self._on_atlas)

    def write(self, texts: Texts, placeholder: str, name: str) -> None:
        """Write what the field is for, and the features' names, in a language."""
        if texts.language != self._texts.language:
            chosen = self.known()
            self._texts = texts
            self._choices.relabel(texts)
            if chosen:
                self.show_choice(chosen)
        self.retext(placeholder, name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Keep Enter, which takes the name that is written, from what lies around."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        popup = self._completer.popup()
        if is_enter and popup and popup.isVisible() and popup.currentIndex().isValid():
            event.ignore()  # the list of names takes it
            return
        super().keyPressEvent(event)
        if is_enter:
            event.accept()

    def take(self) -> str | None:
        """Return the feature that is named, or the only one that fits; None for none or several."""
        known = self.known()
        if known or not self.text().strip():
            return known
        found = self._choices.find(self.text())
        return found[0].id if len(found) == 1 else None

    def _on_atlas(self) -> None:
        atlas = self._session.atlas
        if atlas.own != self._own:
            self._own = atlas.own
            self._choices = FeatureChoices(atlas, atlas.features, self._texts)
