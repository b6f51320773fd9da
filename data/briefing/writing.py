"""A briefing to its file: always the same bytes for the same value, and never half of them.

The new file is written beside the old one, reaches the disk, and takes the old one's place in one step; the old
one stays as ``….bak``. Whatever fails before that step leaves everything as it was.
"""

from __future__ import annotations

import contextlib
import errno
import glob
import io
import json
import os
import secrets
import shutil
import stat
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from data.briefing.container import DOCUMENT, MEMBERS_LIMIT, RATIO_LIMIT, WHOLE_LIMIT
from data.briefing.faults import fault_of, written
from data.briefing.media import complaint_about
from data.briefing.parsing import ParseError, parse
from data.briefing.value import Briefing
from data.errors import BriefingSaveError

_DATE = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the same briefing gives the same bytes."""

_LINE = 100
_PART = ".part"
_LEFT_S = 60
"""Seconds after which an unfinished file is nobody's."""

_ELSEWHERE = "The briefing is still open: save it in another place."
_REASONS = {
    errno.ENOSPC: ("the disk is full", "Make room, or save it in another place; the briefing is still open."),
    errno.EDQUOT: ("your share of the disk is used up", "Make room, or save it in another place."),
    errno.EROFS: ("the disk may not be written to", _ELSEWHERE),
    errno.EACCES: ("the folder may not be written to", _ELSEWHERE),
    errno.EPERM: ("the folder may not be written to", _ELSEWHERE),
    errno.ENOENT: ("its folder is no longer there", f"Put the stick or disk back. {_ELSEWHERE}"),
    errno.ENOTDIR: ("its folder is no longer there", f"Put the stick or disk back. {_ELSEWHERE}"),
    errno.EIO: ("the disk reports a fault", _ELSEWHERE),
    errno.EFBIG: ("the disk takes no file as large as this", _ELSEWHERE),
    errno.ENAMETOOLONG: ("its name is too long", "Choose a shorter one."),
}


def write_briefing(path: Path, briefing: Briefing, media: Mapping[str, bytes] | None = None) -> None:
    """Write a briefing and its pictures to a file, all or nothing.

    Raises
    ------
    BriefingSaveError
        If it cannot be written; what was there is untouched, and no other file is left behind.
    """
    data = packed(path, briefing, media or {})
    try:
        target = Path(os.path.realpath(path))  # a link stays a link: what it points to is replaced
        if target.exists() and not target.is_file():
            raise BriefingSaveError(path, "a folder or a device has this name", "Choose another name.")
        if target.exists() and os.access(target.parent, os.W_OK) and not os.access(target, os.W_OK):
            raise BriefingSaveError(path, "the file is write-protected", _ELSEWHERE)
        _replace(target, data)
    except OSError as error:
        reason, way_out = _REASONS.get(error.errno or 0, (error.strerror or str(error), _ELSEWHERE))
        raise BriefingSaveError(path, reason, way_out) from error
    except ValueError as error:
        raise BriefingSaveError(path, "no file can have this name", "Choose another name.") from error


def packed(path: Path, briefing: Briefing, media: Mapping[str, bytes]) -> bytes:
    """Return the bytes of the file for a briefing.

    Raises
    ------
    BriefingSaveError
        If the reader would refuse them: a field is out of bounds, or a picture is none.
    """
    try:
        document = document_of(briefing).encode()
    except ValueError as error:
        raise BriefingSaveError(path, "one of its numbers is not finite", "Change it, then save again.") from error
    _check(path, document, media)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in ((DOCUMENT, document), *sorted(media.items())):
            member = zipfile.ZipInfo(name, _DATE)
            member.create_system = 3
            member.external_attr = (stat.S_IFREG | 0o644) << 16
            member.compress_type = zipfile.ZIP_STORED if name != DOCUMENT else _method(document)
            archive.writestr(member, data, compresslevel=6)
    return whole.getvalue()


def document_of(briefing: Briefing) -> str:
    """Return the JSON text of a briefing: indented, keys in the order of the format, defaults left out."""
    plain = _plain(briefing)
    return "".join(_lines({"format": briefing.format, "version": briefing.version, **plain}, "\n")) + "\n"


