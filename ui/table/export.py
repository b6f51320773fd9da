"""A table out of the program: as CSV for a file, as tab-separated text for the clipboard.

What a spreadsheet would run as a formula gets an apostrophe in front, unless it is a plain number.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable
from pathlib import Path

from maps.tables import Sheet
from maps.tables.csv_text import csv_of, defused

_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write_csv(path: Path, sheet: Sheet, order: Iterable[int]) -> None:
    """Write the lines of an order to a file: whole or not at all.

    Raises
    ------
    OSError
        If the file cannot be written; what was there before is still there.
    """
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(csv_of(sheet, order))
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
