"""From an empty document to five linked scenes with keyboard and mouse, as ``docs/first-briefing.md`` tells it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from data.briefing.reading import read_briefing
from ui.main_window import MainWindow

KEYS = Qt.KeyboardModifier
CONTROL, SHIFT = KEYS.ControlModifier, KEYS.ShiftModifier
ARTICLE = (
    "The port of Aktau handled more cargo than ever.\n"
    "From Aktau the ferries go to Alat; the railway through Dostyk brings the containers.\n"
    "Beyond Alat the line leads by Tbilisi to Poti on the Black Sea."
)
PLACES = {"Aktau": "AKTAU", "Alat": "ALAT", "Dostyk": "DOSTYK", "Poti": "POTI", "Tbilisi": "TBILISI"}


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = KEYS.NoModifier) -> None:
    """Press a key where the focus of a widget's window is."""
    QTest.keyClick(widget.window().focusWidget() or widget, key, modifier)
    QApplication.processEvents()


def link(window: MainWindow, words: str, at: int, feature: str) -> None:
    """Select words of the article, press Ctrl+L, click a feature on the map, press Enter."""
    articles = window.editor.authoring.articles
    start = articles.text.text.index(words, at)
    articles.text.select((start, start + len(words)))
    articles.link.trigger()
    window.session.click_item(feature)
    QTest.keyClick(window.editor.authoring.linking.box.field, Qt.Key.Key_Return)


def test_five_linked_scenes_are_made_from_nothing_and_read_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    document, articles = window.editor.document, window.editor.authoring.articles
    press(window, Qt.Key.Key_N, CONTROL)
    press(window, Qt.Key.Key_A, CONTROL | SHIFT)
    qtbot.waitExposed(articles)
    QGuiApplication.clipboard().setText(ARTICLE)
    articles.paste.trigger()
    QTest.keyClicks(articles.form.fields["outlet"], "The Gazette")
    at = 0
    for sentence in ARTICLE.split("\n"):
        articles.text.select((at, at + len(sentence)))
        articles.excerpt.trigger()
        at += len(sentence) + 1
    found = 0
    for words, feature in PLACES.items():
        found = ARTICLE.index(words, 0 if words in ("Dostyk", "Tbilisi") else found)
        link(window, words, found, feature)
    assert len(document.briefing.excerpts) == 3
    assert [one.targets for one in document.briefing.links] == [(name,) for name in PLACES.values()]
    articles.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for words, feature in PLACES.items():
        window.session.select((feature,), fly=True)
        window.map_view.setFocus()
        press(window, Qt.Key.Key_Return, CONTROL)
        field = window.focusWidget()
        assert isinstance(field, QLineEdit), "the title is to be written"
        field.selectAll()
        QTest.keyClicks(field, f"Why {words} matters")
        press(field, Qt.Key.Key_Return)
    scenes = document.briefing.scenes
    assert [scene.title["en"] for scene in scenes] == [f"Why {words} matters" for words in PLACES]
    assert [scene.view.selected for scene in scenes if scene.view] == [(name,) for name in PLACES.values()]
    assert all(scene.view and scene.view.excerpt for scene in scenes), "each scene opens the passage about its place"
    target = tmp_path / "first.briefing"
    window.editor.files.save_to(target)
    qtbot.waitUntil(lambda: not document.has_changes)
    assert read_briefing(target).briefing == document.briefing
