"""The passages of the scene on show: each can be shown to the audience over the map, or put away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from data.atlas import Atlas
from data.briefing import value
from data.texts import Texts
from maps.staging import view_at

if TYPE_CHECKING:
    from ui.stage.stage import Stage

MOST = 6
"""At most so many are listed: those that the scene itself shows first."""
LETTERS = 110


class ScenePassages(QFrame):
    """Rows of passages, each with a button that shows or hides it."""

    asked = Signal(str)
    """This excerpt is to be shown; an empty one puts the passage away."""

    def __init__(self, stage: Stage, texts: Texts, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.setObjectName("consoleCard")
        self._stage = stage
        self._listed: tuple[object, ...] = ()
        self.buttons: dict[str, QToolButton] = {}
        self.head = QLabel()
        self.head.setProperty("role", "head")
        self._page = QWidget()
        self._page.setObjectName("bare")
        self._rows = QVBoxLayout(self._page)
        self._rows.setContentsMargins(0, 0, 4, 0)
        self._rows.setSpacing(4)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.addWidget(self.head)
        column.addWidget(scroll, 1)
        self.retext(texts)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.head.setText(texts("PASSAGES OF THIS SCENE"))
        self.show_stage()

    def show_stage(self) -> None:
        """Follow the show and what is open on the speaker's map."""
        stage = self._stage
        atlas = stage.speaker.atlas
        scene = stage.scenes[stage.show.scene] if stage.show.scene < len(stage.scenes) else None
        found = passages_of(atlas, scene) if scene else ()
        listed = (found, self._texts.language)
        if listed != self._listed:
            self._listed = listed
            self._list(atlas, found)
        shown = stage.speaker.scene
        for name, button in self.buttons.items():
            is_shown = shown.excerpt == name and shown.overlays.passage
            button.setChecked(is_shown)
            button.setText(self._texts("Hide passage") if is_shown else self._texts("Show passage"))

    def _list(self, atlas: Atlas, found: tuple[str, ...]) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for name in found:
            self._rows.addWidget(self._row(atlas, name))
        if not found:
            nothing = QLabel(self._texts("No passages in this scene."))
            nothing.setProperty("role", "stageMeta")
            self._rows.addWidget(nothing)
        self._rows.addStretch(1)

    def _row(self, atlas: Atlas, name: str) -> QWidget:
        text = self._texts.name(atlas.excerpts[name].texts)
        label = QLabel(f"“{text[:LETTERS]}…”" if len(text) > LETTERS else f"“{text}”", wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        button = QToolButton()
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAccessibleName(text[:LETTERS])
        button.clicked.connect(lambda is_on: self.asked.emit(name if is_on else ""))
        self.buttons[name] = button
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(label, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row


def passages_of(atlas: Atlas, scene: value.Scene) -> tuple[str, ...]:
    """Return the excerpts of a scene: those that it and its steps open, then those about what they select."""
    return tuple(dict.fromkeys(name for name in _excerpts(atlas, scene) if name in atlas.excerpts))[:MOST]


def _excerpts(atlas: Atlas, scene: value.Scene) -> Iterator[str]:
    views = [view for step in range(len(scene.steps) + 1) if (view := view_at(scene, step))]
    yield from (view.excerpt for view in views if view.excerpt)
    for view in views:
        for name in view.selected:
            yield from (passage.excerpt.id for passage in atlas.passages_about(name))
