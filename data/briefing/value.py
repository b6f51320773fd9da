"""What a briefing is: articles, excerpts, links, claims, sources, own places, and scenes in an order.

All frozen; an edit makes a new value (``msgspec.structs.replace``). The field names and types are
the file format: ``docs/format.md`` tells it to people, ``docs/briefing.schema.json`` to programs.
Positions are lon, lat in degrees (WGS 84); dates ISO (year, month or day).
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, convert

FORMAT: Literal["caspian-briefing"] = "caspian-briefing"
VERSION = 1
"""Raised when the format changes; ``data.briefing.migrating`` leads from each older version to the next."""

Id = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[^\x00-\x20\x7f]+$")]
Short = Annotated[str, Meta(max_length=1_000)]
Long = Annotated[str, Meta(max_length=200_000)]
Texts = dict[Literal["en", "id", "ja"], Long]
"""A text by language; a language may be missing, and then another one stands in."""

Lon = Annotated[float, Meta(ge=-180, le=360)]
Lat = Annotated[float, Meta(ge=-90, le=90)]
Position = tuple[Lon, Lat]


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What all parts of a briefing share: frozen, fields by name, no unknown ones, defaults left out of the file."""


class Source(Part, frozen=True):
    """A work that facts of the briefing are taken from."""

    id: Id
    title: Short
    url: Short | None = None
    date: Short | None = None
    licence: Short = ""
    kind: Literal["dataset", "page", "official", "press", "own"] = "page"


class Article(Part, frozen=True):
    """A published text. ``text`` is what of it may be kept; excerpts are found in it by their words."""

    id: Id
    language: Literal["en", "id", "ja"]
    title: Texts
    outlet: Short = ""
    author: Short = ""
    credit: Short = ""
    date: Short = ""
    url: Short | None = None
    licence: Short = ""
    text: Long = ""
    date_note: Texts = {}
    translations_note: Texts = {}
    source: Id | None = None


class Quote(Part, frozen=True):
    """Words of a text, with some of what stands before and after, to find them again when the text changes."""

    exact: Long
    prefix: Short = ""
    suffix: Short = ""


class Excerpt(Part, frozen=True):
    """A passage of an article: the original in the article's language and translations, each whole.

    ``anchor`` finds the original in the article's text; None where that text is not kept.
    """

    id: Id
    article: Id
    texts: Texts
    speaker: Texts | None = None
    anchor: Quote | None = None


class Link(Part, frozen=True):
    """Words of an excerpt, in each language, that point at features of the map.

    ``spans`` finds the words in the excerpt's text of a language. ``addition`` says that the map shows a
    detail which the article does not name.
    """

    id: Id
    excerpt: Id
    targets: tuple[Id, ...]
    spans: dict[Literal["en", "id", "ja"], Quote]
    rel: Literal["mentions", "located-at", "along", "contradicts", "supports"] = "mentions"
    kind: Short = "place"
    colour: Short = "place"
    addition: Texts | None = None


class Claim(Part, frozen=True):
    """One statement about a feature: a number or a range in a unit, of a date, from sources.

    What is private is not for the audience: it stays out of exports and of copies that are given away.
    """

    id: Id
    about: Id
    measure: Short
    text: Texts
    value: float | tuple[float, float] | None = None
    unit: Short | None = None
    asof: Short | None = None
    sources: tuple[Id, ...] = ()
    confidence: Literal["high", "medium", "low", "unverified"] = "medium"
    note: Texts | None = None
    excerpt: Id | None = None
    is_private: bool = False


class Place(Part, frozen=True):
    """A feature of the user's own: a point, a line or an area drawn on the map, with its sources.

    What is private is not for the audience: it stays out of exports and of copies that are given away.
    """

    id: Id
    kind: Literal["point", "line", "area"]
    names: Texts
    positions: tuple[Position, ...]
    note: Texts | None = None
    sources: tuple[Id, ...] = ()
    confidence: Literal["high", "medium", "low", "unverified"] = "unverified"
    is_private: bool = False


class Camera(Part, frozen=True):
    """The area on show: west, south, east, north; ``zoom`` None fits it clear of legend and buttons."""

    bounds: tuple[Lon, Lat, Lon, Lat]
    zoom: Annotated[float, Meta(ge=0, le=24)] | None = None


