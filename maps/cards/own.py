"""The facts on the card of an own place."""

from __future__ import annotations

from data.own import OwnPlace
from data.texts import N_
from maps.cards.desk import Desk, Draft

KINDS = {"point": N_("Own place · point"), "line": N_("Own place · line"), "area": N_("Own place · area")}
UNVERIFIED = N_("no source: unverified")


def facts_of_own(desk: Desk, place: OwnPlace) -> Draft:
    """Return what the briefing says of a place that it adds."""
    texts = desk.texts
    draft = Draft(texts.name(place.names), texts(KINDS[place.kind]), place.names, place.sources)
    marks = () if place.sources else (texts(UNVERIFIED),)
    if place.kind == "point":
        draft.add(texts("Position"), desk.place(place.positions[0]))
    else:
        draft.add(texts("Drawn with"), texts.count("{n} point", "{n} points", len(place.positions)))
    draft.add(texts("Confidence"), desk.confidence(place.confidence), marks=marks or desk.doubts(place.confidence))
    if place.note:
        draft.notes.append(texts.name(place.note))
    return draft
