"""Web addresses: nothing is opened in the browser that the user did not say yes to."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from data.texts import Texts
from ui.briefing.asking import Choice, ask


def ask_to_open(parent: QWidget, url: str, texts: Texts) -> None:
    """Ask before a web address is opened; what is no web address is not opened at all."""
    if url.startswith(("https://", "http://")):
        ask(
            parent,
            texts("Open a web page"),
            url,
            [Choice(texts("Open"), lambda: QDesktopServices.openUrl(QUrl(url)))],
            Choice(texts("Cancel"), lambda: None),
            texts("Open this address in the web browser? It needs a connection to the internet."),
        )
