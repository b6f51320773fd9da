"""Builds the bundle and compares it with the program from source: ``python packaging/check.py [--out FOLDER]``.

The quick part of what ``prove.py`` does, for every change: the frozen program says what is ready, finds, plans, exports
in the formats that need files of packages, and draws a picture that is the one from source. Needs no display.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import bundle
import numpy as np
from PIL import Image

ROOT = Path(__file__).parent.parent
BLOCK = 16
LARGEST_DIFFERENCE = 5.0
"""A missing marker makes 16 in the block where it was; two drawings of the same map make 0."""
EXPORTS = ("gpkg", "pptx", "html")
PATIENCE_S = 120


class WrongError(RuntimeError):
    """The frozen program does something else than the one from source."""


def main(arguments: list[str]) -> int:
    """Build, look, and say what was seen; return 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, help="where to build and to leave the bundle (default: nowhere)")
    asked = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="caspian-atlas-") as folder:
            out = (asked.out or Path(folder)).absolute()
            made = bundle.build(out)
            print(f"bundle: {bundle.megabytes(made):.0f} MB", flush=True)
            for said in _looks(made / "caspian-atlas", Path(folder)):
                print(said, flush=True)
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def block_difference(one: Path, other: Path) -> float:
    """Return the largest mean difference of two pictures' blocks of 16 × 16 pixels, of 255."""
    with Image.open(one) as first, Image.open(other) as second:
        if first.size != second.size:
            return 255.0
        pixels = [np.asarray(picture.convert("RGB"), dtype=np.int16) for picture in (first, second)]
    apart = np.abs(pixels[0] - pixels[1]).mean(axis=2)
    rows, columns = (size // BLOCK * BLOCK for size in apart.shape)
    blocks = apart[:rows, :columns].reshape(rows // BLOCK, BLOCK, columns // BLOCK, BLOCK)
    return float(blocks.mean(axis=(1, 3)).max())


def _looks(program: Path, folder: Path) -> Iterator[str]:
    """Yield what was seen of the frozen program."""
    frozen, source = [str(program)], [sys.executable, str(ROOT / "main.py")]
    told = _told(frozen, folder, "--check")
    if told != _told(source, folder, "--check"):
        raise WrongError(f"--check says something else:\n{told}")
    yield f"--check: {len(told.splitlines())} things ready"
    for question in (["--find", "Красноводск", "--lang", "ja"], ["--route", "Almaty", "Poti", "--avoid", "RU"]):
        if _told(frozen, folder, *question) != _told(source, folder, *question):
            raise WrongError(f"{' '.join(question)} says something else")
        yield f"{question[0]}: as from source"
    pictures = folder / "frozen.png", folder / "source.png"
    for command, picture in zip((frozen, source), pictures, strict=True):
        _told(command, folder, "--still", str(picture), "--lang", "ja")
    difference = block_difference(*pictures)
    if difference >= LARGEST_DIFFERENCE:
        raise WrongError(f"--still: differs from the picture from source by {difference:.1f} of 255 in a block")
    yield f"--still: differs from the picture from source by {difference:.1f} of 255 in a block at most"
    for kind in EXPORTS:
        made = folder / f"scene.{kind}"
        _told(frozen, folder, "--export", kind, "--out", str(made), "--scenes", "2", "--lang", "en")
        yield f"--export {kind}: {made.stat().st_size / 1e6:.1f} MB"


def _told(command: list[str], home: Path, *arguments: str) -> str:
    """Run a program without a display and return what it printed."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [*command, *arguments],
        cwd=ROOT,
        env=environment | {"CASPIAN_ATLAS_HOME": str(home / "home"), "QT_QUICK_BACKEND": "software"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )
    if done.returncode:
        raise WrongError(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr[-3000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
