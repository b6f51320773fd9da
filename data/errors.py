"""Errors raised on purpose. Their text is fit for the user: it names the thing and the way out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.briefing.faults import Problem
    from data.briefing.reading import Opened


class AtlasError(Exception):
    """The root of all errors raised on purpose."""


class BrokenFactsError(AtlasError):
    """A file of the shipped facts is missing, unreadable or contradicts another."""

    def __init__(self, file: str | Path, reason: str) -> None:
        super().__init__(f"The facts in {file} cannot be used: {reason}. Install the program again to restore them.")
        self.file = str(file)
        self.reason = reason


class MissingPackageError(AtlasError):
    """A file that should come with an installed package is not there."""

    def __init__(self, package: str, file: str | Path) -> None:
        way_out = "Run: pip install --force-reinstall -r requirements.txt"
        if getattr(sys, "frozen", False):
            way_out = "Install the program again to restore it."
        super().__init__(f"{file} of the package {package} is missing. {way_out}")
        self.package = package


class BriefingError(AtlasError):
    """A briefing cannot be opened: it is no briefing, is not to be read, or is not safe to read."""

    def __init__(self, file: str | Path, reason: str, way_out: str) -> None:
        super().__init__(f"{Path(file).name} cannot be opened: {reason}. {way_out}")
        self.file = str(file)
        self.reason = reason


class BrokenBriefingError(BriefingError):
    """A briefing is broken. ``problems`` says where; ``rescue`` holds what is sound, if anything is."""

    def __init__(self, file: str | Path, problems: tuple[Problem, ...], rescue: Opened | None) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        way_out = "What is sound in it can be opened." if rescue else "Open its backup (….bak) or another copy."
        super().__init__(file, f"{problems[0]}{more}", way_out)
        self.problems = problems
        self.rescue = rescue


class BriefingSaveError(AtlasError):
    """A briefing cannot be saved; what was there before is untouched."""

    def __init__(self, file: str | Path, reason: str, way_out: str) -> None:
        super().__init__(f"{Path(file).name} was not saved: {reason}. {way_out}")
        self.file = str(file)
        self.reason = reason
