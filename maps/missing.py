"""What a view names and the facts do not hold: a scene of facts that have gone since shows the rest."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing.value import View
from data.texts import N_, Texts
from maps.indicators import indicator_ids
from maps.layers import all_parts

SENTENCES = {
    "layer": N_("Layer {name} is missing; scene shows the rest."),
    "feature": N_("Feature {name} is missing; scene shows the rest."),
    "passage": N_("Passage {name} is missing; scene shows the rest."),
    "indicator": N_("Figures on {name} are missing; scene shows the rest."),
}


def missing_from(atlas: Atlas, view: View) -> Iterator[tuple[str, str]]:
    """Yield what a view names and nobody knows: its kind (a key of ``SENTENCES``) and its id."""
    parts, routing = all_parts(atlas), view.routing
    yield from (("layer", part) for part in view.parts if part not in parts)
    named = (*view.selected, *(end for way in routing.own for end in way), *(routing.freight or ())[:1])
    rows = [row for row in (*routing.pinned, routing.chosen) if row and row != "freight" and ":" not in row]
    yield from (("feature", name) for name in dict.fromkeys((*named, *rows)) if name not in atlas.features)
    if view.excerpt and view.excerpt not in atlas.excerpts:
        yield "passage", view.excerpt
    if view.indicator and view.indicator not in indicator_ids(atlas):
        yield "indicator", view.indicator


def known_part(atlas: Atlas, view: View) -> View:
    """Return the view without what nobody knows."""
    missing = {name for _, name in missing_from(atlas, view)}
    if not missing:
        return view
    routing = view.routing
    return replace(
        view,
        parts=tuple(part for part in view.parts if part not in missing),
        selected=tuple(name for name in view.selected if name not in missing),
        excerpt=None if view.excerpt in missing else view.excerpt,
        link=None if view.excerpt in missing else view.link,
        indicator=None if view.indicator in missing else view.indicator,
        routing=replace(
            routing,
            own=tuple(way for way in routing.own if not missing & set(way)),
            freight=None if missing & set(routing.freight or ()) else routing.freight,
            pinned=tuple(row for row in routing.pinned if row not in missing),
            chosen=None if routing.chosen in missing else routing.chosen,
        ),
    )


def sentence(texts: Texts, kind: str, name: str) -> str:
    """Return what to say of something that is missing."""
    return texts(SENTENCES[kind], name=name)
