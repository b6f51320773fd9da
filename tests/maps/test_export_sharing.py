"""A copy to hand over holds nothing that is not for the audience: looked for byte by byte."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, PngImagePlugin

from data.atlas import Atlas
from data.briefing.reading import read_briefing
from data.briefing.value import (
    Article,
    Briefing,
    Camera,
    Change,
    Claim,
    Excerpt,
    Link,
    Place,
    Quote,
    Scene,
    Source,
    View,
)
from data.briefing.writing import write_briefing
from data.texts import load_texts
from maps.exports import csv_tables, geojson, gpkg, kml, web_annotations
from maps.exports.packing import CHECKSUMS, REPORT, Parcel, close, fill, hand_over, parcel_of, write_copy
from maps.exports.paths import without_paths
from maps.exports.sharing import bare_picture, for_audience, shareable
from maps.exports.show import show_of
from maps.measures import Measures
from tests.maps.export_samples import SHIPPED, TODAY

MARK = "TOPSECRET"
"""Stands in everything that must not get out."""

VIEW = View(camera=Camera(bounds=(44.0, 36.0, 58.0, 48.0)), parts=("countries", "own"))


def secret(text: str = "") -> dict[Any, str]:
    """Return a secret in all languages."""
    return {language: f"{MARK}-{language} {text}" for language in ("en", "id", "ja")}


def png(comment: str) -> bytes:
    """Return a picture that says something of itself."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", comment)
    told.add_itxt("Author", comment)
    held = io.BytesIO()
    Image.new("RGB", (8, 8), "#204080").save(held, "PNG", pnginfo=told)
    return held.getvalue()


