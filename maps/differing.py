"""What differs between two views of a scene, in words: the list of before and after that an update shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data import formats
from data.briefing.value import View
from data.texts import N_
from maps.cards.desk import Desk, feature_name
from maps.indicators import indicator_title
from maps.layers import LAYERS
from maps.scene import Camera

FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "camera": ("camera",),
        "layers": ("parts",),
        "filters": ("filters",),
        "time": ("period",),
        "colouring": ("indicator",),
        "selection": ("selected", "focus"),
        "text": ("excerpt", "link"),
        "routing": ("routing",),
        "overlays": ("overlays",),
    }
)
"""The parts of a view that can be told apart and taken over alone, and the fields of each, in order."""

NOTHING = "–"
MOST_NAMES = 4
"""Of more names the rest is counted."""

OVERLAYS = {
    "legend": N_("Legend"),
    "title": N_("Title"),
    "footnotes": N_("Footnotes"),
    "banner": N_("Banner"),
    "passage": N_("Passage"),
}
FACETS = {"commodities": "commodity", "families": "family", "statuses": "status", "modes": "mode"}
"""The filters whose values are terms of the facts, and of which kind."""

WORDS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a view (a key of ``FIELDS``) that differs, with what it was and what it will be."""

    part: str
    before: str
    after: str


def differences(view: View, other: View, desk: Desk) -> list[Difference]:
    """Return what differs between two views, part by part. Areas as good as the same do not differ."""
    found = []
    for part, fields in FIELDS.items():
        if all(getattr(view, name) == getattr(other, name) for name in fields):
            continue
        if part == "camera" and Camera(*view.camera.bounds).is_close_to(Camera(*other.camera.bounds)):
            continue
        before, after = _told(part, view, other, desk), _told(part, other, view, desk)
        if before != after:
            found.append(Difference(part, before, after))
    return found


def _told(part: str, view: View, other: View, desk: Desk) -> str:
    """Return one side of a difference in words. Of long lists only what the other side lacks is told."""
    match part:
        case "camera":
            return _area(view, desk)
        case "layers":
            return _listed((_layers(desk)[name] for name in view.parts if name not in other.parts), desk)
        case "filters":
            return _listed(_filters(view, desk), desk)
        case "time":
            return _period(view, desk)
        case "colouring":
            return indicator_title(desk.atlas, view.indicator, desk.texts) if view.indicator else NOTHING
        case "selection":
            return _listed((_name(desk, feature) for feature in view.selected), desk)
        case "text":
            return _passage(view, desk)
        case "routing":
            return _listed(_routing(view, desk), desk)
    return _listed(_overlays(view, desk), desk)


def _listed(words: Iterable[str], desk: Desk) -> str:
    """Return words in a row, the first few of them and how many more there are."""
    known = list(dict.fromkeys(words))
    if not known:
        return NOTHING
    if len(known) <= MOST_NAMES:
        return desk.listed(known)
    more = desk.texts.count("{n} more", "{n} more", len(known) - MOST_NAMES + 1)
    return desk.listed([*known[: MOST_NAMES - 1], more])


def _area(view: View, desk: Desk) -> str:
    """Return an area's middle and its width."""
    from maps.geodesy import distance_km  # slow to import, needed only for the words

    west, south, east, north = view.camera.bounds
    lat = (south + north) / 2
    half_km = distance_km((west, lat), ((west + east) / 2, lat))
    place = desk.place(((west + east) / 2, lat))
    return desk.texts("{place}, {km} wide", place=place, km=desk.km(2 * half_km))


def _layers(desk: Desk) -> _Named:
    titles = {part.id: part.title for layer in LAYERS for part in layer.parts(desk.atlas)}
    return _Named((name, desk.texts.name(title)) for name, title in titles.items())


class _Named(dict[str, str]):
    """Names by id; what has none goes by its id."""

    def __missing__(self, key: str) -> str:
        return key


def _name(desk: Desk, feature: str) -> str:
    return feature_name(desk.atlas, feature, desk.texts) if feature in desk.atlas.features else feature


def _filters(view: View, desk: Desk) -> Iterator[str]:
    filters = view.filters
    yield from (_name(desk, country) for country in filters.countries)
    for facet, kind in FACETS.items():
        yield from (desk.term(kind, slug) for slug in getattr(filters, facet))
    yield from (desk.confidence(slug) for slug in filters.confidences)
    if filters.operator_known is not None:
        yield desk.texts("Operator known") if filters.operator_known else desk.texts("Operator not known")
    if filters.near_km is not None:
        yield desk.texts("Within {km} of a railway", km=desk.km(filters.near_km))


def _period(view: View, desk: Desk) -> str:
    if view.period is None:
        return desk.texts("all times")
    first, last = (formats.date(day, desk.texts.language) for day in view.period)
    return first if first == last else f"{first} – {last}"


def _passage(view: View, desk: Desk) -> str:
    """Return the first words of the open passage and the phrase in it."""
    excerpt = desk.atlas.excerpts.get(view.excerpt or "")
    if excerpt is None:
        return view.excerpt or NOTHING
    text = desk.texts.name(excerpt.texts)
    link = next((known for known in excerpt.links if known.id == view.link), None)
    words = text.split(" ")
    first = " ".join(words[:WORDS_SHOWN]) if len(words) > WORDS_SHOWN else text
    opening = f"{first[:40]}…" if len(first) > 40 or len(first) < len(text) else first
    if link is None:
        return opening
    language = link.language_for(desk.texts.language)
    text, (start, end) = excerpt.texts[language], link.spans[language]
    return f"{opening} ({text[start:end]})"


def _routing(view: View, desk: Desk) -> Iterator[str]:
    routing, texts = view.routing, desk.texts
    yield from (texts("without {name}", name=_name(desk, name)) for name in routing.avoid)
    for name in routing.without:
        is_mode = name in desk.atlas.terms.get("mode", {})
        yield texts("without {name}", name=desk.term("mode", name) if is_mode else _name(desk, name))
    if routing.with_planned:
        yield texts("With planned legs")
    yield from (_way(row, desk) for row in routing.pinned or ((routing.chosen,) if routing.chosen else ()))
    if routing.by != "km":
        yield texts("by time") if routing.by == "days" else texts("by border crossings")


def _way(row: str, desk: Desk) -> str:
    """Return the name of a row of the comparison."""
    if row == "freight":
        return desk.texts("followed goods")
    ends = row.split("/", maxsplit=1)[0].split(":")[1:]
    return " – ".join(_name(desk, end) for end in ends) if row.startswith("own:") else _name(desk, row)


def _overlays(view: View, desk: Desk) -> Iterator[str]:
    yield from (desk.texts(title) for name, title in OVERLAYS.items() if getattr(view.overlays, name))
    yield desk.texts("title at the {corner}", corner=desk.texts(CORNERS[view.overlays.title_at]))


CORNERS = {
    "top-left": N_("top left"),
    "top": N_("top"),
    "top-right": N_("top right"),
    "left": N_("left"),
    "middle": N_("middle"),
    "right": N_("right"),
    "bottom-left": N_("bottom left"),
    "bottom": N_("bottom"),
    "bottom-right": N_("bottom right"),
}
