"""The program's icon in every size, drawn from the one SVG when the program is built."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image

SVG = Path(__file__).parent.parent / "ui" / "icons" / "caspian-atlas.svg"
SIZES = (16, 22, 24, 32, 48, 64, 96, 128, 256, 512)
WINDOWS_SIZES = (16, 24, 32, 48, 64, 128, 256)
MACOS_SIZES = (16, 32, 64, 128, 256, 512, 1024)


def drawn(size: int) -> Image.Image:
    """Return the icon in a size, with a transparent ground."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(str(SVG)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want bytes, the library a str
    return Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGBA")


def write_pngs(folder: Path) -> None:
    """Write the icons of a Linux desktop below ``folder``, which becomes ``hicolor``."""
    for size in SIZES:
        for kind, name in (("apps", "caspian-atlas"), ("mimetypes", "application-x-caspian-briefing")):
            path = folder / f"{size}x{size}" / kind / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            drawn(size).save(path, optimize=True)
    for kind, name in (("apps", "caspian-atlas"), ("mimetypes", "application-x-caspian-briefing")):
        path = folder / "scalable" / kind / f"{name}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SVG.read_bytes())


def write_ico(path: Path) -> None:
    """Write the icon of the Windows program and installer."""
    pictures = [drawn(size) for size in WINDOWS_SIZES]
    pictures[-1].save(path, sizes=[(size, size) for size in WINDOWS_SIZES], append_images=pictures[:-1])


def write_icns(path: Path) -> None:
    """Write the icon of the macOS bundle."""
    pictures = [drawn(size) for size in MACOS_SIZES]
    pictures[-1].save(path, append_images=pictures[:-1])
