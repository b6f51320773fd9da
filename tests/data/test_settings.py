"""Settings: read with care, written whole."""

from pathlib import Path

import pytest

from data.settings import Settings, folders, load_settings, save_settings, system_language


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    kept = Settings(language="ja", theme="dark", safe_graphics=True)
    save_settings(path, kept)
    assert load_settings(path) == (kept, None)
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == (Settings(), None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 100,
        b"[]",
        b'{"language": "xx"}',
        b'{"theme": 3}',
        b'{"safe_graphics": 1}',
        b'{"safe_graphics": "yes"}',
        b'{"language": {}}',
        b"[" * 30_000,
        b'{"language": "' + b"a" * 100_000 + b'"}',
    ],
)
def test_a_broken_file_is_set_aside_and_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    settings, fault = load_settings(path)
    assert settings == Settings()
    assert fault
    assert "settings.json is broken" in fault
    assert (tmp_path / "settings.broken").read_bytes() == content
    assert load_settings(path) == (Settings(), None), "the next start is quiet"


def test_what_a_newer_version_added_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"language": "id", "future": [1, 2]}', encoding="utf-8")
    assert load_settings(path) == (Settings(language="id"), None)


@pytest.mark.expects_log
def test_a_folder_that_cannot_be_written_is_logged_and_not_raised(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    save_settings(blocked / "settings.json", Settings())


def test_the_language_follows_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert system_language() == "ja"
    monkeypatch.setenv("LC_ALL", "id_ID")
    assert system_language() == "id"
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert system_language() == "en"
    monkeypatch.setenv("LC_ALL", "C")
    assert system_language() == "en"


def test_folders_stay_under_one_home_if_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASPIAN_ATLAS_HOME", str(tmp_path))
    places = folders()
    assert {places.config.parent, places.cache.parent, places.state.parent} == {tmp_path}
