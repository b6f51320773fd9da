"""The keys of the stage: one table for the filter, the sheet of keys, the console's foot and the tests.

The filter sits on the windows of the platform, before the map's page and all widgets, so that no click can swallow a
key; a filter on the application as a whole would see objects of the web engine that are half gone, and crash. Where
somebody types, letters are text; what a clicker sends, the function keys and Esc drive the show even there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from data.texts import N_
from ui.menus import takes_typing

if TYPE_CHECKING:
    from ui.stage.stage import Stage

KEEPS_KEYS = "keepsKeys"
"""A widget with this property true, and what is in it, gets letters, arrows and Enter as a text field does."""


@dataclass(frozen=True, slots=True)
class StageKey:
    """A command of the stage: what it is called, its keys, the method of ``Stage`` and what that is given.

    ``is_always`` works also where somebody types; ``repeats`` goes on while the key is held.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    verb: str
    given: tuple[object, ...] = ()
    is_always: bool = False
    repeats: bool = False


STAGE_KEYS: tuple[StageKey, ...] = (
    StageKey("next", N_("Next"), ("PgDown",), "next", is_always=True, repeats=True),
    StageKey("next_too", N_("Next"), ("Right", "Down", "Space", "N"), "next", repeats=True),
    StageKey("previous", N_("Previous"), ("PgUp",), "previous", is_always=True, repeats=True),
    StageKey("previous_too", N_("Previous"), ("Left", "Up", "P"), "previous", repeats=True),
    StageKey("enter", N_("Go to the number typed; push when roaming; else next"), ("Return", "Enter"), "enter"),
    StageKey("backspace", N_("Back to the scene; else previous"), ("Backspace",), "backspace"),
    StageKey("first", N_("First scene"), ("Home",), "first"),
    StageKey("last", N_("Last scene"), ("End",), "last"),
    *(
        StageKey(f"digit_{digit}", N_("Number of a scene, then Enter"), (digit,), "digit", (digit,))
        for digit in "0123456789"
    ),
    StageKey("black", N_("Black"), ("B", "."), "black"),
    StageKey("white", N_("White"), ("W", ","), "white"),
    StageKey("freeze", N_("Freeze"), ("F",), "freeze"),
    StageKey("roam", N_("Roam"), ("V",), "roam"),
    StageKey("ask", N_("Ask"), ("/",), "ask"),
    StageKey("overview", N_("Overview"), ("G", "Tab"), "overview"),
    StageKey("swap", N_("Swap screens"), ("S",), "swap"),
    StageKey("dot", N_("Dot, or hold Ctrl"), ("D",), "tool", ("dot",)),
    StageKey("ink", N_("Ink"), ("I",), "tool", ("ink",)),
    StageKey("spotlight", N_("Spotlight"), ("O",), "tool", ("spotlight",)),
    StageKey("erase", N_("Erase"), ("X",), "erase"),
    StageKey("clear_ink", N_("Clear ink"), ("C",), "clear_ink"),
    StageKey("language", N_("Next language"), ("L",), "language"),
    StageKey("legend", N_("Legend"), ("K",), "legend"),
    StageKey("timer", N_("Start or pause the clock"), ("T",), "timer"),
    StageKey("reset_timer", N_("Set the clock to zero"), ("Ctrl+T",), "reset_timer"),
    StageKey("bigger", N_("Larger text"), ("+", "="), "bigger", repeats=True),
    StageKey("smaller", N_("Smaller text"), ("-",), "smaller", repeats=True),
    StageKey("sources", N_("Sources"), ("R",), "sources"),
    StageKey("edit_notes", N_("Edit the notes"), ("Ctrl+N",), "edit_notes", is_always=True),
    StageKey("projector", N_("Projector look"), ("Ctrl+J",), "toggle_projector", is_always=True),
    StageKey("pan_left", N_("Pan while roaming"), ("Ctrl+Left",), "pan", (-1, 0), repeats=True),
    StageKey("pan_right", N_("Pan while roaming"), ("Ctrl+Right",), "pan", (1, 0), repeats=True),
    StageKey("pan_up", N_("Pan while roaming"), ("Ctrl+Up",), "pan", (0, 1), repeats=True),
    StageKey("pan_down", N_("Pan while roaming"), ("Ctrl+Down",), "pan", (0, -1), repeats=True),
    StageKey("console", N_("Console"), ("F9",), "toggle_console", is_always=True),
    StageKey("resume", N_("Go on with the scene"), ("F5", "Shift+F5"), "resume", is_always=True),
    StageKey("keys", N_("Keyboard shortcuts"), ("?", "F1"), "show_keys"),
    StageKey("escape", N_("One level out; End"), ("Esc",), "escape", is_always=True),
)
"""All commands of the stage. F1 and ``?`` show this table."""

