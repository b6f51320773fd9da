"""Graphics are chosen before Qt starts; a start that never drew a map leads to the safe way."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ui import graphics
from ui.graphics import StartFlag, choose_graphics

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start without a given backend, and give back what a test chose."""
    monkeypatch.setenv("QT_QUICK_BACKEND", "")
    monkeypatch.delenv("QT_QUICK_BACKEND")


def test_a_given_backend_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QUICK_BACKEND", "rhi")
    assert choose_graphics(wants_safe=True, last_start_died=True) == "given"
    assert os.environ["QT_QUICK_BACKEND"] == "rhi"


@pytest.mark.parametrize(("wants", "died"), [(True, False), (False, True)])
def test_safe_graphics_on_wish_or_after_a_start_that_died(
    monkeypatch: pytest.MonkeyPatch, wants: bool, died: bool
) -> None:
    monkeypatch.setattr(graphics, "has_gpu", lambda: True)
    assert choose_graphics(wants_safe=wants, last_start_died=died) == "safe"
    assert os.environ["QT_QUICK_BACKEND"] == "software"


def test_without_a_gpu_the_software_way_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphics, "has_gpu", lambda: False)
    assert choose_graphics(wants_safe=False, last_start_died=False) == "no-gpu"
    assert os.environ["QT_QUICK_BACKEND"] == "software"


def test_with_a_gpu_qt_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphics, "has_gpu", lambda: True)
    assert choose_graphics(wants_safe=False, last_start_died=False) == "gpu"
    assert "QT_QUICK_BACKEND" not in os.environ


def test_the_flag_is_there_only_during_a_start(tmp_path: Path) -> None:
    flag = StartFlag(tmp_path / "state")
    assert not flag.was_left
    flag.set()
    assert StartFlag(tmp_path / "state").was_left
    flag.clear()
    assert not StartFlag(tmp_path / "state").was_left


def test_a_start_killed_before_the_map_leads_to_safe_graphics(tmp_path: Path) -> None:
    """The real program, killed as soon as its flag is there; the next start says why it is safe."""
    flag = tmp_path / "state" / graphics.FLAG
    surroundings = {**os.environ, "CASPIAN_ATLAS_HOME": str(tmp_path)}
    first = subprocess.Popen([sys.executable, "main.py"], cwd=ROOT, env=surroundings, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not flag.exists() and time.monotonic() < deadline:
        time.sleep(0.001)  # polling another process's file
    first.kill()
    first.wait()
    assert flag.exists()
    second = subprocess.Popen([sys.executable, "main.py"], cwd=ROOT, env=surroundings, stderr=subprocess.DEVNULL)
    while flag.exists() and time.monotonic() < deadline:
        time.sleep(0.01)  # polling another process's file
    second.terminate()
    second.wait()
    assert not flag.exists(), "the map was drawn and the flag removed"
    assert "Graphics: safe" in (tmp_path / "state" / "atlas.log").read_text(encoding="utf-8")


def test_a_start_in_safe_graphics_repeats_the_command_from_source_and_in_a_bundle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = ["main.py", "my briefing.briefing"]
    assert graphics.command_again(given) == [sys.executable, *given]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert graphics.command_again(["/usr/bin/caspian-atlas", "my.briefing"]) == [sys.executable, "my.briefing"]
