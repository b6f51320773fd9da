"""The shipped briefing for its tests: its story, its scenes, and what its numbers may rest on."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import parse_qs

from data.atlas import Atlas
from data.briefing import value
from data.build.briefing import STORY
from data.reading import FILES
from maps.measures import Measures
from maps.planner import Planner
from maps.planning.plan import NoPath, Plan, Question
from maps.ready.ledger import cited, dates_in, dates_of, of_claim, of_event, of_plan
from maps.ready.numbers import numbers_in
from maps.remoteness import remoteness_of
from maps.sea import sea_distances_of
from maps.staging import view_at

LANGUAGES: tuple[Literal["en", "id", "ja"], ...] = ("en", "id", "ja")
STORIES = {scene["id"]: scene for scene in json.loads((FILES / STORY).read_text(encoding="utf-8"))["scenes"]}
SCENES = tuple(STORIES)
MAPS = tuple(name for name, scene in STORIES.items() if scene["kind"] == "map")


def scene_of(briefing: value.Briefing, name: str) -> value.Scene:
    """Return a scene by its id."""
    return next(scene for scene in briefing.scenes if scene.id == name)


def views_of(scene: value.Scene) -> list[value.View]:
    """Return what a scene shows, before its first step and after each."""
    views = (view_at(scene, step) for step in range(len(scene.steps) + 1))
    return [view for view in views if view]


class Ledger:
    """What the numbers of a scene may rest on."""

    def __init__(self, atlas: Atlas, measures: Measures) -> None:
        self.atlas = atlas
        self.measures = measures
        self.planner = Planner(atlas, measures)
        self.claims = {claim.id: claim for claim in atlas.claims}

    def supported(self, scene: value.Scene, figures: dict[str, list[str]], language: str) -> set[float]:
        """Return all numbers that a scene's sources give, in a language."""
        found = {*dates_in(*(article.date for article in self.atlas.articles))}
        for name in figures.get("claims", ()):
            claim = self.claims[name]
            found |= of_claim(claim, language) | dates_of(self.atlas, claim)
        for name in figures.get("events", ()):
            event = self.atlas.events[name]
            found |= of_event(event, language) | cited(self.atlas, event.sources)
            found |= set(dates_in(event.date_start, event.date_end))
        found |= cited(self.atlas, figures.get("sources", ()))
        for excerpt in {view.excerpt for view in views_of(scene) if view.excerpt}:
            found |= numbers_in(self.atlas.excerpts[excerpt].texts[language], language)
        for name in figures.get("computed", ()):
            found |= {float(round(number)) for number in self.computed(name)}
        return found

    def computed(self, name: str) -> list[float]:
        """Return numbers reckoned anew from the facts."""
        kind, _, rest = name.partition(":")
        deposits = self.atlas.deposits.values()
        idle = [known for known in deposits if known.status in ("undeveloped", "exploration")]
        counts: dict[str, Callable[[], int]] = {
            "five": lambda: sum(country.is_focus for country in self.atlas.countries.values()),
            "rare-earths": lambda: sum("rare-earths" in known.commodities for known in deposits),
            "not-yet-mined": lambda: len(idle),
            "status-not-confirmed": lambda: sum(not known.status_confirmed for known in idle),
            "middle-variants": lambda: len(self.atlas.groups["middle"].members),
        }
        match kind:
            case "count":
                return [counts[rest]()]
            case "rail":
                return [remoteness_of(self.atlas)[rest].rail_km]
            case "sea":
                return [sea_distances_of(self.atlas)[rest].km]
            case "card":
                return [self.measures.corridors[rest].russia_drawn_km]
            case "along":
                return of_plan(self.planner.along(self.atlas.corridors[rest]))
            case "plan":
                return of_plan(self.way(rest))
            case "more":
                corridor = self.atlas.corridors[rest.split("?", maxsplit=1)[0]]
                return [self.way(rest).km - self.planner.along(corridor).km]
            case "shore":
                assert "the shore of 2022" in (FILES / "SOURCES.md").read_text(encoding="utf-8")
                return [2022]
        raise AssertionError(f"nothing is computed for {name}")

    def answer(self, asked: str, *, with_planned: bool = False) -> Plan | NoPath:
        """Return the best way between a corridor's ends under limits."""
        corridor, _, limits = asked.partition("?")
        ends = self.atlas.corridors[corridor].nodes
        given = {name: texts[0].split(",") for name, texts in parse_qs(limits).items()}
        avoid, without = frozenset(given.get("avoid", ())), frozenset(given.get("without", ()))
        by: Any = given.get("by", ["km"])[0]
        found = self.planner.plan(Question(ends[0], ends[-1], avoid, without, by, with_planned), 1)
        return found if isinstance(found, NoPath) else found[0]

    def way(self, asked: str) -> Plan:
        """Return the best way, which must exist."""
        found = self.answer(asked)
        assert not isinstance(found, NoPath)
        return found
