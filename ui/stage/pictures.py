"""Small pictures of the scenes for the console: those in the document, those taken during the show, else a sketch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap

from data.briefing import value
from maps.titling import text_of
from ui.briefing.stills import Stills
from ui.stage.dress import COLOURS

if TYPE_CHECKING:
    from ui.map.view import MapView
    from ui.stage.stage import Stage

SIZE = QSize(480, 270)
GROUND = "#1d3347"


class Pictures(QObject):
    """Gives out pictures 16:9; ``made`` when one is another."""

    made = Signal(str)

    def __init__(self, stage: Stage, view: MapView | None, parent: QObject) -> None:
        """Follow the show; pictures are taken of the map when it is at rest on a scene."""
        super().__init__(parent)
        self._stage = stage
        self._view = view
        self._cards: dict[str, tuple[str, QPixmap]] = {}
        self._taken: dict[str, tuple[value.Scene, QPixmap]] = {}
        found = stage.window.editor.scenes.findChild(Stills)
        self._stills = found if isinstance(found, Stills) else None
        if self._stills:
            self._stills.made.connect(self.made)
        if view:
            view.drawn.connect(self._take)

    def picture(self, scene: value.Scene) -> QPixmap:
        """Return a scene's picture, or a sketch of what it will show; slides show their title."""
        taken = self._taken.get(scene.id)
        if taken and taken[0] == scene:
            return taken[1]
        found = self._stills.thumbnail(scene, SIZE.width()) if self._stills else None
        return found or self._card(scene, self._stage.speaker.scene.language)

    def _take(self) -> None:
        """Take the map's picture, if it is at rest on the scene as it begins."""
        stage, view = self._stage, self._view
        if view is None or not stage.is_running or stage.show.step or stage.show.state != "live" or not stage.scenes:
            return
        if view.is_at_rest and view.view.isVisible() and not stage.pointing.marks:
            picture = view.view.grab().toImage()
            ratio = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            scaled = QPixmap.fromImage(picture.scaled(SIZE, ratio, Qt.TransformationMode.SmoothTransformation))
            aside = (scaled.width() - SIZE.width()) // 2, (scaled.height() - SIZE.height()) // 2
            self._taken[stage.scene.id] = (stage.scene, scaled.copy(*aside, SIZE.width(), SIZE.height()))
            self.made.emit(stage.scene.id)

    def _card(self, scene: value.Scene, language: str) -> QPixmap:
        """Return the title of a scene on a plain ground, drawn once."""
        title = text_of(scene.title, language)[0]
        known = self._cards.get(scene.id)
        if known and known[0] == title:
            return known[1]
        picture = QPixmap(SIZE)
        picture.fill(QColor(GROUND))
        painter = QPainter(picture)
        font = QFont(painter.font())
        font.setPixelSize(34)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(COLOURS.text))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(24, 16, SIZE.width() - 48, SIZE.height() - 32), flags, title)
        painter.end()
        self._cards[scene.id] = (title, picture)
        return picture
