"""The atlas: all reference facts shipped with the program, read once, checked as a whole, frozen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.articles import Article, Excerpt, Link, load_article
from data.claims import Claim, load_claims
from data.countries import (
    Boundary,
    Capital,
    Country,
    Region,
    Water,
    load_boundaries,
    load_countries,
    load_regions,
    load_waters,
)
from data.deposits import Deposit, load_deposits
from data.errors import BrokenFactsError
from data.events import Event, load_events
from data.network import (
    Corridor,
    CorridorGroup,
    Leg,
    Node,
    load_corridor_groups,
    load_corridors,
    load_legs,
    load_nodes,
)
from data.own import OwnPlace
from data.reading import FILES, Names, load_json
from data.sources import Source, load_sources

Feature = (
    Country | Capital | Water | Boundary | Region | Deposit | Node | Leg | Corridor | CorridorGroup | Event | OwnPlace
)


@dataclass(frozen=True)
class Passage:
    """An excerpt that speaks of a feature, and the link that says so."""

    excerpt: Excerpt
    link: Link


@dataclass(frozen=True)
class Atlas:
    """All facts, by kind and id. ``features`` holds every kind under one roof: ids are unique.

    The ``own`` places are a briefing's; the shipped facts have none.
    """

    countries: Mapping[str, Country]
    waters: Mapping[str, Water]
    boundaries: Mapping[str, Boundary]
    regions: Mapping[str, Region]
    deposits: Mapping[str, Deposit]
    nodes: Mapping[str, Node]
    legs: Mapping[str, Leg]
    corridors: Mapping[str, Corridor]
    groups: Mapping[str, CorridorGroup]
    events: Mapping[str, Event]
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    sources: Mapping[str, Source]
    terms: Mapping[str, Mapping[str, Names]]
    own: Mapping[str, OwnPlace] = field(default_factory=dict)
    capitals: Mapping[str, Capital] = field(init=False)
    features: Mapping[str, Feature] = field(init=False)
    excerpts: Mapping[str, Excerpt] = field(init=False)
    _claims_about: Mapping[str, tuple[Claim, ...]] = field(init=False, repr=False)
    _passages_about: Mapping[str, tuple[Passage, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Index what was read."""
        capitals = {c.capital.id: c.capital for c in self.countries.values() if c.capital}
        excerpts = {excerpt.id: excerpt for article in self.articles for excerpt in article.excerpts}
        object.__setattr__(self, "capitals", capitals)
        object.__setattr__(self, "excerpts", excerpts)
        object.__setattr__(self, "features", _under_one_roof(self, capitals))
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            claims[claim.about].append(claim)
        object.__setattr__(self, "_claims_about", {about: tuple(found) for about, found in claims.items()})
        passages: dict[str, list[Passage]] = defaultdict(list)
        for excerpt in excerpts.values():
            for link in excerpt.links:
                for target in link.targets:
                    passages[target].append(Passage(excerpt, link))
        object.__setattr__(self, "_passages_about", {target: tuple(found) for target, found in passages.items()})

    def claims_about(self, feature: str) -> tuple[Claim, ...]:
        """Return the claims about a feature, newest first."""
        return self._claims_about.get(feature, ())

    def passages_about(self, feature: str) -> tuple[Passage, ...]:
        """Return the passages linked to a feature, in the order of the article."""
        return self._passages_about.get(feature, ())

    def groups_of(self, leg: str) -> tuple[Corridor, ...]:
        """Return the corridors that run over a leg."""
        return tuple(corridor for corridor in self.corridors.values() if leg in corridor.legs)

    def term(self, kind: str, slug: str, language: str) -> str:
        """Return the word for a slug of the facts (a commodity, a status, a mode) in a language."""
        names = self.terms.get(kind, {}).get(slug)
        return names[language] if names else slug.replace("-", " ")


def load_atlas(folder: Path = FILES) -> Atlas:
    """Read all facts and check that the files agree.

    Raises
    ------
    BrokenFactsError
        If a file is missing or broken, or one names what no other holds.
    """
    try:
        nodes = load_nodes(folder / "nodes.geojson")
        legs = load_legs(folder / "legs.geojson", nodes)
        corridors = load_corridors(folder / "corridors.json", legs)
        atlas = Atlas(
            load_countries(folder / "countries.geojson"),
            load_waters(folder / "water.geojson"),
            load_boundaries(folder / "boundaries.geojson"),
            load_regions(folder / "regions.json"),
            load_deposits(folder / "deposits.geojson"),
            nodes,
            legs,
            corridors,
            load_corridor_groups(folder / "corridor_groups.json", corridors),
            load_events(folder / "events.geojson"),
            tuple(load_article(path) for path in sorted((folder / "articles").glob("*.json"))),
            load_claims(folder / "claims.json"),
            load_sources(folder / "sources.json"),
            load_json(folder / "terms.json"),
        )
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise BrokenFactsError(folder.name, f"a field is missing or of another kind ({error!r})") from error
    _check(atlas)
    return atlas


def _under_one_roof(atlas: Atlas, capitals: Mapping[str, Capital]) -> dict[str, Feature]:
    """Return all features by id, or raise BrokenFactsError if two share one."""
    features: dict[str, Feature] = {}
    kinds: tuple[Mapping[str, Any], ...] = (
        atlas.countries,
        capitals,
        atlas.waters,
        atlas.boundaries,
        atlas.regions,
        atlas.deposits,
        atlas.nodes,
        atlas.legs,
        atlas.corridors,
        atlas.groups,
        atlas.events,
        atlas.own,
    )
    for kind in kinds:
        for name, feature in kind.items():
            if name in features:
                raise BrokenFactsError("data/files", f"two features share the id {name}")
            features[name] = feature
    return features


def _check(atlas: Atlas) -> None:
    """Raise BrokenFactsError if one file names what no other holds."""
    for kind in (atlas.countries, atlas.waters, atlas.deposits, atlas.nodes, atlas.legs, atlas.corridors, atlas.events):
        for name, thing in kind.items():
            _known(thing.sources, atlas.sources, f"sources of {name}", "sources.json")
    for claim in atlas.claims:
        _known(claim.sources, atlas.sources, f"sources of claim {claim.id}", "sources.json")
        _known((claim.about,), atlas.features, f"subject of claim {claim.id}", "claims.json")
        _known((claim.excerpt,) if claim.excerpt else (), atlas.excerpts, f"passage of claim {claim.id}", "articles")
    for excerpt in atlas.excerpts.values():
        for link in excerpt.links:
            _known(link.targets, atlas.features, f"targets of link {link.id}", "articles")
    for region in atlas.regions.values():
        _known(region.members, atlas.countries, f"members of {region.id}", "regions.json")


def _known(names: Iterable[str], known: Mapping[str, Any], what: str, file: str) -> None:
    unknown = sorted(set(names) - set(known))
    if unknown:
        raise BrokenFactsError(file, f"{what} are unknown: {', '.join(unknown)}")
