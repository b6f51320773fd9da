"""The web page: opened from a file with the network cut it asks for nothing, fails nowhere, and does what it should."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from maps.cache import Prepared
from maps.exports.web_page import LARGEST_BYTES, write
from tests.ui.exporting import show_in

WAIT_MS = 60_000
Ask = Callable[[str], Any]


class Cut(QWebEngineUrlRequestInterceptor):
    """Blocks all but the file itself and what it holds, and counts it."""

    def __init__(self) -> None:
        """Start with nothing asked."""
        super().__init__()
        self.asked: list[str] = []
        self.files: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802  Qt's name
        """Let only the own content pass."""
        url = info.requestUrl()
        if url.scheme() == "file":
            self.files.append(url.toString())
        elif url.scheme() != "data":
            self.asked.append(url.toString())
            info.block(True)


class Page(QWebEnginePage):
    """A page that keeps what it says on its console."""

    def __init__(self, profile: QWebEngineProfile) -> None:
        """Start with nothing said."""
        super().__init__(profile)
        self.said: list[str] = []

    def javaScriptConsoleMessage(  # noqa: N802  Qt's name
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Keep it."""
        self.said.append(f"{message} ({line})")


@pytest.fixture(scope="module")
def file(atlas: Atlas, prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped briefing as a web page."""
    path = tmp_path_factory.mktemp("html") / "briefing.html"
    write(path, show_in(atlas, prepared, "en", ""), {})
    return path


@pytest.fixture
def opened(qtbot: QtBot, file: Path) -> Iterator[tuple[QWebEngineView, Page, Cut]]:
    """Return the page open in the engine, at rest."""
    cut, profile, view = Cut(), QWebEngineProfile(), QWebEngineView()
    profile.setUrlRequestInterceptor(cut)
    page = Page(profile)
    view.setPage(page)
    view.resize(1280, 720)
    view.show()
    with qtbot.waitSignal(page.loadFinished, timeout=WAIT_MS):
        page.load(QUrl.fromLocalFile(str(file)))
    yield view, page, cut
    for each in (view, page, profile):
        shiboken6.delete(each)


@pytest.fixture
def ask(qtbot: QtBot, opened: tuple[QWebEngineView, Page, Cut]) -> Ask:
    """Return a way to ask the page for a value once all is drawn."""
    page = opened[1]

    def answer(code: str) -> Any:
        out: list[str] = []
        page.runJavaScript(
            f"window.told = null; atlas.whenIdle().then(() => {{ window.told = JSON.stringify([{code}]); }})"
        )

        def look() -> bool:
            page.runJavaScript("window.told", 0, lambda text: out.append(text) if text else None)
            return bool(out)

        qtbot.waitUntil(look, timeout=WAIT_MS)
        return json.loads(out[0])[0]

    return answer


def press(ask: Ask, *keys: str) -> None:
    """Press keys one after another."""
    for key in keys:
        ask(f'document.body.dispatchEvent(new KeyboardEvent("keydown", {{ key: "{key}", bubbles: true }}))')


def test_the_file_is_no_larger_than_agreed_and_names_no_address_that_it_would_load(file: Path) -> None:
    text = file.read_text("utf-8")
    assert len(text.encode()) <= LARGEST_BYTES
    markup = text.split("<script>")[0]
    assert not re.search(r"""(?:src|href)=["']?(?:https?:|//|atlas:)|url\((?!["']?(?:data:|#))""", markup)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    for rule in ("default-src 'none'", "connect-src 'none'", "script-src 'sha256-"):
        assert rule in policy[1]


def test_it_asks_for_nothing_and_no_script_fails_while_the_whole_show_is_stepped_through(
    ask: Ask, opened: tuple[QWebEngineView, Page, Cut]
) -> None:
    _, page, cut = opened
    total = ask("atlas.alone.content.scenes.reduce((sum, scene) => sum + scene.steps.length, 0)")
    press(ask, *["ArrowRight"] * (total - 1))
    assert ask("atlas.alone.scene + 1 === atlas.alone.content.scenes.length")
    assert ask("document.querySelectorAll('#reader-body .reader-sources li').length") > 20
    press(ask, "Home", "PageDown", "PageUp", "End", "Home")
    assert ask("atlas.alone.scene") == 0
    assert cut.asked == []
    assert len(set(cut.files)) == 1
    assert ask("atlas.alone.failed") == []
    assert page.said == []


def test_words_lead_to_the_map_and_the_map_to_the_words(ask: Ask) -> None:
    ask("atlas.alone.show(7, 0)")
    assert "Caspian Sea Route" in ask("document.querySelector('#reader-body .reader-passage').textContent")
    ask("document.querySelector('#reader-body .reader-link').click()")
    assert ask("atlas.state().selected.length") > 0
    ask("atlas.send('BackgroundClicked', {})")
    assert ask("atlas.state().selected") == []
    ask("atlas.send('FeatureClicked', { item: 'KZ', extend: false })")
    assert ask("document.querySelector('.reader-card h3').textContent") == "Kazakhstan"
    assert ask(
        "[...document.querySelectorAll('.reader-link.is-marked')].every((one) => one.dataset.targets.includes('KZ'))"
    )


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [("en", "aktau", "Aktau"), ("ja", "アクタウ", "アクタウ"), ("id", "kazakh", "Kazakhstan")],
)
def test_a_name_is_found_and_shown_in_each_language(ask: Ask, language: str, typed: str, found: str) -> None:
    ask(f"atlas.alone.speak('{language}')")
    assert ask("document.documentElement.lang") == language
    box = "document.getElementById('reader-search')"
    ask(f"({box}.value = '{typed}', {box}.dispatchEvent(new Event('input')))")
    names = ask("[...document.querySelectorAll('#reader-found button')].map((one) => one.textContent)")
    assert any(found in name for name in names)
    ask("document.querySelector('#reader-found button').click()")
    assert ask("atlas.state().selected.length") > 0
    assert ask("document.querySelector('#reader-body h2').textContent") == ask(f"atlas.alone.now().title.{language}")


def test_a_row_of_the_legend_shows_and_hides_its_part(ask: Ask) -> None:
    ask("atlas.send('PartClicked', { part: 'deposits-uranium', alone: false })")
    assert "deposits-uranium" in ask("atlas.state().parts")
    ask("atlas.send('PartClicked', { part: 'deposits', alone: false })")
    assert len([part for part in ask("atlas.state().parts") if part.startswith("deposits-")]) > 5
    ask("atlas.send('PartClicked', { part: 'deposits', alone: false })")
    assert not [part for part in ask("atlas.state().parts") if part.startswith("deposits-")]


def test_on_a_phone_the_reader_stands_below_the_map_and_nothing_is_wider_than_the_screen(
    qtbot: QtBot, ask: Ask, opened: tuple[QWebEngineView, Page, Cut]
) -> None:
    opened[0].resize(390, 844)
    qtbot.waitUntil(lambda: ask("innerWidth") == 390, timeout=WAIT_MS)
    ask("atlas.alone.show(7, 0)")
    top, bottom = (f"document.getElementById('{name}').getBoundingClientRect()" for name in ("reader", "map"))
    assert ask(f"{top}.top >= {bottom}.bottom - 1")
    assert ask("document.documentElement.scrollWidth") <= 390
    assert ask("document.documentElement.scrollHeight") > 844


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_chromium_opens_it_from_a_file_without_a_word(file: Path, tmp_path: Path) -> None:
    command = [
        *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"),
        *("--host-resolver-rules=MAP * ~NOTFOUND", "--virtual-time-budget=8000", "--window-size=1280,720"),
        *(f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri()),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert "CONSOLE" not in done.stderr
    assert 'class="reader-caption"' in done.stdout
    assert "atlas-label-country-focus" in done.stdout
