"""Following the tonne on screen: the form, what is told with and without Russia, and what it survives."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from data.texts import load_texts
from maps.comparing.freight import MARKETS
from maps.measures import Measures
from maps.scene import OPEN_NETWORK, Routing
from ui.comparing.freight import FreightBar
from ui.session import Session

WAIT_MS = 30_000
INKAI = "KZ-U-01"


@pytest.fixture
def bar(qtbot: QtBot, session: Session, measures: Measures) -> FreightBar:
    window = QWidget()
    made = FreightBar(session, load_texts("en"))
    QVBoxLayout(window).addWidget(made)
    made.window_kept = window  # type: ignore[attr-defined]
    qtbot.addWidget(window)
    window.resize(400, 900)
    window.show()
    made.fold.open()
    return made


def follow(qtbot: QtBot, bar: FreightBar, session: Session, market: str, deposit: str = INKAI) -> None:
    session.set_routing(session.scene.routing.with_freight(deposit, market))
    qtbot.waitUntil(lambda: bar.is_settled and bar.told is not None, timeout=WAIT_MS)


def written(bar: FreightBar) -> str:
    """Return all texts on show."""
    return "\n".join(label.text() for label in bar.findChildren(QLabel) if label.isVisible())


def test_before_anything_is_followed_the_bar_says_how_to_begin(bar: FreightBar) -> None:
    assert bar.state.text().startswith("Choose a deposit")
    assert not bar.view.isVisible()
    assert not bar.stop_button.isVisible()
    assert [bar.market.itemData(at) for at in range(bar.market.count())] == list(MARKETS)


def test_a_selected_deposit_is_written_into_the_form(bar: FreightBar, session: Session) -> None:
    session.select(("KZ",))
    assert bar.deposit.text() == ""
    session.select((INKAI,))
    assert bar.deposit.known() == INKAI


def test_a_name_a_market_and_enter_follow_the_goods_and_fly_along(
    qtbot: QtBot, bar: FreightBar, session: Session
) -> None:
    bar.market.setCurrentIndex(bar.market.findData("constanta"))
    bar.deposit.setText("Inkai (JV Inkai)")
    QTest.keyClick(bar.deposit, Qt.Key.Key_Return)
    assert session.scene.routing.freight == (INKAI, "constanta")
    assert session.scene.routing.chosen == "freight"
    qtbot.waitUntil(lambda: bar.is_settled and session.can_go_back, timeout=WAIT_MS)
    for name in ("CONSTANTA",):
        assert session.scene.camera.contains(*session.atlas.nodes[name].position)
    assert session.scene.camera.contains(*session.atlas.deposits[INKAI].position)


def test_both_ways_are_told_with_shares_that_sum_to_a_hundred(qtbot: QtBot, bar: FreightBar, session: Session) -> None:
    follow(qtbot, bar, session, "rotterdam")
    assert bar.told
    assert [side.heading for side in bar.told.sides] == ["Without limits", "Without Russia"]
    for side in bar.told.sides:
        assert sum(part.share for part in side.parts) == pytest.approx(1.0)
        whole = [int(share.percent.split()[0]) for share in side.shares if not share.percent.startswith("<")]
        assert sum(whole) == 100
    assert "RU" in {share.country for share in bar.told.sides[0].shares}
    assert "RU" not in {share.country for share in bar.told.sides[1].shares}
    assert bar.told.sides[1].more.startswith("+")
    text = written(bar)
    assert "straight line" in text
    assert "on the network" in text
    assert "Uranium" in text
    assert "59.69" in text


def test_every_figure_has_its_source(qtbot: QtBot, bar: FreightBar, session: Session) -> None:
    follow(qtbot, bar, session, "rotterdam")
    assert bar.told
    numbers = {line.number for line in bar.told.sources}
    assert bar.told.figures
    for figure in bar.told.figures:
        assert figure.sources
        assert set(figure.sources) <= numbers
    assert all(f"[{number}]" in bar.view.sources.text() for number in numbers)


def test_where_the_way_needs_no_russia_that_is_said_once(qtbot: QtBot, bar: FreightBar, session: Session) -> None:
    follow(qtbot, bar, session, "japan")
    assert bar.told
    assert len(bar.told.sides) == 1
    assert "The way needs no Russia." in bar.told.notes


def test_where_there_is_no_way_the_cut_is_named(qtbot: QtBot, bar: FreightBar, session: Session) -> None:
    session.set_routing(Routing(avoid=frozenset({"GE", "IR", "TR"})))
    follow(qtbot, bar, session, "rotterdam")
    assert bar.told
    assert "Russia" in bar.told.sides[1].message
    assert bar.told.sides[1].message in written(bar)


def test_another_market_is_followed_at_once_and_stop_ends_it(qtbot: QtBot, bar: FreightBar, session: Session) -> None:
    follow(qtbot, bar, session, "rotterdam")
    bar.market.setCurrentIndex(bar.market.findData("budapest"))
    bar.market.activated.emit(bar.market.currentIndex())
    assert session.scene.routing.freight == (INKAI, "budapest")
    qtbot.waitUntil(lambda: bar.is_settled and bool(bar.told and "Budapest" in bar.told.title), timeout=WAIT_MS)
    bar.stop_button.click()
    assert session.scene.routing == OPEN_NETWORK
    assert not bar.view.isVisible()


def test_an_unknown_deposit_is_answered_under_the_form(bar: FreightBar, session: Session) -> None:
    bar.follow_button.click()
    assert bar.error.text() == "Name a deposit, or select one on the map."
    bar.deposit.setText("Nowhere")
    bar.follow_button.click()
    assert bar.error.text() == "There is no deposit Nowhere on this map."
    assert session.scene.routing == OPEN_NETWORK


def test_the_goods_survive_another_language_and_theme(qtbot: QtBot, bar: FreightBar, session: Session) -> None:
    follow(qtbot, bar, session, "mersin")
    session.set_language("ja")
    session.set_theme("dark")
    bar.retext(load_texts("ja"))
    qtbot.waitUntil(lambda: bar.is_settled, timeout=WAIT_MS)
    assert bar.deposit.text() == session.atlas.deposits[INKAI].names["ja"]
    assert bar.market.currentData() == "mersin"
    assert "カザフスタン" in written(bar)


def test_a_card_of_a_deposit_leads_here(qtbot: QtBot, bar: FreightBar, session: Session) -> None:
    bar.fold.setChecked(False)
    bar.offer(INKAI)
    assert bar.fold.isChecked()
    qtbot.waitUntil(lambda: bar.is_settled and bar.told is not None, timeout=WAIT_MS)
    assert session.scene.routing.freight == (INKAI, "rotterdam")
