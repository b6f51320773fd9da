"""Briefings for the tests: one that a person could have made, and any that the format allows."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from hypothesis import strategies as st

from data.atlas import Atlas
from data.briefing.joining import briefing_article
from data.briefing.value import (
    Article,
    Briefing,
    Camera,
    Change,
    Claim,
    Excerpt,
    Filters,
    Link,
    Overlays,
    Place,
    Quote,
    Routing,
    Scene,
    Source,
    Texts,
    Transition,
    View,
)


def picture(width: int = 2, height: int = 2) -> bytes:
    """Return a PNG of a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x20\x40\x80" * width) * height
    head = struct.pack(">2L5B", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def sample(atlas: Atlas) -> Briefing:
    """Return a briefing with the shipped article and a part of each kind."""
    shipped = atlas.articles[0]
    parts = briefing_article(shipped, atlas.sources[shipped.source])
    view = View(
        camera=Camera(bounds=(44.0, 36.5, 58.25, 48.0), zoom=5.0), parts=("deposits",), selected=("AKTAU",), period=None
    )
    return Briefing(
        title={"en": "The way out", "ja": "出口"},
        slot_minutes=20,
        articles=(parts.article,),
        excerpts=parts.excerpts,
        links=parts.links,
        sources=(parts.source, Source(id="field-notes", title="Own notes, Aktau", date="2025-11", kind="own")),
        claims=(
            Claim(
                id="own-berths",
                about="KZ",
                measure="berths",
                value=(3, 4.5),
                unit="berths",
                text={"en": "Three to four and a half berths"},
                asof="2025-11-03",
                sources=("field-notes",),
                excerpt="e07",
            ),
        ),
        places=(
            Place(
                id="gate", kind="point", names={"en": "The gate"}, positions=((51.2, 43.6),), sources=("field-notes",)
            ),
        ),
        scenes=(
            Scene(id="scene-1", kind="title", title={"en": "Five leaders"}, still="media/scene-1.png"),
            Scene(
                id="scene-2",
                title={"en": "Aktau bottleneck"},
                notes={"en": "Point at [[Aktau]].\n\n* slowly"},
                view=view,
                steps=(Change(focus=None, selected=()), Change(excerpt="e07", link="e07-l2")),
                seconds=90,
            ),
        ),
    )


def raw_sample() -> dict[str, Any]:
    """Return a small sound briefing as plain data."""
    view = {"camera": {"bounds": [44, 36, 58, 48]}, "parts": ["deposits"]}
    return {
        "format": "caspian-briefing",
        "version": 1,
        "articles": [{"id": "a1", "language": "en", "title": {"en": "News"}}],
        "excerpts": [{"id": "e1", "article": "a1", "texts": {"en": "Aktau handled more."}}],
        "links": [{"id": "l1", "excerpt": "e1", "targets": ["KZ"], "spans": {"en": {"exact": "Aktau"}}}],
        "claims": [{"id": "c1", "about": "KZ", "measure": "berths", "text": {"en": "Three berths"}, "value": 3}],
        "scenes": [
            {"id": "s1", "title": {"en": "Start"}, "view": view},
            {"id": "s2", "title": {"en": "Aktau bottleneck"}, "notes": {"en": "Slowly."}, "view": view},
        ],
    }


_IDS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
_TEXTS: st.SearchStrategy[Texts] = st.dictionaries(st.sampled_from(["en", "id", "ja"]), _TEXT, max_size=3)
_LON = st.floats(-180, 360, allow_nan=False)
_LAT = st.floats(-90, 90, allow_nan=False)
_NAMES = st.lists(_IDS, max_size=3).map(tuple)
_NUMBER = st.floats(-1e12, 1e12, allow_nan=False)
_QUOTES = st.builds(Quote, exact=_TEXT, prefix=_TEXT, suffix=_TEXT)


@st.composite
def _cameras(draw: st.DrawFn) -> Camera:
    west, east = sorted(draw(st.lists(st.integers(-180, 360), min_size=2, max_size=2, unique=True)))
    south, north = sorted(draw(st.lists(st.integers(-90, 90), min_size=2, max_size=2, unique=True)))
    return Camera(bounds=(west, south, east, north), zoom=draw(st.none() | st.floats(0, 24)))


_VIEWS = st.builds(
    View,
    camera=_cameras(),
    parts=_NAMES,
    filters=st.builds(Filters, countries=_NAMES, operator_known=st.none() | st.booleans()),
    period=st.none() | st.tuples(st.integers(1990, 2010).map(str), st.integers(2010, 2030).map(str)),
    focus=st.none() | _IDS,
    selected=_NAMES,
    routing=st.builds(
        Routing, avoid=_NAMES, by=st.sampled_from(["km", "days"]), freight=st.none() | st.tuples(_IDS, _IDS)
    ),
    overlays=st.builds(Overlays, legend=st.booleans(), title_at=st.sampled_from(["top", "left"])),
)
_STEPS = st.builds(Change, focus=st.none() | _IDS, selected=_NAMES) | st.builds(Change, camera=_cameras())


def _unique(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(parts, max_size=3, unique_by=lambda part: part.id).map(tuple)


@st.composite
def briefings(draw: st.DrawFn) -> Briefing:
    """Return any sound briefing."""
    articles = draw(_unique(st.builds(Article, id=_IDS, language=st.just("en"), title=_TEXTS, text=_TEXT)))
    excerpts: tuple[Excerpt, ...] = ()
    if articles:
        texts = _TEXTS.filter(lambda found: any(found.values()))
        home = st.sampled_from([article.id for article in articles])
        excerpts = draw(_unique(st.builds(Excerpt, id=_IDS, article=home, texts=texts, anchor=st.none() | _QUOTES)))
    links = []
    for at, excerpt in enumerate(excerpts):
        spans = {language: draw(_QUOTES.filter(lambda quote: quote.exact)) for language in excerpt.texts}
        links.append(Link(id=f"l{at}", excerpt=excerpt.id, targets=draw(_NAMES) or ("KZ",), spans=spans))
    values = st.none() | _NUMBER | st.tuples(st.floats(0, 5), st.floats(5, 9))
    return Briefing(
        title=draw(_TEXTS),
        slot_minutes=draw(st.none() | st.integers(1, 1440)),
        articles=articles,
        excerpts=excerpts,
        links=tuple(links),
        claims=draw(_unique(st.builds(Claim, id=_IDS, about=_IDS, measure=_TEXT, text=_TEXTS, value=values))),
        sources=draw(_unique(st.builds(Source, id=_IDS, title=_TEXT, url=st.none() | _TEXT))),
        places=draw(
            _unique(
                st.builds(
                    Place, id=_IDS, kind=st.just("point"), names=_TEXTS, positions=st.tuples(st.tuples(_LON, _LAT))
                )
            )
        ),
        scenes=draw(
            _unique(
                st.builds(
                    Scene,
                    id=_IDS,
                    title=_TEXTS,
                    notes=_TEXTS,
                    view=_VIEWS,
                    steps=st.lists(_STEPS, max_size=2).map(tuple),
                    transition=st.builds(Transition, duration_ms=st.integers(0, 10_000)),
                    is_hidden=st.booleans(),
                )
            )
        ),
    )
