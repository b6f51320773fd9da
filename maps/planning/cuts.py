"""What cuts all ways where there is no path: which legs would lead on, and why they do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from data.atlas import Atlas
from data.network import Leg
from data.texts import LANGUAGE_NAMES, N_, Texts, load_texts
from maps.cards.desk import feature_name
from maps.planning.plan import NoPath, Question
from maps.planning.travel import touches

Find = Callable[[Question], list[str]]
"""Returns the legs of the best way; none if there is no way."""

SHOWN = 6
"""At most so many legs are named in a sentence."""


class Cuts:
    """Finds the cut and says it."""

    def __init__(self, atlas: Atlas, legs_of: Callable[[Question], Collection[str]]) -> None:
        """Take the facts, and what tells the legs that are open to a question."""
        self._atlas = atlas
        self._legs_of = legs_of
        self._at: dict[str, list[Leg]] = defaultdict(list)
        for leg in atlas.legs.values():
            self._at[leg.start].append(leg)
            self._at[leg.end].append(leg)

    def explain(self, question: Question, find: Find) -> NoPath:
        """Return why a question has no answer."""
        for place in (question.start, question.end):
            if self._atlas.nodes[place].country in question.avoid:
                country = self._atlas.nodes[place].country
                text = N_("{place} lies in {barriers}, which is to be avoided.")
                return self._answer(question, (), (place,), (country,), text, {"place": (place,)})
            if place in question.without:
                text = N_("{barriers} is closed itself.")
                return self._answer(question, (), (place,), (place,), text, {})
        opens = not question.with_planned and bool(find(replace(question, with_planned=True)))
        whole = Question(question.start, question.end, by=question.by, with_planned=question.with_planned)
        if find(whole):
            return self._explain_cut(question, self._legs_of(whole), opens=opens)
        unbuilt = tuple(
            leg for leg in find(replace(whole, with_planned=True)) if self._atlas.legs[leg].status != "operating"
        )
        text = N_("No legs of this map join {start} and {end}.")
        if unbuilt:
            text = N_("No legs in service join {start} and {end}; not yet built: {legs}.")
        return self._answer(question, unbuilt, (), (), text, {"legs": unbuilt}, opens=opens)

    def _explain_cut(self, question: Question, all_legs: Collection[str], *, opens: bool) -> NoPath:
        """Return the smaller of the cuts about the two ends, in words."""
        open_legs = self._legs_of(question)
        ends = ((question.start, question.end), (question.end, question.start))
        sides = []
        for here, there in ends:
            side = self._reach(here, open_legs)
            beyond = self._reach(there, all_legs, closed=side)
            cut = [leg for leg in self._around(side, all_legs) if _far_end(leg, side) in beyond]
            sides.append((len(cut), len(side), here, side, cut))
        _, _, place, side, cut = min(sides, key=lambda known: known[:2])
        barriers = self._barriers(question, cut)
        through = dict.fromkeys(self._gateway(leg, side) for leg in cut)
        text = N_("Without {barriers}, no way leads from {start} to {end}: all would go over {legs}.")
        if len(side) == 1:
            text = N_("Without {barriers}, {place} has no way out: its only legs go through {through}.")
            if all(leg.mode == "rail" for leg in cut):
                text = N_("Without {barriers}, {place} has no rail outlet: its only legs go through {through}.")
        legs = tuple(leg.id for leg in cut)
        named = {"place": (place,), "through": tuple(through), "legs": legs}
        return self._answer(question, legs, tuple(through), barriers, text, named, opens=opens)

    def _reach(self, start: str, legs: Collection[str], closed: Collection[str] = ()) -> set[str]:
        """Return the nodes that can be reached over legs without entering closed ones."""
        reached, waiting = {start}, [start]
        while waiting:
            node = waiting.pop()
            for leg in self._at[node]:
                other = leg.end if leg.start == node else leg.start
                if leg.id in legs and other not in reached and other not in closed:
                    reached.add(other)
                    waiting.append(other)
        return reached

    def _around(self, side: Collection[str], legs: Collection[str]) -> list[Leg]:
        """Return the legs that lead out of a set of nodes."""
        return [leg for leg in self._atlas.legs.values() if leg.id in legs and (leg.start in side) != (leg.end in side)]

    def _gateway(self, leg: Leg, side: Collection[str]) -> str:
        """Return where a leg leads out to: the next place from which more than one leg goes on.

        A border station on the open line leaves no choice; what it leads to says more.
        """
        before, node = leg, _far_end(leg, side)
        while self._atlas.nodes[node].kind == "border-crossing" and len(self._at[node]) == 2:
            after = next(known for known in self._at[node] if known is not before)
            before, node = after, after.end if after.start == node else after.start
        return node

    def _barriers(self, question: Question, cut: Iterable[Leg]) -> tuple[str, ...]:
        """Return what of the question closes the legs of the cut: countries first, then what is broken."""
        countries: dict[str, None] = {}
        broken: dict[str, None] = {}
        for leg in cut:
            countries.update(dict.fromkeys(sorted(touches(leg, self._atlas.nodes) & question.avoid)))
            broken.update(
                dict.fromkeys(name for name in (leg.start, leg.end, leg.id, leg.mode) if name in question.without)
            )
        return (*countries, *broken)

    def _answer(
        self,
        question: Question,
        legs: tuple[str, ...],
        nodes: tuple[str, ...],
        barriers: tuple[str, ...],
        text: str,
        named: dict[str, tuple[str, ...]],
        *,
        opens: bool = False,
    ) -> NoPath:
        fields = {"start": (question.start,), "end": (question.end,), "barriers": barriers, **named}
        sentence = {language: self._say(text, fields, opens, load_texts(language)) for language in LANGUAGE_NAMES}
        return NoPath(question, legs, nodes, barriers, opens, sentence)

    def _say(self, text: str, fields: dict[str, tuple[str, ...]], opens: bool, texts: Texts) -> str:
        said = texts(text, **{key: self._listed(names, texts) for key, names in fields.items()})
        if opens:
            between = "" if texts.language == "ja" else " "
            said += between + texts("With planned legs there is a way.")
        return said

    def _listed(self, features: tuple[str, ...], texts: Texts) -> str:
        return listed([name_of(self._atlas, feature, texts) for feature in features], texts)


def name_of(atlas: Atlas, barrier: str, texts: Texts) -> str:
    """Return the name of a feature, or the word for a mode."""
    return (
        feature_name(atlas, barrier, texts)
        if barrier in atlas.features
        else atlas.term("mode", barrier, texts.language)
    )


def listed(names: list[str], texts: Texts) -> str:
    """Return names as the language lists them, the last after its "and"; of many, the number left out."""
    shown = list(dict.fromkeys(names))
    if len(shown) > SHOWN:
        shown = [*shown[: SHOWN - 1], texts.count("{n} more", "{n} more", len(shown) - SHOWN + 1)]
    comma = "、" if texts.language == "ja" else ", "
    if len(shown) < 2:
        return "".join(shown)
    return texts("{names} and {last}", names=comma.join(shown[:-1]), last=shown[-1])


def _far_end(leg: Leg, side: Collection[str]) -> str:
    return leg.end if leg.start in side else leg.start
