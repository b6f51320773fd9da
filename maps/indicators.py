"""Indicators by which the five countries can be coloured, in classes, with years and what is missing.

An indicator is a measure of the claims that has figures for at least three of the five, or claims
for four, or the capitals' computed distance to the open sea. A country is classed by its newest
confirmed claim; where claims of that date differ, all are told, with who says so, and none is averaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data import formats
from data.atlas import Atlas
from data.claims import Claim
from data.texts import N_, Texts, load_texts
from maps.commands import ColourAreas
from maps.scene import Scene, Theme
from maps.sea import SEA_METHOD, sea_distances_of

SEA = "distance-to-sea"
SEA_TITLE = N_("Distance of the capital to the open sea")
SEA_SOURCE = "natural-earth-countries"

FIRST = (
    "uranium-production",
    "gold-production",
    "natural-gas-production",
    "natural-gas-proven-reserves",
    "natural-gas-exports",
    "ree-and-rare-metal-occurrences",
    "share-of-exports-china",
    "share-of-imports-china",
    "border-with-china",
    SEA,
)
"""What the article speaks of, in the order of the menu; other measures follow in the facts' order."""

LEAST_FIGURES, LEAST_CLAIMS = 3, 4
COUNTED = ("people", "occurrences")
"""Units that an indicator's name already says."""

NO_DATA = ""
"""The colour of a country without a figure: the page hatches it."""

RAMPS: dict[Theme, dict[int, tuple[str, ...]]] = {
    "light": {
        1: ("#7b6fb0",),
        2: ("#cfc7e6", "#5b3f97"),
        3: ("#dcd6ee", "#9485c6", "#4b2a86"),
        4: ("#e4e0f2", "#b5a9d9", "#7c68b4", "#40207a"),
        5: ("#e9e6f5", "#c5bce2", "#9a8bcb", "#6a53a6", "#391a70"),
    },
    "dark": {
        1: ("#8f83c4",),
        2: ("#4c3f78", "#c9c0ea"),
        3: ("#43366c", "#8071b6", "#d3ccf0"),
        4: ("#3c3063", "#6a5c9c", "#a093d2", "#dcd6f5"),
        5: ("#382c5e", "#5c4f8d", "#8273ba", "#ac9fdb", "#e2ddf8"),
    },
}
"""One hue from little to much, by lightness alone: safe for colour-blind eyes. On dark ground much is light."""


@dataclass(frozen=True, slots=True)
class Value:
    """A country's figure: ``number`` classes it, ``others`` are what further claims of the same date say."""

    country: str
    number: float
    asof: str | None
    sources: tuple[str, ...]
    others: tuple[Claim, ...] = ()
    shown: tuple[float, float] | None = None
    """The range of all these figures where they differ or one is a range itself."""
    unused: tuple[Claim, ...] = ()
    """Newer claims that are not confirmed."""
    coast: str = ""
    """For the distance to the sea: the country whose coast is nearest."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measure with the figures of the five. ``unsaid`` are claims without a figure that can be used."""

    id: str
    unit: str
    values: tuple[Value, ...]
    unsaid: tuple[Claim, ...]
    missing: tuple[str, ...]


def indicator_ids(atlas: Atlas) -> tuple[str, ...]:
    """Return the ids of all indicators, what the article speaks of first; nothing is computed for that."""
    five = _five(atlas)
    measures = dict.fromkeys(claim.measure for claim in atlas.claims if claim.about in five)
    order = [*FIRST, *sorted(measure for measure in measures if measure not in FIRST)]
    return tuple(name for name in order if name == SEA or indicator(atlas, name))


def indicator_title(atlas: Atlas, name: str, texts: Texts) -> str:
    """Return an indicator's name."""
    return texts(SEA_TITLE) if name == SEA else atlas.term("measure", name, texts.language)


