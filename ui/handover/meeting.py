"""What a start does first: find out whether it is the only one, and if not hand over what it was asked for."""

from __future__ import annotations

import logging
import time
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QThread
from PySide6.QtWidgets import QMessageBox

from data.texts import load_texts
from data.version import NAME
from ui.handover.door import Door
from ui.handover.request import Request

log = logging.getLogger(__name__)

PATIENCE_S = 3.0
"""So long the running program has to answer."""
PAUSE_MS = 50


def meet(state: Path, request: Request, patience_s: float = PATIENCE_S) -> Door | Literal["taken", "silent"]:
    """Return this program's own door, or what the running program said to the request.

    The door is not held where that is impossible: the program then starts as if it were alone.
    """
    door = Door(state)
    until = time.monotonic() + patience_s
    while not door.hold():
        if not door.can_be_held:
            return door
        answer = door.knock(request, until - time.monotonic())
        if answer == "taken":
            log.info("Handed over to the running program.")
            return "taken"
        if time.monotonic() >= until:
            return "silent" if answer == "silent" else door
        if answer == "nobody":  # it holds the lock, but does not listen yet, or no more
            QThread.msleep(PAUSE_MS)
    return door


def wants_another(language: str) -> bool:
    """Ask whether to start beside a running program that does not answer."""
    texts = load_texts(language)
    box = QMessageBox(QMessageBox.Icon.Warning, NAME, texts("{program} is running but does not answer.", program=NAME))
    box.setInformativeText(
        texts("It may be busy for a moment. You can start another one beside it; what is unsaved there stays there.")
    )
    start = box.addButton(texts("Start another"), QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(texts("Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(start)
    box.setEscapeButton(leave)
    log.warning("A running program does not answer.")
    box.exec()
    return box.clickedButton() is start
