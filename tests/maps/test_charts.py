"""The charts of volumes: every claim is in them, and the same figures give the same file."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from data.atlas import Atlas
from data.texts import load_texts
from maps.charts.middle import TITLES, middle_chart
from maps.charts.volumes import Paint, Point, Words, draw_volumes
from maps.comparing.volumes import series_of

ROOT = Path(__file__).parent.parent.parent
PAINT = Paint("#ffffff", "#1b2330", "#545e6e", "#d3d8e0", "#d13350")
POINTS = (
    Point(2023, 2.7, 2.7, "year", "2.7", 1),
    Point(2023, 2.764, 2.764, "year", "2.764", 2),
    Point(2025, 3.0, 5.0, "plan", "3–5", 3),
)
WORDS = Words("貨物量 Muatan Қ", (("year", "whole year"), ("plan", "plan")), ("A", "B 輸送", "C"))


def test_the_same_figures_give_the_same_file() -> None:
    code = (
        "from tests.maps.test_charts import POINTS, WORDS, PAINT;"
        "from maps.charts.volumes import draw_volumes;"
        "import hashlib; print(hashlib.sha256(draw_volumes(POINTS, WORDS, PAINT, 540.0).encode()).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert draw_volumes(POINTS, WORDS, PAINT, 540.0) == draw_volumes(POINTS, WORDS, PAINT, 540.0)


@pytest.mark.parametrize("width_px", [300.0, 540.0, 1200.0])
def test_a_chart_is_sound_and_as_wide_as_asked(width_px: float) -> None:
    root = ET.fromstring(draw_volumes(POINTS, WORDS, PAINT, width_px))  # noqa: S314  it is our own
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(width_px * 0.75)
    assert not root.findall(".//{http://www.w3.org/2000/svg}text"), "letters are outlines"


@pytest.mark.parametrize("language", ["en", "id", "ja"])
@pytest.mark.parametrize("unit", list(TITLES))
def test_every_claim_is_told_with_its_sources(atlas: Atlas, unit: str, language: str) -> None:
    chart = middle_chart(atlas, load_texts(language), PAINT, 540.0, unit)
    series = next(known for known in series_of(atlas) if known.unit == unit)
    assert chart.svg.startswith("<?xml")
    for volume in series.volumes:
        assert volume.claim.text[language] in chart.told
        assert all(atlas.sources[name].title in chart.told for name in volume.claim.sources)


def test_importing_the_charts_does_not_import_matplotlib() -> None:
    code = "import sys; import maps.charts.middle, maps.charts.plotting; print('matplotlib' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
