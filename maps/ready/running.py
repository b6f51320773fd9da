"""How the show runs: its length against the slot, its first scene, its last one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from data.briefing.edits import new_id, with_part
from data.briefing.value import Briefing, Scene
from data.texts import N_, in_all_languages
from maps.ready.finding import Finding, Fix, Spot
from maps.ready.review import LANGUAGES, Review
from maps.titling import text_of

WORDS_PER_MINUTE = 130
LETTERS_PER_MINUTE = 300
"""How fast Japanese is read aloud."""
LEAST_SECONDS = 10

EMPTY = N_("There are no scenes yet. Arrange the map, then press Ctrl+Enter.")
LONG = N_("The scenes take {minutes} min, the slot has {slot}.")
FIRST = N_("{scene} is the first and hidden: the show begins with the next one.")
ALL_HIDDEN = N_("All scenes are hidden: there is nothing to show.")
CLOSING = N_("No scene lists the sources. An audience asks for them.")

FIT = N_("Fit the times to the slot")
SHOW = N_("Show it")
SHOWN = N_("Show the first scene")
ADD = N_("Add a sources scene")
TITLE = N_("Sources")


def length(review: Review) -> Iterator[Finding]:
    """Yield that the show takes longer than its slot."""
    slot, seconds = review.briefing.slot_minutes, total_seconds(review.briefing, review.texts.language)
    if slot and seconds > slot * 60:
        text = review.texts(LONG, minutes=-(-seconds // 60), slot=slot)
        can_fit = slot * 60 >= LEAST_SECONDS * len(review.shown)
        mend = partial(_fitted, language=review.texts.language)
        fix = Fix(review.texts(FIT), FIT, mend) if can_fit else None
        longest = max(review.shown, key=lambda scene: seconds_of(scene, review.texts.language))
        yield Finding("length", "warning", text, Spot("scene", longest.id), fix)


def beginning(review: Review) -> Iterator[Finding]:
    """Yield that there is nothing to show, or that the first scene is hidden."""
    scenes = review.briefing.scenes
    if not scenes:
        yield Finding("empty", "error", review.texts(EMPTY), Spot("briefing"))
    elif scenes[0].is_hidden:
        fix = Fix(review.texts(SHOW), SHOWN, partial(_with_shown, name=scenes[0].id))
        text = review.texts(FIRST, scene=review.name(scenes[0])) if review.shown else review.texts(ALL_HIDDEN)
        yield Finding("first", "warning" if review.shown else "error", text, Spot("scene", scenes[0].id), fix)


def closing(review: Review) -> Iterator[Finding]:
    """Yield that no scene on show lists the sources."""
    if review.shown and not any(scene.kind == "sources" for scene in review.shown):
        fix = Fix(review.texts(ADD), ADD, _with_sources)
        yield Finding("closing", "warning", review.texts(CLOSING), Spot("scene", review.shown[-1].id), fix)


def seconds_of(scene: Scene, language: str) -> int:
    """Return the time that a scene takes: what is meant for it, else as long as its notes are to read aloud."""
    if scene.seconds is not None:
        return scene.seconds
    text, written = text_of(scene.notes, language)
    text = re.sub(r"[*_#>`\[\]]", "", text)
    if written == "ja":
        return round(60 * len("".join(text.split())) / LETTERS_PER_MINUTE)
    return round(60 * len(text.split()) / WORDS_PER_MINUTE)


def total_seconds(briefing: Briefing, language: str) -> int:
    """Return the time that all scenes on show take together."""
    return sum(seconds_of(scene, language) for scene in briefing.scenes if not scene.is_hidden)


def _fitted(briefing: Briefing, language: str) -> Briefing:
    """Return the briefing with each scene's share of the slot as its time."""
    shown = [scene for scene in briefing.scenes if not scene.is_hidden]
    spare = (briefing.slot_minutes or 0) * 60 - LEAST_SECONDS * len(shown)
    total = total_seconds(briefing, language)
    for scene in shown:
        seconds = LEAST_SECONDS + int(spare * seconds_of(scene, language) / total)
        briefing = with_part(briefing, replace(scene, seconds=seconds))
    return briefing


def _with_shown(briefing: Briefing, name: str) -> Briefing:
    scenes = (replace(scene, is_hidden=False) if scene.id == name else scene for scene in briefing.scenes)
    return replace(briefing, scenes=tuple(scenes))


def _with_sources(briefing: Briefing) -> Briefing:
    known = in_all_languages(TITLE)
    title = {language: known[language] for language in LANGUAGES}
    return with_part(briefing, Scene(id=new_id(briefing, "scene"), kind="sources", title=title))
