"""An export as the dialog asks for it: one format in one or several languages, one run after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from data.errors import AtlasError
from data.texts import Texts
from maps.cache import Prepared
from maps.exports.format import Format, Options
from maps.exports.show import ExportShow
from ui.exports.job import Shot
from ui.exports.run import Outcome, Run

ShowIn = Callable[[str], ExportShow]
"""Makes what is exported in a language."""


@dataclass(frozen=True, slots=True)
class Failed:
    """A scene that failed in a language."""

    language: str
    shot: Shot
    reason: str


class Batch(QObject):
    """Runs an export in all its languages."""

    progressed = Signal(int, int, str)
    finished = Signal()

    def __init__(
        self,
        format_: Format,
        path: Path,
        languages: tuple[str, ...],
        show_in: ShowIn,
        options: Options,
        prepared: Prepared,
        parent: QObject,
    ) -> None:
        """Prepare; nothing is done yet."""
        super().__init__(parent)
        self.format = format_
        self.fault = ""
        self.is_cancelled = False
        self._languages = languages[:1] if format_.is_for_all_languages else languages
        self._path, self._show_in = path, show_in
        self._options, self._prepared = options, prepared
        self._runs: dict[str, Run] = {}
        self._outcomes: dict[str, Outcome] = {}
        self._left: list[str] = []

    @property
    def written(self) -> tuple[Path, ...]:
        """All files that are there now."""
        return tuple(path for outcome in self._outcomes.values() for path in outcome.written)

    @property
    def failed(self) -> tuple[Failed, ...]:
        """The scenes that failed."""
        return tuple(
            Failed(language, shot, reason)
            for language, outcome in self._outcomes.items()
            for shot, reason in outcome.failed.items()
        )

    @property
    def drawn(self) -> int:
        """How many scenes are in the files."""
        return sum(outcome.drawn for outcome in self._outcomes.values())

    def start(self) -> None:
        """Begin, or begin again with what failed: what is drawn already is not drawn again."""
        self.fault, self.is_cancelled = "", False
        self._left = [
            language
            for language in self._languages
            if language not in self._outcomes or self._outcomes[language].failed or self._outcomes[language].fault
        ]
        self._next()

    def cancel(self) -> None:
        """Stop; what is written already stays."""
        self.is_cancelled = True
        self._left.clear()
        for run in self._runs.values():
            run.cancel()

    def path_in(self, language: str) -> Path:
        """Return where a language's file goes: with the language in its name if there are several."""
        if len(self._languages) == 1:
            return self._path
        return self._path.with_name(f"{self._path.stem}-{language}{self._path.suffix}")

    def _next(self) -> None:
        if not self._left:
            self.finished.emit()
            return
        language = self._left.pop(0)
        try:
            run = self._runs.get(language) or self._run(language)
        except (AtlasError, OSError) as error:
            self.fault = str(error)
            self._left.clear()
            self.finished.emit()
            return
        self._runs[language] = run
        run.start()

    def _run(self, language: str) -> Run:
        show = self._show_in(language)
        run = Run(self.format, self.path_in(language), show, self._options, self._prepared, self)
        done = self._languages.index(language)
        run.progressed.connect(lambda at, total, title: self._tell(done * total + at, total, title))
        run.finished.connect(lambda outcome: self._on_finished(language, outcome))
        return run

    def _tell(self, done: int, each: int, title: str) -> None:
        self.progressed.emit(done, each * len(self._languages), title)

    def _on_finished(self, language: str, outcome: Outcome) -> None:
        self._outcomes[language] = outcome
        if outcome.fault:
            self.fault = outcome.fault
        self._next()


def told(batch: Batch, texts: Texts) -> str:
    """Return what came of an export, in a sentence or two."""
    if batch.is_cancelled:
        return texts("Cancelled. Nothing half written was left.")
    if batch.fault:
        return batch.fault
    if not batch.written:
        return texts("Nothing was written.") if not batch.failed else _failures(batch, texts)
    where = batch.written[0].name if len(batch.written) == 1 else batch.written[0].parent.name
    if batch.failed:
        rest = texts.count("The other one is in {file}.", "The other {n} are in {file}.", batch.drawn, file=where)
        return f"{_failures(batch, texts)} {rest}"
    if len(batch.written) == 1:
        return texts("Written: {file}.", file=where)
    return texts.count("{n} file written to {file}.", "{n} files written to {file}.", len(batch.written), file=where)


def _failures(batch: Batch, texts: Texts) -> str:
    return " ".join(
        texts("Scene {number} failed ({reason}).", number=failed.shot.number, reason=failed.reason)
        for failed in batch.failed
    )
