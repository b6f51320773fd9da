"""The form for a way of the user's own: from a place to a place, by any of their names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from data.atlas import Atlas
from data.texts import Texts
from maps.comparing.rows import row_of
from maps.drawn import camera_on
from maps.measures import Measures, kept
from maps.planning.plan import QuestionError
from maps.scene import Routing, Scene
from ui.background import run_in_background
from ui.comparing.completing import Choices, NameField
from ui.comparing.folding import FoldButton
from ui.comparing.limits import BROKEN
from ui.icons import draw_icon
from ui.session import Session
from ui.theme import THEMES


class WaysBar(QWidget):
    """Two fields and a button; the ways themselves are rows of the comparison."""

    def __init__(self, session: Session, texts: Texts, parent: QWidget | None = None) -> None:
        """Make an empty form."""
        super().__init__(parent)
        self._session = session
        self.choices = Choices(session.atlas, session.atlas.nodes, texts)
        self.start_label, self.end_label = QLabel(), QLabel()
        self.start, self.end = NameField(self.choices), NameField(self.choices)
        self.swap_button = QToolButton()
        self.add_button = QPushButton()
        self.error = QLabel(wordWrap=True)
        self._body = QWidget()
        self.fold = FoldButton(self._body)
        self._lay_out()
        self.start.submitted.connect(self._on_start)
        self.end.submitted.connect(self.add_way)
        self.add_button.clicked.connect(self.add_way)
        self.swap_button.clicked.connect(self.swap)
        for field in (self.start, self.end):
            field.textEdited.connect(lambda _: self._say(""))
        self.retext(texts)

    def retext(self, texts: Texts) -> None:
        """Write everything in a language, in the colours of the theme."""
        self._texts = texts
        held = [(field, field.known()) for field in (self.start, self.end)]
        self.choices.relabel(texts)
        for field, name in held:
            if name:
                field.show_choice(name)
        self.fold.setText(texts("A way of your own"))
        self.start_label.setText(texts("From"))
        self.end_label.setText(texts("To"))
        self.start.retext(texts("Place"), texts("Start of the way"))
        self.end.retext(texts("Place"), texts("End of the way"))
        self.swap_button.setToolTip(texts("Swap start and end"))
        self.swap_button.setAccessibleName(texts("Swap start and end"))
        self.add_button.setText(texts("Add way"))
        self._say("")
        scene = self._session.scene
        colours = THEMES[scene.theme]
        self.swap_button.setIcon(draw_icon("swap", colours.text, colours.line))
        self.setStyleSheet(f"QLabel#wayError {{ color: {BROKEN[scene.theme]}; }}")

    def show_scene(self, scene: Scene) -> None:
        """Follow nothing: the form is the user's."""

    def take_end(self, node: str, *, is_start: bool) -> None:
        """Take a node, picked elsewhere, as one end; with both known the way is added."""
        self.fold.open()
        field, other = (self.start, self.end) if is_start else (self.end, self.start)
        field.show_choice(node)
        self._say("")
        if other.known() and other.known() != node:
            self.add_way()
        else:
            other.setFocus(Qt.FocusReason.OtherFocusReason)
            other.selectAll()

    def swap(self) -> None:
        """Turn the way round."""
        start, end = self.start.text(), self.end.text()
        self.start.setText(end)
        self.end.setText(start)
        self._say("")

    def add_way(self) -> None:
        """Add the way between the two places and fly to it, or say what is wrong with them."""
        try:
            start, end = (self._node(field) for field in (self.start, self.end))
            if start == end:
                name = self.choices.label(start)
                raise QuestionError(self._texts("A way needs two places; {name} is both ends.", name=name))
        except QuestionError as error:
            self._say(str(error))
            return
        self._say("")
        self._session.set_routing(self._session.scene.routing.with_way(start, end))
        atlas, routing = self._session.atlas, self._session.scene.routing
        run_in_background(lambda: nodes_between(atlas, kept(), start, end, routing), self._fly, _raise, self)

    def _on_start(self) -> None:
        """Go on to the end; with both named, add the way."""
        if self.end.text().strip():
            self.add_way()
        elif self.start.text().strip():
            self.end.setFocus(Qt.FocusReason.TabFocusReason)

    def _node(self, field: NameField) -> str:
        """Return the node that a field names, and write it there as it is called.

        Raises
        ------
        QuestionError
            If there is none; the text says so.
        """
        written = field.text().strip()
        if not written:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            raise QuestionError(self._texts("Name the place where the way starts and the one where it ends."))
        node = field.known() or self.choices.naming().node(written)
        field.show_choice(node)
        return node

    def _fly(self, nodes: tuple[str, ...]) -> None:
        camera = camera_on(self._session.atlas, nodes)
        if camera:
            self._session.fly_to(camera)

    def _say(self, text: str) -> None:
        """Say under the fields what is wrong; nothing hides it."""
        self.error.setText(text)
        self.error.setVisible(bool(text))
        for field in (self.start, self.end):
            field.setAccessibleDescription(text)

    def _lay_out(self) -> None:
        self.error.setObjectName("wayError")
        whole, grid = QVBoxLayout(self), QGridLayout(self._body)
        whole.setContentsMargins(10, 2, 10, 2)
        whole.setSpacing(2)
        whole.addWidget(self.fold)
        whole.addWidget(self._body)
        grid.setContentsMargins(0, 2, 0, 4)
        grid.setSpacing(6)
        for row, (label, field, button) in enumerate(
            ((self.start_label, self.start, self.swap_button), (self.end_label, self.end, self.add_button))
        ):
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(button, row, 2)
        grid.addWidget(self.error, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        for before, after in (
            (self.start, self.end),
            (self.end, self.add_button),
            (self.add_button, self.swap_button),
        ):
            QWidget.setTabOrder(before, after)


def nodes_between(atlas: Atlas, measures: Measures | None, start: str, end: str, routing: Routing) -> tuple[str, ...]:
    """Return the nodes of the best way under the limits in force, or the two ends where there is none."""
    row = row_of(atlas, measures or Measures({}, {}), routing, f"own:{start}:{end}")
    return row.plan.nodes if row and row.plan else (start, end)


def _raise(error: Exception) -> None:
    """Let the crash dialog tell of what nobody foresaw."""
    raise error
