"""Whatever a file holds, reading it ends: with a briefing, or with an error that says what is wrong and where."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.atlas import Atlas
from data.briefing.joining import known_in
from data.briefing.migrating import migrate
from data.briefing.reading import Opened, read_briefing
from data.briefing.value import VERSION, Briefing
from data.briefing.writing import packed, write_briefing
from data.errors import AtlasError, BriefingError, BrokenBriefingError
from tests.data.briefing_samples import picture, raw_sample, sample

ROOT = Path(__file__).parent.parent.parent
BOUNDS = [44, 36, 58, 48]


def put(folder: Path, raw: Any) -> Path:
    """Write plain data as a bare JSON file and return where."""
    path = folder / "hand.json"
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return path


def zipped(path: Path, members: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] | None = None) -> Path:
    """Write a zip with members and return where."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            if change:
                change(member)
            archive.writestr(member, data)
    return path


def broken(path: Path) -> BrokenBriefingError:
    """Return the error that reading a broken briefing gives."""
    with pytest.raises(BrokenBriefingError) as caught:
        read_briefing(path)
    return caught.value


def rescued(error: BrokenBriefingError) -> Opened:
    assert error.rescue
    return error.rescue


def test_a_bare_json_file_written_by_hand_is_read(tmp_path: Path) -> None:
    opened = read_briefing(put(tmp_path, "\ufeff" + json.dumps(raw_sample())))
    assert [scene.title["en"] for scene in opened.briefing.scenes] == ["Start", "Aktau bottleneck"]
    assert opened.problems == ()


def test_a_fault_is_told_with_its_place_and_the_title_of_its_scene(tmp_path: Path) -> None:
    raw = raw_sample()
    raw["scenes"][1]["view"] = {"camera": {"bounds": [44, 36, 458, 48]}, "parts": []}
    error = broken(put(tmp_path, raw))
    assert [str(problem) for problem in error.problems] == [
        "scenes[1].view.camera.bounds[2] (“Aktau bottleneck”): expected a number <= 360"
    ]
    assert str(error).startswith("hand.json cannot be opened: scenes[1].view.camera.bounds[2]")
    assert str(error).endswith("What is sound in it can be opened.")


FAULTS: list[tuple[Callable[[dict[str, Any]], Any], str]] = [
    (lambda raw: raw["scenes"][0].update(titel={}), "scenes[0].titel (“Start”): no such field; title is meant?"),
    (lambda raw: raw["scenes"][0].update(kind="mapp"), "scenes[0].kind (“Start”): mapp is none of map, sources, title"),
    (lambda raw: raw["scenes"][0]["title"].update(fr="x"), "scenes[0].title.fr (“Start”): no such language"),
    (
        lambda raw: raw["scenes"][0]["title"].update(ja=3),
        "scenes[0].title.ja (“Start”): expected a text, found a whole",
    ),
    (lambda raw: raw["scenes"][0].update(seconds=-1), "scenes[0].seconds (“Start”): expected a whole number >= 0"),
    (lambda raw: raw["scenes"][0].pop("id"), "scenes[0] (“Start”): the field id is missing"),
    (lambda raw: raw["scenes"].append(3), "scenes[2]: expected an object {…}, found a whole number"),
    (lambda raw: raw["scenes"][1].update(id="s1"), "scenes[1].id (“Aktau bottleneck”): the id s1 is given twice"),
    (
        lambda raw: raw["claims"][0].update(id="a b"),
        "claims[0].id (“a b”): expected a text of 1 to 100 letters without",
    ),
    (lambda raw: raw["claims"][0].update(value=[3]), "claims[0].value (“c1”): expected a list of length 2, found 1"),
    (lambda raw: raw["claims"][0].update(value=[3, 2]), "claims[0].value (“c1”): the range ends before it begins"),
    (lambda raw: raw["claims"][0].update(excerpt="e9"), "claims[0].excerpt (“c1”): there is no excerpt e9"),
    (lambda raw: raw["excerpts"][0].update(article="a9"), "excerpts[0].article (“e1”): there is no article a9"),
    (lambda raw: raw["links"][0].update(excerpt="e9"), "links[0].excerpt (“l1”): there is no excerpt e9"),
    (lambda raw: raw["links"][0].update(targets=[]), "links[0].targets (“l1”): it leads nowhere"),
    (
        lambda raw: raw["links"][0]["spans"].update(ja={"exact": "x"}),
        "links[0].spans.ja (“l1”): the excerpt has no text",
    ),
    (lambda raw: raw["links"][0]["spans"].update(en={}), "links[0].spans.en (“l1”): the field exact is missing"),
    (lambda raw: raw["scenes"][1].pop("view"), "scenes[1].view (“Aktau bottleneck”): a map scene needs a view"),
    (
        lambda raw: raw["scenes"][1]["view"].update(camera={"bounds": [58, 36, 44, 48]}),
        "scenes[1].view.camera.bounds (“Aktau bottleneck”): west is not west of east",
    ),
    (
        lambda raw: raw["scenes"][1]["view"].update(period=["2025", "2024-03"]),
        "scenes[1].view.period (“Aktau bottleneck”): it ends before it begins",
    ),
    (
        lambda raw: raw["scenes"][1]["view"].update(period=["spring", "2024-13"]),
        "scenes[1].view.period (“Aktau bottleneck”): expected dates such as 2024, 2024-08",
    ),
    (
        lambda raw: raw["scenes"][1].update(steps=[{}, {"link": "l7"}]),
        "scenes[1].steps[1].link (“Aktau bottleneck”): there is no link l7",
    ),
    (lambda raw: raw.update(titles={}), "titles: no such field; title is meant?"),
    (lambda raw: raw.update(version="one"), "version: expected a whole number from 0"),
    (lambda raw: raw.update(scenes={}), "scenes: expected a list"),
]


