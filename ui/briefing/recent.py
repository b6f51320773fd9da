"""The files opened last: one small JSON file beside the settings, replaced as a whole."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from data.settings import folders

log = logging.getLogger(__name__)

NAME = "recent.json"
COUNT = 10
SIZE_LIMIT = 64_000
"""Bytes; a list larger than this was not written by this program."""


class Recent:
    """The last files, newest first."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the list; one that is broken counts as empty and is written anew."""
        self._path = path or folders().config / NAME
        self.files: tuple[Path, ...] = _read(self._path)

    def add(self, file: Path) -> None:
        """Put a file first."""
        file = Path(os.path.abspath(file))  # noqa: PTH100  a link stays the name that the user knows
        self._write((file, *(known for known in self.files if known != file))[:COUNT])

    def drop(self, file: Path) -> None:
        """Take a file off the list."""
        self._write(tuple(known for known in self.files if known != file))

    def _write(self, files: tuple[Path, ...]) -> None:
        self.files = files
        fresh = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_text(json.dumps([str(file) for file in files], indent=1), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            log.info("The list of recent files cannot be kept in %s: %s.", self._path, error.strerror)


def _read(path: Path) -> tuple[Path, ...]:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            return ()
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError) as error:
        log.info("%s cannot be read (%s); the list of recent files begins anew.", path, error)
        return ()
    names = raw if isinstance(raw, list) else []
    files = [Path(name) for name in names if isinstance(name, str) and name and "\0" not in name]
    return tuple(dict.fromkeys(file for file in files if file.is_absolute()))[:COUNT]
