"""Two pinned ways side by side: their profiles on one scale, and what they differ in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from data.texts import Texts
from maps.scene import PINS, Scene
from ui.comparing.lines import Line
from ui.comparing.profile_view import ProfileView
from ui.comparing.tracks import Track
from ui.comparing.work import Difference
from ui.session import Session


class SideBySide(QWidget):
    """The pinned part of the panel."""

    def __init__(self, session: Session, texts: Texts, parent: QWidget | None = None) -> None:
        """Show that nothing is pinned yet."""
        super().__init__(parent)
        self._session, self._texts = session, texts
        self.title = QLabel()
        self.title.setProperty("role", "speaker")
        self.hint = QLabel(wordWrap=True)
        self.hint.setProperty("role", "empty")
        self.message = QLabel(wordWrap=True)
        self.message.setProperty("role", "note")
        self.profile = ProfileView(texts, session.scene.theme)
        self.differences = QWidget()
        self._grid = QGridLayout(self.differences)
        self._grid.setContentsMargins(12, 6, 12, 6)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(4)
        self.title.setContentsMargins(10, 0, 10, 0)
        for widget in (self.title, self.hint, self.message, self.profile, self.differences):
            column.addWidget(widget)
        self.profile.leg_asked.connect(lambda leg: session.select((leg,)))
        self.show_pair((), (), ())

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        self._texts = texts
        self.title.setText(texts("Side by side"))
        self.hint.setText(texts("Pick two corridors."))
        self.hint.setToolTip(texts("Click the pin of a row, or press P on it."))
        self.profile.retext(texts, self._session.scene.theme)
        self.differences.setAccessibleName(texts("Differences"))

    def show_scene(self, scene: Scene) -> None:
        """Mark what is selected."""
        self.profile.show_selected(scene.selected)

    def show_pair(self, pair: tuple[Line, ...], tracks: tuple[Track, ...], differences: tuple[Difference, ...]) -> None:
        """Show the pinned ways."""
        self.hint.setVisible(len(pair) < PINS)
        closed = [f"{line.name}: {line.message}" for line in pair if line.message]
        self.message.setText("\n".join(closed))
        self.message.setVisible(bool(closed))
        self.profile.show_tracks(tracks)
        self.differences.setVisible(bool(differences))
        self._fill(pair, differences)

    def _fill(self, pair: tuple[Line, ...], differences: tuple[Difference, ...]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.deleteLater()
        if not differences:
            return
        heads = ("", *(line.name for line in pair), self._texts("Difference"))
        for at, text in enumerate(heads):
            self._grid.addWidget(self._cell(text, at, is_head=True), 0, at)
        for row, told in enumerate(differences, 1):
            for at, text in enumerate(told):
                self._grid.addWidget(self._cell(text, at, is_head=False), row, at)

    def _cell(self, text: str, column: int, *, is_head: bool) -> QLabel:
        label = QLabel(text, wordWrap=is_head)
        label.setProperty("role", "meta" if is_head or column == 0 else "figure")
        side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
        label.setAlignment(side | (Qt.AlignmentFlag.AlignBottom if is_head else Qt.AlignmentFlag.AlignVCenter))
        label.setMaximumWidth(170)
        return label
