"""A briefing is written whole or not at all, and read back as it was."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from data.atlas import Atlas
from data.briefing.reading import read_briefing
from data.briefing.value import Briefing, Camera, Claim, Scene, View
from data.briefing.writing import backup_of, document_of, packed, write_briefing
from data.errors import BriefingSaveError
from tests.data.briefing_samples import briefings, picture, sample

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def media() -> dict[str, bytes]:
    return {"media/scene-1.png": picture()}


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_read_is_what_was_written(atlas: Atlas, media: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "出口.briefing"
    write_briefing(path, sample(atlas), media)
    opened = read_briefing(path)
    assert opened.briefing == sample(atlas)
    assert opened.media == media
    assert not opened.is_newer
    assert opened.problems == ()
    assert listed(tmp_path) == ["出口.briefing"]


@given(briefings())
@settings(max_examples=60, deadline=None)
def test_any_briefing_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, briefing: Briefing) -> None:
    path = tmp_path_factory.getbasetemp() / "any.briefing"
    write_briefing(path, briefing)
    assert read_briefing(path).briefing == briefing


def test_the_same_briefing_gives_the_same_bytes(atlas: Atlas, media: dict[str, bytes], tmp_path: Path) -> None:
    first = packed(tmp_path, sample(atlas), media)
    path = tmp_path / "a.briefing"
    path.write_bytes(first)
    assert packed(path, read_briefing(path).briefing, dict(reversed(media.items()))) == first


def test_the_document_in_it_can_be_read_in_a_diff(atlas: Atlas, media: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "a.briefing"
    write_briefing(path, sample(atlas), media)
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["briefing.json", "media/scene-1.png"]
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
        text = archive.read("briefing.json").decode()
    lines = text.splitlines()
    assert '"bounds": [44, 36.5, 58.25, 48]' in text
    assert "出口" in text
    assert lines[1:3] == [' "format": "caspian-briefing",', ' "version": 1,']
    assert len(lines) > 1_000
    changed = document_of(replace(sample(atlas), title={"en": "Another way out", "ja": "出口"})).splitlines()
    assert sum(old != new for old, new in zip(lines, changed, strict=True)) == 1


def test_the_file_before_is_kept_as_backup_with_its_permissions(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "a.briefing"
    write_briefing(path, Briefing(title={"en": "first"}))
    path.chmod(0o640)
    for number in range(3):
        before = path.read_bytes()
        write_briefing(path, replace(sample(atlas), title={"en": str(number)}))
        assert backup_of(path).read_bytes() == before
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert listed(tmp_path) == ["a.briefing", "a.briefing.bak"]
    assert read_briefing(backup_of(path)).briefing.title == {"en": "1"}


def test_a_link_stays_a_link_and_what_it_points_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    target, link = tmp_path / "stick" / "a.briefing", tmp_path / "b.briefing"
    write_briefing(target, Briefing())
    link.symlink_to(target)
    write_briefing(link, Briefing(title={"en": "new"}))
    assert link.is_symlink()
    assert read_briefing(target).briefing.title == {"en": "new"}
    assert listed(tmp_path / "stick") == ["a.briefing", "a.briefing.bak"]


def test_what_a_killed_save_left_behind_is_swept_by_the_next(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".a-0123abcd.part", tmp_path / ".a-89abcdef.part"
    left.write_bytes(b"half")
    fresh.write_bytes(b"another program is writing")
    os.utime(left, (1, 1))
    write_briefing(tmp_path / "a.briefing", Briefing())
    assert listed(tmp_path) == [".a-89abcdef.part", "a.briefing"]


def test_a_vanished_folder_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(
        BriefingSaveError, match=r"a\.briefing was not saved: its folder is no longer there\. Put the stick"
    ):
        write_briefing(tmp_path / "stick" / "a.briefing", Briefing())
    assert listed(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes have names there")
def test_a_folder_or_pipe_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.briefing").mkdir()
    os.mkfifo(tmp_path / "b.briefing")
    for name in ("a.briefing", "b.briefing"):
        with pytest.raises(BriefingSaveError, match="a folder or a device has this name"):
            write_briefing(tmp_path / name, Briefing())
    assert listed(tmp_path) == ["a.briefing", "b.briefing"]
    with pytest.raises(BriefingSaveError, match="no file can have this name"):
        write_briefing(tmp_path / "a\0b", Briefing())
    with pytest.raises(BriefingSaveError, match="its name is too long"):
        write_briefing(tmp_path / ("a" * 300), Briefing())


CHILD = """
import os, sys
from pathlib import Path
from data.briefing.value import Briefing
from data.briefing.writing import write_briefing
from data.errors import BriefingSaveError
{before}
try:
    write_briefing(Path(sys.argv[1]), Briefing(title={{"en": "new " * 20_000}}), {{}})
