"""Films: every frame is there once, none is an older one, and another library plays them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from data.atlas import Atlas
from maps.cache import Prepared
from tests.ui.exporting import finish, made, show_in
from ui.exports import formats
from ui.exports.film import CARD_MS, FADE_MS, SOFT_MS

av = pytest.importorskip("av", reason="PyAV is not installed: pip install av")


def test_a_film_has_every_frame_at_its_time_and_each_frame_of_a_flight_is_another(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path
) -> None:
    path = tmp_path / "film.mp4"
    show = show_in(atlas, prepared, "ja", "2,9")
    run = made("mp4", path, show, prepared, steps="start", seconds=1, size="1280x720")
    outcome = finish(qtbot, run)
    assert (outcome.fault, outcome.failed, outcome.written) == ("", {}, (path,))
    with av.open(str(path)) as opened:
        (stream,) = opened.streams.video
        assert (stream.codec_context.name, stream.width, stream.height, stream.average_rate) == ("h264", 1280, 720, 30)
        assert opened.metadata["title"] == show.title
        assert "ODbL" in opened.metadata["copyright"]
        frames = list(opened.decode(stream))
    assert [round(frame.time * 30) for frame in frames] == list(range(len(frames)))
    shown = [frame.to_ndarray(format="gray") for frame in frames]
    changes = [float(np.abs(one.astype(int) - other).mean()) for one, other in zip(shown, shown[1:], strict=False)]
    card, fade, soft, scene = round(CARD_MS * 0.03), round(FADE_MS * 0.03) - 1, round(SOFT_MS * 0.03) - 1, 30
    flight = slice(card + fade + scene + fade + 1, -(card + fade + scene + soft + 1))
    assert len(changes[flight]) > 12
    assert min(changes[flight]) > 0.05, "no frame was dropped, none shown twice"
    assert max(changes[:30]) < 0.5, "the title stands"
    for left, right in ((0, card + fade + 10), (card + fade + 10, -10)):
        assert np.abs(shown[left].astype(int) - shown[right]).mean() > 5


def test_a_gif_moves_and_says_what_it_shows(qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path) -> None:
    path = tmp_path / "film.gif"
    show = show_in(atlas, prepared, "en", "8")
    outcome = finish(qtbot, made("gif", path, show, prepared, steps="start", seconds=2, size="640x360"))
    assert (outcome.fault, outcome.failed, outcome.written) == ("", {}, (path,))
    picture: Any
    with Image.open(path) as picture:
        assert picture.size == (640, 360)
        assert picture.n_frames > 6
        assert show.title.encode() in picture.info["comment"]
        total = 0
        for at in range(picture.n_frames):
            picture.seek(at)
            total += picture.info["duration"]
    assert total >= 2 * CARD_MS + 2000


def test_a_film_that_is_cancelled_leaves_nothing(
    qtbot: QtBot, atlas: Atlas, prepared: Prepared, tmp_path: Path
) -> None:
    run = made("mp4", tmp_path / "film.mp4", show_in(atlas, prepared, "en", "4,8"), prepared, size="1280x720")
    outcomes: list[object] = []
    run.finished.connect(outcomes.append)
    run.progressed.connect(lambda done, total, title: run.cancel() if done == 1 else None)
    run.start()
    qtbot.waitUntil(lambda: bool(outcomes), timeout=60_000)
    assert outcomes[0].is_cancelled  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []


def test_without_the_encoder_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    film = next(known for known in formats() if known.id == "mp4")
    found = importlib.util.find_spec
    monkeypatch.setattr("maps.exports.format.find_spec", lambda name: None if name == "av" else found(name))
    assert film.lacks == ("av",)
    assert film.install == '"av"'
