"""A briefing and the shipped facts make one atlas; edits keep a briefing whole."""

from __future__ import annotations

import dataclasses
import time

import pytest
from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing.edits import moved, new_id, part_of, parts_of, place_of, with_part, without_part
from data.briefing.integrity import problems_of
from data.briefing.joining import briefing_article, clashes, join, known_in, orphans
from data.briefing.value import Article, Briefing, Change, Claim, Excerpt, Link, Place, Quote, Scene, Source
from tests.data.briefing_samples import sample


def test_a_shipped_article_goes_into_a_document_and_back_without_loss(atlas: Atlas) -> None:
    parts = briefing_article(atlas.articles[0], atlas.sources[atlas.articles[0].source])
    briefing = Briefing(articles=(parts.article,), excerpts=parts.excerpts, links=parts.links, sources=(parts.source,))
    bare = dataclasses.replace(
        atlas,
        articles=(),
        claims=tuple(dataclasses.replace(claim, excerpt=None) for claim in atlas.claims),
    )
    joined = join(bare, briefing)
    assert joined.articles == atlas.articles
    assert joined.excerpts == atlas.excerpts
    assert join(atlas, briefing) == atlas
    assert orphans(briefing) == ()
    assert clashes(atlas, briefing) == ()
    assert problems_of(briefing, (), known_in(atlas)) == []


def test_the_documents_facts_and_places_stand_beside_the_shipped_ones(atlas: Atlas) -> None:
    joined = join(atlas, sample(atlas))
    assert joined.own["gate"].positions == ((51.2, 43.6),)
    assert joined.features["gate"].names == {"en": "The gate", "id": "The gate", "ja": "The gate"}  # type: ignore[union-attr]
    claim = next(claim for claim in joined.claims_about("KZ") if claim.id == "own-berths")
    assert claim.value == (3, 4.5)
    assert claim.excerpt == "e07"
    assert joined.sources["field-notes"].title == "Own notes, Aktau"
    assert len(joined.claims) == len(atlas.claims) + 1
    dates = [claim.asof or "" for claim in joined.claims_about("KZ")]
    assert dates == sorted(dates, reverse=True)


def test_shipped_facts_stay_when_the_document_lacks_their_passage(atlas: Atlas) -> None:
    linked = dataclasses.replace(atlas.claims[0], excerpt="e07")
    atlas = dataclasses.replace(atlas, claims=(linked, *atlas.claims[1:]))
    assert next(claim for claim in join(atlas, sample(atlas)).claims if claim.id == linked.id).excerpt == "e07"
    empty = join(atlas, Briefing())
    assert empty.articles == ()
    assert len(empty.claims) == len(atlas.claims)
    assert all(claim.excerpt is None for claim in empty.claims)


def test_shipped_ids_win_and_the_clash_is_told(atlas: Atlas) -> None:
    claim = atlas.claims[0]
    briefing = Briefing(
        claims=(Claim(id=claim.id, about="KZ", measure="other", value=1.0, text={"en": "Another figure"}),),
        sources=(Source(id="cia-factbook", title="Another book"),),
        places=(
            Place(id="KZ", kind="point", names={"en": "My place"}, positions=((60.0, 45.0),)),
            Place(id="KZ-own", kind="point", names={"en": "Other"}, positions=((61.0, 45.0),)),
        ),
    )
    joined = join(atlas, briefing)
    assert joined.features["KZ"] is atlas.features["KZ"]
    assert sorted(joined.own) == ["KZ-own", "KZ-own-own"]
    assert joined.sources["cia-factbook"] == atlas.sources["cia-factbook"]
    assert {found.measure for found in joined.claims if found.id.startswith(claim.id)} >= {claim.measure, "other"}
    assert [problem.where for problem in clashes(atlas, briefing)] == ["sources[0].id", "claims[0].id", "places[0].id"]