def _plain(one: Any) -> Any:
    """Return plain data for a value; equal values give equal data."""
    if isinstance(one, msgspec.Struct):
        found = {}
        for field in msgspec.structs.fields(one):
            inner = getattr(one, field.name)
            default = field.default if field.default is not msgspec.NODEFAULT else {}
            is_given = field.required or inner != default
            if is_given and inner is not msgspec.UNSET:
                found[field.name] = _plain(inner)
        return found
    if isinstance(one, dict):
        return {name: _plain(one[name]) for name in sorted(one)}
    if isinstance(one, tuple | list):
        return [_plain(inner) for inner in one]
    if isinstance(one, float) and one.is_integer():
        return int(one)  # 44 and 44.0 are equal and give the same bytes
    return one.encode("utf-8", "replace").decode() if isinstance(one, str) else one


def _lines(one: Any, start: str) -> list[str]:
    """Return JSON text in pieces: short lists on a line, all else with a line for each value."""
    if not isinstance(one, dict | list) or not one or _is_short(one):
        return [json.dumps(one, ensure_ascii=False, allow_nan=False)]
    deeper = start + " "
    is_dict = isinstance(one, dict)
    pieces = ["{" if is_dict else "["]
    for at, inner in enumerate(one):
        pieces.append(f"{',' if at else ''}{deeper}")
        if is_dict:
            pieces.append(f"{json.dumps(inner, ensure_ascii=False)}: ")
        pieces += _lines(one[inner] if is_dict else inner, deeper)
    pieces += [start, "}" if is_dict else "]"]
    return pieces


def _is_short(one: Any) -> bool:
    """Return whether plain data are a list of a few numbers, names or positions."""
    if not isinstance(one, list) or len(one) > _LINE // 2:
        return False
    if any(isinstance(inner, dict) or (isinstance(inner, list) and not _is_short(inner)) for inner in one):
        return False
    return len(json.dumps(one, ensure_ascii=False)) <= _LINE


def _check(path: Path, document: bytes, media: Mapping[str, bytes]) -> None:
    """Refuse what could not be read again."""
    try:
        raw = parse(document)
    except ParseError as error:
        raise BriefingSaveError(path, str(error), "Take out what is too large; the briefing is still open.") from error
    try:
        msgspec.convert(raw, Briefing)
    except msgspec.ValidationError as error:
        fault = fault_of(error, raw, Briefing)
        reason = f"{written(fault.path)}: {fault.what}"
        raise BriefingSaveError(path, reason, "Change it; the briefing is still open.") from error
    if len(media) >= MEMBERS_LIMIT or len(document) + sum(map(len, media.values())) > WHOLE_LIMIT:
        raise BriefingSaveError(path, "its pictures are too many or too large", "Take some out.")
    for name, data in media.items():
        if complaint := complaint_about(name, data):
            raise BriefingSaveError(path, f"{name}: {complaint}", "Take it out.")
    if len({name.casefold() for name in media}) < len(media):
        raise BriefingSaveError(path, "two pictures have the same name", "Rename one.")


def _method(document: bytes) -> int:
    """Return how to pack the document: a text that repeats itself too much would look like a zip bomb."""
    import zlib

    is_odd = len(document) > RATIO_LIMIT // 2 * len(zlib.compress(document, 6))
    return zipfile.ZIP_STORED if is_odd else zipfile.ZIP_DEFLATED


def backup_of(path: Path) -> Path:
    """Return where the version before the last saving lies."""
    return path.with_name(f"{path.name}.bak")


def _replace(target: Path, data: bytes) -> None:
    """Put data in the place of a file, in one step, and keep the file as its backup."""
    _sweep(target)
    with _beside(target) as fresh:
        with fresh.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            with contextlib.suppress(OSError):  # a stick may know no permissions
                fresh.chmod(stat.S_IMODE(target.stat().st_mode))
            _keep(target)
        fresh.replace(target)
    _sync_folder(target.parent)


def _keep(target: Path) -> None:
    """Keep the present file as backup, itself replaced in one step; the file stays where it is meanwhile."""
    with _beside(target) as fresh:
        try:
            os.link(target, fresh)
        except OSError:  # a stick may know no hard links
            shutil.copy2(target, fresh)
            with fresh.open("rb+") as file:
                os.fsync(file.fileno())
        fresh.replace(backup_of(target))


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a fresh name in the same folder; what bears it afterwards is removed."""
    fresh = target.with_name(f".{target.stem[:40]}-{secrets.token_hex(4)}{_PART}")
    try:
        yield fresh
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink()


def _sweep(target: Path) -> None:
    """Remove what a killed program left behind when it saved this file."""
    for left in target.parent.glob(f".{glob.escape(target.stem[:40])}-????????{_PART}"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_S:
                left.unlink()


def _sync_folder(folder: Path) -> None:
    """Let the new name reach the disk, where folders can be told to."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