except BriefingSaveError as error:
    print(error)
"""


def in_child(before: str, path: Path) -> str:
    """Return what a process of its own says after saving under a restriction."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD.format(before=before), str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are not known there")
def test_a_disk_that_takes_no_more_leaves_the_old_file_as_it_was(atlas: Atlas, tmp_path: Path) -> None:
    path = tmp_path / "a.briefing"
    write_briefing(path, sample(atlas))
    before = path.read_bytes()
    said = in_child("import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))", path)
    assert "a.briefing was not saved: the disk takes no file as large as this. The briefing is still open" in said
    assert path.read_bytes() == before
    assert listed(tmp_path) == ["a.briefing"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_is_said_and_the_old_file_is_as_it_was(atlas: Atlas, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=False, capture_output=True
    ).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        path = disk / "a.briefing"
        write_briefing(path, Briefing(title={"en": "old"}))
        before = path.read_bytes()
        with pytest.raises(BriefingSaveError, match=r"the disk is full\. Make room"):
            write_briefing(path, sample(atlas), {"media/a.png": picture() + os.urandom(100_000)})
        assert path.read_bytes() == before
        assert listed(disk) == ["a.briefing"]
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(BriefingSaveError, match="may not be written to"):
            write_briefing(path, sample(atlas))
        assert path.read_bytes() == before
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are others there")
def test_a_folder_or_file_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / "a.briefing"
    write_briefing(path, Briefing())
    before = path.read_bytes()
    nobody = "os.geteuid() or os.setuid(65534)"
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(parent.stat().st_mode | 0o055)
    folder.chmod(0o555)
    path.chmod(0o666)
    assert "the folder may not be written to. The briefing is still open" in in_child(nobody, path)
    folder.chmod(0o777)
    path.chmod(0o444)
    assert "the file is write-protected" in in_child(nobody, path)
    assert path.read_bytes() == before
    assert listed(folder) == ["a.briefing"]
    folder.chmod(0o755)


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    wide = Scene(id="s", view=View(camera=Camera(bounds=(0, 0, 400, 1)), parts=()))
    bad: list[tuple[Briefing, dict[str, bytes], str]] = [
        (Briefing(scenes=(wide,)), {}, r"scenes\[0\]\.view\.camera\.bounds\[2\]: expected a number <= 360"),
        (Briefing(title={"en": "x" * 200_001}), {}, r"title\.en: expected a text of length <= 200000"),
        (Briefing(claims=(Claim(id="c", about="KZ", measure="m", text={}, value=float("nan")),)), {}, "not finite"),
        (Briefing(), {"media/a.png": b"GIF89a"}, r"media/a\.png: it is neither a PNG nor a JPEG picture"),
        (Briefing(), {"../a.png": picture()}, "only pictures belong there"),
        (Briefing(), {"media/a.png": picture(), "media/A.png": picture()}, "the same name"),
    ]
    for briefing, media, said in bad:
        with pytest.raises(BriefingSaveError, match=said):
            write_briefing(tmp_path / "a.briefing", briefing, media)
    assert listed(tmp_path) == []


def test_letters_that_are_none_do_not_hinder_saving(tmp_path: Path) -> None:
    write_briefing(tmp_path / "a.briefing", Briefing(title={"en": "half \ud83d a face"}))
    assert read_briefing(tmp_path / "a.briefing").briefing.title == {"en": "half ? a face"}


def test_a_text_that_repeats_itself_is_no_zip_bomb_to_the_reader(tmp_path: Path) -> None:
    briefing = Briefing(title={"en": "a" * 190_000, "id": "a" * 190_000, "ja": "a" * 190_000})
    write_briefing(tmp_path / "a.briefing", briefing)
    assert read_briefing(tmp_path / "a.briefing").briefing == briefing


def test_every_way_a_disk_can_fail_has_a_sentence_of_its_own() -> None:
    from data.briefing.writing import _REASONS

    for number in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.ENOENT, errno.EIO):
        reason, way_out = _REASONS[number]
        assert reason
        assert way_out.endswith(".")
