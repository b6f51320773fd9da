"""What the tests of windows share: a window with the focus on its map, and a way to ask a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from data.settings import folders
from maps.measures import Measures
from ui.main_window import MainWindow
from ui.map.view import MapView
from ui.session import Session

WAIT_MS = 30_000


@pytest.fixture(autouse=True)
def no_kept_panels() -> None:
    """Let no test begin with the panels as another left them."""
    (folders().config / "window.ini").unlink(missing_ok=True)


@pytest.fixture
def window(qtbot: QtBot, session: Session, measures: Measures) -> MainWindow:
    """Return a window on screen around a label in the map's place, which has the focus; closing it asks nothing."""
    view = QLabel("map")
    view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made = MainWindow(session, measures, view)
    qtbot.addWidget(made, before_close_func=lambda one: one.editor.document.stack.setClean())
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return made


@pytest.fixture
def ask(qtbot: QtBot, view: MapView) -> Callable[[str], Any]:
    """Return a way to ask the page of the test's ``view`` for a value."""

    def answer(code: str) -> Any:
        out: list[str] = []
        view.web.page.runJavaScript(f"JSON.stringify({code})", 0, out.append)
        qtbot.waitUntil(lambda: bool(out), timeout=WAIT_MS)
        return json.loads(out[0])

    return answer
