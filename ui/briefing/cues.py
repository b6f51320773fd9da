"""Cues in notes: ``[[Aktau]]`` names a place to go to. Found in the source, and made links of in the preview."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

SCHEME = "cue:"
CUE = re.compile(r"\[\[([^\[\]\n]{1,200})\]\]")
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~])")


def with_links(notes: str) -> str:
    """Return notes whose cues are Markdown links."""

    def link(found: re.Match[str]) -> str:
        name = found[1].strip()
        shown = _SIGNS.sub(r"\\\1", name)
        return f"[{shown}]({SCHEME}{quote(name, safe='')})"

    return CUE.sub(link, notes)


def name_in(address: str) -> str | None:
    """Return the name that a cue's address holds; None for any other address."""
    return unquote(address.removeprefix(SCHEME)) if address.startswith(SCHEME) else None


def cues_of(notes: str) -> tuple[str, ...]:
    """Return the names in the cues of notes, each once."""
    return tuple(dict.fromkeys(found[1].strip() for found in CUE.finditer(notes)))


class CueMarker(QSyntaxHighlighter):
    """Marks cues and emphasis in the source of notes."""

    def __init__(self, document: QTextDocument, colour: str) -> None:
        """Mark in a colour."""
        super().__init__(document)
        self._cue, self._strong = QTextCharFormat(), QTextCharFormat()
        self._strong.setFontWeight(QFont.Weight.Bold)
        self.recolour(colour)

    def recolour(self, colour: str) -> None:
        """Mark in another colour."""
        self._cue.setForeground(QColor(colour))
        self._cue.setFontWeight(QFont.Weight.DemiBold)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802  Qt's name
        """Mark one paragraph."""
        for found in re.finditer(r"\*\*[^*\n]+\*\*|^#{1,6} .*", text):
            self.setFormat(found.start(), found.end() - found.start(), self._strong)
        for found in CUE.finditer(text):
            self.setFormat(found.start(), found.end() - found.start(), self._cue)
