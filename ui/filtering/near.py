"""The row that lets through only what lies near an operating railway."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QSpinBox, QVBoxLayout, QWidget

from data import formats
from data.texts import Texts

KM = (5, 500)
STEP_KM = 5
FIRST_KM = 50


class NearRow(QWidget):
    """A tick, a slider and a number; ``asked`` says within how many kilometres, or None."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the row, off."""
        super().__init__(parent)
        self.box = QCheckBox()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.field = QSpinBox()
        self.count = QLabel()
        self.count.setProperty("role", "meta")
        self.slider.setRange(KM[0] // STEP_KM, KM[1] // STEP_KM)
        self.slider.setPageStep(5)
        self.field.setRange(1, KM[1])
        self.field.setSingleStep(STEP_KM)
        self.field.setSuffix(" km")
        self.field.setKeyboardTracking(False)
        self._is_following = False
        self._write(FIRST_KM)
        self._lay_out()
        self.box.toggled.connect(self._ask)
        self.slider.valueChanged.connect(lambda steps: self.field.setValue(steps * STEP_KM))
        self.field.valueChanged.connect(self._on_number)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self.box.setText(texts("Near an operating railway"))
        self.box.setToolTip(
            texts("Geodesic distance from the deposit's point to the nearest operating rail leg of this map")
        )
        for widget in (self.slider, self.field):
            widget.setAccessibleName(texts("Kilometres to an operating railway"))

    def show_near(self, km: float | None, count: int | None, texts: Texts) -> None:
        """Follow the scene: the distance, or that there is none, and how many lie within it."""
        self._is_following = True
        self.box.setChecked(km is not None)
        if km is not None:
            self._write(round(km))
        self._is_following = False
        self.count.setText(formats.number(count, texts.language) if count is not None else "")
        for widget in (self.slider, self.field):
            widget.setEnabled(km is not None)

    def _write(self, km: int) -> None:
        """Write a number into both; the slider does not answer back."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(km / STEP_KM))
        self.slider.blockSignals(False)
        self.field.setValue(km)

    def _on_number(self, km: int) -> None:
        if not self._is_following:
            self._write(km)
            self._ask()

    def _ask(self, *_: object) -> None:
        if not self._is_following:
            self.asked.emit(float(self.field.value()) if self.box.isChecked() else None)

    def _lay_out(self) -> None:
        head, row, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(self.box, 1)
        head.addWidget(self.count)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        column.setContentsMargins(12, 8, 14, 10)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(row)
