"""What will be part of a file waits on its disk, and goes with who holds it."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from data.texts import load_texts
from maps.exports.format import ExportError
from maps.exports.writing import Aside


def test_what_is_put_aside_can_be_read_and_goes_with_who_holds_it(tmp_path: Path) -> None:
    aside = Aside(b"a page", tmp_path / "slides.pdf", load_texts("en"))
    file = aside.file
    file.seek(0)
    assert file.read() == b"a page"
    ring = [aside]
    ring.append(ring)  # type: ignore[arg-type]
    del aside, ring
    gc.collect()
    assert file.closed
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("language", ["en", "ja"])
def test_where_nothing_can_be_written_it_is_told(tmp_path: Path, language: str) -> None:
    with pytest.raises(ExportError, match=r"slides\.pdf"):
        Aside(b"a page", tmp_path / "away" / "slides.pdf", load_texts(language))
