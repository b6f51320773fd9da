"""Edit > Settings…: the user's choices, applied as they are made; Cancel takes them back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from data.settings import CHOICES, RANGES, Settings, system_language
from data.texts import LANGUAGE_NAMES, N_, Texts, load_texts
from maps import online
from ui.briefing.editor import Editor
from ui.briefing.saving import reason_of
from ui.preferences import Preferences, preferences_of
from ui.session import Session
from ui.sheet import Sheet
from ui.web_address import ask_to_open


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: its name in Settings, its title, its choices by value, and when a change takes effect if not now."""

    name: str
    title: str
    choices: dict[Any, str] | None = None
    note: str = ""

    @property
    def is_switch(self) -> bool:
        """Whether it is on or off."""
        return self.choices is None and self.name not in RANGES


NEXT_START = N_("Takes effect at the next start.")
NEXT_SHOW = N_("Takes effect when the next show begins.")
ONLINE = Row(
    "online_basemap",
    N_("Street map from the internet"),
    note=N_("The service learns which areas are looked at. Without a connection the built-in map stays."),
)

SECTIONS: tuple[tuple[str, tuple[Row, ...]], ...] = (
    (
        N_("Appearance"),
        (
            Row("language", N_("Language"), {"": ""} | LANGUAGE_NAMES),
            Row("theme", N_("Theme"), {"light": N_("Light"), "dark": N_("Dark")}),
            Row("reduced_motion", N_("Reduce motion: the map jumps instead of flying")),
            Row("safe_graphics", N_("Safe graphics: slower, for when the map stays blank"), note=NEXT_START),
        ),
    ),
    (
        N_("On stage"),
        (
            Row(
                "stage_look",
                N_("Audience's map"),
                {"projector": N_("Projector: large text, strong colours"), "plain": N_("Plain, as on the desk")},
            ),
            Row(
                "stage_text", N_("Text size on stage"), {size: f"{size}%" for size in CHOICES["stage_text"]}, NEXT_SHOW
            ),
        ),
    ),
    (
        N_("Saving"),
        (
            Row(
                "autosave_s",
                N_("Autosave at the latest after"),
                note=N_("Unsaved edits are kept in the program's own folder, usually within five seconds."),
            ),
        ),
    ),
    (N_("Internet"), (ONLINE,)),
)


