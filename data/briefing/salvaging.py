"""Plain data to a briefing, part by part: what is valid on its own is kept, what is not is told.

A fact whose field is wrong goes as a whole: half a claim would be another claim. A scene or an article loses
the smallest thing that is at fault, and keeps its texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, TypeVar

import msgspec

from data.briefing.faults import KINDS, Fault, Path, Problem, fault_of, name_of, written
from data.briefing.integrity import without_errors
from data.briefing.value import FORMAT, VERSION, Briefing, Part

Kind = TypeVar("Kind", bound=Part)

_PRUNED = ("articles", "scenes")
_EFFORT = 1_500_000
"""Values looked at in all attempts; what is still broken after that goes as a whole."""

_NAMED = re.compile(r"there is no (article|excerpt|link) ")
_REPORTED = 1_000
"""Problems told at most: a longer list helps nobody."""


def salvage(raw: Any, *, is_newer: bool = False) -> tuple[Briefing, list[Problem]]:
    """Return what of plain data is a sound briefing, and what was left out.

    Of a newer version, fields that are not known are left out of every part.
    """
    if not isinstance(raw, dict):
        return Briefing(), [Problem("", "a briefing is an object {…}")]
    work = _Work(is_newer)
    found: dict[str, Any] = {}
    origins: dict[str, list[int]] = {}
    for name, kind in KINDS.items():
        listed = raw.get(name, [])
        if not isinstance(listed, list):
            work.tell(Problem(name, "expected a list"))
            listed = []
        parts = [work.part(kind, one, f"{name}[{at}]", name in _PRUNED) for at, one in enumerate(listed)]
        origins[name] = [at for at, part in enumerate(parts) if part is not None]
        found[name] = tuple(part for part in parts if part is not None)
    rest = {name: inner for name, inner in raw.items() if name not in KINDS and name not in ("format", "version")}
    head = work.part(Briefing, rest, "", True)
    briefing = msgspec.structs.replace(head or Briefing(), **found, format=FORMAT, version=VERSION)
    briefing, contradictions = without_errors(briefing, origins)
    causes = frozenset(problem.where for problem in work.problems)
    for problem in contradictions[:_REPORTED]:
        work.tell(_follows(problem, causes) or problem)
    return briefing, work.problems


def _follows(problem: Problem, causes: Collection[str]) -> Problem | None:
    """Return a contradiction as a note if it only follows from what had to be left out."""
    wanted = _NAMED.match(problem.what)
    field = f"{wanted[1]}s[" if wanted else f"{problem.where}." if problem.where.endswith(".view") else ""
    if field and any(cause.startswith(field) for cause in causes):
        return Problem(problem.where, problem.what, problem.part, "note")
    return None


class _Work:
    """One salvage: its problems and the effort left."""

    def __init__(self, is_newer: bool) -> None:
        self.problems: list[Problem] = []
        self._is_newer = is_newer
        self._effort = _EFFORT

    def tell(self, problem: Problem) -> None:
        """Keep a problem, unless there are too many already."""
        if len(self.problems) < _REPORTED:
            self.problems.append(problem)

    def part(self, kind: type[Kind], raw: Any, where: str, is_pruned: bool) -> Kind | None:
        """Return a part of plain data, or None if it must go."""
        try:
            return msgspec.convert(raw, kind)
        except msgspec.ValidationError as error:
            if self._effort <= 0 or len(self.problems) >= _REPORTED:
                return None
            fault = fault_of(error, raw, kind)
        called, size = name_of(raw), _values(raw)
        self._effort -= size
        keeps = True
        while True:
            self._tell_fault(fault, where, called)
            keeps = keeps and (is_pruned or (self._is_newer and fault.extra is not None))
            self._effort -= size
            if self._effort <= 0 or not fault.path:
                return None
            outcome, raw = self._attempt(kind, without(raw, fault.path), fault)
            if not isinstance(outcome, Fault):
                return outcome if keeps else None
            fault = outcome

    def _attempt(self, kind: type[Kind], raw: Any, last: Fault) -> tuple[Kind | Fault | None, Any]:
        """Return the part, the next fault of its own, or None; climb where the last cut left a hole."""
        path = last.path
        while True:
            try:
                return msgspec.convert(raw, kind), raw
            except msgspec.ValidationError as error:
                fault = fault_of(error, raw, kind)
            path = path[:-1]
            if fault.path != path or not ("is missing" in fault.what or "of length" in fault.what):
                return fault, raw
            if not path:
                return None, raw
            raw = without(raw, path)

    def _tell_fault(self, fault: Fault, where: str, called: str) -> None:
        steps = written(fault.path)
        separator = "." if where and steps and not steps.startswith("[") else ""
        weight = "note" if self._is_newer and fault.extra is not None else "error"
        what = "is not known to this version" if weight == "note" else fault.what
        self.tell(Problem(f"{where}{separator}{steps}", what, called, "note" if weight == "note" else "error"))


def without(raw: Any, path: Path) -> Any:
    """Return plain data without the value at a path; what they share with the old ones is not changed."""
    step, *rest = path
    if isinstance(raw, dict) and step in raw:
        if rest:
            return {**raw, step: without(raw[step], tuple(rest))}
        return {name: inner for name, inner in raw.items() if name != step}
    if isinstance(raw, list) and isinstance(step, int) and step < len(raw):
        return [*raw[:step], *([without(raw[step], tuple(rest))] if rest else []), *raw[step + 1 :]]
    return raw


def _values(raw: Any) -> int:
    """Return how many values plain data hold."""
    count = 0
    waiting = [raw]
    while waiting:
        one = waiting.pop()
        count += 1
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return count
