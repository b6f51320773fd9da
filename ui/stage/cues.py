"""Cues in the speaker's notes: ``[[Aktau]]`` names a place to fly to. No Qt."""

from __future__ import annotations

import re

from data.atlas import Atlas
from maps.planning.naming import WHOLE_NAME
from maps.search import Finder

CUE = re.compile(r"\[\[([^\[\]\n]{1,120})\]\]")
_MEANS = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~])")
LINK = "cue:"


def cues_in(notes: str) -> tuple[str, ...]:
    """Return the names of the cues in notes, in their order."""
    return tuple(name.strip() for name in CUE.findall(notes))


def with_links(notes: str) -> str:
    """Return notes as Markdown in which each cue is a link ``cue:<its place>``; its name is plain text."""
    numbers = iter(range(len(notes)))
    return CUE.sub(lambda found: f"[{_plain(found[1].strip())}]({LINK}{next(numbers)})", notes)


def cue_at(notes: str, address: str) -> str | None:
    """Return the name that a link of ``with_links`` stands for; None for another address."""
    number = address.removeprefix(LINK)
    names = cues_in(notes)
    return names[int(number)] if address.startswith(LINK) and number.isdecimal() and int(number) < len(names) else None


def feature_meant(atlas: Atlas, finder: Finder, name: str, language: str) -> str | None:
    """Return the feature that a cue names, by its id or any whole name; None where the map has none."""
    if name in atlas.features:
        return name
    low = name.casefold()
    for feature, known in atlas.features.items():
        names = getattr(known, "names", None) or {}
        if low in {str(written).casefold() for written in names.values()}:
            return feature
    hits = (hit for hit in finder.find(name, language) if hit.feature and hit.score >= WHOLE_NAME)
    return next((hit.feature for hit in hits), None)


def _plain(text: str) -> str:
    return _MEANS.sub(r"\\\1", text)
