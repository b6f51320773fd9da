"""The menu of recent files, filled when it is shown; those that are not there now are greyed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from data.texts import Texts
from ui.background import run_in_background
from ui.briefing.files import Files


class RecentMenu:
    """Fills a menu with the files opened last."""

    def __init__(self, menu: QMenu, files: Files) -> None:
        """Fill the menu each time it opens."""
        self._menu = menu
        self._files = files
        self._texts: Texts | None = None
        self._filled = 0
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill)

    def retext(self, texts: Texts) -> None:
        """Write in a language from now on."""
        self._texts = texts

    def fill(self) -> None:
        """List the files; whether they are there is asked in the background, a stick or a share may answer late."""
        self._menu.clear()
        self._filled += 1
        files = self._files.recent.files
        if not files:
            empty = self._menu.addAction(self._texts("No recent files.") if self._texts else "")
            empty.setEnabled(False)
            return
        actions = [self._add(number, file) for number, file in enumerate(files, 1)]
        filled = self._filled

        def grey(are_there: list[bool]) -> None:
            if filled == self._filled and self._texts:
                for file, action, is_there in zip(files, actions, are_there, strict=True):
                    action.setEnabled(is_there)
                    if not is_there:
                        action.setText(self._texts("{file} (not there now)", file=action.text()))
                        action.setToolTip(str(file))

        run_in_background(lambda: [_is_there(file) for file in files], grey, lambda _: None, self._menu)

    def _add(self, number: int, file: Path) -> QAction:
        name = file.stem.replace("&", "&&")
        action = self._menu.addAction(f"&{number % 10}  {name}")
        action.setToolTip(str(file))
        action.triggered.connect(partial(self._open, file))
        return action

    def _open(self, file: Path, *_: object) -> None:
        self._files.open_recent(file)


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:
        return False
