"""The program as its user starts it: a process of its own, from the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from data.version import NAME, VERSION

ROOT = Path(__file__).parent.parent


def run(*arguments: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run main.py with an empty home and return what it said."""
    surroundings = {**os.environ, "CASPIAN_ATLAS_HOME": str(home), **environment}
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        env={name: value for name, value in surroundings.items() if value != "unset"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def colours(path: Path) -> int:
    """Return how many colours a picture holds, on a coarse grid."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").resize((160, 90), Image.Resampling.NEAREST)
        return len(small.getcolors(160 * 90) or [])


def test_the_version_is_told(tmp_path: Path) -> None:
    done = run("--version", home=tmp_path)
    assert done.stdout.startswith(f"{NAME} {VERSION}")
    assert done.returncode == 0


def test_the_check_says_what_is_ready(tmp_path: Path) -> None:
    done = run("--check", home=tmp_path)
    assert done.returncode == 0, done.stdout
    for what in ("facts", "tiles", "assets", "texts", "fonts", "graphics"):
        assert f"ok   {what}:" in done.stdout
    assert "120 deposits" in done.stdout
    assert "FAIL" not in done.stdout


def test_a_still_is_drawn_in_the_asked_size_language_and_area(tmp_path: Path) -> None:
    first, second = tmp_path / "en.png", tmp_path / "ja 地図.png"
    bounds = "44,36,58,48"
    assert run("--still", str(first), "--size", "900x600", "--bounds", bounds, home=tmp_path).returncode == 0
    done = run("--still", str(second), "--size", "900x600", "--bounds", bounds, "--lang", "ja", home=tmp_path)
    assert done.returncode == 0
    with Image.open(first) as one, Image.open(second) as other:
        assert one.size == other.size == (900, 600)
        assert one.tobytes() != other.tobytes()
    assert colours(first) > 300


@pytest.mark.skipif(not Path("/usr/bin/unshare").exists(), reason="needs unshare")
def test_without_any_network_the_picture_is_the_same(tmp_path: Path) -> None:
    probe = subprocess.run(["unshare", "-rn", "true"], check=False)
    if probe.returncode:
        pytest.skip("this machine lets no process give up its network")
    with_net, without = tmp_path / "with.png", tmp_path / "without.png"
    assert run("--still", str(with_net), "--size", "900x600", home=tmp_path).returncode == 0
    done = subprocess.run(
        ["unshare", "-rn", sys.executable, "main.py", "--still", str(without), "--size", "900x600"],
        cwd=ROOT,
        env={**os.environ, "CASPIAN_ATLAS_HOME": str(tmp_path)},
        check=False,
        timeout=120,
    )
    assert done.returncode == 0
    with Image.open(with_net) as one, Image.open(without) as other:
        assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize(
    "wrong",
    [
        ("--size", "12"),
        ("--size", "0x0"),
        ("--size", "99999x99999"),
        ("--bounds", "1,2,3"),
        ("--bounds", "60,40,50,45"),
        ("--bounds", "a,b,c,d"),
        ("--bounds", "nan,0,1,1"),
        ("--lang", "xx"),
    ],
)
def test_a_wrong_argument_is_named_and_nothing_is_drawn(tmp_path: Path, wrong: tuple[str, str]) -> None:
    done = run("--still", str(tmp_path / "x.png"), *wrong, home=tmp_path)
    assert done.returncode == 2
    assert wrong[0] in done.stderr
    assert not (tmp_path / "x.png").exists()


def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    done = run("--still", str(tmp_path / "no" / "such" / "x.png"), "--size", "300x200", home=tmp_path)
    assert done.returncode == 1
    assert "was not drawn" in done.stderr


def test_without_a_display_one_line_says_so(tmp_path: Path) -> None:
    done = run(home=tmp_path, QT_QPA_PLATFORM="unset", DISPLAY="unset", WAYLAND_DISPLAY="unset")
    if sys.platform.startswith("linux"):
        assert done.returncode == 3
        assert "no display" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_does_not_stop_it(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    done = run("--still", str(tmp_path / "x.png"), "--size", "400x300", home=blocked)
    assert done.returncode == 0
    assert (tmp_path / "x.png").exists()


def test_broken_settings_are_set_aside_and_said(tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / "settings.json").write_bytes(b"\xff\x00{broken")
    done = run("--still", str(tmp_path / "x.png"), "--size", "400x300", home=tmp_path)
    assert done.returncode == 0
    assert (config / "settings.broken").read_bytes() == b"\xff\x00{broken"
    assert "settings.json is broken" in (tmp_path / "state" / "atlas.log").read_text(encoding="utf-8")
