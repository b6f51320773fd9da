"""The ledger: the document's own claims, and a form in which one is written or changed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from data.briefing.edits import new_id, with_part, without_part
from data.briefing.integrity import is_date
from data.briefing.joining import LANGUAGES
from data.briefing.value import Claim
from data.texts import LANGUAGE_NAMES, N_, Texts
from maps.cards.desk import feature_name
from maps.cards.words import CONFIDENCE
from ui.briefing.document import Document
from ui.briefing.feature_field import FeatureField
from ui.briefing.figures import choose, chosen, fill, number_in, read_number
from ui.briefing.sourcing import SourcePicker
from ui.session import Session

ROWS = {
    "about": N_("About"),
    "measure": N_("What is measured"),
    "value": N_("Value"),
    "top": N_("Up to (for a range)"),
    "unit": N_("Unit"),
    "asof": N_("As of"),
    "note": N_("Note"),
}


class LedgerWindow(QWidget):
    """A window of its own; adding, changing and removing a claim is one step each."""

    def __init__(self, document: Document, session: Session, texts: Texts, parent: QWidget) -> None:
        """Make the window, closed."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("ledger")
        self.resize(780, 720)
        self._document = document
        self._session = session
        self._current: str | None = None
        self._excerpt: str | None = None
        self.list = QListWidget()
        self.about = FeatureField(session, texts)
        self.measure, self.unit, self.confidence = QComboBox(), QComboBox(), QComboBox()
        self.lines = {name: QLineEdit() for name in ("value", "top", "asof", "note")}
        self.texts = {language: QLineEdit() for language in LANGUAGES}
        self.sources = SourcePicker()
        self.labels = {name: QLabel() for name in (*ROWS, "confidence", "sources", *LANGUAGES)}
        self.note = QLabel(wordWrap=True)
        self.new, self.save, self.delete = QPushButton(), QPushButton(), QPushButton()
        self._lay_out()
        self.sources.told.connect(self.note.setText)
        self.new.clicked.connect(lambda _=False: self.begin())
        self.save.clicked.connect(self.keep)
        self.delete.clicked.connect(self.remove)
        self.list.currentRowChanged.connect(self._on_row)
        document.changed.connect(self._refresh)
        self.retext(texts)
        self.begin()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.setWindowTitle(texts("Own claims"))
        self.list.setAccessibleName(texts("Own claims"))
        for name, text in ROWS.items():
            self.labels[name].setText(texts(text))
            if name in self.lines:
                self.lines[name].setAccessibleName(texts(text))
        self.labels["confidence"].setText(texts("Confidence"))
        self.labels["sources"].setText(texts("Sources"))
        for language, line in self.texts.items():
            self.labels[language].setText(texts("In words ({language})", language=LANGUAGE_NAMES[language]))
            line.setAccessibleName(self.labels[language].text())
        self.about.write(texts, texts("Place, deposit, corridor…"), texts("About"))
        self.sources.retext(texts)
        terms = self._session.atlas.terms
        fill(self.measure, {slug: texts.name(names) for slug, names in terms["measure"].items()})
        fill(self.unit, {"": ""} | {slug: texts.name(names) for slug, names in terms["unit"].items()})
        fill(self.confidence, {slug: texts(text) for slug, text in CONFIDENCE.items()}, is_open=False)
        for box, name in ((self.measure, "measure"), (self.unit, "unit")):
            box.setAccessibleName(texts(ROWS[name]))
        self.confidence.setAccessibleName(texts("Confidence"))
        self.new.setText(texts("New claim"))
        self.delete.setText(texts("Delete"))
        self.lines["asof"].setPlaceholderText("2025-06")
        self._refresh()

    def open(self) -> None:
        """Come up."""
        self.show()
        self.activateWindow()

    def begin(self, about: str = "", words: str = "", excerpt: str = "", sources: tuple[str, ...] = ()) -> None:
        """Begin a new claim, perhaps about a feature, from words of a passage that hold a number."""
        self._current, self._excerpt = None, excerpt or None
        for line in (*self.lines.values(), *self.texts.values()):
            line.clear()
        self.about.show_choice(about)
        value = number_in(words)
        self.lines["value"].setText("" if value is None else f"{value:g}")
        self.measure.setCurrentIndex(self.measure.findData("article-says") if excerpt else -1)
        if not excerpt:
            self.measure.clearEditText()
        self.unit.setCurrentIndex(self.unit.findData(""))
        self.confidence.setCurrentIndex(self.confidence.findData("medium"))
        self.sources.show_sources(self._document.briefing, self._session.atlas, sources)
        self.note.clear()
        self._refresh()

    def show_claim(self, claim: Claim) -> None:
        """Show a claim to change it."""
        self._current, self._excerpt = claim.id, claim.excerpt
        low, high = claim.value if isinstance(claim.value, tuple) else (claim.value, None)
        self.lines["value"].setText("" if low is None else repr(low).removesuffix(".0"))
        self.lines["top"].setText("" if high is None else repr(high).removesuffix(".0"))
        self.lines["asof"].setText(claim.asof or "")
        language = self._language()
        self.lines["note"].setText((claim.note or {}).get(language, ""))
        for known, line in self.texts.items():
            line.setText(claim.text.get(known, ""))
        self.about.show_choice(claim.about)
        choose(self.measure, claim.measure)
        choose(self.unit, claim.unit or "")
        self.confidence.setCurrentIndex(self.confidence.findData(claim.confidence))
        self.sources.show_sources(self._document.briefing, self._session.atlas, claim.sources)
        self.note.clear()
        self._refresh()

    def keep(self) -> None:
        """Take the claim into the ledger, or say what it lacks."""
        if self.sources.has_half_written and not self.sources.add():
            return
        made = self._written()
        if isinstance(made, str):
            self.note.setText(made)
            return
        is_new = self._current is None
        briefing = with_part(self.sources.with_sources(self._document.briefing), made)
        self._current = made.id
        self._document.edit(N_("Add a claim") if is_new else N_("Change the claim"), briefing)
        self.sources.show_sources(self._document.briefing, self._session.atlas, made.sources)
        self.note.setText(
            "" if made.sources else self._texts("This claim has no source: it is marked as not confirmed.")
        )

    def remove(self) -> None:
        """Take the claim that is shown out of the ledger."""
        if self._current:
            name, self._current = self._current, None
            self._document.edit(N_("Delete the claim"), without_part(self._document.briefing, "claim", name))
            self.begin()

    def _written(self) -> Claim | str:
        """Return the claim that the form holds, or why it holds none."""
        texts, about = self._texts, self.about.take()
        measure, unit = chosen(self.measure), chosen(self.unit)
        asof = self.lines["asof"].text().strip()
        try:
            numbers = [read_number(self.lines[name].text()) for name in ("value", "top")]
        except ValueError as error:
            return texts(
                "Write the value as 1234 or 1.5: {number} can be read in two ways, or is no number.",
                number=error.args[0],
            )
        low, high = numbers
        value: Any = low if high is None else (low, high)
        lacks = {
            texts("Choose what the claim is about."): about is None,
            texts("Choose or write what is measured."): not measure,
            texts("A date such as 2024, 2024-08 or 2024-08-09"): bool(asof) and not is_date(asof),
            texts("The range ends before it begins."): high is not None and (low is None or low > high),
        }
        for text, is_lacking in lacks.items():
            if is_lacking:
                return text
        said = {language: line.text().strip() for language, line in self.texts.items() if line.text().strip()}
        if not said:
            return texts("Say the claim in one sentence, with its figure.")
        known = next((one for one in self._document.briefing.claims if one.id == self._current), None)
        language, note = self._language(), self.lines["note"].text().strip()
        notes = {at: text for at, text in ((known and known.note) or {}).items() if at != language}
        sources = self.sources.picked
        return Claim(
            id=self._current or new_id(self._document.briefing, "claim", (c.id for c in self._session.facts.claims)),
            about=str(about),
            measure=measure,
            text=said,
            value=value,
            unit=unit or None,
            asof=asof or None,
            sources=sources,
            confidence=self.confidence.currentData() if sources else "unverified",
            note=({**notes, language: note} if note else notes) or None,
            excerpt=self._excerpt,
            is_private=known is not None and known.is_private,
        )

    def _language(self) -> Any:
        return self._session.scene.language

    def _on_row(self, row: int) -> None:
        claims = self._document.briefing.claims
        if 0 <= row < len(claims) and claims[row].id != self._current:
            self.show_claim(claims[row])

    def _refresh(self) -> None:
        """List the claims as they are; one that has gone is no longer shown."""
        claims, atlas, texts = self._document.briefing.claims, self._session.atlas, self._texts
        if self._current and all(claim.id != self._current for claim in claims):
            self._current = None
        self.list.blockSignals(True)
        self.list.clear()
        for claim in claims:
            about = feature_name(atlas, claim.about, texts) if claim.about in atlas.features else claim.about
            said = claim.text.get(self._language()) or next(iter(claim.text.values()), claim.measure)
            self.list.addItem(f"{about}: {' '.join(said.split())[:90]}")
        self.list.setCurrentRow(next((row for row, claim in enumerate(claims) if claim.id == self._current), -1))
        self.list.blockSignals(False)
        self.save.setText(texts("Change the claim") if self._current else texts("Add to the ledger"))
        self.delete.setEnabled(self._current is not None)

    def _lay_out(self) -> None:
        form = QWidget()
        rows = QFormLayout(form)
        widgets: dict[str, QWidget] = {
            "about": self.about,
            "measure": self.measure,
            **{name: self.lines[name] for name in ("value", "top")},
            "unit": self.unit,
            "asof": self.lines["asof"],
            **{str(language): line for language, line in self.texts.items()},
            "sources": self.sources,
            "confidence": self.confidence,
            "note": self.lines["note"],
        }
        for name, widget in widgets.items():
            rows.addRow(self.labels[name], widget)
        buttons = QHBoxLayout()
        buttons.addWidget(self.new)
        buttons.addStretch(1)
        buttons.addWidget(self.delete)
        buttons.addWidget(self.save)
        side = QWidget()
        column = QVBoxLayout(side)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(form)
        column.addWidget(area, 1)
        column.addWidget(self.note)
        column.addLayout(buttons)
        parts = QSplitter()
        parts.addWidget(self.list)
        parts.addWidget(side)
        parts.setStretchFactor(1, 1)
        QVBoxLayout(self).addWidget(parts)
