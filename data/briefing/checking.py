"""``main.py --check FILE``: what is wrong with a briefing and where, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from data.briefing.faults import Problem, shown
from data.briefing.reading import Opened, read_briefing
from data.errors import AtlasError, BrokenBriefingError


def print_check(path: Path, out: TextIO) -> int:
    """Print a line for each fault of a briefing, or one that all is well; return the exit code."""
    from data.atlas import load_atlas
    from data.briefing.joining import clashes, known_in, orphans

    try:
        atlas = load_atlas()
        opened = read_briefing(path, known_in(atlas))
    except BrokenBriefingError as error:
        _print_faults(path, error.problems, out)
        print(f"{path.name}: {_saved(error.rescue)}", file=out)
        return 1
    except AtlasError as error:
        print(error, file=out)
        return 1
    lost = [
        Problem(f"link {orphan.link}" if orphan.link else f"excerpt {orphan.excerpt}", _lost(orphan.words), "", "note")
        for orphan in orphans(opened.briefing)
    ]
    problems = [*opened.problems, *clashes(atlas, opened.briefing), *lost]
    _print_faults(path, problems, out)
    if any(problem.weight != "note" for problem in problems):
        return 1
    print(f"{path.name}: ok, {_counts(opened)}", file=out)
    return 0


def _print_faults(path: Path, problems: list[Problem] | tuple[Problem, ...], out: TextIO) -> None:
    for problem in problems:
        print(f"{path.name}: {'note: ' if problem.weight == 'note' else ''}{problem}", file=out)


def _lost(words: str) -> str:
    return f"the words “{shown(words)}” are not found for certain; link them again"


def _saved(rescue: Opened | None) -> str:
    return f"what is sound can be opened: {_counts(rescue)}" if rescue else "nothing of it can be opened"


def _counts(opened: Opened) -> str:
    """Return how much a briefing holds."""
    found = []
    for name in ("scenes", "articles", "excerpts", "links", "claims", "places"):
        number = len(getattr(opened.briefing, name))
        found.append(f"{number} {name if number != 1 else name[:-1]}")
    return ", ".join(found)
