"""The layers: complete, in order, and drawn from the facts."""

from __future__ import annotations

from collections import Counter

from data.atlas import Atlas
from maps.drawn import feature_of, items_of, parts_needed
from maps.layers import LAYERS, LEGEND, all_parts
from maps.styles import styles
from maps.symbols import SYMBOLS


def test_the_legend_lists_every_layer_once() -> None:
    assert sorted(LEGEND) == sorted(layer.id for layer in LAYERS)


def test_every_item_names_a_part_a_style_and_a_symbol_that_exist(atlas: Atlas) -> None:
    known = styles()
    for layer in LAYERS:
        parts = {part.id for part in layer.parts(atlas)}
        for item in layer.draw(atlas):
            assert item.part in parts
            assert item.style in known
            assert item.symbol is None or item.symbol in SYMBOLS
        swatches = [part.swatch for part in layer.parts(atlas)] + [key.swatch for key in layer.keys(atlas)]
        for swatch in swatches:
            kind, name = swatch.split(":")
            assert name in {"style": set(known), "symbol": set(SYMBOLS)}.get(kind, {name}), swatch


def test_all_120_deposits_are_drawn_once(atlas: Atlas) -> None:
    [layer] = [layer for layer in LAYERS if layer.id == "deposits"]
    items = layer.draw(atlas)
    assert Counter(item.id for item in items) == Counter(list(atlas.deposits))
    assert len(items) == 120
    for item in items:
        deposit = atlas.deposits[item.id]
        assert item.ring_km == deposit.precision_km > 0
        assert item.hollow == (deposit.status != "producing")
        assert item.dashed == (not deposit.status_confirmed)


def test_item_ids_are_unique_and_lead_back_to_features(atlas: Atlas) -> None:
    items = [item for layer in LAYERS for item in layer.draw(atlas)]
    assert len({item.id for item in items}) == len(items)
    assert {feature_of(item.id) for item in items} - {"veil"} <= set(atlas.features)


def test_every_link_target_has_items_and_a_layer(atlas: Atlas) -> None:
    drawn = {item.id for layer in LAYERS for item in layer.draw(atlas)}
    parts = all_parts(atlas)
    for excerpt in atlas.excerpts.values():
        for link in excerpt.links:
            for target in link.targets:
                assert set(items_of(atlas, target)) & drawn, target
                assert set(parts_needed(atlas, target)) <= set(parts)


def test_what_does_not_run_yet_is_drawn_in_a_dash_of_its_own(atlas: Atlas) -> None:
    known = styles()
    for group in ("middle", "planned"):
        running = known[f"{group}-rail"]["light"]
        for status in ("planned", "under-construction"):
            assert known[f"{group}-rail-{status}"]["light"]["dash"] not in ([], running["dash"])
    dashes = [tuple(known[f"middle-{mode}"]["light"]["dash"]) for mode in ("rail", "sea", "road", "pipeline")]
    assert len(set(dashes)) == 4


def test_summit_lines_run_to_the_five_capitals_without_a_jump(atlas: Atlas) -> None:
    [layer] = [layer for layer in LAYERS if layer.id == "summits"]
    lines = {item.id: item for item in layer.draw(atlas) if item.kind == "line"}
    assert {feature_of(name) for name in lines} == {
        f"summit-{city}-2025" for city in ("tokyo", "washington", "dushanbe", "astana", "samarkand")
    }
    for item in lines.values():
        assert len(item.coordinates) >= 4
        for line in item.coordinates:
            assert all(abs(b[0] - a[0]) < 180 for a, b in zip(line, line[1:], strict=False))
    assert len(lines["summit-tokyo-2025/lines"].coordinates) == 5
