"""The page of keys, ``docs/keys.md``, from the tables that the program itself goes by."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from data.texts import Texts, load_texts
from ui.actions import ACTIONS, MENUS, SUBMENUS, Action, is_bare
from ui.key_sheet import BY_HAND
from ui.stage.keys import STAGE_KEYS

KEYS_FILE = Path(__file__).parent.parent.parent / "docs" / "keys.md"
WORDS = {
    "Return": "Enter",
    "PgDown": "Page Down",
    "PgUp": "Page Up",
    "Del": "Delete",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
}
"""Keys that are called otherwise on a keyboard than in Qt."""
HEAD = """# Keys

Made by `python -m tests.pictures keys` from the tables that the program itself goes by; a test compares both. In the
program <kbd>F1</kbd> shows them, in the language of the window. On macOS Ctrl is Cmd.

A key marked ° is a plain one: it works while the map or a list has the focus, never where you type.
"""
ON_STAGE = """
## On stage

These work in every window while the show runs. Those marked • work even where you type, as in the notes; all others are
text there. A clicker sends <kbd>Page Up</kbd>, <kbd>Page Down</kbd>, <kbd>F5</kbd>, <kbd>Esc</kbd>, <kbd>.</kbd> or
<kbd>B</kbd>: all of them are here.
"""
Row = tuple[str, ...]


def keys_page() -> str:
    """Return the whole page."""
    texts = load_texts("en")
    parts = [HEAD]
    for menu, title in MENUS.items():
        rows = [(path_of(action, texts), _cells(action)) for action in _commands_of(menu) if action.shortcuts]
        if rows:
            parts.append(f"\n## {title}\n\n{_table(('Command', 'Keys'), rows)}")
    listed = [(action.title(texts), shown(action.list_keys)) for action in ACTIONS if action.list_keys]
    parts.append(f"\n## In the list of scenes\n\n{_table(('Command', 'Keys'), listed)}")
    by_hand = [(text, shown(key.split())) for text, key in BY_HAND]
    parts.append(f"\n## In the passages\n\n{_table(('Command', 'Keys'), by_hand)}")
    parts.append(f"{ON_STAGE}\n{_table(('Command', 'Keys'), _stage_rows(texts))}")
    return "".join(parts)


def path_of(action: Action, texts: Texts) -> str:
    """Return where in the menus a command stands: ``File > Save``."""
    parent, title = SUBMENUS.get(action.menu, (action.menu, ""))
    return " > ".join(filter(None, (texts(MENUS[parent]), texts(title), action.title(texts))))


def key_words(key: str) -> str:
    """Return a key as a keyboard has it: ``Ctrl+Return`` is Ctrl+Enter."""
    first, plus, last = key.rpartition("+") if key != "+" else ("", "", key)
    return f"{first}{plus}{WORDS.get(last, last)}"


def shown(keys: Iterable[str]) -> str:
    """Return keys as the page shows them, each once."""
    return " ".join(f"<kbd>{key}</kbd>" for key in dict.fromkeys(map(key_words, keys)))


def _commands_of(menu: str) -> list[Action]:
    menus = (menu, *(name for name, (parent, _) in SUBMENUS.items() if parent == menu))
    return [action for action in ACTIONS if action.menu in menus]


def _cells(action: Action) -> str:
    return " ".join(f"{shown([key])}{'°' if is_bare(key) else ''}" for key in _apart(action.shortcuts))


def _apart(keys: Iterable[str]) -> list[str]:
    """Return the keys without those that a keyboard has under one name."""
    return list({key_words(key): key for key in keys}.values())


def _stage_rows(texts: Texts) -> list[Row]:
    """Return a row for each command of the stage, with all its keys."""
    keys: dict[str, list[str]] = {}
    for known in STAGE_KEYS:
        mark = " •" if known.is_always else ""
        keys.setdefault(texts(known.text), []).extend(f"{shown([key])}{mark}" for key in known.keys)
    return [(text, " ".join(dict.fromkeys(cells))) for text, cells in keys.items()]


def _table(heads: Row, rows: Iterable[Row]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
