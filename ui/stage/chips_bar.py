"""Chips: what the audience is given, that nothing needs the network, and in red what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from data.texts import Texts
from ui.stage.dress import ALARM, COLOURS, ON_ALARM, STATES, chip_style
from ui.stage.show import State


class ChipsBar(QWidget):
    """Chips in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the row; it is written by ``retext``."""
        super().__init__(parent)
        self.state = QLabel()
        self.offline = QLabel()
        self.offline.setStyleSheet(chip_style(COLOURS.window, COLOURS.ok))
        self._told: list[QLabel] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self.state)
        self._row.addWidget(self.offline)

    @property
    def told(self) -> tuple[str, ...]:
        """What the speaker is told."""
        return tuple(chip.text() for chip in self._told)

    def show_state(self, state: State, texts: Texts) -> None:
        """Say what the audience is given."""
        look = STATES[state]
        self.state.setText(texts(look.word))
        self.state.setStyleSheet(chip_style(look.colour, look.text))
        self.state.setAccessibleName(texts(look.word))
        self.offline.setText(texts("OFFLINE ready"))
        self.offline.setToolTip(texts("Map, facts and fonts are all on this computer."))

    def show_told(self, said: Iterable[str], alarms: Collection[str]) -> None:
        """Show what the speaker should know, in red what is wrong."""
        wanted = tuple(said)
        for chip in self._told:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._told = [QLabel(text) for text in wanted]
        for chip in self._told:
            is_alarm = chip.text() in alarms
            chip.setStyleSheet(chip_style(ALARM, ON_ALARM) if is_alarm else chip_style(COLOURS.hover, COLOURS.text))
            chip.setAccessibleName(chip.text())
            self._row.addWidget(chip)
