"""What differs on the map from the current scene, part by part, and which of it the scene is to take."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from data.texts import N_, Texts
from maps.cards.desk import Desk
from maps.measures import Measures, kept
from maps.missing import known_part
from maps.staging import Difference, differences
from ui.briefing.scenes import NO_MAP, NO_SCENE, NOTHING_DIFFERS, Scenes
from ui.sheet import Sheet

PARTS = {
    "camera": N_("Camera"),
    "layers": N_("Layers"),
    "filters": N_("Filters"),
    "time": N_("Time"),
    "colouring": N_("Colours"),
    "selection": N_("Selection"),
    "text": N_("Text"),
    "routing": N_("Ways"),
    "overlays": N_("Overlays"),
}
"""The parts of a scene that can be updated alone (the keys of ``maps.staging.FIELDS``)."""


class UpdateDialog(Sheet):
    """A list of before and after with check boxes; the map goes on beside it, and the list follows."""

    def __init__(self, scenes: Scenes, texts: Texts, parent: QWidget) -> None:
        """List what differs now."""
        super().__init__(texts("Update only…"), texts, parent)
        self.setObjectName("updateDialog")
        self._scenes = scenes
        self._texts = texts
        self.boxes: dict[str, QCheckBox] = {}
        self._left_out: set[str] = set()
        self._shown: list[Difference] | None = None
        self.empty = QLabel(wordWrap=True)
        self.empty.setProperty("role", "empty")
        self.update_button = QPushButton(texts("Update scene"))
        self.update_button.setDefault(True)
        self.update_button.clicked.connect(self._update)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setAccessibleName(texts("What differs"))
        self.add(self.empty)
        self.add(self._scroll, stretch=1)
        self.add(self.update_button)
        self.resize(560, 340)
        for signal in (scenes.session.scene_changed, scenes.went, scenes.document.changed):
            signal.connect(self.follow)
        self.follow()

    def follow(self, *_: object) -> None:
        """List what differs now; what was left out stays so."""
        found = found_differences(self._scenes, self._texts)
        self.update_button.setEnabled(bool(found))
        self._scroll.setVisible(bool(found))
        self.empty.setVisible(not found)
        has_map = self._scenes.wanted is not None
        self.empty.setText(self._texts(NOTHING_DIFFERS if has_map else NO_MAP if self._scenes.scene else NO_SCENE))
        if found != self._shown:
            self._shown = found
            self._list(found)

    def _list(self, found: list[Difference]) -> None:
        self._left_out |= {part for part, box in self.boxes.items() if not box.isChecked()}
        self.boxes.clear()
        page = QWidget()
        page.setObjectName("cards")
        grid = QGridLayout(page)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        for at, title in enumerate(("", self._texts("Before"), "", self._texts("After"))):
            head = QLabel(title)
            head.setProperty("role", "meta")
            grid.addWidget(head, 0, at)
        for row, one in enumerate(found, start=1):
            box = QCheckBox(self._texts(PARTS[one.part]))
            box.setChecked(one.part not in self._left_out)
            box.toggled.connect(lambda on, part=one.part: self._note(part, on=on))
            box.setAccessibleDescription(f"{one.before} → {one.after}")
            self.boxes[one.part] = box
            for at, widget in enumerate((box, _words(one.before), QLabel("→"), _words(one.after))):
                grid.addWidget(widget, row, at, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(found) + 1, 1)
        self._scroll.setWidget(page)

    def _note(self, part: str, *, on: bool) -> None:
        if on:
            self._left_out.discard(part)
        else:
            self._left_out.add(part)

    def _update(self) -> None:
        chosen = [part for part, box in self.boxes.items() if box.isChecked()]
        if chosen:
            self._scenes.update_only(chosen)
        self.accept()


def found_differences(scenes: Scenes, texts: Texts) -> list[Difference]:
    """Return what differs on the map from the current scene, in words."""
    if scenes.wanted is None:
        return []
    atlas = scenes.session.atlas
    desk = Desk(atlas, kept() or Measures({}, {}), texts, {}, datetime.date.today())
    return differences(known_part(atlas, scenes.wanted), scenes.now(), desk)


def _words(text: str) -> QLabel:
    label = QLabel(text, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label
