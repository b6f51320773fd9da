"""Ready to brief? A sound briefing has no findings, and each fault has its own."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest
from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing import value
from data.briefing.edits import part_of, with_part
from data.briefing.joining import join
from data.briefing.reading import read_briefing
from data.build.briefing import FILE
from data.reading import FILES
from data.texts import load_texts
from maps.measures import Measures
from maps.ready import Finding, Review, findings, lines, summary
from maps.ready.drawn import SIZES, Box, drawn_findings, once
from maps.ready.figures import unsupported
from maps.ready.ledger import Ledger
from maps.ready.numbers import figures_in
from maps.ready.running import seconds_of
from tests.data.briefing_story import LANGUAGES
from tests.maps.ready_samples import FAULTS, TEN, sound, three, with_claim, with_scene

TODAY = datetime.date(2026, 6, 1)


def found_in(
    atlas: Atlas, briefing: value.Briefing, measures: Measures | None = None, language: str = "en"
) -> tuple[Finding, ...]:
    """Return what is found in a briefing whose pictures are those of ``sound``."""
    return findings(briefing, join(atlas, briefing), ("media/one.png",), TODAY, load_texts(language), measures)


def test_a_sound_briefing_is_all_clear(atlas: Atlas, measures: Measures) -> None:
    briefing = sound()
    assert found_in(atlas, briefing, measures) == ()
    assert summary(briefing, (), load_texts("en")) == "All clear: 2 scenes, 0 issues, offline."


def test_ten_faults_are_ten_findings_one_of_each_kind(atlas: Atlas, measures: Measures) -> None:
    briefing = sound()
    for kind in TEN:
        briefing = FAULTS[kind](briefing)
    found = found_in(atlas, briefing, measures)
    assert sorted(one.kind for one in found) == sorted(TEN)
    assert summary(briefing, found, load_texts("en")) == "10 issues in 3 scenes."
    assert len(lines(found)) == 10


@pytest.mark.parametrize("kind", FAULTS)
def test_each_fault_is_found_alone(atlas: Atlas, measures: Measures, kind: str) -> None:
    found = found_in(atlas, FAULTS[kind](sound()), measures)
    assert [one.kind for one in found] == [kind]
    assert found[0].text and "{" not in found[0].text


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fix_mends_its_finding_and_makes_no_other(atlas: Atlas, measures: Measures, kind: str) -> None:
    briefing = FAULTS[kind](sound())
    (finding,) = found_in(atlas, briefing, measures)
    if finding.fix:
        assert found_in(atlas, finding.fix.mend(briefing), measures) == ()
    assert bool(finding.fix) is (kind in {"missing", "still", "orphan", "length", "first", "closing"})


@pytest.mark.parametrize("kind", FAULTS)
def test_each_finding_is_about_something_of_the_document(atlas: Atlas, kind: str) -> None:
    briefing = FAULTS[kind](sound())
    for one in found_in(atlas, briefing):
        if one.spot.subject != "briefing":
            assert part_of(briefing, one.spot.subject, one.spot.id)


def test_what_is_named_in_a_step_is_missing_too_and_taken_out_there(atlas: Atlas) -> None:
    steps = (value.Change(selected=("AKTAU", "nowhere"), excerpt="e1"), value.Change(indicator="fame"))
    briefing = with_scene(sound(), steps=steps)
    found = found_in(atlas, briefing)
    assert [(one.kind, one.spot.step) for one in found] == [("missing", 1), ("missing", 2)]
    for one in found:
        assert one.fix
        briefing = one.fix.mend(briefing)
    assert found_in(atlas, briefing) == ()
    mended: Any = part_of(briefing, "scene", "one")
    assert [step.selected for step in mended.steps[:1]] == [("AKTAU",)]
    assert [step.indicator for step in mended.steps[1:]] == [None]


def test_a_link_to_nothing_goes_with_its_last_target(atlas: Atlas) -> None:
    briefing = with_part(sound(), replace(sound().links[0], targets=("AKTAU", "nowhere")))
    (finding,) = found_in(atlas, briefing)
    assert finding.kind == "missing" and finding.fix
    link: Any = part_of(finding.fix.mend(briefing), "link", "l1")
    assert link.targets == ("AKTAU",)


def test_a_claim_about_nothing_or_from_nobody_is_found(atlas: Atlas) -> None:
    assert [one.kind for one in found_in(atlas, with_claim(sound(), about="nowhere"))] == ["missing"]
    assert [one.kind for one in found_in(atlas, with_claim(sound(), sources=("s1", "nobody")))] == ["missing"]


def test_hidden_scenes_need_no_notes_and_take_no_time(atlas: Atlas) -> None:
    hidden = value.Scene(id="three", kind="title", title=three("On"), seconds=9_000, is_hidden=True)
    assert found_in(atlas, with_part(sound(), hidden)) == ()


def test_an_old_figure_that_says_its_year_is_a_hint(atlas: Atlas) -> None:
    briefing = with_scene(with_claim(sound(), asof="2021-03"), notes=three("That was in 2021."))
    assert [(one.kind, one.severity) for one in found_in(atlas, briefing)] == [("stale", "hint")]
    assert summary(briefing, found_in(atlas, briefing), load_texts("en")).endswith("offline. 1 hint.")


def test_notes_are_timed_as_they_are_read_aloud() -> None:
    scene = value.Scene(id="s", kind="title", notes={"en": "**word** " * 260, "ja": "語" * 600})
    assert (seconds_of(scene, "en"), seconds_of(scene, "ja")) == (120, 120)
    assert seconds_of(replace(scene, seconds=5), "en") == 5


# Figures


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("3 reasons, 5 countries", "en", []),
        ("5 Mt and 3 % of 12 ports", "en", ["5", "3", "12"]),
        ("1. First\n2) Second\n[[Gate 14]] KZ-U-10, https://example.org/2024/77", "en", []),
        ("about 3 million t; $7 bn", "en", ["3 million", "7"]),
        ("4.321 km, 38,5 % pada 2023", "id", ["4.321", "38,5", "2023"]),
        ("約60,000トン、41万600TEU、5カ国", "ja", ["60,000", "41万600"]),
    ],
)
def test_figures_are_told_from_other_digits(text: str, language: str, wanted: list[str]) -> None:
    assert [figure.words for figure in figures_in(text, language)] == wanted


@pytest.mark.parametrize(
    ("text", "is_supported"),
    [
        ("4,321 containers", True),
        ("17.3 Mt", True),
        ("some 17 Mt", True),
        ("17.4 Mt", False),
        ("on 2 May 2026", True),
        ("in 2019 already 19 Mt", False),
    ],
)
def test_a_figure_rests_on_a_passage_a_claim_or_a_date(atlas: Atlas, text: str, is_supported: bool) -> None:
    briefing = with_scene(sound(), notes={"en": text})
    kinds = {one.kind for one in found_in(atlas, briefing)}
    assert ("figure" not in kinds) is is_supported


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_number_in_the_shipped_briefing_is_found(atlas: Atlas, measures: Measures, language: Any) -> None:
    briefing = read_briefing(FILES / FILE).briefing
    ledger = Ledger(
        Review(briefing, join(atlas, briefing), (), TODAY, load_texts(language), measures),
        language,
    )
    wrong = {"en": " 4,322 t", "id": " 4.322,5 ton", "ja": "4322万5000トン"}[language]
    for scene in briefing.scenes:
        assert not unsupported(ledger, scene, language), scene.id
        changed = replace(scene, notes=scene.notes | {language: scene.notes.get(language, "") + wrong})
        assert [figure.words for figure in unsupported(ledger, changed, language)] == [wrong.split()[0].rstrip("トン")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_briefing_is_all_clear(atlas: Atlas, measures: Measures, language: str) -> None:
    opened = read_briefing(FILES / FILE)
    atlas = join(atlas, opened.briefing)
    found = findings(opened.briefing, atlas, opened.media, TODAY, load_texts(language), measures)
    assert [one.text for one in found if one.severity != "hint"] == []


# What only the drawn map tells

PLAIN = Box("name", "Aktau", 100, 100, 80, 30, 27, 9.0, is_cut=False)


@pytest.mark.parametrize(
    ("boxes", "size", "wanted"),
    [
        ([PLAIN], (1920, 1080), []),
        ([dataclasses.replace(PLAIN, size=26)], (1920, 1080), ["small"]),
        ([dataclasses.replace(PLAIN, size=18)], (1280, 720), []),
        ([dataclasses.replace(PLAIN, kind="legend", size=14)], (1920, 1080), []),
        ([PLAIN, dataclasses.replace(PLAIN, kind="heading", top=120)], (1920, 1080), ["overlap"]),
        ([PLAIN, dataclasses.replace(PLAIN, kind="heading", top=129)], (1920, 1080), []),
        ([dataclasses.replace(PLAIN, kind="passage", top=1060)], (1920, 1080), ["overlap"]),
        ([dataclasses.replace(PLAIN, top=1060)], (1920, 1080), []),
        ([dataclasses.replace(PLAIN, kind="heading", is_cut=True)], (1920, 1080), ["overlap"]),
        ([dataclasses.replace(PLAIN, contrast=4.4)], (1920, 1080), ["contrast"]),
    ],
)
def test_what_is_small_or_faint_or_in_the_way_is_found(
    boxes: list[Box], size: tuple[int, int], wanted: list[str]
) -> None:
    briefing = sound()
    found = list(drawn_findings(briefing, briefing.scenes[0], 0, size, boxes, load_texts("en")))
    assert [one.kind for one in found] == wanted
    assert all(one.spot.id == "one" and "The port" in one.text for one in found)


def test_of_each_kind_a_scene_has_one_finding() -> None:
    briefing = sound()
    small = [dataclasses.replace(PLAIN, size=9)]
    found = [
        one
        for size in SIZES
        for scene in briefing.scenes
        for one in drawn_findings(briefing, scene, 0, size, small, load_texts("en"))
    ]
    assert len(found) == 4
    assert [(one.spot.id, "1920 × 1080" in one.text) for one in once(found)] == [("one", True), ("two", True)]
