"""The sources' numbers on screen: one count for cards, list and footnotes."""

from __future__ import annotations

from data.atlas import Atlas
from data.deposits import Deposit
from maps.cards.around import claims_around
from maps.measures import kept


def number_sources(atlas: Atlas, visible: tuple[str, ...], selected: tuple[str, ...]) -> dict[str, int]:
    """Return sources by id with their numbers from 1.

    Those of what is visible come first, as in the map's footnotes, then those that only
    the cards of what is selected cite.
    """
    found = dict.fromkeys(visible)
    for feature in selected:
        known = atlas.features[feature]
        if isinstance(known, Deposit):
            found.update(dict.fromkeys((*known.status_sources, *_remoteness_sources(atlas, feature))))
        if feature in atlas.capitals:
            found.update(dict.fromkeys(atlas.countries[atlas.capitals[feature].country].sources))
        for claim in claims_around(atlas, feature):
            found.update(dict.fromkeys(claim.sources))
        cited = {passage.excerpt.article for passage in atlas.passages_about(feature)}
        found.update(dict.fromkeys(article.source for article in atlas.articles if article.id in cited))
    return {name: at for at, name in enumerate((name for name in found if name in atlas.sources), 1)}


def _remoteness_sources(atlas: Atlas, deposit: str) -> tuple[str, ...]:
    """Return the sources of the hub and the railway that a deposit's card names as nearest."""
    measures = kept()
    near = measures.remoteness.get(deposit) if measures else None
    return (*atlas.nodes[near.hub].sources, *atlas.legs[near.rail_leg].sources) if near else ()
