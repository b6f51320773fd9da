"""The first page of an export, small: drawn like the export itself, without writing anything."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from data.texts import Texts
from maps.cache import Prepared
from maps.exports.format import Format, Options
from maps.exports.show import ExportShow
from ui.exports.job import Ask, Frame, Grab, Job, Plan, Stage
from ui.exports.paper import handout
from ui.exports.run import Outcome, Run

DRAWN = QSize(400, 283)
"""A page laid out as wide as a sheet of A4 is drawn no smaller: Chromium takes no factor below a quarter."""
SIZE = QSize(320, 226)
"""What the dialog has room for on a low screen."""
SOON_MS = 350


def export(job: Job) -> Plan:
    """Draw the first shot into ``job.pieces``."""
    from ui.exports import pdf, png

    for shot in job.shots[:1]:
        with job.attempt(shot):
            width: float
            height: float
            is_handout = job.options.get("layout") == "handout"
            if is_handout:
                width, height = pdf.A4_PX
            elif "size" in job.options:
                frame = png.frame_for(*png.picture_size(job.options), str(job.options.get("look", "plain")))
                width, height = frame.width, frame.height
            else:
                width, height = pdf.SLIDE_PX
            overlays = pdf.over_map(job.options, shot)
            ratio = min(DRAWN.width() / width, DRAWN.height() / height)
            theme, look = str(job.options.get("theme", "light")), str(job.options.get("look", "plain"))
            scene = yield Stage(shot, Frame(width, height, ratio), overlays, theme, look)
            if is_handout:
                message = handout(job.show, shot, scene, 1, with_notes=bool(job.options.get("notes")))
                yield Ask(f"atlas.paper.show({json.dumps(message, ensure_ascii=False)})")
            job.pieces[shot] = yield Grab()


class Preview(QLabel):
    """Shows the first page soon after something was chosen."""

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self._texts = texts
        self.setFixedSize(SIZE)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setObjectName("exportPreview")
        self.setAccessibleName(texts("Preview of the first page"))
        self._run: Run | None = None
        self._wanted: tuple[Format, Options, ExportShow, Prepared] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SOON_MS)
        self._timer.timeout.connect(self._draw)

    def show_of(self, format_: Format, options: Options, show: ExportShow | None, prepared: Prepared | None) -> None:
        """Draw the first page of this soon; a format without pages says so."""
        self.stop()
        if not format_.needs_page:
            self.setText(self._texts("This format has no pages."))
        elif show is None or prepared is None or not show.scenes:
            self.setText("")
        else:
            self._wanted = (format_, options, show, prepared)
            self._timer.start()

    def stop(self) -> None:
        """Draw nothing any more."""
        self._timer.stop()
        self._wanted = None
        run, self._run = self._run, None
        if run:
            run.cancel()
            run.deleteLater()

    def _draw(self) -> None:
        if self._wanted is None:
            return
        format_, options, show, prepared = self._wanted
        run = self._run = Run(replace(format_, module=__name__), Path(), show, options, prepared, self)
        run.finished.connect(lambda outcome: self._on_drawn(run, outcome))
        run.start()

    def _on_drawn(self, run: Run, outcome: Outcome) -> None:
        if run is not self._run or outcome.is_cancelled:
            return
        picture = next(iter(run.job.pieces.values()), None)
        if isinstance(picture, QImage):
            keeping, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self.setPixmap(QPixmap.fromImage(picture.scaled(SIZE, keeping, smooth)))
        else:
            self.setText(outcome.fault or next(iter(outcome.failed.values()), ""))
        self._run = None
        run.deleteLater()