_LEAVES_SHIFT = {"+", "=", "-", ".", ",", "/", "?", *"0123456789"}
"""Keys that need Shift on some keyboards, and mean the same with it."""


class StageKeys(QObject):
    """Catches the keys of all windows while the show runs."""

    def __init__(self, stage: Stage) -> None:
        """Catch nothing yet."""
        super().__init__(stage)
        self._stage = stage
        self._watched: list[QWindow] = []
        self._known = {_code(key): known for known in STAGE_KEYS for key in known.keys}

    def start(self) -> None:
        """Begin to catch keys, in all windows that there are and in those that get the focus."""
        self.look()
        _application().focusWindowChanged.connect(self._watch)

    def look(self) -> None:
        """Catch the keys of windows that were made since."""
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)

    def stop(self) -> None:
        """Leave the keys to the windows again."""
        _application().focusWindowChanged.disconnect(self._watch)
        for window in self._watched:
            if isValid(window):
                window.removeEventFilter(self)
        self._watched.clear()
        self._stage.hold_dot(is_held=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take what drives the show; let through what somebody types."""
        kind = event.type()
        if kind not in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.KeyRelease):
            return False
        if QApplication.activeModalWidget() is not None:
            return False
        key = cast(QKeyEvent, event)
        if kind == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of a menu fires; the key comes again as KeyPress
            return not _is_typed_into(watched)
        if kind == QEvent.Type.KeyRelease:
            if key.key() == Qt.Key.Key_Control and not key.isAutoRepeat():
                self._stage.hold_dot(is_held=False)
            return not _is_typed_into(watched)
        return self._press(watched, key)

    def known_to(self, key: QKeyEvent) -> StageKey | None:
        """Return the command of a key."""
        code = key.keyCombination().toCombined() & ~Qt.KeyboardModifier.KeypadModifier.value
        found = self._known.get(code) or self._known.get(code & ~Qt.KeyboardModifier.ShiftModifier.value)
        if found or not key.text() or key.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return found
        return self._known.get(_code(key.text())) if key.text() in _LEAVES_SHIFT else None

    def _watch(self, window: QWindow | None) -> None:
        if window is not None and window not in self._watched:
            self._watched.append(window)
            window.installEventFilter(self)

    def _press(self, watched: QObject, key: QKeyEvent) -> bool:
        is_typed = _is_typed_into(watched)
        known = self.known_to(key)
        if known and (known.is_always or not is_typed):
            if known.repeats or not key.isAutoRepeat():
                getattr(self._stage, known.verb)(*known.given)
            return True
        if is_typed:
            return False
        if key.key() == Qt.Key.Key_Control and not key.isAutoRepeat():
            self._stage.hold_dot(is_held=True)
        return True


def _is_typed_into(watched: QObject) -> bool:
    """Tell whether a key that comes to an object is text: it has the focus where somebody types, or a list is open."""
    if QApplication.activePopupWidget() is not None:
        return True
    widget = watched if isinstance(watched, QWidget) else QApplication.focusWidget()
    if widget is None:
        return False
    if takes_typing(widget):
        return True
    above: QWidget | None = widget
    while above is not None:
        if above.property(KEEPS_KEYS):
            return True
        above = above.parentWidget()
    return False


def _code(key: str) -> int:
    return _combined(QKeySequence(key)[0])  # type: ignore[index]  # the stubs do not know its items


def _combined(key: QKeyCombination) -> int:
    return key.toCombined()


def _application() -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)  # noqa: S101  there is no show without one
    return found
