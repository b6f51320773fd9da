"""The steps of the current scene: a button for the scene as it begins, one for each step, one to add a step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec import UNSET
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from data.briefing.value import Change
from data.texts import Texts
from maps.staging import FIELDS
from ui.briefing.scenes import Scenes
from ui.briefing.update_dialog import PARTS

PER_ROW = 6
MOST = 60
"""Of more steps only the first have a button; the keys reach them all."""


class StepBar(QWidget):
    """Shows at which step the scene is, and goes to others."""

    def __init__(self, scenes: Scenes, parent: QWidget | None = None) -> None:
        """Make the buttons when a scene is shown."""
        super().__init__(parent)
        self._scenes = scenes
        self._texts: Texts | None = None
        self._actions: list[QAction] = []
        self.title = QLabel()
        self.title.setProperty("role", "meta")
        self.buttons: list[QToolButton] = []
        self.add = self._button("+", scenes.add_step)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 4, 8, 4)
        self._grid.setSpacing(3)
        self._grid.setColumnStretch(PER_ROW + 1, 1)
        self._grid.addWidget(self.title, 0, 0, 1, PER_ROW + 2)

    def take(self, actions: list[QAction]) -> None:
        """Offer commands in the steps' own menus."""
        self._actions = actions
        self.follow()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.add.setToolTip(texts("Add a step: what differs on the map now"))
        self.add.setAccessibleName(texts("Add a step"))
        self.follow()

    def follow(self) -> None:
        """Show the steps of the current scene; nothing for slides."""
        scene, texts = self._scenes.scene, self._texts
        has_map = scene is not None and scene.view is not None
        self.setVisible(has_map)
        if scene is None or texts is None or not has_map:
            return
        count = min(len(scene.steps), MOST) + 1
        while len(self.buttons) < count:
            button = self._button("", partial(self._go, len(self.buttons)))
            button.setCheckable(True)
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            self.buttons.append(button)
        for at, button in enumerate(self.buttons):
            button.setVisible(at < count)
            button.setChecked(at == self._scenes.step)
            if at < count:
                self._grid.addWidget(button, 1 + at // PER_ROW, at % PER_ROW)
                self._write(button, at, scene.steps[at - 1] if at else None, texts)
        self._grid.addWidget(self.add, 1 + count // PER_ROW, count % PER_ROW)
        self.title.setText(self._told(scene.steps, texts))

    def _told(self, steps: tuple[Change, ...], texts: Texts) -> str:
        """Return in words at which step the scene is, and what that step changes."""
        if not steps:
            return texts("Steps")
        at = self._scenes.step
        if not at:
            return texts.count("{n} step", "{n} steps", len(steps))
        return f"{texts('Step {n} of {total}', n=at, total=len(steps))}: {_changed(steps[at - 1], texts)}"

    def _write(self, button: QToolButton, at: int, change: Change | None, texts: Texts) -> None:
        words = f"{texts('Step {n}', n=at)}: {_changed(change, texts)}" if change else texts("The scene as it begins")
        button.setText(str(at) if at else "•")
        button.setToolTip(words)
        button.setAccessibleName(words)
        if at and not button.actions():
            button.addActions(self._actions)

    def _go(self, step: int) -> None:
        self._scenes.go_to(self._scenes.current, step)
        self.follow()

    def _button(self, text: str, verb: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setProperty("role", "chip")
        button.setMinimumWidth(22)
        button.clicked.connect(lambda *_: verb())
        return button


def _changed(change: Change, texts: Texts) -> str:
    """Return which parts of the view a step changes."""
    named = [
        texts(PARTS[part])
        for part, fields in FIELDS.items()
        if any(getattr(change, field) is not UNSET for field in fields)
    ]
    return ("、" if texts.language == "ja" else ", ").join(named)
