"""The list of sources: what is visible, numbered, and never opened without asking."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from data.texts import load_texts
from maps.cards.numbers import number_sources
from maps.visible import visible_sources
from ui.panels.sources import SourcesPanel
from ui.session import Session


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> SourcesPanel:
    made = SourcesPanel(session, load_texts("en"))
    qtbot.addWidget(made)
    made.resize(400, 800)
    made.show()
    qtbot.waitExposed(made)
    made.show_scene(session.scene, number_sources(session.atlas, visible_sources(session.atlas, session.scene), ()))
    return made


def test_every_visible_source_is_listed_with_its_number_date_and_licence(panel: SourcesPanel, session: Session) -> None:
    text = panel.page.toPlainText()
    visible = visible_sources(session.atlas, session.scene)
    assert visible
    for number, name in enumerate(visible, 1):
        source = session.atlas.sources[name]
        assert f"[{number}] {source.title}" in text
        assert source.licence in text
    assert "undated" in text


@pytest.mark.parametrize(
    ("role", "opened"), [(QMessageBox.ButtonRole.AcceptRole, 1), (QMessageBox.ButtonRole.RejectRole, 0)]
)
def test_a_web_address_is_opened_only_after_asking(
    panel: SourcesPanel, monkeypatch: pytest.MonkeyPatch, role: QMessageBox.ButtonRole, opened: int
) -> None:
    went: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", went.append)
    line = next(line for line in panel.lines() if line.url)
    seen: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        next(button for button in box.buttons() if box.buttonRole(button) == role).click()

    QTimer.singleShot(0, press)
    panel.page.anchorClicked.emit(QUrl(f"source:{line.number}"))
    assert seen == [line.url]
    assert len(went) == opened


def test_a_number_brings_its_source_into_sight(panel: SourcesPanel) -> None:
    last = panel.lines()[-1].number
    panel.go_to(last)
    assert panel.page.textCursor().selectedText() == f"[{last}] "
