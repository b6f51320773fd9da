"""The box over the map in which an own place is drawn, named and sourced."""

from __future__ import annotations

from typing import Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from data.atlas import Atlas
from data.briefing.joining import LANGUAGES
from data.briefing.value import Briefing, Place
from data.texts import LANGUAGE_NAMES, N_, Texts
from ui.briefing.map_box import MapBox
from ui.briefing.sourcing import SourcePicker
from ui.session import Session
from ui.theme import THEMES

WIDTH_PX = 360
Kind = Literal["point", "line", "area"]
KINDS: dict[Kind, str] = {"point": N_("Point"), "line": N_("Line"), "area": N_("Area")}
HINTS: dict[Kind, str] = {
    "point": N_("Click the place on the map."),
    "line": N_("Click along the line; a double click or Done ends it."),
    "area": N_("Click around the area; a double click, the first point or Done ends it."),
}
LONGEST_NAME = 200


class PlaceBox(MapBox):
    """First asks for points, then for names and sources; knows nothing of the document's edits."""

    kind_chosen = Signal(str)
    done = Signal()
    again = Signal()
    kept = Signal()
    cancelled = Signal()

    def __init__(self, ground: QWidget, session: Session, texts: Texts) -> None:
        """Make the box on the map, hidden."""
        super().__init__(ground, "placeBox", WIDTH_PX)
        self._session = session
        self.kind: Kind = "point"
        self._is_new = True
        self._others: dict[Any, str] = {}
        self.title, self.hint, self.note = QLabel(), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.kinds = {kind: QToolButton() for kind in KINDS}
        group = QButtonGroup(self)
        for kind, choice in self.kinds.items():
            group.addButton(choice)
            choice.setCheckable(True)
            choice.setProperty("role", "toggle")
            choice.clicked.connect(lambda _=False, kind=kind: self.kind_chosen.emit(kind))
        self.fields = {language: QLineEdit() for language in LANGUAGES}
        self.note_field = QLineEdit()
        self.sources = SourcePicker()
        self.sources.told.connect(self.tell)
        self.done_button, self.cancel_button = QPushButton(), QPushButton()
        self.keep_button, self.again_button = QPushButton(), QPushButton()
        for button, signal in (
            (self.done_button, self.done),
            (self.cancel_button, self.cancelled),
            (self.keep_button, self.kept),
            (self.again_button, self.again),
        ):
            button.clicked.connect(signal)
        self._lay_out()
        self.retext(texts)

    @property
    def names(self) -> dict[Any, str]:
        """The names given, by language."""
        named = {language: " ".join(field.text().split()) for language, field in self.fields.items()}
        return {language: name for language, name in named.items() if name}

    def retext(self, texts: Texts) -> None:
        """Write everything in a language and in the theme's colours."""
        self._texts = texts
        self.title.setText(texts("Own place"))
        self.setAccessibleName(texts("Own place"))
        for kind, button in self.kinds.items():
            button.setText(texts(KINDS[kind]))
        for language, field in self.fields.items():
            field.setPlaceholderText(texts("Name in {language}", language=LANGUAGE_NAMES[language]))
            field.setAccessibleName(field.placeholderText())
        self.note_field.setPlaceholderText(texts("Note"))
        self.note_field.setAccessibleName(texts("Note"))
        self.sources.retext(texts)
        self.done_button.setText(texts("Done"))
        self.cancel_button.setText(texts("Cancel"))
        self.again_button.setText(texts("Draw again"))
        self.keep_button.setText(texts("Add the place") if self._is_new else texts("Change the place"))
        self.hint.setText(texts(HINTS[self.kind]))
        self.colour(THEMES[self._session.scene.theme])

    def show_place(self, place: Place | None, briefing: Briefing, atlas: Atlas) -> None:
        """Show a place to change it, or nothing yet."""
        self._is_new = place is None
        self.kind = place.kind if place else "point"
        self.kinds[self.kind].setChecked(True)
        for language, field in self.fields.items():
            field.setMaxLength(max(LONGEST_NAME, len(place.names.get(language, "")) if place else 0))
            field.setText(place.names.get(language, "") if place else "")
        notes = (place.note if place else None) or {}
        shown = self._session.scene.language
        self.note_field.setText(next((text for known, text in notes.items() if known == shown), ""))
        self.sources.show_sources(briefing, atlas, place.sources if place else ())
        self.tell("")
        self.retext(self._texts)

    def ask_for_points(self, kind: Kind) -> None:
        """Ask for the points of a kind of place."""
        self.kind = kind
        self.kinds[kind].setChecked(True)
        self._show_step(is_drawing=True)
        self.show_count(0, is_enough=False)

    def ask_for_names(self) -> None:
        """Ask for names and sources of what was drawn."""
        self._show_step(is_drawing=False)
        self.fields[next((at for at in LANGUAGES if at == self._session.scene.language), "en")].setFocus()

    def show_count(self, count: int, *, is_enough: bool) -> None:
        """Say how many points there are."""
        said = self._texts.count("{n} point", "{n} points", count)
        self.tell(said if count else "")
        self.done_button.setEnabled(is_enough)

    def note_with(self, notes: Any) -> Any:
        """Return notes with the one written here in the language on show; None for none."""
        language, text = self._session.scene.language, self.note_field.text().strip()
        kept = {known: note for known, note in (notes or {}).items() if known != language}
        return ({**kept, language: text} if text else kept) or None

    def tell(self, text: str) -> None:
        """Say something at the foot of the box."""
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go on with Enter, cancel with Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.done if self.done_button.isVisibleTo(self) else self.kept).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _show_step(self, *, is_drawing: bool) -> None:
        for choice in self.kinds.values():
            choice.setVisible(is_drawing)
        self.hint.setVisible(is_drawing)
        self.hint.setText(self._texts(HINTS[self.kind]))
        self.done_button.setVisible(is_drawing and self.kind != "point")
        self.form.setVisible(not is_drawing)
        for button in (self.keep_button, self.again_button):
            button.setVisible(not is_drawing)
        self.show()
        self.place()
        self.raise_()

    def _lay_out(self) -> None:
        self.title.setProperty("role", "speaker")
        self.hint.setProperty("role", "meta")
        self.note.hide()
        self.form = QWidget()
        rows = QFormLayout(self.form)
        rows.setContentsMargins(0, 0, 0, 0)
        for widget in (*self.fields.values(), self.note_field, self.sources):
            rows.addRow(widget)
        kinds, buttons = QHBoxLayout(), QHBoxLayout()
        for choice in self.kinds.values():
            kinds.addWidget(choice)
        kinds.addStretch(1)
        for button in (self.cancel_button, self.again_button, self.done_button, self.keep_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.addWidget(self.title)
        column.addLayout(kinds)
        for widget in (self.hint, self.form, self.note):
            column.addWidget(widget)
        column.addLayout(buttons)