@pytest.mark.parametrize(("change", "said"), FAULTS, ids=[said.split(":")[0] for _, said in FAULTS])
def test_each_kind_of_fault_is_told_in_plain_words(
    change: Callable[[dict[str, Any]], Any], said: str, tmp_path: Path
) -> None:
    raw = json.loads(json.dumps(raw_sample()))
    change(raw)
    error = broken(put(tmp_path, raw))
    assert str(error.problems[0]).startswith(said)
    assert len(error.problems) == 1


@pytest.mark.parametrize(
    "change", [change for change, _ in FAULTS[:23]], ids=[said.split(":")[0] for _, said in FAULTS[:23]]
)
def test_what_is_sound_is_saved_and_can_be_read_again(change: Callable[[dict[str, Any]], Any], tmp_path: Path) -> None:
    raw = json.loads(json.dumps(raw_sample()))
    change(raw)
    rescue = rescued(broken(put(tmp_path, raw)))
    assert rescue.problems
    kept = rescue.briefing
    assert sum(len(part) for part in (kept.articles, kept.excerpts, kept.links, kept.claims, kept.scenes)) >= 4
    write_briefing(tmp_path / "saved.briefing", kept)
    assert read_briefing(tmp_path / "saved.briefing").briefing == kept


def test_a_scene_keeps_its_texts_and_a_claim_is_never_halved(tmp_path: Path) -> None:
    raw = json.loads(json.dumps(raw_sample()))
    raw["scenes"][1].update(view={"camera": {"bounds": [1, 2, 999, 4]}, "parts": []}, seconds="ten", still=5)
    raw["claims"][0].update(value="three", confidence="certain")
    raw["claims"].append({**raw_sample()["claims"][0], "id": "c2"})
    error = broken(put(tmp_path, raw))
    assert [problem.where for problem in error.problems] == [
        "claims[0].value",
        "claims[0].confidence",
        "scenes[1].view.camera.bounds[2]",
        "scenes[1].seconds",
        "scenes[1].still",
    ]
    kept = rescued(error).briefing
    assert kept.scenes[1].title == {"en": "Aktau bottleneck"}
    assert kept.scenes[1].notes == {"en": "Slowly."}
    assert kept.scenes[1].kind == "title"
    assert [claim.id for claim in kept.claims] == ["c2"]


def test_what_the_shipped_facts_lack_is_told_and_hinders_nothing(atlas: Atlas, tmp_path: Path) -> None:
    raw = json.loads(json.dumps(raw_sample()))
    raw["claims"][0].update(about="XX", sources=["nobody", "cia-factbook"])
    raw["links"][0]["targets"] = ["KZ", "atlantis"]
    raw["scenes"][1]["view"]["selected"] = ["aktau?"]
    opened = read_briefing(put(tmp_path, raw), known_in(atlas))
    assert [str(problem) for problem in opened.problems] == [
        "claims[0].sources (“c1”): there is no source nobody",
        "links[0].targets (“l1”): there is no feature atlantis",
        "claims[0].about (“c1”): there is no feature XX",
        "scenes[1].view.selected (“Aktau bottleneck”): there is no feature aktau?",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"version": 1,\n "scenes": [}', "invalid character in line 2, column 13"),
        ('{"version": NaN}', "no JSON"),
        ('{"version": 1e999}', "out of range"),
        ('{"version": -Infinity}', "no JSON"),
        (f'{{"version": {"9" * 6_000}}}', "out of range"),
        ('{"scenes": [], "scenes": []}', "the field 'scenes' twice"),
        ('{"title": {"en": "\\ud800"}}', "half a letter"),
        ('{"a":' * 100_000, "nested too deep"),
        ('{"title": ', "ends in the middle"),
        ('{"a": [' + "0," * 500_001 + "0]}", "more than 500,000 values"),
        ('{"a": "' + "x" * 20_000_001, "larger than 20 MB"),
        ('{"format": "other", "scenes": []}', "it is no briefing"),
        ('{"hello": 1}', "it is no briefing"),
        ("[1, 2]", "it is no briefing"),
        ("hello", "it is no briefing"),
        ("", "it is empty"),
    ],
)
def test_what_is_no_strict_json_is_refused_with_the_place(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as caught:
        read_briefing(put(tmp_path, text))
    assert said in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b'{"title": {"en": "\xff\xfe"}}')
    with pytest.raises(BriefingError, match="not UTF-8"):
        read_briefing(path)


