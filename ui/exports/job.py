"""One export of a drawn format: what it works on, what it may ask the studio for, and what came of each scene.

An exporter is a generator. It yields requests and is handed the answers, so that it reads from top to bottom while the
window lives on; leaving it half way (Cancel) closes it, and its ``finally`` runs::

    def export(job: Job) -> Plan:
        for shot in job.shots:
            with job.attempt(shot):
                yield Stage(shot, Frame(1280, 720, ratio=2))
                job.pieces[shot] = yield Grab()
        yield Work(lambda: written(job.path, job.pieces))

``job.pieces`` outlives a failed scene: at *Retry* the generator runs again and what is in it need not be drawn again,
so ask ``if shot not in job.pieces``. Write by ``maps.exports.writing``, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from data.briefing.value import Scene
from data.errors import AtlasError
from maps.commands import Command
from maps.exports.format import Options
from maps.exports.show import ExportShow


class SceneFailedError(AtlasError):
    """One scene could not be drawn; the text is the reason, fit to stand in brackets."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A scene after some of its steps. ``number`` is the scene's place in the show, from 1."""

    number: int
    scene: Scene
    step: int = 0

    def __hash__(self) -> int:
        """Tell apart by number and step: a scene holds maps."""
        return hash((self.number, self.step))


@dataclass(frozen=True, slots=True)
class Frame:
    """The window that a scene is staged in: its size in CSS pixels, and how many pixels of the picture each has."""

    width: float
    height: float
    ratio: float = 1.0

    @property
    def pixels(self) -> tuple[int, int]:
        """The size of the picture."""
        return round(self.width * self.ratio), round(self.height * self.ratio)


Purpose = Literal["picture", "film", "print"]


@dataclass(frozen=True, slots=True)
class Stage:
    """Put a scene on the page and wait until all is drawn. Answer: the ``maps.scene.Scene`` on show, camera as settled.

    ``overlays`` (title, legend, passage, banner, footnotes: bool) takes away what is False. ``look`` is plain or
    projector. ``purpose`` is what the page is for: a picture (``Grab``; the lightest), a film, whose map moves
    (``Grab``), or a print (``Print``; its swatches are SVG, and it has no room for the sign of ``Grab``).
    """

    shot: Shot
    frame: Frame
    overlays: Options = field(default_factory=dict)
    theme: str = "light"
    look: str = "plain"
    purpose: Purpose = "picture"


@dataclass(frozen=True, slots=True)
class Send:
    """Send a command to the page and wait until it is drawn. Answer: None."""

    command: Command


@dataclass(frozen=True, slots=True)
class Grab:
    """Take the picture, when a marker proves that it is no older one. Answer: a ``QImage`` of the frame's pixels."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask the page. ``script`` is an expression, or a promise. Answer: its value by way of JSON."""

    script: str


@dataclass(frozen=True, slots=True)
class Print:
    """Print the page as it is to one PDF page of a size. Answer: its bytes."""

    width_mm: float
    height_mm: float
    margin_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Clear:
    """Take the page down with all it holds: no scene is left to draw. The next ``Stage`` gets a fresh one."""


@dataclass(frozen=True, slots=True)
class Work:
    """Do something slow on another thread. Answer: what it returns."""

    call: Callable[[], Any]


Request = Stage | Send | Grab | Ask | Print | Clear | Work
Plan = Generator[Request, Any, Any]


@dataclass(slots=True)
class Job:
    """What one run of an exporter works on. ``written`` are the files it made."""

    path: Path
    show: ExportShow
    options: Options
    shots: tuple[Shot, ...]
    pieces: dict[Shot, Any] = field(default_factory=dict)
    failed: dict[Shot, str] = field(default_factory=dict)
    written: list[Path] = field(default_factory=list)
    told: Callable[[Shot], None] = lambda shot: None
    """Called when a shot begins; the progress follows it."""

    @contextmanager
    def attempt(self, shot: Shot) -> Iterator[None]:
        """Let one shot fail alone: the reason is kept in ``failed``, and the export goes on with the next."""
        self.failed.pop(shot, None)
        self.told(shot)
        try:
            yield
        except SceneFailedError as error:
            self.pieces.pop(shot, None)
            self.failed[shot] = str(error)
