"""A briefing file to a value: a zip, or its ``briefing.json`` alone as written by hand.

Whatever the file holds, reading ends in bounded time and memory, with a briefing or with an error that says
what is wrong and where.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from data.briefing.container import DOCUMENT, WHOLE_LIMIT, ContainerError, Content, read_container
from data.briefing.faults import Problem
from data.briefing.integrity import Known, problems_of
from data.briefing.migrating import migrate, version_of
from data.briefing.parsing import JSON_LIMIT, ParseError, parse
from data.briefing.salvaging import salvage
from data.briefing.value import FORMAT, VERSION, Briefing
from data.errors import BriefingError, BrokenBriefingError

_OTHER = "Choose a .briefing file, or the briefing.json in one."
_COPY = "Open its backup (….bak) or another copy."


@dataclass(frozen=True, slots=True)
class Opened:
    """What was read. ``is_newer``: from a newer version, so some of it may be missing; not to be saved over.

    ``problems`` does not hinder the briefing: what could be better, and what a rescue left out.
    """

    briefing: Briefing
    media: Mapping[str, bytes] = field(default_factory=dict)
    is_newer: bool = False
    problems: tuple[Problem, ...] = ()


def read_briefing(path: Path, known: Known | None = None) -> Opened:
    """Return the briefing in a file.

    Parameters
    ----------
    path
        A zip with ``briefing.json`` and ``media/``, or a bare JSON file.
    known
        What the shipped facts hold; ``problems`` then tells what the briefing names and neither has.

    Raises
    ------
    BriefingError
        If the file cannot be read, is no briefing or is not safe to read.
    BrokenBriefingError
        If it is a briefing with faults; ``rescue`` holds what is sound.
    """
    content = _content(path)
    try:
        raw = parse(content.document)
    except ParseError as error:
        raise BrokenBriefingError(path, (*content.problems, Problem(DOCUMENT, str(error))), None) from error
    return _opened(path, raw, content, known)


def _content(path: Path) -> Content:
    """Return the JSON text and the pictures of a file."""
    try:
        with _open_file(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > WHOLE_LIMIT:
                raise BriefingError(path, f"it is larger than {WHOLE_LIMIT // 1_000_000} MB", _OTHER)
            start = file.read(64)
            if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
                return read_container(file, size)
            if not start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
                raise BriefingError(path, "it is empty" if not start else "it is no briefing", _OTHER)
            if size > JSON_LIMIT:
                raise BriefingError(path, f"its text is larger than {JSON_LIMIT // 1_000_000} MB", _OTHER)
            return Content(start + file.read(JSON_LIMIT), {}, ())
    except ContainerError as error:
        raise _with_document(path, error) from error
    except OSError as error:
        raise BriefingError(path, error.strerror or "it cannot be read", "Look whether it is still there.") from error
    except ValueError as error:  # a name that no file can have
        raise BriefingError(path, "no file can have this name", _OTHER) from error


def _open_file(path: Path) -> BinaryIO:
    """Open a regular file for reading; never wait for a pipe or a device."""
    if path.is_dir():
        raise BriefingError(path, "it is a folder", _OTHER)
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise BriefingError(path, "it is a device or a pipe, not a file", _OTHER)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def _with_document(path: Path, error: ContainerError) -> BriefingError:
    """Return the error for a zip that is no good, with the document at its start if that is whole."""
    if error.document is not None:
        try:
            opened = _opened(path, parse(error.document), Content(error.document, {}, ()), None)
        except BrokenBriefingError as broken:
            if broken.rescue:
                return BrokenBriefingError(path, (Problem("", str(error)), *broken.problems), broken.rescue)
        except (ParseError, BriefingError):
            pass
        else:
            return BrokenBriefingError(path, (Problem("", str(error)),), opened)
    return BriefingError(path, str(error), _COPY)


def _opened(path: Path, raw: Any, content: Content, known: Known | None) -> Opened:
    """Return the briefing of plain data, or raise with what can be saved of them."""
    if not isinstance(raw, dict) or raw.get("format", FORMAT) != FORMAT:
        raise BriefingError(path, "it is no briefing", _OTHER)
    version = version_of(raw)
    if version is None:
        raise BrokenBriefingError(path, (Problem("version", "expected a whole number from 0"),), None)
    if version == 0 and "format" not in raw and not {"scenes", "articles"} & raw.keys():
        raise BriefingError(path, "it is no briefing", _OTHER)
    if version > VERSION:
        return _newer(raw, version, content, known)
    raw = migrate(raw)
    try:
        briefing = msgspec.convert(raw, Briefing)
    except msgspec.ValidationError:
        raise _broken(path, raw, content, known, []) from None
    found = problems_of(briefing, content.media, known)
    errors = [problem for problem in found if problem.weight == "error"]
    if errors or content.problems:
        raise _broken(path, raw, content, known, errors)
    return Opened(briefing, content.media, False, tuple(found))


def _broken(path: Path, raw: Any, content: Content, known: Known | None, errors: list[Problem]) -> BrokenBriefingError:
    """Return the error for a broken briefing; without ``errors`` they are what the salvage comes upon."""
    briefing, dropped = salvage(raw)
    rest = problems_of(briefing, content.media, known)
    rescue = Opened(briefing, content.media, False, (*content.problems, *dropped, *rest))
    errors = errors or [problem for problem in dropped if problem.weight == "error"]
    return BrokenBriefingError(path, (*content.problems, *errors), rescue)


def _newer(raw: Any, version: int, content: Content, known: Known | None) -> Opened:
    """Return what is known of a newer version's briefing, to be looked at only."""
    briefing, dropped = salvage(raw, is_newer=True)
    told = Problem(
        "version",
        f"the file was written by a newer version of this program (format {version}, here {VERSION}). It is opened"
        " to be looked at; what this version does not know is missing. Save it under another name to keep a copy.",
        "",
        "note",
    )
    rest = problems_of(briefing, content.media, known)
    return Opened(briefing, content.media, True, (told, *content.problems, *dropped, *rest))
