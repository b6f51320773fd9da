"""The still pictures in a briefing: PNG or JPEG by their own bytes, and no larger than a screen can want."""

from __future__ import annotations

import re

FOLDER = "media/"
MEDIUM_LIMIT = 20_000_000
"""Bytes of one picture."""

PIXELS_LIMIT = 64_000_000
"""Pixels of one picture; a small file may claim more than a computer has memory for."""

NAME = re.compile(r"media/[^/\\:*?\"<>|\x00-\x1f\x7f]{1,150}\.(png|jpe?g)", re.IGNORECASE)
_PNG = b"\x89PNG\r\n\x1a\n"


def complaint_about(name: str, data: bytes) -> str | None:
    """Return why a file cannot be a picture of a briefing, None if it can."""
    if not NAME.fullmatch(name):
        return "only pictures belong there, named media/….png or media/….jpg"
    if len(data) > MEDIUM_LIMIT:
        return f"it is larger than {MEDIUM_LIMIT // 1_000_000} MB"
    size = _png_size(data) or _jpeg_size(data)
    if size is None:
        return "it is neither a PNG nor a JPEG picture"
    if not 0 < size[0] * size[1] <= PIXELS_LIMIT:
        return f"it claims {size[0]} × {size[1]} pixels; {PIXELS_LIMIT // 1_000_000} million are the most"
    return None


def _png_size(data: bytes) -> tuple[int, int] | None:
    if not data.startswith(_PNG) or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Return the size that the frame header of a JPEG states."""
    if not data.startswith(b"\xff\xd8\xff"):
        return None
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    return None
