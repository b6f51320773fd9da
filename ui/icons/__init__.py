"""The program's own icons: small SVG drawings, in the colour of the theme."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).parent
PROGRAM_ICON = HERE / "caspian-atlas.svg"
"""Of the window; packages draw it in every size."""
SIZE_PX = 20


def draw_icon(name: str, colour: str, faded: str) -> QIcon:
    """Return an icon in a colour, and in a faded one where its button is off."""
    icon = QIcon()
    for mode, drawn in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, faded)):
        svg = (HERE / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", drawn)
        for scale in (1, 2):
            picture = QPixmap(SIZE_PX * scale, SIZE_PX * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, SIZE_PX, SIZE_PX))
            painter.end()
            icon.addPixmap(picture, mode)
    return icon
