"""Command line of the build: ``python -m data.build [countries|water|boundaries|relief|gazetteer|… ...]``."""

import argparse
import sys
import time
from importlib import import_module
from pathlib import Path

from data.build.packages import list_missing_packages
from data.derived import write_digests

# Order matters only for reading the output: every target can be made alone.
TARGETS = ("countries", "water", "boundaries", "relief", "gazetteer", "languages", "schema", "briefing")
FILES = Path(__file__).resolve().parent.parent / "files"


def main(arguments: list[str] | None = None) -> int:
    """Build the named targets (all of them without a name); return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m data.build", description=__doc__)
    parser.add_argument("what", nargs="*", metavar="what", help=f"any of {', '.join(TARGETS)}; nothing means all")
    wanted = parser.parse_args(arguments).what or list(TARGETS)
    unknown = [name for name in wanted if name not in TARGETS]
    if unknown:
        parser.error(f"unknown target {', '.join(unknown)}; choose from {', '.join(TARGETS)}")
    missing = list_missing_packages()
    if missing:
        lines = "\n".join(f"    {line}" for line in missing)
        print(
            f"Build packages are missing:\n{lines}\n"
            "They are lines of requirements-dev.txt: pip install -r requirements-dev.txt",
            file=sys.stderr,
        )
        return 2
    for name in wanted:
        started = time.perf_counter()
        # Late, because these modules import the packages that were just checked.
        path = import_module(f"data.build.{name}").build(FILES)
        seconds = time.perf_counter() - started
        print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB in {seconds:.0f} s")
    print(f"{write_digests(FILES).name}: the digests of what the program reads as it is")
    return 0


if __name__ == "__main__":
    sys.exit(main())
