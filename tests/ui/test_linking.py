"""Editing what is linked, with real widgets: articles, excerpts, links, translations, claims, own places, orphans."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from data.briefing.reading import read_briefing
from data.briefing.value import Briefing, Claim, Link, Place
from data.briefing.writing import write_briefing
from data.texts import load_texts
from maps.measures import Measures
from ui.briefing.articles import ArticlesWindow
from ui.briefing.authoring import Authoring
from ui.briefing.document import Document
from ui.main_window import MainWindow
from ui.session import LINK, Session

TEXT = (
    "The port of Aktau handled more cargo than ever.\n"
    "From Aktau the ferries go to Alat; the railway through Dostyk brings the containers.\n"
    "Nobody spoke of the costs, which were 12.5 per cent higher."
)
SECOND = "From Aktau the ferries go to Alat; the railway through Dostyk brings the containers."


@pytest.fixture
def window(qtbot: QtBot, session: Session, measures: Measures) -> MainWindow:
    """Return a window on screen around a label in the map's place; it closes without a question."""
    made = MainWindow(session, measures, QLabel("map"))
    qtbot.addWidget(made, before_close_func=lambda one: one.editor.document.stack.setClean())
    made.show()
    qtbot.waitExposed(made)
    return made


def links(document: Document) -> tuple[Link, ...]:
    return document.briefing.links


def claims(document: Document) -> tuple[Claim, ...]:
    return document.briefing.claims


def places_of(document: Document) -> tuple[Place, ...]:
    return document.briefing.places


@pytest.fixture
def document(window: MainWindow) -> Document:
    """Return the window's document, empty."""
    document = window.editor.document
    document.open(Briefing(), {}, None)
    document.edit("Begin", Briefing(title={"en": "Try"}))
    return document


@pytest.fixture
def authoring(window: MainWindow, document: Document) -> Authoring:
    return window.editor.authoring


@pytest.fixture
def articles(authoring: Authoring, qtbot: QtBot) -> ArticlesWindow:
    """Return the window of the articles with TEXT pasted in it."""
    QGuiApplication.clipboard().setText(TEXT)
    authoring.articles.open()
    qtbot.waitExposed(authoring.articles)
    authoring.articles.paste.trigger()
    return authoring.articles


def choose(articles: ArticlesWindow, words: str, nth: int = 0) -> None:
    """Select words in the article's text."""
    start = -1
    for _ in range(nth + 1):
        start = articles.text.text.index(words, start + 1)
    articles.text.select((start, start + len(words)))


def excerpted(articles: ArticlesWindow) -> str:
    choose(articles, SECOND)
    articles.excerpt.trigger()
    return articles._document.briefing.excerpts[-1].id


def linked(articles: ArticlesWindow, authoring: Authoring, words: str, *targets: str) -> str:
    choose(articles, words, 1 if words == "Aktau" else 0)
    articles.link.trigger()
    for target in targets:
        authoring._session.click_item(target)
    QTest.keyClick(authoring.linking.box.field, Qt.Key.Key_Return)
    return articles._document.briefing.links[-1].id


def words_of(document: Document, session_window: MainWindow, link: str) -> str:
    """Return the words that a link stands on, as the map and the reader have it."""
    for excerpt in session_window.session.atlas.excerpts.values():
        for known in excerpt.links:
            if known.id == link:
                start, end = known.spans["en"]
                return excerpt.texts["en"][start:end]
    return ""


def type_over(articles: ArticlesWindow, old: str, new: str) -> None:
    """Replace words by typing, and let the text settle."""
    choose(articles, old)
    articles.text.setFocus()
    for at, line in enumerate(new.split("\n")):
        if at:
            QTest.keyClick(articles.text, Qt.Key.Key_Return)
        QTest.keyClicks(articles.text, line)
    articles.text.flush()


def test_a_pasted_article_is_listed_and_what_its_citation_lacks_is_named(
    articles: ArticlesWindow, document: Document
) -> None:
    [article] = document.briefing.articles
    assert article.text == TEXT
    assert set(articles.form.missing_fields()) == {"title", "outlet", "author", "date", "url", "licence"}
    QTest.keyClicks(articles.form.fields["outlet"], "The Gazette")
    assert document.briefing.articles[0].outlet == "The Gazette"
    assert "outlet" not in articles.form.missing_fields()
    document.stack.undo()
    assert document.briefing.articles[0].outlet == ""
    document.stack.undo()
    assert document.briefing.articles == ()


def test_a_date_that_the_calendar_has_not_is_amber_and_not_kept(articles: ArticlesWindow, document: Document) -> None:
    QTest.keyClicks(articles.form.fields["date"], "2025-13")
    assert document.briefing.articles[0].date == "2025"
    assert "date" in articles.form.missing_fields()


