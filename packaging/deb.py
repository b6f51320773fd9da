"""Builds the Debian package: ``python packaging/deb.py [--out FOLDER]``.

It builds the bundle first (see bundle.py) and needs dpkg-deb. The package, ``FOLDER/caspian-atlas_VERSION_ARCH.deb``,
installs on Debian 12, Ubuntu 22.04 and what is newer.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import bundle
import icons
import needs

from data.version import VERSION

HERE = Path(__file__).parent
LINUX = HERE / "linux"
LARGEST_MB = 200
LIB = Path("usr/lib/caspian-atlas")
DOC = Path("usr/share/doc/caspian-atlas")

CONTROL = """\
Package: caspian-atlas
Version: {version}
Architecture: {architecture}
Maintainer: The Caspian Atlas authors <caspian-atlas@localhost>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: shared-mime-info, desktop-file-utils, xdg-utils
Section: education
Priority: optional
Description: map explorer for briefings on Central Asia
 Caspian Atlas opens briefings on a map of the five countries of Central Asia,
 their resource deposits and the Caspian route to Europe, beside the article
 that they are about, and presents them on two screens. It works in English,
 Indonesian and Japanese, without the internet.
"""


def main(arguments: list[str]) -> int:
    """Build bundle and package and say how large they became."""
    out: Path = bundle.parsed(arguments, __doc__ or "").out
    try:
        made = bundle.build(out)
        package = pack(made, out)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made}: {bundle.megabytes(made):.0f} MB")
    print(f"{package}: {package.stat().st_size / 1e6:.0f} MB")
    return 0


def pack(made: Path, out: Path) -> Path:
    """Make the package from the bundle and return it.

    Raises
    ------
    RuntimeError
        If it is too large or dpkg-deb failed.
    """
    root = out / "deb"
    shutil.rmtree(root, ignore_errors=True)
    lay_out(made, root)
    architecture = _told("dpkg", "--print-architecture")
    _write_control(root, architecture)
    package = out / f"caspian-atlas_{VERSION}_{architecture}.deb"
    done = subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build", str(root), str(package)],
        stdout=subprocess.DEVNULL,
        check=False,
    )
    shutil.rmtree(root)
    if done.returncode:
        raise RuntimeError("dpkg-deb did not build the package.")
    if package.stat().st_size > LARGEST_MB * 1e6:
        raise RuntimeError(f"{package} holds {package.stat().st_size / 1e6:.0f} MB, more than {LARGEST_MB}.")
    return package


def lay_out(made: Path, root: Path) -> None:
    """Put every file to the place that it is installed at, below ``root``."""
    shutil.copytree(made, root / LIB, symlinks=True, copy_function=_linked)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/caspian-atlas").symlink_to("../lib/caspian-atlas/caspian-atlas")
    for source, target in (
        ("caspian-atlas.desktop", "usr/share/applications"),
        ("caspian-atlas.xml", "usr/share/mime/packages"),
        ("caspian-atlas.metainfo.xml", "usr/share/metainfo"),
        ("apparmor", "usr/share/caspian-atlas"),
    ):
        (root / target).mkdir(parents=True)
        shutil.copyfile(LINUX / source, root / target / source)
    metainfo = root / "usr/share/metainfo"
    identity = re.search(r"<id>(.+?)</id>", (metainfo / "caspian-atlas.metainfo.xml").read_text(encoding="utf-8"))
    assert identity
    (metainfo / "caspian-atlas.metainfo.xml").rename(metainfo / f"{identity[1]}.metainfo.xml")
    icons.write_pngs(root / "usr/share/icons/hicolor")
    page = (LINUX / "caspian-atlas.1").read_text(encoding="utf-8").replace("@VERSION@", VERSION)
    _write_packed(root / "usr/share/man/man1/caspian-atlas.1.gz", page.encode())
    (root / DOC).mkdir(parents=True)
    _write_packed(root / DOC / "changelog.gz", (HERE.parent / "docs" / "changelog.md").read_bytes())
    licences = made / "_internal" / "licences"
    (root / DOC / "licences").symlink_to(Path("/", LIB, "_internal", "licences"))
    says = "The licences of everything in this package are in the folder licences beside this file.\n\n"
    parts = [(licences / name).read_text(encoding="utf-8") for name in ("NOTICE", "LICENSE", "INDEX.txt")]
    (root / DOC / "copyright").write_text(says + "\n\n".join(parts), encoding="utf-8")
    for path in root.rglob("*"):  # whatever the builder's umask was
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def _write_control(root: Path, architecture: str) -> None:
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    sums = [f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files]  # noqa: S324
    kilobytes = sum(-(-path.stat().st_size // 1024) for path in files)
    control = root / "DEBIAN"
    control.mkdir()
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    text = CONTROL.format(version=VERSION, architecture=architecture, kilobytes=kilobytes, depends=needs.depends())
    (control / "control").write_text(text, encoding="utf-8")
    for name in ("postinst", "prerm"):
        shutil.copyfile(LINUX / name, control / name)
        (control / name).chmod(0o755)


def _linked(source: str, target: str) -> None:
    """Put a file there without copying it, where the file system can."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _write_packed(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(content, mtime=0))


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
