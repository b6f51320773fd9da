"""PowerPoint: every shape lies on its place on the map, and another program opens the file."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.util import Emu
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from maps.cache import Prepared
from maps.cards.desk import feature_name
from tests.ui.exporting import finish, made, show_in
from ui.exports.drawing_shapes import parsed_colour
from ui.exports.slides import Drawn

SLIDE_EMU = (12_192_000, 6_858_000)
TYPES = "[Content_Types].xml"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this module's presentations, each made once."""
    return tmp_path_factory.mktemp("pptx")


def slides(qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path, language: str) -> tuple[Path, dict[str, Any]]:
    """Return scenes 1, 8 and 12 as a presentation, and what the page told of scene 8."""
    path = files / f"{language}.pptx"
    run = made("pptx", path, show_in(atlas, prepared, language, "1,8,12"), prepared)
    outcome = finish(qtbot, run)
    assert (outcome.fault, outcome.failed, outcome.written) == ("", {}, (path,))
    (drawn,) = [piece for piece in run.job.pieces.values() if isinstance(piece, Drawn)]
    return path, drawn.read


def projected(read: dict[str, Any], lon: float, lat: float) -> tuple[float, float]:
    """Return where a position lies on the slide, by Mercator's formula alone."""
    import math

    def y_of(degrees: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(degrees) / 2))

    west, south, east, north = read["area"]
    across = (lon - west) / (east - west)
    down = (y_of(north) - y_of(lat)) / (y_of(north) - y_of(south))
    return across * SLIDE_EMU[0], down * SLIDE_EMU[1]


def test_names_and_lines_lie_where_their_places_are_on_the_map(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path
) -> None:
    path, read = slides(qtbot, atlas, prepared, files, "en")
    slide = Presentation(str(path)).slides[1]
    room = 0.02 * SLIDE_EMU[0]
    nodes = {feature_name(atlas, node.id, _texts("en")): node.position for node in atlas.nodes.values()}
    nodes |= {
        country.capital.names["en"]: country.capital.position for country in atlas.countries.values() if country.capital
    }
    led = {name["text"] for name in read["names"] if name["is_led"]}  # written farther away, with a line to the place
    checked = 0
    for shape in slide.shapes:
        if shape.has_text_frame and shape.name in nodes.keys() - led and shape.name == shape.text_frame.text:
            x, y = projected(read, *nodes[shape.name])
            far_x = max(shape.left - x, x - (shape.left + shape.width), 0)
            far_y = max(shape.top - y, y - (shape.top + shape.height), 0)
            assert max(far_x, far_y) < room, shape.name
            checked += 1
    assert checked >= 3
    names = [feature_name(atlas, leg.id, _texts("en")) for leg in atlas.legs.values()]
    legs = {name: leg for name, leg in zip(names, atlas.legs.values(), strict=True) if names.count(name) == 1}
    lines = [shape for shape in slide.shapes if shape.shape_type == 6 and shape.name in legs]
    assert len(lines) > 10
    for group in lines:
        places = [projected(read, lon, lat) for lon, lat in legs[group.name].line]
        if all(0 < x < SLIDE_EMU[0] and 0 < y < SLIDE_EMU[1] for x, y in places):
            assert group.left == pytest.approx(min(x for x, _ in places), abs=room), group.name
            assert group.top + group.height == pytest.approx(max(y for _, y in places), abs=room), group.name


