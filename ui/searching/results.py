"""What the search box lists: hits under the headings of their kinds, the best group first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel

from data.texts import N_, Texts
from maps.hits import Hit

HIT = Qt.ItemDataRole.UserRole
"""The role under which a row holds its hit."""

TITLES = {
    "country": N_("Countries"),
    "capital": N_("Capitals"),
    "hub": N_("Ports, borders and hubs"),
    "town": N_("Towns"),
    "region": N_("Regions"),
    "water": N_("Seas and lakes"),
    "deposit": N_("Deposits"),
    "corridor": N_("Corridors"),
    "event": N_("Summits and events"),
    "passage": N_("Passages"),
    "source": N_("Sources"),
    "command": N_("Commands"),
}


class Results(QStandardItemModel):
    """Rows of hits, with a heading before each kind."""

    def show(self, hits: list[Hit], texts: Texts) -> None:
        """List hits; a kind stands where its best hit stands."""
        self.clear()
        for kind in dict.fromkeys(hit.kind for hit in hits):
            self.appendRow(_heading(texts(TITLES[kind])))
            for hit in hits:
                if hit.kind == kind:
                    self.appendRow(_row(hit))

    def hit_at(self, row: int) -> Hit | None:
        """Return the hit of a row; headings have none."""
        found = self.index(row, 0).data(HIT) if row >= 0 else None
        return found if isinstance(found, Hit) else None

    def next_row(self, row: int, step: int) -> int:
        """Return the next row with a hit from a row on, in steps of 1 or -1; the same row at the end."""
        at = row + step
        while 0 <= at < self.rowCount():
            if self.hit_at(at):
                return at
            at += step
        return row


def _heading(text: str) -> QStandardItem:
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = QFont()
    font.setBold(True)
    item.setFont(font)
    return item


def _row(hit: Hit) -> QStandardItem:
    item = QStandardItem(f"{hit.name}   {hit.detail}" if hit.detail else hit.name)
    item.setData(hit, HIT)
    item.setToolTip(hit.detail)
    return item
