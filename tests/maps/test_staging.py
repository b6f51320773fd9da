"""A scene on show and what a briefing keeps of it: there and back, and what a step changes."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.atlas import Atlas
from data.briefing import value
from data.briefing.value import Change, Overlays, View
from data.texts import load_texts
from maps import scene as scene_module
from maps.cards.desk import Desk
from maps.measures import Measures
from maps.scene import HOME, Camera, Filters, Routing, Scene
from maps.staging import (
    FIELDS,
    applied,
    change_between,
    differences,
    scene_from,
    taken_over,
    view_at,
    view_of,
)

names = st.text("abcXYZ-:/0123", min_size=1, max_size=8)
sets = st.frozensets(names, max_size=4)
rows = st.tuples(names, names)
cameras = st.builds(
    Camera,
    st.floats(-170, 100),
    st.floats(-80, 0),
    st.floats(100, 190),
    st.floats(0, 80),
    st.none() | st.floats(0, 20),
)
filters = st.builds(
    Filters, sets, sets, sets, sets, sets, sets, st.none() | st.booleans(), st.none() | st.floats(0, 5_000)
)
routings = st.builds(
    Routing,
    sets,
    sets,
    st.booleans(),
    st.sampled_from(("km", "days", "crossings")),
    st.lists(rows, max_size=3).map(tuple),
    st.none() | rows,
    st.lists(names, max_size=2).map(tuple),
    st.none() | names,
)
overlays = st.builds(
    scene_module.Overlays,
    legend=st.booleans(),
    title=st.booleans(),
    footnotes=st.booleans(),
    banner=st.booleans(),
    passage=st.booleans(),
    title_at=st.sampled_from(("top-left", "middle", "bottom")),
)
scenes = st.builds(
    Scene,
    camera=cameras,
    parts=sets,
    selected=st.lists(names, max_size=4).map(tuple),
    excerpt=st.none() | names,
    link=st.none() | names,
    language=st.sampled_from(("en", "id", "ja")),
    theme=st.sampled_from(("light", "dark")),
    filters=filters,
    period=st.none() | rows,
    indicator=st.none() | names,
    focus=st.none() | names,
    routing=routings,
    overlays=overlays,
)


@given(scenes)
def test_a_scene_comes_back_from_its_view_as_it_was(scene: Scene) -> None:
    assert scene_from(view_of(scene), scene) == scene


@given(scenes, scenes)
def test_language_and_look_are_taken_from_the_scene_on_show(scene: Scene, base: Scene) -> None:
    found = scene_from(view_of(scene), base)
    assert (found.language, found.theme) == (base.language, base.theme)
    assert view_of(found) == view_of(scene)


@given(scenes, scenes)
def test_a_step_leads_from_any_view_to_any_other(one: Scene, two: Scene) -> None:
    view, other = view_of(one), view_of(two)
    change = change_between(view, other)
    assert applied(view, change) == other
    named = {name for name in change.__struct_fields__ if getattr(change, name) is not msgspec.UNSET}
    assert named == {name for name in view.__struct_fields__ if getattr(view, name) != getattr(other, name)}


@given(scenes)
def test_a_view_and_a_step_survive_the_file(scene: Scene) -> None:
    view = view_of(scene)
    assert msgspec.json.decode(msgspec.json.encode(view), type=View) == view
    change = change_between(view_of(Scene(HOME, frozenset())), view)
    assert msgspec.json.decode(msgspec.json.encode(change), type=Change) == change


@given(st.lists(scenes, min_size=1, max_size=4))
def test_what_a_scene_shows_after_a_step_is_computed_from_the_scene(stages: list[Scene]) -> None:
    views = [view_of(scene) for scene in stages]
    steps = tuple(change_between(*pair) for pair in zip(views, views[1:], strict=False))
    staged = value.Scene(id="s", view=views[0], steps=steps)
    assert [view_at(staged, step) for step in range(len(views))] == views
    assert view_at(staged, 99) == views[-1]


def test_a_step_can_take_something_away() -> None:
    view = view_of(Scene(HOME, frozenset({"water"}), excerpt="e07", period=("2025-01-01", "2025-12-31")))
    bare = msgspec.structs.replace(view, excerpt=None, period=None)
    change = msgspec.json.decode(msgspec.json.encode(change_between(view, bare)), type=Change)
    assert applied(view, change) == bare


def test_a_scene_of_text_alone_has_no_view() -> None:
    assert view_at(value.Scene(id="t", kind="title"), 0) is None


def test_every_field_of_a_view_belongs_to_one_part() -> None:
    fields = [name for part in FIELDS.values() for name in part]
    assert sorted(fields) == sorted(View.__struct_fields__)


@given(scenes, scenes, st.sets(st.sampled_from(sorted(FIELDS))))
def test_only_the_parts_asked_for_are_taken_over(one: Scene, two: Scene, parts: set[str]) -> None:
    view, other = view_of(one), view_of(two)
    found = taken_over(view, other, parts)
    for part, fields in FIELDS.items():
        for name in fields:
            assert getattr(found, name) == getattr(other if part in parts else view, name)


@pytest.fixture
def desk(atlas: Atlas, measures: Measures, request: pytest.FixtureRequest) -> Desk:
    """Return a desk in the language asked for."""
    language = getattr(request, "param", "en")
    return Desk(atlas, measures, load_texts(language), {}, datetime.date(2026, 6, 1))


def _told(desk: Desk, **changed: Any) -> dict[str, tuple[str, str]]:
    view = view_of(Scene(HOME, frozenset({"countries", "water"})))
    other = msgspec.structs.replace(view, **changed)
    return {known.part: (known.before, known.after) for known in differences(view, other, desk)}


def test_a_difference_is_told_in_words(desk: Desk) -> None:
    assert _told(desk) == {}
    assert _told(desk, parts=("countries", "summits", "unknown-part")) == {
        "layers": ("Seas and lakes", "Summits, with lines to the five capitals, unknown-part")
    }
    assert _told(desk, period=("2025-12-19", "2025-12-20")) == {
        "time": ("all times", "Dec 19, 2025 – Dec 20, 2025"),
    }
    routing = value.Routing(avoid=("RU",), without=("AKTAU", "road"), chosen="middle-core-dostyk-poti")
    assert _told(desk, routing=routing)["routing"] == (
        "–",
        "without Russia, without Aktau, without Road, Middle Corridor, core section Dostyk–Poti",
    )
    assert _told(desk, selected=("AKTAU", "KZ"), excerpt="e07", link="e07-l4") == {
        "selection": ("–", "Aktau, Kazakhstan"),
        "text": ("–", "Tokyo also plans to offer support for de… (Russia)"),
    }


def test_a_move_too_small_to_see_is_no_difference(desk: Desk) -> None:
    near = value.Camera(bounds=(HOME.west + 0.1, HOME.south, HOME.east + 0.1, HOME.north), zoom=4.0)
    far = value.Camera(bounds=(49.0, 37.0, 55.0, 47.0))
    assert "camera" not in _told(desk, camera=near)
    before, after = _told(desk, camera=far)["camera"]
    assert before.startswith("45.25° N 57.30° E, 4,")
    assert after.startswith("42.00° N 52.00° E, 49")


@pytest.mark.parametrize("desk", ["en", "id", "ja"], indirect=True)
def test_everything_that_can_differ_has_words_in_every_language(desk: Desk) -> None:
    told = _told(
        desk,
        camera=value.Camera(bounds=(49.0, 37.0, 55.0, 47.0)),
        parts=("deposits-gold",),
        filters=value.Filters(
            countries=("KZ",),
            commodities=("gold", "uranium"),
            families=("gold",),
            statuses=("producing",),
            confidences=("high",),
            modes=("rail",),
            operator_known=True,
            near_km=50.0,
        ),
        period=("2025-01-01", "2025-12-31"),
        indicator="gold-production",
        focus="mountains",
        selected=("KZ",),
        excerpt="e01",
        routing=value.Routing(with_planned=True, by="days", own=(("AKTAU", "POTI"),), pinned=("own:AKTAU:POTI",)),
        overlays=Overlays(legend=False, title_at="top"),
    )
    assert set(told) == set(FIELDS)
    assert all(before and after and before != after for before, after in told.values())
