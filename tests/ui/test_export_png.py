"""Pictures of scenes: size, sharpness, framing, what they say of themselves, and what happens when one fails."""

from __future__ import annotations

import gc
import os
import signal
import time
import weakref
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from maps.cache import Prepared
from tests.ui.exporting import DAY, finish, made, show_in
from ui.exports import pane, studio
from ui.exports.job import Ask, Grab, Job, Plan, Stage
from ui.exports.png import frame_for
from ui.exports.run import Run


def steepness(picture: Image.Image) -> float:
    """Return how much the steepest edges differ from one pixel to the next: a scaled picture has no such edges."""
    return float(np.percentile(np.abs(np.diff(np.asarray(picture.convert("L"), dtype=float))), 99.5))


@pytest.fixture
def pictures(qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path) -> list[Path]:
    """Return two scenes as pictures of 1920 by 1080 in Japanese."""
    run = made("png", tmp_path / "slides.png", show_in(atlas, prepared, "ja", "4,8"), prepared)
    outcome = finish(qtbot, run)
    assert (outcome.fault, outcome.failed, outcome.drawn) == ("", {}, 2)
    return list(outcome.written)


def test_each_scene_is_a_picture_of_the_asked_size_and_says_what_it_is(pictures: list[Path]) -> None:
    assert [path.name for path in pictures] == ["slides-04.png", "slides-08.png"]
    for path in pictures:
        with Image.open(path) as picture:
            picture.load()
            assert picture.size == (1920, 1080)
            chunks = picture.text  # type: ignore[attr-defined]
    assert chunks["Title"].startswith("カスピ海ルート")
    assert chunks["Language"] == "ja"
    assert "EGINDO.co" in chunks["Source"]
    assert "ODbL" in chunks["Copyright"]
    assert "Natural Earth" in chunks["Disclaimer"]
    assert chunks["Creation Time"] == DAY.isoformat()


def test_two_scenes_are_not_the_same_picture(pictures: list[Path]) -> None:
    with Image.open(pictures[0]) as one, Image.open(pictures[1]) as other:
        small = [np.asarray(each.convert("L").resize((48, 27)), dtype=float) for each in (one, other)]
    assert np.abs(small[0] - small[1]).mean() > 2


