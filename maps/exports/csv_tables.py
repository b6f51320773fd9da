"""CSV: a folder with claims, links, own places and sources as they are kept, and every table as it is read.

What a spreadsheet would run is defused; the first four are read back to what they were.
"""

from __future__ import annotations

from pathlib import Path

from maps.exports.citing import notices, sources_of
from maps.exports.features import features_of
from maps.exports.format import Options
from maps.exports.records import Records, all_records
from maps.exports.show import ExportShow
from maps.exports.writing import fresh_folder
from maps.tables import TABLES, sheet_of
from maps.tables.csv_text import csv_bytes, csv_of, sealed

ABOUT = "about.txt"


def write(path: Path, show: ExportShow, options: Options) -> None:
    """Write the tables into a folder, which is made if need be; other files in it are left alone.

    Raises
    ------
    ExportError
        If one of them cannot be written; then none is.
    """
    sources = sources_of(show, features_of(show))
    with fresh_folder(path, show.texts) as folder:
        for records in all_records(show, sources):
            (folder / f"{records.name}.csv").write_bytes(text_of_records(records))
        for table in TABLES:
            sheet = sheet_of(show.atlas, table.id, show.texts, show.measures, show.date)
            (folder / f"table-{table.id}.csv").write_bytes(csv_of(sheet, range(len(sheet.lines))))
        (folder / ABOUT).write_text("\n".join(about(show)) + "\n", encoding="utf-8")


def text_of_records(records: Records) -> bytes:
    """Return records as a file that is read back to them."""
    return csv_bytes(records.columns, ([sealed(field) for field in row] for row in records.rows))


def about(show: ExportShow) -> tuple[str, ...]:
    """Return what the folder says of itself: title, date, borders, licences, sources."""
    sources = sources_of(show, features_of(show))
    return (show.title, "", *notices(show, sources), "", show.texts("Sources"), *(source.title for source in sources))
