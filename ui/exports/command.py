"""``main.py --export``: the same exports without a window, for scripts. A line for each fault, and exit code 1."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

from data.errors import AtlasError
from data.settings import Folders, Settings, system_language
from maps.exports.format import ExportError, Format, Options

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from ui.exports.run import Outcome, Run

PRESETS = {(3508, 2480): "a4"}


def run_export(
    asked: argparse.Namespace, places: Folders, settings: Settings, application: Callable[[], QCoreApplication]
) -> int:
    """Export without a window and return the exit code: 0 all written, 1 something failed, 2 asked wrongly."""
    try:
        format_, options = _asked(asked)
    except ExportError as error:
        _say(sys.stderr, error)
        return 2
    from ui.graphics import choose_graphics

    choose_graphics(wants_safe=settings.safe_graphics, last_start_died=False)
    app = application()
    try:
        return _export(asked, places, settings, format_, options, sys.stdout, sys.stderr)
    except (AtlasError, OSError) as error:
        _say(sys.stderr, error)
        return 1
    finally:
        app.processEvents()


def _asked(asked: argparse.Namespace) -> tuple[Format, Options]:
    """Return the format and its options, or raise ExportError for what is not there."""
    from ui.exports import formats

    known = {format_.id: format_ for format_ in formats()}
    if asked.export not in known:
        raise ExportError(f"There is no format {asked.export!r}; known are {', '.join(known)}.")
    if asked.out is None:
        raise ExportError("--export needs --out PATH.")
    format_ = known[asked.export]
    if format_.lacks:
        raise ExportError(f"{asked.export} needs a package that is not installed: pip install {format_.install}")
    options: dict[str, object] = {}
    names = {option.name: option for option in format_.options}
    if asked.size is not None and "size" in names:
        options["size"] = PRESETS.get(asked.size, f"{asked.size[0]}x{asked.size[1]}")
    if asked.dpi is not None and "size" in names:
        options["size"] = _a4(asked.dpi)
    for pair in asked.set:
        name, _, text = pair.partition("=")
        if name not in names:
            raise ExportError(f"{asked.export} has no option {name!r}; it has {', '.join(names) or 'none'}.")
        options[name] = _value(names[name].kind, text, pair)
    return format_, options


def _a4(dpi: int) -> str:
    if not 50 <= dpi <= 600:
        raise ExportError(f"--dpi {dpi} is not between 50 and 600.")
    return f"{round(297 / 25.4 * dpi)}x{round(210 / 25.4 * dpi)}"


def _value(kind: str, text: str, pair: str) -> object:
    if kind == "switch":
        if text.lower() not in ("yes", "no"):
            raise ExportError(f"--set {pair}: yes or no.")
        return text.lower() == "yes"
    if kind == "number":
        if not text.isdecimal():
            raise ExportError(f"--set {pair}: a number.")
        return int(text)
    return text


def _export(
    asked: argparse.Namespace,
    places: Folders,
    settings: Settings,
    format_: Format,
    options: Options,
    out: TextIO,
    faults: TextIO,
) -> int:
    """Read, prepare and run; tell each written file and each fault in a line."""
    from data.atlas import load_atlas
    from data.briefing.reading import read_briefing
    from data.reading import FILES
    from maps.cache import prepare
    from maps.exports.show import show_of
    from ui.exports.run import Run

    facts = load_atlas()
    opened = read_briefing(asked.file or FILES / "central-asia.briefing")
    prepared = prepare(facts, places.cache)
    language = asked.lang or settings.language or system_language()
    show = show_of(
        facts,
        opened.briefing,
        prepared.measures,
        language,
        datetime.datetime.now().astimezone().date(),
        numbers=asked.scenes,
        media=opened.media,
    )
    outcome = _wait(Run(format_, asked.out, show, options, prepared))
    for path in outcome.written:
        _say(out, path)
    for shot, reason in outcome.failed.items():
        _say(faults, f"Scene {shot.number} failed ({reason}).")
    if outcome.fault:
        _say(faults, outcome.fault)
    return 1 if outcome.fault or outcome.failed else 0


def _say(stream: TextIO, what: object) -> None:
    stream.write(f"{what}\n")
    stream.flush()


def _wait(run: Run) -> Outcome:
    """Run to the end in an event loop of its own."""
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    outcomes: list[Outcome] = []

    def end(outcome: Outcome) -> None:
        outcomes.append(outcome)
        loop.quit()

    run.finished.connect(end)
    run.start()
    loop.exec()
    return outcomes[0]