class Filters(Part, frozen=True):
    """As ``maps.scene.Filters``."""

    countries: tuple[Id, ...] = ()
    commodities: tuple[Id, ...] = ()
    families: tuple[Id, ...] = ()
    statuses: tuple[Id, ...] = ()
    confidences: tuple[Id, ...] = ()
    modes: tuple[Id, ...] = ()
    operator_known: bool | None = None
    near_km: Annotated[float, Meta(ge=0, le=20_000)] | None = None


class Routing(Part, frozen=True):
    """As ``maps.scene.Routing``."""

    avoid: tuple[Id, ...] = ()
    without: tuple[Id, ...] = ()
    with_planned: bool = False
    by: Literal["km", "days", "crossings"] = "km"
    own: tuple[tuple[Id, Id], ...] = ()
    freight: tuple[Id, Id] | None = None
    pinned: tuple[Id, ...] = ()
    chosen: Id | None = None


Corner = Literal["top-left", "top", "top-right", "left", "middle", "right", "bottom-left", "bottom", "bottom-right"]


class Overlays(Part, frozen=True):
    """What lies over the map on stage and in exports, and where the title stands."""

    legend: bool = True
    title: bool = True
    footnotes: bool = True
    banner: bool = True
    passage: bool = True
    title_at: Corner = "bottom"


class View(Part, frozen=True):
    """The full state of a map scene; the language and the light or dark look are left free."""

    camera: Camera
    parts: tuple[Id, ...]
    filters: Filters = Filters()
    period: tuple[Short, Short] | None = None
    indicator: Id | None = None
    focus: Id | None = None
    selected: tuple[Id, ...] = ()
    excerpt: Id | None = None
    link: Id | None = None
    routing: Routing = Routing()
    overlays: Overlays = Overlays()


class Change(Part, frozen=True):
    """What a step changes in the view before it; what is not named stays."""

    camera: Camera | UnsetType = UNSET
    parts: tuple[Id, ...] | UnsetType = UNSET
    filters: Filters | UnsetType = UNSET
    period: tuple[Short, Short] | UnsetType | None = UNSET
    indicator: Id | UnsetType | None = UNSET
    focus: Id | UnsetType | None = UNSET
    selected: tuple[Id, ...] | UnsetType = UNSET
    excerpt: Id | UnsetType | None = UNSET
    link: Id | UnsetType | None = UNSET
    routing: Routing | UnsetType = UNSET
    overlays: Overlays | UnsetType = UNSET


class Transition(Part, frozen=True):
    """How the map comes to a scene."""

    kind: Literal["fly", "jump", "fade"] = "fly"
    duration_ms: Annotated[int, Meta(ge=0, le=10_000)] = 900


class Scene(Part, frozen=True):
    """One scene of the show. ``title`` and ``sources`` scenes are text only and have no view of their own need.

    ``notes`` are the speaker's, Markdown; ``[[Aktau]]`` becomes a cue. ``seconds`` is the time meant for it.
    ``still`` names its picture in the file's media.
    """

    id: Id
    kind: Literal["map", "title", "sources"] = "map"
    title: Texts = {}
    caption: Texts = {}
    notes: Texts = {}
    view: View | None = None
    steps: tuple[Change, ...] = ()
    transition: Transition = Transition()
    seconds: Annotated[int, Meta(ge=0, le=86_400)] | None = None
    is_hidden: bool = False
    still: Short | None = None


class Briefing(Part, frozen=True, omit_defaults=False):
    """The document. ``slot_minutes`` is the time the speaker has."""

    format: Literal["caspian-briefing"] = FORMAT
    version: int = VERSION
    title: Texts = {}
    slot_minutes: Annotated[int, Meta(ge=1, le=1_440)] | None = None
    articles: tuple[Article, ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()
    sources: tuple[Source, ...] = ()
    places: tuple[Place, ...] = ()
    scenes: tuple[Scene, ...] = ()


convert({}, Briefing)
# msgspec learns a type when it is first used, and crashed when two threads (saving and autosaving) did so at the same
# time; here the import's own lock lets only one.
