"""The citation of an article: title, outlet, author, date, address, licence, language. What is missing is amber."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from data.briefing.integrity import is_date
from data.briefing.value import Article
from data.texts import LANGUAGE_NAMES, N_, Texts
from maps.scene import Theme
from ui.theme import THEMES

FIELDS = {
    "title": N_("Title"),
    "outlet": N_("Outlet"),
    "author": N_("Author"),
    "date": N_("Date"),
    "url": N_("Address"),
    "licence": N_("Licence"),
}
LONGEST = 1_000


class ArticleForm(QWidget):
    """Writes the fields of one article; ``edited`` hands over the article after a change, and the field."""

    edited = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show no article yet."""
        super().__init__(parent)
        self._article: Article | None = None
        self.fields = {name: QLineEdit() for name in FIELDS}
        self.labels = {name: QLabel() for name in (*FIELDS, "language")}
        self.language = QComboBox()
        for slug, name in LANGUAGE_NAMES.items():
            self.language.addItem(name, slug)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for name, field in self.fields.items():
            field.setMaxLength(LONGEST)
            field.textEdited.connect(lambda _, name=name: self._on_edit(name))
            form.addRow(self.labels[name], field)
        form.addRow(self.labels["language"], self.language)
        self.language.activated.connect(lambda _: self._on_edit("language"))
        self.missing = QLabel(wordWrap=True)
        self.missing.setProperty("role", "meta")
        form.addRow(self.missing)

    def retext(self, texts: Texts, theme: Theme) -> None:
        """Write everything in a language."""
        self._texts, self._theme = texts, theme
        for name, text in FIELDS.items():
            self.labels[name].setText(texts(text))
            self.fields[name].setAccessibleName(texts(text))
        self.labels["language"].setText(texts("Language"))
        self.language.setAccessibleName(texts("Language"))
        self.fields["date"].setPlaceholderText("2025-12-19")
        self._judge()

    def show_article(self, article: Article | None) -> None:
        """Show an article's fields; one that is being written in keeps its cursor."""
        self._article = article
        self.setEnabled(article is not None)
        if article is None:
            for field in self.fields.values():
                field.clear()
            return
        for name, field in self.fields.items():
            value = article.title.get(article.language, "") if name == "title" else getattr(article, name) or ""
            is_half_written = name == "date" and field.hasFocus() and not is_date(field.text())
            if field.text() != value and not is_half_written:
                field.setText(value)
        self.language.setCurrentIndex(self.language.findData(article.language))
        self._judge()

    def missing_fields(self) -> tuple[str, ...]:
        """Return the fields that say nothing yet, or nothing that can be kept."""
        empty = [name for name, field in self.fields.items() if not field.text().strip()]
        date = self.fields["date"].text().strip()
        return (*empty, *(["date"] if date and not is_date(date) else []))

    def _on_edit(self, name: str) -> None:
        if self._article is None:
            return
        self._judge()
        changed = self._changed(self._article, name)
        if changed is not None and changed != self._article:
            self._article = changed
            self.edited.emit(changed, name)

    def _changed(self, article: Article, name: str) -> Article | None:
        """Return the article with what a field says now; None while that cannot be kept."""
        if name == "language":
            language: Any = self.language.currentData()
            title = {known: text for known, text in article.title.items() if known != article.language}
            if self.fields["title"].text():
                title[language] = self.fields["title"].text()
            return replace(article, language=language, title=title)
        value = self.fields[name].text().strip()
        if name == "title":
            rest = {known: text for known, text in article.title.items() if known != article.language}
            return replace(article, title={**rest, article.language: value} if value else rest)
        if name == "date" and value and not is_date(value):
            return None
        return replace(article, **{name: value or (None if name == "url" else "")})

    def _judge(self) -> None:
        """Let the fields that are missing be amber, and name them."""
        colours = THEMES[self._theme]
        missing = self.missing_fields() if self._article else ()
        for name, field in self.fields.items():
            is_missing = name in missing
            field.setProperty("missing", is_missing)
            field.setStyleSheet(f"QLineEdit {{ border-color: {colours.warn}; }}" if is_missing else "")
        named = ", ".join(self._texts(FIELDS[name]) for name in missing)
        self.missing.setText(self._texts("Missing: {fields}", fields=named) if named else "")
        self.missing.setStyleSheet(f"color: {colours.warn};")
        is_wrong = "date" in missing and bool(self.fields["date"].text().strip())
        hint = self._texts("A date such as 2024, 2024-08 or 2024-08-09") if is_wrong else ""
        self.fields["date"].setToolTip(hint)
