"""The rules of the house, checked: sizes, names, imports, and what must not be in the repository."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = sorted(path for folder in ("data", "maps", "ui") for path in (ROOT / folder).rglob("*.py"))
WEB = sorted((ROOT / "maps" / "web").glob("*.*"))
BANNED_NAMES = ("util", "helper", "common", "manager", "misc")


@pytest.mark.parametrize("path", [*CODE, *WEB, ROOT / "main.py"], ids=lambda path: path.name)
def test_a_file_is_no_longer_than_it_can_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 320


@pytest.mark.parametrize("path", [*CODE, *WEB], ids=lambda path: path.name)
def test_a_file_says_its_subject(path: Path) -> None:
    assert not any(name in path.stem for name in BANNED_NAMES)


def test_the_main_window_stays_small() -> None:
    assert len((ROOT / "ui" / "main_window.py").read_text(encoding="utf-8").splitlines()) < 150


@pytest.mark.parametrize("path", [*CODE, ROOT / "main.py"], ids=lambda path: path.name)
def test_functions_stay_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 45, f"{node.name} is too long"


def test_no_translated_text_is_an_f_string() -> None:
    """Gettext looks a text up before its fields are filled in; an f-string is never found."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.JoinedStr):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                assert name not in ("texts", "_texts", "N_", "count", "in_all_languages"), f"{path.name}:{node.lineno}"


def test_no_font_archive_or_library_of_others_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [Path(name) for name in listed.split("\0") if name]
    assert files
    for path in files:
        assert path.suffix not in {".ttf", ".otf", ".woff", ".woff2", ".zip", ".gz", ".whl"}, path
        assert path.suffix == ".py" or "leaflet" not in path.name.lower(), path


def test_importing_the_panels_does_not_import_what_is_slow() -> None:
    """folium, shapely, geopy, Babel and matplotlib wait until they are needed."""
    code = (
        "import sys; import ui.program, ui.main_window;"
        "slow = 'folium', 'shapely', 'geopy', 'babel', 'numpy', 'matplotlib', 'rustworkx', 'requests';"
        "print([name for name in slow if name in sys.modules])"
    )
    import sys

    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
