"""The scissors: while they are on, a click on a leg or a port breaks it, and a second one mends it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMainWindow, QToolButton, QWidget

from data.texts import Texts
from maps.scene import Scene
from ui.icons import draw_icon
from ui.map.view import MapView
from ui.session import BREAK, Session
from ui.theme import THEMES, Colours

EDGE_PX = 12
FOOT_PX = 58
"""Room for the page's foot with the sources."""


class BreakTool(QObject):
    """Is on whenever the session's tool is ``break``, whoever asked for that."""

    def __init__(self, window: QMainWindow, session: Session, texts: Texts) -> None:
        """Follow the session."""
        super().__init__(window)
        self._session = session
        self._map: QWidget = window.centralWidget() or window
        self.hint = BreakHint(self._map)
        self.hint.close_asked.connect(self.put_away)
        session.tool_changed.connect(self._on_tool)
        if isinstance(self._map, MapView):
            self._map.ready.connect(self._tell_page)
        self.retext(texts)
        self._on_tool(session.tool)

    @property
    def is_on(self) -> bool:
        """Whether clicks break."""
        return self._session.tool == BREAK

    def toggle(self) -> None:
        """Take the scissors, or lay them down; the keyboard goes to the map."""
        self._session.set_tool("" if self.is_on else BREAK)
        (self._map.view if isinstance(self._map, MapView) else self._map).setFocus()

    def put_away(self) -> None:
        """Lay the scissors down; what is broken stays so."""
        if self.is_on:
            self.toggle()

    def retext(self, texts: Texts) -> None:
        """Write everything in a language and in the theme's colours."""
        self.hint.retext(texts, THEMES[self._session.scene.theme])

    def show_scene(self, scene: Scene) -> None:
        """Follow nothing: what is broken is drawn by the page and listed by the limits."""

    def clear_one_level(self) -> bool:
        """Lay the scissors down; tells whether they were in hand."""
        was_on = self.is_on
        self.put_away()
        return was_on

    def _on_tool(self, tool: str) -> None:
        self.hint.show_hint(is_on=tool == BREAK)

    def _tell_page(self) -> None:
        """Tell a page that came back what it cannot know."""
        if self.is_on:
            self._session.tool_changed.emit(BREAK)


class BreakHint(QFrame):
    """A strip at the foot of the map that says what a click does and how that ends."""

    close_asked = Signal()

    def __init__(self, ground: QWidget) -> None:
        """Make the strip on a widget, hidden."""
        super().__init__(ground)
        self.setObjectName("breakHint")
        self._ground = ground
        self.label = QLabel(wordWrap=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.close_button = QToolButton()
        self.close_button.clicked.connect(self.close_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 6, 4)
        row.addWidget(self.label, 1)
        row.addWidget(self.close_button)
        ground.installEventFilter(self)
        self.hide()

    def retext(self, texts: Texts, colours: Colours) -> None:
        """Write everything in a language and in the theme's colours."""
        self.label.setText(texts("Click a leg or a port to break it; click again to mend it. Esc ends."))
        self.setAccessibleName(texts("Break a leg or a port"))
        self.close_button.setIcon(draw_icon("close", colours.text, colours.line))
        self.close_button.setToolTip(texts("Close"))
        self.close_button.setAccessibleName(texts("Close"))
        self.setStyleSheet(
            f"QFrame#breakHint {{ background: {colours.card}; border: 1px solid {colours.muted}; border-radius: 8px; }}"
            f"QLabel {{ color: {colours.text}; }}"
        )
        self.place()

    def show_hint(self, *, is_on: bool) -> None:
        """Come or go, and let a screen reader say what a click does now."""
        if is_on == self.isVisibleTo(self._ground):
            return
        self.setVisible(is_on)
        if is_on:
            self.place()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.label.text()))

    def place(self) -> None:
        """Lie in the middle of the map's foot, above the sources."""
        most = max(self._ground.width() - 2 * EDGE_PX, 160)
        self.label.setMinimumWidth(0)
        around = self.close_button.sizeHint().width() + 34
        text = self.label.fontMetrics().horizontalAdvance(self.label.text()) + 8
        width = min(text + around, most)
        height = max(self.label.heightForWidth(width - around), self.close_button.sizeHint().height()) + 10
        self.setGeometry((self._ground.width() - width) // 2, self._ground.height() - FOOT_PX - height, width, height)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Keep to the foot of the map."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)
