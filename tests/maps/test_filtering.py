"""What filters and period hide, what they leave, and that what is selected is always shown."""

from __future__ import annotations

from data.atlas import Atlas
from maps.commands import Hide
from maps.drawing import drawing
from maps.drawn import feature_of
from maps.filtering import hidden_items, is_filtered, let_through, shown_despite
from maps.scene import Camera, Filters, Scene
from maps.transition import transition
from maps.visible import visible_deposits, visible_sources

WORLD = Camera(-179.0, -60.0, 179.0, 80.0)
GOLD = Filters(commodities=frozenset({"gold"}))


def hidden_features(atlas: Atlas, scene: Scene) -> set[str]:
    return {feature_of(item) for item in hidden_items(atlas, scene)}


def test_nothing_is_hidden_without_filters_or_period(atlas: Atlas, first_scene: Scene) -> None:
    assert hidden_items(atlas, first_scene) == ()
    assert not is_filtered(first_scene)


def test_facets_narrow_each_other_and_values_of_one_widen_it(atlas: Atlas) -> None:
    filters = Filters(countries=frozenset({"KZ", "UZ"}), families=frozenset({"uranium"}), operator_known=True)
    wanted = {
        deposit.id
        for deposit in atlas.deposits.values()
        if deposit.country in ("KZ", "UZ")
        and deposit.family == "uranium"
        and deposit.operator
        and deposit.operator_confirmed
    }
    assert wanted
    assert let_through(atlas, filters) == wanted


def test_a_filter_hides_the_other_deposits_and_nothing_else(atlas: Atlas, first_scene: Scene) -> None:
    hidden = hidden_features(atlas, first_scene.with_filters(GOLD))
    assert hidden == {deposit.id for deposit in atlas.deposits.values() if "gold" not in deposit.commodities}


def test_a_mode_hides_the_legs_of_the_others_in_every_corridor(atlas: Atlas, first_scene: Scene) -> None:
    hidden = set(hidden_items(atlas, first_scene.with_filters(Filters(modes=frozenset({"sea"})))))
    for corridor in atlas.corridors.values():
        for leg in corridor.legs:
            assert (f"{leg}/{corridor.group}" in hidden) is (atlas.legs[leg].mode != "sea")
    assert {feature_of(item) for item in hidden} <= set(atlas.legs)


def test_a_period_hides_events_outside_it_and_nothing_undated(atlas: Atlas, first_scene: Scene) -> None:
    scene = first_scene.with_period(("2025-10-09", "2025-11-05"))
    hidden = set(hidden_items(atlas, scene))
    assert "summit-dushanbe-2025" not in hidden
    assert {"summit-washington-2025", "summit-tokyo-2025/lines", "cancelled-astana-2024"} <= hidden
    assert {feature_of(item) for item in hidden} <= set(atlas.events)


def test_an_event_is_shown_if_any_of_its_days_is_in_the_period(atlas: Atlas, first_scene: Scene) -> None:
    for day in ("2025-12-19", "2025-12-20"):
        assert "summit-tokyo-2025" not in hidden_items(atlas, first_scene.with_period((day, day)))
    assert "summit-tokyo-2025" in hidden_items(atlas, first_scene.with_period(("2025-12-21", "2025-12-31")))


def test_what_is_drawn_is_what_is_hidden_by_name(atlas: Atlas, first_scene: Scene) -> None:
    """Every item of a hidden feature is named, under the id that the page knows."""
    scene = first_scene.with_filters(Filters(countries=frozenset({"TM"}), modes=frozenset({"road"})))
    scene = scene.with_period(("2024-01-01", "2024-12-31"))
    hidden = set(hidden_items(atlas, scene))
    features = {feature_of(item) for item in hidden}
    drawn = {item["id"] for layer in drawing(atlas)["layers"] for item in layer["items"]}
    assert {item for item in drawn if feature_of(item) in features} <= hidden


def test_a_selected_place_is_shown_though_the_filter_stays(atlas: Atlas, first_scene: Scene) -> None:
    scene = first_scene.with_filters(GOLD)
    hidden = hidden_items(atlas, scene)[0]
    chosen = scene.with_selected((hidden,))
    assert hidden not in hidden_items(atlas, chosen)
    assert shown_despite(atlas, chosen) == (hidden,)
    assert shown_despite(atlas, scene.with_selected(("KZ",))) == ()
    assert len(hidden_features(atlas, chosen)) == len(hidden_features(atlas, scene)) - 1


def test_a_selected_corridor_keeps_its_legs(atlas: Atlas, first_scene: Scene) -> None:
    scene = first_scene.with_filters(Filters(modes=frozenset({"sea"}))).with_selected(("middle",))
    assert not any(item.endswith("/middle") for item in hidden_items(atlas, scene))
    assert shown_despite(atlas, scene) == ("middle",)


def test_filtered_deposits_and_their_sources_do_not_count_as_visible(atlas: Atlas, first_scene: Scene) -> None:
    everywhere = first_scene.with_camera(WORLD)
    scene = everywhere.with_filters(GOLD)
    assert len(visible_deposits(atlas, everywhere)) == len(atlas.deposits)
    assert set(visible_deposits(atlas, scene)) == let_through(atlas, GOLD)
    assert len(visible_sources(atlas, scene)) < len(visible_sources(atlas, everywhere))


def test_the_page_is_told_once_what_is_hidden(atlas: Atlas, first_scene: Scene) -> None:
    scene = first_scene.with_filters(GOLD)
    assert transition(atlas, first_scene, scene) == [Hide(hidden_items(atlas, scene))]
    assert transition(atlas, scene, first_scene) == [Hide(())]
    assert Hide(hidden_items(atlas, scene)) in transition(atlas, None, scene)
    moved = scene.with_camera(WORLD)
    assert not any(isinstance(command, Hide) for command in transition(atlas, scene, moved))
