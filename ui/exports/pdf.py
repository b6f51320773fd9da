"""Scenes as PDF: a handout (map, passage, notes, sources) or maps alone, a page a scene; lines and letters stay such.

Our page prints each scene to a page of its size; pikepdf puts them together, with bookmarks, title and language.
"""

from __future__ import annotations

import io
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from maps.exports.format import Options
from maps.exports.show import GENERATOR, ExportShow
from maps.exports.writing import write_whole
from maps.scene import Scene
from maps.titling import text_of
from ui.exports.job import Ask, Frame, Job, Plan, Print, Shot, Stage, Work
from ui.exports.paper import SOURCES, handout, last_page, lines_of
from ui.exports.studio import PX_PER_MM

if TYPE_CHECKING:
    from pikepdf import Pdf

SLIDE_MM = (338.667, 190.5)
"""13.333 by 7.5 inches, as slides are."""
A4_MM = (297.0, 210.0)
SLIDE_PX = (1440, 810)
A4_PX = (1497, 1058)
TEXT_MM = 15.0
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
            job.pieces[shot] = yield Work(partial(lighter, printed, page_mm[0]))
            yield Ask("atlas.studio.wipe()")
    drawn = [shot for shot in job.shots if shot in job.pieces]
    if not drawn:
        return
    if _SOURCES not in job.pieces:
        job.pieces[_SOURCES] = yield from _sources(job, drawn[0], frame, page_mm)
    data = yield Work(lambda: merged(job, [(shot, job.pieces[shot]) for shot in drawn], job.pieces[_SOURCES]))
    yield Work(lambda: write_whole(job.path, data, job.show.texts))
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
    return printed


def _paper(job: Job, shot: Shot, scene: Scene, page: int) -> str:
    message = handout(job.show, shot, scene, page, with_notes=bool(job.options["notes"]))
    if not job.options["passage"]:
        message |= {"before": "", "words": "", "after": "", "meta": ""}
    if not job.options["footnotes"]:
        message["sources"] = []
    return json.dumps(message, ensure_ascii=False)


def lighter(data: bytes, width_mm: float) -> bytes:
    """Return the first printed page scaled to its paper."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.pages[1:]
        page = pdf.pages[0]
        _, _, width, height = (float(edge) for edge in page.mediabox)
        factor = width_mm / 25.4 * 72 / width
        page.contents_add(b"q %.6f 0 0 %.6f 0 0 cm" % (factor, factor), prepend=True)
        page.contents_add(b"Q")
        for name in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            if name in page:
                del page[name]
        page.mediabox = pikepdf.Array([0, 0, width * factor, height * factor])
        return _saved(pdf)


def merged(job: Job, pages: list[tuple[Shot, bytes]], sources: bytes) -> bytes:
    """Return one document of all pages, with what a document says about itself."""
    import pikepdf

    show = job.show
    with pikepdf.new() as pdf:
        marks = []
        for shot, data in pages:
            title = text_of(shot.scene.title, show.language)[0] or str(shot.number)
            marks.append((f"{shot.number}. {title}" + (f" ({shot.step})" if shot.step else ""), len(pdf.pages)))
            _append(pdf, data)
        marks.append((show.texts(SOURCES), len(pdf.pages)))
        _append(pdf, sources)
        with pdf.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(title, at) for title, at in marks)
        for name, text in _metadata(show).items():
            pdf.docinfo[name] = text
        pdf.Root.Lang = pikepdf.String(show.language)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        return _saved(pdf)


def _append(pdf: Pdf, data: bytes) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as other:
        pdf.pages.extend(other.pages)


def _saved(pdf: Pdf) -> bytes:
    import pikepdf

    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


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
