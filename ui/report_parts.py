"""What a report of a problem is made of: parts of plain text, without the user's name or the paths of his home."""

from __future__ import annotations

import contextlib
import getpass
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote

from data.settings import Settings
from data.texts import N_
from data.version import NAME, VERSION
from ui.logs import FAULT, LOG

TAIL_BYTES = 200_000
"""Of a log so much of its end is taken."""
TITLES = {
    "words": N_("Your words"),
    "happened": N_("What happened"),
    "program": N_("Versions and settings"),
    "check": N_("Result of --check"),
    "log": N_("Log"),
    "fault": N_("Log of crashes"),
}
"""The parts in their order."""
RULE = "=" * 72


@dataclass(frozen=True, slots=True)
class Owner:
    """Who must not be named in a report: home folders and user names."""

    homes: tuple[str, ...]
    names: tuple[str, ...]


def this_owner() -> Owner:
    """Return who runs the program."""
    homes, names = set[str](), set[str]()
    with contextlib.suppress(RuntimeError, OSError):  # no home, no path to hide
        home = Path.home()
        homes |= {str(home), str(home.resolve())}
        names.add(home.name)
    with contextlib.suppress(KeyError, OSError, ImportError):  # nobody has this number
        names.add(getpass.getuser())
    return Owner(tuple(home for home in homes if len(home) > 1), tuple(name for name in names if name))


def without_owner(text: str, owner: Owner) -> str:
    """Return a text with home folders, and then user names that stand as words, as ``~``."""
    homes = {way for home in owner.homes for way in _spellings(home)}
    for home in sorted(homes, key=len, reverse=True):
        text = re.sub(rf"{re.escape(home)}(?![\w-])", "~", text, flags=re.IGNORECASE if ":" in home else 0)
    names = {way for name in owner.names for way in (name, quote(name))}
    for name in sorted(names, key=len, reverse=True):
        # Letters of other scripts stand without spaces; there a name is found wherever it is.
        before, after = (r"(?<![a-z0-9])", r"(?![a-z0-9])") if name.isascii() else ("", "")
        text = re.sub(f"{before}{re.escape(name)}{after}", "~", text, flags=re.IGNORECASE)
    return text


def _spellings(home: str) -> set[str]:
    """Return a home folder as paths, as addresses and as Python writes it in errors."""
    slashed = home.replace("\\", "/")
    return {home, slashed, home.replace("\\", "\\\\"), quote(slashed), quote(slashed, safe="/:")}


def program_text(versions: Sequence[tuple[str, str]], settings: Settings, more: Sequence[str] = ()) -> str:
    """Return versions, settings and more lines about the machine."""
    told = [f"{name} {version}" for name, version in versions]
    chosen = [f"{name} = {value!r}" for name, value in asdict(settings).items()]
    return "\n".join([*told, *more, "", *chosen])


def read_logs(state: Path) -> dict[str, str]:
    """Return the ends of both logs by part; one that is not there is empty. Reads files."""
    log = _tail(state / LOG)
    if len(log) < TAIL_BYTES // 4:
        log = _tail(state / f"{LOG}.1") + log  # it was begun anew a moment ago
    return {"log": log, "fault": _tail(state / FAULT)}


def _tail(path: Path) -> str:
    """Return whole lines of the end of a file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - TAIL_BYTES))
            raw = file.read(TAIL_BYTES)
    except FileNotFoundError:
        return ""
    except OSError as error:
        return f"{path} cannot be read: {error.strerror}.\n"
    text = raw.decode("utf-8", errors="replace")
    return text.partition("\n")[2] if size > TAIL_BYTES else text


def check_command() -> list[str]:
    """Return the command that runs this program's own check."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--check"]
    return [sys.executable, str(Path(__file__).parent.parent / "main.py"), "--check"]


def whole_report(parts: Mapping[str, str]) -> str:
    """Return the report's text: the parts that are taken, each under its title, exactly as they were shown."""
    told = [f"{NAME} {VERSION}"]
    for part, title in TITLES.items():
        if parts.get(part):
            told += [f"{RULE}\n{title}\n{RULE}", parts[part].rstrip("\n")]
    return "\n\n".join(told) + "\n"


def write_report(path: Path, text: str) -> None:
    """Write a report, whole or not at all; raises OSError."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
