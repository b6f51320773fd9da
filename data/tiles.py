"""The relief's tiles, from one MBTiles file (SQLite; rows counted from the south, as TMS does)."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from data.errors import BrokenFactsError
from data.reading import FILES

RELIEF = FILES / "relief.mbtiles"


class Tiles:
    """Reads tiles by zoom, column and row (rows from the north, as web maps count)."""

    def __init__(self, path: Path = RELIEF) -> None:
        """Open the file for reading only.

        Raises
        ------
        BrokenFactsError
            If it is missing or no MBTiles file.
        """
        try:
            self._base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self.max_zoom = int(self._base.execute("select max(zoom_level) from tiles").fetchone()[0])
        except (sqlite3.Error, TypeError) as error:
            raise BrokenFactsError(path.name, f"the relief cannot be read ({error})") from error

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return a tile's picture (WebP), or None where the file has none."""
        found = self._base.execute(
            "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?",
            (zoom, column, (1 << zoom) - 1 - row),
        ).fetchone()
        return bytes(found[0]) if found else None

    def parent(self, zoom: int, column: int, row: int) -> tuple[bytes, int, int, int] | None:
        """Return the nearest coarser tile that covers a missing one.

        The result is its picture, how many levels up it lies, and the missing tile's column
        and row within it. None where even zoom 0 has none.
        """
        for up in range(1, zoom + 1):
            picture = self.tile(zoom - up, column >> up, row >> up)
            if picture:
                mask = (1 << up) - 1
                return picture, up, column & mask, row & mask
        return None
