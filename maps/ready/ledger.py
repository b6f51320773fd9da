"""What the numbers of a scene may rest on: claims, passages, events, sources, and what is reckoned from the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Protocol

from data.atlas import Atlas
from data.briefing import value
from data.events import Event
from maps.comparing.rows import freight_of, shown_rows
from maps.indicators import SEA, indicator_ids
from maps.missing import known_part
from maps.planner import planner_of
from maps.planning.plan import Plan
from maps.ready.numbers import numbers_in
from maps.ready.review import Review, views_of
from maps.remoteness import remoteness_of
from maps.scene import HOME, Scene
from maps.sea import sea_distances_of
from maps.staging import scene_from

BASE = Scene(HOME, frozenset())


class Stated(Protocol):
    """A claim, of the facts or of a document."""

    @property
    def value(self) -> float | tuple[float, float] | None:
        """The number or range."""

    @property
    def text(self) -> Mapping[str, str]:
        """What it says."""

    @property
    def note(self) -> Mapping[str, str] | None:
        """What to beware of."""

    @property
    def asof(self) -> str | None:
        """Of when it is."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so."""


def dates_in(*dates: str | None) -> Iterator[float]:
    """Yield the numbers of ISO dates: years, months, days."""
    yield from (float(part) for date in dates if date for part in date.split("-") if part.isdigit())


def told_in(names: Mapping[str, str] | None, language: str) -> set[float]:
    """Return the numbers of a text in a language."""
    return numbers_in((names or {}).get(language, ""), language)


def cited(atlas: Atlas, sources: Iterable[str]) -> set[float]:
    """Return the numbers of citations: titles and dates."""
    known = [atlas.sources[name] for name in sources if name in atlas.sources]
    return {number for one in known for number in (*numbers_in(one.title, "en"), *dates_in(one.date))}


def of_claim(atlas: Atlas, claim: Stated, language: str) -> set[float]:
    """Return the numbers that a claim gives: its value, its words, its date, its citations."""
    held = claim.value
    values = held if isinstance(held, tuple) else () if held is None else (held,)
    found = told_in(claim.text, language) | told_in(claim.note, language)
    return found | {abs(number) for number in values} | set(dates_in(claim.asof)) | cited(atlas, claim.sources)


def of_event(atlas: Atlas, event: Event, language: str) -> set[float]:
    """Return the numbers that an event gives: its dates, its words, its citations."""
    found = set(dates_in(event.date_start, event.date_end)) | cited(atlas, event.sources)
    for words in (event.names, event.outcome, event.note, event.participants_text):
        found |= told_in(words, language)
    return found


def of_plan(plan: Plan | None) -> list[float]:
    """Return the numbers of a way: its sums."""
    if plan is None:
        return []
    counts = (len(plan.transfers), plan.crossings, len(plan.gauge_changes))
    return [plan.km, *plan.country_km.values(), *plan.mode_km.values(), *counts, *plan.days]


class Ledger:
    """Collects what supports the numbers of each scene of a document."""

    def __init__(self, review: Review, language: str) -> None:
        """Take the document under review and the language of the texts."""
        self._review = review
        self._atlas = review.atlas
        self._language = language

    def supported(self, scene: value.Scene) -> set[float]:
        """Return all numbers that a scene may tell."""
        found = set(self._document)
        for _, view in views_of(scene):
            known = scene_from(known_part(self._atlas, view), BASE)
            found |= self._seen(known) | self._reckoned(known)
        return found

    @cached_property
    def _document(self) -> frozenset[float]:
        """What the document itself brings: its claims, citations, articles and passages; and the summits' dates."""
        briefing, language = self._review.briefing, self._language
        found = set(cited(self._atlas, [source.id for source in briefing.sources]))
        for claim in briefing.claims:
            found |= of_claim(self._atlas, claim, language)
        for article in briefing.articles:
            found |= told_in(article.title, language) | set(dates_in(article.date))
        for excerpt in briefing.excerpts:
            found |= told_in(excerpt.texts, language)
        for event in self._atlas.events.values():
            found |= set(dates_in(event.date_start, event.date_end))
        if briefing.slot_minutes:
            found.add(briefing.slot_minutes)
        return frozenset(found)

    def _seen(self, scene: Scene) -> set[float]:
        """Return what is written on the cards of what a scene selects, draws and colours."""
        atlas, language = self._atlas, self._language
        found: set[float] = set()
        rows = [name for name in scene.routing.shown if name in atlas.corridors]
        groups = [atlas.corridors[name].group for name in rows]
        for name in (*scene.selected, *rows, *groups):
            feature = atlas.features[name]
            found |= cited(atlas, feature.sources) | told_in(getattr(feature, "note", None), language)
            found |= told_in(getattr(feature, "summary", None), language) | told_in(feature.names, language)
            if isinstance(feature, Event):
                found |= of_event(atlas, feature, language)
            for claim in atlas.claims_about(name):
                found |= of_claim(atlas, claim, language)
        if scene.indicator in indicator_ids(atlas):
            for claim in atlas.claims:
                if claim.measure == scene.indicator:
                    found |= of_claim(atlas, claim, language)
        return found

    def _reckoned(self, scene: Scene) -> set[float]:
        """Return what the program reckons for a scene, in whole numbers as it is shown."""
        atlas = self._atlas
        found: list[float] = [len(scene.selected), sum(country.is_focus for country in atlas.countries.values())]
        deposits = [atlas.deposits[name] for name in scene.selected if name in atlas.deposits]
        found += [len(deposits), sum(not known.status_confirmed for known in deposits)]
        remote = remoteness_of(atlas) if deposits else {}
        found += [km for known in deposits for km in (remote[known.id].rail_km, remote[known.id].hub_km)]
        found += [len(atlas.groups[name].members) for name in scene.selected if name in atlas.groups]
        if scene.indicator == SEA or scene.focus:
            found += [known.km for known in sea_distances_of(atlas).values()]
        return {float(round(number)) for number in (*found, *self._ways(scene))}

    def _ways(self, scene: Scene) -> list[float]:
        """Return the sums of the ways on show, of selected corridors and of goods followed."""
        measures = self._review.measures
        if measures is None:
            return []
        atlas, found = self._atlas, list[float]()
        for row in shown_rows(atlas, measures, scene.routing):
            found += (*of_plan(row.asked), *of_plan(row.plan), abs(row.more_km), abs(row.more_crossings))
            if row.asked and row.plan:
                pairs = zip(row.plan.days, row.asked.days, strict=True)
                found += (abs(plan - asked) for plan, asked in pairs)
        freight = freight_of(atlas, measures, scene.routing) if scene.routing.freight else None
        if freight:
            found += (*of_plan(freight.plan), *of_plan(freight.asked), freight.hub_km)
        shown = [name for name in (*scene.selected, *scene.routing.shown) if name in atlas.corridors]
        for name in shown:
            known = measures.corridors[name]
            found += (*of_plan(planner_of(atlas, measures).along(atlas.corridors[name])), known.russia_drawn_km)
            found += (known.drawn_km, known.length_km, known.russia_straight_km, known.russia_nearest_km)
        for name in scene.selected:
            if name in atlas.legs:
                found += (atlas.legs[name].length_km, measures.legs[name].drawn_km)
        return found
