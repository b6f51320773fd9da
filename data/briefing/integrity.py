"""Whether the parts of a briefing fit together: ids, what they name, dates and bounds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from data.briefing.faults import KINDS, Problem, Weight, told
from data.briefing.value import Briefing, Camera, Change, Part, Scene, View

_TOLD = 1_000
"""Problems told at most: a longer list helps nobody."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_POINTS = {"point": (1, 1), "line": (2, None), "area": (3, None)}
"""How few and how many positions each kind of place has."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the shipped facts hold beside the document: ids of features and of sources."""

    features: Collection[str]
    sources: Collection[str]


def problems_of(briefing: Briefing, media: Collection[str] | None = None, known: Known | None = None) -> list[Problem]:
    """Return what does not fit together.

    Errors are what the document contradicts in itself. With ``known``, what neither the document nor the shipped
    facts hold is a fault. A picture that a scene names and ``media`` lacks is a note: it can be drawn again.
    """
    ids = _Ids(briefing)
    found = list(islice((problem for name in KINDS for problem in _of_list(briefing, name, ids)), _TOLD))
    if known:
        found += _unknown(briefing, ids, known)
    if media is not None:
        found += [
            Problem(f"scenes[{at}].still", f"its picture {scene.still} is not in the file", told(scene), "note")
            for at, scene in enumerate(briefing.scenes)
            if scene.still and scene.still not in media
        ]
    return found


def without_errors(briefing: Briefing, origins: Mapping[str, list[int]]) -> tuple[Briefing, list[Problem]]:
    """Return the document without what contradicts it, and what was left out for it.

    A part goes as a whole, but a scene keeps its texts, a claim its figure and a link its other languages.
    ``origins`` tells at which place of the file each part stood.
    """
    dropped: list[Problem] = []
    places = {name: list(origins[name]) for name in origins}
    for _ in range(len(KINDS)):  # a part that goes may leave others without what they name
        ids = _Ids(briefing)
        is_sound = True
        for name in KINDS:
            parts = getattr(briefing, name)
            bad: dict[int, bool] = {}
            for problem in _of_list(briefing, name, ids):
                if problem.weight == "error":
                    at, field = _place(problem)
                    bad[at] = bad.get(at, False) or field == "id"
                    if len(dropped) < _TOLD:
                        dropped.append(_put(problem, f"{name}[{places[name][at]}].{field}"))
            if bad:
                is_sound = False
                kept = [
                    (part if at not in bad else None if bad[at] else _mended(name, part, ids), places[name][at])
                    for at, part in enumerate(parts)
                ]
                places[name] = [origin for part, origin in kept if part is not None]
                briefing = replace(briefing, **{name: tuple(part for part, _ in kept if part is not None)})
        if is_sound:
            break
    return briefing, dropped


def _place(problem: Problem) -> tuple[int, str]:
    """Return at which place of its list a problem's part stands, and the field."""
    at, _, field = problem.where.partition("[")[2].partition("].")
    return int(at), field


def _put(problem: Problem, where: str) -> Problem:
    """Return a problem at another place."""
    return Problem(where, problem.what, problem.part, problem.weight)


def _mended(name: str, part: Any, ids: _Ids) -> Any:
    """Return a faulty part without its fault, None where nothing sound is left."""
    if name == "claims" and part.excerpt not in ids.excerpts:
        part = replace(part, excerpt=None)
    elif name == "links" and part.excerpt in ids.excerpts:
        texts = ids.excerpts[part.excerpt].texts
        part = replace(part, spans={at: quote for at, quote in part.spans.items() if at in texts and quote.exact})
    elif name == "scenes":
        view = part.view and _mended_view(part.view, ids)
        steps = tuple(step for step in part.steps if not any(_of_view(step, "", ids)))
        part = replace(part, view=view, steps=steps, kind="title" if part.kind == "map" and not view else part.kind)
    return None if any(weight == "error" for _, _, weight in _of_part(name, part, ids)) else part


def _mended_view(view: View, ids: _Ids) -> View | None:
    faulty = {where.split(".")[1] for where, _, _ in _of_view(view, "view", ids)}
    return None if "camera" in faulty else replace(view, **dict.fromkeys(faulty))


class _Ids:
    """The ids that the document's parts may name."""

    def __init__(self, briefing: Briefing) -> None:
        self.articles = {part.id for part in briefing.articles}
        self.excerpts = {part.id: part for part in briefing.excerpts}
        self.links = {part.id for part in briefing.links}
        self.sources = {part.id for part in briefing.sources}
        self.places = {part.id for part in briefing.places}


def _of_list(briefing: Briefing, name: str, ids: _Ids) -> Iterator[Problem]:
    """Yield what is wrong with the parts of one list."""
    seen: set[str] = set()
    for at, part in enumerate(getattr(briefing, name)):
        where = f"{name}[{at}]"
        if part.id in seen:
            yield Problem(f"{where}.id", f"the id {part.id} is given twice", told(part))
        seen.add(part.id)
        for field, what, weight in _of_part(name, part, ids):
            yield Problem(f"{where}.{field}", what, told(part), weight)


