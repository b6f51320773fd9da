"""The console: the speaker's window, with his map, what comes next, notes, passages, filmstrip, ask line and tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from data.texts import load_texts
from maps.scene import Scene
from ui.map.view import MapView
from ui.stage.asking import Asking
from ui.stage.beside import Beside
from ui.stage.clockbar import ClockBar
from ui.stage.dress import STATES, console_palette, console_sheet
from ui.stage.filmstrip import Filmstrip
from ui.stage.hall import QUESTION
from ui.stage.overview import Overview
from ui.stage.pictures import Pictures
from ui.stage.stage_sheet import StageSheet
from ui.stage.tools_foot import ToolsFoot

if TYPE_CHECKING:
    from ui.stage.stage import Stage

SMALLEST = (1024, 640)
SHARES = (60, 40)
"""Of the width: the map, and what stands beside it."""
BORDER_PX = 4


class Console(QWidget):
    """Follows the stage; made when the show begins and gone when it ends."""

    def __init__(self, stage: Stage) -> None:
        """Put everything in place, without the map."""
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("console")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*SMALLEST)
        self.setPalette(console_palette())
        self.setStyleSheet(console_sheet())
        self._stage = stage
        self._texts = texts = load_texts(stage.speaker.scene.language)
        self._map: QWidget | None = None
        view = stage.window.map_view
        self.pictures = Pictures(stage, view if isinstance(view, MapView) else None, self)
        self.bar = ClockBar(stage, texts)
        self.frame = QFrame()
        self.frame.setObjectName("liveMap")
        self._around_map = QVBoxLayout(self.frame)
        self._around_map.setContentsMargins(BORDER_PX, BORDER_PX, BORDER_PX, BORDER_PX)
        self.beside = Beside(stage, self.pictures, texts)
        self.filmstrip = Filmstrip(stage, self.pictures, texts)
        self.asking = Asking(stage, texts, self)
        self.foot = ToolsFoot(stage, texts)
        self.overview = Overview(stage, self.pictures, texts, self)
        self.digits = QLabel(self)
        self.digits.setObjectName("digits")
        self.question = QLabel(self)
        self.question.setObjectName("question")
        for label in (self.digits, self.question):
            label.hide()
        self._lay_out()
        self._closers = (self.notes_closed, self.asking.close, self.overview.close_grid)
        self._connect()
        self._retext()

    # The map

    def take_map(self, view: QWidget) -> None:
        """Put the speaker's map into the middle."""
        self._map = view
        self._around_map.addWidget(view)
        view.show()
        view.setFocus()

    def give_map(self) -> QWidget | None:
        """Let the map go, which has no place then, and follow the stage no longer."""
        self.beside.edit_notes(is_on=False)
        view, self._map = self._map, None
        for close in self._closers:
            if close in self._stage.escapes:
                self._stage.escapes.remove(close)
        if view:
            self._around_map.removeWidget(view)
            view.setParent(None)
        return view

    def notes_closed(self) -> bool:
        """End the writing of notes; tell whether they were being written."""
        was_editing = self.beside.notes.is_editing
        if was_editing:
            self.beside.edit_notes(is_on=False)
            self._to_map()
        return was_editing

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keep what lies over the console in its place."""
        super().resizeEvent(event)
        if self.overview.isVisible():
            self.overview.setGeometry(self._area())
        if self.asking.box.isVisible():
            self.asking.place_box()
        self._place_labels()

    # Inside

    def _lay_out(self) -> None:
        self._middle = QSplitter(Qt.Orientation.Horizontal)
        self._middle.setChildrenCollapsible(False)
        for widget, share in zip((self.frame, self.beside), SHARES, strict=True):
            self._middle.addWidget(widget)
            self._middle.setStretchFactor(self._middle.count() - 1, share)
        self._middle.setSizes([share * 20 for share in SHARES])
        inner = QHBoxLayout()
        inner.setContentsMargins(8, 0, 8, 0)
        inner.addWidget(self._middle)
        below = QHBoxLayout()
        below.setContentsMargins(8, 0, 8, 0)
        below.addWidget(self.filmstrip, 3)
        below.addWidget(self.asking.line, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.bar)
        column.addLayout(inner, 1)
        column.addLayout(below)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        stage = self._stage
        stage.changed.connect(self._show_stage)
        stage.ticked.connect(self.bar.tick)
        stage.console_asked.connect(self._open)
        stage.speaker.scene_changed.connect(self._on_scene)
        stage.escapes.extend(self._closers)
        self.filmstrip.asked.connect(stage.go_to)
        self.overview.chosen.connect(stage.go_to)
        self.overview.closed.connect(self._to_map)
        self.asking.left.connect(self._to_map)
        self.asking.learnt.connect(self._on_learnt)
        self.asking.searched.connect(stage.recorder.note_search)
        self.beside.unknown_cue.connect(self._ask_for)

    def _open(self, what: str) -> None:
        """Show what a key of the stage asks for."""
        if what == "ask":
            self.overview.close_grid()
            self.asking.open()
        elif what == "overview" and not self.overview.close_grid():
            self.overview.setGeometry(self._area())
            self.overview.open()
        elif what == "notes" and not self.notes_closed():
            self.beside.edit_notes(is_on=True)
        elif what == "keys":
            StageSheet(self._texts, self).show_alone()

    def _show_stage(self) -> None:
        """Follow the show."""
        stage, show = self._stage, self._stage.show
        if not stage.is_running:
            return
        border = STATES[show.state].border
        self.frame.setStyleSheet(f"QFrame#liveMap {{ border: {border}; border-radius: 4px; }}")
        for part in (self.bar, self.beside, self.filmstrip, self.foot):
            part.show_stage()
        self.digits.setText(f"{show.digits}⏎")
        self.digits.setVisible(bool(show.digits))
        self.question.setVisible(show.asks)
        self._place_labels()
        self.overview.update()

    def _on_scene(self, scene: Scene) -> None:
        if scene.language != self._texts.language:
            self._texts = load_texts(scene.language)
            self._retext()
        else:
            self.beside.passages.show_stage()

    def _retext(self) -> None:
        texts = self._texts
        self.setWindowTitle(texts("Console"))
        self.question.setText(texts(QUESTION))
        self.frame.setAccessibleName(texts("The speaker's map"))
        for part in (self.bar, self.beside, self.filmstrip, self.asking, self.foot, self.overview):
            part.retext(texts)
        self._show_stage()

    def _on_learnt(self) -> None:
        self.beside.finder = self.asking.finder

    def _ask_for(self, name: str) -> None:
        """Search what a cue names and the map does not know by that name."""
        self.asking.open()
        self.asking.line.setText(name)

    def _to_map(self) -> None:
        if self._map and not self.overview.isVisible():
            self._map.setFocus()

    def _area(self) -> QRect:
        """Return where the overview lies: all but the top line."""
        top = self.bar.geometry().bottom() + 1
        return QRect(0, top, self.width(), self.height() - top)

    def _place_labels(self) -> None:
        """Put digits and question over the middle of the map."""
        middle = self._middle.mapTo(self, self.frame.geometry().center())
        for label in (self.digits, self.question):
            label.adjustSize()
            label.move(middle.x() - label.width() // 2, middle.y() - label.height() // 2)
            label.raise_()
