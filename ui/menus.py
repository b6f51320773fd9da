"""Menus and shortcuts, made from the table of commands, re-written when the language changes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from data.texts import N_, Texts
from maps.layers import LAYERS
from maps.scene import Scene, Theme
from ui.actions import ACTIONS, MENUS, SUBMENUS, Action, Window, is_bare
from ui.briefing.recent_menu import RecentMenu
from ui.colour_menu import ColourMenu
from ui.session import Session

LAYERS_TEXT = N_("Layers")
ROLES = {
    "app.settings": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
    "file.quit": QAction.MenuRole.QuitRole,
}
"""What macOS wants in the menu of the program itself."""


class Menus(QObject):
    """The menu bar of a window and its bare keys. ``map_view`` is where the map's keys work."""

    def __init__(self, window: QMainWindow, verbs: Window, session: Session, map_view: QWidget) -> None:
        """Fill the window's menu bar."""
        super().__init__(window)
        self._window = window
        self._verbs = verbs
        self._session = session
        self._map_view = map_view
        self._texts: Texts | None = None
        self._menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        self.bare_keys: list[QShortcut] = []
        for menu in MENUS:
            self._menus[menu] = window.menuBar().addMenu("")
        self._layers_menu = self._menus["map"].addMenu("")
        self.parts: dict[str, QAction] = {}
        self._layer_menus: dict[str, QMenu] = {}
        self.colours = ColourMenu(self._menus["map"].addMenu(""), session)
        for menu, (parent, _) in SUBMENUS.items():
            self._menus[menu] = self._menus[parent].addMenu("")
        self._menus["map"].addSeparator()
        for action in ACTIONS:
            self._add(action)
        self._menus["file"].insertMenu(self.actions["file.save"], self._menus["recent"])
        self._menus["file"].insertSeparator(self.actions["file.quit"])
        self.recent = RecentMenu(self._menus["recent"], verbs.editor.files)
        verbs.editor.document.state_changed.connect(self.show_edits)
        self._fill_layers()
        verbs.editor.panel.take(self.actions)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    @property
    def theme(self) -> Theme:
        """The theme on show."""
        return self._session.scene.theme

    def key_of(self, action: str) -> str:
        """Return the first key of a command as this platform writes it."""
        return next((shown_key(known.shortcuts[0]) for known in ACTIONS if known.id == action and known.shortcuts), "")

    def retext(self, texts: Texts) -> None:
        """Write everything in a language."""
        for menu, text in (MENUS | {name: text for name, (_, text) in SUBMENUS.items()}).items():
            self._menus[menu].setTitle(texts(text))
        self.colours.retext(texts)
        for action in ACTIONS:
            keys = [key for key in action.shortcuts if is_bare(key)] or [*action.list_keys]
            hint = f"\t{shown_key(keys[0])}" if keys and keys[0] in (*action.shortcuts[:1], *action.list_keys) else ""
            self.actions[action.id].setText(action.title(texts) + hint)
        self._texts = texts
        self.recent.retext(texts)
        self.show_edits()
        self._layers_menu.setTitle(texts(LAYERS_TEXT))
        for layer in LAYERS:
            if layer.id in self._layer_menus:
                self._layer_menus[layer.id].setTitle(texts.name(layer.title()))
            for part in layer.parts(self._session.atlas):
                self.parts[part.id].setText(texts.name(part.title))

    def show_edits(self) -> None:
        """Name what undo and redo would do, and switch them off where there is nothing to do."""
        if self._texts is None:
            return
        document, texts = self._verbs.editor.document, self._texts
        undo, redo = document.undo_title(texts), document.redo_title(texts)
        for name, edit, text in (
            ("edit.undo", undo, texts("Undo {edit}", edit=undo)),
            ("edit.redo", redo, texts("Redo {edit}", edit=redo)),
        ):
            plain = next(action for action in ACTIONS if action.id == name).title(texts)
            self.actions[name].setText(text.replace("&", "&&") if edit else plain)
            self.actions[name].setEnabled(bool(edit))

    def show_scene(self, scene: Scene) -> None:
        """Tick what is on, and switch off what leads nowhere."""
        for part, action in self.parts.items():
            action.setChecked(part in scene.parts)
        for name, action in self.actions.items():
            if name.startswith("lang.") and action.isCheckable():
                action.setChecked(name == f"lang.{scene.language}")
        for known in ACTIONS:
            if known.is_on:
                self.actions[known.id].setChecked(known.is_on(scene))
        self.colours.show_scene(scene)
        self.actions["view.back"].setEnabled(self._session.can_go_back)
        self.actions["view.forward"].setEnabled(self._session.can_go_forward)
        self.actions["place.copy"].setEnabled(len(scene.selected) == 1)

    def _add(self, action: Action) -> None:
        made = QAction(self._window)
        made.setObjectName(action.id)
        made.setShortcuts([QKeySequence(key) for key in action.shortcuts if not is_bare(key)])
        made.setCheckable(action.is_language or action.is_on is not None)
        made.triggered.connect(partial(self._run, action))
        made.setMenuRole(ROLES.get(action.id, QAction.MenuRole.NoRole))
        self._menus[action.menu].addAction(made)
        self._window.addAction(made)
        self.actions[action.id] = made
        for key in action.list_keys:
            self._verbs.editor.panel.list.take_key(key, partial(self._run, action))
        for key in filter(is_bare, action.shortcuts):
            shortcut = QShortcut(QKeySequence(key), self._window)
            shortcut.activated.connect(partial(self._run, action))
            self.bare_keys.append(shortcut)

    def _run(self, action: Action, *_: object) -> None:
        action.verb(self._verbs)
        self.show_scene(self._session.scene)

    def _fill_layers(self) -> None:
        """Add each layer: a sub-menu if it has more than one part."""
        for layer in reversed(LAYERS):
            parts = layer.parts(self._session.atlas)
            menu = self._layers_menu
            if len(parts) > 1:
                menu = self._layer_menus[layer.id] = self._layers_menu.addMenu("")
            for part in parts:
                action = menu.addAction("")
                action.setCheckable(True)
                action.triggered.connect(partial(self._toggle, part.id))
                self.parts[part.id] = action

    def _toggle(self, part: str, *_: object) -> None:
        self._session.toggle_part(part)
        self.show_scene(self._session.scene)

    def _on_focus(self, _: QWidget | None, widget: QWidget | None) -> None:
        """Let the bare keys work only on the map and on lists."""
        works = widget is None or (not takes_typing(widget) and self._is_map_or_list(widget))
        for shortcut in self.bare_keys:
            shortcut.setEnabled(works)

    def _is_map_or_list(self, widget: QWidget) -> bool:
        is_list = isinstance(widget, (QAbstractItemView, QTextBrowser, QScrollArea, QMainWindow))
        is_list = is_list or bool(widget.property("takesMapKeys"))
        return is_list or widget is self._map_view or self._map_view.isAncestorOf(widget)


def takes_typing(widget: QWidget) -> bool:
    """Tell whether letters typed into a widget are text."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, (QTextEdit, QPlainTextEdit)):
        return not widget.isReadOnly()
    return isinstance(widget, (QLineEdit, QAbstractSpinBox))


def shown_key(key: str) -> str:
    """Return a key as this platform writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
