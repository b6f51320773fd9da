"""What the numbers of a scene may rest on: claims, passages, events, sources, and what is reckoned from the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Protocol

from data.atlas import Atlas
from data.briefing import value
from data.events import Event
from maps.comparing.rows import freight_of, shown_rows
from maps.indicators import SEA, indicator_ids
from maps.missing import known_part
from maps.planner import planner_of
from maps.planning.plan import Plan
from maps.ready.numbers import figures_in, numbers_in
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
    def text(self) -> Mapping[Any, str]:
        """What it says."""

    @property
    def note(self) -> Mapping[Any, str] | None:
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


def told_in(names: Mapping[Any, str] | None, language: str) -> set[float]:
    """Return the numbers of a text in a language, those before a word of scale also scaled."""
    text = (names or {}).get(language, "")
    scaled = (number for written in figures_in(text, language) for number in written.readings)
    return numbers_in(text, language) | set(scaled)


def cited(atlas: Atlas, sources: Iterable[str]) -> set[float]:
    """Return the numbers of citations: titles and dates."""
    known = [atlas.sources[name] for name in sources if name in atlas.sources]
    return {number for one in known for number in (*numbers_in(one.title, "en"), *dates_in(one.date))}


def of_claim(claim: Stated, language: str) -> set[float]:
    """Return the numbers that a claim gives: its value and its words."""
    held = claim.value
    values = held if isinstance(held, tuple) else () if held is None else (held,)
    found = told_in(claim.text, language) | told_in(claim.note, language)
    return found | {abs(number) for number in values}


def dates_of(atlas: Atlas, claim: Stated) -> set[float]:
    """Return the numbers of a claim's date and citations: they support dates, not figures."""
    return set(dates_in(claim.asof)) | cited(atlas, claim.sources)


def of_event(event: Event, language: str) -> set[float]:
    """Return the numbers in an event's words."""
    words = (event.names, event.outcome, event.note, event.participants_text)
    return {number for names in words for number in told_in(names, language)}


def of_plan(plan: Plan | None) -> list[float]:
    """Return the numbers of a way: its sums."""
    if plan is None:
        return []
    counts = (len(plan.transfers), plan.crossings, len(plan.gauge_changes))
    return [plan.km, *plan.country_km.values(), *plan.mode_km.values(), *counts, *plan.days]


class Ledger:
    """Collects what supports the numbers of each scene of a document: figures, and apart from them dates."""

    def __init__(self, review: Review, language: str) -> None:
        """Take the document under review and the language of the texts."""
        self._review = review
        self._atlas = review.atlas
        self._language = language

    def figures(self, scene: value.Scene) -> set[float]:
        """Return the numbers that a scene may tell as figures."""
        found = set(self._stated)
        for _, view in views_of(scene):
            known = scene_from(known_part(self._atlas, view), BASE)
            found |= self._seen(known) | self._reckoned(known)
        return found

    @cached_property
    def dates(self) -> frozenset[float]:
        """The numbers that any scene may tell as dates: of claims, articles, events, sources."""
        briefing, atlas = self._review.briefing, self._atlas
        found = cited(atlas, atlas.sources)
        found |= set(dates_in(*(claim.asof for claim in briefing.claims), *(claim.asof for claim in atlas.claims)))
        for article in briefing.articles:
            found |= set(dates_in(article.date))
        for event in atlas.events.values():
            found |= set(dates_in(event.date_start, event.date_end))
        return frozenset(found)

    @cached_property
    def _stated(self) -> frozenset[float]:
        """What the document itself brings: its claims, articles and passages, the events that it shows, its slot."""
        briefing, language = self._review.briefing, self._language
        found = {float(briefing.slot_minutes)} if briefing.slot_minutes else set[float]()
        for claim in briefing.claims:
            found |= of_claim(claim, language)
        for names in (*(one.title for one in briefing.articles), *(one.texts for one in briefing.excerpts)):
            found |= told_in(names, language)
        shown = {name for scene in briefing.scenes for _, view in views_of(scene) for name in view.selected}
        for name in shown & self._atlas.events.keys():
            found |= of_event(self._atlas.events[name], language)
        return frozenset(found)

    def _seen(self, scene: Scene) -> set[float]:
        """Return what is written on the cards of what a scene selects, draws and colours."""
        atlas, language = self._atlas, self._language
        found: set[float] = set()
        rows = [name for name in scene.routing.shown if name in atlas.corridors]
        groups = [atlas.corridors[name].group for name in rows]
        for name in (*scene.selected, *rows, *groups):
            for words in ("note", "summary", "names"):
                found |= told_in(getattr(atlas.features[name], words, None), language)
            for claim in atlas.claims_about(name):
                found |= of_claim(claim, language)
        if scene.indicator in indicator_ids(atlas):
            for claim in atlas.claims:
                if claim.measure == scene.indicator:
                    found |= of_claim(claim, language)
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
