"""Every feature of the map in one list, by groups: what the reader lists and the keys walk along."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.atlas import Atlas
from data.texts import N_, Texts
from maps.cards.desk import feature_name
from maps.drawn import feature_of, parts_needed
from maps.filtering import hidden_items
from maps.scene import Scene
from maps.symbols import SYMBOLS


@dataclass(frozen=True, slots=True)
class Listed:
    """Features under one heading, in order: ids with their names."""

    title: str
    features: tuple[tuple[str, str], ...]


def list_features(atlas: Atlas, texts: Texts) -> tuple[Listed, ...]:
    """Return all features by groups: what the article speaks of first, the wide world last."""
    focus = sorted(
        (country.id for country in atlas.countries.values() if country.is_focus),
        key=lambda country: feature_name(atlas, country, texts),
    )
    groups = [
        _listed(atlas, texts, N_("Own places"), atlas.own, in_order=True),
        _listed(atlas, texts, N_("Central Asia and other groups"), [*atlas.regions, *focus], in_order=True),
        _listed(atlas, texts, N_("Summits and events"), atlas.events, in_order=True),
        _listed(atlas, texts, N_("Corridors"), [*atlas.groups, *atlas.corridors], in_order=True),
    ]
    for family in SYMBOLS:
        title = texts("Deposits: {kind}", kind=atlas.term("family", family, texts.language))
        groups.append(_listed(atlas, texts, title, [d.id for d in atlas.deposits.values() if d.family == family]))
    others = [name for name in atlas.countries if name not in focus]
    groups += [
        _listed(atlas, texts, N_("Ports, borders and hubs"), atlas.nodes),
        _listed(atlas, texts, N_("Legs"), atlas.legs),
        _listed(atlas, texts, N_("Capitals"), atlas.capitals),
        _listed(atlas, texts, N_("Seas and lakes"), atlas.waters),
        _listed(atlas, texts, N_("Other countries"), others),
        _listed(atlas, texts, N_("Disputed boundaries"), atlas.boundaries),
    ]
    return tuple(group for group in groups if group.features)


def visible_in_order(atlas: Atlas, scene: Scene, texts: Texts) -> tuple[str, ...]:
    """Return the features whose layers are on, in the order of the list."""
    shown = []
    hidden = {feature_of(item) for item in hidden_items(atlas, scene)}
    for group in list_features(atlas, texts):
        for feature, _ in group.features:
            needed = parts_needed(atlas, feature)
            if feature not in hidden and (not needed or scene.parts.intersection(needed)):
                shown.append(feature)
    return tuple(shown)


def _listed(atlas: Atlas, texts: Texts, title: str, features: Iterable[str], *, in_order: bool = False) -> Listed:
    named = [(name, feature_name(atlas, name, texts)) for name in features]
    return Listed(texts(title), tuple(named if in_order else sorted(named, key=lambda item: item[1].casefold())))
