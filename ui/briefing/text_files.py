"""Text files read for an article: .txt and .md, in UTF-8 or UTF-16; others are refused with the way out."""

from __future__ import annotations

import codecs
from pathlib import Path

from data.errors import AtlasError
from data.texts import N_

SUFFIXES = (".txt", ".md")
OTHER_TEXTS = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".html", ".htm", ".epub")
"""Files that hold articles too; they are said to be none that can be read yet."""
MOST_BYTES = 1_000_000

NOT_A_TEXT = N_("Only .txt and .md files can be read. Open {file}, copy its text and paste it here.")
TOO_LARGE = N_("{file} is larger than 1 MB. Copy the part that you need and paste it here.")
NOT_UTF8 = N_("{file} is not in UTF-8. Save it as UTF-8, or copy its text and paste it here.")
NOT_READ = N_("{file} cannot be read: {reason}. Nothing was changed.")


class TextFileError(AtlasError):
    """A file is no text that can be read. ``text`` with ``values`` says so in any language."""

    def __init__(self, text: str, **values: str) -> None:
        super().__init__(text.format(**values))
        self.text, self.values = text, values


def read_text(path: Path) -> str:
    """Return what a text file holds.

    Raises
    ------
    TextFileError
        If it is of another kind, too large, or cannot be read or decoded.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise TextFileError(NOT_A_TEXT, file=path.name)
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise TextFileError(NOT_READ, file=path.name, reason=error.strerror or str(error)) from error
    if len(data) > MOST_BYTES:
        raise TextFileError(TOO_LARGE, file=path.name)
    is_utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise TextFileError(NOT_UTF8, file=path.name) from error
