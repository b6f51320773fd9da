"""What ``main.py --export`` takes on the command line."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what ``--export`` needs to the program's command line."""
    parser.add_argument(
        "--export", metavar="FORMAT", help="write the briefing FILE as png, pdf, pptx, html, mp4, gif or as data"
    )
    parser.add_argument("--out", metavar="PATH", type=Path, help="the file (or folder) that --export writes")
    parser.add_argument(
        "--scenes", metavar="1,3-5", default="", help="which scenes; without it all that are not hidden"
    )
    parser.add_argument("--dpi", metavar="N", type=int, help="an A4 page at so many dots an inch, instead of --size")
    parser.add_argument(
        "--set",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="an option of the format, such as legend=no, notes=yes or layout=maps",
    )
