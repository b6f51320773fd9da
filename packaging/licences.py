"""Collects the licences of everything that goes into a bundle, from what is installed on the building machine."""

from __future__ import annotations

import re
import shutil
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
LICENCE = re.compile(r"(?:^|/)(?:licen[cs]e|copying|notice|authors|ofl)[^/]*$", re.IGNORECASE)
WITHOUT_TEXT = {"PySide6", "PySide6_Essentials", "PySide6_Addons", "shiboken6"}
"""Their wheels carry no text of the licence; QT.txt and the LGPL stand in."""
TEXT_IN_ANOTHER = {"fontpkg": "fontpkg-noto-sans"}
"""Wheels without a text whose maker's is in another."""


def packages() -> list[str]:
    """Return the names of the packages that a bundle is made from."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return re.findall(r"^([A-Za-z0-9_.-]+)==", text, re.MULTILINE)


def collect(folder: Path) -> None:
    """Write INDEX.txt and each package's texts into a folder.

    Raises
    ------
    RuntimeError
        If a package brings no text: it must not be passed on before somebody has found it.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    lines = [
        "Packages in this program, with their licences as they state them; the texts are in the folders beside.",
        "",
    ]
    for name in packages():
        found = distribution(name)
        texts = _texts(found)
        if not texts and name not in WITHOUT_TEXT and name not in TEXT_IN_ANOTHER:
            raise RuntimeError(f"{name} {found.version} brings no text of its licence")
        for text in texts:
            target = folder / name / str(text).partition(".dist-info/")[2].removeprefix("licenses/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(str(found.locate_file(text)), target)
        lines.append(f"{name} {found.version}: {_stated(found)}")
    (folder / "Python").mkdir()
    shutil.copyfile(_pythons_own(), folder / "Python" / "LICENSE.txt")
    lines += [
        f"Python {sys.version.split()[0]}: PSF-2.0",
        "",
        "Qt and Chromium: see QT.txt. Data and fonts: see NOTICE.",
    ]
    for path in (*(HERE / "notices").glob("*.txt"), ROOT / "LICENSE", ROOT / "NOTICE"):
        shutil.copyfile(path, folder / path.name)
    shutil.copyfile(ROOT / "data" / "files" / "SOURCES.md", folder / "SOURCES.md")
    (folder / "INDEX.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _texts(found: Distribution) -> list[Path]:
    """Return the licence texts of a package that lie in its metadata."""
    files = [Path(str(file)) for file in found.files or ()]
    return [file for file in files if ".dist-info/" in str(file) and LICENCE.search(file.as_posix())]


def _stated(found: Distribution) -> str:
    """Return the licence as a package states it, in one line."""
    stated = _named(found, "License-Expression")
    if not stated:
        classed = [
            text.rpartition(" :: ")[2] for text in found.metadata.get_all("Classifier") or () if "License ::" in text
        ]
        first = next((line.strip() for line in _named(found, "License").splitlines() if line.strip(" =")), "")
        stated = first if 0 < len(first) <= 60 else ", ".join(classed) or "see its text"
    return stated


def _named(found: Distribution, field: str) -> str:
    return next(iter(found.metadata.get_all(field) or ()), "")


def _pythons_own() -> Path:
    for path in (
        Path(sys.base_prefix) / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright"),
    ):
        if path.is_file():
            return path
    raise RuntimeError("Python's own licence was not found beside the library")
