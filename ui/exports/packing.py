"""Packs the document that is open for a journey: in the background, the drawn pages in between, all or nothing."""

from __future__ import annotations

import datetime
import logging
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from data.atlas import Atlas
from data.briefing.value import Briefing
from data.errors import AtlasError
from data.settings import folders
from data.texts import load_texts
from maps.cache import Prepared, prepare
from maps.exports.packing import NO_FORMAT, NOT_MADE, Contents, Parcel, close, fill, hand_over, parcel_of
from ui.background import run_in_background
from ui.exports import formats
from ui.exports.run import Outcome, Run

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be packed, in which language, and where to."""

    target: Path
    name: str
    briefing: Briefing
    media: Mapping[str, bytes]
    facts: Atlas
    language: str
    is_shareable: bool


class Packing(QObject):
    """One packing; what was begun and not finished leaves nothing behind."""

    progressed = Signal(str)
    """What is being made, in words."""
    packed = Signal(object)
    """The Contents: all is in its place."""
    failed = Signal(str)
    """Why it could not be packed, in words."""

    def __init__(self, order: Order, parent: QObject | None = None) -> None:
        """Prepare; nothing is done yet."""
        super().__init__(parent)
        self._order = order
        self._texts = load_texts(order.language)
        self._folder = Path(tempfile.mkdtemp(prefix="caspian-atlas-pack-"))
        self._run: Run | None = None
        self._is_cancelled = False

    def start(self) -> None:
        """Make the document and the web page, then the rest."""
        order, folder = self._order, self._folder
        self.progressed.emit(self._texts("Document and web page"))

        def work() -> tuple[Parcel, Prepared, Contents]:
            prepared = prepare(order.facts, folders().cache)
            parcel = parcel_of(
                order.name,
                order.briefing,
                order.media,
                order.facts,
                prepared.measures,
                order.language,
                datetime.date.today(),
                is_shareable=order.is_shareable,
            )
            return parcel, prepared, fill(folder, parcel)

        run_in_background(work, lambda made: self._draw(*made), self._fail, self)

    def cancel(self) -> None:
        """Stop; what was made so far goes."""
        self._is_cancelled = True
        if self._run:
            self._run.cancel()
        self._clear()

    # Inside

    def _draw(self, parcel: Parcel, prepared: Prepared, contents: Contents) -> None:
        """Let the PDF be made from the drawn pages, where this installation can."""
        if self._is_cancelled:
            self._clear()
            return
        texts = self._texts
        known = next((known for known in formats() if known.id == "pdf"), None)
        if known is None or known.lacks:
            contents.missing.append(texts(NO_FORMAT, format=texts("PDF")))
            self._close(parcel, contents)
            return
        path = self._folder / f"{parcel.name}{known.suffix}"
        run = self._run = Run(known, path, parcel.show, {}, prepared, self)
        run.progressed.connect(
            lambda done, count, title: self.progressed.emit(
                texts("PDF: page {number} of {n}, {title}", number=done + 1, n=count, title=title)
            )
        )
        run.finished.connect(lambda outcome: self._drawn(outcome, parcel, contents))
        run.start()

    def _drawn(self, outcome: Outcome, parcel: Parcel, contents: Contents) -> None:
        self._run = None
        if self._is_cancelled:
            self._clear()
            return
        texts = self._texts
        contents.files += [path.name for path in outcome.written]
        faults = [outcome.fault] if outcome.fault else []
        faults += [
            texts("scene {number}: {reason}", number=shot.number, reason=reason)
            for shot, reason in outcome.failed.items()
        ]
        contents.missing += [texts(NOT_MADE, format=texts("PDF"), reason=fault) for fault in faults]
        self._close(parcel, contents)

    def _close(self, parcel: Parcel, contents: Contents) -> None:
        """Write the report and the checksums, and move all to its place."""
        folder, target = self._folder, self._order.target
        self.progressed.emit(self._texts("Report and checksums"))

        def work() -> Contents:
            close(folder, parcel, contents)
            if not self._is_cancelled:
                hand_over(folder, target, contents, parcel.show)
            return contents

        run_in_background(work, self._finish, self._fail, self)

    def _finish(self, contents: Contents) -> None:
        self._clear()
        if not self._is_cancelled:
            self.packed.emit(contents)

    def _fail(self, error: Exception) -> None:
        self._clear()
        if self._is_cancelled:
            return
        if not isinstance(error, AtlasError):
            log.error("The packing failed.", exc_info=error)
        said = str(error) if isinstance(error, AtlasError) else self._texts("The export failed; see the log.")
        self.failed.emit(said)

    def _clear(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