@pytest.mark.parametrize(
    ("size", "pixels"), [("3840x2160", (3840, 2160)), ("a4", (3508, 2480)), ("2160x2160", (2160, 2160))]
)
def test_a_large_picture_is_drawn_at_its_size_and_not_scaled(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path, size: str, pixels: tuple[int, int]
) -> None:
    run = made("png", tmp_path / "large.png", show_in(atlas, prepared, "en", "8"), prepared, size=size)
    outcome = finish(qtbot, run)
    assert outcome.written == (tmp_path / "large.png",)
    with Image.open(outcome.written[0]) as picture:
        assert picture.size == pixels
        scaled = picture.resize((pixels[0] // 2, pixels[1] // 2), Image.Resampling.LANCZOS).resize(pixels)
        assert steepness(picture) > 1.4 * steepness(scaled)
        if size == "a4":
            assert round(picture.info["dpi"][0]) == 300


def test_the_area_and_its_place_are_the_same_at_any_size(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path
) -> None:
    small, large = tmp_path / "small.png", tmp_path / "large.png"
    show = show_in(atlas, prepared, "en", "8")
    finish(qtbot, made("png", small, show, prepared))
    finish(qtbot, made("png", large, show, prepared, size="3840x2160"))
    with Image.open(small) as one, Image.open(large) as other:
        shapes = [
            np.asarray(each.convert("L").resize((160, 90), Image.Resampling.BOX), dtype=float) for each in (one, other)
        ]
    assert np.abs(shapes[0] - shapes[1]).mean() < 2.5


def test_what_is_not_wanted_over_the_map_is_away(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path
) -> None:
    show = show_in(atlas, prepared, "en", "8")
    full, bare = tmp_path / "full.png", tmp_path / "bare.png"
    none = dict.fromkeys(("title", "legend", "passage", "banner", "footnotes"), False)
    finish(qtbot, made("png", full, show, prepared))
    finish(qtbot, made("png", bare, show, prepared, **none))
    boxes = {"legend": (20, 20, 320, 400), "title": (160, 850, 900, 1000), "passage": (1150, 800, 1900, 1000)}
    for name, box in boxes.items():
        with Image.open(full) as one, Image.open(bare) as other:
            white = [float((np.asarray(each.convert("L").crop(box)) > 244).mean()) for each in (one, other)]
        assert white[0] > white[1] + 0.3, f"{name}: a card is white, the map is not"


def test_the_ui_lives_on_while_four_million_pixels_are_grabbed(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path
) -> None:
    """What the thread itself does between two beats; what else the machine does meanwhile is not counted."""
    run = made("png", tmp_path / "a.png", show_in(atlas, prepared, "en", "4,8"), prepared, size="3840x2160")
    held: list[float] = []
    last = [time.thread_time()]

    def beat() -> None:
        now = time.thread_time()
        held.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(1)
    finish(qtbot, run)
    timer.stop()
    assert len(held) > 200
    assert max(held) < 0.15, "100 ms, and some for what is imported the first time"


def test_cancelling_stops_at_once_and_leaves_nothing_half_written(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path
) -> None:
    run = made("png", tmp_path / "slides.png", show_in(atlas, prepared, "en", "2-8"), prepared)
    outcomes: list[object] = []
    run.finished.connect(outcomes.append)
    run.progressed.connect(lambda done, total, title: run.cancel() if done == 1 else None)
    run.start()
    qtbot.waitUntil(lambda: bool(outcomes), timeout=60_000)
    assert outcomes[0].is_cancelled  # type: ignore[attr-defined]
    for path in tmp_path.iterdir():
        with Image.open(path) as picture:
            picture.load()


@pytest.mark.expects_log
def test_a_scene_whose_page_dies_is_named_the_rest_is_kept_and_a_retry_adds_it(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path
) -> None:
    run = made("png", tmp_path / "slides.png", show_in(atlas, prepared, "en", "2,4,8"), prepared)

    def crash(done: int, total: int, title: str) -> None:
        if done == 1:
            run.progressed.disconnect(crash)
            assert run._studio is not None
            assert run._studio._view is not None
            os.kill(run._studio._view.web.page.renderProcessPid(), signal.SIGKILL)

    run.progressed.connect(crash)
    outcome = finish(qtbot, run)
    assert [shot.number for shot in outcome.failed] == [4]
    assert "page ended" in next(iter(outcome.failed.values()))
    assert [path.name for path in outcome.written] == ["slides-02.png", "slides-08.png"]
    before = (tmp_path / "slides-02.png").stat().st_mtime_ns
    again = finish(qtbot, run)
    assert (again.failed, len(again.written)) == ({}, 3)
    assert (tmp_path / "slides-02.png").stat().st_mtime_ns == before


def test_no_larger_ratio_is_asked_for_than_the_engine_takes() -> None:
    for width, height in ((7680, 4320), (9999, 9999), (1920, 1080), (640, 360)):
        frame = frame_for(width, height, "plain")
        assert 1 <= frame.ratio <= pane.LARGEST_RATIO
        assert frame.pixels == (width, height)


def test_an_exporter_sees_one_answer_for_each_request(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int, int]] = []

    def export(job: Job) -> Plan:
        for shot in job.shots:
            scene = yield Stage(shot, frame_for(640, 360, "plain"))
            picture = yield Grab()
            seen.append((shot.number, shot.step, picture.width()))
            assert scene.heading is not None

    monkeypatch.setattr("ui.exports.png.export", export)
    run: Run = made("png", tmp_path / "x.png", show_in(atlas, prepared, "en", "3"), prepared, steps="all")
    assert finish(qtbot, run).fault == ""
    assert seen == [(3, step, 640) for step in range(6)]


@pytest.mark.parametrize("number", ["5", "8"])
def test_a_picture_taken_in_strips_is_the_one_taken_whole(
    number: str, qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = []
    for strip in (pane.STRIP_PX, 400_000, 10**9):
        monkeypatch.setattr(pane, "STRIP_PX", strip)
        path = tmp_path / f"{strip}.png"
        run = made("png", path, show_in(atlas, prepared, "en", number), prepared, size="1920x1080")
        assert finish(qtbot, run).failed == {}
        pictures.append(np.asarray(Image.open(path).convert("RGB")))
    whole = pictures.pop()
    assert len({tuple(pixel) for pixel in whole[::9, ::9].reshape(-1, 3)}) > 1000
    for strips in pictures:
        off = np.abs(strips.astype(int) - whole).max(axis=2)
        assert (off > 40).mean() < 0.001
        assert (off > 40).mean(axis=1).max() < 0.08


def test_a_page_that_drew_its_share_makes_room_and_nothing_of_it_stays(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(studio.FULL, "picture", 1)
    run = made("png", tmp_path / "slides.png", show_in(atlas, prepared, "en", "2,4,8"), prepared, size="640x360")
    views: list[weakref.ref[Any]] = []

    def note(done: int, total: int, title: str) -> None:
        view = run._studio and run._studio._view
        if view:
            views.append(weakref.ref(view))

    run.progressed.connect(note)
    assert finish(qtbot, run).failed == {}
    assert len({id(view) for view in views}) == 2, "of the first two scenes, seen when the next begins"
    run.deleteLater()

    def are_gone() -> bool:
        gc.collect()
        return all(view() is None for view in views)

    qtbot.waitUntil(are_gone)


LEGEND = """
(() => {
  const body = document.querySelector(".atlas-legend-body");
  const rows = [...body.querySelectorAll("button.atlas-row[data-part]")].filter((row) => row.offsetHeight);
  const told = rows.map((row) => [row.dataset.part, row.querySelector(".atlas-row-count")?.textContent ?? null]);
  const zoom = atlas.page.map.getZoom();
  const parts = atlas.page.drawing.layers.find((layer) => layer.id === "deposits").parts.map((part) => part.id);
  const deposits = [...atlas.page.items.values()].filter(({ item }) => parts.includes(item.part));
  const shown = deposits.filter(({ drawn }) => drawn.isShown(zoom)).map(({ item }) => item.part);
  const counting = rows.filter((row) => row.querySelector(".atlas-row-count"));
  const labels = counting.map((row) => row.getAttribute("aria-label"));
  return { told, labels, shown, isCut: body.scrollHeight > body.clientHeight + 1 };
})()
"""


@pytest.mark.parametrize("passage", [True, False])
@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_the_legend_tells_what_is_on_the_map_alone_and_all_of_it(
    language: str,
    passage: bool,
    qtbot: QtBot,
    atlas: Atlas,
    prepared: Prepared,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Scenes 4 to 6 show some deposits of some commodities."""
    seen: list[dict[str, Any]] = []

    def export(job: Job) -> Plan:
        for shot in job.shots:
            yield Stage(shot, frame_for(1920, 1080, "plain"), {"passage": passage})
            yield Grab()
            seen.append((yield Ask(LEGEND)))

    monkeypatch.setattr("ui.exports.png.export", export)
    run = made("png", tmp_path / "x.png", show_in(atlas, prepared, language, "4-6"), prepared)
    assert finish(qtbot, run).fault == ""
    assert len(seen) == 3
    for one in seen:
        told = {part: int(count) for part, count in one["told"] if count}
        assert [int(label.rpartition(", ")[2]) for label in one["labels"]] == list(told.values())
        assert told.pop("deposits") == len(one["shown"])
        assert told == Counter(one["shown"])
        assert not one["isCut"]
