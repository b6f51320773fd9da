"""The first steps: a strip above the map at the first start. Each step is ticked when it is done.

Closed, or done, it never comes again; it has a row of its own, so that it covers nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from data.texts import N_, Texts, load_texts
from maps.scene import Scene
from ui.menus import shown_key

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.preferences import Preferences

PORTS = ("sea-port", "dry-port", "ferry-terminal")
"""The kinds of places that a user would call a port."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, the key for it (where there is one), and what comes of it."""

    id: str
    text: str
    why: str
    key: str = ""


STEPS = (
    Step("port", N_("Click a port"), N_("Its card and the passages about it are shown beside the map.")),
    Step("words", N_("Click an underlined word"), N_("The map goes to what the words name.")),
    Step("scene", N_("Press {key}"), N_("What the map shows becomes a scene of the briefing."), "Ctrl+Enter"),
    Step("show", N_("Press {key}"), N_("The scenes are shown to an audience; Esc, then Enter, ends the show."), "F5"),
)


class Coach(QToolBar):
    """The strip. It follows the window's signals and puts itself away."""

    closed = Signal()

    def __init__(self, window: MainWindow, preferences: Preferences) -> None:
        """Put the strip below the window's bars."""
        super().__init__(window)
        self.setObjectName("coach")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._window = window
        self._preferences = preferences
        self._language = ""
        self._selected = window.session.scene.selected
        self.done: set[str] = set()
        self.labels = {step.id: QLabel(textFormat=Qt.TextFormat.PlainText) for step in STEPS}
        self.title = QLabel()
        self.title.setProperty("role", "speaker")
        self.close_button = QToolButton()
        self.close_button.setText("✕")
        self.close_button.clicked.connect(self.put_away)
        self.addWidget(self._row())
        self.addWidget(self.close_button)
        window.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        window.addToolBar(Qt.ToolBarArea.TopToolBarArea, self)
        for signal, follow in self._followed():
            signal.connect(follow)
        self._write(load_texts(window.session.scene.language))

    def tick(self, step: str) -> None:
        """Note that a step was done; after the last the strip goes, once no show runs."""
        if step in self.done:
            return
        self.done.add(step)
        texts = load_texts(self._window.session.scene.language)
        self._write(texts)
        said = f"{self.labels[step].text()}: {texts('done')}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, said))
        if len(self.done) == len(STEPS):
            self._preferences.change(welcome_closed=True)
            if not self._window.stage.is_running:
                self.put_away()

    def put_away(self) -> None:
        """Close the strip for good."""
        self._preferences.change(welcome_closed=True)
        for signal, follow in self._followed():
            signal.disconnect(follow)
        self.hide()
        self._window.removeToolBar(self)
        self.deleteLater()
        self.closed.emit()

    def _row(self) -> QWidget:
        """Return the steps side by side."""
        row = QWidget()
        row.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout(row)
        line.setContentsMargins(6, 5, 6, 5)
        line.setSpacing(10)
        line.addWidget(self.title)
        for step in STEPS:
            self.labels[step.id].setProperty("role", "step")
            line.addWidget(self.labels[step.id])
        line.addStretch(1)
        return row

    def _followed(self) -> tuple[tuple[SignalInstance, Callable[..., object]], ...]:
        """Return the signals that tell of the steps, and what follows each."""
        window = self._window
        return (
            (window.session.scene_changed, self._on_scene),
            (window.session.passage_asked, self._on_passage),
            (window.reader.passages.phrase_followed, self._on_words),
            (window.reader.place.page.anchorClicked, self._on_anchor),
            (window.menus.actions["scene.add"].triggered, self._on_added),
            (window.stage.started, self._on_show),
            (window.stage.ended, self._on_end),
            (window.bar.visibilityChanged, self.setVisible),
        )

    def _on_scene(self, scene: Scene) -> None:
        if scene.language != self._language:
            self._write(load_texts(scene.language))
        before, self._selected = self._selected, scene.selected
        if scene.selected != before and scene.excerpt is None:
            self._look_for_port(scene)

    def _on_passage(self, *_: str) -> None:
        """Take note that a place was selected of which passages tell; words that are followed do not ask for one."""
        self._look_for_port(self._window.session.scene)

    def _look_for_port(self, scene: Scene) -> None:
        nodes = self._window.session.atlas.nodes
        if len(scene.selected) == 1 and scene.selected[0] in nodes and nodes[scene.selected[0]].kind in PORTS:
            self.tick("port")

    def _on_words(self, *_: str) -> None:
        self.tick("words")

    def _on_anchor(self, url: QUrl) -> None:
        """Take note of words that are followed on a place's card; its other links are none of a passage."""
        if url.scheme() == "passage":
            self.tick("words")

    def _on_added(self, *_: object) -> None:
        self.tick("scene")

    def _on_show(self) -> None:
        self.tick("show")

    def _on_end(self) -> None:
        if len(self.done) == len(STEPS):
            self.put_away()

    def _write(self, texts: Texts) -> None:
        """Write the steps in a language; the first that is not done stands out."""
        self._language = texts.language
        self.title.setText(texts("First steps"))
        self.setAccessibleName(texts("First steps"))
        self.setWindowTitle(texts("First steps"))
        self.close_button.setToolTip(texts("Close the first steps for good"))
        self.close_button.setAccessibleName(texts("Close the first steps for good"))
        following = next((step.id for step in STEPS if step.id not in self.done), "")
        for number, step in enumerate(STEPS, 1):
            text = texts(step.text, key=shown_key(step.key)) if step.key else texts(step.text)
            label = self.labels[step.id]
            is_done = step.id in self.done
            label.setText(f"{'✓' if is_done else number}  {text}")
            label.setToolTip(texts(step.why))
            label.setProperty("mark", "done" if is_done else "next" if step.id == following else "")
            label.style().polish(label)
