"""The form of the current scene: title, caption, what lies over the map, how the map comes to it, and its time."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from data.briefing.value import Overlays, Transition
from data.texts import N_, Texts
from maps.differing import CORNERS, OVERLAYS
from maps.titling import text_of
from ui.briefing.fields import DocumentLine, DocumentText
from ui.briefing.scenes import Scenes

KINDS = {"fly": N_("Fly"), "jump": N_("Jump"), "fade": N_("Fade")}
LABELS = {
    "title": N_("Title"),
    "caption": N_("Caption"),
    "at": N_("Title stands"),
    "overlays": N_("Over the map"),
    "transition": N_("Transition"),
    "seconds": N_("Time meant"),
}


class SceneForm(QScrollArea):
    """Writes each change into the document at once; there is nothing to confirm."""

    def __init__(self, scenes: Scenes, parent: QWidget | None = None) -> None:
        """Make the fields; ``follow`` fills them."""
        super().__init__(parent)
        self._scenes = scenes
        self._texts: Texts | None = None
        self._is_showing = False
        self.title = DocumentLine()
        self.title.setMaxLength(1_000)
        self.caption = DocumentText()
        self.caption.setFixedHeight(64)
        self.at = QComboBox()
        self.kind = QComboBox()
        self.duration = QDoubleSpinBox(minimum=0.0, maximum=10.0, singleStep=0.1, decimals=1)
        self.seconds = QSpinBox(minimum=0, maximum=86_400, singleStep=15)
        self.boxes = {name: QCheckBox() for name in OVERLAYS}
        self._labels = {name: QLabel() for name in LABELS}
        self._lay_out()
        self.title.written.connect(lambda text: self._write("title", text))
        self.caption.written.connect(lambda text: self._write("caption", text))
        self.at.activated.connect(self._set_overlays)
        for box in self.boxes.values():
            box.clicked.connect(self._set_overlays)
        self.kind.activated.connect(self._set_transition)
        self.duration.valueChanged.connect(self._set_transition)
        self.seconds.valueChanged.connect(self._set_seconds)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        for name, label in self._labels.items():
            label.setText(texts(LABELS[name]))
        for field, name in (
            (self.title, "title"),
            (self.caption, "caption"),
            (self.at, "at"),
            (self.kind, "transition"),
            (self.seconds, "seconds"),
        ):
            field.setAccessibleName(texts(LABELS[name]))
        self.duration.setAccessibleName(texts("Duration of the transition in seconds"))
        for spin in (self.duration, self.seconds):
            spin.lineEdit().setAccessibleName(spin.accessibleName())
        for choice, names in ((self.at, CORNERS), (self.kind, KINDS)):
            choice.clear()
            for slug, words in names.items():
                choice.addItem(texts(words), slug)
        for name, box in self.boxes.items():
            box.setText(texts(OVERLAYS[name]))
        self.duration.setSuffix(f" {texts('s')}")
        self.seconds.setSuffix(f" {texts('s')}")
        self.seconds.setSpecialValueText(texts("not set"))
        self.setAccessibleName(texts("Scene"))
        self.follow()

    def follow(self) -> None:
        """Show what the document holds of the current scene."""
        scene, texts = self._scenes.scene, self._texts
        self._page.setEnabled(scene is not None)
        if texts is None:
            return
        self._is_showing = True
        for field, kept in (
            (self.title, scene.title if scene else {}),
            (self.caption, scene.caption if scene else {}),
        ):
            own = {str(language): text for language, text in kept.items()}.get(texts.language, "")
            field.show_text(own)
            field.setPlaceholderText("" if own else text_of(kept, texts.language)[0])
        view = self._scenes.wanted
        overlays = view.overlays if view else Overlays()
        self.at.setCurrentIndex(self.at.findData(overlays.title_at))
        for name, box in self.boxes.items():
            box.setChecked(bool(getattr(overlays, name)))
        for widget in (self.at, *self.boxes.values()):
            widget.setEnabled(view is not None)
        transition = scene.transition if scene else Transition()
        self.kind.setCurrentIndex(self.kind.findData(transition.kind))
        self.duration.setValue(transition.duration_ms / 1_000)
        self.duration.setEnabled(transition.kind != "jump")
        self.seconds.setValue(scene.seconds or 0 if scene else 0)
        self._is_showing = False

    def _write(self, field: Any, text: str) -> None:
        if self._texts and not self._is_showing:
            self._scenes.write(field, self._texts.language, text)

    def _set_overlays(self, *_: object) -> None:
        chosen: dict[str, Any] = {name: box.isChecked() for name, box in self.boxes.items()}
        self._scenes.set_overlays(Overlays(**chosen, title_at=self.at.currentData()))

    def _set_transition(self, *_: object) -> None:
        scene = self._scenes.scene
        if scene and not self._is_showing:
            duration = round(self.duration.value() * 1_000)
            self._scenes.set_transition(replace(scene.transition, kind=self.kind.currentData(), duration_ms=duration))

    def _set_seconds(self, seconds: int) -> None:
        if not self._is_showing:
            self._scenes.set_seconds(seconds or None)

    def _lay_out(self) -> None:
        self._page = QWidget()
        self._page.setObjectName("cards")
        form = QFormLayout(self._page)
        form.setContentsMargins(10, 8, 10, 8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        checks = QGridLayout()
        checks.setContentsMargins(0, 2, 0, 2)
        for number, box in enumerate(self.boxes.values()):
            checks.addWidget(box, number // 2, number % 2)
        moves = QHBoxLayout()
        moves.addWidget(self.kind, 1)
        moves.addWidget(self.duration)
        form.addRow(self._labels["title"], self.title)
        form.addRow(self._labels["caption"], self.caption)
        form.addRow(self._labels["at"], self.at)
        form.addRow(self._labels["overlays"], checks)
        form.addRow(self._labels["transition"], moves)
        form.addRow(self._labels["seconds"], self.seconds)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._page)
