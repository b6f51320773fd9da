"""Makes the pictures of the guide and the page of keys from the program itself: ``python -m tests.pictures [NAME…]``.

Without a name all of them are made; ``keys`` is the page. ``--list`` tells the names.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "docs" / "pictures"
KEYS = "keys"
SCREENS = (("Desk", 1440, 900), ("Projector", 1920, 1080))
SETTERS = (
    "QT_SCALE_FACTOR",
    "QT_SCREEN_SCALE_FACTORS",
    "QT_FONT_DPI",
    "QT_STYLE_OVERRIDE",
    "QTWEBENGINE_CHROMIUM_FLAGS",
)
"""What would make the pictures look otherwise than on another machine."""


def main(arguments: list[str]) -> int:
    """Make what is asked for; return 1 if something could not be made."""
    from tests.pictures.scripts import PICTURES, SCRIPTS

    parser = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join((*PICTURES, KEYS))}")
    parser.add_argument("--list", action="store_true", help="tell the names and do nothing")
    parser.add_argument("--to", type=Path, default=FOLDER, metavar="FOLDER", help="where the pictures go")
    asked = parser.parse_args(arguments)
    unknown = sorted({*asked.names} - {*PICTURES, KEYS})
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; choose from {', '.join((*PICTURES, KEYS))}")
    if asked.list:
        print(*PICTURES, KEYS)
        return 0
    wanted = asked.names or [*PICTURES, KEYS]
    if KEYS in wanted:
        from tests.pictures.keys import KEYS_FILE, keys_page

        KEYS_FILE.write_text(keys_page(), encoding="utf-8")
        print(KEYS_FILE.name)
    failed = []
    with tempfile.TemporaryDirectory(prefix="caspian-atlas-pictures-") as home:
        environment = environment_in(Path(home))
        for script in SCRIPTS:
            if not {*script.names} & {*wanted}:
                continue
            for kept in ("config", "state"):  # the cache may stay; what the run before chose may not
                shutil.rmtree(Path(home) / kept, ignore_errors=True)
            command = [sys.executable, "-m", "tests.pictures.taking", script.names[0], str(asked.to.resolve())]
            if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
                failed.append(script.names[0])
    if failed:
        print(f"Not made: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def environment_in(home: Path) -> dict[str, str]:
    """Return an environment without a display of its own, with a desk's screen and a projector beside it."""
    screens, left = [], 0
    for name, width, height in SCREENS:
        screens.append({"name": name, "x": left, "y": 0, "width": width, "height": height, "dpr": 1})
        screens[-1] |= {"logicalDpi": 96, "logicalBaseDpi": 96}
        left += width
    config = home / "screens.json"
    config.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name not in SETTERS}
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    return environment | {
        "CASPIAN_ATLAS_HOME": str(home),
        "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "QT_QUICK_BACKEND": "software",
        "WAKEPY_FAKE_SUCCESS": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