class SettingsDialog(Sheet):
    """The rows of SECTIONS. What is chosen is applied and saved at once."""

    def __init__(self, window: QMainWindow, session: Session, preferences: Preferences, texts: Texts) -> None:
        """Show the settings as they are."""
        super().__init__(texts("Settings"), texts, window)
        self._session = session
        self._preferences = preferences
        self._before = preferences.settings
        self._language = texts.language
        self.fields: dict[str, QWidget] = {}
        self._scroll = QScrollArea(widgetResizable=True)
        self.fault = QLabel(wordWrap=True)
        self.fault.setProperty("role", "note")
        self.defaults, self.cancel = QPushButton(), QPushButton()
        self.defaults.clicked.connect(self.restore_defaults)
        self.cancel.clicked.connect(self.reject)
        buttons = self.findChild(QDialogButtonBox)
        assert isinstance(buttons, QDialogButtonBox)  # noqa: S101  a sheet has one
        buttons.addButton(self.defaults, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.add(self._scroll, stretch=1)
        self.add(self.fault)
        self._write(texts)
        preferences.changed.connect(self._show)
        session.scene_changed.connect(self._follow_language)
        self.resize(560, min(640, self.screen().availableSize().height() - 40))

    def reject(self) -> None:
        """Take back what was chosen here."""
        self._preferences.take(replace(self._before, welcome_closed=self._preferences.settings.welcome_closed))
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Keep what was chosen: it is applied and saved; another sheet may only have taken this one's place."""
        self.accept()
        super().closeEvent(event)

    def restore_defaults(self) -> None:
        """Choose what the program chooses by itself."""
        self._preferences.take(Settings(welcome_closed=self._preferences.settings.welcome_closed))

    # Inside

    def _follow_language(self, *_: object) -> None:
        if self._session.scene.language != self._language:
            self._language = self._session.scene.language
            QTimer.singleShot(0, self, self._rewrite)  # a field that is being used is not taken away

    def _rewrite(self) -> None:
        focused = next((name for name, field in self.fields.items() if field.hasFocus()), "")
        self._write(load_texts(self._language))
        if focused:
            self.fields[focused].setFocus()

    def _write(self, texts: Texts) -> None:
        """Write everything in a language."""
        self.setWindowTitle(texts("Settings"))
        self.setAccessibleName(texts("Settings"))
        self._close.setText(texts("OK"))
        self.cancel.setText(texts("Cancel"))
        self.defaults.setText(texts("Restore defaults"))
        self._scroll.setAccessibleName(texts("Settings"))
        self.fields = {}
        page = QWidget()
        page.setObjectName("cards")
        rows = QFormLayout(page)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.setVerticalSpacing(8)
        for title, section in SECTIONS:
            rows.addRow(_label(texts(title), "speaker"))
            for row in section:
                self._add(rows, row, texts)
        self._scroll.setWidget(page)
        self._show(self._preferences.settings)

    def _add(self, rows: QFormLayout, row: Row, texts: Texts) -> None:
        field = self._field(row, texts)
        field.setAccessibleName(texts(row.title))
        self.fields[row.name] = field
        if row.is_switch:
            rows.addRow(field)
        else:
            rows.addRow(texts(row.title), field)
        if row.note:
            field.setAccessibleDescription(texts(row.note))
            rows.addRow(_label(texts(row.note), "meta"))
        if row is ONLINE:
            rows.addRow(self._service(texts))

    def _field(self, row: Row, texts: Texts) -> QWidget:
        if row.choices is not None:
            combo = QComboBox()
            for value, title in row.choices.items():
                combo.addItem(texts(title) if title else _system(texts), value)
            combo.currentIndexChanged.connect(lambda _: self._change(row.name, combo.currentData()))
            return combo
        if row.name in RANGES:
            number = QSpinBox()
            number.setKeyboardTracking(False)
            number.setRange(*RANGES[row.name])
            number.setSuffix(f" {texts('seconds')}")
            number.valueChanged.connect(partial(self._change, row.name))
            return number
        box = QCheckBox(texts(row.title))
        box.toggled.connect(partial(self._change, row.name))
        return box

    def _service(self, texts: Texts) -> QLabel:
        """Return whose tiles they would be, on which terms."""
        address = escape(online.TERMS_URL)
        link = f'<a href="{address}">{address}</a>'
        lines = (
            escape(texts("Service: {name}", name=online.SERVICE)),
            escape(texts("Terms:")) + f" {link}",
            escape(texts("Named on the map: {attribution}", attribution=online.ATTRIBUTION)),
        )
        label = _label("<br>".join(lines), "note")
        label.setOpenExternalLinks(False)
        label.linkActivated.connect(lambda url: ask_to_open(self, url, texts))
        return label

    def _change(self, name: str, value: Any) -> None:
        self._preferences.change(**{name: value})

    def _show(self, settings: Settings) -> None:
        """Show what is chosen, and whether it could be saved."""
        for name, field in self.fields.items():
            value = getattr(settings, name)
            field.blockSignals(True)
            if isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(value))
            elif isinstance(field, QSpinBox):
                field.setValue(value)
            elif isinstance(field, QCheckBox):
                field.setChecked(value)
            field.blockSignals(False)
        fault, texts = self._preferences.fault, load_texts(self._language)
        told = texts("The settings cannot be saved: {reason}.", reason=reason_of(fault, texts)) if fault else ""
        self.fault.setText(told)
        self.fault.setVisible(bool(told))


def open_settings(window: QMainWindow, session: Session, _editor: Editor) -> SettingsDialog:
    """Show the dialog, or bring the one that is open to the front."""
    for known in window.findChildren(SettingsDialog):
        if known.isVisible():
            known.activateWindow()
            return known
    dialog = SettingsDialog(window, session, preferences_of(window), load_texts(session.scene.language))
    dialog.show_alone()
    return dialog


def _system(texts: Texts) -> str:
    return texts("As the system ({language})", language=LANGUAGE_NAMES[system_language()])


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text, wordWrap=True)
    label.setProperty("role", role)
    return label
