"""One start of the program and the pictures that it gives: ``python -m tests.pictures.taking NAME FOLDER``.

A process of its own, so that no picture depends on what was done for another.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
from pathlib import Path

from tests.pictures.scripts import SCRIPTS
from tests.pictures.shrinking import save_small
from tests.pictures.sitting import Sitting


def run(name: str, folder: Path) -> None:
    """Take the pictures of the script that gives a name."""
    script = next(script for script in SCRIPTS if name in script.names)
    sitting = Sitting()
    for taken, image in script.run(sitting):
        path = folder / f"{taken}.png"
        print(f"{path.name}: {image.width()} × {image.height()}, {save_small(image, path) / 1000:.0f} kB", flush=True)
    sitting.close()


if __name__ == "__main__":
    faulthandler.enable()
    logging.basicConfig(level=logging.WARNING)
    run(sys.argv[1], Path(sys.argv[2]))
    sys.stdout.flush()
    os._exit(0)  # the program is closed; nothing that Qt takes down afterwards matters here
