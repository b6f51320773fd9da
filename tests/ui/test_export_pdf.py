"""PDF: lines and letters stay such, only the relief is a picture, and other programs open it."""

from __future__ import annotations

import logging
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pdfplumber
import pytest
from PIL import Image
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from maps.cache import Prepared
from tests.ui.exporting import DAY, finish, made, show_in
from ui.exports.paper import plain_notes

POINTS_PER_MM = 72 / 25.4
needs_poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="needs poppler-utils")

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of each font that the engine makes of a variable one


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this module's documents, each made once."""
    return tmp_path_factory.mktemp("pdf")


def document(qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path, language: str, layout: str) -> Path:
    """Return scenes 1, 4 and 8 with notes as a document, made when first asked for."""
    path = files / f"{language}-{layout}.pdf"
    if not path.exists():
        show = show_in(atlas, prepared, language, "1,4,8")
        outcome = finish(qtbot, made("pdf", path, show, prepared, layout=layout, notes=layout == "handout"))
        assert (outcome.fault, outcome.failed, outcome.written) == ("", {}, (path,))
    return path


@pytest.mark.parametrize("layout", ["maps", "handout"])
def test_a_page_a_scene_of_lines_and_letters_and_no_picture_but_the_relief(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path, layout: str
) -> None:
    path = document(qtbot, atlas, prepared, files, "en", layout)
    size = (338.667, 190.5) if layout == "maps" else (297, 210)
    with pdfplumber.open(path) as opened:
        assert len(opened.pages) > 3
        for page in opened.pages[:3]:
            assert (float(page.width), float(page.height)) == pytest.approx([mm * POINTS_PER_MM for mm in size], abs=1)
        for page in opened.pages[1:3]:
            assert len(page.curves) + len(page.lines) > 500
            assert len(page.chars) > 500
            [relief] = page.images
            dots = relief["srcsize"][0] / (float(relief["width"]) / 72)
            assert dots > 200, "the relief is as sharp as print wants it"
            assert relief["stream"].get("Filter").name == "DCTDecode", "and packed as what it is"


@needs_poppler
@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_the_words_can_be_read_and_found(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path, language: str
) -> None:
    path = document(qtbot, atlas, prepared, files, language, "handout")
    show = show_in(atlas, prepared, language, "8")
    text = subprocess.run(
        ["pdftotext", "-raw", "-f", "3", "-l", "3", path, "-"], capture_output=True, text=True, check=True
    ).stdout
    flat = "".join(text.split())
    scene = show.scenes[0]
    for wanted in (scene.title[language], scene.caption[language]):  # type: ignore[index]
        assert "".join(wanted.split()) in flat
    excerpt = show.atlas.excerpts["e07"]
    assert "".join(excerpt.texts[language].split())[:60] in flat
    assert "".join(plain_notes(scene.notes[language]).split())[:40] in flat  # type: ignore[index]
    assert "EGINDO.co" in flat
    whole = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    joined = "".join(whole.split())
    assert "".join(show.border_policy.split()) in joined
    assert "ODbL1.0" in joined


@needs_poppler
def test_all_fonts_are_embedded(qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path) -> None:
    path = document(qtbot, atlas, prepared, files, "ja", "handout")
    told = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert told
    embedded_at = -5  # name, type, encoding, then: embedded, subset, unicode, object, generation
    assert {line.split()[embedded_at] for line in told} == {"yes"}


def test_the_document_says_what_it_is(qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path) -> None:
    reader = PdfReader(document(qtbot, atlas, prepared, files, "ja", "handout"))
    show = show_in(atlas, prepared, "ja", "1,4,8")
    about = reader.metadata
    assert about is not None
    assert about.title == show.title
    assert "EGINDO.co" in (about.subject or "")
    assert "ODbL" in str(about["/Keywords"])
    assert show.border_policy in str(about["/Keywords"])
    assert f"D:{DAY:%Y%m%d}" in str(about["/CreationDate"])
    assert str(reader.root_object["/Lang"]) == "ja"
    titles = [str(item["/Title"]) for item in reader.outline if not isinstance(item, list)]
    assert [title.split(".")[0] for title in titles[:3]] == ["1", "4", "8"]
    assert len(titles) == 4


@needs_poppler
@pytest.mark.parametrize("layout", ["maps", "handout"])
def test_another_program_draws_every_page(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path, layout: str
) -> None:
    path = document(qtbot, atlas, prepared, files, "en", layout)
    done = subprocess.run(
        ["pdftoppm", "-r", "60", "-png", path, files / f"drawn-{layout}"], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    drawn = sorted(files.glob(f"drawn-{layout}-*.png"))
    assert len(drawn) == len(PdfReader(path).pages)
    for page in drawn[:3]:
        with Image.open(page) as picture:
            assert np.asarray(picture.convert("L")).std() > 8


@needs_poppler
def test_a_page_alone_of_a_dark_map_keeps_its_ground(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path
) -> None:
    path = tmp_path / "dark.pdf"
    show = show_in(atlas, prepared, "en", "4")
    finish(qtbot, made("pdf", path, show, prepared, layout="maps", theme="dark"))
    subprocess.run(["pdftoppm", "-r", "40", "-l", "1", "-png", path, tmp_path / "dark"], check=True)
    with Image.open(next(tmp_path.glob("dark-*.png"))) as picture:
        assert np.asarray(picture.convert("L")).mean() < 90


def test_notes_lose_their_marks_and_keep_their_words() -> None:
    notes = "**Say.** The port of [[Aktau]] *handles* `oil`; see [the page](https://a.org/a_b).\n\n# Then\n- one\n- a_b"
    assert plain_notes(notes) == "Say. The port of Aktau handles oil; see the page.\n\nThen\n• one\n• a_b"
