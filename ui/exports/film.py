"""Scenes as a film, stepped frame by frame: each frame is ordered, drawn, proved by its sign, and only then taken.

Nothing is filmed in real time, so that a slow machine drops nothing. How frames become a file is a reel's to say:
``mp4.py``, ``gif.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from data.texts import N_
from maps.exports.format import ExportError
from maps.exports.show import GENERATOR, ExportShow
from maps.titling import text_of
from ui.exports.job import Ask, Frame, Grab, Job, Plan, Shot, Stage, Work
from ui.exports.paper import MADE, SOURCES, day
from ui.exports.png import frame_for

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

LEAST_WIDE_PX = 1440
"""No page is laid out narrower: smaller films are scaled from that."""
FADE_MS = 300
SOFT_MS = 170
CARD_MS = 3000
FLIGHT_MS = 1200
INK, PAPER, ACCENT, SOFT = "#1b1f27", "#ffffff", "#0b57d0", "#565d69"
NOTHING = N_("No scene could be drawn, so there is no film.")


class Reel(Protocol):
    """What takes the frames, in their order."""

    rate: float
    size: tuple[int, int]

    def add(self, picture: Pixels, count: int) -> None:
        """Take a frame, shown ``count`` frames long."""


def film(job: Job, reel: Reel) -> Plan:
    """Take all scenes, with their transitions, between a title and the sources."""
    frame = _frame(reel.size, job.options["look"])
    show = job.show
    last: Any = None
    if not (job.shots and job.shots[0].scene.kind == "title"):
        last = yield from _hold(reel, title_card(show, reel.size), CARD_MS)
    is_open, taken = False, 0
    for shot in job.shots:
        with job.attempt(shot):
            last = yield from _take(job, reel, shot, frame, last, is_open=is_open)
            taken += 1
        is_open = shot not in job.failed
    if not taken:
        raise ExportError(show.texts(NOTHING))
    card = pixels(end_card(show, reel.size), reel.size)
    yield from _fade(reel, last, card, FADE_MS)
    yield from _hold(reel, card, CARD_MS)


def _take(job: Job, reel: Reel, shot: Shot, frame: Frame, last: Any, *, is_open: bool) -> Plan:
    """Take one scene: fade to it where the camera was, fly, hold. Return the last frame."""
    transition = shot.scene.transition
    can_fly = is_open and shot.scene.kind == "map" and (shot.step or transition.kind == "fly")
    if is_open:
        yield Ask("atlas.film.mark()")
    yield Stage(shot, frame, job.options, job.options["theme"], job.options["look"], "film")
    limit = FLIGHT_MS if shot.step else max(transition.duration_ms, FLIGHT_MS)
    duration = (yield Ask(f"atlas.film.begin({limit})")) if can_fly else 0
    soft = FADE_MS
    if duration:
        count = max(2, round(duration * reel.rate / 1000))
        for at in range(count):
            yield Ask(f"atlas.film.at({at / count})")
            taken = pixels((yield Grab()), reel.size)
            if at == 0:
                yield from _fade(reel, last, taken, FADE_MS)
            yield Work(partial(reel.add, taken, 1))
            last = taken
        yield Ask("atlas.film.end()")
        soft = SOFT_MS
    still = pixels((yield Grab()), reel.size)
    if last is not None:
        yield from _fade(reel, last, still, soft)
    return (yield from _hold(reel, still, int(job.options["seconds"]) * 1000))


def _hold(reel: Reel, picture: QImage | Pixels, duration_ms: int) -> Plan:
    taken = pixels(picture, reel.size)
    yield Work(partial(reel.add, taken, max(1, round(duration_ms * reel.rate / 1000))))
    return taken


def _fade(reel: Reel, one: Pixels, other: Pixels, duration_ms: int) -> Plan:
    """Let one picture pass into another."""
    count = max(2, round(duration_ms * reel.rate / 1000))
    for at in range(1, count):
        yield Work(partial(_add_between, reel, one, other, round(256 * at / count)))


def _add_between(reel: Reel, one: Pixels, other: Pixels, share: int) -> None:
    mixed = (one.astype(np.uint16) * (256 - share) + other.astype(np.uint16) * share) >> 8
    reel.add(mixed.astype(np.uint8), 1)


def _frame(size: tuple[int, int], look: str) -> Frame:
    if size[0] >= LEAST_WIDE_PX:
        return frame_for(*size, look)
    return Frame(LEAST_WIDE_PX, LEAST_WIDE_PX * size[1] / size[0], 1.0)


def pixels(picture: QImage | Pixels, size: tuple[int, int]) -> Pixels:
    """Return a picture as rows of red, green and blue."""
    if isinstance(picture, np.ndarray):
        return picture
    if (picture.width(), picture.height()) != size:
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = picture.scaled(*size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


def size_of(options: Any) -> tuple[int, int]:
    """Return the size of a film; the encoder wants even numbers."""
    width, _, height = str(options["size"]).partition("x")
    return int(width) // 2 * 2, int(height) // 2 * 2


def title_card(show: ExportShow, size: tuple[int, int]) -> QImage:
    """Return the first picture where no scene is a title: the briefing's name and the date."""
    return _card(size, [(show.title, 0.075, True, INK), (day(show), 0.034, False, SOFT)])


def end_card(show: ExportShow, size: tuple[int, int]) -> QImage:
    """Return the last picture: sources, licences, border policy, date."""
    texts = show.texts
    return _card(
        size,
        [
            (texts(SOURCES), 0.05, True, INK),
            ("; ".join(source.title for source in show.sources), _small(len(show.sources)), False, INK),
            (show.credits, 0.018, False, SOFT),
            (show.border_policy, 0.018, False, SOFT),
            (f"{show.title}. {texts(MADE, date=day(show), program=GENERATOR)}", 0.018, False, SOFT),
        ],
    )


def _small(count: int) -> float:
    return 0.022 if count < 40 else 0.0165


def _card(size: tuple[int, int], lines: Sequence[tuple[str, float, bool, str]]) -> QImage:
    """Return a card with texts, each with its height as a share of the picture's, weight and colour."""
    width, height = size
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor(PAPER))
    painter = QPainter(picture)
    painter.fillRect(0, 0, round(width * 0.012), height, QColor(ACCENT))
    room = QRect(round(width * 0.09), 0, round(width * 0.82), height)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
    boxes = []
    for text, share, is_bold, colour in lines:
        font = QFont(["Noto Sans", "Noto Sans JP"])
        font.setPixelSize(max(9, round(height * share)))
        font.setBold(is_bold)
        painter.setFont(font)
        boxes.append((text, font, colour, painter.boundingRect(room, flags, text).height() + round(height * 0.022)))
    top = max(round(height * 0.03), (height - sum(box[3] for box in boxes)) // 2)
    for text, font, colour, high in boxes:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(QRect(room.left(), top, room.width(), high), flags, text)
        top += high
    painter.end()
    return picture


def said_of(show: ExportShow) -> dict[str, str]:
    """Return what a film says about itself."""
    return {
        "title": show.title,
        "language": show.language,
        "date": show.date.isoformat(),
        "comment": f"{text_of(show.briefing.title, show.language)[0]}. {show.border_policy}",
        "copyright": "; ".join((show.credits, *show.licences)),
        "description": "; ".join(source.title for source in show.sources),
        "encoder": GENERATOR,
    }
