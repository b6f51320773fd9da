"""Which drawn items a scene hides though their layer is on: by its filters and by its period.

What is selected is always drawn: words that lead to a hidden place show it, and the filter stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from data.atlas import Atlas
from data.deposits import Deposit
from data.network import Leg
from maps.drawn import items_of
from maps.facets import Index, days_of, index_of, overlaps
from maps.scene import NO_FILTERS, Filters, Scene

KEPT = 8
"""So many answers are kept: a map that moves asks the same again and again."""

_answers: dict[tuple[Filters, tuple[str, str] | None, tuple[str, ...]], tuple[str, ...]] = {}
_asked: list[Index] = []
"""The index that the kept answers belong to."""


def is_filtered(scene: Scene) -> bool:
    """Tell whether a scene hides anything by choice."""
    return scene.filters != NO_FILTERS or scene.period is not None


def hidden_items(atlas: Atlas, scene: Scene) -> tuple[str, ...]:
    """Return the ids of the items that the scene's filters and period keep from being drawn."""
    if not is_filtered(scene):
        return ()
    index = index_of(atlas)
    if not _asked or _asked[0] is not index:
        _answers.clear()
        _asked[:] = [index]
    key = (scene.filters, scene.period, scene.selected)
    if key not in _answers:
        if len(_answers) >= KEPT:
            del _answers[next(iter(_answers))]
        selected = {item for feature in scene.selected for item in _items(atlas, feature)}
        hidden = (item for feature in _hidden(atlas, scene) for item in _items(atlas, feature))
        _answers[key] = tuple(item for item in hidden if item not in selected)
    return _answers[key]


def let_through(atlas: Atlas, filters: Filters) -> frozenset[str]:
    """Return the ids of the deposits that filters let through."""
    index = index_of(atlas)
    return frozenset(index.names(index.let_through(filters)))


def count_through(atlas: Atlas, filters: Filters) -> int:
    """Return how many deposits filters let through."""
    return index_of(atlas).let_through(filters).bit_count()


def shown_despite(atlas: Atlas, scene: Scene) -> tuple[str, ...]:
    """Return the selected features of which something is shown only because they are selected."""
    if not is_filtered(scene) or not scene.selected:
        return ()
    hidden = frozenset(hidden_items(atlas, scene.with_selected(())))
    return tuple(feature for feature in scene.selected if not hidden.isdisjoint(_items(atlas, feature)))


def _hidden(atlas: Atlas, scene: Scene) -> Iterator[str]:
    """Yield the features that are hidden; what has no date is of every time."""
    if scene.filters != NO_FILTERS:
        index = index_of(atlas)
        yield from index.names(index.everything & ~index.let_through(scene.filters))
    modes = scene.filters.modes
    if modes:
        yield from (leg.id for leg in atlas.legs.values() if leg.mode not in modes)
    period = scene.period
    if period:
        yield from (event.id for event in atlas.events.values() if not overlaps(days_of(event), period))


def _items(atlas: Atlas, feature: str) -> Iterable[str]:
    """Return all items of a feature, with those of the layer of remoteness: a deposit's way, a railway."""
    known = atlas.features.get(feature)
    if isinstance(known, Deposit):
        return (feature, f"{feature}/rail")
    items = items_of(atlas, feature)
    return (*items, f"{feature}/measured") if isinstance(known, Leg) else items