def _of_part(name: str, part: Any, ids: _Ids) -> Iterator[tuple[str, str, Weight]]:
    match name:
        case "articles" | "sources":
            yield from _date(part.date, "date")
        case "excerpts":
            if part.article not in ids.articles:
                yield "article", f"there is no article {part.article}", "error"
            if not any(part.texts.values()):
                yield "texts", "there is no text", "error"
        case "links":
            yield from _of_link(part, ids)
        case "claims":
            yield from _date(part.asof, "asof")
            if part.excerpt is not None and part.excerpt not in ids.excerpts:
                yield "excerpt", f"there is no excerpt {part.excerpt}", "error"
            if isinstance(part.value, tuple) and part.value[0] > part.value[1]:
                yield "value", "the range ends before it begins", "error"
        case "places":
            fewest, most = _POINTS[part.kind]
            if len(part.positions) < fewest or (most and len(part.positions) > most):
                yield "positions", f"a {part.kind} has {'one position' if most else f'{fewest} or more'}", "error"
        case "scenes":
            yield from _of_scene(part, ids)


def _of_link(link: Any, ids: _Ids) -> Iterator[tuple[str, str, Weight]]:
    excerpt = ids.excerpts.get(link.excerpt)
    if excerpt is None:
        yield "excerpt", f"there is no excerpt {link.excerpt}", "error"
        return
    if not link.targets:
        yield "targets", "it leads nowhere", "error"
    if not link.spans:
        yield "spans", "no words are linked", "error"
    for language, quote in link.spans.items():
        if language not in excerpt.texts:
            yield f"spans.{language}", "the excerpt has no text in this language", "error"
        if not quote.exact:
            yield f"spans.{language}.exact", "no words are linked", "error"


def _of_scene(scene: Scene, ids: _Ids) -> Iterator[tuple[str, str, Weight]]:
    if scene.kind == "map" and scene.view is None:
        yield "view", "a map scene needs a view", "error"
    if scene.view is not None:
        yield from _of_view(scene.view, "view", ids)
    for at, step in enumerate(scene.steps):
        yield from _of_view(step, f"steps[{at}]", ids)


def _of_view(view: View | Change, where: str, ids: _Ids) -> Iterator[tuple[str, str, Weight]]:
    if isinstance(view.camera, Camera):
        west, south, east, north = view.camera.bounds
        if west >= east:
            yield f"{where}.camera.bounds", "west is not west of east", "error"
        if south >= north:
            yield f"{where}.camera.bounds", "south is not south of north", "error"
    if isinstance(view.excerpt, str) and view.excerpt not in ids.excerpts:
        yield f"{where}.excerpt", f"there is no excerpt {view.excerpt}", "error"
    if isinstance(view.link, str) and view.link not in ids.links:
        yield f"{where}.link", f"there is no link {view.link}", "error"
    if isinstance(view.period, tuple):
        start, end = view.period
        if not (is_date(start) and is_date(end)):
            yield f"{where}.period", "expected dates such as 2024, 2024-08 or 2024-08-09", "error"
        elif start[: len(end)] > end[: len(start)]:
            yield f"{where}.period", "it ends before it begins", "error"


def _date(text: str | None, field: str) -> Iterator[tuple[str, str, Weight]]:
    if text and not is_date(text):
        yield field, "expected a date such as 2024, 2024-08 or 2024-08-09", "fault"


def is_date(text: str) -> bool:
    """Return whether a text is an ISO year, month or day that the calendar has."""
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(f"{text}{'-01-01'[len(text) - 10 :] if len(text) < 10 else ''}")
    except ValueError:
        return False
    return True


def _unknown(briefing: Briefing, ids: _Ids, known: Known) -> Iterator[Problem]:
    """Yield what neither the document nor the shipped facts hold."""
    for name, field in (("claims", "sources"), ("places", "sources"), ("articles", "source")):
        for at, part in enumerate(getattr(briefing, name)):
            yield from _missing(part, f"{name}[{at}].{field}", field, "source", (ids.sources, known.sources))
    features = (ids.places, known.features)
    for name, field in (("links", "targets"), ("claims", "about")):
        for at, part in enumerate(getattr(briefing, name)):
            yield from _missing(part, f"{name}[{at}].{field}", field, "feature", features)
    for at, scene in enumerate(briefing.scenes):
        views = [("view", scene.view), *((f"steps[{step}]", one) for step, one in enumerate(scene.steps))]
        for where, view in views:
            if view is not None:
                yield from _missing(
                    view, f"scenes[{at}].{where}.selected", "selected", "feature", features, told(scene)
                )


def _missing(
    part: Part, where: str, field: str, what: str, groups: Iterable[Collection[str]], called: str = ""
) -> Iterator[Problem]:
    wanted = getattr(part, field)
    if wanted is UNSET or wanted is None:
        return
    for name in (wanted,) if isinstance(wanted, str) else wanted:
        if not any(name in group for group in groups):
            yield Problem(where, f"there is no {what} {name}", called or told(part), "fault")
