"""The presentation that slides are put into: python-pptx's plain one made 16:9, or a template of the user's own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.texts import N_, Texts
from maps.exports.format import ExportError

if TYPE_CHECKING:
    from pptx.presentation import Presentation

WIDE_EMU, HIGH_EMU = 12_192_000, 6_858_000
FONT = "Arial"
"""Every office program has it, or one of its widths."""
LARGEST_BYTES = 400_000_000
TYPES = "[Content_Types].xml"
PRESENTATION = b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OTHERS = (
    b"application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    b"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
)
ASIDE = (13, 15, 16)  # slide number, footer, date
TITLES = (1, 3)  # title, centre title
NOT_READ = N_("{file} is no template that slides can be made with. Choose a .pptx or .potx file.")
NO_TITLE = N_("{file} has no layout with a title. Choose another template.")


def check_template(path: Path, texts: Texts) -> None:
    """Read a template once, so that one that does not serve is told before any scene is drawn.

    Raises
    ------
    ExportError
        If it cannot be read, or has no layout with a title.
    """
    chosen = opened(path, texts)
    if not any(_has_title(layout) for layout in chosen.slide_layouts):
        raise ExportError(texts(NO_TITLE, file=path.name))


def opened(path: Path | None, texts: Texts) -> Presentation:
    """Return an empty presentation: a template without its slides, or the plain one."""
    from pptx import Presentation

    if path is None:
        made = Presentation()
        _widen(made)
        _write_in(made, FONT)
        return made
    try:
        made = Presentation(io.BytesIO(_as_presentation(path)))
    except Exception as error:  # a broken file fails in zipfile, lxml or python-pptx, each in its own ways
        raise ExportError(texts(NOT_READ, file=path.name)) from error
    _empty(made)
    return made


def layout_for(made: Presentation, *, is_title: bool) -> Any:
    """Return the layout for a title slide, or the one with a title and as little else as there is."""
    layouts = list(made.slide_layouts)
    if is_title:
        return layouts[0]
    return min((one for one in layouts if _has_title(one)), key=lambda one: len(_others(one)))


def _has_title(layout: Any) -> bool:
    return any(one.placeholder_format.type in TITLES for one in layout.placeholders)


def _others(layout: Any) -> list[Any]:
    return [one for one in layout.placeholders if one.placeholder_format.type not in (*TITLES, *ASIDE)]


def _as_presentation(path: Path) -> bytes:
    """Return a template's bytes as those of a presentation: they differ by one word in the list of types."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        if sum(entry.file_size for entry in source.infolist()) > LARGEST_BYTES:
            raise ValueError("too large")
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == TYPES:
                for other in OTHERS:
                    content = content.replace(other, PRESENTATION)
            target.writestr(entry.filename, content)
    return out.getvalue()


def _empty(made: Presentation) -> None:
    """Take a template's own slides out."""
    known = made.slides._sldIdLst
    for entry in list(known):
        made.part.drop_rel(entry.rId)
        known.remove(entry)


def _widen(made: Presentation) -> None:
    """Make the plain presentation 16:9, with the places of its master and layouts."""
    from pptx.util import Emu

    share = WIDE_EMU / int(made.slide_width or WIDE_EMU)
    made.slide_width, made.slide_height = Emu(WIDE_EMU), Emu(HIGH_EMU)
    for sheet in (made.slide_master, *made.slide_layouts):
        for shape in sheet.shapes:
            if shape._element.xpath(".//a:xfrm"):
                shape.left, shape.width = round(shape.left * share), round(shape.width * share)


def _write_in(made: Presentation, font: str) -> None:
    """Set the font of the plain presentation's theme."""
    for relation in made.slide_master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            part = relation.target_part
            part._blob = part.blob.replace(b'latin typeface="Calibri"', f'latin typeface="{font}"'.encode())
