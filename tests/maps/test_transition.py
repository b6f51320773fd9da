"""The way from one scene to the next is their difference."""

from dataclasses import replace

from data.atlas import Atlas
from maps.commands import MoveCamera, Select, SetLanguage, SetTheme, ShowParts
from maps.scene import Camera, Scene
from maps.transition import FLIGHT_MS, LONG_FLIGHT_MS, transition


def test_equal_scenes_need_no_command(atlas: Atlas, first_scene: Scene) -> None:
    assert transition(atlas, first_scene, first_scene) == []


def test_a_page_that_shows_nothing_is_told_everything_without_a_flight(atlas: Atlas, first_scene: Scene) -> None:
    commands = transition(atlas, None, first_scene)
    assert [type(command) for command in commands] == [SetTheme, SetLanguage, ShowParts, Select, MoveCamera]
    assert isinstance(commands[-1], MoveCamera)
    assert commands[-1].duration_ms == 0


def test_only_what_differs_is_told(atlas: Atlas, first_scene: Scene) -> None:
    assert transition(atlas, first_scene, first_scene.with_language("ja")) == [SetLanguage("ja")]
    assert transition(atlas, first_scene, first_scene.with_theme("dark")) == [SetTheme("dark")]


def test_a_corridor_is_marked_by_its_legs_and_a_group_by_those_of_all_its_variants(
    atlas: Atlas, first_scene: Scene
) -> None:
    corridor = next(corridor for corridor in atlas.corridors.values() if corridor.group == "middle")
    [select] = transition(atlas, first_scene, first_scene.with_selected((corridor.id,)))
    assert select == Select(tuple(f"{leg}/middle" for leg in corridor.legs))
    [whole] = transition(atlas, first_scene, first_scene.with_selected(("middle",)))
    assert isinstance(whole, Select)
    assert set(select.items) < set(whole.items)
    assert len(set(whole.items)) == len(whole.items)


def test_a_flight_over_many_scales_gets_more_time(atlas: Atlas, first_scene: Scene) -> None:
    near = first_scene.with_camera(Camera(40.0, 36.0, 80.0, 52.0))
    far = first_scene.with_camera(Camera(51.0, 43.0, 53.0, 44.0))
    [short] = transition(atlas, first_scene, near)
    [long] = transition(atlas, first_scene, far)
    assert isinstance(short, MoveCamera)
    assert isinstance(long, MoveCamera)
    assert (short.duration_ms, long.duration_ms) == (FLIGHT_MS, LONG_FLIGHT_MS)
    [jump] = transition(atlas, first_scene, far, reduced_motion=True)
    assert jump == replace(long, duration_ms=0)


def test_where_the_page_came_to_rest_is_close_enough_to_cause_no_echo(atlas: Atlas, first_scene: Scene) -> None:
    camera = first_scene.camera
    nearly = Camera(camera.west + 0.01, camera.south, camera.east + 0.01, camera.north, 4.25)
    assert transition(atlas, first_scene, first_scene.with_camera(nearly)) == []
