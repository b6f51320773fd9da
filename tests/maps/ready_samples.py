"""A briefing without any fault, and ways to make it faulty, for the tests of the check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from data.briefing import value
from data.briefing.edits import part_of, with_part
from tests.data.briefing_story import LANGUAGES

Faulty = Callable[[value.Briefing], value.Briefing]


def three(text: str) -> value.Texts:
    """Return a text as if it were the same in three languages."""
    return {"en": text, "id": text, "ja": text}


def sound() -> value.Briefing:
    """Return a briefing without any fault."""
    view = value.View(
        camera=value.Camera(bounds=(44.0, 36.5, 58.25, 48.0)),
        parts=("deposits-uranium", "places"),
        selected=("AKTAU",),
        excerpt="e1",
        link="l1",
    )
    return value.Briefing(
        title=three("The way out"),
        slot_minutes=10,
        articles=(value.Article(id="a1", language="en", title=three("News"), date="2026-05-02", source="s1"),),
        excerpts=(value.Excerpt(id="e1", article="a1", texts=three("Aktau handled 4,321 containers.")),),
        links=(
            value.Link(
                id="l1",
                excerpt="e1",
                targets=("AKTAU",),
                spans={language: value.Quote(exact="Aktau") for language in LANGUAGES},
            ),
        ),
        claims=(
            value.Claim(
                id="c1",
                about="AKTAU",
                measure="capacity",
                text=three("Aktau: 17.25 Mt a year (2026)"),
                value=17.25,
                unit="Mt",
                asof="2026-01",
                sources=("s1",),
            ),
        ),
        sources=(value.Source(id="s1", title="Port of Aktau, report", date="2026-02"),),
        scenes=(
            value.Scene(
                id="one",
                title=three("The port"),
                caption={"en": "17.25 Mt a year", "id": "17,25 Mt setahun", "ja": "年間17.25 Mt"},
                notes=three("Point at [[Aktau]]. A first look, by hand."),
                view=view,
                seconds=120,
            ),
            value.Scene(id="two", kind="sources", title=three("Sources"), seconds=30),
        ),
    )


def with_scene(briefing: value.Briefing, name: str = "one", **changes: Any) -> value.Briefing:
    """Return the briefing with a scene changed."""
    return with_part(briefing, replace(part_of(briefing, "scene", name), **changes))


def with_view(briefing: value.Briefing, **changes: Any) -> value.Briefing:
    """Return the briefing with the first scene's view changed."""
    scene: Any = part_of(briefing, "scene", "one")
    return with_part(briefing, replace(scene, view=replace(scene.view, **changes)))


def with_claim(briefing: value.Briefing, **changes: Any) -> value.Briefing:
    """Return the briefing with its claim changed."""
    claim: Any = replace(part_of(briefing, "claim", "c1"), **changes)
    return with_part(briefing, claim)


FAULTS: dict[str, Faulty] = {
    "missing": lambda known: with_view(known, parts=("deposits-unicorns", "places")),
    "still": lambda known: with_scene(known, still="media/gone.png"),
    "unsourced": lambda known: with_part(known, replace(known.claims[0], id="c2", sources=(), value=2.5)),
    "figure": lambda known: with_scene(known, title=three("The port: 99 Mt")),
    "stale": lambda known: with_claim(known, asof="2021-03"),
    "unlinked": lambda known: with_part(known, replace(known.excerpts[0], id="e2")),
    "orphan": lambda known: with_part(
        known, replace(known.links[0], id="l2", spans={"en": value.Quote(exact="Baku", prefix="the port of ")})
    ),
    "translation": lambda known: replace(known, title={"en": "The way out"}),
    "notes": lambda known: with_part(known, value.Scene(id="three", kind="title", title=three("On")), 1),
    "length": lambda known: replace(known, slot_minutes=2),
    "title": lambda known: with_scene(known, title={}),
    "first": lambda known: with_part(
        known, value.Scene(id="three", kind="title", title=three("On"), notes=three("Say."), is_hidden=True), 0
    ),
    "closing": lambda known: replace(known, scenes=known.scenes[:1]),
    "empty": lambda known: replace(known, scenes=()),
}
TEN = ("missing", "still", "unsourced", "figure", "stale", "unlinked", "orphan", "translation", "notes", "length")
"""The kinds of findings that the document alone shows, as many as the check promises."""
