"""Choosing the sources of a claim or a place: the document's, and new ones with title, address, date, licence."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from data.atlas import Atlas
from data.briefing.edits import new_id, with_part
from data.briefing.integrity import is_date
from data.briefing.value import Briefing, Source
from data.texts import N_, Texts

FIELDS = {
    "title": N_("Title of the source"),
    "url": N_("Address"),
    "date": N_("Date"),
    "licence": N_("Licence"),
}
ID = Qt.ItemDataRole.UserRole


class SourcePicker(QWidget):
    """A list of sources to tick, and fields for one that is not there yet."""

    told = Signal(str)
    """Why a source was not taken, in the language on show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self._made: dict[str, Source] = {}
        self._briefing = Briefing()
        self._taken: frozenset[str] = frozenset()
        self.list = QListWidget()
        self.list.setFixedHeight(96)
        self.fields = {name: QLineEdit() for name in FIELDS}
        self.add_button = QPushButton()
        self.add_button.clicked.connect(self.add)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        for field in self.fields.values():
            field.setMaxLength(1_000)
            form.addRow(field)
        form.addRow(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        column.addLayout(form)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.list.setAccessibleName(texts("Sources"))
        for name, text in FIELDS.items():
            self.fields[name].setPlaceholderText(texts(text))
            self.fields[name].setAccessibleName(texts(text))
        self.add_button.setText(texts("Add this source"))

    def show_sources(self, briefing: Briefing, atlas: Atlas, picked: Iterable[str] = ()) -> None:
        """Offer the document's sources and its articles', with some ticked; also shipped ones that are ticked."""
        self._briefing, self._made = briefing, {}
        self._taken = frozenset(atlas.sources)
        self.list.clear()
        ticked = list(picked)
        own = [source.id for source in briefing.sources]
        own += [article.source or article.id for article in briefing.articles]
        for name in dict.fromkeys((*ticked, *own)):
            if name in atlas.sources:
                self._offer(name, atlas.sources[name].title, is_picked=name in ticked)

    @property
    def picked(self) -> tuple[str, ...]:
        """The sources that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(item.data(ID) for item in items if item.checkState() == Qt.CheckState.Checked)

    @property
    def has_half_written(self) -> bool:
        """Whether a source is written in the fields that was not added."""
        return bool(self.fields["title"].text().strip())

    def add(self) -> bool:
        """Add the source that is written in the fields, ticked; tells whether that went."""
        values = {name: field.text().strip() for name, field in self.fields.items()}
        if not values["title"]:
            self.told.emit(self._texts("A source needs a title."))
            return False
        if values["date"] and not is_date(values["date"]):
            self.told.emit(self._texts("A date such as 2024, 2024-08 or 2024-08-09"))
            return False
        name = new_id(self._briefing, "source", (*self._taken, *self._made))
        self._made[name] = Source(
            id=name,
            title=values["title"],
            url=values["url"] or None,
            date=values["date"] or None,
            licence=values["licence"],
            kind="page" if values["url"] else "own",
        )
        self._offer(name, values["title"], is_picked=True)
        for field in self.fields.values():
            field.clear()
        return True

    def with_sources(self, briefing: Briefing) -> Briefing:
        """Return the briefing with the ticked sources that are new to it: written here, or an article's citation."""
        articles = {article.id: article for article in briefing.articles if article.source is None}
        known = {source.id for source in briefing.sources}
        for name in self.picked:
            if name in self._made:
                briefing = with_part(briefing, self._made[name])
            elif name in articles and name not in known:
                article = articles[name]
                titles = (article.outlet, article.title.get(article.language, ""))
                title = ", ".join(part for part in titles if part) or name
                made = Source(
                    id=name,
                    title=title,
                    url=article.url,
                    date=article.date or None,
                    licence=article.licence,
                    kind="press",
                )
                briefing = with_part(briefing, made)
        return briefing

    def _offer(self, name: str, title: str, *, is_picked: bool) -> None:
        item = QListWidgetItem(" ".join(title.split())[:200])
        item.setData(ID, name)
        item.setCheckState(Qt.CheckState.Checked if is_picked else Qt.CheckState.Unchecked)
        self.list.addItem(item)
