"""Scenes as PowerPoint slides: the map as a picture, and over it lines, names, legend and texts that can be moved.

The page is read, then stripped of what a slide draws itself, then grabbed at twice a slide's pixels; python-pptx puts
the slides together on another thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from maps.exports.writing import write_whole
from maps.scene import Scene
from ui.exports.job import Ask, Clear, Grab, Job, Plan, Shot, Stage, Work
from ui.exports.png import frame_for
from ui.map.scheme import as_jpeg

PICTURE_PX = (2560, 1440)
"""Twice the pixels of a slide of 13.333 by 7.5 inches at 96 dpi."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A scene as the page showed it: what ``atlas.shapes.read`` (shapes.js) told, and the map without that."""

    scene: Scene
    read: dict[str, Any]
    picture: bytes


def export(job: Job) -> Plan:
    """Stage, read and grab each map; then write all slides."""
    from ui.exports.deck import check_template, deck

    template = str(job.options["template"])
    if template:
        yield Work(lambda: check_template(Path(template), job.show.texts))
    frame = frame_for(*PICTURE_PX, job.options["look"])
    for shot in job.shots:
        with job.attempt(shot):
            if shot in job.pieces:
                continue
            if shot.scene.kind != "map":
                job.pieces[shot] = None
                continue
            scene = yield Stage(shot, frame, job.options, job.options["theme"], job.options["look"])
            read = yield Ask("atlas.shapes.read()")
            yield Ask("atlas.shapes.strip()")
            picture = yield Work(partial(as_jpeg, (yield Grab())))
            yield Ask("atlas.shapes.whole()")
            job.pieces[shot] = Drawn(scene, read, picture)
    drawn: list[tuple[Shot, Drawn | None]] = [(shot, job.pieces[shot]) for shot in job.shots if shot in job.pieces]
    if not drawn:
        return
    yield Clear()
    data = yield Work(lambda: deck(job.show, drawn, job.options))
    yield Work(lambda: write_whole(job.path, data, job.show.texts))
    job.written.append(job.path)