def test_an_excerpt_appears_among_the_passages_at_once(
    articles: ArticlesWindow, window: MainWindow, document: Document
) -> None:
    name = excerpted(articles)
    assert document.briefing.excerpts[0].texts == {"en": SECOND}
    assert window.reader.passages.cards[name].text.toPlainText() == SECOND
    document.stack.undo()
    assert name not in window.reader.passages.cards


def test_words_are_linked_to_two_features_by_clicks_on_the_map(
    articles: ArticlesWindow, authoring: Authoring, window: MainWindow, document: Document
) -> None:
    excerpted(articles)
    choose(articles, "Aktau", 1)
    articles.link.trigger()
    assert window.session.tool == LINK
    for item in ("AKTAU", "KZ", "KURYK", "KURYK"):
        window.session.click_item(item)
    assert authoring.linking.box.targets == ("AKTAU", "KZ")
    assert window.session.glow == ("AKTAU", "KZ")
    assert window.session.scene.selected == ()
    authoring.linking.box.ok.click()
    [link] = links(document)
    assert (link.targets, link.rel, link.spans["en"].exact) == (("AKTAU", "KZ"), "mentions", "Aktau")
    assert window.session.tool == ""
    assert words_of(document, window, link.id) == "Aktau"
    document.stack.undo()
    assert links(document) == ()
    document.stack.redo()
    assert links(document) == (link,)


def test_words_are_linked_to_a_feature_that_is_typed(
    articles: ArticlesWindow, authoring: Authoring, document: Document
) -> None:
    excerpted(articles)
    choose(articles, "Dostyk")
    articles.link.trigger()
    box = authoring.linking.box
    box.field.setText("Dostyk")
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    assert box.targets == ("DOSTYK",)
    assert links(document) == ()
    box.rel.setCurrentIndex(box.rel.findData("along"))
    QTest.keyClick(box.field, Qt.Key.Key_Return)
    [link] = links(document)
    assert (link.targets, link.rel, link.colour) == (("DOSTYK",), "along", "corridor")


@pytest.mark.qt_log_ignore("does not support", extend=True)  # popups on the offscreen platform
def test_names_are_completed_in_any_spelling_and_enter_takes_what_is_offered(
    articles: ArticlesWindow, authoring: Authoring, qtbot: QtBot
) -> None:
    excerpted(articles)
    choose(articles, "Alat")
    articles.link.trigger()
    field = authoring.linking.box.field
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Samarqan")
    popup = field.completer().popup()
    assert popup
    qtbot.waitUntil(popup.isVisible)
    offered = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert any(name.startswith("Samarkand") for name in offered)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(authoring.linking.box.targets) == 1)
    assert authoring.linking.is_on


