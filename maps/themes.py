"""The article's focus themes: each a scene that shows what one strand of it is about.

The AI partnership's deposits are ranked by points that anyone can add up again; the card says how.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from data.atlas import Atlas
from data.deposits import Deposit
from data.texts import N_
from maps.drawn import camera_on
from maps.remoteness import rail_distances_km
from maps.scene import HOME, Camera, Filters, Scene
from maps.symbols import SYMBOLS

GROUND = frozenset({"countries", "water", "boundaries", "capitals"})
DEPOSITS = frozenset(f"deposits-{family}" for family in SYMBOLS)

TITLES = {
    "rare-earths": N_("Rare earths and the dependence on Beijing"),
    "uranium-gold-gas": N_("Uranium, gold, gas"),
    "mountains": N_("Newly opened deposits in the mountains"),
    "ai-partnership": N_("Undeveloped deposits for an AI partnership"),
    "infrastructure": N_("Decarbonisation and infrastructure"),
}
"""The themes in the order of the menu."""

NOTES = {
    "rare-earths": N_(
        "Shown are the deposits with rare earths, also as a by-product, and the border with China. The article names "
        "the resource and the dependence on Beijing, but no mine: the deposits are the map's addition."
    ),
    "uranium-gold-gas": N_(
        "Marked are the uranium of Kazakhstan, the gold of Uzbekistan and the gas of Turkmenistan, as the article "
        "has it; the same commodities elsewhere are shown for comparison. The deposits are the map's addition."
    ),
    "mountains": N_(
        "Marked are the deposits of Kyrgyzstan and Tajikistan that are undeveloped, explored or in development. The "
        "article names both countries, but no mine. For most of them the status is not confirmed."
    ),
    "ai-partnership": N_(
        "Shown are the deposits whose status is undeveloped or exploration. The article names no mine and no country: "
        "choice and order are the map's own, not the article's and not any government's."
    ),
    "infrastructure": N_(
        "Shown are the Middle Corridor and the deposits of metals for nuclear power, grids and batteries (uranium, "
        "copper, lithium, nickel, cobalt, vanadium, manganese, rare earths): the map's choice. The article names "
        "decarbonisation and infrastructure as aims of Japan's help and no project but the Caspian Sea Route."
    ),
}

RANKING = N_(
    "Ranked by points, most first. Commodity: 3 where rare earths come first, 2 where the article names one of its "
    "commodities (rare earths, uranium, gold, gas), 1 for other critical metals. Remoteness: 3 within 50 km of an "
    "operating railway of the map, 2 within 100 km, 1 within 200 km. Confidence in the facts: 3 high, 2 medium, 1 low, "
    "and 1 more where the status is confirmed. Where points are equal the nearer to a railway comes first; no distance "
    "is surer than the deposit's point."
)

UNDEVELOPED = frozenset({"undeveloped", "exploration"})
GREEN = frozenset({"uranium", "copper", "lithium", "nickel", "cobalt", "vanadium", "manganese", "rare-earths"})
NAMED = frozenset({"rare-earths", "uranium", "gold", "natural-gas"})
"""The commodities that the article names."""

NEAR_KM = ((50.0, 3), (100.0, 2), (200.0, 1))
CONFIDENCE_POINTS = {"high": 3, "medium": 2, "low": 1}


@dataclass(frozen=True, slots=True)
class Rank:
    """A deposit's points, one by one."""

    deposit: str
    commodity: int
    remoteness: int
    confidence: int
    status: int
    rail_km: float | None

    @property
    def points(self) -> int:
        """All points together."""
        return self.commodity + self.remoteness + self.confidence + self.status


@dataclass(frozen=True, slots=True)
class Theme:
    """One focus theme. ``selected`` are its features in the order of its card; ``ranks`` say why, where ranked."""

    id: str
    excerpt: str | None
    parts: frozenset[str]
    filters: Filters
    indicator: str | None
    selected: tuple[str, ...]
    camera: Camera
    ranks: tuple[Rank, ...] = ()

    @property
    def title(self) -> str:
        """The title in English, the key of the texts."""
        return TITLES[self.id]

    @property
    def note(self) -> str:
        """What is shown and why, in English, the key of the texts."""
        return NOTES[self.id]

    def shown_in(self, scene: Scene) -> Scene:
        """Return the scene of this theme, in the language and theme of another."""
        scene = replace(scene, camera=self.camera, parts=self.parts, filters=self.filters, period=None)
        scene = scene.with_indicator(self.indicator).with_selected(self.selected).with_excerpt(self.excerpt)
        return scene.with_focus(self.id)


