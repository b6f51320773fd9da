"""Scenes as PDF: a handout (map, passage, notes, sources) or maps alone, a page a scene; lines and letters stay such.

Our page prints each scene to a page of its size; pypdf puts them together, with bookmarks, title and language.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from maps.exports.format import Options
from maps.exports.show import GENERATOR, ExportShow
from maps.exports.writing import Aside, fresh_file
from maps.scene import Scene
from maps.titling import text_of
from ui.exports.job import Ask, Clear, Frame, Job, Plan, Print, Shot, Stage, Work
from ui.exports.paper import SOURCES, handout, last_page, lines_of
from ui.exports.studio import PX_PER_MM

if TYPE_CHECKING:
    from pypdf import PdfWriter

SLIDE_MM = (338.667, 190.5)
"""13.333 by 7.5 inches, as slides are."""
A4_MM = (297.0, 210.0)
SLIDE_PX = (1440, 810)
A4_PX = (1497, 1058)
TEXT_MM = 15.0
LEAST_PACKED = 200
AROUND = {"title": False, "passage": False, "footnotes": False}


def export(job: Job) -> Plan:
    """Stage and print each shot, then the page of sources, and put them together."""
    is_handout = job.options["layout"] == "handout"
    frame = Frame(*(A4_PX if is_handout else SLIDE_PX))
    page_mm = A4_MM if is_handout else SLIDE_MM
    printed_mm = (frame.width / PX_PER_MM, frame.height / PX_PER_MM)
    for page, shot in enumerate(job.shots, 1):
        with job.attempt(shot):
            if shot in job.pieces:
                continue
            overlays = over_map(job.options, shot)
            scene = yield Stage(shot, frame, overlays, job.options["theme"], "plain", purpose="print")
            if is_handout:
                yield Ask(f"atlas.paper.show({_paper(job, shot, scene, page)})")
            yield Ask(f"atlas.studio.settle({frame.width}, {frame.height}).then(atlas.studio.draw)")
            printed = yield Print(*printed_mm)
            job.pieces[shot] = yield _aside(job, printed)
            yield Ask("atlas.studio.wipe()")
    drawn = [shot for shot in job.shots if shot in job.pieces]
    if not drawn:
        return
    if _SOURCES not in job.pieces:
        job.pieces[_SOURCES] = yield from _sources(job, drawn[0], frame, page_mm)
    yield Clear()
    yield Work(lambda: _write(job, drawn, page_mm[0]))
    job.written.append(job.path)


def over_map(options: Options, shot: Shot) -> Options:
    """Return which overlays a page has: what a handout writes around a map is not over it; a slide stays whole."""
    is_around = options.get("layout") == "handout" and shot.scene.kind == "map"
    return {**options, **AROUND} if is_around else options


_SOURCES = Shot(0, None)  # type: ignore[arg-type]  # the page that is no scene's


def _sources(job: Job, shot: Shot, frame: Frame, page_mm: tuple[float, float]) -> Plan:
    yield Stage(shot, frame, {}, "light", "plain", purpose="print")
    yield Ask(f"atlas.paper.write({json.dumps(last_page(job.show), ensure_ascii=False)})")
    yield Ask("document.fonts.ready.then(() => 1)")
    printed = yield Print(*page_mm, TEXT_MM)
    yield Ask("atlas.paper.clear()")
    return (yield _aside(job, printed))


def _aside(job: Job, printed: bytes) -> Work:
    return Work(partial(Aside, printed, job.path, job.show.texts))


def _paper(job: Job, shot: Shot, scene: Scene, page: int) -> str:
    message = handout(job.show, shot, scene, page, with_notes=bool(job.options["notes"]))
    if not job.options["passage"]:
        message |= {"before": "", "words": "", "after": "", "meta": ""}
    if not job.options["footnotes"]:
        message["sources"] = []
    return json.dumps(message, ensure_ascii=False)


def _write(job: Job, drawn: Sequence[Shot], width_mm: float) -> None:
    """Write one document of all pages, with what a document says about itself."""
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

    show = job.show
    writer = PdfWriter()
    for at, shot in enumerate(drawn):
        writer.append(PdfReader(job.pieces[shot].file), pages=(0, 1), import_outline=False)
        _scale(writer, at, width_mm)
        _pack(writer)
        title = text_of(shot.scene.title, show.language)[0] or str(shot.number)
        step = f" ({shot.step})" if shot.step else ""
        writer.add_outline_item(title=f"{shot.number}. {title}{step}", page_number=at)
    writer.append(PdfReader(job.pieces[_SOURCES].file), import_outline=False)
    writer.add_outline_item(title=show.texts(SOURCES), page_number=len(drawn))
    writer.add_metadata(_metadata(show))
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(show.language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    with fresh_file(job.path, show.texts) as fresh:
        writer.write(fresh)


def _scale(writer: PdfWriter, at: int, width_mm: float) -> None:
    """Scale a page to a width: a matrix before its content, which need not be read for that."""
    from pypdf.generic import ArrayObject, NameObject, RectangleObject, StreamObject

    page = writer.pages[at]
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    factor = width_mm / 25.4 * 72 / width
    before, after = StreamObject(), StreamObject()
    before._data, after._data = b"q %.6f 0 0 %.6f 0 0 cm\n" % (factor, factor), b"\nQ"
    content = page.raw_get("/Contents")
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(before), content, writer._add_object(after)])
    page.mediabox = RectangleObject((0, 0, width * factor, height * factor))
    for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        page.pop(name, None)


def _pack(writer: PdfWriter) -> None:
    """Pack what the printer left unpacked."""
    from pypdf.generic import NameObject, StreamObject

    for known in writer._objects:
        if isinstance(known, StreamObject) and "/Filter" not in known and len(known._data) > LEAST_PACKED:
            known._data = zlib.compress(known._data, 6)
            known[NameObject("/Filter")] = NameObject("/FlateDecode")


def _metadata(show: ExportShow) -> dict[str, Any]:
    authors = dict.fromkeys(article.author or article.outlet for article in show.briefing.articles)
    return {
        "/Title": show.title,
        "/Author": "; ".join(author for author in authors if author) or GENERATOR,
        "/Subject": lines_of(show.sources, show.texts),
        "/Keywords": "; ".join((show.credits, *show.licences, show.border_policy)),
        "/Creator": GENERATOR,
        "/CreationDate": f"D:{show.date:%Y%m%d}",
    }
