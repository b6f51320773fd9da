"""Where the window was and how it was divided: kept by Qt in a file of its own, apart from the settings."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow

from data.settings import folders


def keep_state(window: QMainWindow) -> None:
    """Write down where a window is and how it is divided."""
    kept = _kept()
    kept.setValue("window", window.saveGeometry())
    kept.setValue("panels", window.saveState())


def restore_state(window: QMainWindow) -> None:
    """Put a window back to where it was; what the file holds is not trusted."""
    kept = _kept()
    for name, restore in (("window", window.restoreGeometry), ("panels", window.restoreState)):
        value = kept.value(name)
        if isinstance(value, QByteArray):
            restore(value)


def _kept() -> QSettings:
    return QSettings(str(folders().config / "window.ini"), QSettings.Format.IniFormat)
