"""Scenes as PNG pictures: one file a scene; title, sources, licences, date and border policy in its text chunks."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from maps.exports.format import Options
from maps.exports.show import GENERATOR, ExportShow
from maps.exports.writing import write_whole
from maps.titling import text_of
from ui.exports.job import Frame, Grab, Job, Plan, Shot, Stage, Work
from ui.exports.pane import LARGEST_RATIO
from ui.exports.staged import sources_in

DESIGN_PX = {"plain": 1440 * 810, "projector": 1920 * 1080}
"""Pages are laid out with about so many pixels; larger pictures have more dots for each, not more map."""
A4_PX = (3508, 2480)
A4_DPI = 300
DPI = 96
METRE_IN_INCHES = 1 / 0.0254


def export(job: Job) -> Plan:
    """Stage, grab and write each shot."""
    size = picture_size(job.options)
    frame = frame_for(*size, job.options["look"])
    names = file_names(job)
    for shot in job.shots:
        with job.attempt(shot):
            if shot in job.pieces:
                continue
            scene = yield Stage(shot, frame, job.options, job.options["theme"], job.options["look"])
            write = partial(_write, job, shot, path=names[shot], sources=sources_in(job.show, scene))
            yield Work(partial(write, (yield Grab())))
            job.pieces[shot] = names[shot]
    job.written.extend(job.pieces[shot] for shot in job.shots if shot in job.pieces)


def picture_size(options: Options) -> tuple[int, int]:
    """Return the pixels of a picture: a preset, or a size given as WxH."""
    size = options["size"]
    if size == "a4":
        return A4_PX
    width, _, height = str(size).partition("x")
    return int(width), int(height)


def frame_for(width: int, height: int, look: str) -> Frame:
    """Return the window whose picture has so many pixels: laid out like a slide, with dots as fine as it takes."""
    ratio = min(LARGEST_RATIO, max(1.0, math.sqrt(width * height / DESIGN_PX[look])))
    return Frame(width / ratio, height / ratio, ratio)


def file_names(job: Job) -> dict[Shot, Path]:
    """Return where each shot goes: the file asked for if there is one alone, else numbered ones beside it.

    Without an ending, or where a folder is, it is a folder that they go into, named by their titles.
    """
    path = job.path
    is_folder = path.is_dir() or not path.suffix
    if len(job.shots) == 1 and not is_folder:
        return {job.shots[0]: path}
    digits = max(2, len(str(max(shot.number for shot in job.shots)))) if job.shots else 2
    shots_of = Counter(shot.number for shot in job.shots)
    names = {}
    for shot in job.shots:
        number = f"{shot.number:0{digits}}" + (f"-{shot.step}" if shots_of[shot.number] > 1 else "")
        if is_folder:
            title = _plain(text_of(shot.scene.title, job.show.language)[0])
            names[shot] = path / f"{number}{f'-{title}' if title else ''}.png"
        else:
            names[shot] = path.with_name(f"{path.stem}-{number}.png")
    return names


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "-", title).strip("-").lower()[:60]


def _write(job: Job, shot: Shot, picture: QImage, path: Path, sources: tuple[str, ...]) -> None:
    dpi = A4_DPI if job.options["size"] == "a4" else DPI * frame_for(picture.width(), picture.height(), "plain").ratio
    picture.setDotsPerMeterX(round(dpi * METRE_IN_INCHES))
    picture.setDotsPerMeterY(round(dpi * METRE_IN_INCHES))
    for key, text in text_chunks(job.show, shot, sources).items():
        picture.setText(key, text)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG", 60)  # type: ignore[call-overload]
    data: QByteArray = buffer.data()
    path.parent.mkdir(exist_ok=True)
    write_whole(path, bytes(data.data()), job.show.texts)


def text_chunks(show: ExportShow, shot: Shot, sources: tuple[str, ...]) -> dict[str, str]:
    """Return what a picture says about itself, by the keywords of the PNG standard where it has one."""
    return {
        "Title": " – ".join(part for part in (text_of(shot.scene.title, show.language)[0], show.title) if part),
        "Description": text_of(shot.scene.caption, show.language)[0],
        "Language": show.language,
        "Source": "\n".join(sources),
        "Copyright": "\n".join((show.credits, *show.licences)),
        "Disclaimer": show.border_policy,
        "Creation Time": show.date.isoformat(),
        "Software": GENERATOR,
    }
