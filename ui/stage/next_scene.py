"""What comes next: the scene after this one with its picture, or that this is the last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from data.texts import Texts
from maps.titling import text_of
from ui.stage.pictures import Pictures
from ui.stage.rehearsal import clock

if TYPE_CHECKING:
    from ui.stage.stage import Stage

PICTURE = QSize(176, 99)


class NextScene(QFrame):
    """A picture and a title."""

    def __init__(self, stage: Stage, pictures: Pictures, texts: Texts, parent: QWidget | None = None) -> None:
        """Make the card."""
        super().__init__(parent)
        self.setObjectName("consoleCard")
        self._stage = stage
        self._pictures = pictures
        self.picture = QLabel()
        self.picture.setFixedSize(PICTURE)
        self.head = _label("head")
        self.title = _label("title")
        self.meta = _label("stageMeta")
        beside = QVBoxLayout()
        beside.setSpacing(3)
        for label in (self.head, self.title, self.meta):
            beside.addWidget(label)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 8, 8, 8)
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        self.retext(texts)
        pictures.made.connect(lambda _: self.show_stage())

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.show_stage()

    def show_stage(self) -> None:
        """Follow the show."""
        stage, show, texts = self._stage, self._stage.show, self._texts
        scenes = stage.scenes
        steps = show.steps[show.scene] if show.scene < len(show.steps) else 0
        at = show.scene + 1
        self.head.setText(texts("NEXT"))
        if show.step < steps:
            said = texts("First step {n} of {total} of this scene", n=show.step + 1, total=steps)
            self.head.setText(f"{texts('NEXT')} · {said}")
        if at >= len(scenes):
            self.title.setText(texts("This is the last scene."))
            self.meta.clear()
            self.picture.setPixmap(QPixmap())
            return
        scene = scenes[at]
        self.title.setText(f"{at + 1}  {text_of(scene.title, texts.language)[0]}")
        self.meta.setText(clock(scene.seconds) if scene.seconds else "")
        smooth = Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(
            self._pictures.picture(scene).scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        )
        self.picture.setAccessibleName(self.title.text())


def _label(role: str) -> QLabel:
    label = QLabel(wordWrap=True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
