"""The window: everything in place, in three languages, at its least size, and reachable by keyboard."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from data.texts import LANGUAGE_NAMES, load_texts
from maps.measures import Measures
from maps.scene import Camera
from ui.bars import scale_of
from ui.crash import CrashDialog, show_crash
from ui.main_window import DESIGN_SIZE, LEAST_SIZE, MainWindow
from ui.session import Session
from ui.theme import LEAST_CONTRAST, THEMES, contrast


@pytest.fixture
def window(qtbot: QtBot, session: Session, measures: Measures) -> MainWindow:
    view = QLabel("map")
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made = MainWindow(session, measures, view)
    qtbot.addWidget(made)
    made.resize(*DESIGN_SIZE)
    made.show()
    qtbot.waitExposed(made)
    return made


def cut_off(window: MainWindow) -> list[str]:
    """Return the texts of buttons that are wider than their button."""
    buttons = [button for button in window.findChildren(QToolButton) if button.isVisible()]
    return [b.text() for b in buttons if b.width() < b.fontMetrics().horizontalAdvance(b.text())]


@pytest.mark.parametrize("language", list(LANGUAGE_NAMES))
@pytest.mark.parametrize("size", [LEAST_SIZE, (1280, 720), (1920, 1080)])
def test_the_window_keeps_its_size_in_every_language(
    qtbot: QtBot, window: MainWindow, session: Session, language: str, size: tuple[int, int]
) -> None:
    session.set_language(language)
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    assert window.map_view.width() >= size[0] - 660
    qtbot.waitUntil(lambda: cut_off(window) == [])


def test_every_control_has_an_accessible_name(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    for tab in ("passages", "place", "sources"):
        window.reader.enter_tab(tab)
        session.select(("KZ",) if tab == "sources" else ())
        window.reader.enter_tab(tab)
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                assert name, f"{type(widget).__name__} {widget.objectName()} has no name"


def test_no_text_stays_behind_when_the_language_changes(window: MainWindow, session: Session) -> None:
    session.set_language("ja")
    shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    shown += [action.text() for action in window.menuBar().actions()]
    english = re.compile(r"\b(the|of|sources|deposits|shown|view|file|edit|help)\b", re.IGNORECASE)
    assert [text for text in shown if english.search(text)] == []
    assert window.windowTitle() == load_texts("ja")("Central Asia briefing")


def test_the_reader_and_the_bars_come_and_go(window: MainWindow) -> None:
    window.toggle_reader()
    assert not window.reader.isVisible()
    window.reader.enter_tab("place")
    assert window.reader.isVisible()
    window.toggle_map_only()
    assert not window.reader.isVisible()
    assert not window.bar.isVisible()
    window.toggle_map_only()
    assert window.reader.isVisible()
    assert window.bar.isVisible()


def test_selecting_on_the_map_brings_the_place_forward(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    tabs = window.reader.tabs
    session.select(("KZ",))
    assert tabs.currentWidget() is window.reader.place
    window.reader.enter_tab("passages")
    qtbot.waitUntil(lambda: tabs.currentWidget() is window.reader.passages)
    session.step_passage(1)
    assert tabs.currentWidget() is window.reader.passages


def test_following_words_keeps_the_reader_reading(window: MainWindow, session: Session) -> None:
    session.open_link("e02", "e02-l1")
    assert window.reader.tabs.currentWidget() is window.reader.passages


def test_back_and_forward_are_off_where_they_lead_nowhere(window: MainWindow, session: Session) -> None:
    back, forward = window.menus.actions["view.back"], window.menus.actions["view.forward"]
    assert not back.isEnabled()
    session.fly_to(Camera(60.0, 40.0, 70.0, 45.0))
    assert back.isEnabled()
    assert window.bar.buttons["view.back"].isEnabled()
    back.trigger()
    assert forward.isEnabled()
    assert not back.isEnabled()


def test_the_status_bar_counts_what_is_shown(window: MainWindow, session: Session) -> None:
    session.fly_to(Camera(-40.0, -40.0, -30.0, -30.0))
    assert window.status.deposits.text() == f"0 of {len(session.atlas.deposits)} deposits shown"
    assert window.status.place.text() == "35.00° S 35.00° W"
    assert window.status.sources.text().startswith("[")


def test_the_scale_is_right_at_the_equator() -> None:
    """One degree on 1,113 pixels of 96 to the inch is 100 m a pixel: 1:378,000, here to two figures."""
    assert scale_of(Camera(0.0, -0.5, 1.0, 0.5), 1113, 96) == 380_000


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_are_readable_in_both_themes(theme: str) -> None:
    colours = THEMES["dark" if theme == "dark" else "light"]
    for ink in (colours.text, colours.muted, colours.accent, colours.warn, colours.ok):
        for ground in (colours.window, colours.card, colours.accent_soft):
            assert contrast(ink, ground) >= LEAST_CONTRAST, (ink, ground)
    assert contrast(colours.on_accent, colours.accent) >= LEAST_CONTRAST


def test_the_theme_changes_while_running(window: MainWindow, session: Session) -> None:
    window.toggle_theme()
    assert session.scene.theme == "dark"
    assert window.palette().window().color().name() == THEMES["dark"].window
    window.toggle_theme()
    assert window.palette().window().color().name() == THEMES["light"].window


def test_the_sheets_do_not_lock_the_window(window: MainWindow) -> None:
    window.show_keys()
    window.show_about()
    assert QApplication.activeModalWidget() is None


def test_an_error_nobody_caught_is_told_once_a_minute(qtbot: QtBot, window: MainWindow) -> None:
    error = ValueError("<b>why</b>")
    assert show_crash(ValueError, error, None)
    assert not show_crash(ValueError, error, None)
    qtbot.waitUntil(lambda: bool(window.findChildren(CrashDialog)))
    dialog = window.findChildren(CrashDialog)[0]
    dialog.copy.click()
    assert "<b>why</b>" in QApplication.clipboard().text()
    dialog.close()
