"""The dialog of all exports: formats at the left, what can be chosen, a preview, and what came of it. Locks nothing."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from data.briefing.value import Briefing
from data.errors import AtlasError
from data.settings import folders
from data.texts import N_, Texts
from maps.cache import Prepared, prepare
from maps.exports.format import Format
from maps.exports.show import ExportShow, show_of
from maps.titling import text_of
from ui.background import run_in_background
from ui.briefing.file_dialogs import as_file_name
from ui.exports import formats
from ui.exports.batch import Batch, told
from ui.exports.options_form import OptionsForm
from ui.exports.preview import Preview
from ui.exports.remembered import recall, remember
from ui.exports.target import Target
from ui.session import Session
from ui.sheet import Sheet

AUDIENCES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "slides": (N_("Slides for a ministry"), "pptx", {}),
    "pictures": (N_("Pictures for slides"), "png", {"size": "1920x1080", "look": "plain"}),
    "print": (N_("Handout on paper"), "pdf", {"layout": "handout", "notes": False}),
    "notes": (N_("Handout with the speaker's notes"), "pdf", {"layout": "handout", "notes": True}),
    "web": (N_("For the web"), "html", {}),
    "data": (N_("Data for others' maps"), "gpkg", {}),
}
"""Presets: their name, format, and options other than the defaults."""


class ExportDialog(Sheet):
    """Chooses, previews and runs exports of the document that is open."""

    def __init__(
        self,
        session: Session,
        briefing: Briefing,
        media: Mapping[str, bytes],
        current: int,
        texts: Texts,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with what was chosen last."""
        super().__init__(texts("Export"), texts, parent)
        self._session, self._briefing, self._media, self._texts = session, briefing, media, texts
        self._prepared: Prepared | None = None
        self._batch: Batch | None = None
        self._form: OptionsForm | None = None
        self._kept = recall()
        self.formats = QListWidget()
        self.formats.setAccessibleName(texts("Formats"))
        self.audience = QComboBox()
        self.target = Target(self._kept, as_file_name(text_of(briefing.title, texts.language)[0]), current, texts)
        self.preview = Preview(texts)
        self.bar, self.word, self.hint = QProgressBar(), QLabel(), QLabel()
        self.export_button, self.cancel_button = QPushButton(texts("Export")), QPushButton(texts("Cancel"))
        self.retry_button, self.show_button = QPushButton(), QPushButton(texts("Show file"))
        self._fill()
        self._lay_out()
        self._connect()
        self._rest()
        self._choose(self._kept.format or "png")
        run_in_background(lambda: prepare(session.facts, folders().cache), self._take, self._on_unprepared, self)

    @property
    def format(self) -> Format | None:
        """The format that is chosen."""
        item = self.formats.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else None

    @property
    def form(self) -> OptionsForm | None:
        """The options of the format."""
        return self._form

    @property
    def is_exporting(self) -> bool:
        """Whether an export is under way."""
        return self._batch is not None and not self.cancel_button.isHidden()

    # Choosing

    def _fill(self) -> None:
        known = {format_.id for format_ in formats()}
        self.audience.setAccessibleName(self._texts("Made for"))
        self.audience.addItem(self._texts("Preset…"), "")
        for name, (title, format_, _) in AUDIENCES.items():
            if format_ in known:
                self.audience.addItem(self._texts(title), name)
        for each in formats():
            item = QListWidgetItem(self._texts(each.title))
            item.setData(Qt.ItemDataRole.UserRole, each)
            self.formats.addItem(item)

    def _choose(self, name: str) -> None:
        for row in range(self.formats.count()):
            if self.formats.item(row).data(Qt.ItemDataRole.UserRole).id == name:
                self.formats.setCurrentRow(row)
                return
        self.formats.setCurrentRow(0)

    def _on_audience(self) -> None:
        name = self.audience.currentData()
        if name:
            _, format_, options = AUDIENCES[name]
            self._kept.options[format_] = dict(options)
            self._choose(format_)
            self._show_format()

    def _show_format(self) -> None:
        format_ = self.format
        if format_ is None:
            return
        form = OptionsForm(format_, self._kept.options.get(format_.id, {}), self._texts)
        form.changed.connect(self._on_changed)
        if self._form:
            self._place.replaceWidget(self._form, form)
            self._form.deleteLater()
        else:
            self._place.insertWidget(1, form)
        self._form = form
        self.target.serve(format_)
        lacks = bool(format_.lacks)
        self.hint.setText(
            self._texts("To be installed first: pip install {name}", name=format_.install) if lacks else ""
        )
        self.hint.setVisible(lacks)
        self.export_button.setEnabled(not lacks and self._prepared is not None)
        self._on_changed()

    def _on_changed(self) -> None:
        format_ = self.format
        if format_ is None or self._form is None or self.is_exporting:
            return
        self._kept.format = format_.id
        self._kept.options[format_.id] = self._form.options
        show = None
        languages = self.target.chosen_languages or (self._texts.language,)
        try:
            show = self._show_in(languages[0]) if self._prepared and format_.needs_page else None
            self.word.setText("")
        except AtlasError as error:
            self.word.setText(str(error))
        self.preview.show_of(format_, self._form.options, show, self._prepared)

    # Exporting

    def start(self) -> None:
        """Export what is chosen."""
        format_, path, languages = self.format, self.target.path, self.target.chosen_languages
        if format_ is None or self._form is None or self._prepared is None or self.is_exporting:
            return
        if path is None or not languages:
            self.word.setText(self._texts("Name a file.") if path is None else self._texts("Choose a language."))
            return
        self._keep()
        self.preview.stop()
        self._batch = Batch(format_, path, languages, self._show_in, self._form.options, self._prepared, self)
        self._batch.progressed.connect(self._tell)
        self._batch.finished.connect(self._on_finished)
        self._begin()

    def cancel(self) -> None:
        """Stop the export under way."""
        if self._batch and self.is_exporting:
            self._batch.cancel()

    def _begin(self) -> None:
        self.export_button.hide()
        self.cancel_button.show()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.word.setText("")
        self.retry_button.hide()
        self.show_button.hide()
        if self._batch:
            self._batch.start()

    def _tell(self, done: int, total: int, title: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.word.setText(self._texts("{done} of {total}: {title}", done=done + 1, total=total, title=title))

    def _on_finished(self) -> None:
        self._rest()
        batch = self._batch
        if batch is None:
            return
        self.word.setText(told(batch, self._texts))
        self.show_button.setVisible(bool(batch.written))
        numbers = ", ".join(str(failed.shot.number) for failed in batch.failed)
        self.retry_button.setText(self._texts("Retry {numbers}", numbers=numbers))
        self.retry_button.setVisible(bool(numbers) and not batch.is_cancelled)

    def _rest(self) -> None:
        self.cancel_button.hide()
        self.bar.hide()
        self.retry_button.hide()
        self.show_button.hide()
        self.export_button.show()

    def _show_file(self) -> None:
        if self._batch and self._batch.written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._batch.written[0].absolute().parent)))

    def _show_in(self, language: str) -> ExportShow:
        assert self._prepared is not None  # noqa: S101  asked for once it is there
        today = datetime.datetime.now().astimezone().date()
        numbers = self.target.chosen_numbers if self.format and self.format.is_by_scene else ""
        facts, measures = self._session.facts, self._prepared.measures
        return show_of(facts, self._briefing, measures, language, today, numbers=numbers, media=self._media)

    # Inside

    def _take(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self._show_format()

    def _on_unprepared(self, error: Exception) -> None:
        self.word.setText(str(error))

    def _keep(self) -> None:
        path = self.target.path
        self._kept.scenes = str(self.target.scenes.currentData())
        self._kept.numbers = self.target.numbers.text()
        self._kept.languages = list(self.target.chosen_languages)
        self._kept.folder = str(path.parent) if path else ""
        remember(self._kept)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Stop what is under way."""
        self._leave()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Stop what is under way: closed by its button or by Esc."""
        self._leave()
        super().done(result)

    def _leave(self) -> None:
        self.preview.stop()
        self.cancel()

    def _connect(self) -> None:
        self.formats.currentItemChanged.connect(lambda *_: self._show_format())
        self.audience.activated.connect(lambda _: self._on_audience())
        self.target.changed.connect(self._on_changed)
        buttons: dict[QPushButton, Callable[[], None]] = {
            self.export_button: self.start,
            self.cancel_button: self.cancel,
            self.retry_button: self._begin,
            self.show_button: self._show_file,
        }
        for button, act in buttons.items():
            button.clicked.connect(lambda _=False, act=act: act())

    def _lay_out(self) -> None:
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, 0, 0)
        self.formats.setFixedWidth(210)
        columns.addWidget(self.formats)
        self._place = QVBoxLayout()
        self._place.addWidget(self.audience)
        self._place.addWidget(self.target)
        self._place.addWidget(self.hint)
        self._place.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignHCenter)
        self._place.addStretch(1)
        for label in (self.word, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.word.setObjectName("exportWord")
        self._place.addWidget(self.word)
        self._place.addWidget(self.bar)
        for button in (self.show_button, self.retry_button, self.cancel_button):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.addButton(self.export_button, QDialogButtonBox.ButtonRole.AcceptRole)
        columns.addLayout(self._place, 1)
        self.add(body, stretch=1)
        self._close.setAutoDefault(False)
        self.export_button.setDefault(True)
        self.formats.setFocus()
        self.resize(820, 640)
