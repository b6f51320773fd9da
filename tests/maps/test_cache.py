"""The cache gives what a fresh rendering gives, and never what is stale or broken."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from data.atlas import Atlas
from maps import cache
from maps.cache import Prepared, cache_key, make, prepare


def test_the_cached_page_is_the_one_rendered_afresh(atlas: Atlas, tmp_path: Path) -> None:
    fresh = make(atlas)
    first = prepare(atlas, tmp_path)
    second = prepare(atlas, tmp_path)
    assert first == second == fresh


def test_a_fresh_cache_is_not_rendered_again(
    atlas: Atlas, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(atlas, tmp_path)

    def fail(_: Atlas) -> Prepared:
        raise AssertionError("rendered again")

    monkeypatch.setattr(cache, "make", fail)
    assert prepare(atlas, tmp_path) == prepared


def test_the_key_changes_with_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache_key()
    assert cache_key() == before
    monkeypatch.setattr(cache, "version", lambda package: "other")
    assert cache_key() != before


@pytest.mark.expects_log
@pytest.mark.parametrize("content", [b"", b"nonsense", gzip.compress(b"{}"), gzip.compress(b"[1"), b"\x1f\x8b broken"])
def test_a_broken_cache_is_made_again(atlas: Atlas, prepared: Prepared, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "page.json.gz").write_bytes(content)
    assert prepare(atlas, tmp_path) == prepared
    assert prepare(atlas, tmp_path) == prepared


@pytest.mark.expects_log
def test_a_folder_that_cannot_be_written_costs_only_time(atlas: Atlas, prepared: Prepared, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert prepare(atlas, blocked / "cache") == prepared


def test_a_bundle_brings_the_page_and_needs_no_cache(
    atlas: Atlas, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(atlas, tmp_path / "built")
    (tmp_path / "code.sha256").write_text(cache.code_digest(), encoding="ascii")
    monkeypatch.setattr(cache, "CODE", tmp_path / "code.sha256")
    monkeypatch.setattr(cache, "SHIPPED", tmp_path / "built" / "page.json.gz")
    assert prepare(atlas, tmp_path / "own") == prepared
    assert not (tmp_path / "own").exists()
    (tmp_path / "code.sha256").write_text("another version", encoding="ascii")
    assert cache.kept(tmp_path / "own") is None
