"""What a second start asks of the running program: one line of JSON, bounded, and trusted in nothing."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

VERSION = 1
BYTES = 64_000
"""Of the longest line."""
FILES, PATH_LENGTH = 32, 4096
_TOKEN = re.compile(r"[\x21-\x7e]{0,256}")
"""Of a desktop: by it the running window may come to the front."""


@dataclass(frozen=True, slots=True)
class Request:
    """Files to open (absolute paths), and whether the first is to be presented at once."""

    files: tuple[Path, ...] = ()
    presents: bool = False
    token: str = ""


def request_of(files: Iterable[Path], *, presents: bool) -> Request:
    """Return what this process asks, with the files as seen from its own folder."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    known = tuple(Path(os.path.abspath(file)) for file in files)[:FILES]  # noqa: PTH100  a link keeps its name
    return Request(known, presents, token if _TOKEN.fullmatch(token) else "")


def encode(request: Request) -> bytes:
    """Return the line that carries a request."""
    raw = {"v": VERSION, "files": [str(file) for file in request.files], "presents": request.presents}
    return json.dumps(raw | {"token": request.token}).encode("ascii") + b"\n"


def decode(line: bytes) -> Request:
    """Return the request that a line carries.

    Raises
    ------
    ValueError
        If it carries none: it may come from any program of the same user.
    """
    if len(line) > BYTES:
        raise ValueError("it is too long")
    try:
        raw = json.loads(line)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(raw, dict) or raw.get("v") != VERSION:
        raise ValueError("it is of another version")
    files, presents, token = raw.get("files"), raw.get("presents"), raw.get("token")
    if not isinstance(files, list) or len(files) > FILES or not all(_is_path(file) for file in files):
        raise ValueError("its files are none")
    if not isinstance(presents, bool) or not isinstance(token, str) or not _TOKEN.fullmatch(token):
        raise ValueError("a field is of another kind")
    return Request(tuple(Path(file) for file in files), presents, token)


def _is_path(raw: object) -> bool:
    return isinstance(raw, str) and 0 < len(raw) <= PATH_LENGTH and "\0" not in raw and Path(raw).is_absolute()
