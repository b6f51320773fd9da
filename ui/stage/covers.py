"""What lies over the audience's map: a cover of one colour or a picture, a card that says something, a glass."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

BLUR_PX = (32, 18)
"""A picture of so few points shows where sea and land are, and nothing else."""
CURSOR_MS = 2_000
"""The pointer hides when it was not moved for so long."""


class Cover(QWidget):
    """Covers all below it with a colour or a picture, at once, and can fade away."""

    def __init__(self, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._colour: QColor | None = None
        self._picture = QPixmap()
        self._opacity = 1.0
        self._fading = QVariantAnimation(self)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.valueChanged.connect(self._set_opacity)
        self._fading.finished.connect(self.hide)
        self.hide()

    def show_colour(self, colour: str) -> None:
        """Cover with a colour."""
        self._show(QColor(colour), QPixmap())

    def show_picture(self, picture: QPixmap) -> None:
        """Cover with a picture; what it leaves free has the colour of its corner."""
        self._show(picture.toImage().pixelColor(0, 0) if not picture.isNull() else QColor("black"), picture)

    def lift(self, duration_ms: int = 0) -> None:
        """Uncover, at once or fading."""
        if self.isHidden() or self._fading.state() == QVariantAnimation.State.Running:
            return
        if duration_ms:
            self._fading.setDuration(duration_ms)
            self._fading.start()
        else:
            self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the colour, and the picture in the middle as large as it fits."""
        painter = QPainter(self)
        painter.setOpacity(self._opacity)
        if self._colour:
            painter.fillRect(self.rect(), self._colour)
        if not self._picture.isNull():
            size = self._picture.deviceIndependentSize()
            if size.toSize() != self.size():
                size.scale(self.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            area = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, *size.toTuple())
            painter.drawPixmap(area, self._picture, QRectF(self._picture.rect()))
        painter.end()

    def _show(self, colour: QColor, picture: QPixmap) -> None:
        self._fading.stop()
        self._colour, self._picture, self._opacity = colour, picture, 1.0
        self.show()
        self.update()

    def _set_opacity(self, value: float) -> None:
        self._opacity = value
        self.update()


def blurred(picture: QPixmap) -> QPixmap:
    """Return the colours of a picture in the shape of a screen, without anything that could be read or pressed."""
    keeps, smooth = Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation
    small = picture.toImage().scaled(*BLUR_PX, keeps, smooth)
    room = QRect(0, 0, *BLUR_PX)
    room.moveCenter(small.rect().center())
    soft = small.copy(room)
    for _ in range(3):  # in steps, so that no edges of the few points are seen
        soft = soft.scaled(soft.size() * 3, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return QPixmap.fromImage(soft)


class Card(QLabel):
    """Says something for a short time, in the middle of its window or at its foot."""

    def __init__(self, parent: QWidget, *, is_foot: bool = False) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._window = parent
        self._is_foot = is_foot
        self.setObjectName("stageCard")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        size, room = ("14px", "8px 16px") if is_foot else ("28px", "24px 40px")
        self.setStyleSheet(
            f"background: #101620; color: #ffffff; border-radius: 10px; font-size: {size}; padding: {room};"
        )
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.quiet)
        self.hide()

    def say(self, text: str, duration_ms: int) -> None:
        """Show a text for so long."""
        self.setText(text)
        self._place()
        self.show()
        self.raise_()
        self._window.installEventFilter(self)
        self._timer.start(duration_ms)

    def quiet(self) -> None:
        """Say nothing any more. The window is not watched then: a filter must not see it being taken down."""
        self._window.removeEventFilter(self)
        self._timer.stop()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep to the middle, or the foot, of the window."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        around = self._window
        top = around.height() - self.height() - 24 if self._is_foot else (around.height() - self.height()) // 2
        self.move((around.width() - self.width()) // 2, top)


class Glass(QWidget):
    """Lies over the audience's map, so that no click reaches it; hides the pointer while it rests."""

    def __init__(self, parent: QWidget) -> None:
        """Begin with the pointer hidden."""
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._timer = QTimer(self, singleShot=True, interval=CURSOR_MS)
        self._timer.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Show the pointer for a while."""
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._timer.start()
