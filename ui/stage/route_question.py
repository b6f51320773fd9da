"""Questions for a way, as somebody types them while an audience waits: "Almaty to Poti avoid Russia".

A small grammar in three languages, without Qt. Names are resolved as everywhere; a place that is no node of the
network stands for the node nearest to it, and that is said.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from data import formats
from data.atlas import Atlas
from data.reading import Position
from data.texts import Texts
from maps.cards.desk import feature_name
from maps.planning.naming import AS_LIKELY, WHOLE_NAME, Naming
from maps.planning.plan import QuestionError
from maps.scene import Routing
from maps.search import Finder

LONGEST = 200
"""Letters; nobody asks a longer question in a line."""
MOST_MEANT = 4
"""At most so many readings of one question are offered."""

_AVOID = re.compile(
    r"[\s,;]+(?:avoiding|avoid|without|bypassing|not (?:through|via)|no"
    r"|tanpa (?:melalui|lewat)|tanpa|menghindari|hindari|bukan lewat)\s+",
    re.IGNORECASE,
)
_AVOID_JA = re.compile(r"(?:抜き|ぬき|なし|無し|を避け|を除|を通らな|を通らず|を迂回|を回避)[^\s、,]*")
_ROUTE = re.compile(
    r"^(?:(?:the\s+)?(?:route|way|path|how to get)\s+(?:from\s+)?|from\s+|(?:rute|jalur|jalan)\s+(?:dari\s+)?|dari\s+)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+(?:to|ke|menuju|->|→|-|–|—)\s+|\s*→\s*", re.IGNORECASE)
_FROM_JA, _END_JA = "から", re.compile(r"(?:までの?|への?|行き)?(?:経路|ルート|道)?[?？。は]*$")
_AND = re.compile(r"\s*(?:,|、|・|&|\band\b|\bdan\b|\bor\b|\batau\b|と|や)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """What of a question names its ends, and what is to be avoided."""

    start: str
    end: str
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question understood: its ends and limits, and what has to be said of the ends."""

    start: str
    end: str
    avoid: frozenset[str]
    without: frozenset[str]
    notes: tuple[str, ...]

    def routing(self, before: Routing) -> Routing:
        """Return the routing that answers it; only how the best way is chosen stays from before."""
        limits = Routing(self.avoid, self.without, before.with_planned, before.by)
        return limits.with_way(self.start, self.end)


def parsed(text: str) -> Words | None:
    """Return the words of a question for a way, or None if the text is none."""
    text = " ".join(text[:LONGEST].split())
    return _japanese(text) if _FROM_JA in text else _latin(text)


def _latin(text: str) -> Words | None:
    """Read a question in English or Indonesian: "[from] A to B [avoid C and D]"."""
    way, *limits = _AVOID.split(text.rstrip("?. "))
    ends = _TO.split(_ROUTE.sub("", way))
    if len(ends) != 2 or not all(end.strip() for end in ends):
        return None
    return Words(ends[0].strip(), ends[1].strip(), _listed(limits))


def _japanese(text: str) -> Words | None:
    """Read a question in Japanese: "AからB Cぬき", the limits after or before the ends."""
    parts = [part for part in re.split(r"[\s、,]+", text) if part]
    if len(parts) == 1:  # no gaps: what is avoided ends with its word, the ends hold "kara"
        parts = _without_gaps(text)
    ends = [part for part in parts if _FROM_JA in part]
    limits = [_AVOID_JA.sub("", part) for part in parts if part not in ends]
    if len(ends) != 1:
        return None
    start, end = ends[0].split(_FROM_JA, 1)
    end = _END_JA.sub("", end)
    return Words(start, end, _listed(limits)) if start and end else None


def _without_gaps(text: str) -> list[str]:
    """Return the parts of a question written in one: "ロシアを避けてAからBへ" or "AからBへロシア抜き"."""
    found = _AVOID_JA.search(text)
    if not found:
        return [text]
    if text.find(_FROM_JA) > found.start():
        said = re.match(
            r"(.*?(?:抜きで?|ぬきで?|なしで?|無しで?|を避けて|を除いて|を通らずに?|を迂回して|を回避して))(.+)", text
        )
        return [said[1], said[2]] if said else [text]
    split = re.match(r"(.+?から.+?(?:まで|へ))(.+)", text)
    return [split[1], split[2]] if split else [text]


def _listed(limits: list[str]) -> tuple[str, ...]:
    return tuple(name.strip() for limit in limits for name in _AND.split(limit) if name.strip())


def understood(atlas: Atlas, finder: Finder, texts: Texts, words: Words) -> tuple[Asked, ...]:
    """Return what the words may mean in the network: one question, or several where a name stands for several nodes.

    Raises
    ------
    QuestionError
        If they name what is not there, or one place as both ends; the text says what might be meant.
    """
    naming = Naming(atlas, finder, texts)
    starts, ends = (_nodes(atlas, finder, naming, texts, written) for written in (words.start, words.end))
    avoid, without = _limits(naming, words.avoid)
    found = [
        Asked(start, end, avoid, without, tuple(note for note in notes if note))
        for (start, *notes_of_start), (end, *notes_of_end) in itertools.product(starts, ends)
        if start != end
        for notes in [(*notes_of_start, *notes_of_end)]
    ]
    if not found:
        raise QuestionError(texts("A way needs two places; {name} is both ends.", name=words.end))
    return tuple(found[:MOST_MEANT])


def _limits(naming: Naming, names: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the countries to avoid, and the nodes, legs or modes to do without."""
    avoid, without = set(), set()
    for name in names:
        try:
            avoid.add(naming.country(name))
        except QuestionError as no_country:
            try:
                without.add(naming.broken(name))
            except QuestionError:
                raise no_country from None
    return frozenset(avoid), frozenset(without)


def _nodes(atlas: Atlas, finder: Finder, naming: Naming, texts: Texts, written: str) -> list[tuple[str, str]]:
    """Return the nodes that an end may mean, each with what is to be said where it is not the place itself."""
    try:
        return [(naming.node(written), "")]
    except QuestionError:
        hits = [hit for hit in finder.find(written, texts.language) if hit.score >= WHOLE_NAME]
        hubs = [hit for hit in hits if hit.kind == "hub"]
        if hubs:
            return [(hit.id, "") for hit in hubs if hit.score >= hubs[0].score - AS_LIKELY]
        hit = next((hit for hit in hits if hit.position and hit.kind not in ("country", "region")), None)
        if hit is None or hit.position is None:
            raise
    node, km = nearest_node(atlas, hit.position)
    said = texts(
        "{place} is not in the network; the way is that of {hub}, {km} away in a straight line.",
        place=hit.name,
        hub=feature_name(atlas, node, texts),
        km=formats.kilometres(km, texts.language),
    )
    return [(node, said)]


def nearest_node(atlas: Atlas, position: Position) -> tuple[str, float]:
    """Return the node with an operating leg that is nearest to a position, geodesically, and how far it is."""
    from maps.geodesy import distance_km

    served = {end for leg in atlas.legs.values() if leg.status == "operating" for end in (leg.start, leg.end)}
    km, node = min((distance_km(position, atlas.nodes[name].position), name) for name in served)
    return node, km