def themes(atlas: Atlas) -> tuple[Theme, ...]:
    """Return the article's focus themes."""
    rare, fuels = frozenset({"rare-earths"}), frozenset({"uranium", "gold", "natural-gas"})
    opened = Filters(
        countries=frozenset({"KG", "TJ"}), statuses=frozenset({"undeveloped", "exploration", "development"})
    )
    ranks = rank(atlas, (known for known in atlas.deposits.values() if known.status in UNDEVELOPED))
    ranked = tuple(known.deposit for known in ranks)
    border, rails, corridor = {"china-border"}, {"remoteness"}, {"corridors-middle", "places"}
    return (
        _theme(
            atlas,
            "rare-earths",
            "e04",
            border,
            Filters(commodities=rare),
            "ree-and-rare-metal-occurrences",
            _with_any(atlas, rare),
        ),
        _theme(
            atlas,
            "uranium-gold-gas",
            "e11",
            set(),
            Filters(commodities=fuels),
            "uranium-production",
            _linked(atlas, "e11", fuels),
        ),
        _theme(atlas, "mountains", "e12", rails, opened, None, _let_through(atlas, opened)),
        _theme(atlas, "ai-partnership", "e06", rails, Filters(statuses=UNDEVELOPED), None, ranked, ranks),
        _theme(atlas, "infrastructure", "e07", corridor, Filters(commodities=GREEN), "coal-production", ("middle",)),
    )


def theme_of(atlas: Atlas, name: str | None) -> Theme | None:
    """Return a theme by its id, or None if there is none of that id."""
    return next((theme for theme in themes(atlas) if theme.id == name), None) if name in TITLES else None


def rank(atlas: Atlas, deposits: Iterable[Deposit]) -> tuple[Rank, ...]:
    """Return deposits ranked by commodity, remoteness and confidence, first the one with most points."""
    distances = rail_distances_km(atlas)
    ranks = [_rank(deposit, distances.get(deposit.id)) for deposit in deposits]
    return tuple(sorted(ranks, key=lambda known: (-known.points, known.rail_km or 0.0, known.deposit)))


def _rank(deposit: Deposit, rail_km: float | None) -> Rank:
    if deposit.commodities[0] == "rare-earths":
        commodity = 3
    elif NAMED.intersection(deposit.commodities):
        commodity = 2
    else:
        commodity = 1 if deposit.family == "critical-metals" else 0
    near = 0 if rail_km is None else next((points for limit, points in NEAR_KM if rail_km <= limit), 0)
    sure = CONFIDENCE_POINTS.get(deposit.confidence, 0)
    return Rank(deposit.id, commodity, near, sure, int(deposit.status_confirmed), rail_km)


def _theme(
    atlas: Atlas,
    name: str,
    excerpt: str,
    parts: set[str],
    filters: Filters,
    indicator: str | None,
    selected: tuple[str, ...],
    ranks: tuple[Rank, ...] = (),
) -> Theme:
    known = excerpt if excerpt in atlas.excerpts else None
    camera = (camera_on(atlas, selected) if _are_deposits(atlas, selected) else None) or HOME
    return Theme(name, known, GROUND | DEPOSITS | parts, filters, indicator, selected, camera, ranks)


def _are_deposits(atlas: Atlas, features: tuple[str, ...]) -> bool:
    """Tell whether all features are deposits: a corridor from sea to sea would push them out of sight."""
    return all(name in atlas.deposits for name in features)


def _with_any(atlas: Atlas, commodities: frozenset[str]) -> tuple[str, ...]:
    """Return the deposits with any of some commodities."""
    return tuple(known.id for known in atlas.deposits.values() if commodities.intersection(known.commodities))


def _let_through(atlas: Atlas, filters: Filters) -> tuple[str, ...]:
    """Return the deposits of some countries and statuses."""
    return tuple(
        known.id
        for known in atlas.deposits.values()
        if known.country in filters.countries and known.status in filters.statuses
    )


def _linked(atlas: Atlas, excerpt: str, commodities: frozenset[str]) -> tuple[str, ...]:
    """Return the deposits that an excerpt's words lead to, if one of some commodities is why they do.

    Words that lead to what does not all have one of them (rare earths) are passed over.
    """
    links = atlas.excerpts[excerpt].links if excerpt in atlas.excerpts else ()
    found: dict[str, None] = {}
    for link in links:
        known = [atlas.deposits[target] for target in link.targets if target in atlas.deposits]
        if any(all(commodity in deposit.commodities for deposit in known) for commodity in commodities):
            found.update(dict.fromkeys(deposit.id for deposit in known))
    return tuple(found)
