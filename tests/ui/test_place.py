"""The place panel: the list of all features, the card of one, the choice among several."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from data.texts import load_texts
from maps.measures import Measures
from ui.card_page import shortened
from ui.feature_list import FEATURE
from ui.panels.place import PlacePanel
from ui.session import Session


@pytest.fixture
def panel(qtbot: QtBot, session: Session, measures: Measures) -> PlacePanel:
    made = PlacePanel(session, measures, load_texts("en"))
    qtbot.addWidget(made)
    session.scene_changed.connect(lambda scene: made.show_scene(scene, {}))
    made.resize(400, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown_features(panel: PlacePanel) -> list[str]:
    model = panel.features.filtered
    groups = [model.index(row, 0) for row in range(model.rowCount())]
    return [model.index(row, 0, group).data(FEATURE) for group in groups for row in range(model.rowCount(group))]


def test_nothing_selected_shows_the_hint_and_every_feature(panel: PlacePanel, session: Session) -> None:
    assert panel.features.isVisible()
    assert sorted(shown_features(panel)) == sorted(session.atlas.features)


def test_the_filter_finds_a_feature_by_a_part_of_its_name(qtbot: QtBot, panel: PlacePanel) -> None:
    QTest.keyClicks(panel.features.field, "south inkai")
    assert shown_features(panel) == ["KZ-U-02"]


def test_enter_on_a_listed_feature_selects_it_and_flies_there(
    qtbot: QtBot, panel: PlacePanel, session: Session
) -> None:
    panel.activateWindow()
    QTest.keyClicks(panel.features.field, "south inkai")
    QTest.keyClick(panel.features.field, Qt.Key.Key_Down)
    qtbot.waitUntil(panel.features.tree.hasFocus)
    QTest.keyClick(panel.features.tree, Qt.Key.Key_Down)
    QTest.keyClick(panel.features.tree, Qt.Key.Key_Return)
    assert session.scene.selected == ("KZ-U-02",)
    assert session.scene.camera.contains(*session.atlas.deposits["KZ-U-02"].position)


def test_a_selected_feature_shows_its_card(panel: PlacePanel, session: Session) -> None:
    session.select(("KZ-U-01",))
    text = panel.page.toPlainText()
    assert session.atlas.deposits["KZ-U-01"].names["en"] in text
    assert "within 10 km" in text
    assert "59.69" in text
    assert "older than 24 months" in text


def test_the_card_follows_the_language(panel: PlacePanel, session: Session) -> None:
    session.select(("AKTAU",))
    for language in ("id", "ja", "en"):
        session.set_language(language)
        panel.retext(load_texts(language))
        assert session.atlas.nodes["AKTAU"].names[language] in panel.page.toPlainText()


def test_passages_are_stepped_through_with_the_buttons(qtbot: QtBot, panel: PlacePanel, session: Session) -> None:
    session.select(("KZ",))
    count = len(session.atlas.passages_about("KZ"))
    assert panel.position_text() == f"1 of {count}"
    QTest.mouseClick(panel.next, Qt.MouseButton.LeftButton)
    assert panel.position_text() == f"2 of {count}"
    QTest.mouseClick(panel.previous, Qt.MouseButton.LeftButton)
    assert panel.position_text() == f"1 of {count}"


def test_a_click_on_a_passage_of_the_card_keeps_the_place(panel: PlacePanel, session: Session) -> None:
    session.select(("KZ",))
    wanted = session.atlas.passages_about("KZ")[2]
    panel.page.anchorClicked.emit(QUrl(f"passage:{wanted.excerpt.id}/{wanted.link.id}"))
    assert session.scene.selected == ("KZ",)
    assert session.scene.link == wanted.link.id


def test_several_selected_are_listed_and_a_click_picks_one(panel: PlacePanel, session: Session) -> None:
    session.open_link("e11", "e11-l3")
    assert len(session.scene.selected) > 1
    for feature in session.scene.selected:
        assert session.atlas.deposits[feature].names["en"] in panel.page.toPlainText()
    panel.page.anchorClicked.emit(QUrl("feature:KZ-U-02"))
    assert session.scene.selected == ("KZ-U-02",)


def test_all_features_leads_back_to_the_list(qtbot: QtBot, panel: PlacePanel, session: Session) -> None:
    session.select(("KZ",))
    QTest.mouseClick(panel.all_features, Qt.MouseButton.LeftButton)
    assert session.scene.selected == ()
    assert panel.features.isVisible()


def test_texts_of_the_facts_are_escaped(panel: PlacePanel, session: Session) -> None:
    session.select(("KZ-U-01",))
    assert panel.card is not None
    assert "<" not in panel.page.toPlainText()


def test_the_card_copies_as_text_with_its_sources(panel: PlacePanel, session: Session) -> None:
    session.select(("KZ-U-01",))
    text = panel.card_as_text()
    assert "Sources" in text
    for source in session.atlas.deposits["KZ-U-01"].sources:
        assert session.atlas.sources[source].title in text


def test_a_passage_is_shortened_between_words() -> None:
    text = "In 2024, then Prime Minister Fumio Kishida planned to visit "
    assert shortened("short ", at_end=False) == "short "
    before = shortened(text, at_end=False)
    assert before.startswith("… ")
    assert text.endswith(" " + before.removeprefix("… "))
    after = shortened(text, at_end=True)
    assert text.startswith(after.removesuffix(" …") + " ")
    assert shortened("あ" * 60, at_end=True).endswith("あ …")
