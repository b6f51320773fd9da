"""Settings: one readable JSON file in the platform's config folder, checked, replaced as a whole.

A broken file is set aside under another name and said so; the program starts with the defaults.
"""

from __future__ import annotations

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
}
"""What each setting may be; an empty language means the system's."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The user's choices."""

    language: str = ""
    theme: str = "light"
    safe_graphics: bool = False
    reduced_motion: bool = False


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


def save_settings(path: Path, settings: Settings) -> None:
    """Write the settings atomically; what cannot be written is logged, not raised."""
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        log.warning("The settings cannot be saved to %s: %s.", path, error.strerror)


def _checked(raw: object) -> Settings:
    """Return settings from untrusted JSON, or raise ValueError; unknown names are left out."""
    if not isinstance(raw, dict):
        raise ValueError("it holds no settings")
    known = {field.name for field in fields(Settings)}
    for name, value in raw.items():
        if name in known and not any(type(value) is type(choice) and value == choice for choice in CHOICES[name]):
            raise ValueError(f"{name} cannot be {value!r}")
    return Settings(**{name: value for name, value in raw.items() if name in known})
