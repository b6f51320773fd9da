"""What all tests share: the real facts, a real session, and no warning left unseen."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("CASPIAN_ATLAS_HOME", tempfile.mkdtemp(prefix="caspian-atlas-"))
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")

import pytest
from hypothesis import settings

from data.atlas import Atlas, load_atlas
from data.settings import folders
from maps.cache import Prepared, prepare
from maps.layers import all_parts
from maps.measures import Measures
from maps.scene import HOME, Scene
from ui.map.scheme import register_scheme
from ui.session import Session

register_scheme()
settings.register_profile("calm", deadline=None)  # how long an example takes is for the benchmarks to say
settings.load_profile("calm")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Return the shipped facts."""
    return load_atlas()


@pytest.fixture(scope="session")
def prepared(atlas: Atlas) -> Prepared:
    """Return the page, its drawing and the measures, made once per run."""
    return prepare(atlas, folders().cache)


@pytest.fixture(scope="session")
def measures(prepared: Prepared) -> Measures:
    """Return the measures of all legs and corridors."""
    return prepared.measures


@pytest.fixture
def first_scene(atlas: Atlas) -> Scene:
    """Return the scene that the program starts with, in English."""
    return Scene(HOME, frozenset(part for part, is_on in all_parts(atlas).items() if is_on))


@pytest.fixture
def session(atlas: Atlas, first_scene: Scene) -> Session:
    """Return a session on the first scene."""
    return Session(atlas, first_scene)


@pytest.fixture(autouse=True)
def no_silent_trouble(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning or error, unless it is marked to expect that."""
    yield
    if request.node.get_closest_marker("expects_log"):
        return
    loud = [record.getMessage() for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, f"logged: {loud}"
