"""What the tests of exports share: the shipped briefing as an export, and a way to run one to its end."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from data.briefing.reading import read_briefing
from data.briefing.value import Briefing
from data.reading import FILES
from maps.cache import Prepared
from maps.exports.show import ExportShow, show_of
from ui.exports import formats
from ui.exports.run import Outcome, Run

WAIT_MS = 120_000
DAY = datetime.date(2026, 3, 14)


def shipped() -> Briefing:
    """Return the briefing that comes with the program."""
    return read_briefing(FILES / "central-asia.briefing").briefing


def show_in(atlas: Atlas, prepared: Prepared, language: str, numbers: str) -> ExportShow:
    """Return scenes of the shipped briefing as an export."""
    return show_of(atlas, shipped(), prepared.measures, language, DAY, numbers=numbers)


def made(name: str, path: Path, show: ExportShow, prepared: Prepared, **options: Any) -> Run:
    """Return a run that is ready to start."""
    return Run(next(known for known in formats() if known.id == name), path, show, options, prepared)


def finish(qtbot: QtBot, run: Run) -> Outcome:
    """Run to the end and return what came of it."""
    outcomes: list[Outcome] = []
    run.finished.connect(outcomes.append)
    run.start()
    qtbot.waitUntil(lambda: bool(outcomes), timeout=WAIT_MS)
    return outcomes[0]
