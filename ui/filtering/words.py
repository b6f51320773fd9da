"""The words for facets and for what is chosen in them."""

from __future__ import annotations

from dataclasses import dataclass

from data import formats
from data.atlas import Atlas
from data.texts import N_, Texts
from maps.cards.words import CONFIDENCE
from maps.facets import DEPOSIT_FACETS, NEAR, UNKNOWN, YEARS, chosen
from maps.scene import Scene

TITLES = {
    "countries": N_("Country"),
    "families": N_("Family"),
    "commodities": N_("Commodity"),
    "statuses": N_("Status"),
    "confidences": N_("Confidence"),
    "operator": N_("Operator"),
    "modes": N_("Mode of the legs"),
    "years": N_("Year of the events"),
}
OPERATORS = {"known": N_("Operator known"), "unknown": N_("Operator not known or not confirmed")}
TERMS = {"families": "family", "commodities": "commodity", "statuses": "status", "modes": "mode"}
"""The kind of terms of the facts that a facet's values are."""

MOST_CHIPS = 3
"""Where more values of a facet are chosen they share one chip."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is on: what a click takes off, a value of a facet or (None) all of it."""

    text: str
    facet: str
    value: str | None


def value_name(atlas: Atlas, facet: str, value: str, texts: Texts) -> str:
    """Return the name of a facet's value."""
    if facet == "countries" and value in atlas.countries:
        return texts.name(atlas.countries[value].names)
    if facet == "confidences":
        words = texts(CONFIDENCE.get(value, value))
        return words[:1].upper() + words[1:]
    if facet == "operator":
        return texts(OPERATORS[value])
    if facet in TERMS:
        return atlas.term(TERMS[facet], value, texts.language)
    return formats.date(value, texts.language) if facet == YEARS else value


def chips_of(atlas: Atlas, scene: Scene, texts: Texts) -> tuple[Chip, ...]:
    """Return a chip for everything that is on, in the order of the facets."""
    found: list[Chip] = []
    for facet in (*DEPOSIT_FACETS, NEAR, "modes"):
        if facet == NEAR:
            if scene.filters.near_km is not None:
                km = formats.kilometres(scene.filters.near_km, texts.language)
                found.append(Chip(texts("Within {km} of a railway", km=km), NEAR, None))
            continue
        values = sorted(chosen(scene.filters, facet))
        if len(values) > MOST_CHIPS:
            found.append(Chip(f"{texts(TITLES[facet])}: {len(values)}", facet, None))
        else:
            found += [Chip(_chip_name(atlas, facet, value, texts), facet, value) for value in values]
    if scene.period:
        found.append(Chip(period_name(scene.period, texts), YEARS, None))
    return tuple(found)


def period_name(period: tuple[str, str], texts: Texts) -> str:
    """Return a period's first and last day in words, or its years where it is made of whole ones."""
    start, end = period
    if start.endswith("-01-01") and end.endswith("-12-31"):
        start, end = start[:4], end[:4]
    first, last = formats.date(start, texts.language), formats.date(end, texts.language)
    return texts("Events: {period}", period=first if first == last else f"{first} – {last}")


def _chip_name(atlas: Atlas, facet: str, value: str, texts: Texts) -> str:
    """Return the text of a value's chip; a mode alone would not say of what, and "not known" is short on a chip."""
    if facet == "operator" and value == UNKNOWN:
        return texts("Operator not known")
    name = value_name(atlas, facet, value, texts)
    return texts("Legs: {mode}", mode=name) if facet == "modes" else name