def test_markup_in_a_text_stays_text(tmp_path: Path) -> None:
    raw = {**raw_sample(), "title": {"en": "<script>alert(1)</script> & <b>"}}
    assert read_briefing(put(tmp_path, raw)).briefing.title["en"] == "<script>alert(1)</script> & <b>"


def test_a_newer_file_is_opened_to_be_looked_at(tmp_path: Path) -> None:
    raw = {**raw_sample(), "version": VERSION + 1, "mood": "calm"}
    raw["scenes"][0].update(smell="tar", kind="dream")
    raw["claims"][0]["weight"] = 3
    opened = read_briefing(put(tmp_path, raw))
    assert opened.is_newer
    assert "newer version of this program" in str(opened.problems[0])
    assert [problem.where for problem in opened.problems[1:]] == [
        "claims[0].weight",
        "scenes[0].smell",
        "scenes[0].kind",
        "mood",
    ]
    assert [scene.title["en"] for scene in opened.briefing.scenes] == ["Start", "Aktau bottleneck"]
    assert opened.briefing.claims[0].value == 3
    assert opened.briefing.version == VERSION


def test_a_draft_of_version_0_is_led_to_this_version(tmp_path: Path) -> None:
    raw = raw_sample()
    del raw["format"], raw["version"]
    view = {"camera": {"center": [51.2, 43.6], "zoom": 5}, "parts": ["deposits"]}
    raw["scenes"][0] = {"id": "s1", "view": view, "hidden": True, "transition": {"kind": "fly", "ms": 600}}
    raw["scenes"][0]["steps"] = [{"camera": {"center": [51.2, 43.6], "zoom": 8}}]
    opened = read_briefing(put(tmp_path, raw))
    scene = opened.briefing.scenes[0]
    assert scene.is_hidden
    assert scene.transition.duration_ms == 600
    assert scene.view
    west, south, east, north = scene.view.camera.bounds
    assert west == pytest.approx(51.2 - 640 * 360 / (256 * 32), abs=1e-4)
    assert (west + east) / 2 == pytest.approx(51.2, abs=1e-4)
    assert south < 43.6 < north
    assert scene.view.camera.zoom == 5
    assert opened.briefing.version == VERSION
    assert read_briefing(put(tmp_path, {**raw, "version": 0})).briefing == opened.briefing


def test_each_older_version_leads_to_the_next_in_turn() -> None:
    steps = {number: lambda raw, number=number: {**raw, "seen": [*raw.get("seen", []), number]} for number in range(4)}
    assert migrate({"version": 1}, steps, 4)["seen"] == [1, 2, 3]
    assert migrate({"version": 4}, steps, 4) == {"version": 4}


def test_a_draft_that_makes_no_sense_is_told_as_any_other_fault(tmp_path: Path) -> None:
    raw = raw_sample()
    del raw["format"], raw["version"]
    raw["scenes"][0]["view"] = {"camera": {"center": ["x", 91], "zoom": 1e300}, "parts": []}
    raw["scenes"].append(7)
    assert {problem.where for problem in broken(put(tmp_path, raw)).problems} >= {
        "scenes[0].view.camera.center",
        "scenes[2]",
    }


