"""Settings: one readable JSON file in the platform's config folder, checked, replaced as a whole.

A broken file is set aside under another name and said so; the program starts with the defaults.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from data.texts import LANGUAGE_NAMES

log = logging.getLogger(__name__)

NAME = "caspian-atlas"
SIZE_LIMIT = 64_000
"""Bytes; a settings file larger than this was not written by this program."""

CHOICES: dict[str, tuple[object, ...]] = {
    "language": ("", *LANGUAGE_NAMES),
    "theme": ("light", "dark"),
    "safe_graphics": (False, True),
    "reduced_motion": (False, True),
    "stage_look": ("plain", "projector"),
    "stage_text": (80, 90, 100, 115, 130, 150, 175, 200),
    "online_basemap": (False, True),
    "welcome_closed": (False, True),
}
"""What each setting may be; an empty language means the system's."""

RANGES: dict[str, tuple[int, int]] = {"autosave_s": (10, 600)}
"""The least and the most of each setting that is a number."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices.

    ``stage_look`` is how the audience's map is drawn when a show begins, ``stage_text`` the size of its text in
    percent. ``autosave_s`` is the longest that an edit waits to be kept. ``welcome_closed`` is no choice of the
    dialog: the first steps were closed, or done, and never come back.
    """

    language: str = ""
    theme: str = "light"
    safe_graphics: bool = False
    reduced_motion: bool = False
    stage_look: str = "projector"
    stage_text: int = 100
    autosave_s: int = 30
    online_basemap: bool = False
    welcome_closed: bool = False


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the platform wants settings, what may be made again, and what is kept."""

    config: Path
    cache: Path
    state: Path


def folders() -> Folders:
    """Return the platform's folders for this program (they may not exist yet).

    ``CASPIAN_ATLAS_HOME`` puts all three under one folder: for a stick, and for tests.
    """
    home = os.environ.get("CASPIAN_ATLAS_HOME")
    if home:
        root = Path(home)
        return Folders(root / "config", root / "cache", root / "state")
    from platformdirs import PlatformDirs

    try:
        dirs = PlatformDirs(NAME, appauthor=False)
        return Folders(dirs.user_config_path, dirs.user_cache_path, dirs.user_state_path)
    except (RuntimeError, KeyError, OSError):  # no home folder at all
        import tempfile

        root = Path(tempfile.gettempdir()) / NAME
        return Folders(root / "config", root / "cache", root / "state")


def system_language() -> str:
    """Return the language of the system if the program speaks it, else English."""
    import locale

    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    if sys.platform in ("win32", "darwin") or not name:
        name = locale.getlocale()[0] or name
    short = {"indonesian": "id", "japanese": "ja"}.get(name.split("_")[0].lower(), name[:2].lower())
    return short if short in LANGUAGE_NAMES else "en"


def load_settings(path: Path) -> tuple[Settings, str | None]:
    """Return the settings of a file, and what was wrong with it (None if nothing was).

    A broken file is renamed to ``….broken`` so that nothing in it is lost.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise ValueError("it is too large")
        raw = json.loads(path.read_text(encoding="utf-8"))
        return _checked(raw), None
    except FileNotFoundError:
        return Settings(), None
    except OSError as error:
        return Settings(), f"{path} cannot be read ({error.strerror}). The defaults are used."
    except (ValueError, RecursionError) as error:
        aside = path.with_suffix(".broken")
        try:
            path.replace(aside)
        except OSError:
            aside = path
        return Settings(), f"{path} is broken ({error}). It was set aside as {aside.name}; the defaults are used."


def save_settings(path: Path, settings: Settings) -> OSError | None:
    """Write the settings atomically; what cannot be written is logged and returned, not raised."""
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        log.warning("The settings cannot be saved to %s: %s.", path, error.strerror)
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)  # a full disk leaves half of it
        return error
    return None


def _checked(raw: object) -> Settings:
    """Return settings from untrusted JSON, or raise ValueError; unknown names are left out."""
    if not isinstance(raw, dict):
        raise ValueError("it holds no settings")
    known = {field.name for field in fields(Settings)}
    for name, value in raw.items():
        if name in known and not _is_allowed(name, value):
            raise ValueError(f"{name} cannot be {value!r}")
    return Settings(**{name: value for name, value in raw.items() if name in known})


def _is_allowed(name: str, value: object) -> bool:
    """Tell whether a setting may have a value: one of its choices, or a whole number of its range."""
    if name in RANGES:
        least, most = RANGES[name]
        return type(value) is int and least <= value <= most
    return any(type(value) is type(choice) and value == choice for choice in CHOICES[name])
