"""What is freed goes back to the system, in this process and in the engine's; what the user set stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.memory import SETTINGS, V8_FLAGS, spare_memory

ROOT = Path(__file__).parent.parent.parent
FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
PICTURES = """
import ctypes, pathlib, sys
from ui.memory import spare_memory

def resident_mb():
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

if sys.argv[1] == "spare":
    spare_memory()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.malloc.argtypes, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]

def picture():
    at = libc.malloc(8_000_000)
    ctypes.memset(at, 1, 8_000_000)
    return at

libc.free(picture())  # glibc takes it that pictures are common, and keeps room for them from now on
before = resident_mb()
pictures = [picture() for _ in range(8)]
last = libc.malloc(200_000)  # holds the top of the heap
for at in pictures:
    libc.free(at)
print(resident_mb() - before)
"""


ENGINE = """
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWidgets import QApplication
from ui.memory import spare_memory

spare_memory()
application = QApplication(["x", "--no-sandbox"])
page = QWebEnginePage()
def told(kind):
    print(kind)
    application.quit()
page.loadFinished.connect(lambda _: page.runJavaScript("typeof window.gc", told))
page.setHtml("<p>x")
application.exec()
page.deleteLater()
"""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start without settings, and give back what a test set."""
    for name in (FLAGS, *SETTINGS):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


def test_the_engine_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FLAGS, "--disable-gpu")
    spare_memory()
    assert os.environ[FLAGS] == f"--disable-gpu --js-flags={V8_FLAGS}"
    spare_memory()
    assert os.environ[FLAGS].count(V8_FLAGS) == 1


def test_what_the_user_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FLAGS, "--js-flags=--expose-gc")
    monkeypatch.setenv("MALLOC_ARENA_MAX", "7")
    spare_memory()
    assert os.environ[FLAGS] == "--js-flags=--expose-gc"
    assert os.environ["MALLOC_ARENA_MAX"] == "7"


def test_the_page_may_say_when_to_collect() -> None:
    script = [sys.executable, "-c", ENGINE]
    done = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == ["function"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc alone has these settings")
def test_pictures_that_are_freed_are_given_back() -> None:
    kept = {
        how: float(
            subprocess.run(
                [sys.executable, "-c", PICTURES, how], cwd=ROOT, capture_output=True, text=True, check=True
            ).stdout
        )
        for how in ("spare", "plain")
    }
    assert kept["spare"] < 8 < kept["plain"]
