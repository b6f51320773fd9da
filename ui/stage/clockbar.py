"""The console's top line: time gone and time there is, pace, place in the show, chips, language, the time of day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from data.texts import Texts
from ui.stage.chips_bar import ChipsBar
from ui.stage.clock import ON_PACE_S
from ui.stage.dress import ALARM, COLOURS
from ui.stage.rehearsal import clock

if TYPE_CHECKING:
    from ui.stage.stage import Stage


class ClockBar(QFrame):
    """The line; it reads the stage and changes nothing."""

    def __init__(self, stage: Stage, texts: Texts, parent: QWidget | None = None) -> None:
        """Make the line."""
        super().__init__(parent)
        self.setObjectName("clockBar")
        self._stage = stage
        self._texts = texts
        self.elapsed = _label("elapsed")
        self.pace = _label("stageMeta")
        self.place = _label("place")
        self.chips = ChipsBar()
        self.language = _label("place")
        self.wall = _label("clock")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 14, 4)
        row.setSpacing(12)
        for widget in (self.elapsed, self.pace):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.place)
        row.addStretch(1)
        for part in (self.chips, self.language, self.wall):
            row.addWidget(part)
        self.retext(texts)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        for widget, name in ((self.elapsed, texts("Time")), (self.wall, texts("Clock")), (self.place, texts("Scene"))):
            widget.setAccessibleName(name)
        self.tick()
        self.show_stage()

    def tick(self) -> None:
        """Follow the time."""
        stage, texts = self._stage, self._texts
        shown = clock(stage.elapsed_s)
        self.elapsed.setText(f"{shown} / {clock(stage.slot_s)}" if stage.slot_s else shown)
        self.wall.setText(QLocale(texts.language).toString(QTime.currentTime(), "HH:mm"))
        behind = stage.behind_s
        if stage.is_paused:
            said, colour = texts("timer paused"), COLOURS.warn
        else:
            said = f"● {stage.pace}" if stage.pace else ""
            is_near = behind is None or abs(behind) < ON_PACE_S
            colour = COLOURS.ok if is_near else ALARM if behind and behind > 0 else COLOURS.warn
        self.pace.setText(said)
        self.pace.setStyleSheet(f"color: {colour}; font-weight: bold;")

    def show_stage(self) -> None:
        """Follow the show."""
        show, texts = self._stage.show, self._texts
        place = texts("Scene {n}/{total}", n=show.scene + 1, total=len(show.steps))
        steps = show.steps[show.scene] if show.scene < len(show.steps) else 0
        if steps:
            place = f"{place} · {texts('step {n}/{total}', n=show.step, total=steps)}"
        self.place.setText(place)
        self.language.setText(self._stage.speaker.scene.language.upper())
        self.chips.show_state(show.state, texts)
        self.chips.show_told(self._stage.chips, self._stage.alarms)
        self.tick()


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    return label
