"""The main window: puts map, reader, menus and bars together, and does nothing else."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QDockWidget, QMainWindow, QWidget

from data.texts import load_texts
from maps.cards.desk import feature_name
from maps.cards.listing import visible_in_order
from maps.measures import Measures
from maps.scene import Scene
from ui.bars import CommandBar, StatusBar
from ui.briefing.editor import Editor
from ui.key_sheet import KeySheet
from ui.menus import Menus
from ui.panels.reader import WIDTH_PX, Reader
from ui.session import Session
from ui.stage.stage import Stage
from ui.theme import apply_theme
from ui.tools import Tools
from ui.window_state import keep_state, restore_state

LEAST_SIZE = (1024, 640)
DESIGN_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """The window. Its methods are the verbs that concern the window itself."""

    def __init__(self, session: Session, measures: Measures | None, map_view: QWidget) -> None:
        """Put everything in place; ``map_view`` fills the middle."""
        super().__init__()
        self.session = session
        self._shown = session.scene
        self._texts = load_texts(session.scene.language)
        apply_theme(session.scene.theme)
        self.setMinimumSize(*LEAST_SIZE)
        self.resize(*DESIGN_SIZE)
        self.map_view = map_view
        self.setCentralWidget(map_view)
        self.reader = Reader(session, measures, self._texts, self)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.reader)
        self.resizeDocks([self.reader], [WIDTH_PX[1]], Qt.Orientation.Horizontal)
        self.tools = Tools(self, session)
        self.editor = Editor(self, session, self._texts)
        self.stage = Stage(self, session)
        self._put_away: list[QWidget] = []
        self.menus = Menus(self, self, session, map_view)
        self.bar = CommandBar(self.menus, self)
        self.addToolBar(self.bar)
        self.status = StatusBar(session, map_view, self)
        self.setStatusBar(self.status)
        self.status.sources.clicked.connect(lambda: self.reader.enter_tab("sources"))
        self.reader.sources_counted.connect(self.status.show_sources)
        self.editor.files.named.connect(self.bar.show_name)
        self.editor.files.told.connect(self.status.show_saved)
        session.scene_changed.connect(self.follow)
        self._retext()
        restore_state(self)

    def set_measures(self, measures: Measures) -> None:
        """Take the measures when they are made."""
        self.reader.place.set_measures(measures)

    def toggle_reader(self) -> None:
        """Show or hide the reader."""
        self.reader.setVisible(not self.reader.isVisibleTo(self))

    def toggle_map_only(self) -> None:
        """Hide everything but the map and the menus, or bring it back."""
        around = [self.bar, self.status, *self.findChildren(QDockWidget)]
        shown = [widget for widget in around if widget.isVisibleTo(self)]
        for widget in shown or self._put_away:
            widget.setVisible(not shown)
        self._put_away = shown

    def toggle_full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def toggle_theme(self) -> None:
        """Change between light and dark."""
        self.session.set_theme("light" if self.session.scene.theme == "dark" else "dark")

    def step_feature(self, step: int) -> None:
        """Select the next or previous feature whose layer is on, and say its name."""
        order = visible_in_order(self.session.atlas, self.session.scene, self._texts)
        selected = self.session.scene.selected
        at = order.index(selected[0]) + step if selected and selected[0] in order else min(step, 0)
        if order:
            feature = order[at % len(order)]
            self.session.select((feature,), fly=True)
            self._announce(feature_name(self.session.atlas, feature, self._texts))

    def copy_place(self) -> None:
        """Copy the card of the selected place."""
        if text := self.reader.place.card_as_text():
            QGuiApplication.clipboard().setText(text)
            self._announce(self._texts("The card was copied, with its sources."))

    def show_keys(self) -> None:
        """Show the sheet of shortcuts."""
        KeySheet(self._texts, self).show_alone()

    def show_about(self) -> None:
        """Say what this program is and what it is made from."""
        from ui.about import About

        About(self.session.atlas, self._texts, self).show_alone()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Ask about what is unsaved; remember where the window was."""
        if not self.editor.files.may_close():
            event.ignore()
            return
        keep_state(self)
        super().closeEvent(event)

    def follow(self, scene: Scene) -> None:
        """Let the panels show a scene; during a show nobody looks at them, and they catch up when it ends."""
        if self.stage.is_running:
            return
        is_retold, is_themed = scene.language != self._shown.language, scene.theme != self._shown.theme
        self._shown = scene
        if is_themed:
            apply_theme(scene.theme)
        self._texts = load_texts(scene.language)
        self.reader.show_scene(scene)
        self.menus.show_scene(scene)
        self.status.show_scene(scene)
        self.tools.show_scene(scene)
        self.editor.show_scene(scene)
        if is_retold or is_themed:
            self._retext()

    def _retext(self) -> None:
        if app := QApplication.instance():
            app.setProperty("atlas_language", self._texts.language)
        for part in (self.menus, self.reader, self.bar, self.status, self.tools, self.editor):
            part.retext(self._texts)
        self.menus.show_scene(self.session.scene)
        self.map_view.setAccessibleName(self._texts("Map"))

    def _announce(self, text: str) -> None:
        """Say something in the status bar and to a screen reader."""
        self.status.showMessage(text, 4000)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
