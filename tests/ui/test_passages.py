"""The passages: cards with linked words, in step with the session both ways."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QMouseEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from data.texts import load_texts
from maps.scene import Camera
from ui.panels.passages import PassagesPanel
from ui.passage_card import PassageCard
from ui.session import Session
from ui.theme import LEAST_CONTRAST, THEMES, apply_theme, contrast, link_colour

NOWHERE = Camera(-40.0, -40.0, -30.0, -30.0)


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> PassagesPanel:
    apply_theme("light")
    made = PassagesPanel(session, load_texts("en"))
    qtbot.addWidget(made)
    session.scene_changed.connect(made.show_scene)
    made.resize(400, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle_of_words(card: PassageCard, link: str) -> QPoint:
    """Return the place of a link's words in its text's viewport."""
    cursor = QTextCursor(card.text.document())
    start, _ = card.text.spans[link]
    cursor.setPosition(start + 1)
    return card.text.cursorRect(cursor).center()


def test_there_is_a_card_for_every_excerpt(panel: PassagesPanel, session: Session) -> None:
    assert list(panel.cards) == list(session.atlas.excerpts)


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_a_card_holds_the_exact_words(panel: PassagesPanel, session: Session, language: str) -> None:
    panel.retext(load_texts(language))
    for name, card in panel.cards.items():
        assert card.text.toPlainText() == session.atlas.excerpts[name].texts[language]


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_every_linked_phrase_is_an_anchor_on_its_words(panel: PassagesPanel, session: Session, language: str) -> None:
    panel.retext(load_texts(language))
    for name, card in panel.cards.items():
        for link in session.atlas.excerpts[name].links:
            assert link.id in card.text.phrases()
            card.text.focus_phrase(link.id)
            start, end = link.spans[language]
            cursor = card.text.textCursor()
            assert cursor.selectedText() == session.atlas.excerpts[name].texts[language][start:end]
            assert cursor.charFormat().anchorHref() == link.id
            assert cursor.charFormat().fontUnderline()


def test_text_from_outside_never_becomes_html(panel: PassagesPanel) -> None:
    text = panel.cards["e01"].text
    text.write("<b>bold</b> & <img src=x>", {"l": (0, 3)}, lambda link: "#000000", {"open": "#fff", "flash": "#fff"})
    assert text.toPlainText() == "<b>bold</b> & <img src=x>"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_linked_words_are_readable(session: Session, theme: str) -> None:
    colours = THEMES["dark" if theme == "dark" else "light"]
    for excerpt in session.atlas.excerpts.values():
        for link in excerpt.links:
            colour = link_colour(link.colour, "dark" if theme == "dark" else "light")
            for ground in (colours.card, colours.accent_soft, colours.flash):
                assert contrast(colour, ground) >= LEAST_CONTRAST


def move_over(widget: QWidget, at: QPoint) -> None:
    """Move the pointer over a widget, whatever other window lies at that place of the screen."""
    where, none = QPointF(at), Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, where, widget.mapToGlobal(where), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, move)


def test_hovered_words_glow_and_stop(qtbot: QtBot, panel: PassagesPanel, session: Session) -> None:
    card = panel.cards["e02"]
    move_over(card.text.viewport(), middle_of_words(card, "e02-l1"))
    qtbot.waitUntil(lambda: session.glow == ("KZ",))
    before = session.scene
    card.text.highlighted.emit(QUrl())
    assert session.glow == ()
    assert session.scene == before


def test_a_click_on_words_follows_them(qtbot: QtBot, panel: PassagesPanel, session: Session) -> None:
    card = panel.cards["e02"]
    at = middle_of_words(card, "e02-l5")
    QTest.mouseClick(card.text.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert session.scene.link == "e02-l5"
    assert session.scene.selected == ("UZ",)


def test_a_click_beside_words_opens_the_passage(qtbot: QtBot, panel: PassagesPanel, session: Session) -> None:
    QTest.mouseClick(panel.cards["e03"], Qt.MouseButton.LeftButton, pos=QPoint(20, panel.cards["e03"].height() - 4))
    assert session.scene.excerpt == "e03"
    assert set(session.scene.selected) == panel.cards["e03"].targets


def test_the_keyboard_reaches_and_follows_words(qtbot: QtBot, panel: PassagesPanel, session: Session) -> None:
    panel.activateWindow()
    text = panel.cards["e02"].text
    text.focus_phrase("e02-l1")
    qtbot.waitUntil(text.hasFocus)
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert text.textCursor().charFormat().anchorHref() == "e02-l2"
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert session.scene.link == "e02-l2"


def test_arrows_walk_from_passage_to_passage(qtbot: QtBot, panel: PassagesPanel) -> None:
    panel.activateWindow()
    panel.cards["e01"].text.focus_phrase("e01-l1")
    QTest.keyClick(panel.cards["e01"].text, Qt.Key.Key_Down)
    qtbot.waitUntil(panel.cards["e02"].text.hasFocus)
    QTest.keyClick(panel.cards["e02"].text, Qt.Key.Key_Up)
    qtbot.waitUntil(panel.cards["e01"].text.hasFocus)


def test_the_open_card_is_marked_and_says_what_the_map_adds(panel: PassagesPanel, session: Session) -> None:
    session.open_link("e07", "e07-l2")
    assert [name for name, card in panel.cards.items() if card.property("mark") == "open"] == ["e07"]
    assert panel.cards["e07"].addition.isVisibleTo(panel)
    assert "addition" in panel.cards["e07"].addition.text()
    session.clear_one_level()
    assert not panel.cards["e07"].addition.isVisibleTo(panel)


def test_a_feature_under_the_pointer_marks_the_passages_about_it(panel: PassagesPanel, session: Session) -> None:
    session.set_hover("UZ")
    marked = {name for name, card in panel.cards.items() if card.property("mark") == "linked"}
    assert marked == {passage.excerpt.id for passage in session.atlas.passages_about("UZ")}
    session.set_hover("")
    assert all(card.property("mark") != "linked" for card in panel.cards.values())


def test_a_leg_under_the_pointer_marks_the_passage_about_its_corridor(panel: PassagesPanel, session: Session) -> None:
    leg = session.atlas.corridors[session.atlas.groups["middle"].members[0]].legs[0]
    session.set_hover(f"{leg}/middle")
    assert panel.cards["e07"].property("mark") == "linked"


def test_a_clicked_feature_flashes_its_words(qtbot: QtBot, panel: PassagesPanel, session: Session) -> None:
    session.select(("UZ",))
    first = session.atlas.passages_about("UZ")[0].excerpt.id
    assert panel.cards[first].text.is_flashing()
    qtbot.waitUntil(lambda: not panel.cards[first].text.is_flashing())
    assert panel.cards[first].visibleRegion().boundingRect().height() > 0


def test_each_card_switches_between_translation_and_original(
    qtbot: QtBot, panel: PassagesPanel, session: Session
) -> None:
    card = panel.cards["e01"]
    assert card.chip.text() == "EN · our translation"
    QTest.mouseClick(card.chip, Qt.MouseButton.LeftButton)
    assert card.text.toPlainText() == session.atlas.excerpts["e01"].texts["id"]
    assert card.chip.text() == "ID · original"
    assert panel.cards["e02"].text.toPlainText() == session.atlas.excerpts["e02"].texts["en"]
    QTest.mouseClick(card.chip, Qt.MouseButton.LeftButton)
    panel.original.setChecked(True)
    assert all(card.shows_original for card in panel.cards.values())


def test_in_view_leaves_out_the_rest_but_never_the_open_one(
    qtbot: QtBot, panel: PassagesPanel, session: Session
) -> None:
    session.open_link("e02", "e02-l1")
    panel.in_view.setChecked(True)
    session.move_view(NOWHERE, by_user=True)
    qtbot.waitUntil(lambda: not panel.cards["e01"].isVisibleTo(panel))
    assert [name for name, card in panel.cards.items() if card.isVisibleTo(panel)] == ["e02"]
    assert panel.count_text() == "1 of 13"


def test_an_empty_view_offers_two_ways_out(qtbot: QtBot, panel: PassagesPanel, session: Session) -> None:
    panel.in_view.setChecked(True)
    session.move_view(NOWHERE, by_user=True)
    qtbot.waitUntil(lambda: panel.to_nearest.isVisibleTo(panel))
    assert panel.empty_text() == "Nothing in this view. 13 elsewhere."
    panel.zoom_to_nearest()
    qtbot.waitUntil(lambda: not panel.to_nearest.isVisibleTo(panel))
    session.move_view(NOWHERE, by_user=True)
    qtbot.waitUntil(lambda: panel.show_all.isVisibleTo(panel))
    QTest.mouseClick(panel.show_all, Qt.MouseButton.LeftButton)
    assert all(card.isVisibleTo(panel) for card in panel.cards.values())
