"""The sources' numbers on screen: one count for cards, list and footnotes."""

from __future__ import annotations

from data.atlas import Atlas
from data.deposits import Deposit
from maps.scene import Scene
from maps.visible import visible_sources


def number_sources(atlas: Atlas, scene: Scene) -> dict[str, int]:
    """Return the sources of a scene by id with their numbers from 1.

    Those of what is visible come first, as in the map's footnotes, then those that only
    the selection's card cites.
    """
    found = dict.fromkeys(visible_sources(atlas, scene))
    for feature in scene.selected:
        known = atlas.features[feature]
        if isinstance(known, Deposit):
            found.update(dict.fromkeys(known.status_sources))
        if feature in atlas.capitals:
            found.update(dict.fromkeys(atlas.countries[atlas.capitals[feature].country].sources))
        cited = {passage.excerpt.article for passage in atlas.passages_about(feature)}
        found.update(dict.fromkeys(article.source for article in atlas.articles if article.id in cited))
    return {name: at for at, name in enumerate((name for name in found if name in atlas.sources), 1)}
