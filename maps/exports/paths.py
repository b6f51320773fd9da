"""Addresses of files on somebody's computer: found in any text, and taken out of what is given away."""

from __future__ import annotations

import re
from typing import Any, TypeVar

import msgspec

T = TypeVar("T", bound=msgspec.Struct)

GONE = "…"
"""What stands in the place of a path."""

_PATH = re.compile(
    r"file:/+[^\s\"'<>]*"
    r"|(?<![A-Za-z])[A-Za-z]:\\(?:[^\\/:*?\"<>|\r\n]*\\)*[^\\/:*?\"<>|\s]*"
    r"|(?<![A-Za-z])[A-Za-z]:/(?!/)[^\s\"'<>]*"
    r"|\\\\[^\\\s]+\\(?:[^\\/:*?\"<>|\r\n]*\\)*[^\\/:*?\"<>|\s]*"
    r"|(?<![\w./~:-])~?/(?:home|Users|root|mnt|media|Volumes|tmp|private|var|opt|srv)/[^\s\"'<>]*"
    r"|(?<![\w./-])~/[^\s\"'<>]*",
    re.IGNORECASE,
)


def without_paths(text: str) -> str:
    """Return a text with every path of a local file taken out; addresses on the web stay."""
    return _PATH.sub(GONE, text) if ("/" in text or "\\" in text) else text


def is_local(address: str) -> bool:
    """Tell whether an address means something on one computer only."""
    return bool(_PATH.match(address.strip()))


def scrubbed(value: T) -> T:
    """Return a value of the briefing with the local paths out of all its texts."""
    plain = msgspec.to_builtins(value)
    cleaned = _cleaned(plain)
    return value if cleaned == plain else msgspec.convert(cleaned, type(value))


def _cleaned(one: Any) -> Any:
    if isinstance(one, str):
        return without_paths(one)
    if isinstance(one, dict):
        return {name: inner if name in ("id", "still") else _cleaned(inner) for name, inner in one.items()}
    if isinstance(one, list | tuple):
        return [_cleaned(inner) for inner in one]
    return one
