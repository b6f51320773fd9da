"""Writing the document over its file: only if the file is still the one that was opened."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.briefing.value import Briefing
from data.errors import AtlasError
from data.texts import N_, Texts

REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk is full"),
    errno.EFBIG: N_("the disk takes no file that large"),
    errno.EROFS: N_("the folder cannot be written to"),
    errno.EACCES: N_("the folder cannot be written to"),
    errno.EPERM: N_("the folder cannot be written to"),
    errno.ENOENT: N_("the folder is not there"),
    errno.ENOTDIR: N_("the folder is not there"),
    errno.EEXIST: N_("the folder is not there"),  # something else bears its name
    errno.ENODEV: N_("the disk is not there"),
    errno.EIO: N_("the disk does not answer"),
    errno.EBUSY: N_("another program has it open"),
}
"""What the system's errors mean to the user."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells one state of a file from another without reading it."""

    changed_ns: int
    size: int
    inode: int


class ChangedOnDiskError(AtlasError):
    """The file is no longer the one that was opened: somebody else wrote it."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file.name} was changed by another program since it was opened. Save under another name.")


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file, or None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


def save(path: Path, briefing: Briefing, media: Mapping[str, bytes], known: Stamp | None) -> Stamp | None:
    """Write a briefing to a file, through links, and return the file's new stamp.

    Parameters
    ----------
    known
        The file's stamp when it was read or written last; None to write over whatever is there.

    Raises
    ------
    ChangedOnDiskError
        If the file is there and is another; nothing was written.
    AtlasError, OSError
        If it cannot be written; what was there is untouched.
    """
    from data.briefing.writing import write_briefing

    real = path.resolve()
    there = stamp_of(real)
    if known and there and there != known:
        raise ChangedOnDiskError(path)
    write_briefing(real, briefing, media)
    return stamp_of(real)


def reason_of(error: BaseException, texts: Texts) -> str:
    """Return why something failed, in the user's language where the system's error is known."""
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, OSError) and cause.errno in REASONS:
            return texts(REASONS[cause.errno])
        cause = cause.__cause__
    reason = getattr(error, "reason", "") or str(error) or type(error).__name__
    return str(reason).rstrip(".")
