"""A table out of the program: as CSV for a file, as tab-separated text for the clipboard.

What a spreadsheet would run as a formula gets an apostrophe in front, unless it is a plain number.
"""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from maps.tables import Cell, Column, Line, Sheet

DANGEROUS = "=+-@\t\r\n＝＋－＠|%"
"""What begins a formula, or is skipped before one, in one spreadsheet or another."""

_NUMBER = re.compile(r"[+\-\N{MINUS SIGN}]?\d[\d.,\N{NO-BREAK SPACE}]*")
_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write_csv(path: Path, sheet: Sheet, order: Iterable[int]) -> None:
    """Write the lines of an order to a file: whole or not at all.

    UTF-8 with a byte order mark, as spreadsheets want it; numbers plain, with a point; notes in columns of their own.

    Raises
    ------
    OSError
        If the file cannot be written; what was there before is still there.
    """
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow([defused(title) for title in _titles(sheet.columns)])
    for at in order:
        writer.writerow(list(_fields(sheet.columns, sheet.lines[at])))
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(held.getvalue().encode("utf-8-sig"))
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def as_tab_separated(sheet: Sheet, order: Iterable[int]) -> str:
    """Return the lines of an order as shown, under the columns' titles, to be pasted into a spreadsheet."""
    rows = [[column.title for column in sheet.columns]]
    rows += [[cell.shown for cell in sheet.lines[at].cells] for at in order]
    return "".join("\t".join(defused(_BREAKS.sub(" ", field)) for field in row) + "\n" for row in rows)


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; plain numbers stay numbers."""
    bare = text.lstrip(" \N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\ufeff")
    if not bare or bare[0] not in DANGEROUS or _NUMBER.fullmatch(bare.strip()):
        return text
    return f"'{text}"


def _titles(columns: Iterable[Column]) -> Iterator[str]:
    for column in columns:
        yield column.title
        if column.note_title:
            yield column.note_title


def _fields(columns: Iterable[Column], line: Line) -> Iterator[str]:
    for column, cell in zip(columns, line.cells, strict=True):
        if column.note_title:
            yield _plain(column, cell)
            yield defused(cell.note)
        else:
            yield defused(cell.shown) if cell.note else _plain(column, cell)


def _plain(column: Column, cell: Cell) -> str:
    """Return a number as every program reads it, and anything else as it is shown."""
    if column.is_number and isinstance(cell.value, (int, float)) and not _is_range(cell):
        return f"{cell.value:.10g}" if cell.value != int(cell.value) else str(int(cell.value))
    return defused(cell.text)


def _is_range(cell: Cell) -> bool:
    """Tell whether a cell's text says more than the one number that it sorts by."""
    return "–" in cell.text or "/" in cell.text
