"""The search box (Ctrl+K): letters give hits, arrows show them on the map, Enter goes, Esc restores."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QMainWindow, QVBoxLayout

from data.texts import Texts, load_texts
from maps.hits import Hit
from maps.scene import Camera, Scene
from maps.search import Finder
from ui.actions import ACTIONS
from ui.background import run_in_background
from ui.searching.results import Results
from ui.session import Session

WIDTH_PX, HEIGHT_PX, EDGE_PX = 560, 420, 12
SPAN_DEG = (2.4, 1.5)
"""Half of what is shown around a place that is no feature of the map."""


class SearchTool(QObject):
    """The box over the map, and what its keys do."""

    def __init__(self, window: QMainWindow, session: Session, texts: Texts) -> None:
        """Make the box; the index is made off the UI thread."""
        super().__init__(window)
        self._window = window
        self._session = session
        self._texts = texts
        self._finder: Finder | None = None
        self.box = QFrame(window)
        self.box.setObjectName("searchBox")
        self.box.hide()
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.results = Results()
        self.list.setModel(self.results)
        self.hint = QLabel()
        column = QVBoxLayout(self.box)
        for widget in (self.line, self.list, self.hint):
            column.addWidget(widget)
        self.line.textChanged.connect(self._find)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        self._preview_timer = QTimer(self, singleShot=True, interval=120)
        self._preview_timer.timeout.connect(self._preview)
        self.retext(texts)
        session.atlas_changed.connect(self._learn)
        self._learn()

    def toggle(self) -> None:
        """Open the box with the focus in it, or put it away as Esc does."""
        if self.box.isVisible():
            self.put_away()
            return
        centre = self._window.centralWidget()
        area = centre.geometry() if centre else self._window.rect()
        width = min(WIDTH_PX, area.width() - 2 * EDGE_PX)
        height = min(HEIGHT_PX, area.height() - 2 * EDGE_PX)
        self.box.setGeometry(area.x() + (area.width() - width) // 2, area.y() + EDGE_PX, width, height)
        self.box.show()
        self.box.raise_()
        self.line.setFocus()
        self.line.selectAll()
        self._find()

    def _learn(self) -> None:
        """Index the facts, off the UI thread."""
        atlas = self._session.atlas
        run_in_background(lambda: Finder(atlas), self._on_finder, _raise, self)

    def put_away(self) -> None:
        """Close the box and restore what was on show before it."""
        self._preview_timer.stop()
        self._session.end_preview(keep=False)
        self._close()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.line.setPlaceholderText(texts("Search places, passages, sources…"))
        self.line.setAccessibleName(texts("Search"))
        self.list.setAccessibleName(texts("Results"))
        self.hint.setText(texts("↑ ↓ show on the map · Enter goes there · Esc restores"))
        if self._finder:
            self._offer_commands(self._finder)
        self._find()

    def show_scene(self, scene: Scene) -> None:
        """Do nothing: the results do not depend on the scene."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take the keys that walk along the list."""
        if watched is self.line and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            match event.key():
                case Qt.Key.Key_Down:
                    self._walk(1)
                case Qt.Key.Key_Up:
                    self._walk(-1)
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._go(self.results.hit_at(self.list.currentIndex().row()))
                case Qt.Key.Key_Escape:
                    self.put_away()
                case _:
                    return False
            return True
        return False

    def _on_finder(self, finder: Finder) -> None:
        self._finder = finder
        self._offer_commands(finder)
        self._find()

    def _offer_commands(self, finder: Finder) -> None:
        texts = load_texts(self._session.scene.language)
        finder.set_commands([(action.id, action.title(texts)) for action in ACTIONS])

    def _find(self) -> None:
        """List what fits the letters; the first hit is the one that Enter takes."""
        if self._finder is None or not self.box.isVisible():
            return
        hits = self._finder.find(self.line.text(), self._session.scene.language)
        self.results.show(hits, self._texts)
        self.list.setCurrentIndex(self.results.index(self.results.next_row(-1, 1), 0))

    def _walk(self, step: int) -> None:
        row = self.results.next_row(self.list.currentIndex().row(), step)
        self.list.setCurrentIndex(self.results.index(row, 0))
        self._preview_timer.start()

    def _preview(self) -> None:
        hit = self.results.hit_at(self.list.currentIndex().row())
        if hit:
            self._session.preview(_selected(hit), _camera(hit), _pin(hit))

    def _on_clicked(self, index: QModelIndex) -> None:
        self._go(self.results.hit_at(index.row()))

    def _go(self, hit: Hit | None) -> None:
        """Do what a hit offers: run a command, open a passage or source, or go to a place."""
        if hit is None:
            return
        self._preview_timer.stop()
        if hit.kind == "command":
            self.put_away()
            next(action for action in ACTIONS if action.id == hit.id).verb(self._window)  # type: ignore[arg-type]
        elif hit.kind == "passage":
            self.put_away()
            self._session.open_excerpt(hit.id)
            self._session.passage_asked.emit(hit.id, "")
        else:
            self._session.preview(_selected(hit), _camera(hit), _pin(hit))
            self._session.end_preview(keep=True)
            self._close()

    def _close(self) -> None:
        self.box.hide()
        centre = self._window.centralWidget()
        if centre:
            centre.setFocus()


def _selected(hit: Hit) -> tuple[str, ...]:
    return (hit.feature,) if hit.feature else ()


def _camera(hit: Hit) -> Camera | None:
    """Return the area around a place that is no feature; a feature's own area is known elsewhere."""
    if hit.feature or hit.position is None:
        return None
    lon, lat = hit.position
    return Camera(lon - SPAN_DEG[0], lat - SPAN_DEG[1], lon + SPAN_DEG[0], lat + SPAN_DEG[1])


def _pin(hit: Hit) -> tuple[float, float, str] | None:
    """Return where to put a pin with a name for a place that is not drawn on the map."""
    return None if hit.feature or hit.position is None else (*hit.position, hit.name)


def _raise(error: Exception) -> None:
    raise error
