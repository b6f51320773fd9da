"""Colours of countries: figures from the claims, classes, years, what differs and what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from colorspacious import cspace_convert

from data.atlas import Atlas
from data.claims import Claim
from data.texts import load_texts
from maps.commands import ColourAreas
from maps.indicators import (
    NO_DATA,
    RAMPS,
    SEA,
    class_limits,
    class_of,
    colouring,
    indicator,
    indicator_ids,
    indicator_title,
    sources_of,
)
from maps.measures import Measures
from maps.scene import Scene, Theme
from maps.visible import visible_sources

FIVE = {"KZ", "KG", "TJ", "TM", "UZ"}
WANTED = (
    "uranium-production",
    "gold-production",
    "natural-gas-production",
    "share-of-exports-china",
    "share-of-imports-china",
    "border-with-china",
    SEA,
)


def coloured(atlas: Atlas, scene: Scene, name: str) -> ColourAreas:
    return colouring(atlas, scene.with_indicator(name))


def test_what_the_article_speaks_of_can_be_shown(atlas: Atlas) -> None:
    assert set(WANTED) <= set(indicator_ids(atlas))


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_every_indicator_says_title_years_and_every_country(
    atlas: Atlas, first_scene: Scene, measures: Measures, language: str
) -> None:
    del measures  # made, so that the distances to the sea are at hand
    texts = load_texts(language)
    for name in indicator_ids(atlas):
        told = coloured(atlas, first_scene.with_language(language), name)
        assert set(told.items) == FIVE
        assert len(told.items) == len(told.colours)
        assert 2 <= len(told.labels) == len(told.swatches) <= 6
        assert told.heading.startswith(indicator_title(atlas, name, texts))
        for country in FIVE:
            assert sum(texts.name(atlas.countries[country].names) in label for label in told.labels) == 1


def test_a_country_is_classed_by_its_newest_confirmed_claim(atlas: Atlas) -> None:
    for name in indicator_ids(atlas):
        found = indicator(atlas, name)
        assert found
        for value in found.values if name != SEA else ():
            claims = [claim for claim in atlas.claims_about(value.country) if claim.measure == name]
            sure = [c.asof or "" for c in claims if c.value is not None and c.confidence != "unverified"]
            assert (value.asof or "") == max(sure)


def test_what_is_not_confirmed_colours_nothing_and_is_told(atlas: Atlas, first_scene: Scene) -> None:
    told = coloured(atlas, first_scene, "uranium-production")
    assert any("Kazakhstan: 21,112 (2023)" in label for label in told.labels)
    assert "23,270" not in "".join(told.labels)
    assert "Left out: Kazakhstan: uranium production – 23,270 t of uranium (2024) (not confirmed)" in told.note
    colours = dict(zip(told.items, told.colours, strict=True))
    assert {name for name, colour in colours.items() if colour == NO_DATA} == {"KG", "TJ", "TM"}
    assert told.swatches[-1] == NO_DATA
    assert "none; mining ended" in told.note


def test_sources_that_differ_are_all_told_and_never_averaged(atlas: Atlas, first_scene: Scene) -> None:
    told = coloured(atlas, first_scene, "natural-gas-production")
    assert told.labels[0] == "Turkmenistan: 80.6–84.277 (2023)"
    assert "84.277: CIA, The World Factbook" in told.note
    assert "80.6: Turkmenistan Today" in told.note
    sources = sources_of(atlas, first_scene.with_indicator("natural-gas-production"))
    assert {"cia-factbook", "yerzemin-gas"} <= set(sources)
    assert set(sources) <= set(visible_sources(atlas, first_scene.with_indicator("natural-gas-production")))


def test_a_scene_without_an_indicator_has_plain_countries(atlas: Atlas, first_scene: Scene) -> None:
    plain = ColourAreas((), (), "", (), (), "")
    assert colouring(atlas, first_scene) == plain
    assert coloured(atlas, first_scene, "no-such-indicator") == plain
    assert sources_of(atlas, first_scene) == ()


def test_measures_with_too_few_figures_or_without_a_difference_are_no_indicators(atlas: Atlas) -> None:
    assert indicator(atlas, "molybdenum-production") is None
    assert indicator(atlas, "rail-gauge") is None


def test_a_range_is_shown_as_a_range_and_classed_by_its_end(atlas: Atlas, first_scene: Scene) -> None:
    def widened(claim: Claim) -> Claim:
        is_one = claim.about == "UZ" and claim.measure == "gold-production"
        return replace(claim, value=(100.0, 120.0)) if is_one else claim

    told = coloured(replace(atlas, claims=tuple(map(widened, atlas.claims))), first_scene, "gold-production")
    assert "Uzbekistan: 100–120 (2024)" in told.labels[0]


@pytest.mark.parametrize(
    ("numbers", "classes"),
    [
        ([130, 120, 26, 8.1], [2, 2, 1, 0]),
        ([84, 43, 28, 0.03, 0.02], [2, 1, 1, 0, 0]),
        ([1765, 1063, 477, 0, 0], [2, 1, 0, 0, 0]),
        ([5, 7], [0, 1]),
        ([3, 3, 3], [0, 0, 0]),
    ],
)
def test_classes_are_natural_breaks(numbers: list[float], classes: list[int]) -> None:
    limits = class_limits(numbers)
    assert len(limits) <= 5
    assert [class_of(number, limits) for number in numbers] == classes


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_stay_apart_for_colour_blind_eyes(theme: Theme) -> None:
    for deficiency in (None, "protanomaly", "deuteranomaly", "tritanomaly"):
        for ramp in RAMPS[theme].values():
            lightness = [_lightness(colour, deficiency) for colour in ramp]
            steps = [after - before for before, after in zip(lightness, lightness[1:], strict=False)]
            assert all(abs(step) > 8 for step in steps)
            assert len({step > 0 for step in steps}) <= 1


def _lightness(colour: str, deficiency: str | None) -> float:
    rgb = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    if deficiency:
        space = {"name": "sRGB1+CVD", "cvd_type": deficiency, "severity": 100}
        rgb = cspace_convert(rgb, space, "sRGB1")
    return float(cspace_convert(rgb, "sRGB1", "CIELab")[0])
