"""What the program is made from: the installed packages with their versions and licences, as they say it themselves."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from data.version import NAME, VERSION

DIRECT = {
    "PySide6": "LGPL-3.0",
    "folium": "MIT",
    "django-js-lib-leaflet": "BSD-2-Clause (Leaflet)",
    "shapely": "BSD-3-Clause",
    "geopy": "MIT",
    "Babel": "BSD-3-Clause",
    "jenkspy": "MIT",
    "msgspec": "BSD-3-Clause",
    "fudgeo": "MIT",
    "defusedxml": "PSF-2.0",
    "platformdirs": "MIT",
    "rapidfuzz": "MIT",
    "rustworkx": "Apache-2.0",
    "matplotlib": "PSF-2.0 (matplotlib)",
    "wakepy": "MIT",
    "pypdf": "BSD-3-Clause",
    "python-pptx": "MIT",
    "fontpkg-noto-sans": "OFL-1.1 (Noto Sans)",
    "pylopdf-fonts-jp": "OFL-1.1 (Noto Sans JP)",
}
"""The packages that the program asks for, each with what applies here of its licences."""

QT = ("PySide6", "PySide6_Essentials", "PySide6_Addons", "shiboken6")
"""Packages that bring Qt and Chromium but not the words of their licences; those lie beside the program."""
QT_TEXTS = ("QT.txt", "LGPL-3.0.txt", "GPL-3.0.txt")
HERE = Path(__file__).parent.parent
BESIDE = (HERE / "licences", HERE / "packaging" / "notices")
"""Where licences lie in a bundle, and in the sources."""

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LICENCE_FILE = re.compile(r"LICEN[CS]E|COPYING|NOTICE|OFL", re.IGNORECASE)
TEXT_LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package. ``text`` holds its licence's words where it brings them."""

    name: str
    version: str
    licence: str
    text: str


def versions() -> list[tuple[str, str]]:
    """Return the program and what it runs on, each with its version."""
    import PySide6
    from PySide6.QtCore import qVersion
    from PySide6.QtWebEngineCore import qWebEngineChromiumSecurityPatchVersion, qWebEngineChromiumVersion

    chromium = f"{_words(qWebEngineChromiumVersion())} ({_words(qWebEngineChromiumSecurityPatchVersion())})"
    return [
        (NAME, VERSION),
        ("Python", platform.python_version()),
        ("Qt", _words(qVersion())),
        ("PySide6", PySide6.__version__),
        ("Chromium", chromium),
        (platform.system(), f"{platform.release()} {platform.machine()}"),
    ]


def packages() -> list[Package]:
    """Return the packages in use and those they need, by name; reads files, so not on the UI thread."""
    found = {"python": Package("Python", platform.python_version(), "PSF-2.0", _pythons_text())}
    waiting = list(DIRECT)
    while waiting:
        name = waiting.pop()
        if _plain(name) in found:
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            if name in DIRECT:
                found[_plain(name)] = Package(name, "", DIRECT[name], "")
            continue
        known = str(installed.metadata["Name"] or name)
        found[_plain(name)] = Package(
            known, installed.version, DIRECT.get(name) or _licence(installed), _text(installed)
        )
        waiting += _needed(installed)
    return sorted(found.values(), key=lambda package: package.name.lower())


def _needed(installed: Distribution) -> list[str]:
    """Return the names of what a package needs, without its extras; what another system needs is not installed."""
    names = []
    for line in installed.requires or []:
        named = _NAME.match(line)
        if named and "extra" not in line.partition(";")[2]:
            names.append(named[0])
    return names


def _licence(installed: Distribution) -> str:
    """Return a package's licence in a word, from whichever of its fields says it in one."""
    about = installed.metadata
    if "License-Expression" in about:
        return about["License-Expression"]
    short = about["License"].strip() if "License" in about else ""
    if short and "\n" not in short and len(short) <= 60 and not short.startswith("Copyright"):
        return short
    classes = [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    return ", ".join(line.rpartition(" :: ")[2] for line in classes) or "?"


def _text(installed: Distribution) -> str:
    """Return the words of a package's licences."""
    texts = []
    for file in installed.files or []:
        if _LICENCE_FILE.search(file.name) and file.suffix not in (".py", ".pyc"):
            texts.append(_read(Path(str(installed.locate_file(file)))))
    if not texts and installed.metadata["Name"] in QT:
        texts = [_read(folder / name) for name in QT_TEXTS for folder in BESIDE]
    return "\n\n".join(filter(None, texts))[:TEXT_LIMIT]


def _pythons_text() -> str:
    """Return the words of Python's licence, which a bundle brings and most installations have."""
    return _read(HERE / "licences" / "Python" / "LICENSE.txt") or _read(Path(os.__file__).parent / "LICENSE.txt")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _words(told: str | bytes | bytearray | memoryview) -> str:
    """Return what Qt tells of a version, of which its types say that it may be bytes."""
    return told if isinstance(told, str) else bytes(told).decode()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
