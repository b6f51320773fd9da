"""``main.py --export`` as a script starts it: exit codes, a line for each fault, no display needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

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
        timeout=300,
        check=False,
    )


def test_without_a_display_scenes_become_pictures_and_each_is_named_on_a_line(tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    bare = {"QT_QPA_PLATFORM": "unset", "DISPLAY": "unset", "WAYLAND_DISPLAY": "unset"}
    done = run(
        "--export",
        "png",
        "--out",
        str(out),
        "--scenes",
        "2,4",
        "--lang",
        "id",
        "--size",
        "960x540",
        home=tmp_path,
        **bare,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [str(tmp_path / "out-02.png"), str(tmp_path / "out-04.png")]
    with Image.open(tmp_path / "out-04.png") as picture:
        assert picture.size == (960, 540)
        assert picture.info["Language"] == "id"


def test_a_dpi_means_an_a4_page(tmp_path: Path) -> None:
    out = tmp_path / "a4.png"
    done = run("--export", "png", "--out", str(out), "--scenes", "2", "--dpi", "100", home=tmp_path)
    assert done.returncode == 0, done.stderr
    with Image.open(out) as picture:
        assert picture.size == (1169, 827)


def test_a_briefing_of_ones_own_becomes_a_handout(tmp_path: Path) -> None:
    out = tmp_path / "配布.pdf"
    briefing = ROOT / "data" / "files" / "central-asia.briefing"
    done = run(
        str(briefing), "--export", "pdf", "--out", str(out), "--scenes", "2", "--set", "notes=yes", home=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert len(PdfReader(out).pages) >= 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--export", "doc", "--out", "x"), "no format 'doc'"),
        (("--export", "png"), "--out"),
        (("--export", "png", "--out", "x.png", "--set", "colour=red"), "no option 'colour'"),
        (("--export", "png", "--out", "x.png", "--set", "legend=maybe"), "yes or no"),
        (("--export", "png", "--out", "x.png", "--dpi", "9"), "--dpi"),
    ],
)
def test_what_is_asked_wrongly_is_named_and_nothing_is_done(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run(*arguments, home=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--scenes", "99"), "no scene 99"),
        (("--scenes", "13"), "hidden"),
        (("--scenes", "two"), "two"),
    ],
)
def test_scenes_that_are_not_there_are_named(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    out = tmp_path / "x.png"
    done = run("--export", "png", "--out", str(out), "--lang", "en", *arguments, home=tmp_path)
    assert done.returncode == 1
    assert said in done.stderr
    assert not out.exists()


def test_a_folder_that_is_not_there_is_a_fault_of_one_line(tmp_path: Path) -> None:
    out = tmp_path / "no" / "such" / "x.pdf"
    done = run("--export", "pdf", "--out", str(out), "--scenes", "1", "--lang", "en", home=tmp_path)
    assert done.returncode == 1
    lines = [line for line in done.stderr.splitlines() if "x.pdf" in line]
    assert len(lines) == 1
    assert "not written" in lines[0]


def test_a_file_that_is_no_briefing_is_said(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.briefing"
    wrong.write_text("nothing")
    done = run(str(wrong), "--export", "png", "--out", str(tmp_path / "x.png"), home=tmp_path)
    assert done.returncode == 1
    assert "wrong.briefing cannot be opened" in done.stderr
