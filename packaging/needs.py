"""The libraries of a Linux system that the bundle needs beside it, and Debian's packages that bring them.

They are not in the bundle: Debian mends them. What a file of the bundle is linked to and neither in the bundle nor
named here ends the build, for it would end the program on another machine.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from ui.preflight import LIBRARIES, RENAMED, X11_LIBRARIES

OTHERS = {
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libnspr4.so": "libnspr4",
    "libnssutil3.so": "libnss3",
    "libsmime3.so": "libnss3",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libXext.so.6": "libxext6",
    "libfreetype.so.6": "libfreetype6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libudev.so.1": "libudev1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libdrm.so.2": "libdrm2",
    "libxcb.so.1": "libxcb1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libzstd.so.1": "libzstd1",
    # what Python itself is linked to
    "libssl.so.3": "libssl3",
    "libcrypto.so.3": "libssl3",
    "libsqlite3.so.0": "libsqlite3-0",
    "libffi.so.8": "libffi8",
    "libbz2.so.1.0": "libbz2-1.0",
    "liblzma.so.5": "liblzma5",
    "libz.so.1": "zlib1g",
    "libexpat.so.1": "libexpat1",
    "libuuid.so.1": "libuuid1",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
}
"""Beyond those that the program looks for when it starts."""

WITH_LIBC = re.compile(r"(?:libc|libm|libdl|librt|libpthread|libresolv|libutil|ld-linux-.*)\.so\.\d$")
NEWER_NAMES = RENAMED | {"libssl3": "libssl3t64"}
"""Debian 13 and Ubuntu 24.04 carry these under other names."""

SONAMES = LIBRARIES | X11_LIBRARIES | OTHERS


def depends() -> str:
    """Return the line of the package's dependencies: the name in either Debian."""
    names = sorted(set(SONAMES.values()))
    return ", ".join(["libc6 (>= 2.34)", *(_either(name) for name in names)])


def unmet(bundle: Path) -> dict[str, str]:
    """Return the libraries that are neither in the bundle nor named here, each with a file that is linked to it."""
    there = {path.name for path in bundle.rglob("*")}
    found: dict[str, str] = {}
    for path in elf_files(bundle):
        told = subprocess.run(["readelf", "-d", str(path)], capture_output=True, text=True, check=True).stdout
        for name in re.findall(r"\(NEEDED\).*\[(.+?)\]", told):
            if name not in there and name not in SONAMES and not WITH_LIBC.match(name):
                found[name] = path.name
    return found


def elf_files(bundle: Path) -> list[Path]:
    """Return the programs and libraries in a folder."""
    return [path for path in sorted(bundle.rglob("*")) if path.is_file() and not path.is_symlink() and _is_elf(path)]


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def _either(name: str) -> str:
    newer = NEWER_NAMES.get(name)
    return f"{newer} | {name}" if newer else name
