"""A table as CSV text. What a spreadsheet would run as a formula gets an apostrophe in front, unless it is a number."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from maps.tables.sheet import Cell, Column, Line, Sheet

DANGEROUS = "=+-@\t\r\n＝＋－＠|%"
"""What begins a formula, or is skipped before one, in one spreadsheet or another."""

_NUMBER = re.compile(r"[+\-\N{MINUS SIGN}]?\d[\d.,\N{NO-BREAK SPACE}]*")


def csv_of(sheet: Sheet, order: Iterable[int]) -> bytes:
    """Return the lines of an order as a file.

    UTF-8 with a byte order mark, as spreadsheets want it; numbers plain, with a point; notes in columns of their own.
    """
    rows = (_fields(sheet.columns, sheet.lines[at]) for at in order)
    return csv_bytes([defused(title) for title in _titles(sheet.columns)], rows)


def csv_bytes(head: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return rows under a head as a file; the fields are as they shall stand."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(list(head))
    writer.writerows(list(row) for row in rows)
    return held.getvalue().encode("utf-8-sig")


def defused(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; plain numbers stay numbers."""
    return f"'{text}" if _is_dangerous(text) else text


def sealed(text: str) -> str:
    """Return a text defused so that ``opened`` gives it back, whatever it is."""
    return f"'{text}" if _is_dangerous(text.lstrip("'")) else text


def opened(field: str) -> str:
    """Return the text that ``sealed`` wrote."""
    is_sealed = field.startswith("'") and _is_dangerous(field.lstrip("'"))
    return field[1:] if is_sealed else field


def _is_dangerous(text: str) -> bool:
    bare = text.lstrip(" \N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}\ufeff")
    return bool(bare) and bare[0] in DANGEROUS and not _NUMBER.fullmatch(bare.strip())


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
