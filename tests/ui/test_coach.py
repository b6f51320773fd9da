"""The first steps: ticked as they are done, closed for good, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QToolBar
from pytestqt.qtbot import QtBot

from data.settings import Settings, load_settings
from data.texts import LANGUAGE_NAMES
from ui.coach import STEPS, Coach
from ui.main_window import LEAST_SIZE, MainWindow
from ui.preferences import Preferences


@pytest.fixture
def preferences(window: MainWindow, tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "settings.json", Settings(), window)


@pytest.fixture
def coach(window: MainWindow, preferences: Preferences) -> Coach:
    return Coach(window, preferences)


def strips(window: MainWindow) -> list[str]:
    return [
        bar.objectName() for bar in window.findChildren(QToolBar) if bar.objectName() == "coach" and bar.isVisible()
    ]


def test_a_port_that_is_clicked_ticks_the_first_step(window: MainWindow, coach: Coach) -> None:
    window.session.click_item("DOSTYK")  # a border crossing is none
    assert coach.done == set()
    for port in ("AKTAU", "BURGAS"):  # with passages about it, and without
        coach.done.clear()
        window.session.click_item(port)
        assert coach.done == {"port"}, port
    assert coach.labels["port"].text().startswith("✓")
    assert coach.labels["words"].property("mark") == "next"


def test_words_that_are_followed_tick_the_second_step_alone(window: MainWindow, coach: Coach) -> None:
    atlas = window.session.atlas
    excerpt, link = next((one.id, link.id) for one in atlas.excerpts.values() for link in one.links)
    window.reader.passages.cards[excerpt].phrase_followed.emit(excerpt, link)
    assert coach.done == {"words"}
    coach.done.clear()
    window.session.select(("KZ",))
    window.reader.place.page.anchorClicked.emit(QUrl("source:1"))
    assert coach.done == set()
    told = atlas.passages_about("KZ")[1]
    window.reader.place.page.anchorClicked.emit(QUrl(f"passage:{told.excerpt.id}/{told.link.id}"))
    assert coach.done == {"words"}, "on a place's card as well"


def test_a_scene_that_is_added_ticks_the_third_step(window: MainWindow, coach: Coach) -> None:
    window.menus.actions["scene.add"].trigger()
    assert coach.done == {"scene"}


def test_the_strip_goes_for_good_after_the_last_step(
    window: MainWindow, coach: Coach, preferences: Preferences
) -> None:
    for step in STEPS[:-1]:
        coach.tick(step.id)
    assert not preferences.settings.welcome_closed
    window.stage.is_running = True
    window.stage.started.emit()
    assert load_settings(preferences.path)[0].welcome_closed, "a crash on stage does not bring it back"
    assert strips(window) == ["coach"]
    window.stage.is_running = False
    window.stage.ended.emit()
    assert strips(window) == []


def test_closed_it_stays_closed(qtbot: QtBot, window: MainWindow, coach: Coach, preferences: Preferences) -> None:
    with qtbot.waitSignal(coach.destroyed):
        coach.close_button.click()
    assert load_settings(preferences.path)[0].welcome_closed
    assert strips(window) == []
    window.session.click_item("AKTAU")  # nothing follows any more


@pytest.mark.parametrize("language", list(LANGUAGE_NAMES))
def test_the_strip_fits_the_least_window_and_has_a_row_of_its_own(
    qtbot: QtBot, window: MainWindow, coach: Coach, language: str
) -> None:
    window.resize(*LEAST_SIZE)
    window.session.set_language(language)
    qtbot.waitUntil(lambda: coach.width() == LEAST_SIZE[0])
    labels = coach.labels.values()
    qtbot.waitUntil(lambda: all(label.width() >= label.sizeHint().width() for label in labels))
    assert coach.close_button.isVisible() and coach.close_button.geometry().right() < LEAST_SIZE[0]
    assert not coach.geometry().intersects(window.map_view.geometry())
    assert window.toolBarArea(coach) == Qt.ToolBarArea.TopToolBarArea


def test_map_only_puts_the_strip_away_and_brings_it_back(window: MainWindow, coach: Coach) -> None:
    window.toggle_map_only()
    assert strips(window) == []
    window.toggle_map_only()
    assert strips(window) == ["coach"]


def test_a_window_by_itself_has_no_strip(window: MainWindow) -> None:
    assert window.findChildren(Coach) == []
