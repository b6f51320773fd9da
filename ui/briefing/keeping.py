"""The folder of autosaves: for each document a ``.briefing`` and a small JSON note of whose it is.

The note names the document's own file and the process that has it open. What a dead process left is found at the
next start. What is in the folder is not trusted: other users' and broken files are left alone or set aside.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from data.settings import folders
from ui.briefing.processes import Process, is_running, this_process
from ui.briefing.saving import Stamp

log = logging.getLogger(__name__)

NOTE_LIMIT = 64_000
FOREIGN_S = 7 * 86_400
"""An autosave from another computer is offered when it was not touched for a week: nobody works on it there."""
DEAD_S = 600
"""What a dead process left half-written is removed when it is so old."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An autosaved document: where it lies, and which document it is."""

    file: Path
    owner: Process
    name: str = ""
    original: Path | None = None
    is_read_only: bool = False
    known: Stamp | None = None

    @property
    def note(self) -> Path:
        """Where the note lies."""
        return self.file.with_suffix(".json")

    @property
    def backup(self) -> Path:
        """Where the autosave before lies."""
        return self.file.with_name(f"{self.file.name}.bak")


@dataclass(frozen=True, slots=True)
class Left:
    """What a dead process left: a whole autosave, of when (seconds since 1970)."""

    kept: Kept
    saved_at: float


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found: what can be recovered, newest first, and the broken files that were set aside."""

    left: tuple[Left, ...] = ()
    broken: tuple[Path, ...] = ()


def recovery_folder() -> Path:
    """Return where autosaves lie."""
    return folders().state / "recovery"


def new_kept() -> Kept:
    """Return a place for a document's autosaves, owned by this process. Nothing is written."""
    return Kept(recovery_folder() / f"{uuid4()}.briefing", this_process())


def write_note(kept: Kept) -> None:
    """Write the note of an autosave, as a whole; raises OSError."""
    kept.note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    raw = asdict(kept) | {"original": str(kept.original) if kept.original else None, "time": time.time()}
    del raw["file"]
    fresh = kept.note.with_suffix(".new")
    fresh.write_text(json.dumps(raw, indent=1), encoding="utf-8")
    fresh.replace(kept.note)


def remove(kept: Kept) -> None:
    """Remove an autosave; what cannot be removed is offered at the next start and dropped there."""
    for file in (kept.file, kept.backup, kept.note):
        try:
            file.unlink(missing_ok=True)
        except OSError as error:
            log.info("%s cannot be removed: %s.", file, error.strerror)


def claim(left: Left) -> Kept | None:
    """Make an autosave this process's own; None if another program has taken it meanwhile. Raises OSError."""
    if not left.kept.file.exists():
        return None
    now = _read_note(left.kept.file)
    if now and is_running(now.owner):
        return None
    mine = replace(left.kept, owner=this_process())
    write_note(mine)
    return mine


def find() -> Found:
    """Look for what dead processes left, read it to be sure that it is whole, and tidy up."""
    folder = recovery_folder()
    left: list[Left] = []
    broken: list[Path] = []
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return Found()
    for file in files:
        with contextlib.suppress(OSError):
            if file.suffix == ".briefing" and _is_mine(file):
                _look_at(file, left, broken)
            elif _is_litter(file) and _is_mine(file) and _age(file) > DEAD_S:
                file.unlink()
    return Found(tuple(sorted(left, key=lambda one: -one.saved_at)), tuple(broken))


def _look_at(file: Path, left: list[Left], broken: list[Path]) -> None:
    """Sort one autosave: it is another program's, can be recovered, holds nothing new, or is broken."""
    from data.briefing.reading import read_briefing
    from data.errors import AtlasError

    kept = _read_note(file) or Kept(file, Process(0, "", ""))
    if kept.owner.pid and is_running(kept.owner) and not _is_abandoned(kept):
        return
    for candidate in (kept.file, kept.backup):
        try:
            opened = read_briefing(candidate)
        except AtlasError as error:
            log.info("The autosave cannot be used: %s", error)
            continue
        if candidate == kept.backup:
            broken.append(_set_aside(kept.file))
            candidate.replace(kept.file)
        if _is_saved(kept, opened.briefing):
            remove(kept)
        else:
            left.append(Left(kept, kept.file.stat().st_mtime))
        return
    broken.append(_set_aside(kept.file))
    remove(kept)


def _is_saved(kept: Kept, briefing: object) -> bool:
    """Tell whether the document's own file holds the same: the program died after it had saved."""
    from data.briefing.reading import read_briefing
    from data.errors import AtlasError

    if kept.original is None:
        return False
    try:
        return read_briefing(kept.original).briefing == briefing
    except AtlasError:
        return False


def _is_litter(file: Path) -> bool:
    """Tell whether a file serves nothing: half-written, or a note without its autosave."""
    is_lone = file.suffix == ".json" and not file.with_suffix(".briefing").exists()
    return is_lone or file.suffix in (".part", ".new")


def _set_aside(file: Path) -> Path:
    """Move a broken autosave where it is not looked at again, and return where."""
    aside = file.parent / "broken" / file.name
    aside.parent.mkdir(mode=0o700, exist_ok=True)
    file.replace(aside)
    return aside


def _is_abandoned(kept: Kept) -> bool:
    """Tell whether an autosave of another computer was not touched for long."""
    return kept.owner.computer != this_process().computer and _age(kept.file) > FOREIGN_S


def _age(file: Path) -> float:
    return time.time() - file.stat().st_mtime


def _is_mine(file: Path) -> bool:
    return not hasattr(os, "geteuid") or file.lstat().st_uid == os.geteuid()


def _read_note(file: Path) -> Kept | None:
    """Return what the note of an autosave says; None if there is none that can be read."""
    note = file.with_suffix(".json")
    try:
        if note.stat().st_size > NOTE_LIMIT:
            return None
        raw = json.loads(note.read_text(encoding="utf-8"))
        owner, known, original = raw["owner"], raw.get("known"), raw.get("original")
        return Kept(
            file,
            Process(int(owner["pid"]), str(owner["began"]), str(owner["computer"])),
            str(raw.get("name") or "")[:200],
            _path(original),
            raw.get("is_read_only") is True,
            Stamp(int(known["changed_ns"]), int(known["size"]), int(known["inode"])) if known else None,
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None


def _path(raw: Any) -> Path | None:
    return Path(raw) if isinstance(raw, str) and raw and "\0" not in raw else None
