"""Numbers as they are typed and as they stand in a text, and choices that also take words of one's own."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

BLANKS = re.compile(r"[\s\u00a0\u202f]")
IN_TEXT = re.compile(r"[-−]?\d[\d\s.,\u00a0\u202f]*")
ONE_WAY = re.compile(r"-?\d+([.,]\d{1,2})?")
"""A number that nobody reads otherwise; three digits after a mark may be decimals or thousands."""


def read_number(text: str) -> float | None:
    """Return the number that a field holds, None for nothing. A point is a decimal point.

    Raises
    ------
    ValueError
        If it is no finite number, or can be read in two ways.
    """
    written = BLANKS.sub("", text).replace("−", "-")
    if not written:
        return None
    if re.fullmatch(r"-?\d+,\d{3}", written) or not re.fullmatch(r"-?\d+([.,]\d+)?", written):
        raise ValueError(text.strip())
    value = float(written.replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(text.strip())
    return value


def number_in(words: str) -> float | None:
    """Return the first number in words, where it can be read in one way only; else None: nothing is guessed."""
    found = IN_TEXT.search(words)
    written = BLANKS.sub("", found[0]).rstrip(".,").replace("−", "-") if found else ""
    return float(written.replace(",", ".")) if ONE_WAY.fullmatch(written) and len(written) < 16 else None


def fill(box: QComboBox, named: dict[str, str], *, is_open: bool = True) -> None:
    """Fill a choice with slugs under their names; an open one takes other words too."""
    before = chosen(box) if box.count() else None
    box.clear()
    box.setEditable(is_open)
    for slug, name in sorted(named.items(), key=lambda item: item[1].casefold()) if is_open else named.items():
        box.addItem(name, slug)
    if before is not None:
        choose(box, before)


def choose(box: QComboBox, slug: str) -> None:
    """Choose a slug, or write it where it is not offered."""
    at = box.findData(slug)
    box.setCurrentIndex(at)
    if at < 0 and box.isEditable():
        box.setEditText(slug)


def chosen(box: QComboBox) -> str:
    """Return the slug of what is chosen, or the words that were written."""
    written = box.currentText().strip()
    at = box.findText(written, Qt.MatchFlag.MatchFixedString)
    return str(box.itemData(at)) if at >= 0 else written[:1_000]
