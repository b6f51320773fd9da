"""Slow work off the UI thread."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from ui.background import run_in_background


def _unwanted(error: Exception) -> None:
    raise error


def _fail() -> int:
    return 1 // 0


def _unexpected(outcome: int) -> None:
    raise AssertionError(outcome)


def test_an_outcome_and_an_error_come_back_on_the_thread_that_asked(qtbot: QtBot) -> None:
    parent = QObject()
    threads: list[tuple[int, int]] = []
    errors: list[Exception] = []
    run_in_background(
        threading.get_ident, lambda there: threads.append((there, threading.get_ident())), _unwanted, parent
    )
    run_in_background(_fail, _unexpected, errors.append, parent)
    qtbot.waitUntil(lambda: bool(threads and errors))
    there, here = threads[0]
    assert here == threading.get_ident() != there
    assert isinstance(errors[0], ZeroDivisionError)


def test_work_whose_asker_is_gone_ends_in_silence(qtbot: QtBot) -> None:
    parent, gate = QObject(), threading.Event()
    done: list[bool] = []
    run_in_background(gate.wait, done.append, _unwanted, parent)
    shiboken6.delete(parent)
    gate.set()
    assert QThreadPool.globalInstance().waitForDone(5000)
    assert done == []
