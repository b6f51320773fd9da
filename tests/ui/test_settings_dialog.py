"""Settings: applied and saved as they are chosen, taken back by Cancel, followed by the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from data.settings import Settings, load_settings
from data.texts import load_texts
from maps import online
from ui.main_window import MainWindow
from ui.preferences import Following, Preferences
from ui.settings_dialog import SECTIONS, SettingsDialog, open_settings


@pytest.fixture
def preferences(window: MainWindow, tmp_path: Path) -> Preferences:
    made = Preferences(tmp_path / "settings.json", Settings(), window)
    Following(window, made)
    return made


@pytest.fixture
def dialog(window: MainWindow, preferences: Preferences) -> SettingsDialog:
    return open_settings(window, window.session, window.editor)


def choose(dialog: SettingsDialog, name: str, value: object) -> None:
    """Choose a value as a hand does, by the field."""
    field = dialog.fields[name]
    if isinstance(field, QComboBox):
        field.setCurrentIndex(field.findData(value))
    elif isinstance(field, QSpinBox):
        field.setValue(int(str(value)))
    elif isinstance(field, QCheckBox):
        field.setChecked(bool(value))


def saved(preferences: Preferences) -> Settings:
    return load_settings(preferences.path)[0]


def test_each_setting_has_a_row_that_saves_it(dialog: SettingsDialog, preferences: Preferences) -> None:
    rows = {row.name for _, section in SECTIONS for row in section}
    assert {*rows, "welcome_closed"} == set(Settings.__dataclass_fields__)
    wanted = Settings("id", "dark", True, True, "plain", 130, 60, True)
    for name in dialog.fields:
        choose(dialog, name, getattr(wanted, name))
    assert saved(preferences) == wanted


def test_what_can_be_applied_is_applied_at_once(
    window: MainWindow, dialog: SettingsDialog, preferences: Preferences, qtbot: QtBot
) -> None:
    choose(dialog, "theme", "dark")
    assert window.session.scene.theme == "dark"
    choose(dialog, "autosave_s", 45)
    assert window.editor.autosave.longest.interval() == 45_000
    choose(dialog, "language", "ja")
    assert window.session.scene.language == "ja"
    qtbot.waitUntil(lambda: dialog.windowTitle() == load_texts("ja")("Settings"))
    assert {row.name for _, section in SECTIONS for row in section} >= set(dialog.fields)
    assert preferences.settings.language == "ja"


def test_cancel_takes_everything_back(window: MainWindow, dialog: SettingsDialog, preferences: Preferences) -> None:
    choose(dialog, "theme", "dark")
    choose(dialog, "stage_text", 150)
    preferences.change(welcome_closed=True)
    dialog.cancel.click()
    assert window.session.scene.theme == "light"
    assert saved(preferences) == Settings(welcome_closed=True), "what was closed meanwhile stays closed"


def test_another_sheet_in_its_place_keeps_what_was_chosen(
    window: MainWindow, dialog: SettingsDialog, preferences: Preferences
) -> None:
    choose(dialog, "stage_look", "plain")
    window.show_keys()
    assert not dialog.isVisible()
    assert saved(preferences).stage_look == "plain"


def test_the_defaults_come_back_but_not_the_first_steps(dialog: SettingsDialog, preferences: Preferences) -> None:
    preferences.take(Settings("id", "dark", True, True, "plain", 130, 60, True, True))
    dialog.defaults.click()
    assert saved(preferences) == Settings(welcome_closed=True)
    field = dialog.fields["autosave_s"]
    assert isinstance(field, QSpinBox) and field.value() == 30


def test_a_language_chosen_by_the_menu_is_saved_at_once(window: MainWindow, preferences: Preferences) -> None:
    window.menus.actions["lang.ja"].trigger()
    window.menus.actions["view.theme"].trigger()
    assert (saved(preferences).language, saved(preferences).theme) == ("ja", "dark")


@pytest.mark.expects_log
def test_settings_that_cannot_be_saved_are_said(window: MainWindow, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    preferences = Preferences(blocked / "settings.json", Settings(), window)
    Following(window, preferences)
    dialog = open_settings(window, window.session, window.editor)
    assert not dialog.fault.isVisible()
    choose(dialog, "theme", "dark")
    assert dialog.fault.isVisible()
    assert "cannot be saved" in dialog.fault.text()
    assert window.session.scene.theme == "dark", "it holds for this run"


def test_the_tile_services_name_terms_and_attribution_stand_beside_its_switch(dialog: SettingsDialog) -> None:
    service = online.SERVICE, online.TERMS_URL, online.ATTRIBUTION
    assert all(service)
    told = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert all(part in told for part in service)
    field = dialog.fields["online_basemap"]
    assert isinstance(field, QCheckBox) and not field.isChecked()


def test_the_dialog_opens_once(window: MainWindow, dialog: SettingsDialog) -> None:
    window.menus.actions["app.settings"].trigger()
    assert [one for one in window.findChildren(SettingsDialog) if one.isVisible()] == [dialog]


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_no_text_of_the_dialog_is_cut_off(qtbot: QtBot, window: MainWindow, language: str, tmp_path: Path) -> None:
    Preferences(tmp_path / "settings.json", Settings(), window)
    window.session.set_language(language)
    dialog = open_settings(window, window.session, window.editor)
    qtbot.waitExposed(dialog)
    for label in dialog.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
    for field in dialog.fields.values():
        assert field.width() >= field.minimumSizeHint().width()
