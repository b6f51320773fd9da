"""Pack for travel: the document, what opens without this program, and a report on what is ready, with checksums.

What needs the drawn page (the PDF) is made elsewhere and put into the folder before it is closed.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from data.atlas import Atlas
from data.briefing.joining import join
from data.briefing.value import Briefing
from data.briefing.writing import packed
from data.errors import BriefingSaveError
from data.texts import N_, Texts
from maps.exports import FORMATS
from maps.exports.citing import notices
from maps.exports.format import ExportError
from maps.exports.sharing import Shared, shareable
from maps.exports.show import ExportShow, show_of
from maps.exports.writing import fresh_file, fresh_folder, write_whole
from maps.measures import Measures
from maps.ready import findings, summary

CHECKSUMS = "SHA256SUMS"
REPORT = "readiness.txt"

IN_IT = N_("In this package")
READINESS = N_("Ready to brief?")
MISSING = N_("Not in this package")
NO_FORMAT = N_("{format}: this installation cannot make it.")
NOT_MADE = N_("{format}: {reason}")
SEVERITIES = {"error": N_("Error"), "warning": N_("Warning"), "hint": N_("Hint")}
LINE = N_("{severity}: {said}")


@dataclass(frozen=True)
class Parcel:
    """What is to be packed, made by ``parcel_of``: the document as it goes in, and what exports are made from.

    ``name`` is that of the files without ending.
    """

    name: str
    briefing: Briefing
    media: Mapping[str, bytes]
    facts: Atlas
    show: ExportShow
    is_shareable: bool = False


@dataclass(slots=True)
class Contents:
    """What is in the folder so far, and what could not be put there, in sentences."""

    files: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def parcel_of(
    name: str,
    briefing: Briefing,
    media: Mapping[str, bytes],
    facts: Atlas,
    measures: Measures,
    language: str,
    date: datetime.date,
    *,
    is_shareable: bool = False,
) -> Parcel:
    """Return what is to be packed of a document: all of it, or the copy that may be handed over."""
    if is_shareable:
        briefing, media = shareable(briefing, media)
    show = show_of(facts, briefing, measures, language, date, media=media)
    return Parcel(name, briefing, media, facts, show, is_shareable)


def write_copy(path: Path, briefing: Briefing, media: Mapping[str, bytes], texts: Texts) -> Shared:
    """Write the shareable copy of a document, without a backup of what was there before; return what is in it.

    Raises
    ------
    ExportError
        If it cannot be written.
    """
    shared = shareable(briefing, media)
    write_whole(path, _document(path, shared.briefing, shared.media), texts)
    return shared


def fill(folder: Path, parcel: Parcel) -> Contents:
    """Write into a folder what needs no drawn page: the document and the web page.

    Raises
    ------
    ExportError
        If the document cannot be written; a web page that cannot be made is only told as missing.
    """
    contents = Contents()
    show = parcel.show
    document = folder / f"{parcel.name}.briefing"
    write_whole(document, _document(document, parcel.briefing, parcel.media), show.texts)
    contents.files.append(document.name)
    page = next((known for known in FORMATS if known.id == "html"), None)
    if page is not None:
        title = show.texts(page.title)
        if not page.is_there:
            contents.missing.append(show.texts(NO_FORMAT, format=title))
            return contents
        made = folder / f"{parcel.name}{page.suffix}"
        try:
            import_module(page.module).write(made, show, page.complete({}))
            contents.files.append(made.name)
        except ExportError as error:
            contents.missing.append(show.texts(NOT_MADE, format=title, reason=str(error)))
    return contents


def close(folder: Path, parcel: Parcel, contents: Contents) -> None:
    """Add the report and the checksums: the folder is whole then.

    Raises
    ------
    ExportError
        If they cannot be written.
    """
    contents.files.append(REPORT)
    text = "\n".join(report(parcel, contents)) + "\n"
    write_whole(folder / REPORT, text.encode("utf-8-sig"), parcel.show.texts)
    lines = [f"{_sum(folder / name)}  {name}\n" for name in contents.files]
    write_whole(folder / CHECKSUMS, "".join(lines).encode(), parcel.show.texts)
    contents.files.append(CHECKSUMS)


def hand_over(folder: Path, target: Path, contents: Contents, show: ExportShow) -> None:
    """Move what was packed to where it is wanted: a zip if the name ends so, else a folder.

    Raises
    ------
    ExportError
        If it cannot be written; what was there before is still there.
    """
    if target.suffix.lower() == ".zip":
        with fresh_file(target, show.texts) as fresh, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in contents.files:
                archive.write(folder / name, f"{target.stem}/{name}")
    else:
        with fresh_folder(target, show.texts) as fresh:
            for name in contents.files:
                shutil.copyfile(folder / name, fresh / name)


def report(parcel: Parcel, contents: Contents) -> list[str]:
    """Return the readiness report: what is in the package, what is not, what to look at before the briefing."""
    show, texts = parcel.show, parcel.show.texts
    atlas = join(parcel.facts, parcel.briefing)
    found = findings(parcel.briefing, atlas, parcel.media.keys(), show.date, texts, show.measures)
    if parcel.is_shareable:  # its notes were taken out on purpose
        found = tuple(one for one in found if one.kind != "notes")
    lines = [show.title, "", texts(IN_IT), *(f"  {name}" for name in contents.files)]
    if contents.missing:
        lines += ["", texts(MISSING), *(f"  {said}" for said in contents.missing)]
    lines += ["", texts(READINESS), f"  {summary(parcel.briefing, found, texts)}"]
    lines += [f"  {texts(LINE, severity=texts(SEVERITIES[one.severity]), said=one.text)}" for one in found]
    lines += ["", texts("Sources"), *(f"  {title}" for title in _titles(show))]
    return [*lines, "", *notices(show, show.sources)]


def _titles(show: ExportShow) -> list[str]:
    return [source.title for source in show.sources]


def _document(path: Path, briefing: Briefing, media: Mapping[str, bytes]) -> bytes:
    try:
        return packed(path, briefing, media)
    except BriefingSaveError as error:
        raise ExportError(str(error)) from error


def _sum(path: Path) -> str:
    digest = hashlib.sha256()
    with contextlib.closing(path.open("rb")) as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()
