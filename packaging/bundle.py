"""Builds the one-folder bundle: ``python packaging/bundle.py [--out FOLDER]``.

It needs what requirements-dev.txt names and, on Linux, binutils. The bundle is ``FOLDER/caspian-atlas`` (on macOS also
``FOLDER/Caspian Atlas.app``) and runs on this kind of system only.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

import icons  # noqa: E402
import licences  # noqa: E402

from data.version import NAME, VERSION  # noqa: E402

OUT = HERE / "out"
LARGEST_MB = 480
NOT_STRIPPED = re.compile(r"/(?:[^/]+\.libs|PySide6)/")
"""Libraries that were edited after linking break when they are stripped; Qt's hold nothing to strip."""


def main(arguments: list[str]) -> int:
    """Build, check and say how large it became."""
    asked = parsed(arguments, __doc__ or "")
    try:
        made = build(asked.out)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made}: {megabytes(made):.0f} MB")
    return 0


def parsed(arguments: list[str], says: str) -> argparse.Namespace:
    """Return what was asked of this program, or of the one that makes a package from its bundle."""
    parser = argparse.ArgumentParser(description=says.splitlines()[0])
    parser.add_argument("--out", type=Path, default=OUT, help="where to put what is built (default packaging/out)")
    return parser.parse_args(arguments)


def build(out: Path) -> Path:
    """Make the bundle and return its folder.

    Raises
    ------
    RuntimeError
        If it lacks a library, is too large, or PyInstaller failed.
    """
    made = out.absolute() / "made"
    _prepare(made)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", str(out), "--workpath", str(out / "work"), str(HERE / "caspian-atlas.spec")]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {"CASPIAN_ATLAS_MADE": str(made)}, check=False)
    if done.returncode:
        raise RuntimeError("PyInstaller did not build the bundle.")
    bundle = out / "caspian-atlas"
    if sys.platform.startswith("linux"):
        _finish_on_linux(bundle)
    if megabytes(bundle) > LARGEST_MB:
        raise RuntimeError(f"{bundle} takes {megabytes(bundle):.0f} MB, more than {LARGEST_MB}.")
    return bundle


def megabytes(folder: Path) -> float:
    """Return how much the files of a folder hold, in MB of 1,000,000 bytes."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


def _prepare(folder: Path) -> None:
    """Make what the recipe takes in: the page, the digest of the code, icons, licences, the version resource."""
    from data.atlas import load_atlas
    from maps.cache import code_digest, prepare

    folder.mkdir(parents=True, exist_ok=True)
    prepare(load_atlas(), folder)
    (folder / "code.sha256").write_text(code_digest(), encoding="ascii")
    licences.collect(folder / "licences")
    if sys.platform == "win32":
        icons.write_ico(folder / "caspian-atlas.ico")
        (folder / "version.txt").write_text(version_resource(), encoding="utf-8")
    elif sys.platform == "darwin":
        icons.write_icns(folder / "caspian-atlas.icns")


def version_resource() -> str:
    """Return the version resource of the Windows program, as PyInstaller reads it."""
    template = (HERE / "windows" / "version.txt").read_text(encoding="utf-8")
    numbers = ", ".join((*VERSION.split("."), "0"))
    return template.replace("@NUMBERS@", numbers).replace("@VERSION@", VERSION).replace("@NAME@", NAME)


def _finish_on_linux(bundle: Path) -> None:
    """Take the compilers' notes out of the libraries, and look whether all that they need is there or declared."""
    import needs

    lacking = needs.unmet(bundle)
    if lacking:
        told = "; ".join(f"{name} (for {user})" for name, user in sorted(lacking.items()))
        raise RuntimeError(f"Neither in the bundle nor in packaging/needs.py: {told}.")
    for path in needs.elf_files(bundle / "_internal"):
        if not NOT_STRIPPED.search(path.as_posix()):
            subprocess.run(["strip", "--strip-debug", str(path)], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
