"""What an export is made from: the document without what is not for the audience, the facts, the chosen scenes."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing.joining import join
from data.briefing.value import Briefing, Scene
from data.sources import Source
from data.texts import N_, Texts, in_all_languages, load_texts
from data.version import NAME, VERSION
from maps.drawing import CREDITS, PAGE_TEXTS
from maps.exports.format import ExportError
from maps.exports.paths import scrubbed
from maps.exports.sharing import audience_media, for_audience
from maps.measures import Measures
from maps.titling import cited_sources, text_of

GENERATOR = f"{NAME} {VERSION}"
FREE = frozenset({"", "cited", "own", "own work"})
"""What stands for a licence where none is given: facts are cited, or ours."""

NO_SCENE = N_("There is no scene {number}; the briefing has {n}.")
HIDDEN = N_("Scene {number} is hidden and stays out of exports.")
NOT_NUMBERS = N_("“{given}” names no scenes; write 1,3-5.")

_RANGE = re.compile(r"\s*(\d{1,6})\s*(?:[-–]\s*(\d{1,6}))?\s*")


@dataclass(frozen=True)
class ExportShow:
    """What leaves the program, in one language.

    ``briefing`` is without private facts, hidden scenes and local paths (speaker's notes are kept: ask before use),
    ``atlas`` joined with it, ``scenes`` those chosen, in order. ``sources`` are what these scenes rest on, each once,
    in the order of the show. ``media`` are the document's pictures by name.
    """

    briefing: Briefing
    atlas: Atlas
    measures: Measures
    scenes: tuple[Scene, ...]
    language: str
    date: datetime.date
    sources: tuple[Source, ...]
    media: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def texts(self) -> Texts:
        """The program's texts in the language."""
        return load_texts(self.language)

    @cached_property
    def title(self) -> str:
        """The briefing's title in the language, or in another that has it, else the program's name."""
        return text_of(self.briefing.title, self.language)[0] or NAME

    @property
    def titles(self) -> Mapping[str, str]:
        """The briefing's title in every language; where one is missing, the chosen one's stands in."""
        return {language: text_of(self.briefing.title, language)[0] or NAME for language in ("en", "id", "ja")}

    @property
    def border_policy(self) -> str:
        """How borders are drawn and what that means, in the language."""
        return self.texts(PAGE_TEXTS["borders"])

    @property
    def border_policies(self) -> Mapping[str, str]:
        """The same in every language."""
        return in_all_languages(PAGE_TEXTS["borders"])

    @property
    def credits(self) -> str:
        """The attributions that the map's data ask for, in one line."""
        return CREDITS

    @cached_property
    def licences(self) -> tuple[str, ...]:
        """A notice for each licence of the data used: ``CC BY 4.0: GeoNames …; …``."""
        return licence_notices(self.sources)

    def number(self, scene: Scene) -> int:
        """Return a scene's number in this show, from 1."""
        return next(at for at, known in enumerate(self.scenes, 1) if known.id == scene.id)


def show_of(
    facts: Atlas,
    briefing: Briefing,
    measures: Measures,
    language: str,
    date: datetime.date,
    *,
    numbers: str = "",
    media: Mapping[str, bytes] | None = None,
) -> ExportShow:
    """Return what an export is made from.

    Parameters
    ----------
    facts
        The shipped facts, not joined with the document: what is private must not be among them.
    numbers
        Which scenes, as the panel counts them (hidden ones too): ``1,3-5``; empty for all that are not hidden.

    Raises
    ------
    ExportError
        If the numbers name scenes that are not there or are hidden.
    """
    public = scrubbed(for_audience(briefing))
    chosen = frozenset(scene.id for scene in scenes_in(briefing, numbers, load_texts(language)))
    scenes = tuple(scene for scene in public.scenes if scene.id in chosen)
    atlas = join(facts, public)
    sources = _sources(atlas, replace(public, scenes=scenes))
    kept = audience_media(briefing, media or {})
    return ExportShow(public, atlas, measures, scenes, language, date, sources, kept)


def scenes_in(briefing: Briefing, numbers: str, texts: Texts) -> tuple[Scene, ...]:
    """Return the scenes that a text such as ``1,3-5`` names, in the order of the show; empty means all on show.

    A hidden scene within a range is passed over; one named by itself is an error, as is one that is not there.
    """
    scenes = briefing.scenes
    if not numbers.strip():
        return tuple(scene for scene in scenes if not scene.is_hidden)
    found: set[int] = set()
    for piece in numbers.split(","):
        matched = _RANGE.fullmatch(piece)
        if not matched:
            raise ExportError(texts(NOT_NUMBERS, given=numbers.strip()[:60]))
        first = int(matched[1])
        last = int(matched[2] or first)
        for number in (first, last):
            if not 1 <= number <= len(scenes):
                raise ExportError(texts(NO_SCENE, number=number, n=len(scenes)))
        if last < first:
            raise ExportError(texts(NOT_NUMBERS, given=numbers.strip()[:60]))
        shown = [number for number in range(first, last + 1) if not scenes[number - 1].is_hidden]
        if not shown:
            raise ExportError(texts(HIDDEN, number=first))
        found.update(shown)
    return tuple(scenes[number - 1] for number in sorted(found))


def licence_notices(sources: Iterable[Source]) -> tuple[str, ...]:
    """Return a line for each licence that works come under, with their titles; what is only cited needs none."""
    known: dict[str, dict[str, None]] = {}
    for source in sources:
        if source.licence not in FREE:
            known.setdefault(source.licence, {})[source.title] = None
    return tuple(f"{licence}: {'; '.join(titles)}" for licence, titles in sorted(known.items()))


def _sources(atlas: Atlas, briefing: Briefing) -> tuple[Source, ...]:
    """Return what the scenes of a briefing rest on, as the page of sources lists it."""
    by_title = {source.title: source for source in reversed(list(atlas.sources.values()))}
    return tuple(by_title[title] for title in cited_sources(atlas, briefing) if title in by_title)
