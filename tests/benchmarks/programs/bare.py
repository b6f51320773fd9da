"""The floor: a web view with an empty page, and nothing else."""

from __future__ import annotations

import sys

from PySide6.QtGui import QColor, QImage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from tests.benchmarks.child import WINDOW, tell_drawn, when_seen

GROUND = "#3a6ea5"


def main() -> int:
    """Show the empty page and tell when its colour is seen."""
    application = QApplication(["bare"])
    view = QWebEngineView()
    view.resize(*WINDOW)
    view.loadFinished.connect(lambda _: when_seen(view, _is_ground, tell_drawn, view))
    view.setHtml(f"<!DOCTYPE html><body style='background:{GROUND}'></body>")
    view.show()
    return application.exec()


def _is_ground(image: QImage) -> bool:
    return image.pixelColor(image.width() // 2, image.height() // 2) == QColor(GROUND)


if __name__ == "__main__":
    sys.exit(main())
