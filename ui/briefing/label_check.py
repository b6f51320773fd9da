"""Draws the scenes of a document at the sizes of projectors, out of sight, and finds what cannot be read there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from data.atlas import Atlas
from data.briefing.value import Briefing
from data.briefing.value import Scene as BriefingScene
from data.settings import folders
from data.texts import Texts
from data.tiles import Tiles
from maps.cache import Prepared, prepare
from maps.commands import AskLabels, MoveCamera
from maps.messages import LabelsMeasured, MalformedEventError, decode
from maps.ready.drawn import SIZES, Box, boxes_of, drawn_findings, once, staged
from maps.ready.finding import Finding
from maps.scene import Scene
from ui.background import run_in_background
from ui.map.view import MapView
from ui.session import Session

log = logging.getLogger(__name__)

PATIENCE_MS = 45_000
"""A picture that is not drawn by then is given up, and the check with it."""


@dataclass(frozen=True, slots=True)
class Job:
    """One picture to look at: a scene after some of its steps, at a size."""

    size: tuple[int, int]
    scene: BriefingScene
    step: int


class LabelCheck(QObject):
    """Looks at a document's scenes one after the other; one document at a time."""

    progressed = Signal(int, int)
    """So many of so many pictures were looked at."""
    ended = Signal(tuple, bool)
    """What was found, and whether everything was looked at."""

    def __init__(self, facts: Atlas, parent: QObject | None = None) -> None:
        """Look at nothing yet. ``facts`` are what the program ships: the page is made of them."""
        super().__init__(parent)
        self._facts = facts
        self._view: MapView | None = None
        self._session: Session | None = None
        self._run = 0
        self._jobs: list[Job] = []
        self._at = self._asked = 0
        self._found: list[Finding] = []
        self._before: tuple[Box, ...] | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)

    @property
    def is_running(self) -> bool:
        """Whether there are pictures to look at."""
        return bool(self._jobs)

    def start(self, briefing: Briefing, atlas: Atlas, base: Scene, texts: Texts) -> None:
        """Begin; ``base`` gives the language and the light or dark look."""
        self.cancel()
        self._run += 1
        run, self._at, self._found = self._run, 0, []
        self._briefing, self._atlas, self._base, self._texts = briefing, atlas, base, texts
        self._jobs = list(jobs_of(briefing))
        if not self._jobs:
            self.ended.emit((), True)
            return
        self.progressed.emit(0, len(self._jobs))
        self._patience.start()
        facts, cache = self._facts, folders().cache
        run_in_background(
            lambda: prepare(facts, cache),
            lambda made: self._open(run, made),
            lambda error: self._fail(run, error),
            self,
        )

    def cancel(self) -> None:
        """Stop, and tell what was found so far."""
        if self._jobs:
            self._end(is_whole=False)

    def close(self) -> None:
        """Stop at once and leave nothing: the window closes."""
        self._jobs = []
        self._patience.stop()
        self._put_away()

    def _open(self, run: int, prepared: Prepared) -> None:
        """Make a map out of sight."""
        if run != self._run or not self._jobs:
            return
        self._drop_view()
        job = self._jobs[0]
        self._session = Session(self._atlas, self._staged(job), self)
        self._view = MapView(self._session, Tiles())
        self._view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._view.resize(*job.size)
        self._view.show()
        self._view.web.bridge.arrived.connect(self._on_text)
        self._view.ready.connect(self._look)
        self._view.serve(prepared)

    def _look(self) -> None:
        """Show the next picture at once, without a flight, and ask what is written on it."""
        job = self._jobs[self._at]
        if self._view is None or self._session is None:
            return
        self._patience.start()
        self._before = None
        self._view.resize(*job.size)
        scene = self._staged(job)
        self._session.show(scene)
        camera = scene.camera
        self._view.send(
            MoveCamera(camera.west, camera.south, camera.east, camera.north, clear=camera.zoom is None, duration_ms=0)
        )
        self._ask()

    def _ask(self) -> None:
        self._asked += 1
        if self._view:
            self._view.send(AskLabels(self._asked))

    def _on_text(self, text: str) -> None:
        try:
            event = decode(text)
        except MalformedEventError:
            return  # the map view logs it
        if isinstance(event, LabelsMeasured) and event.number == self._asked and self._jobs:
            self._on_measured(event)

    def _on_measured(self, event: LabelsMeasured) -> None:
        """Take what was measured when it is the same twice: the sources below follow the map, and the cards them."""
        job, boxes = self._jobs[self._at], boxes_of(event)
        is_sized = (round(event.width), round(event.height)) == job.size
        if not is_sized or boxes != self._before:
            self._before = boxes if is_sized else None
            self._ask()
            return
        self._found += drawn_findings(self._briefing, job.scene, job.step, job.size, boxes, self._texts)
        self._go_on()

    def _go_on(self) -> None:
        self._at += 1
        self.progressed.emit(self._at, len(self._jobs))
        if self._at < len(self._jobs):
            self._look()
        else:
            self._end(is_whole=True)

    def _staged(self, job: Job) -> Scene:
        return staged(self._atlas, self._briefing, job.scene, job.step, self._base)

    def _give_up(self) -> None:
        if self._jobs:
            log.error("Scene %s was not drawn in time; its letters are not checked.", self._jobs[self._at].scene.id)
            self._end(is_whole=False)

    def _fail(self, run: int, error: Exception) -> None:
        log.error("The map for the check was not made: %s", error)
        if run == self._run and self._jobs:
            self._end(is_whole=False)

    def _end(self, *, is_whole: bool) -> None:
        self._patience.stop()
        self._jobs = []
        QTimer.singleShot(0, self, self._put_away)  # not inside a message of its own
        self.ended.emit(once(self._found), is_whole)

    def _put_away(self) -> None:
        """Take the map down, unless another check has begun: it takes it down itself."""
        if not self._jobs:
            self._drop_view()

    def _drop_view(self) -> None:
        if self._view:
            self._view.close_page()
            self._view.deleteLater()
            self._view = None
        if self._session:
            self._session.deleteLater()
            self._session = None


def jobs_of(briefing: Briefing) -> Iterator[Job]:
    """Yield the pictures to look at: every scene on show after each of its steps, at each size."""
    for size in SIZES:
        for scene in briefing.scenes:
            if not scene.is_hidden:
                yield from (Job(size, scene, step) for step in range(len(scene.steps) + 1))
