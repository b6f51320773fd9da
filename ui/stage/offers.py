"""What the ask line offers for a few words: ways over the network, scenes, places, passages, claims. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from data.atlas import Atlas
from data.briefing import value
from data.gazetteer import fold, words_of
from data.texts import N_, Texts
from maps.cards.desk import feature_name
from maps.hits import Hit
from maps.planning.naming import WHOLE_NAME
from maps.planning.plan import QuestionError
from maps.search import Finder
from maps.titling import text_of
from ui.stage.route_question import Asked, parsed, understood

MOST, MOST_CLAIMS, MOST_SCENES = 24, 5, 6

TITLES = {"way": N_("Way over the network"), "scene": N_("Scene"), "claim": N_("Claim")}
"""The kinds that only the stage offers; the others' names are with the search box."""

_SURE = 70.0
"""A hit by a whole name or its beginning goes before scenes and claims."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to show. ``hit`` is a place or passage, ``scene`` a scene's place in the show, ``asked`` a way.

    An offer with none of them says why there is nothing to show.
    """

    kind: str
    name: str
    detail: str = ""
    hit: Hit | None = None
    scene: int | None = None
    asked: Asked | None = None

    @property
    def can_be_shown(self) -> bool:
        """Whether there is something to show."""
        return self.hit is not None or self.scene is not None or self.asked is not None


def offers(atlas: Atlas, finder: Finder, scenes: Sequence[value.Scene], written: str, texts: Texts) -> list[Offer]:
    """Return what fits the words, the likeliest first."""
    if not written.strip():
        return []
    ways = _ways(atlas, finder, texts, written)
    found = [hit for hit in finder.find(written, texts.language) if hit.kind not in ("source", "command")]
    sure = [_of_hit(hit) for hit in sorted(found, key=lambda hit: not _is_named(hit, written)) if hit.score >= _SURE]
    rest = [_of_hit(hit) for hit in found if hit.score < _SURE]
    claims = list(_claims(atlas, written, texts))[:MOST_CLAIMS]
    named = list(_scenes(scenes, written, texts))[:MOST_SCENES]
    first = [way for way in ways if way.asked]
    return [*first, *sure, *named, *rest, *claims, *(way for way in ways if not way.asked)][:MOST]


def _ways(atlas: Atlas, finder: Finder, texts: Texts, written: str) -> list[Offer]:
    words = parsed(written)
    if words is None:
        return []
    try:
        meant = understood(atlas, finder, texts, words)
    except QuestionError as error:
        return [Offer("way", str(error))]
    return [Offer("way", _way_name(atlas, asked, texts), " ".join(asked.notes), asked=asked) for asked in meant]


def _way_name(atlas: Atlas, asked: Asked, texts: Texts) -> str:
    name: Callable[[str], str] = lambda feature: feature_name(atlas, feature, texts)  # noqa: E731
    way = f"{name(asked.start)} → {name(asked.end)}"
    shut = [name(part) if part in atlas.features else part for part in sorted(asked.avoid | asked.without)]
    comma = "、" if texts.language == "ja" else ", "
    return texts("{way}, without {places}", way=way, places=comma.join(shut)) if shut else way


def _is_named(hit: Hit, written: str) -> bool:
    """Tell whether what is shown begins with what was written: of several at one place, what the audience hears."""
    return hit.score >= WHOLE_NAME and fold(hit.name).startswith(fold(written))


def _of_hit(hit: Hit) -> Offer:
    return Offer(hit.kind, hit.name, hit.detail, hit=hit)


def _scenes(scenes: Sequence[value.Scene], written: str, texts: Texts) -> Iterator[Offer]:
    """Yield the scenes in whose titles, in any language, the words begin words; or whose number is written."""
    for at, scene in enumerate(scenes):
        titles = [title for title in scene.title.values() if title]
        if written.strip() == str(at + 1) or any(_has(title, written) for title in titles):
            yield Offer("scene", f"{at + 1}  {text_of(scene.title, texts.language)[0]}", scene=at)


def _claims(atlas: Atlas, written: str, texts: Texts) -> Iterator[Offer]:
    for claim in atlas.claims:
        text = texts.name(claim.text)
        if claim.about in atlas.features and _has(text, written):
            name = feature_name(atlas, claim.about, texts)
            dated = f"{name}, {claim.asof}" if claim.asof else f"{name}, {texts('undated')}"
            yield Offer("claim", text, dated, hit=Hit("claim", claim.id, text, dated, "", None, claim.about, 0.0))


def _has(text: str, written: str) -> bool:
    """Tell whether every word written begins some word of a text; a text without gaps holds it anywhere."""
    wanted = words_of(written)
    if not wanted or sum(map(len, wanted)) < 2:
        return False
    if not written.isascii() and fold(written) in fold(text):
        return True
    known = words_of(text)
    return all(any(word.startswith(part) for word in known) for part in wanted)
