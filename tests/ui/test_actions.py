"""The table of commands: ids, keys, and what its menus and keys do in a window."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTextBrowser, QTextEdit
from pytestqt.qtbot import QtBot

from data.texts import load_texts
from maps.layers import all_parts
from ui.actions import ACTIONS, MENUS, SUBMENUS, is_bare
from ui.key_sheet import KeySheet
from ui.main_window import MainWindow
from ui.menus import shown_key, takes_typing
from ui.session import Session


def test_ids_are_unique_and_menus_known() -> None:
    assert all(count == 1 for count in Counter(action.id for action in ACTIONS).values())
    assert {action.menu for action in ACTIONS} <= {*MENUS, *SUBMENUS}


def test_no_two_commands_share_a_key() -> None:
    keys = Counter(QKeySequence(key).toString() for action in ACTIONS for key in action.shortcuts)
    assert "" not in keys
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(
    ("key", "bare"),
    [
        *((key, True) for key in ("N", "Shift+N", "]", "Home", "?")),
        *((key, False) for key in ("F11", "Esc", "Ctrl+I", "Alt+Left")),
    ],
)
def test_bare_keys_are_told_from_the_others(key: str, bare: bool) -> None:
    assert is_bare(key) is bare


def test_every_command_is_in_its_menu_in_every_language(window: MainWindow, session: Session) -> None:
    for language in ("en", "id", "ja"):
        session.set_language(language)
        for action in ACTIONS:
            assert window.menus.actions[action.id].text().split("\t")[0] == action.title(load_texts(language))


def test_every_part_of_every_layer_can_be_toggled_in_the_menu(window: MainWindow, session: Session) -> None:
    items = {action: part for part, action in window.menus.parts.items()}
    assert set(items.values()) == set(all_parts(session.atlas))
    for item, part in items.items():
        was_on = part in session.scene.parts
        item.trigger()
        assert (part in session.scene.parts) is not was_on
        assert item.isChecked() is not was_on


def test_letters_act_on_the_map(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    QTest.keyClick(window.map_view, Qt.Key.Key_N)
    first = session.scene.selected
    assert len(first) == 1
    window.map_view.setFocus()
    QTest.keyClick(window.map_view, Qt.Key.Key_N)
    second = session.scene.selected
    assert second != first
    window.map_view.setFocus()
    QTest.keyClick(window.map_view, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert session.scene.selected == first


def test_letters_typed_into_a_field_stay_text(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    window.reader.enter_tab("place")
    field = window.reader.place.features.field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    before = session.scene
    QTest.keyClicks(field, "nH[]?")
    assert field.text() == "nH[]?"
    assert session.scene == before


def test_letters_do_nothing_while_a_button_has_the_focus(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    button = window.bar.buttons["view.home"]
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_N)
    assert session.scene.selected == ()


def test_fields_are_told_from_what_is_only_read(qtbot: QtBot) -> None:
    for widget, types in ((QLineEdit(), True), (QTextEdit(), True), (QTextBrowser(), False), (QLabel(), False)):
        qtbot.addWidget(widget)
        assert takes_typing(widget) is types


def test_escape_clears_the_field_before_the_selection(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    window.reader.enter_tab("place")
    field = window.reader.place.features.field
    field.setFocus()
    QTest.keyClicks(field, "inkai")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    session.select(("KZ",))
    window.map_view.setFocus()
    QTest.keyClick(window.map_view, Qt.Key.Key_Escape)
    assert session.scene.selected == ()


def test_follow_next_wraps_through_the_passages(window: MainWindow, session: Session) -> None:
    session.select(("KZ",))
    count = len(session.atlas.passages_about("KZ"))
    assert count > 1
    seen = []
    for _ in range(count):
        seen.append(session.scene.link)
        window.menus.actions["link.follow_next"].trigger()
    assert len(set(seen)) == count
    assert session.scene.link == seen[0]


def test_the_sheet_of_keys_shows_every_command_with_a_key(qtbot: QtBot) -> None:
    sheet = KeySheet(load_texts("en"))
    qtbot.addWidget(sheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    for action in ACTIONS:
        if action.shortcuts:
            assert action.text in shown
            assert any(shown_key(action.shortcuts[0]) in text for text in shown)
