"""The zip around a briefing, read as if a stranger had made it: looked at as a whole before a byte is inflated.

Nothing is extracted to the disk. What the file says of its own sizes is checked first and not trusted after.
"""

from __future__ import annotations

import contextlib
import stat
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from data.briefing.faults import Problem
from data.briefing.media import FOLDER, MEDIUM_LIMIT, complaint_about
from data.briefing.parsing import JSON_LIMIT

DOCUMENT = "briefing.json"
MEMBERS_LIMIT = 2_000
WHOLE_LIMIT = 500_000_000
"""Bytes of all members together, inflated; and of the file."""

RATIO_LIMIT = 150
"""How many times larger than packed a member may be, beyond the first 100 kB."""

_FREE = 100_000
_DIRECTORY_LIMIT = 1_000_000
_CHUNK = 1 << 16
_END = 22
_HEADER = 30
_ENCRYPTED_OR_PATCHED = 0x1 | 0x20 | 0x40 | 0x2000
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error, OverflowError)


class ContainerError(ValueError):
    """The zip as a whole cannot be used; the message says why. ``document`` is what of the JSON could be had."""

    def __init__(self, reason: str, document: bytes | None = None) -> None:
        super().__init__(reason)
        self.document = document


@dataclass(frozen=True, slots=True)
class Content:
    """What was read from a zip: the JSON text, the pictures by name, and what was left out and why."""

    document: bytes
    media: dict[str, bytes]
    problems: tuple[Problem, ...]


def read_container(file: BinaryIO, size: int) -> Content:
    """Return what the zip in an open file holds.

    Raises
    ------
    ContainerError
        If it is no zip, not whole, or not safe to read.
    """
    _check_end(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_names(members)
            _check_sizes(members)
            _check_places(file, members, archive.start_dir)
            return _read_members(archive, members)
    except ContainerError:
        raise
    except (*_BROKEN, NotImplementedError) as error:
        raise ContainerError(f"its zip is damaged ({error})", _first_document(file)) from error


def _check_end(file: BinaryIO, size: int) -> None:
    """Refuse a file whose end is not the end of one plain zip, before zipfile reads its directory."""
    file.seek(max(0, size - _END - 20))
    tail = file.read(_END + 20)
    end = tail[-_END:]
    if len(end) < _END or not end.startswith(b"PK\x05\x06") or end[-2:] != b"\0\0":
        raise ContainerError("it is cut off, or something follows its end", _first_document(file))
    if tail[:-_END].startswith(b"PK\x06\x07"):
        raise ContainerError("it claims to be larger than a briefing can be")
    disk, directory_disk, here, count, length, start = struct.unpack("<4x4H2L2x", end)
    if disk or directory_disk or here != count:
        raise ContainerError("it is one of several parts of a zip")
    if count > MEMBERS_LIMIT or length > _DIRECTORY_LIMIT:
        raise ContainerError(f"it holds more than {MEMBERS_LIMIT:,} files")
    if start + length + _END != size:
        raise ContainerError("its directory is not where it claims to be", _first_document(file))


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS_LIMIT:
        raise ContainerError(f"it holds more than {MEMBERS_LIMIT:,} files")
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if (
            name.startswith("/")
            or any(bad in name for bad in ("\\", ":", "\0"))
            or not all(letter.isprintable() for letter in name)
            or any(part in ("", ".", "..") for part in name.removesuffix("/").split("/"))
        ):
            raise ContainerError(f"the name {name[:80]!r} in it is not safe")
        folded = unicodedata.normalize("NFC", name).casefold()
        if folded in seen:
            raise ContainerError(f"it holds {name[:80]!r} twice")
        seen.add(folded)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise ContainerError(f"{name[:80]!r} in it is a link or a device, not a file")
        if member.flag_bits & _ENCRYPTED_OR_PATCHED:
            raise ContainerError(f"{name[:80]!r} in it is encrypted")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ContainerError(f"{name[:80]!r} in it is packed in a way that is not read here")


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if sum(member.file_size for member in members) > WHOLE_LIMIT:
        raise ContainerError(f"it is larger than {WHOLE_LIMIT // 1_000_000} MB when unpacked")
    for member in members:
        if member.file_size > _FREE and member.file_size > RATIO_LIMIT * member.compress_size:
            raise ContainerError(f"{member.filename[:80]!r} in it claims to unpack to {member.file_size:,} bytes")


def _check_places(file: BinaryIO, members: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse members that share bytes: a small file could then unpack to a huge one."""
    for member in sorted(members, key=lambda member: member.header_offset, reverse=True):
        file.seek(member.header_offset)
        header = file.read(_HEADER)
        if len(header) < _HEADER or not header.startswith(b"PK\x03\x04"):
            raise ContainerError(f"{member.filename[:80]!r} in it is not where it claims to be", _first_document(file))
        name, extra = struct.unpack("<26x2H", header)
        if member.header_offset + _HEADER + name + extra + member.compress_size > end:
            raise ContainerError(f"{member.filename[:80]!r} in it overlaps another file")
        end = member.header_offset


def _read_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Content:
    document: bytes | None = None
    media: dict[str, bytes] = {}
    problems: list[Problem] = []
    for member in members:
        name = member.filename
        if name == FOLDER and member.file_size == 0:
            continue
        is_document = name == DOCUMENT
        complaint: str | None
        if not is_document and not name.startswith(FOLDER):
            problems.append(Problem(name, f"only {DOCUMENT} and {FOLDER} belong into a briefing"))
            continue
        try:
            data = _read(archive, member, JSON_LIMIT if is_document else MEDIUM_LIMIT)
        except (*_BROKEN, NotImplementedError) as error:
            if is_document:
                raise
            problems.append(Problem(name, f"it is damaged ({error})"))
            continue
        if is_document:
            document = data
        elif complaint := complaint_about(name, data):
            problems.append(Problem(name, complaint))
        else:
            media[name] = data
    if document is None:
        raise ContainerError(f"it holds no {DOCUMENT}")
    return Content(document, media, tuple(problems))


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
    """Return a member's bytes; at most ``limit`` and a chunk are ever held."""
    if member.file_size > limit:
        raise ValueError(f"larger than {limit // 1_000_000} MB")
    found = bytearray()
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            found += chunk
            if len(found) > limit:
                raise ValueError(f"larger than {limit // 1_000_000} MB")
    if len(found) != member.file_size:
        raise ValueError("not as long as it claims")
    return bytes(found)


def _first_document(file: BinaryIO) -> bytes | None:
    """Return the JSON text at the start of a zip that lost its end: this program writes it first."""
    with contextlib.suppress(OSError, zlib.error, struct.error):
        file.seek(0)
        head = file.read(_HEADER)
        method, length, name_length, extra = struct.unpack("<8xH8xL4x2H", head)
        name = file.read(name_length)
        file.seek(extra, 1)
        if head.startswith(b"PK\x03\x04") and name == DOCUMENT.encode():
            if method == zipfile.ZIP_STORED:
                return file.read(min(length, JSON_LIMIT))
            if method == zipfile.ZIP_DEFLATED:
                return zlib.decompressobj(-15).decompress(file.read(JSON_LIMIT), JSON_LIMIT)
    return None