def test_words_selected_on_a_card_are_linked_with_ctrl_l(
    articles: ArticlesWindow, authoring: Authoring, window: MainWindow, document: Document
) -> None:
    name = excerpted(articles)
    text = window.reader.passages.cards[name].text
    cursor = text.textCursor()
    cursor.setPosition(SECOND.index("Alat"))
    cursor.setPosition(SECOND.index("Alat") + 4, cursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    window.menus.actions["link.make"].trigger()
    window.session.click_item("ALAT")
    authoring.linking.box.ok.click()
    assert links(document)[0].spans["en"].exact == "Alat"


def test_words_in_no_excerpt_are_not_linked_and_the_window_says_why(
    articles: ArticlesWindow, authoring: Authoring
) -> None:
    choose(articles, "Nobody")
    articles.link.trigger()
    assert not authoring.linking.is_on
    assert "no excerpt" in articles.note.text()


def test_links_hold_when_a_paragraph_is_inserted_and_a_slip_mended(
    articles: ArticlesWindow, authoring: Authoring, window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    name = excerpted(articles)
    made = {
        linked(articles, authoring, words, target): words
        for words, target in (("Aktau", "AKTAU"), ("Alat", "ALAT"), ("Dostyk", "DOSTYK"))
    }
    type_over(articles, "The port", "Another paragraph about Aktau and Alat.\nThe port")
    type_over(articles, "ferries go", "ferryes go")
    type_over(articles, "brings", "brought")
    assert document.briefing.excerpts[0].texts["en"] == SECOND.replace("ferries", "ferryes").replace(
        "brings", "brought"
    )
    assert {link: words_of(document, window, link) for link in made} == made
    qtbot.waitUntil(lambda: not authoring.watch._soon.isActive())
    assert authoring.watch.found == ()
    for _ in range(3):
        document.stack.undo()
    assert articles.text.text == TEXT
    assert document.briefing.excerpts[0].id == name
    assert document.briefing.excerpts[0].texts["en"] == SECOND


def test_a_link_whose_words_were_deleted_is_listed_and_attached_again(
    articles: ArticlesWindow, authoring: Authoring, window: MainWindow, document: Document, qtbot: QtBot
) -> None:
    excerpted(articles)
    link = linked(articles, authoring, "Dostyk", "DOSTYK")
    type_over(articles, "Dostyk", "Khorgos")
    assert words_of(document, window, link) == ""
    qtbot.waitUntil(lambda: len(authoring.watch.found) == 1)
    assert articles.strip.isVisible()
    assert articles.lost.text() == "1 link lost its sentence."
    articles.review.click()
    orphans = authoring.orphans
    start = orphans.text.text.index("Khorgos")
    orphans.text.select((start, start + 7))
    orphans.reattach.click()
    assert words_of(document, window, link) == "Khorgos"
    qtbot.waitUntil(lambda: authoring.watch.found == ())
    document.stack.undo()
    qtbot.waitUntil(lambda: len(authoring.watch.found) == 1)
    orphans.remove.click()
    assert links(document) == ()


def test_a_translation_is_written_and_until_then_the_card_says_it_is_the_original(
    articles: ArticlesWindow, authoring: Authoring, window: MainWindow, document: Document
) -> None:
    name = excerpted(articles)
    link = linked(articles, authoring, "Aktau", "AKTAU")
    window.session.set_language("ja")
    card = window.reader.passages.cards[name]
    assert card.language == "en"
    assert card.chip.text().startswith("EN")
    authoring.translation.open(name, "ja")
    authoring.translation.translation.setPlainText("アクタウからフェリーが出る。")
    authoring.translation.keep()
    card = window.reader.passages.cards[name]
    assert card.language == "ja"
    assert card.text.toPlainText() == "アクタウからフェリーが出る。"
    authoring.linking.change(link)
    assert links(document)[0].spans.keys() == {"en"}
    authoring.linking.box.ok.click()
    assert {at: quote.exact for at, quote in links(document)[0].spans.items()} == {
        "en": "Aktau",
        "ja": "アクタウ",
    }


def test_a_link_is_taken_away_and_an_excerpt_goes_with_its_links(
    articles: ArticlesWindow, authoring: Authoring, document: Document
) -> None:
    name = excerpted(articles)
    link = linked(articles, authoring, "Aktau", "AKTAU")
    authoring.linking.remove(link)
    assert links(document) == ()
    document.stack.undo()
    authoring._delete(name)
    assert (document.briefing.excerpts, links(document)) == ((), ())


def test_a_claim_is_taken_into_the_ledger_and_shown_on_the_card_as_own(
    articles: ArticlesWindow, authoring: Authoring, window: MainWindow, document: Document
) -> None:
    choose(articles, TEXT.rsplit("\n", maxsplit=1)[-1])
    articles.excerpt.trigger()
    choose(articles, "12.5")
    articles.claim.trigger()
    ledger = authoring.ledger
    assert ledger.lines["value"].text() == "12.5"
    ledger.keep()
    assert claims(document) == ()
    ledger.about.setText("Kazakhstan")
    ledger.texts["en"].setText("Costs were 12.5 per cent higher")
    ledger.lines["asof"].setText("2025-06")
    ledger.keep()
    [claim] = claims(document)
    assert (claim.about, claim.value, claim.asof, claim.excerpt) == ("KZ", 12.5, "2025-06", "excerpt-1")
    assert claim.sources == ("article-1",)
    window.session.select(("KZ",))
    card = window.reader.place.card
    assert card is not None
    [figure] = [figure for figure in card.figures if "own" in figure.marks]
    assert figure.text == "Costs were 12.5 per cent higher"
    document.stack.undo()
    assert claims(document) == ()


@pytest.mark.parametrize("written", ["1,234", "1.234.567", "inf", "12 per cent", "nan"])
def test_a_value_that_can_be_read_in_two_ways_is_not_guessed(
    authoring: Authoring, document: Document, written: str
) -> None:
    authoring.add_claim("KZ")
    authoring.ledger.measure.setEditText("costs")
    authoring.ledger.texts["en"].setText("Costs")
    authoring.ledger.lines["value"].setText(written)
    authoring.ledger.keep()
    assert claims(document) == ()
    assert written in authoring.ledger.note.text()


def test_an_own_area_is_drawn_named_sourced_changed_and_deleted(
    authoring: Authoring, window: MainWindow, document: Document
) -> None:
    places, session = authoring.places, window.session
    places.toggle()
    places.box.kinds["area"].click()
    assert session.tool == "draw"
    for lon, lat, is_last in ((60.0, 45.0, False), (64.0, 45.0, False), (62.0, 48.0, False), (62.0, 48.0, True)):
        session.tool_clicked.emit(lon, lat, is_last)
    assert session.tool == ""
    places.keep()
    assert places_of(document) == ()
    places.box.fields["en"].setText("The site <b>")
    places.box.keep_button.click()
    [place] = places_of(document)
    assert place.positions == ((60.0, 45.0), (64.0, 45.0), (62.0, 48.0))
    assert place.confidence == "unverified"
    assert session.scene.selected == (place.id,)
    card = window.reader.place.card
    assert card is not None
    assert card.title == "The site <b>"
    assert "no source: unverified" in [mark for row in card.rows for mark in row.marks]
    places.change(place.id)
    places.box.sources.fields["title"].setText("Field notes")
    places.box.keep_button.click()
    assert places_of(document)[0].sources == (document.briefing.sources[0].id,)
    assert places_of(document)[0].confidence == "medium"
    places.delete(place.id)
    assert places_of(document) == ()
    assert not window.session.scene.selected
    document.stack.undo()
    assert session.atlas.own.keys() == {place.id}


def test_esc_ends_a_link_and_a_drawing(articles: ArticlesWindow, authoring: Authoring, window: MainWindow) -> None:
    excerpted(articles)
    choose(articles, "Alat")
    articles.link.trigger()
    assert authoring.linking.is_on
    window.menus.actions["select.clear"].trigger()
    assert not authoring.linking.is_on
    assert window.session.tool == ""
    authoring.places.toggle()
    window.menus.actions["select.clear"].trigger()
    assert not authoring.places.is_on


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script> & <img src=x onerror=alert(1)> %s {n} {file}",
        "\u202eright to left\u202c \u2067and\u2069 back \ufeff",
        "nul \0 bell \a line\u2028separator\r\nend \ud83d",
        "アクタウ😀 and nobreak\u00a0space",
    ],
)
def test_a_hostile_text_stays_text(
    authoring: Authoring, window: MainWindow, document: Document, tmp_path: Path, hostile: str
) -> None:
    authoring.articles.add(hostile)
    article = document.briefing.articles[0]
    assert not {"\0", "\a", "\r", "\ud83d"} & set(article.text)
    assert articles_text(authoring) == article.text
    authoring.articles.text.selectAll()
    authoring.articles.excerpt.trigger()
    [card] = window.reader.passages.cards.values()
    assert card.text.toPlainText().replace("\u00a0", " ") == article.text.strip().replace("\u00a0", " ")
    write_briefing(tmp_path / "a.briefing", document.briefing, {})
    assert read_briefing(tmp_path / "a.briefing").briefing == document.briefing


