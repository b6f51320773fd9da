"""The format as it is told to people and programs is the one that is read; ``--check FILE`` says what is wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from data.atlas import Atlas
from data.briefing.faults import KINDS
from data.briefing.joining import clashes, join, known_in, orphans
from data.briefing.reading import read_briefing
from data.briefing.writing import write_briefing
from data.build.schema import schema_text
from tests.data.briefing_samples import picture, raw_sample, sample

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "by-hand.briefing.json"


def check(path: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Return what ``--check`` says of a file, where Qt would find no screen."""
    return subprocess.run(
        [sys.executable, "main.py", "--check", str(path)],
        cwd=ROOT,
        env={**os.environ, "CASPIAN_ATLAS_HOME": str(home), "QT_QPA_PLATFORM": "none"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_example_opens_and_every_word_and_name_in_it_is_found(atlas: Atlas) -> None:
    opened = read_briefing(EXAMPLE, known_in(atlas))
    assert opened.problems == ()
    assert orphans(opened.briefing) == ()
    assert clashes(atlas, opened.briefing) == ()
    assert [link.id for link in join(atlas, opened.briefing).excerpts["route"].links] == ["route-line", "russia"]


def test_the_example_says_nothing_that_the_shipped_article_does_not(atlas: Atlas) -> None:
    briefing = read_briefing(EXAMPLE).briefing
    for language, text in briefing.excerpts[0].texts.items():
        assert text == atlas.excerpts["e07"].texts[language]
    assert briefing.articles[0].title["id"] == atlas.articles[0].title["id"]


def test_the_example_in_the_document_is_the_one_beside_it() -> None:
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- example -->\n```json\n(.*?)```\n<!-- end -->", text, re.DOTALL)
    assert found
    assert found[1] == EXAMPLE.read_text(encoding="utf-8")


def test_the_document_names_every_list_and_what_its_parts_must_have() -> None:
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    for name, kind in KINDS.items():
        row = next(line for line in text.splitlines() if line.startswith(f"| `{name}` |"))
        needed = [field.name for field in msgspec.structs.fields(kind) if field.required]
        assert re.findall(r"`(\w+)`", row.split("|")[3]) == needed


def test_the_schema_beside_it_is_that_of_the_code() -> None:
    """After a change of the format: python -m data.build schema."""
    assert (ROOT / "docs" / "briefing.schema.json").read_text(encoding="utf-8") == schema_text()
    assert set(json.loads(schema_text())["$defs"]) >= {"Briefing", *(kind.__name__ for kind in KINDS.values())}


def test_a_sound_briefing_gets_one_line_and_exit_code_0(atlas: Atlas, tmp_path: Path) -> None:
    done = check(EXAMPLE, tmp_path)
    assert done.stdout == "by-hand.briefing.json: ok, 3 scenes, 1 article, 1 excerpt, 2 links, 0 claims, 0 places\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_each_fault_gets_a_line_and_exit_code_1(tmp_path: Path) -> None:
    raw = raw_sample()
    raw["scenes"][0]["titel"] = {}
    raw["scenes"][1]["view"] = {"camera": {"bounds": [1, 2, 3]}, "parts": []}
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    done = check(path, tmp_path)
    assert done.stdout.splitlines() == [
        "mine.json: scenes[0].titel (“Start”): no such field; title is meant?",
        "mine.json: scenes[1].view.camera.bounds (“Aktau bottleneck”): expected a list of length 4, found 3",
        "mine.json: what is sound can be opened: 2 scenes, 1 article, 1 excerpt, 1 link, 1 claim, 0 places",
    ]
    assert (done.returncode, done.stderr) == (1, "")


def test_unknown_names_are_faults_and_lost_words_are_notes(atlas: Atlas, tmp_path: Path) -> None:
    raw = raw_sample()
    raw["links"][0]["spans"]["en"]["exact"] = "Baku"
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    done = check(path, tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("mine.json: note: link l1: the words “Baku” are not found for certain")
    write_briefing(tmp_path / "a.briefing", sample(atlas), {"media/scene-1.png": picture()})
    assert check(tmp_path / "a.briefing", tmp_path).returncode == 0
    raw["links"][0]["targets"] = ["atlantis"]
    path.write_text(json.dumps(raw), encoding="utf-8")
    done = check(path, tmp_path)
    assert done.stdout.startswith("mine.json: links[0].targets (“l1”): there is no feature atlantis\n")
    assert done.returncode == 1


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", b"{", b"\xff" * 90])
def test_what_is_no_briefing_gets_a_sentence_and_exit_code_1(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.briefing"
    path.write_bytes(data)
    done = check(path, tmp_path)
    assert "a.briefing" in done.stdout
    assert (done.returncode, done.stderr) == (1, "")
    assert check(tmp_path / "missing.briefing", tmp_path).returncode == 1