def indicator(atlas: Atlas, measure: str) -> Indicator | None:
    """Return an indicator, or None if too little is known for one, or all countries are alike."""
    five = _five(atlas)
    if measure == SEA:
        return _sea(atlas)
    claims = [claim for claim in atlas.claims if claim.measure == measure and claim.about in five]
    values = [value for country in five if (value := _value(claims, country))]
    told = {value.country for value in values}
    unsaid = {claim.about: claim for claim in reversed(claims) if claim.about not in told}
    missing = tuple(country for country in five if country not in told and country not in unsaid)
    is_enough = len(values) >= LEAST_FIGURES or len(told | set(unsaid)) >= LEAST_CLAIMS
    if not is_enough or len({value.number for value in values}) < 2 or len({_unit(claims, v) for v in values}) > 1:
        return None
    return Indicator(measure, _unit(claims, values[0]), tuple(values), tuple(unsaid.values()), missing)


def sources_of(atlas: Atlas, scene: Scene) -> tuple[str, ...]:
    """Return the sources of the figures by which a scene's countries are coloured."""
    if scene.indicator == SEA:
        return (SEA_SOURCE,) if SEA_SOURCE in atlas.sources else ()
    found = indicator(atlas, scene.indicator) if scene.indicator else None
    if not found:
        return ()
    claims = [*found.unsaid, *(claim for value in found.values for claim in (*value.others, *value.unused))]
    names = [name for value in found.values for name in value.sources]
    names += [name for claim in claims for name in claim.sources]
    return tuple(dict.fromkeys(name for name in names if name in atlas.sources))


def colouring(atlas: Atlas, scene: Scene) -> ColourAreas:
    """Return how the countries are coloured by the scene's indicator; nothing where it has none."""
    found = indicator(atlas, scene.indicator) if scene.indicator else None
    if not found:
        return ColourAreas((), (), "", (), (), "")
    texts = load_texts(scene.language)
    limits = class_limits([value.number for value in found.values])
    ramp = RAMPS[scene.theme][len(limits)]
    at = {value.country: class_of(value.number, limits) for value in found.values}
    empty = [*found.missing, *(claim.about for claim in found.unsaid)]
    labels, swatches = [], []
    for index in reversed(range(len(limits))):
        members = [value for value in found.values if at[value.country] == index]
        if members:
            labels.append(_class_label(atlas, texts, found, members))
            swatches.append(ramp[index])
    if empty:
        names = _listed(texts, (_name(atlas, texts, country) for country in empty))
        labels.append(texts("No data: {countries}", countries=names))
        swatches.append(NO_DATA)
    items = (*at, *empty)
    colours = tuple(ramp[at[item]] if item in at else NO_DATA for item in items)
    return ColourAreas(
        items, colours, _heading(atlas, texts, found), tuple(labels), tuple(swatches), note(atlas, texts, found)
    )


def class_limits(numbers: Sequence[float]) -> list[float]:
    """Return the upper limits of the classes, lowest first: natural breaks (Fisher and Jenks).

    Up to six figures make three classes at most, more make five: with as many classes as figures
    the colours would only rank them.
    """
    from jenkspy import jenks_breaks  # brings numpy along, so it waits until countries are coloured

    distinct = len(set(numbers))
    count = min(distinct, 3 if len(numbers) <= 6 else 5)
    if count < 2:
        return [max(numbers)]
    return [float(limit) for limit in jenks_breaks(list(numbers), n_classes=count)[1:]]


def class_of(number: float, limits: Sequence[float]) -> int:
    """Return the class that a figure falls into, from 0."""
    return next(index for index, limit in enumerate(limits) if number <= limit)


def note(atlas: Atlas, texts: Texts, found: Indicator) -> str:
    """Return what to know of the figures: how they came about, where sources differ, what is missing and why."""
    parts = []
    if found.id == SEA:
        parts.append(texts(SEA_METHOD))
    for value in found.values:
        if value.others:
            parts.append(_dispute(atlas, texts, found, value))
    parts += [texts("Without a figure: {words}", words=_quoted(texts, claim)) for claim in found.unsaid]
    unused = [claim for value in found.values for claim in value.unused]
    parts += [texts("Left out: {words}", words=_quoted(texts, claim)) for claim in unused]
    parts.append(texts("Classes: natural breaks (Jenks)."))
    return "\n".join(parts)


def _five(atlas: Atlas) -> list[str]:
    return [country.id for country in atlas.countries.values() if country.is_focus]