def articles_text(authoring: Authoring) -> str:
    return authoring.articles.text.text


def test_a_long_text_is_kept_whole_and_a_longer_one_is_refused_with_the_way_out(
    authoring: Authoring, document: Document
) -> None:
    authoring.articles.add("word " * 40_000)
    assert len(document.briefing.articles[0].text) == 200_000
    authoring.articles.add("word " * 40_001)
    assert len(document.briefing.articles) == 1
    assert "200,000" in authoring.articles.note.text()
    data = QMimeData()
    data.setText("x" * 200_001)
    authoring.articles.text.insertFromMimeData(data)
    assert len(document.briefing.articles[0].text) == 200_000


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.md", b"# A title\n\nThe text.", ""),
        ("a.txt", "Zażółć".encode("utf-16"), ""),
        ("a.pdf", b"%PDF", "Only .txt and .md"),
        ("a.txt", b"caf\xe9", "not in UTF-8"),
        ("b.txt", b"x" * 1_000_001, "larger than 1 MB"),
    ],
)
def test_a_text_file_is_read_and_what_cannot_be_is_said(
    authoring: Authoring, document: Document, qtbot: QtBot, tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    authoring.take_texts([path])
    if told:
        qtbot.waitUntil(lambda: told in authoring.articles.note.text())
        assert document.briefing.articles == ()
    else:
        qtbot.waitUntil(lambda: len(document.briefing.articles) == 1)
        assert document.briefing.articles[0].title == ({"en": "A title"} if name == "a.md" else {})


@pytest.mark.parametrize("language", ["id", "ja"])
def test_a_change_of_language_rewrites_all_windows(
    articles: ArticlesWindow, authoring: Authoring, window: MainWindow, language: str
) -> None:
    window.session.set_language(language)
    texts = load_texts(language)
    assert articles.windowTitle() == texts("Articles")
    assert authoring.ledger.windowTitle() == texts("Own claims")
    authoring.places.toggle()
    assert authoring.places.box.title.text() == texts("Own place")
    authoring.places.cancel()
