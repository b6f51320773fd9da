"""The command line: what the program can be asked for when it is started."""

from __future__ import annotations

import argparse
from pathlib import Path
from urllib.parse import unquote, urlsplit

from data.version import NAME, VERSION
from ui.exports.arguments import add_arguments


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return what is asked for, with ``file`` the first of ``files``; what is wrong ends the process with a line."""
    parser = argparse.ArgumentParser(description="A map explorer for briefings on Central Asia.")
    says = "a briefing to open, as a path or file: URL; none: the shipped one"
    parser.add_argument("files", nargs="*", metavar="FILE", type=local_path, help=says)
    parser.add_argument("--version", action="version", version=f"{NAME} {VERSION}")
    says = "say what is ready, or what is wrong with a briefing FILE; exit 1 if it could not be presented"
    parser.add_argument("--check", nargs="?", const=True, type=Path, metavar="FILE", help=says)
    says = "go on stage at once, with a briefing FILE or the shipped one"
    parser.add_argument("--present", nargs="?", const=True, type=local_path, metavar="FILE", help=says)
    parser.add_argument("--still", metavar="FILE.png", type=Path, help="draw the map to a picture, without a window")
    parser.add_argument("--size", metavar="WxH", type=_size, help="of the picture, in pixels")
    parser.add_argument("--find", metavar="TEXT", help="print what a search finds; - reads one search a line")
    parser.add_argument("--json", action="store_true", help="print what --find finds or --route plans as JSON")
    parser.add_argument("--route", nargs=2, metavar=("FROM", "TO"), help="print the way between two places of the map")
    parser.add_argument("--avoid", metavar="RU,IR", help="countries that --route keeps out of")
    parser.add_argument("--without", metavar="LEG_OR_NODE,…", help="what --route does without")
    parser.add_argument("--by", choices=("km", "days", "crossings"), default="km", help="what --route has least of")
    parser.add_argument("--planned", action="store_true", help="--route may take legs that are not yet built")
    parser.add_argument("--lang", choices=("en", "id", "ja"), help="language of the map and of what is found")
    parser.add_argument("--bounds", metavar="W,S,E,N", type=_bounds, help="area of the picture, in degrees")
    parser.add_argument("--theme", choices=("light", "dark"), help="theme of the map")
    add_arguments(parser)
    asked = parser.parse_args(arguments)
    asked.file = asked.files[0] if asked.files else None
    return asked


def local_path(text: str) -> Path:
    """Return the file that a path or a ``file:`` URL names; desktops hand over either.

    Raises
    ------
    argparse.ArgumentTypeError
        If it is a URL of another computer, or names nothing.
    """
    if text[:5].lower() == "file:":
        from urllib.request import url2pathname

        parts = urlsplit(text)
        if parts.netloc not in ("", "localhost"):
            raise argparse.ArgumentTypeError(f"{text!r} is on another computer")
        # What follows "#" or "?" is no part of a URL's path; a desktop writes them as %23 and %3F.
        text = url2pathname(parts.path) if parts.path else unquote(text[5:])
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("an empty name is no file")
    return Path(text)


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and 200 <= int(width) <= 7680 and 200 <= int(height) <= 4320):
        raise argparse.ArgumentTypeError(f"{text!r} is no size such as 1920x1080 (200 to 7680 by 200 to 4320)")
    return int(width), int(height)


def _bounds(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not W,S,E,N in degrees") from None
    if not (-170 <= west < east <= 190 and -75 <= south < north <= 84):
        raise argparse.ArgumentTypeError(
            f"{text!r}: west before east within -170..190, south before north within -75..84"
        )
    return west, south, east, north
