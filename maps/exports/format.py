"""What a format of export is: its name, its file's ending, what can be chosen about it, and what writes it.

The registry of those that need no screen is ``maps/exports/__init__.py``, of those that need the drawn page
``ui/exports/__init__.py``. The dialog and ``main.py --export`` read both and know no format by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal

from data.errors import AtlasError

Audience = Literal["slides", "print", "web", "data"]
"""Whom an export is for; the dialog's presets."""

Options = Mapping[str, Any]
"""What was chosen about a format: each ``Option.name`` with its value; ``Format.complete`` adds what is missing."""


_SIZE = re.compile(r"[1-9]\d{2,3}x[1-9]\d{2,3}")


class ExportError(AtlasError):
    """An export could not be written; the text says why and what to do. Nothing is left half written."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen about a format.

    ``kind`` is a switch (bool), a choice (one of the values in ``choices``, each with its English text), a file
    (a path, empty for none; ``endings`` such as ``.pptx .potx``), a number between ``least`` and ``most``, or a
    size: one of the choices or ``WxH`` in pixels.
    """

    name: str
    title: str
    kind: Literal["switch", "choice", "file", "number", "size"]
    default: Any
    choices: tuple[tuple[Any, str], ...] = ()
    endings: str = ""
    least: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Format:
    """One format of export.

    ``module`` is imported when the export begins and holds, without ``needs_page``,
    ``write(path: Path, show: ExportShow, options: Options) -> None``, called on another thread; with ``needs_page`` a
    generator ``export(job: Job)`` (see ``ui/exports/job.py``) that asks the studio for what is drawn.
    ``needs`` are the packages to import that a plain installation may lack, ``install`` what to give pip for them.
    ``is_for_all_languages`` says that one file holds all languages; else each language gets a file of its own.
    ``is_by_scene`` says that it holds the chosen scenes one after another (those of the document as a whole do not).
    ``values`` are what an audience is given other than the options' defaults.
    """

    id: str
    title: str
    suffix: str
    module: str
    audience: Audience
    options: tuple[Option, ...] = ()
    needs_page: bool = False
    is_for_all_languages: bool = False
    is_by_scene: bool = True
    is_folder: bool = False
    needs: tuple[str, ...] = ()
    install: str = ""

    @property
    def is_there(self) -> bool:
        """Whether its module is part of this installation."""
        return _is_found(self.module)

    @property
    def lacks(self) -> tuple[str, ...]:
        """The packages that it needs and that are not installed."""
        return tuple(name for name in self.needs if not _is_found(name))

    def complete(self, options: Options) -> dict[str, Any]:
        """Return the options with the defaults where nothing, or nothing valid, was chosen."""
        return {option.name: _valid(option, options.get(option.name, option.default)) for option in self.options}


def _valid(option: Option, value: Any) -> Any:
    if option.kind == "size" and isinstance(value, str) and _SIZE.fullmatch(value):
        return value
    if option.kind in ("choice", "size"):
        return value if value in [known for known, _ in option.choices] else option.default
    if option.kind == "number":
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number and option.least <= value <= option.most else option.default
    return value if isinstance(value, type(option.default)) else option.default


def _is_found(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False