def test_what_nobody_knows_is_left_out_of_the_atlas_not_of_the_document(atlas: Atlas) -> None:
    briefing = Briefing(
        articles=(Article(id="a", language="en", title={"en": "News"}, outlet="Gazette", author="N. N."),),
        excerpts=(Excerpt(id="x", article="a", texts={"en": "Aktau and Baku, Aktau again."}),),
        links=(
            Link(id="l1", excerpt="x", targets=("atlantis",), spans={"en": Quote(exact="Baku")}),
            Link(id="l2", excerpt="x", targets=("KZ", "atlantis"), spans={"en": Quote(exact="Baku")}),
            Link(id="l3", excerpt="x", targets=("KZ",), spans={"en": Quote(exact="Aktau")}),
        ),
        claims=(Claim(id="c", about="atlantis", measure="m", text={}),),
    )
    joined = join(atlas, briefing)
    (link,) = joined.excerpts["x"].links
    assert (link.id, link.targets) == ("l2", ("KZ",))
    assert link.spans == {"en": (10, 14), "id": (10, 14), "ja": (10, 14)}
    assert joined.excerpts["x"].texts["ja"] == "Aktau and Baku, Aktau again."
    assert joined.sources["a"].title == "Gazette, News (N. N.)"
    assert [(orphan.link, orphan.language, orphan.words) for orphan in orphans(briefing)] == [("l3", "en", "Aktau")]


def test_an_excerpt_whose_words_left_the_article_is_an_orphan(atlas: Atlas) -> None:
    text = "The port opened in June. Ships wait for days. Nobody knows for how long."
    anchor = Quote(exact="Ships wait for days.", prefix="The port opened in June. ", suffix=" Nobody knows")
    excerpt = Excerpt(id="x", article="a", texts={"en": "Ships wait for days."}, anchor=anchor)
    article = Article(id="a", language="en", title={}, text=text)
    assert orphans(Briefing(articles=(article,), excerpts=(excerpt,))) == ()
    gone = replace(article, text="The port opened in June. Nobody knows for how long.")
    assert [orphan.link for orphan in orphans(Briefing(articles=(gone,), excerpts=(excerpt,)))] == [None]


def test_joining_takes_no_time_that_a_person_notices(atlas: Atlas) -> None:
    briefing = sample(atlas)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        join(atlas, briefing)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.02


def test_a_part_is_added_replaced_and_moved_by_value(atlas: Atlas) -> None:
    first = sample(atlas)
    third = Scene(id=new_id(first, "scene"), kind="title")
    assert third.id == "scene-3"
    second = with_part(first, third, at=1)
    assert [scene.id for scene in second.scenes] == ["scene-1", "scene-3", "scene-2"]
    assert len(first.scenes) == 2
    renamed = with_part(second, replace(third, title={"en": "New"}))
    assert part_of(renamed, "scene", "scene-3").title == {"en": "New"}  # type: ignore[union-attr]
    assert place_of(renamed, "scene", "scene-3") == 1
    assert [scene.id for scene in moved(renamed, "scene", "scene-3", 99).scenes][-1] == "scene-3"
    assert new_id(first, "claim", taken=("claim-7",)) == "claim-8"
    with pytest.raises(KeyError):
        without_part(first, "scene", "scene-9")
    assert without_part(with_part(first, third), "scene", "scene-3") == first


@pytest.mark.parametrize("kind", ["article", "excerpt", "link", "claim", "source", "place", "scene"])
def test_what_named_a_removed_part_lets_go_of_it(atlas: Atlas, kind: str) -> None:
    briefing = sample(atlas)
    scene = replace(briefing.scenes[1], steps=(*briefing.scenes[1].steps, Change(selected=("gate", "KZ"))))
    link = Link(id="l", excerpt="e07", targets=("gate",), spans={"en": Quote(exact="Russia")})
    briefing = with_part(with_part(briefing, scene), link)
    for part in parts_of(briefing, kind):  # type: ignore[arg-type]
        left = without_part(briefing, kind, part.id)  # type: ignore[arg-type]
        assert problems_of(left, None, known_in(atlas)) == []
