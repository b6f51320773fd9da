"""What the system lacks, told in one line before Qt aborts. Standard library only.

Qt ends the process when a library is missing or there is no display, and names only the
first; here all are looked for beforehand.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from pathlib import Path

LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libnss3.so": "libnss3",
    "libdbus-1.so.3": "libdbus-1-3",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libXcomposite.so.1": "libxcomposite1",
    "libXdamage.so.1": "libxdamage1",
    "libXrandr.so.2": "libxrandr2",
    "libXtst.so.6": "libxtst6",
    "libXfixes.so.3": "libxfixes3",
    "libasound.so.2": "libasound2",
    "libgbm.so.1": "libgbm1",
    "libxkbfile.so.1": "libxkbfile1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
}
"""Needed wherever Qt WebEngine runs: soname and Debian's package."""

X11_LIBRARIES = {
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Needed on an X11 display."""

RENAMED = {"libglib2.0-0": "libglib2.0-0t64", "libasound2": "libasound2t64"}
"""Debian 13 and Ubuntu 24.04 carry these under other names."""


def missing_packages(platform: str) -> list[str]:
    """Return the Debian packages whose libraries cannot be loaded, for a Qt platform name."""
    wanted = LIBRARIES | (X11_LIBRARIES if platform == "xcb" else {})
    missing = [package for soname, package in wanted.items() if not _can_load(soname)]
    return [RENAMED.get(package, package) for package in missing] if _has_t64() else missing


def complaint(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> str | None:
    """Return the one line that says what is missing and the way out, or None if Qt can start."""
    if not system.startswith("linux"):
        return None
    platform = environment.get("QT_QPA_PLATFORM", "").split(":")[0]
    if not platform:
        if environment.get("WAYLAND_DISPLAY"):
            platform = "wayland"
        elif environment.get("DISPLAY"):
            platform = "xcb"
        else:
            return (
                "Caspian Atlas cannot open a window: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set). "
                "Start it from a desktop session, or draw a picture with --still FILE.png."
            )
    packages = missing_packages(platform)
    if packages:
        return (
            f"Caspian Atlas needs system libraries that are missing. Run: sudo apt-get install -y {' '.join(packages)}"
        )
    return None


def _can_load(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _has_t64() -> bool:
    """Tell whether this system uses the newer package names."""
    return any(Path("/var/lib/dpkg/info").glob("*t64*.list"))
