"""A file of an export: whole or not at all, with the reason in words where it cannot be written."""

from __future__ import annotations

import contextlib
import errno
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from data.texts import N_, Texts
from maps.exports.format import ExportError

REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EFBIG: N_("the disk takes no file that large"),
    errno.EROFS: N_("the folder cannot be written to"),
    errno.EACCES: N_("the folder cannot be written to"),
    errno.EPERM: N_("the folder cannot be written to"),
    errno.ENOENT: N_("the folder is not there"),
    errno.ENOTDIR: N_("the folder is not there"),
    errno.EIO: N_("the disk does not answer"),
    errno.EBUSY: N_("another program has it open"),
}
NOT_WRITTEN = N_("{file} was not written: {reason}. Choose another place, then export again.")
OTHER_KIND = N_("something else has this name")


def not_written(path: Path, error: OSError, texts: Texts) -> ExportError:
    """Return the error for a file that the system did not let us write."""
    reason = texts(REASONS[error.errno]) if error.errno in REASONS else (error.strerror or str(error)).rstrip(".")
    return ExportError(texts(NOT_WRITTEN, file=path.name, reason=reason))


def write_whole(path: Path, data: bytes, texts: Texts) -> None:
    """Write a file in one step: what was there before stays until all of the new one is on the disk.

    Raises
    ------
    ExportError
        If it cannot be written; nothing of it is left behind.
    """
    with fresh_file(path, texts) as fresh:
        fresh.write_bytes(data)


class Aside:
    """What will be part of a file, kept on that file's disk; it is gone with the last who holds this."""

    def __init__(self, data: bytes, path: Path, texts: Texts) -> None:
        """Write it beside where the file will be.

        Raises
        ------
        ExportError
            If it cannot be written.
        """
        try:
            self.file: IO[bytes] = tempfile.TemporaryFile(dir=path.parent)  # noqa: SIM115  closed below
            weakref.finalize(self, self.file.close)
            self.file.write(data)
            self.file.flush()
        except OSError as error:
            raise not_written(path, error, texts) from error


@contextlib.contextmanager
def fresh_file(path: Path, texts: Texts) -> Iterator[Path]:
    """Give a name beside a file to write to; it takes the file's place if all goes well."""
    fresh = path.with_name(f".{path.stem[:40]}-{secrets.token_hex(4)}{path.suffix}")
    try:
        if path.is_dir():
            raise ExportError(texts(NOT_WRITTEN, file=path.name, reason=texts(OTHER_KIND)))
        if not path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "", str(path.parent))
        yield fresh
        fresh.replace(path)
    except OSError as error:
        raise not_written(path, error, texts) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


@contextlib.contextmanager
def fresh_folder(path: Path, texts: Texts) -> Iterator[Path]:
    """Give a folder beside one to fill; its files take their places in the one asked for if all goes well.

    What else lies in that folder is left alone.
    """
    fresh = path.with_name(f".{path.name[:40]}-{secrets.token_hex(4)}")
    try:
        if path.exists() and not path.is_dir():
            raise ExportError(texts(NOT_WRITTEN, file=path.name, reason=texts(OTHER_KIND)))
        fresh.mkdir()
        yield fresh
        path.mkdir(exist_ok=True)
        for made in sorted(fresh.iterdir()):
            made.replace(path / made.name)
    except OSError as error:
        raise not_written(path, error, texts) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