def _value(claims: list[Claim], country: str) -> Value | None:
    """Return a country's figure: its newest confirmed claim, with the others of the same date."""
    known = [c for c in claims if c.about == country and c.value is not None and c.confidence != "unverified"]
    if not known:
        return None
    newest = known[0]
    same = [claim for claim in known if (claim.asof, claim.unit) == (newest.asof, newest.unit)]
    others = tuple(claim for claim in same[1:] if claim.value != newest.value)
    ends = [end for claim in (newest, *others) for end in _ends(claim)]
    span = (min(ends), max(ends)) if min(ends) < max(ends) else None
    unused = tuple(
        claim
        for claim in claims
        if claim.about == country and claim.confidence == "unverified" and (claim.asof or "") > (newest.asof or "")
    )
    disputed = (newest, *others) if others else ()
    return Value(country, _ends(newest)[1], newest.asof, newest.sources, disputed, span, unused)


def _ends(claim: Claim) -> tuple[float, float]:
    value = claim.value
    assert value is not None  # noqa: S101  only claims with a figure come here
    return value if isinstance(value, tuple) else (value, value)


def _unit(claims: list[Claim], value: Value) -> str:
    same = (claim for claim in claims if (claim.about, claim.asof) == (value.country, value.asof))
    return next(claim.unit or "" for claim in same if claim.value is not None)


def _sea(atlas: Atlas) -> Indicator | None:
    values = tuple(
        Value(country, known.km, None, (SEA_SOURCE,), coast=known.country)
        for country, known in sea_distances_of(atlas).items()
    )
    missing = tuple(country for country in _five(atlas) if country not in {value.country for value in values})
    return Indicator(SEA, "km", values, (), missing) if len(values) >= LEAST_FIGURES else None


def _class_label(atlas: Atlas, texts: Texts, found: Indicator, members: list[Value]) -> str:
    """Return a class's countries with their figures, the highest first, one a line."""
    ordered = sorted(members, key=lambda value: -value.number)
    return "\n".join(_figure(atlas, texts, found, value) for value in ordered)


def _figure(atlas: Atlas, texts: Texts, found: Indicator, value: Value) -> str:
    language = texts.language
    low, high = value.shown or (value.number, value.number)
    number = "–".join(dict.fromkeys(formats.number(end, language) for end in (low, high)))
    name = _name(atlas, texts, value.country)
    if value.coast:
        coast = _name(atlas, texts, value.coast)
        return texts("{country}: {number} (coast of {coast})", country=name, number=number, coast=coast)
    year = formats.date(value.asof, language) if value.asof else texts("undated")
    return texts("{country}: {number} ({year})", country=name, number=number, year=year)


def _dispute(atlas: Atlas, texts: Texts, found: Indicator, value: Value) -> str:
    """Return which source gives which figure."""
    told = []
    for claim in value.others:
        number = "–".join(dict.fromkeys(formats.number(end, texts.language) for end in _ends(claim)))
        titles = _listed(texts, (atlas.sources[name].title for name in claim.sources if name in atlas.sources))
        told.append(texts("{number}: {sources}", number=number, sources=titles))
    return texts(
        "Sources differ on {country}: {figures}. The colour follows the first.",
        country=_name(atlas, texts, value.country),
        figures="; ".join(told),
    )


def _quoted(texts: Texts, claim: Claim) -> str:
    """Return a claim's own words, marked where it is not confirmed."""
    words = texts.name(claim.text)
    return f"{words} ({texts('not confirmed')})" if claim.confidence == "unverified" else words


def _listed(texts: Texts, words: Iterable[str]) -> str:
    return ("、" if texts.language == "ja" else ", ").join(words)


def _name(atlas: Atlas, texts: Texts, country: str) -> str:
    return texts.name(atlas.countries[country].names)


def _heading(atlas: Atlas, texts: Texts, found: Indicator) -> str:
    """Return the indicator's name with its unit, unless the name says already what is counted."""
    title = indicator_title(atlas, found.id, texts)
    if found.unit in COUNTED:
        return title
    return texts("{title}, {unit}", title=title, unit=atlas.term("unit", found.unit, texts.language))
