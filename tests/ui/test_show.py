"""The show as a value: every command from every state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.stage.show import Show

COMMANDS: dict[str, Callable[[Show], Show]] = {
    "next": Show.next,
    "previous": Show.previous,
    "first": Show.first,
    "last": Show.last,
    "enter": Show.enter,
    "backspace": Show.backspace,
    "black": Show.black,
    "white": Show.white,
    "freeze": Show.freeze,
    "roam": Show.roam,
    "push": Show.push,
    "back": Show.back_to_scene,
    "resume": Show.resume,
    "escape": Show.escape,
    "stay": Show.stay,
    "seven": lambda show: show.digit("7"),
    "zero": lambda show: show.digit("0"),
}

shows = st.builds(
    lambda steps, keys: _pressed(Show(tuple(steps)), keys),
    st.lists(st.integers(0, 3), min_size=1, max_size=9),
    st.lists(st.sampled_from([name for name in COMMANDS if name not in ("escape", "enter")]), max_size=12),
)


def _pressed(show: Show, keys: list[str]) -> Show:
    for key in keys:
        show = COMMANDS[key](show)
    return show


@given(shows, st.lists(st.sampled_from(sorted(COMMANDS)), max_size=30))
def test_the_show_is_always_at_a_scene_and_step_that_exist(show: Show, keys: list[str]) -> None:
    for key in keys:
        show = COMMANDS[key](show)
        assert 0 <= show.scene < len(show.steps)
        assert 0 <= show.step <= show.steps[show.scene]


@given(shows)
def test_next_leads_on_from_every_state(show: Show) -> None:
    after = show.next()
    assert (after.scene, after.step) > (show.scene, show.step) or show.is_at_end
    assert after.state == ("frozen" if show.state == "frozen" else "live")


@given(shows)
def test_previous_undoes_next(show: Show) -> None:
    if not show.is_at_end:
        there = show.next()
        back = there.previous()
        assert (back.scene, back.step) == (show.scene, show.step)


def test_two_quick_nexts_land_on_the_second_scene() -> None:
    show = Show((0, 0, 0)).next().next()
    assert (show.scene, show.step, show.state) == (2, 0, "live")


@given(shows)
def test_escape_twice_never_ends_the_show(show: Show) -> None:
    assert not show.escape().escape().is_over
    live = show.back_to_scene()
    assert not live.escape().escape().asks
    assert not live.escape().escape().enter().is_over


@given(shows)
def test_only_enter_after_the_question_ends_the_show(show: Show) -> None:
    asked = show.back_to_scene().escape()
    assert asked.asks and not asked.is_over
    assert asked.enter().is_over
    for name, command in COMMANDS.items():
        assert command(asked).is_over == (name == "enter"), name


@given(shows)
def test_a_clicker_that_sends_escape_and_then_start_goes_on_where_it_was(show: Show) -> None:
    there = show.escape().resume()
    assert (there.scene, there.step, there.state, there.asks) == (show.scene, show.step, "live", False)


@pytest.mark.parametrize("name", ["black", "white", "freeze", "roam"])
def test_the_same_key_returns(name: str) -> None:
    show = Show((1, 2), 1, 1)
    assert COMMANDS[name](COMMANDS[name](show)) == show


@given(shows)
def test_backspace_from_roaming_or_a_push_returns_to_the_scene_exactly(show: Show) -> None:
    scene = show.back_to_scene()
    assert scene.roam().backspace() == scene
    assert scene.roam().enter().backspace() == scene
    assert scene.roam().enter().state == "pushed"


def test_roaming_changes_nothing_that_the_audience_is_given() -> None:
    roaming = Show((0, 1), 1, 1).roam()
    assert not roaming.is_mirrored
    assert (roaming.scene, roaming.step) == (1, 1)


def test_a_number_and_enter_go_to_that_scene() -> None:
    show = Show((0,) * 12).digit("1").digit("2").enter()
    assert (show.scene, show.digits) == (11, "")
    assert Show((0,) * 12).digit("9").digit("9").enter().scene == 11
    assert Show((0,) * 12).digit("0").enter().scene == 0
    assert Show((0,) * 12).digit("1").digit("2").backspace().digits == "1"


def test_a_frozen_picture_stays_while_the_speaker_goes_on() -> None:
    show = Show((0, 0, 0)).freeze().next().next()
    assert (show.scene, show.state) == (2, "frozen")
    assert show.freeze().state == "live"


def test_edited_scenes_leave_the_speaker_where_he_was() -> None:
    show = Show((0, 3, 1), 1, 3).with_steps((0, 1))
    assert (show.scene, show.step) == (1, 1)
    assert Show((0, 3, 1), 2, 1).with_steps((0,)).scene == 0
