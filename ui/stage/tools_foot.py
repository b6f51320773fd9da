"""The console's foot: what can be pointed with and what can be done, each with its key from the one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QToolButton, QWidget

from data.texts import N_, Texts
from ui.menus import shown_key
from ui.stage.keys import STAGE_KEYS

if TYPE_CHECKING:
    from ui.stage.stage import Stage


@dataclass(frozen=True, slots=True)
class Foot:
    """A button: its short word, the verb of the stage with what that is given, and when it is down."""

    word: str
    verb: str
    given: tuple[object, ...] = ()
    tool: str = ""
    state: str = ""
    tip: str = ""


TOOLS = (
    Foot(N_("Dot"), "tool", ("dot",), tool="dot"),
    Foot(N_("Spot"), "tool", ("spotlight",), tool="spotlight", tip=N_("Spotlight")),
    Foot(N_("Ink"), "tool", ("ink",), tool="ink"),
    Foot(N_("Arrow"), "tool", ("arrow",), tool="arrow"),
    Foot(N_("Circle"), "tool", ("circle",), tool="circle"),
    Foot(N_("Erase"), "erase", tool="erase"),
    Foot(N_("Clear"), "clear_ink", tip=N_("Clear ink")),
)
KEEP = N_("Keep")
COMMANDS = (
    Foot(N_("Freeze"), "freeze", state="frozen"),
    Foot(N_("Black"), "black", state="black"),
    Foot(N_("White"), "white", state="white"),
    Foot(N_("Roam"), "roam", state="roam"),
    Foot(N_("Push"), "push", state="pushed", tip=N_("Give the audience what I see")),
    Foot(N_("Return"), "back_to_scene", tip=N_("Give the audience the scene again")),
    Foot(N_("Legend"), "legend"),
    Foot(N_("Sources"), "sources"),
    Foot(N_("Overview"), "overview"),
    Foot(N_("Swap"), "swap", tip=N_("Swap screens")),
    Foot(N_("End"), "escape", tip=N_("One level out; End")),
)

EDGES_PX = 24
"""What the row takes beside its buttons."""
_KEYS_OF = {"push": "Enter", "back_to_scene": "Backspace"}
"""Verbs that a key means only in a state; the others' keys are in the table."""
_SHORT = {"Backspace": "⌫", "Enter": "⏎", "Return": "⏎"}


class ToolsFoot(QFrame):
    """Buttons; none takes the focus from the map."""

    def __init__(self, stage: Stage, texts: Texts, parent: QWidget | None = None) -> None:
        """Make the buttons."""
        super().__init__(parent)
        self.setObjectName("toolsFoot")
        self._stage = stage
        self.buttons: dict[str, QToolButton] = {}
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(8, 4, 8, 4)
        self._rows.setSpacing(4)
        tools, commands = QHBoxLayout(), QHBoxLayout()
        for row in (tools, commands):
            row.setSpacing(4)
            self._rows.addLayout(row)
        for foot in TOOLS:
            tools.addWidget(self._button(foot))
        self.keep = QToolButton()
        self.keep.setCheckable(True)
        self.keep.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.keep.clicked.connect(lambda is_on: stage.pointing.keep(is_kept=is_on))
        tools.addWidget(self.keep)
        tools.addStretch(1)
        for foot in COMMANDS:
            commands.addWidget(self._button(foot))
        commands.addStretch(1)
        self._parts = (tools, commands)
        self.retext(texts)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        for foot in (*TOOLS, *COMMANDS):
            button, key = self.buttons[foot.word], key_of(foot)
            word = texts(foot.word)
            button.setText(f"{word} {_SHORT.get(key, shown_key(key) if key else '')}".strip())
            button.setToolTip(texts(foot.tip or foot.word))
            button.setAccessibleName(texts(foot.tip or foot.word))
        self.keep.setText(texts(KEEP))
        self.keep.setToolTip(texts("Keep marks until they are cleared; otherwise they fade after 6 seconds"))
        self.keep.setAccessibleName(texts("Keep marks"))
        self._fit()
        self.show_stage()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Take a second row where one has no room for all words."""
        super().resizeEvent(event)
        self._fit()

    def show_stage(self) -> None:
        """Follow the show: which tool is on, and which state."""
        stage = self._stage
        for foot in (*TOOLS, *COMMANDS):
            is_on = bool(foot.tool and foot.tool == stage.pointing.tool)
            self.buttons[foot.word].setChecked(is_on or bool(foot.state and foot.state == stage.show.state))
        self.buttons["Return"].setEnabled(stage.show.state in ("roam", "pushed"))
        self.keep.setChecked(stage.pointing.is_kept)

    def _fit(self) -> None:
        wanted = sum(part.sizeHint().width() for part in self._parts) + EDGES_PX
        fits = wanted <= self.width()
        direction = QBoxLayout.Direction
        self._rows.setDirection(direction.LeftToRight if fits else direction.TopToBottom)

    def _button(self, foot: Foot) -> QToolButton:
        button = QToolButton()
        button.setCheckable(bool(foot.tool or foot.state))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._press(foot))
        self.buttons[foot.word] = button
        return button

    def _press(self, foot: Foot) -> None:
        getattr(self._stage, foot.verb)(*foot.given)
        self.show_stage()


def key_of(foot: Foot) -> str:
    """Return the key of a button, as the table of keys has it; empty where it has none."""
    if foot.verb in _KEYS_OF:
        return _KEYS_OF[foot.verb]
    return next((known.keys[0] for known in STAGE_KEYS if (known.verb, known.given) == (foot.verb, foot.given)), "")