def test_a_country_s_name_is_centred_where_the_page_wrote_it(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path
) -> None:
    path, read = slides(qtbot, atlas, prepared, files, "en")
    slide = Presentation(str(path)).slides[1]
    factor = SLIDE_EMU[0] / read["size"][0]
    for name in read["names"]:
        shape = next(shape for shape in slide.shapes if shape.name == name["text"] and shape.has_text_frame)
        x, y, wide, high = (part * factor for part in name["box"])
        assert abs(shape.left + shape.width / 2 - (x + wide / 2)) < 0.02 * SLIDE_EMU[0]
        assert abs(shape.top + shape.height / 2 - (y + high / 2)) < 0.02 * SLIDE_EMU[0]


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_slides_have_titles_notes_citations_alternative_text_and_a_language(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path, language: str
) -> None:
    path, read = slides(qtbot, atlas, prepared, files, language)
    scene = show_in(atlas, prepared, language, "8").scenes[0]
    made_ = Presentation(str(path))
    first, slide, last = made_.slides[0], made_.slides[1], made_.slides[len(made_.slides) - 1]
    assert first.shapes.title.text
    assert slide.shapes.title.text == scene.title[language]  # type: ignore[index]
    picture = slide.shapes[0]
    described = picture._element.xpath(".//p:cNvPr")[0].get("descr")
    assert scene.title[language] in described  # type: ignore[index]
    with Image.open(io.BytesIO(picture.image.blob)) as image:
        assert image.size == (2560, 1440)
    assert (picture.left, picture.top, picture.width, picture.height) == (0, 0, *SLIDE_EMU)
    notes = slide.notes_slide.notes_text_frame.text
    assert "**" not in notes
    assert "https://" in notes
    assert "Natural Earth" in "".join(shape.text_frame.text for shape in last.shapes if shape.has_text_frame)
    wanted = {"en": "en-GB", "id": "id-ID", "ja": "ja-JP"}[language]
    for properties in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}rPr"):
        assert properties.get("lang") == wanted
    legend = next(shape for shape in slide.shapes if shape.shape_type == 6 and len(shape.shapes) > 8)
    assert read["cards"]["legend"]["texts"][0]["text"] in [
        one.text_frame.text for one in legend.shapes if one.has_text_frame
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("language", ["en", "ja"])
def test_libreoffice_opens_it_and_finds_the_words(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, files: Path, tmp_path: Path, language: str
) -> None:
    path, _ = slides(qtbot, atlas, prepared, files, language)
    home = (tmp_path / "office").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={home}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    read = subprocess.run(
        ["pdftotext", str(tmp_path / f"{language}.pdf"), "-"], capture_output=True, text=True, check=True
    )
    words = "".join(read.stdout.split())
    scene = show_in(atlas, prepared, language, "8").scenes[0]
    assert "".join(scene.title[language].split()) in words  # type: ignore[index]
    assert words.count("EGINDO.co") > 1


def test_a_template_of_the_user_s_own_is_taken_and_its_slides_are_not(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path
) -> None:
    own = Presentation()
    own.slide_width, own.slide_height = Emu(9_144_000), Emu(6_858_000)
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "An example of last year"
    own.save(str(tmp_path / "house.pptx"))
    template = tmp_path / "house.potx"
    with zipfile.ZipFile(tmp_path / "house.pptx") as source, zipfile.ZipFile(template, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == TYPES:
                content = content.replace(b"presentation.main+xml", b"template.main+xml")
            target.writestr(entry.filename, content)
    path = tmp_path / "out.pptx"
    run = made("pptx", path, show_in(atlas, prepared, "en", "1"), prepared, template=str(template))
    assert finish(qtbot, run).fault == ""
    result = Presentation(str(path))
    assert (result.slide_width, result.slide_height) == (9_144_000, 6_858_000)
    texts = [shape.text_frame.text for slide in result.slides for shape in slide.shapes if shape.has_text_frame]
    assert "An example of last year" not in texts
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_what_is_no_template_is_told_before_anything_is_drawn(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.potx"
    broken.write_bytes(b"no presentation")
    run = made("pptx", tmp_path / "a.pptx", show_in(atlas, prepared, "en", "8"), prepared, template=str(broken))
    outcome = finish(qtbot, run)
    assert "broken.potx" in outcome.fault
    assert not (tmp_path / "a.pptx").exists()


def test_colours_of_the_page_are_read() -> None:
    assert parsed_colour("rgb(1, 2, 255)") == ("0102FF", 1.0)
    assert parsed_colour("rgba(255, 255, 255, 0.88)") == ("FFFFFF", 0.88)
    assert parsed_colour("color(srgb 1 0.5 0 / 0.5)") == ("FF8000", 0.5)
    assert parsed_colour("#fff") == ("FFFFFF", 1.0)


def _texts(language: str) -> Any:
    from data.texts import load_texts

    return load_texts(language)
