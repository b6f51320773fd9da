"""Two ways along one scale of kilometres: countries, modes, borders, transfers, changes of gauge, and main stops."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from data import formats
from data.texts import Texts
from maps.scene import Theme
from maps.styles import GROUP_COLOURS, MODE_DASHES, STATUS_DASHES
from ui.comparing.hues import country_hue, ink_on
from ui.comparing.tracks import Mark, Stretch, Track
from ui.comparing.writing import sized, wrapped, write_lines
from ui.theme import THEMES, Colours

TRACK_PX = 118
SCALE_PX = 24
SIDE_PX = 12
TITLE_Y, BAND_Y, LINE_Y, STOPS_Y = 4.0, 24.0, 60.0, 76.0
BAND_PX = 18.0
STEPS_KM = (100, 200, 500, 1000, 2000, 5000)
LABEL_PX = 11
SCALE_GAP_PX = 62


class ProfileView(QWidget):
    """Paints the pinned ways; a click on a stretch asks for its leg."""

    leg_asked = Signal(str)

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty view."""
        super().__init__(parent)
        self._texts, self._theme = texts, theme
        self.tracks: tuple[Track, ...] = ()
        self._selected: tuple[str, ...] = ()
        self._hovered = ""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def retext(self, texts: Texts, theme: Theme) -> None:
        """Write in a language and draw in a theme."""
        self._texts, self._theme = texts, theme
        self.setAccessibleName(texts("Profile along the way"))
        self.update()

    def show_tracks(self, tracks: tuple[Track, ...]) -> None:
        """Show other ways."""
        self.tracks = tracks
        self.setAccessibleDescription("\n".join(track.told for track in tracks))
        self.setVisible(bool(tracks))
        self.updateGeometry()
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def show_selected(self, features: tuple[str, ...]) -> None:
        """Mark the stretches of selected legs."""
        if features != self._selected:
            self._selected = features
            self.update()

    def stretch_at(self, spot: QPointF) -> Stretch | None:
        """Return the stretch under a place, or None."""
        number = int(spot.y() // TRACK_PX)
        if not 0 <= number < len(self.tracks) or spot.y() % TRACK_PX < BAND_Y - 4:
            return None
        km = (spot.x() - SIDE_PX) / self._px_per_km
        return next((piece for piece in self.tracks[number].stretches if piece.start_km <= km <= piece.end_km), None)

    def tip_at(self, spot: QPointF) -> str:
        """Return what there is to say of a place: what happens there, and the stretch with its leg."""
        number = int(spot.y() // TRACK_PX)
        piece = self.stretch_at(spot)
        if piece is None:
            return ""
        km = (spot.x() - SIDE_PX) / self._px_per_km
        near = 5 / self._px_per_km
        marks = [mark.tip for mark in self.tracks[number].marks if abs(mark.km - km) <= near]
        return "\n".join((*marks, piece.tip))

    def middle_of(self, track: int, leg: str) -> QPointF:
        """Return the middle of a leg's stretch, for clicks from elsewhere."""
        piece = next(piece for piece in self.tracks[track].stretches if piece.leg == leg)
        x = SIDE_PX + (piece.start_km + piece.end_km) / 2 * self._px_per_km
        return QPointF(x, track * TRACK_PX + LINE_Y)

    @property
    def _px_per_km(self) -> float:
        most = max((track.km for track in self.tracks), default=1.0)
        return (self.width() - 2 * SIDE_PX) / max(most, 1.0)

    # Mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Light the stretch under the pointer."""
        piece = self.stretch_at(event.position())
        leg = piece.leg if piece else ""
        if leg != self._hovered:
            self._hovered = leg
            self.setCursor(Qt.CursorShape.PointingHandCursor if leg else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Nothing is under the pointer any more."""
        self._hovered = ""
        self.update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Ask for the leg that was clicked."""
        piece = self.stretch_at(event.position())
        if piece and event.button() == Qt.MouseButton.LeftButton:
            self.leg_asked.emit(piece.leg)

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    # Painting

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be as high as the ways and their scale."""
        return QSize(300, TRACK_PX * len(self.tracks) + (SCALE_PX if self.tracks else 0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint the ways and the scale."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = THEMES[self._theme]
        painter.fillRect(event.rect(), QColor(colours.card))
        for number, track in enumerate(self.tracks):
            painter.save()
            painter.translate(SIDE_PX, number * TRACK_PX)
            self._paint_track(painter, track, colours)
            painter.restore()
        if self.tracks:
            self._paint_scale(painter, colours)
        painter.end()

    def _paint_track(self, painter: QPainter, track: Track, colours: Colours) -> None:
        width = self.width() - 2 * SIDE_PX
        painter.setFont(sized(self.font(), 12, is_bold=True))
        painter.setPen(QColor(colours.text))
        title = wrapped(f"{track.title} · {track.length}", painter.font(), width, 1)
        write_lines(painter, QRectF(0, TITLE_Y, width, 18), title, Qt.AlignmentFlag.AlignLeft)
        painter.setFont(sized(self.font(), LABEL_PX))
        self._paint_bands(painter, track)
        for piece in track.stretches:
            self._paint_stretch(painter, piece, track, colours)
        for mark in track.marks:
            paint_mark(painter, QPointF(mark.km * self._px_per_km, LINE_Y), mark, colours)
        self._paint_stops(painter, track, colours)

    def _paint_bands(self, painter: QPainter, track: Track) -> None:
        metrics = QFontMetricsF(painter.font())
        for turn, band in enumerate(track.bands):
            left, right = band.start_km * self._px_per_km, band.end_km * self._px_per_km
            hue = country_hue(band.country, self._theme, turn)
            box = QRectF(left, BAND_Y, right - left, BAND_PX)
            painter.fillRect(box.adjusted(0, 0, -1 if box.width() > 3 else 0, 0), QColor(hue))
            label = next(
                (
                    text
                    for text in (band.name, band.country)
                    if text and metrics.horizontalAdvance(text) + 6 <= box.width()
                ),
                "",
            )
            painter.setPen(QColor(ink_on(hue)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)

    def _paint_stretch(self, painter: QPainter, piece: Stretch, track: Track, colours: Colours) -> None:
        left, right = piece.start_km * self._px_per_km, piece.end_km * self._px_per_km
        if piece.leg == self._hovered or piece.leg in self._selected:
            ground = QColor(colours.accent if piece.leg in self._selected else colours.hover)
            ground.setAlphaF(0.3 if piece.leg in self._selected else 1.0)
            painter.fillRect(QRectF(left, LINE_Y - 8, max(right - left, 2), 16), ground)
        colour = GROUP_COLOURS[track.group][self._theme] if track.group in GROUP_COLOURS else colours.accent
        dash = MODE_DASHES[piece.mode] if piece.status == "operating" else STATUS_DASHES[piece.status]
        pen = QPen(QColor(colour), 3.0)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dash:
            pen.setDashPattern([length / 3.0 for length in dash])
        painter.setPen(pen)
        painter.drawLine(QPointF(left, LINE_Y), QPointF(right, LINE_Y))

    def _paint_stops(self, painter: QPainter, track: Track, colours: Colours) -> None:
        """Paint names of stops below the line, the weightiest first, each where it does not touch another."""
        metrics = QFontMetricsF(painter.font())
        width = self.width() - 2 * SIDE_PX
        taken: tuple[list[QRectF], ...] = ([], [])
        for stop in sorted(track.stops, key=lambda known: -known.weight):
            x, wide = stop.km * self._px_per_km, metrics.horizontalAdvance(stop.name)
            left = min(max(x - wide / 2, 0.0), max(width - wide, 0.0))
            for row, boxes in enumerate(taken):
                box = QRectF(left, STOPS_Y + row * 15, wide, 14)
                if not any(box.adjusted(-5, 0, 5, 0).intersects(other) for other in boxes):
                    boxes.append(box)
                    painter.setPen(QPen(QColor(colours.line), 1))
                    painter.drawLine(QPointF(x, LINE_Y + 8), QPointF(x, box.top() + 1))
                    painter.setPen(QColor(colours.text))
                    painter.drawText(QPointF(left, box.top() + metrics.ascent()), stop.name)
                    break

    def _paint_scale(self, painter: QPainter, colours: Colours) -> None:
        top = TRACK_PX * len(self.tracks)
        step = next((km for km in STEPS_KM if km * self._px_per_km >= SCALE_GAP_PX), STEPS_KM[-1])
        painter.setFont(sized(self.font(), LABEL_PX))
        painter.setPen(QPen(QColor(colours.muted), 1))
        width = self.width() - 2 * SIDE_PX
        painter.drawLine(QPointF(SIDE_PX, top), QPointF(SIDE_PX + width, top))
        metrics = QFontMetricsF(painter.font())
        km = 0
        while km * self._px_per_km <= width:
            x = SIDE_PX + km * self._px_per_km
            painter.drawLine(QPointF(x, top), QPointF(x, top + 4))
            text = self._scale_text(km)
            wide = metrics.horizontalAdvance(text)
            left = min(max(x - wide / 2, 2), self.width() - wide - 2)
            painter.drawText(QPointF(left, top + 5 + metrics.ascent()), text)
            km += step

    def _scale_text(self, km: int) -> str:
        return formats.kilometres(km, self._texts.language) if km else "0"


def paint_mark(painter: QPainter, at: QPointF, mark: Mark, colours: Colours) -> None:
    """Paint what happens at a place: a tick for a border, a diamond for a transfer, two bars for another gauge."""
    painter.save()
    ink = QColor(colours.text)
    if mark.kind == "border":
        painter.setPen(QPen(ink, 1.2))
        painter.drawLine(at - QPointF(0, 6), at + QPointF(0, 6))
    elif mark.kind == "transfer":
        painter.setPen(QPen(ink, 1.4))
        painter.setBrush(QColor(colours.card))
        corners = [QPointF(0, -6), QPointF(6, 0), QPointF(0, 6), QPointF(-6, 0)]
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
    else:
        painter.setPen(QPen(QColor(colours.warn), 2.0))
        for side in (-2.5, 2.5):
            painter.drawLine(at + QPointF(side, -8), at + QPointF(side, 8))
    painter.restore()
