"""Small PNG files: as a palette of 256 colours where that looks the same, else as they are."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtGui import QImage

MOST_BYTES = 250_000
COLOURS = 256
MEAN_OFF = 2.0
"""Levels of 256 by which a palette may differ on average; more would be seen as bands or grain."""


def save_small(image: QImage, path: Path) -> int:
    """Write a picture and return its size in bytes.

    Raises
    ------
    ValueError
        If it stays larger than a page should have to carry.
    """
    whole = _pillow(image)
    few = whole.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=3)
    data = _png(few if mean_off(whole, few.convert("RGB")) <= MEAN_OFF else whole)
    if len(data) > MOST_BYTES:
        raise ValueError(f"{path.name} has {len(data):,} bytes, at most {MOST_BYTES:,} are wanted")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return len(data)


def mean_off(first: Image.Image, second: Image.Image) -> float:
    """Return by how many levels two pictures differ on average."""
    return float(np.abs(np.asarray(first, np.int16) - np.asarray(second, np.int16)).mean())


def _pillow(image: QImage) -> Image.Image:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (plain.width(), plain.height())
    return Image.frombuffer("RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
