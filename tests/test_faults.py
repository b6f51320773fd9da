"""The fault drill: whatever the machine does to it, the program starts and says what is wrong, or says why it cannot.

Each test is one start of the real program; faults that do not hide each other share one.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from data.briefing.reading import read_briefing
from data.briefing.value import Briefing
from data.briefing.writing import write_briefing
from data.derived import altered_files
from data.reading import FILES
from data.settings import folders
from maps.cache import Prepared

ROOT = Path(__file__).parent.parent
FAKETIME = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None) if Path("/usr/lib").exists() else None


@dataclass(frozen=True)
class Start:
    """What came of a start: its exit code, what was on screen, and its last words."""

    code: int
    seen: dict[str, Any]
    said: str


def start(*arguments: str, before: tuple[str, ...] = (), around: Mapping[str, str] | None = None, **more: str) -> Start:
    """Start the program in a surrounding; a variable that is ``unset`` is not there."""
    surrounding = {**os.environ, "QT_LOGGING_RULES": "*=false", "PYTHONUTF8": "unset", **(around or {}), **more}
    done = subprocess.run(
        [*before, sys.executable, "-m", "tests.ui.programs.starting", *arguments],
        cwd=ROOT,
        env={name: value for name, value in surrounding.items() if value != "unset"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=180,
        check=False,
    )
    last = (done.stdout.strip().splitlines() or ["{}"])[-1]
    assert last.startswith("{"), done.stdout + done.stderr
    seen: dict[str, Any] = json.loads(last)
    assert "Traceback" not in done.stderr, done.stderr
    assert "gave up" not in seen, json.dumps(seen, indent=1) + done.stderr
    return Start(done.returncode, seen, done.stderr)


@pytest.fixture
def home(tmp_path: Path, prepared: Prepared) -> Path:
    """Return a home whose cache is warm: what is drilled is not the making of the page."""
    assert prepared
    made = tmp_path / "home"
    shutil.copytree(folders().cache, made / "cache")
    return made


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """Put a small disk in the place of a folder and fill it, but for what it holds."""
    folder.mkdir(parents=True, exist_ok=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root can mount a small disk")
    try:
        with (folder / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 4096)
            except OSError:
                pass
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def screens(folder: Path) -> dict[str, str]:
    """Return the surrounding of a machine with a second screen of another scale."""
    same = {"y": 0, "width": 1440, "height": 900, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    known = [{"name": "a", "x": 0} | same, {"name": "b", "x": 1440} | same | {"width": 2560, "height": 1600}]
    (folder / "screens.json").write_text(json.dumps({"screens": known}))
    platform = f"offscreen:configfile={folder / 'screens.json'}"
    return {"QT_QPA_PLATFORM": platform, "QT_SCREEN_SCALE_FACTORS": "a=1;b=2"}


def test_without_a_home_in_locale_c_and_in_1970_with_broken_settings_and_autosave(tmp_path: Path, home: Path) -> None:
    """Nothing broken is lost: it is set aside, and said."""
    config, state = tmp_path / "config" / "caspian-atlas", tmp_path / "state" / "caspian-atlas"
    config.mkdir(parents=True)
    (config / "settings.json").write_bytes(b"\xff\x00{broken")
    (config / "window.ini").write_bytes(b"[%General]\npanels=@ByteArray(\x00\xff")
    (config / "recent.json").write_bytes(b"[[[")
    recovery = state / "recovery"
    recovery.mkdir(parents=True)
    (recovery / "torn.briefing").write_bytes(b"PK\x03\x04 torn")
    (recovery / "torn.json").write_bytes(b"\xff{")
    shutil.copytree(home / "cache", tmp_path / "cache" / "caspian-atlas")
    clock = {"LD_PRELOAD": str(FAKETIME), "FAKETIME": "@1970-01-02 00:00:00", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    xdg = {f"XDG_{what}_HOME": str(tmp_path / what.lower()) for what in ("CONFIG", "STATE", "CACHE", "DATA")}
    write_briefing(tmp_path / "mine.briefing", Briefing(title={"en": "Mine"}))
    found = start(
        str(tmp_path / "mine.briefing"),
        "--then",
        "edit",
        str(tmp_path / "mine.briefing"),
        around=xdg | (clock if FAKETIME else {}),
        HOME="unset",
        LC_ALL="C",
        LANG="C",
        CASPIAN_ATLAS_HOME="unset",
    )
    seen = found.seen
    assert found.code == 0 and seen["drawn"], found.said
    assert seen["year"] == 1970 or not FAKETIME
    assert any("settings.json is broken" in told for told in seen["notices"])
    assert (config / "settings.broken").read_bytes() == b"\xff\x00{broken"
    assert any(told.startswith("An autosave is broken. It was set aside") for told in seen["notices"])
    assert seen["is_noticed"]
    assert (recovery / "broken" / "torn.briefing").read_bytes() == b"PK\x03\x04 torn"
    assert (seen["autosave"], seen["unsaved"]) == ("kept", False)
    assert read_briefing(tmp_path / "mine.briefing").briefing.title == {"en": "Edited"}


def test_where_nothing_can_be_written_it_says_so_and_the_document_is_saved_elsewhere(
    tmp_path: Path, home: Path
) -> None:
    """Also on a second screen of another scale, where the map is drawn with that one's pixels."""
    for name in ("config", "state"):
        (home / name).write_text("in the way")
    out = tmp_path / "mine.briefing"
    found = start("--then", "edit", str(out), around=screens(tmp_path), CASPIAN_ATLAS_HOME=str(home))
    seen = found.seen
    assert found.code == 0 and seen["drawn"], found.said
    assert any(told.startswith(f"{home / 'state'} cannot be used: ") for told in seen["notices"])
    assert "No log can be written" in found.said
    assert seen["autosave"] not in ("kept", "")
    assert seen["unsaved"] is False
    assert read_briefing(out).briefing.title == {"en": "Edited"}
    assert (home / "state").read_text() == "in the way"
    assert seen["screens"] == [1.0, 2.0]
    assert seen["ratio"] == 2.0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts")
