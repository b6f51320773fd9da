"""The checks of the facts: the shipped facts pass, and each check fails on facts that are broken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from data.atlas import Atlas
from data.checks import (
    MEANT,
    date_problems,
    file_problems,
    id_problems,
    link_problems,
    problems,
    source_problems,
    text_problems,
)
from data.placing import ELSEWHERE, OFFSHORE, place_problems


def test_the_shipped_facts_are_sound(atlas: Atlas) -> None:
    assert [str(problem) for problem in problems(atlas)] == []
    assert file_problems() == []


def test_every_exception_names_a_fact_and_a_reason(atlas: Atlas) -> None:
    for name in (*OFFSHORE, *ELSEWHERE, *(where for where, _ in MEANT)):
        assert name in atlas.features
    assert all(
        len(reason) > 20 for reason in (*ELSEWHERE.values(), *MEANT.values(), *(why for why, _ in OFFSHORE.values()))
    )


def changed(things: Mapping[str, Any], name: str, **fields: Any) -> dict[str, Any]:
    """Return the things with one of them changed."""
    return {**things, name: replace(things[name], **fields)}


def with_kind(atlas: Atlas, kind: str, things: dict[str, Any]) -> Atlas:
    """Return the atlas with other features of a kind."""
    fields: dict[str, Any] = {kind: things}
    return replace(atlas, **fields)


def test_a_feature_filed_under_another_id_is_found(atlas: Atlas) -> None:
    broken = replace(atlas, deposits=changed(atlas.deposits, "KZ-W-03", id="KZ-W-99"))
    assert ("KZ-W-99", "it is filed as KZ-W-03") in list(id_problems(broken))


def test_two_claims_with_one_id_are_found(atlas: Atlas) -> None:
    broken = replace(atlas, claims=(*atlas.claims, atlas.claims[0]))
    assert [where for where, _ in id_problems(broken)] == [atlas.claims[0].id]


def test_an_id_with_a_space_is_found(atlas: Atlas) -> None:
    broken = replace(atlas, claims=(replace(atlas.claims[0], id="two words"),))
    assert [where for where, _ in id_problems(broken)] == ["two words"]


def test_an_id_that_a_file_holds_twice_is_found(tmp_path: Path) -> None:
    feature = {"id": "A-1", "properties": {}, "geometry": {"type": "Point", "coordinates": [70.0, 45.0]}}
    (tmp_path / "deposits.geojson").write_text(json.dumps({"features": [feature, feature]}), encoding="utf-8")
    (tmp_path / "claims.json").write_text(json.dumps([{"id": "c"}, {"id": "c"}, {"id": "d"}]), encoding="utf-8")
    assert [str(problem) for problem in file_problems(tmp_path)] == [
        "claims.json: c is there 2 times",
        "deposits.geojson: A-1 is there 2 times",
    ]


@pytest.mark.parametrize(
    ("kind", "name", "fields"),
    [
        ("deposits", "KZ-W-03", {"country": "QQ"}),
        ("deposits", "KZ-W-03", {"commodities": ("unobtainium",)}),
        ("deposits", "KZ-W-03", {"family": "unobtainium"}),
        ("deposits", "KZ-W-03", {"status": "dreamt-of"}),
        ("nodes", "AKTAU", {"country": "QQ"}),
        ("nodes", "AKTAU", {"kind": "space-port"}),
        ("legs", "AKTAU-ALAT", {"end": "ATLANTIS"}),
        ("legs", "AKTAU-ALAT", {"countries": ("KZ", "QQ")}),
        ("legs", "AKTAU-ALAT", {"mode": "balloon"}),
        ("legs", "AKTAU-ALAT", {"length_basis": "guessed"}),
        ("corridors", "middle-kuryk-alat", {"legs": ("NO-LEG",)}),
        ("corridors", "middle-kuryk-alat", {"nodes": ("ATLANTIS",)}),
        ("corridors", "middle-kuryk-alat", {"status": "dreamt-of"}),
        ("groups", "middle", {"members": ("no-corridor",)}),
        ("regions", "EU", {"members": ("FR", "QQ")}),
        ("events", "summit-tokyo-2025", {"host": "QQ"}),
        ("events", "summit-tokyo-2025", {"participants": ("JP", "QQ")}),
        ("events", "summit-tokyo-2025", {"kind": "picnic"}),
    ],
)
def test_a_reference_that_leads_nowhere_is_found(atlas: Atlas, kind: str, name: str, fields: dict[str, Any]) -> None:
    things = changed(getattr(atlas, kind), name, **fields)
    found = [where for where, _ in link_problems(with_kind(atlas, kind, things))]
    assert found
    assert set(found) == {name}


def test_a_claim_or_phrase_about_nothing_is_found(atlas: Atlas) -> None:
    claim = replace(atlas.claims[0], about="ATLANTIS", measure="magic", unit="wands")
    found = list(link_problems(replace(atlas, claims=(claim,))))
    assert [where for where, _ in found] == [claim.id] * 3
    article = atlas.articles[0]
    excerpt = article.excerpts[0]
    link = replace(excerpt.links[0], targets=("ATLANTIS",))
    broken = replace(article, source="nowhere", excerpts=(replace(excerpt, links=(link,)),))
    assert [where for where, _ in link_problems(replace(atlas, articles=(broken,)))] == [article.id, link.id]


@pytest.mark.parametrize(
    ("kind", "name", "fields", "what"),
    [
        ("deposits", "KZ-W-03", {"position": (60.0, 41.0)}, "outside KZ"),
        ("deposits", "KZ-U-01", {"position": (45.28222, 67.53667)}, "outside KZ"),  # turned round
        ("deposits", "KZ-W-03", {"position": (78.0, float("nan"))}, "no longitude"),
        ("deposits", "TJ-REE-01", {"precision_km": 1}, "2.0 km outside TJ"),
        ("deposits", "KZ-O-02", {"position": (60.0, 41.0)}, "outside KZ"),  # offshore, but not in its sea
        ("deposits", "KZ-O-02", {"position": (70.0, 48.0)}, "named as an exception"),
        ("nodes", "AKTAU", {"position": (49.86, 40.38)}, "outside KZ"),
        ("events", "summit-tokyo-2025", {"position": (35.7, 139.7)}, "no longitude"),
        ("events", "summit-dushanbe-2025", {"position": (69.2, 41.3)}, "outside TJ"),
        ("legs", "AKTAU-ALAT", {"line": ((51.2, 43.6), (400.0, 40.0))}, "no longitude"),
        ("countries", "TJ", {"labels": ((71.0, 95.0),)}, "no longitude"),
    ],
)
def test_a_point_in_the_wrong_place_is_found(
    atlas: Atlas, kind: str, name: str, fields: dict[str, Any], what: str
) -> None:
    found = list(place_problems(with_kind(atlas, kind, changed(getattr(atlas, kind), name, **fields))))
    assert [where for where, _ in found] == [name]
    assert what in found[0][1]


@pytest.mark.parametrize(
    ("kind", "name", "fields"),
    [
        ("deposits", "KZ-W-03", {"sources": ()}),
        ("deposits", "KZ-W-03", {"sources": ("hearsay",)}),
        ("deposits", "KZ-W-03", {"status_sources": ("hearsay",)}),
        ("countries", "TJ", {"sources": ()}),
        ("waters", "caspian", {"sources": ()}),
        ("boundaries", "crimea-line", {"sources": ("hearsay",)}),
        ("regions", "EU", {"sources": ()}),
        ("nodes", "AKTAU", {"sources": ("hearsay",)}),
        ("legs", "AKTAU-ALAT", {"sources": ()}),
        ("corridors", "middle-kuryk-alat", {"sources": ()}),
        ("groups", "middle", {"sources": ()}),
        ("events", "summit-tokyo-2025", {"sources": ()}),
    ],
)
def test_a_fact_without_a_source_that_exists_is_found(
    atlas: Atlas, kind: str, name: str, fields: dict[str, Any]
) -> None:
    things = changed(getattr(atlas, kind), name, **fields)
    assert {where for where, _ in source_problems(with_kind(atlas, kind, things))} >= {name}


def test_a_claim_surer_than_its_source_is_found(atlas: Atlas) -> None:
    claim = replace(atlas.claims[0], sources=("unverified",), confidence="high")
    assert [where for where, _ in source_problems(replace(atlas, claims=(claim,)))] == [claim.id]
    without = replace(claim, sources=())
    assert [where for where, _ in source_problems(replace(atlas, claims=(without,)))] == [claim.id]


def test_a_source_without_licence_or_with_a_broken_address_is_found(atlas: Atlas) -> None:
    name = next(iter(atlas.sources))
    for fields in ({"licence": " "}, {"url": "see the web"}):
        broken = replace(atlas, sources=changed(atlas.sources, name, **fields))
        assert [where for where, _ in source_problems(broken)] == [name]


@pytest.mark.parametrize(
    ("names", "what"),
    [
        ({"en": "Boguty", "id": "Boguty", "ja": ""}, "missing in ja"),
        ({"en": "Boguty", "ja": "ボグティ"}, "missing in id"),
        ({"en": "TODO", "id": "Boguty", "ja": "ボグティ"}, "placeholder"),
        ({"en": "Boguty", "id": "???", "ja": "ボグティ"}, "placeholder"),
        ({"en": "Boguty", "id": "Boguty", "ja": "{name}"}, "placeholder"),
        ({"en": "Boguty", "id": "-", "ja": "ボグティ"}, "placeholder"),
        (
            {"en": "a mine in the far east", "id": "a mine in the far east", "ja": "極東の鉱山"},
            "not translated into id",
        ),
        ({"en": "a mine in the far east", "id": "tambang di timur", "ja": "a mine"}, "not translated into ja"),
    ],
)
def test_a_text_that_is_missing_or_stands_for_one_is_found(atlas: Atlas, names: dict[str, str], what: str) -> None:
    for broken in (
        replace(atlas, deposits=changed(atlas.deposits, "KZ-W-03", names=names)),
        replace(atlas, legs=changed(atlas.legs, "AKTAU-ALAT", note=names)),
        replace(atlas, claims=(replace(atlas.claims[0], text=names),)),
        replace(atlas, terms={**atlas.terms, "mode": {"rail": names}}),
        replace(atlas, articles=(replace(atlas.articles[0], title=names),)),
    ):
        found = list(text_problems(broken))
        assert len(found) == 1
        assert what in found[0][1]


def test_an_empty_title_or_operator_is_found(atlas: Atlas) -> None:
    name = next(iter(atlas.sources))
    broken = replace(atlas, sources=changed(atlas.sources, name, title="TBD"))
    assert [where for where, _ in text_problems(broken)] == [name]
    broken = replace(atlas, deposits=changed(atlas.deposits, "KZ-W-03", operator=""))
    assert [where for where, _ in text_problems(broken)] == ["KZ-W-03"]


def test_what_is_no_date_is_found(atlas: Atlas) -> None:
    for date in ("spring 2024", "2024-13", "2024-02-30", "24-01-01"):
        claim = replace(atlas.claims[0], asof=date)
        assert [where for where, _ in date_problems(replace(atlas, claims=(claim,)))] == [claim.id]
    late = replace(atlas, events=changed(atlas.events, "summit-tokyo-2025", date_end="2025-12-01"))
    assert [where for where, _ in date_problems(late)] == ["summit-tokyo-2025"]


def test_all_problems_come_together(atlas: Atlas) -> None:
    broken = replace(atlas, deposits=changed(atlas.deposits, "KZ-W-03", country="QQ", sources=(), operator=" "))
    assert [str(problem) for problem in problems(broken)] == [
        "KZ-W-03: its country QQ is unknown",
        "KZ-W-03: it has no source",
        "KZ-W-03: ' ' is empty or looks like a placeholder",
    ]
