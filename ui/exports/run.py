"""Runs one exporter: hands its requests to the studio or to another thread, and the answers back to it."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from data.errors import AtlasError
from maps.cache import Prepared
from maps.exports.format import Format, Options
from maps.exports.show import ExportShow
from maps.titling import text_of
from ui.background import run_in_background
from ui.exports.job import Job, Plan, Request, SceneFailedError, Shot, Work
from ui.exports.staged import shots_of
from ui.exports.studio import Studio

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run. ``fault`` says why there is no file at all, or is empty."""

    written: tuple[Path, ...] = ()
    failed: dict[Shot, str] = field(default_factory=dict)
    drawn: int = 0
    fault: str = ""
    is_cancelled: bool = False
    seconds: float = 0.0


class Run(QObject):
    """One export of one format in one language; ``start`` again after scenes failed tries only those."""

    progressed = Signal(int, int, str)
    """So many shots are done, of so many; the title of the one that is begun."""
    finished = Signal(object)
    """The Outcome."""

    def __init__(
        self,
        format_: Format,
        path: Path,
        show: ExportShow,
        options: Options,
        prepared: Prepared,
        parent: QObject | None = None,
    ) -> None:
        """Prepare; nothing is done yet."""
        super().__init__(parent)
        self.format = format_
        chosen = format_.complete(options)
        self.job = Job(path, show, chosen, shots_of(show, str(chosen.get("steps", "start"))), told=self._tell)
        self._prepared = prepared
        self._studio: Studio | None = None
        self._plan: Plan | None = None
        self._began = 0.0
        self._done: set[Shot] = set()

    @property
    def is_running(self) -> bool:
        """Whether it is under way."""
        return self._plan is not None

    def start(self) -> None:
        """Begin, or begin again with what failed."""
        self._began = time.monotonic()
        self._done.clear()
        self.job.written.clear()
        self._plan = self._drawn() if self.format.needs_page else self._written()
        QTimer.singleShot(0, self, lambda: self._go_on(None))

    def cancel(self) -> None:
        """Stop; a file that was not finished is not there."""
        plan, self._plan = self._plan, None
        if plan is not None:
            QTimer.singleShot(0, self, lambda: self._leave(plan))  # it may be the exporter's own word that led here

    # Inside

    def _drawn(self) -> Plan:
        module = import_module(self.format.module)
        self._studio = Studio(self.job.show, self._prepared, self)
        plan: Plan = module.export(self.job)
        return plan

    def _written(self) -> Plan:
        """Run an exporter that needs no page, as one piece of slow work."""
        job = self.job
        module = import_module(self.format.module)
        yield Work(lambda: module.write(job.path, job.show, job.options))
        job.written.append(job.path)

    def _tell(self, shot: Shot) -> None:
        self._done.add(shot)
        title = text_of(shot.scene.title, self.job.show.language)[0]
        self.progressed.emit(len(self._done) - 1, len(self.job.shots), title)

    def _go_on(self, answer: Any, error: Exception | None = None) -> None:
        """Hand an answer to the exporter and do what it asks next."""
        plan = self._plan
        if plan is None:
            return
        try:
            request = plan.throw(error) if error else plan.send(answer)
        except StopIteration:
            self._finish("")
        except (AtlasError, OSError) as fault:
            self._finish(str(fault))
        except Exception:
            self._finish(self.job.show.texts("The export failed; see the log."))
            log.exception("The export of %s failed.", self.format.id)
        else:
            if self._plan is plan:
                self._ask(request)

    def _ask(self, request: Request) -> None:
        if isinstance(request, Work):
            run_in_background(request.call, self._later, lambda error: self._later(None, error), self)
        elif self._studio:
            try:
                self._studio.answer(request, self._later, lambda error: self._later(None, error))
            except SceneFailedError as error:
                self._later(None, error)

    def _later(self, answer: Any, error: Exception | None = None) -> None:
        """Go on in a turn of its own: neither a long chain of answers nor a page that is just being left."""
        QTimer.singleShot(0, self, lambda: self._go_on(answer, error))

    def _finish(self, fault: str) -> None:
        self._plan = None
        job = self.job
        self._end(
            Outcome(tuple(job.written), dict(job.failed), len(job.shots) - len(job.failed), fault, False, self._spent())
        )

    def _spent(self) -> float:
        return time.monotonic() - self._began

    def _end(self, outcome: Outcome) -> None:
        if self._studio:
            self._studio.close()
            self._studio.deleteLater()
            self._studio = None
        self.finished.emit(outcome)

    def _leave(self, plan: Plan) -> None:
        try:
            plan.close()
        except (AtlasError, OSError) as error:
            log.warning("Cancelled: %s", error)
        self._end(Outcome(tuple(self.job.written), is_cancelled=True))
