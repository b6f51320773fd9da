"""Writing with a painter: several lines in a box, elided; small figures below large ones."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption


def sized(font: QFont, px: int, *, is_bold: bool = False) -> QFont:
    """Return a font in another size."""
    made = QFont(font)
    made.setPixelSize(px)
    made.setBold(is_bold)
    return made


def wrapped(text: str, font: QFont, width: float, most: int) -> list[str]:
    """Return a text broken into at most so many lines; the last is elided."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1.0))
        starts.append(line.textStart())
    layout.endLayout()
    if not starts:
        return []
    ends = [*starts[1:], len(text)]
    lines = [text[start:end].strip() for start, end in zip(starts, ends, strict=True)]
    lines[-1] = QFontMetricsF(font).elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return lines


def write_lines(painter: QPainter, box: QRectF, lines: list[str], align: Qt.AlignmentFlag) -> float:
    """Write lines from the top of a box; return where the next would begin."""
    metrics = QFontMetricsF(painter.font())
    top = box.top()
    for line in lines:
        width = metrics.horizontalAdvance(line)
        left = box.left() if align == Qt.AlignmentFlag.AlignLeft else box.right() - width
        if align == Qt.AlignmentFlag.AlignHCenter:
            left = box.center().x() - width / 2
        painter.drawText(QPointF(left, top + metrics.ascent()), line)
        top += metrics.height() - 1
    return top