def jpeg(comment: str) -> bytes:
    """Return a photograph that says where it was taken, and by whom."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x9286] = comment
    held = io.BytesIO()
    Image.new("RGB", (8, 8), "#804020").save(held, "JPEG", exif=exif, comment=comment.encode())
    return held.getvalue()


def with_secrets() -> tuple[Briefing, dict[str, bytes]]:
    """Return a document with a secret in every place that is private, and pictures that tell it."""
    text = "The port of Aktau loads. See the gate."
    briefing = Briefing(
        title={"en": "Open title"},
        slot_minutes=20,
        articles=(
            Article(
                id="a1",
                language="en",
                title={"en": "Open article"},
                url=f"file:///home/{MARK}/a.html",
                text=f"{text} {MARK} in the full text.",
            ),
            Article(id=f"{MARK}-unused", language="en", title=secret(), text=MARK),
        ),
        excerpts=(Excerpt(id="e1", article="a1", texts={"en": text}, anchor=Quote(exact=text, suffix=f" {MARK} in")),),
        links=(
            Link(id="l1", excerpt="e1", targets=("AKTAU", f"{MARK}-place"), spans={"en": Quote(exact="Aktau")}),
            Link(id=f"{MARK}-link", excerpt="e1", targets=(f"{MARK}-place",), spans={"en": Quote(exact="gate")}),
            Link(id=f"{MARK}-lost", excerpt="e1", targets=("KZ",), spans={"en": Quote(exact=f"{MARK} is not there")}),
        ),
        claims=(
            Claim(
                id=f"{MARK}-claim",
                about="KZ",
                measure=f"{MARK}-measure",
                text=secret(),
                note=secret(),
                unit=MARK,
                sources=(f"{MARK}-source",),
                is_private=True,
            ),
            Claim(id=f"{MARK}-about", about=f"{MARK}-place", measure="berths", text=secret()),
            Claim(id="open", about="KZ", measure="berths", text={"en": "Three"}, sources=("open",)),
        ),
        sources=(
            Source(id="open", title=f"Open source, read in C:\\Users\\{MARK} X\\read.pdf", url=f"/home/{MARK}/a.pdf"),
            Source(id=f"{MARK}-source", title=MARK, url=f"https://example.org/{MARK}"),
            Source(id=f"{MARK}-loose", title=MARK),
        ),
        places=(
            Place(
                id=f"{MARK}-place",
                kind="point",
                names=secret(),
                positions=((51.2345678, 43.6),),
                note=secret(),
                sources=(f"{MARK}-source",),
                is_private=True,
            ),
            Place(id="open-place", kind="point", names={"en": "Open place"}, positions=((50.0, 43.0),)),
        ),
        scenes=(
            Scene(
                id="s1",
                title={"en": f"Open scene, from ~/{MARK}/talk"},
                notes=secret("**notes**"),
                view=replace(VIEW, selected=("AKTAU", f"{MARK}-place"), excerpt="e1", link=f"{MARK}-link"),
                steps=(Change(selected=(f"{MARK}-place",)),),
                seconds=90,
                still="media/s1.png",
            ),
            Scene(
                id=f"{MARK}-scene",
                title=secret(),
                caption=secret(),
                notes=secret(),
                view=VIEW,
                is_hidden=True,
                still=f"media/{MARK}.png",
            ),
            Scene(id="s2", title={"en": "Open too"}, view=VIEW, still="media/s2.jpg"),
        ),
    )
    media = {
        "media/s1.png": png(MARK),
        "media/s2.jpg": jpeg(MARK),
        f"media/{MARK}.png": png(MARK),
        f"media/{MARK}-old.png": png(MARK),
    }
    return briefing, media


def everything_in(path: Path) -> bytes:
    """Return all bytes that a zip holds, names as well, and its own."""
    with zipfile.ZipFile(path) as archive:
        members = [archive.read(name) + name.encode() for name in archive.namelist()]
        return path.read_bytes() + archive.comment + b"".join(members)


def test_the_test_itself_finds_the_secret_in_the_document(tmp_path: Path) -> None:
    briefing, media = with_secrets()
    write_briefing(tmp_path / "whole.briefing", briefing, media)
    assert everything_in(tmp_path / "whole.briefing").count(MARK.encode()) > 40


@pytest.mark.parametrize("with_private_facts", [True, False])
def test_a_byte_search_finds_nothing_private_in_a_shareable_copy(tmp_path: Path, with_private_facts: bool) -> None:
    briefing, media = with_secrets()
    if not with_private_facts:
        facts = {"places": briefing.places[1:], "claims": briefing.claims[2:], "links": briefing.links[2:]}
        scene = replace(briefing.scenes[0], view=VIEW, steps=())
        briefing = replace(briefing, **facts, scenes=(scene, *briefing.scenes[1:]))
    path = tmp_path / "copy.briefing"
    write_briefing(path, briefing, media)  # the copy takes the place of a whole one
    write_copy(path, briefing, media, load_texts("en"))
    assert MARK.encode() not in everything_in(path)
    assert [known.name for known in tmp_path.iterdir()] == ["copy.briefing"]
    opened = read_briefing(path)
    assert [scene.id for scene in opened.briefing.scenes] == ["s1", "s2"]
    assert [place.id for place in opened.briefing.places] == ["open-place"]
    assert [claim.id for claim in opened.briefing.claims] == ["open"]
    assert opened.briefing.slot_minutes is None and not any(scene.notes for scene in opened.briefing.scenes)
    assert set(opened.media) == (set() if with_private_facts else {"media/s1.png", "media/s2.jpg"})


def test_no_export_of_data_holds_what_is_not_for_the_audience(atlas: Atlas, measures: Measures, tmp_path: Path) -> None:
    briefing, media = with_secrets()
    named = replace(briefing, sources=briefing.sources[:2], links=briefing.links[:2], articles=briefing.articles[:1])
    show = show_of(atlas, named, measures, "ja", TODAY, media=media)
    for module, name in ((geojson, "a.geojson"), (kml, "a.kml"), (gpkg, "a.gpkg"), (web_annotations, "a.jsonld")):
        module.write(tmp_path / name, show, {})
    csv_tables.write(tmp_path / "csv", show, {})
    for path in tmp_path.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert MARK.encode() not in data and b"51.2345678" not in data, path.name
    assert "Open place" in (tmp_path / "a.geojson").read_text(encoding="utf-8")


def test_the_shipped_briefing_keeps_all_but_its_notes_and_the_hidden_scene() -> None:
    opened = read_briefing(SHIPPED)
    shared = shareable(opened.briefing, opened.media).briefing
    whole = opened.briefing
    assert [scene.id for scene in shared.scenes] == [scene.id for scene in whole.scenes if not scene.is_hidden]
    assert shared.excerpts == whole.excerpts and shared.links == whole.links and shared.claims == whole.claims
    assert [scene.view for scene in shared.scenes] == [scene.view for scene in whole.scenes if not scene.is_hidden]
    assert shareable(shared, {}).briefing == shared


def test_a_document_without_anything_private_is_for_the_audience_as_it_is() -> None:
    plain = Briefing(title={"en": "A"}, scenes=(Scene(id="s1", kind="title", notes={"en": "N"}),))
    assert for_audience(plain) is plain


@pytest.mark.parametrize("made", [png(MARK), jpeg(MARK)], ids=["png", "jpeg"])
def test_a_picture_keeps_its_pixels_and_nothing_else(made: bytes) -> None:
    assert MARK.encode() in made
    bare = bare_picture(made)
    assert MARK.encode() not in bare
    with Image.open(io.BytesIO(made)) as before, Image.open(io.BytesIO(bare)) as after:
        assert before.size == after.size and before.format == after.format and not after.getexif()
        colours = zip(before.convert("RGB").getpixel((4, 4)), after.convert("RGB").getpixel((4, 4)), strict=True)  # type: ignore[arg-type]
        assert all(abs(was - now) < 6 for was, now in colours)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("see C:\\Users\\Ann Lee\\a b.txt now", "see … b.txt now"),
        ("see file:///home/ann/a.pdf now", "see … now"),
        ("see \\\\server\\share\\a.txt", "see …"),
        ("at /home/ann/a.pdf, /Users/x/y and ~/z", "at … … and …"),
        ("and/or 5/6 https://example.org/home/a http://x.y/Users/z km/h", None),
        ("a: b C: drive, ratio 1:2", None),
    ],
)
def test_paths_of_this_computer_are_taken_out_of_texts_and_addresses_stay(text: str, kept: str | None) -> None:
    assert without_paths(text) == (text if kept is None else kept)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes=st.lists(st.text(min_size=4, max_size=12), min_size=1, max_size=3))
def test_no_note_of_any_kind_is_in_a_copy(notes: list[str]) -> None:
    scenes = tuple(
        Scene(id=f"s{at}", kind="title", notes={"en": f"{MARK}{note}", "ja": f"{note}{MARK}"})
        for at, note in enumerate(notes)
    )
    assert MARK.encode() not in msgspec.json.encode(shareable(Briefing(scenes=scenes), {}).briefing)


@pytest.fixture
def parcel(atlas: Atlas, measures: Measures) -> Parcel:
    """Return the shipped briefing, to be packed in Indonesian."""
    opened = read_briefing(SHIPPED)
    return parcel_of("asia", opened.briefing, opened.media, atlas, measures, "id", TODAY)


@pytest.mark.parametrize("target", ["asia-pack", "asia-pack.zip"])
def test_a_package_holds_the_document_a_report_in_the_language_and_right_checksums(
    parcel: Parcel, tmp_path: Path, target: str
) -> None:
    work = tmp_path / "work"
    work.mkdir()
    contents = fill(work, parcel)
    (work / "asia.pdf").write_bytes(b"%PDF-1.7")
    contents.files.append("asia.pdf")
    contents.missing.append("Film: tidak ada.")
    close(work, parcel, contents)
    hand_over(work, tmp_path / target, contents, parcel.show)
    folder = tmp_path / target
    if target.endswith(".zip"):
        with zipfile.ZipFile(folder) as archive:
            assert archive.testzip() is None
            archive.extractall(tmp_path / "out")
        folder = tmp_path / "out" / "asia-pack"
    assert sorted(path.name for path in folder.iterdir()) == sorted(contents.files)
    for line in (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert read_briefing(folder / "asia.briefing").briefing == parcel.briefing
    report = (folder / REPORT).read_text(encoding="utf-8-sig")
    assert parcel.show.title in report and parcel.show.border_policy in report and "2026-11-24" in report
    assert "asia.briefing" in report and "Film: tidak ada." in report and "EGINDO" in report


def test_a_shareable_package_has_no_notes(atlas: Atlas, measures: Measures, tmp_path: Path) -> None:
    briefing, media = with_secrets()
    parcel = parcel_of("open", briefing, media, atlas, measures, "en", TODAY, is_shareable=True)
    work = tmp_path / "work"
    work.mkdir()
    contents = fill(work, parcel)
    close(work, parcel, contents)
    for name in contents.files:
        data = everything_in(work / name) if name.endswith(".briefing") else (work / name).read_bytes()
        assert MARK.encode() not in data, name