def document() -> bytes:
    return json.dumps(raw_sample()).encode()


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../a.png", "media/../../a.png", "C:/a.png", "media\\a.png", "media//a.png", "media/a\n.png"],
)
def test_a_name_that_leads_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.briefing", {"briefing.json": document(), name: picture()})
    with pytest.raises(BriefingError, match="is not safe"):
        read_briefing(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("twin", ["media/A.png", "media/a.png"])
def test_two_files_of_one_name_are_refused(twin: str, tmp_path: Path) -> None:
    path = tmp_path / "a.briefing"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (("briefing.json", document()), ("media/a.png", picture()), (twin, picture())):
            archive.writestr(name, data)
    with pytest.raises(BriefingError, match="twice"):
        read_briefing(path)


def test_links_devices_and_encrypted_files_are_refused(tmp_path: Path) -> None:
    def link(member: zipfile.ZipInfo) -> None:
        member.external_attr = 0o120777 << 16

    path = zipped(tmp_path / "a.briefing", {"briefing.json": b"/etc/passwd"}, link)
    with pytest.raises(BriefingError, match="a link or a device"):
        read_briefing(path)
    data = bytearray(zipped(tmp_path / "b.briefing", {"briefing.json": document()}).read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(BriefingError, match="encrypted"):
        read_briefing(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("briefing.json", document())
    with pytest.raises(BriefingError, match="packed in a way"):
        read_briefing(path)


def test_what_does_not_belong_there_is_left_out_and_told(tmp_path: Path) -> None:
    members = {
        "briefing.json": document(),
        "media/": b"",
        "media/good.png": picture(),
        "media/evil.png": b"<svg onload=alert(1)>",
        "media/huge.png": picture()[:16] + (60_000).to_bytes(4, "big") * 2 + picture()[24:],
        "notes.txt": b"hello",
    }
    error = broken(zipped(tmp_path / "a.briefing", members))
    assert [str(problem) for problem in error.problems] == [
        "media/evil.png: it is neither a PNG nor a JPEG picture",
        "media/huge.png: it claims 60000 × 60000 pixels; 64 million are the most",
        "notes.txt: only briefing.json and media/ belong into a briefing",
    ]
    assert list(rescued(error).media) == ["media/good.png"]
    assert len(rescued(error).briefing.scenes) == 2


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.briefing", {"briefing.json": document(), "media/a.png": b"\0" * 19_000_000})
    with pytest.raises(BriefingError, match="claims to unpack to 19,000,000 bytes"):
        read_briefing(path)
    path = zipped(
        tmp_path / "b.briefing", {"briefing.json": document(), **{f"media/{n}.png": b"" for n in range(2_001)}}
    )
    with pytest.raises(BriefingError, match="more than 2,000 files"):
        read_briefing(path)


def test_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    """A bomb whose members overlap: every entry of the directory points at the same data."""
    path = zipped(tmp_path / "a.briefing", {"briefing.json": document(), "media/a.png": picture()})
    data = bytearray(path.read_bytes())
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[second + 42 : second + 46] = b"\0\0\0\0"
    path.write_bytes(data)
    with pytest.raises(BriefingError, match="overlaps"):
        read_briefing(path)


def test_sizes_that_a_file_claims_are_not_believed(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.briefing", {"briefing.json": document()})
    whole = path.read_bytes()
    entry = whole.index(b"PK\x01\x02")
    for offset, said in (
        (24, b"\xff\xff\xff\xff"),
        (24, b"\x10\0\0\0"),
        (20, b"\xff\xff\xff\x7f"),
        (42, b"\xff\xff\0\0"),
    ):
        data = bytearray(whole)
        data[entry + offset : entry + offset + 4] = said
        path.write_bytes(data)
        started = time.perf_counter()
        with pytest.raises(BriefingError):
            read_briefing(path)
        assert time.perf_counter() - started < 1


def test_a_copy_that_lost_its_end_gives_its_document(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "a.briefing"
    noise = picture() + os.urandom(50_000)
    write_briefing(path, sample(atlas), {"media/scene-1.png": noise})
    path.write_bytes(path.read_bytes()[:-20_000])
    error = broken(path)
    assert "cut off" in str(error)
    assert rescued(error).briefing == sample(atlas)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes have names there")
def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "sparse").touch()
    os.truncate(tmp_path / "sparse", 4 << 30)
    started = time.perf_counter()
    for path, said in (
        (tmp_path, "it is a folder"),
        (tmp_path / "pipe", "a device or a pipe"),
        (Path("/dev/zero"), "a device or a pipe"),
        (tmp_path / "sparse", "larger than 500 MB"),
        (tmp_path / "missing", "No such file"),
        (tmp_path / "loop", "symbolic links"),
        (tmp_path / "a\0b", "no file can have this name"),
    ):
        with pytest.raises(BriefingError, match=said):
            read_briefing(path)
    assert time.perf_counter() - started < 1


def survives(path: Path) -> None:
    """Read a file; only our own errors may come of it, and soon."""
    started = time.perf_counter()
    try:
        opened = read_briefing(path)
    except AtlasError as error:
        assert str(error)
    else:
        assert isinstance(opened.briefing, Briefing)
    assert time.perf_counter() - started < 2


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"{", b'{"scenes":[', b"PK\x05\x06"]))
@settings(max_examples=150, deadline=None)
def test_no_bytes_bring_the_reader_down(tmp_path_factory: pytest.TempPathFactory, data: bytes, start: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "noise"
    path.write_bytes(start + data)
    survives(path)


def test_no_flipped_bit_and_no_lost_end_brings_the_reader_down(atlas: Atlas, tmp_path: Path) -> None:
    whole = packed(tmp_path, sample(atlas), {"media/scene-1.png": picture()})
    chance = random.Random(5)  # noqa: S311  nothing secret
    path = tmp_path / "a.briefing"
    directory = whole.index(b"PK\x01\x02")
    for number in range(300):
        data = bytearray(whole)
        low = (0, directory)[number % 2]
        for _ in range(chance.choice((1, 1, 1, 5))):
            data[chance.randrange(low, len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data if number % 3 else data[: chance.randrange(len(data))])
        survives(path)


FIELDS = (
    *("id", "title", "en", "ja", "view", "camera", "bounds", "zoom", "center", "steps"),
    *("spans", "exact", "texts", "period", "value", "kind", "x"),
)
LISTS = ("scenes", "articles", "excerpts", "links", "claims", "sources", "places", "title", "version")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(LISTS), JSON))
@settings(max_examples=200, deadline=None)
def test_no_json_brings_the_reader_down(tmp_path_factory: pytest.TempPathFactory, raw: dict[str, Any]) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    survives(path)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_sound_file_with_one_value_replaced_brings_the_reader_down(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    raw = json.loads(json.dumps(raw_sample()))
    here = raw
    while True:
        step = data.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        if isinstance(here[step], dict | list) and here[step] and data.draw(st.booleans()):
            here = here[step]
        else:
            here[step] = data.draw(JSON)
            break
    path = tmp_path_factory.getbasetemp() / "changed.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    survives(path)


HEAVY = {
    "empty steps": '{"scenes":[{"id":"a","steps":[' + "{}," * 240_000 + "{}]}]}",
    "unknown fields": '{"version":9,"scenes":[{"id":"a",' + ",".join(f'"f{n}":1' for n in range(450_000)) + "}]}",
    "broken scenes": '{"version":1,"format":"caspian-briefing","scenes":[' + ",".join(["{}"] * 240_000) + "]}",
    "broken steps": '{"scenes":[{"id":"a","steps":[' + ",".join(["5"] * 450_000) + "]}]}",
    "same ids": '{"scenes":[' + ",".join(['{"id":"a","kind":"title"}'] * 160_000) + "]}",
    "lost words": json.dumps(
        {
            "articles": [{"id": "a", "language": "en", "title": {}}],
            "excerpts": [{"id": "e", "article": "a", "texts": {"en": "the quick brown fox " * 9_000}}],
            "links": [
                {"id": f"l{n}", "excerpt": "e", "targets": ["KZ"], "spans": {"en": {"exact": f"zebra {n}"}}}
                for n in range(60_000)
            ],
        }
    ),
}
CHILD = """
import io, sys, time
from pathlib import Path
from data.briefing.checking import print_check
from data.briefing.reading import read_briefing
from data.errors import AtlasError
def most():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")) / 1024
before = most()
started = time.process_time()
try:
    read_briefing(Path(sys.argv[1]))
except AtlasError as error:
    pass
print(time.process_time() - started, most() - before)
print_check(Path(sys.argv[1]), io.StringIO())
print(time.process_time() - started)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in another way there")
@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_takes_bounded_time_and_memory(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, HEAVY[name])
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    seconds, megabytes, checked = (float(number) for number in done.stdout.split())
    print(name, done.stdout)
    assert seconds < 3
    assert megabytes < 400
    assert checked < 8


def test_reading_asks_no_module_that_extracts() -> None:
    """Nothing is unpacked to the disk: the reader has no word for it."""
    for path in (ROOT / "data" / "briefing").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "extract(" not in text
        assert "extractall(" not in text


def test_a_picture_in_jpeg_is_taken(tmp_path: Path) -> None:
    from PIL import Image

    data = io.BytesIO()
    Image.new("RGB", (64, 36), "navy").save(data, "JPEG")
    path = zipped(tmp_path / "a.briefing", {"briefing.json": document(), "media/a.jpg": data.getvalue()})
    assert read_briefing(path).media == {"media/a.jpg": data.getvalue()}
