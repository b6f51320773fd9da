"""From what somebody writes to what the network has: places, legs, modes and countries, by id or by any name."""

from __future__ import annotations

from collections.abc import Iterable

from data.atlas import Atlas
from data.gazetteer import OTHER
from data.texts import Texts
from maps.cards.desk import feature_name
from maps.hits import Hit
from maps.planning.plan import QuestionError
from maps.search import EXACT, Finder

WHOLE_NAME = EXACT[OTHER]
"""A hit with less than this was found by part of a name or misspelt: good to suggest, not to take."""

AS_LIKELY = 1.0
"""Two places whose scores differ by less are both likely meant."""

SUGGESTED = 5


class Naming:
    """Resolves names, or says what might have been meant."""

    def __init__(self, atlas: Atlas, finder: Finder, texts: Texts) -> None:
        """Take the facts, the search, and the language to complain in."""
        self._atlas = atlas
        self._finder = finder
        self._texts = texts

    def node(self, written: str) -> str:
        """Return the id of the node that is meant.

        Raises
        ------
        QuestionError
            If there is none, or several are as likely; the text suggests which.
        """
        wanted = written.strip()
        if wanted.upper() in self._atlas.nodes:
            return wanted.upper()
        low = wanted.casefold()
        named = [
            node.id
            for node in self._atlas.nodes.values()
            if low in {name.casefold() for name in (*node.names.values(), *node.short.values())}
        ]
        if len(named) == 1:
            return named[0]
        hubs = [hit for hit in self._finder.find(wanted, self._texts.language) if hit.kind == "hub"]
        found = [hit.id for hit in hubs if hit.score >= max(WHOLE_NAME, hubs[0].score - AS_LIKELY)]
        meant = list(dict.fromkeys((*named, *found)))
        if len(meant) == 1:
            return meant[0]
        if meant:
            text = self._texts("{name} may be any of these: {places}.", name=wanted, places=self._suggestions(meant))
            raise QuestionError(text)
        raise QuestionError(self._unknown(wanted, [hit.id for hit in hubs]))

    def origin(self, written: str) -> str:
        """Return the id of the node or else the deposit that is meant, or raise QuestionError."""
        wanted = written.strip()
        if wanted.upper() in self._atlas.deposits:
            return wanted.upper()
        try:
            return self.node(wanted)
        except QuestionError:
            hits = [hit for hit in self._finder.find(wanted, self._texts.language) if hit.kind == "deposit"]
            found = [hit.id for hit in hits if hit.score >= max(WHOLE_NAME, hits[0].score - AS_LIKELY)]
            if not found:
                raise
        if len(found) == 1:
            return found[0]
        text = self._texts("{name} may be any of these: {places}.", name=wanted, places=self._suggestions(found))
        raise QuestionError(text)

    def country(self, written: str) -> str:
        """Return the ISO code of the country that is meant, or raise QuestionError."""
        wanted = written.strip()
        if wanted.upper() in self._atlas.countries:
            return wanted.upper()
        hits = [hit for hit in self._finder.find(wanted, self._texts.language) if hit.kind == "country"]
        if hits and hits[0].score >= WHOLE_NAME:
            return hits[0].id
        raise QuestionError(self._unknown(wanted, _ids(hits), is_country=True))

    def broken(self, written: str) -> str:
        """Return the leg (in either direction), mode or node that is meant, or raise QuestionError."""
        wanted = written.strip()
        legs = {name.casefold(): name for name in self._atlas.legs}
        for leg in self._atlas.legs.values():
            legs.setdefault(f"{leg.end}-{leg.start}".casefold(), leg.id)
        if wanted.casefold() in legs:
            return legs[wanted.casefold()]
        if wanted.casefold() in {leg.mode for leg in self._atlas.legs.values()}:
            return wanted.casefold()
        return self.node(wanted)

    def _unknown(self, wanted: str, near: list[str], *, is_country: bool = False) -> str:
        texts = self._texts
        said = texts("There is no country {name}.", name=wanted)
        if not is_country:
            said = texts("There is no place {name} in the network.", name=wanted)
        if near:
            gap = "" if texts.language == "ja" else " "
            said += gap + texts("Perhaps one of these is meant: {places}.", places=self._suggestions(near))
        return said

    def _suggestions(self, features: Iterable[str]) -> str:
        shown = [f"{feature_name(self._atlas, name, self._texts)} ({name})" for name in features][:SUGGESTED]
        return ("、" if self._texts.language == "ja" else ", ").join(shown)


def _ids(hits: Iterable[Hit]) -> list[str]:
    return [hit.id for hit in hits]
