"""The fonts of the widgets: those that the map's page uses, so that both look alike and Japanese is never boxes."""

from __future__ import annotations

import logging

from PySide6.QtGui import QFontDatabase

from data.errors import MissingPackageError
from maps.address import font_files

log = logging.getLogger(__name__)

FAMILIES = ("Noto Sans", "Noto Sans JP")
"""In the order in which a letter is looked for."""


def load_fonts() -> None:
    """Make the shipped fonts known to Qt; a missing one is logged and the system's stands in."""
    try:
        files = font_files()
    except MissingPackageError as error:
        log.error("The fonts cannot be loaded (%s); those of the system are used.", error)
        return
    for path in files:
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            log.error("The font %s cannot be loaded; one of the system's is used.", path.name)
