"""The contract between Python and the page, as seen from Python."""

import json

import pytest

from maps.commands import COMMANDS, MoveCamera, ShowParts
from maps.messages import EVENTS, FeatureClicked, MalformedEventError, ViewMoved, decode, encode


def test_a_command_carries_its_name_and_fields() -> None:
    assert json.loads(encode(MoveCamera(1.0, 2.0, 3.0, 4.0, True, 900))) == {
        "type": "MoveCamera",
        "west": 1.0,
        "south": 2.0,
        "east": 3.0,
        "north": 4.0,
        "clear": True,
        "duration_ms": 900,
    }
    assert json.loads(encode(ShowParts(("a", "ジ"))))["parts"] == ["a", "ジ"]


def test_an_event_arrives_as_its_class() -> None:
    text = json.dumps({"type": "FeatureClicked", "item": "KZ", "extend": False})
    assert decode(text) == FeatureClicked("KZ", False)


def test_whole_numbers_are_fine_where_degrees_are_wanted() -> None:
    text = json.dumps(
        {"type": "ViewMoved", "west": 24, "south": 33, "east": 90, "north": 57, "zoom": 4, "by_user": True}
    )
    event = decode(text)
    assert isinstance(event, ViewMoved)
    assert isinstance(event.west, float)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{",
        '{"type": "Nothing"}',
        '{"type": "Ping", "number": 1}',
        '{"type": "Pong"}',
        '{"type": "Pong", "number": "1"}',
        '{"type": "Pong", "number": true}',
        '{"type": "Pong", "number": 1, "more": 2}',
        '{"type": "FeatureClicked", "item": 3, "extend": false}',
        '{"type": "ViewMoved", "west": NaN, "south": 1, "east": 2, "north": 3, "zoom": 4, "by_user": true}',
        '{"type": "ViewMoved", "west": 1e999, "south": 1, "east": 2, "north": 3, "zoom": 4, "by_user": true}',
        "[" * 100_000,
    ],
)
def test_what_is_no_event_of_the_contract_is_refused(text: str) -> None:
    with pytest.raises(MalformedEventError):
        decode(text)


def test_commands_and_events_have_different_names() -> None:
    assert not {command.__name__ for command in COMMANDS} & set(EVENTS)
