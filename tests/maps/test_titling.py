"""The list of sources in pages, and title cards."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing.joining import join
from data.briefing.reading import read_briefing
from data.briefing.value import Briefing, Scene
from data.reading import FILES
from maps.titling import PAGE_LINES, cited_sources, heading_of, with_pages


@pytest.fixture(scope="module")
def shipped() -> Briefing:
    """Return the briefing that comes with the program."""
    return read_briefing(FILES / "central-asia.briefing").briefing


@pytest.fixture(scope="module")
def joined(atlas: Atlas, shipped: Briefing) -> Atlas:
    """Return the facts joined with it."""
    return join(atlas, shipped)


SOURCES = Scene(id="sources", kind="sources", title={"en": "Sources"})


def test_all_sources_stand_on_pages_that_follow_each_other(shipped: Briefing, joined: Atlas) -> None:
    lines = cited_sources(joined, shipped)
    assert len(lines) > PAGE_LINES, "the briefing that comes with the program has more than a page of them"
    paged = with_pages(joined, shipped, SOURCES)
    pages = [heading_of(joined, shipped, paged, step) for step in range(len(paged.steps) + 1)]
    assert tuple(line for page in pages for line in page.lines) == lines
    assert [page.first for page in pages] == [1 + lines.index(page.lines[0]) for page in pages]
    assert max(len(page.lines) for page in pages) <= PAGE_LINES
    assert min(len(page.lines) for page in pages) > PAGE_LINES / 2, "no page is almost empty"
    assert all(page.is_slide and page.title == {"en": "Sources"} for page in pages)


def test_a_page_that_is_not_there_is_the_last(shipped: Briefing, joined: Atlas) -> None:
    paged = with_pages(joined, shipped, SOURCES)
    assert heading_of(joined, shipped, paged, 99) == heading_of(joined, shipped, paged, len(paged.steps))


def test_other_scenes_have_no_pages(shipped: Briefing, joined: Atlas) -> None:
    scene = replace(SOURCES, kind="map")
    assert with_pages(joined, shipped, scene) is scene
    assert heading_of(joined, shipped, scene).lines == ()


def test_a_briefing_that_cites_little_has_one_page(atlas: Atlas) -> None:
    briefing = Briefing(title={"en": "Short"})
    assert with_pages(atlas, briefing, SOURCES).steps == ()
    assert heading_of(atlas, briefing, SOURCES).lines == cited_sources(atlas, briefing)
