"""The ask line (/): finds places, passages, scenes, claims and ways, and shows them to the speaker alone.

Enter gives the audience what is found; Backspace in the empty line, or after that, gives it the scene again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from data.texts import Texts
from maps.search import Finder
from ui.background import run_in_background
from ui.searching.results import TITLES as SEARCH_TITLES
from ui.stage.answering import Answering
from ui.stage.keys import KEEPS_KEYS
from ui.stage.offers import TITLES, Offer, offers

if TYPE_CHECKING:
    from ui.stage.stage import Stage

OFFER = Qt.ItemDataRole.UserRole
PREVIEW_MS = 150
BOX_PX = (640, 340)


class Asking(QObject):
    """Owns the line in the console and the list above it."""

    searched = Signal(str)
    """Something found was looked at or shown, in words: for the log."""
    learnt = Signal()
    """The names are indexed."""
    left = Signal()
    """The line was left: the focus belongs elsewhere again."""

    def __init__(self, stage: Stage, texts: Texts, console: QWidget) -> None:
        """Make line and list; the names are indexed off the UI thread."""
        super().__init__(console)
        self._stage = stage
        self._texts = texts
        self._console = console
        self._finder: Finder | None = None
        self._waits_to_show = False
        self.answering = Answering(stage, self)
        self.line = QLineEdit()
        self.line.setObjectName("ask")
        self.line.setProperty(KEEPS_KEYS, True)
        self.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._find)
        self._make_box(console)
        self._timer = QTimer(self, singleShot=True, interval=PREVIEW_MS)
        self._timer.timeout.connect(self._preview)
        stage.speaker.atlas_changed.connect(self._learn)
        self.retext(texts)
        self._learn()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.line.setPlaceholderText(texts("/ ask: place, passage, scene, “Almaty to Poti avoid Russia”"))
        self.line.setAccessibleName(texts("Ask the map"))
        self.list.setAccessibleName(texts("Results"))
        self.hint.setText(texts("Only you see this · Enter shows the audience · Backspace or Esc returns to the scene"))
        self._find()

    @property
    def finder(self) -> Finder | None:
        """What finds names; None while they are indexed."""
        return self._finder

    @property
    def is_open(self) -> bool:
        """Whether the speaker is asking."""
        return self.box.isVisible() or self.line.hasFocus()

    def open(self) -> None:
        """Begin to ask, with an empty line."""
        self.line.clear()
        self.line.setFocus()

    def close(self) -> bool:
        """Leave what was only looked at, and the line; tell whether there was anything to leave."""
        was_open = self.is_open
        self._timer.stop()
        self._waits_to_show = False
        self.answering.leave()
        self._put_away()
        return was_open

    def place_box(self) -> None:
        """Put the list above the line."""
        corner = self.line.mapTo(self._console, QPoint(0, 0))
        width = min(max(BOX_PX[0], self.line.width()), self._console.width() - 24)
        height = min(BOX_PX[1], corner.y() - 12)
        left = min(corner.x(), self._console.width() - width - 12)
        self.box.setGeometry(max(12, left), corner.y() - height - 6, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take the keys that mean more than letters."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Down:
                self._walk(1)
            case Qt.Key.Key_Up:
                self._walk(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._show_audience()
            case Qt.Key.Key_Escape:
                self.close()
            case Qt.Key.Key_Backspace if not self.line.text():
                self.close()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                pass
            case _:
                return False
        return True

    def _make_box(self, console: QWidget) -> None:
        self.box = QFrame(console)
        self.box.setObjectName("askBox")
        self.model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._on_clicked)
        self.said = QLabel(wordWrap=True)
        self.said.setProperty("role", "said")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.hide()
        self.hint = QLabel(wordWrap=True)
        self.hint.setProperty("role", "stageMeta")
        column = QVBoxLayout(self.box)
        column.setContentsMargins(10, 10, 10, 8)
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        column.addWidget(self.hint)
        self.box.hide()

    def _learn(self) -> None:
        atlas = self._stage.speaker.atlas
        run_in_background(lambda: Finder(atlas), self._on_finder, _raise, self)

    def _on_finder(self, finder: Finder) -> None:
        self._finder = finder
        self.learnt.emit()
        self._find()

    def _find(self) -> None:
        """List what fits; the first is what Enter shows."""
        written = self.line.text()
        self.model.clear()
        self.said.hide()
        if self._finder is None or not written.strip() or not self.line.isVisible():
            self.box.hide()
            self._timer.stop()
            if not written.strip():
                self.answering.leave()
            return
        stage = self._stage
        for offer in offers(stage.speaker.atlas, self._finder, stage.scenes, written, self._texts):
            self.model.appendRow(self._row(offer))
        if not self.model.rowCount():
            nothing = QStandardItem(self._texts("Nothing found."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.model.appendRow(nothing)
        self.list.setCurrentIndex(self.model.index(0, 0))
        self.place_box()
        self.box.show()
        self.box.raise_()
        if self._waits_to_show:
            self._show_audience()
        else:
            self._timer.start()

    def _row(self, offer: Offer) -> QStandardItem:
        kind = self._texts({**SEARCH_TITLES, **TITLES}[offer.kind])
        words = [offer.name, offer.detail, kind]
        item = QStandardItem(" · ".join(word for word in words if word))
        item.setData(offer, OFFER)
        item.setToolTip(offer.name.replace("<", "‹"))
        return item

    def _offer(self) -> Offer | None:
        found = self.list.currentIndex().data(OFFER)
        return found if isinstance(found, Offer) and found.can_be_shown else None

    def _walk(self, step: int) -> None:
        row = max(0, min(self.list.currentIndex().row() + step, self.model.rowCount() - 1))
        self.list.setCurrentIndex(self.model.index(row, 0))
        self._timer.start()

    def _preview(self) -> None:
        """Show the speaker what is marked in the list, and say what is to be said of it."""
        offer = self._offer()
        if offer is None:
            self.answering.leave()
            return
        said = self.answering.preview(offer)
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.searched.emit(offer.name)

    def _show_audience(self) -> None:
        """Give the audience what is marked; letters that are not looked up yet are waited for."""
        self._timer.stop()
        self._waits_to_show = self._finder is None and bool(self.line.text().strip())
        offer = self._offer()
        if offer is None:
            return
        self._waits_to_show = False
        self.searched.emit(offer.name)
        self.answering.show(offer)
        self._put_away()

    def _on_clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self._preview()

    def _put_away(self) -> None:
        self.box.hide()
        self.line.blockSignals(True)
        self.line.clear()
        self.line.blockSignals(False)
        self.model.clear()
        if self.line.hasFocus():
            self.line.clearFocus()
        self.left.emit()


def _raise(error: Exception) -> None:
    raise error
