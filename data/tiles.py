"""The relief's tiles, from one MBTiles file (SQLite; rows counted from the south, as TMS does)."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from data.errors import BrokenFactsError
from data.reading import FILES

log = logging.getLogger(__name__)

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
        self._is_damaged = False
        try:
            self._base = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self.max_zoom = int(self._base.execute("select max(zoom_level) from tiles").fetchone()[0])
        except (sqlite3.Error, TypeError) as error:
            raise BrokenFactsError(path.name, f"the relief cannot be read ({error})") from error

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return a tile's picture (WebP), or None where the file has none, or is damaged there."""
        try:
            found = self._base.execute(
                "select tile_data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?",
                (zoom, column, (1 << zoom) - 1 - row),
            ).fetchone()
        except sqlite3.Error as error:
            if not self._is_damaged:
                self._is_damaged = True
                log.error("The relief is damaged (%s); parts of it are missing. Install the program again.", error)
            return None
        return bytes(found[0]) if found else None

    def levels_up(self, zoom: int, column: int, row: int) -> int | None:
        """Return how many levels up the nearest coarser tile lies that covers a missing one, or None."""
        for up in range(1, zoom + 1):
            if self.tile(zoom - up, column >> up, row >> up):
                return up
        return None
