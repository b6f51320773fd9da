"""Errors raised on purpose. Their text is fit for the user: it names the thing and the way out."""

from __future__ import annotations

from pathlib import Path


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
        super().__init__(
            f"{file} of the package {package} is missing. Run: pip install --force-reinstall -r requirements.txt"
        )
        self.package = package
