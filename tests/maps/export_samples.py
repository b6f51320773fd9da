"""Shows for the tests of exports: the shipped briefing, with places of the user's own, and any places."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing.reading import read_briefing
from data.briefing.value import Briefing, Claim, Place, Source
from data.reading import FILES
from maps.exports.show import ExportShow, show_of
from maps.measures import Measures

TODAY = datetime.date(2026, 11, 24)
SHIPPED = FILES / "central-asia.briefing"

BAD_TEXT = '<script>alert(1)</script> & "quoted" <b>bold</b> =cmd|x'
PLACES = (
    Place(
        id="gate",
        kind="point",
        names={"en": "The gate", "ja": "門"},
        positions=((51.2, 43.65),),
        note={"en": BAD_TEXT, "id": "Gerbang"},
        sources=("field-notes",),
        confidence="medium",
    ),
    Place(id="fence", kind="line", names={"id": "Pagar"}, positions=((50.1, 43.0), (50.2, 43.25), (51.0, 44.0))),
    Place(
        id="yard",
        kind="area",
        names={"en": BAD_TEXT},
        positions=((60.0, 40.0), (61.5, 40.0), (61.0, 41.0)),
        confidence="low",
    ),
    Place(id="bering", kind="line", names={"en": "Across"}, positions=((179.0, 60.0), (182.0, 62.0))),
)
NOTES = Source(id="field-notes", title="Own notes, Aktau", date="2025-11", kind="own", licence="CC BY 4.0")
CLAIM = Claim(
    id="own-berths",
    about="gate",
    measure="berths",
    value=(3, 4.5),
    unit="berths",
    text={"en": "=HYPERLINK(1)", "ja": "3〜4.5バース"},
    asof="2025-11-03",
    sources=("field-notes",),
)


def own_briefing() -> Briefing:
    """Return the shipped briefing with places, a claim and a source of the user's own."""
    shipped = read_briefing(SHIPPED).briefing
    return replace(
        shipped,
        places=PLACES,
        claims=(*shipped.claims, CLAIM),
        sources=(*shipped.sources, NOTES),
    )


def show(atlas: Atlas, measures: Measures, language: str = "en", briefing: Briefing | None = None) -> ExportShow:
    """Return what is exported of a briefing."""
    return show_of(atlas, briefing or own_briefing(), measures, language, TODAY)


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda text: "\ufffe" not in text and "\uffff" not in text and bool(text.strip())
)
_NAMES: Any = st.dictionaries(st.sampled_from(["en", "id", "ja"]), _TEXT, min_size=1, max_size=3)
_LON = st.floats(-180, 180, allow_nan=False)
_LAT = st.floats(-90, 90, allow_nan=False)
_POSITIONS = {"point": (1, 1), "line": (2, 6), "area": (3, 6)}


@st.composite
def places(draw: st.DrawFn) -> Place:
    """Return any place on the globe whose line does not cross the antimeridian."""
    kind: Any = draw(st.sampled_from(["point", "line", "area"]))
    least, most = _POSITIONS[kind]
    positions = draw(st.lists(st.tuples(_LON, _LAT), min_size=least, max_size=most, unique=True))
    return Place(
        id=draw(st.from_regex(r"own-[a-z0-9_-]{1,8}", fullmatch=True)),
        kind=kind,
        names=draw(_NAMES),
        positions=tuple(positions),
        note=draw(st.none() | _NAMES),
        sources=draw(st.sampled_from([(), ("field-notes",)])),
        confidence=draw(st.sampled_from(["high", "medium", "low", "unverified"])),
    )