def test_on_a_full_disk_it_says_so_and_keeps_the_document_open(tmp_path: Path, home: Path) -> None:
    for name in ("config", "state"):
        (home / name).mkdir()
    disk = home / "state"
    with full_disk(disk):
        file = disk / "mine.briefing"
        found = start("--then", "edit", str(file), CASPIAN_ATLAS_HOME=str(home))
        assert not file.exists()
        assert sorted(path.name for path in disk.iterdir() if path.suffix == ".new") == []
    seen = found.seen
    assert found.code == 0 and seen["drawn"], found.said
    assert any(told.startswith(f"{disk} cannot be used: the disk is full") for told in seen["notices"])
    assert "full" in seen["autosave"] or "space" in seen["autosave"]
    assert [told for told in seen["dialogs"] if "was not saved: the disk is full" in told]
    assert seen["unsaved"] is True, "what was edited is still there to be saved elsewhere"


@pytest.fixture
def hidden(tmp_path: Path) -> Iterator[list[str]]:
    """Return a command under which files can be laid over others: ``<over> <file>`` pairs, seen by it alone."""
    probe = (
        subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False)
        if shutil.which("unshare")
        else None
    )
    if probe is None or probe.returncode:
        pytest.skip("this machine lets no process lay a file over another")
    yield ["unshare", "-rm", "sh", "-c", 'mount --bind "$0" "$1" && shift && exec "$@"']


def test_a_damaged_relief_is_said_and_the_map_goes_on_without_it(tmp_path: Path, home: Path, hidden: list[str]) -> None:
    whole = (FILES / "relief.mbtiles").read_bytes()
    torn = tmp_path / "relief.mbtiles"
    torn.write_bytes(whole[:3_000_000] + b"\xff" * 1_000_000 + whole[4_000_000:])
    assert altered_files() == ()
    found = start(before=(*hidden, str(torn), str(FILES / "relief.mbtiles")), CASPIAN_ATLAS_HOME=str(home))
    assert found.code == 0, found.said
    assert any(told.startswith("relief.mbtiles: not as installed") for told in found.seen["notices"])
    torn.write_bytes(b"no database")
    found = start(before=(*hidden, str(torn), str(FILES / "relief.mbtiles")), CASPIAN_ATLAS_HOME=str(home))
    assert found.code == 1
    assert "relief.mbtiles" in found.seen["dialogs"][0]
    assert "Install the program again" in found.seen["dialogs"][0]


def test_a_missing_font_is_named_with_the_way_out(tmp_path: Path, home: Path) -> None:
    package = tmp_path / "packages" / "fontpkg_noto_sans"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    found = start(CASPIAN_ATLAS_HOME=str(home), PYTHONPATH=str(package.parent))
    assert found.code == 1
    assert "of the package fontpkg-noto-sans is missing. Run: pip install" in found.seen["dialogs"][0]
    assert "Traceback" not in (home / "state" / "atlas.log").read_text(encoding="utf-8")
