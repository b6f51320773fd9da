"""Facets: by what deposits, legs and events can be filtered, and how many there are of each value.

A value is counted among what the other facets let through, so that a count says what choosing
it would show. Sets of deposits are whole numbers with a bit for each deposit: counting all
values of 50,000 deposits takes a few milliseconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from typing import Any

from data.atlas import Atlas
from data.deposits import Deposit
from data.events import Event
from maps.drawn import parts_needed
from maps.scene import Filters, Scene

DEPOSIT_FACETS = ("countries", "families", "commodities", "statuses", "confidences", "operator")
FACETS = (*DEPOSIT_FACETS, "modes", "years")
"""All facets with values to choose from, in the order of the panel."""

NEAR, YEARS = "near", "years"
"""The facet of distance, which has no values, and that of dates, whose choice is a period."""
KNOWN, UNKNOWN = "known", "unknown"
CONFIDENCES = ("high", "medium", "low", "unverified")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet, how many features have it, and whether it is chosen."""

    slug: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with all values that occur."""

    id: str
    values: tuple[Value, ...]


class Index:
    """Which deposits have which value, for one atlas."""

    def __init__(self, atlas: Atlas) -> None:
        """Go through the deposits once."""
        self.atlas = atlas
        self.ids = tuple(atlas.deposits)
        self.everything = (1 << len(self.ids)) - 1
        self.masks = {facet: self._masks(read) for facet, read in _READ.items()}
        self.orders = {facet: self._order(facet) for facet in DEPOSIT_FACETS}
        self._by_distance: tuple[list[float], list[int]] | None = None

    def mask(self, filters: Filters, facet: str) -> int:
        """Return the deposits that one facet lets through."""
        if facet == NEAR:
            return self.everything if filters.near_km is None else self._within(filters.near_km)
        wanted = chosen(filters, facet)
        known = self.masks[facet]
        return reduce(or_, (known.get(value, 0) for value in wanted), 0) if wanted else self.everything

    def let_through(self, filters: Filters, *, without: str | None = None) -> int:
        """Return the deposits that all facets, or all but one, let through."""
        asked = (facet for facet in (*DEPOSIT_FACETS, NEAR) if facet != without)
        return reduce(and_, (self.mask(filters, facet) for facet in asked), self.everything)

    def names(self, mask: int) -> Iterator[str]:
        """Yield the ids of deposits in the atlas's order."""
        bits = f"{mask:b}"[::-1]
        return (name for name, bit in zip(self.ids, bits, strict=False) if bit == "1")

    def values(self, filters: Filters, facet: str) -> tuple[Value, ...]:
        """Return the values of one of the deposits' facets with their counts."""
        others, wanted = self.let_through(filters, without=facet), chosen(filters, facet)
        masks = self.masks[facet]
        return tuple(Value(slug, (others & masks[slug]).bit_count(), slug in wanted) for slug in self.orders[facet])

    def _masks(self, read: Callable[[Deposit], Iterable[str]]) -> dict[str, int]:
        size = len(self.ids) // 8 + 1
        found: dict[str, bytearray] = defaultdict(lambda: bytearray(size))
        for at, deposit in enumerate(self.atlas.deposits.values()):
            for value in read(deposit):
                found[value][at >> 3] |= 1 << (at & 7)
        return {value: int.from_bytes(bits, "little") for value, bits in found.items()}

    def _order(self, facet: str) -> tuple[str, ...]:
        """Return a facet's values: in the order of the facts' terms, commodities and countries by number."""
        masks = self.masks[facet]
        if facet in ("commodities", "countries"):
            return tuple(sorted(masks, key=lambda slug: -masks[slug].bit_count()))
        terms = self.atlas.terms
        order = {"families": terms.get("family", ()), "statuses": terms.get("status", ()), "confidences": CONFIDENCES}
        ordered = [slug for slug in order.get(facet, (KNOWN, UNKNOWN)) if slug in masks]
        return (*ordered, *(slug for slug in masks if slug not in ordered))

    def _within(self, km: float) -> int:
        """Return the deposits no farther than this from an operating rail leg; those of unknown distance are not."""
        if self._by_distance is None:
            from maps.remoteness import rail_distances_km

            known = rail_distances_km(self.atlas)
            near = sorted((known[name], at) for at, name in enumerate(self.ids) if name in known)
            self._by_distance = ([distance for distance, _ in near], [at for _, at in near])
        distances, places = self._by_distance
        bits = bytearray(len(self.ids) // 8 + 1)
        for at in places[: bisect_right(distances, km)]:
            bits[at >> 3] |= 1 << (at & 7)
        return int.from_bytes(bits, "little")


_READ: Mapping[str, Callable[[Deposit], Iterable[str]]] = {
    "countries": lambda deposit: (deposit.country,),
    "families": lambda deposit: (deposit.family,),
    "commodities": lambda deposit: deposit.commodities,
    "statuses": lambda deposit: (deposit.status,),
    "confidences": lambda deposit: (deposit.confidence,),
    "operator": lambda deposit: (KNOWN if deposit.operator and deposit.operator_confirmed else UNKNOWN,),
}
"""What a deposit's values are; an operator that no source confirms is not known."""

_made: list[Index] = []


def index_of(atlas: Atlas) -> Index:
    """Return the index of an atlas; that of the last one asked for is kept."""
    if not _made or _made[0].atlas is not atlas:
        _made[:] = [Index(atlas)]
    return _made[0]


def facets_of(atlas: Atlas, scene: Scene) -> tuple[Facet, ...]:
    """Return all facets with counts, as the scene has them."""
    index = index_of(atlas)
    deposits = [Facet(facet, index.values(scene.filters, facet)) for facet in DEPOSIT_FACETS]
    return (*deposits, Facet("modes", _modes(atlas, scene.filters)), Facet(YEARS, _years(atlas, scene.period)))


def count_near(atlas: Atlas, filters: Filters, km: float) -> int:
    """Return how many of the deposits that the other facets let through lie within a distance of a railway."""
    return index_of(atlas).let_through(replace(filters, near_km=km)).bit_count()


def chosen(filters: Filters, facet: str) -> frozenset[str]:
    """Return the values chosen in a facet of the filters; none means that all are let through."""
    if facet == "operator":
        known = filters.operator_known
        return frozenset() if known is None else frozenset((KNOWN if known else UNKNOWN,))
    values: frozenset[str] = getattr(filters, facet)
    return values


def toggled(atlas: Atlas, scene: Scene, facet: str, value: str) -> Scene:
    """Return the scene with a value chosen, or no longer chosen.

    What is chosen is to be seen: if no layer part with such features is on, theirs are switched on.
    """
    if facet == YEARS:
        return _with_parts(atlas, scene.with_period(_with_year(scene.period, value)), facet, value)
    now = chosen(scene.filters, facet)
    wanted = now ^ {value} if facet != "operator" else frozenset((value,)) - now
    scene = scene.with_filters(_with_chosen(scene.filters, facet, wanted))
    return _with_parts(atlas, scene, facet, value) if value in wanted else scene


def cleared(scene: Scene, facet: str) -> Scene:
    """Return the scene with nothing chosen in a facet."""
    if facet == YEARS:
        return scene.with_period(None)
    if facet == NEAR:
        return scene.with_filters(replace(scene.filters, near_km=None))
    return scene.with_filters(_with_chosen(scene.filters, facet, frozenset()))


def days_of(event: Event) -> tuple[str, str]:
    """Return an event's first and last day; a date known to the month or year covers all of it."""
    start = (event.date_start + "-01-01")[:10] if len(event.date_start) < 8 else event.date_start
    end = event.date_end or event.date_start
    return start, end + {4: "-12-31", 7: "-31"}.get(len(end), "")


def overlaps(days: tuple[str, str], period: tuple[str, str]) -> bool:
    """Tell whether two spans of days meet."""
    return days[0] <= period[1] and days[1] >= period[0]


def _with_chosen(filters: Filters, facet: str, values: frozenset[str]) -> Filters:
    if facet == "operator":
        return replace(filters, operator_known=None if not values else KNOWN in values)
    changed: dict[str, Any] = {facet: values}
    return replace(filters, **changed)


def _with_parts(atlas: Atlas, scene: Scene, facet: str, value: str) -> Scene:
    """Return the scene with the parts on that hold features of a value, if none of them is on."""
    parts = {part for feature in _having(atlas, facet, value) for part in parts_needed(atlas, feature)}
    return scene if parts & scene.parts or not parts else scene.with_parts(scene.parts | parts)


def _having(atlas: Atlas, facet: str, value: str) -> Iterable[str]:
    """Return the features that have a value."""
    if facet == "modes":
        return [leg.id for leg in atlas.legs.values() if leg.mode == value]
    if facet == YEARS:
        return [event.id for event in _drawn_events(atlas) if value in _years_of(days_of(event))]
    index = index_of(atlas)
    return index.names(index.masks[facet].get(value, 0))


def _modes(atlas: Atlas, filters: Filters) -> tuple[Value, ...]:
    """Return the modes with the number of legs that corridors run over."""
    used = {leg for corridor in atlas.corridors.values() for leg in corridor.legs}
    counts: dict[str, int] = dict.fromkeys(atlas.terms.get("mode", ()), 0)
    for leg in used:
        counts[atlas.legs[leg].mode] = counts.get(atlas.legs[leg].mode, 0) + 1
    return tuple(Value(mode, count, mode in filters.modes) for mode, count in counts.items() if count)


def _drawn_events(atlas: Atlas) -> Iterator[Event]:
    return (event for event in atlas.events.values() if not event.is_background)


def _years(atlas: Atlas, period: tuple[str, str] | None) -> tuple[Value, ...]:
    """Return the years with the number of events; those that the period touches are chosen."""
    counts: dict[str, int] = defaultdict(int)
    for event in _drawn_events(atlas):
        for year in _years_of(days_of(event)):
            counts[year] += 1
    touched = _years_of(period) if period else ()
    return tuple(Value(year, counts[year], year in touched) for year in sorted(counts))


def _years_of(days: tuple[str, str]) -> tuple[str, ...]:
    return tuple(str(year) for year in range(int(days[0][:4]), int(days[1][:4]) + 1))


def _with_year(period: tuple[str, str] | None, year: str) -> tuple[str, str] | None:
    """Return the period reaching over one year more, or without a year at its end; inside it, that year alone."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    if period is None:
        return first, last
    touched = _years_of(period)
    if year not in touched:
        return min(first, period[0]), max(last, period[1])
    if len(touched) == 1:
        return None
    if year == touched[0]:
        return f"{touched[1]}-01-01", period[1]
    if year == touched[-1]:
        return period[0], f"{touched[-2]}-12-31"
    return first, last
