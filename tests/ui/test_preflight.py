"""What the system lacks is told in one line, before Qt could abort."""

import pytest

from ui import preflight


def test_nothing_is_said_where_nothing_is_missing() -> None:
    assert preflight.complaint({"QT_QPA_PLATFORM": "offscreen"}, "linux") is None
    assert preflight.complaint({}, "win32") is None


def test_a_missing_display_is_named() -> None:
    text = preflight.complaint({}, "linux")
    assert text
    assert "no display" in text
    assert "\n" not in text


def test_missing_libraries_are_named_with_their_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(preflight.LIBRARIES, "libnosuchlibrary.so.9", "libnosuch9")
    monkeypatch.setitem(preflight.X11_LIBRARIES, "libnoxlibrary.so.1", "libnox1")
    offscreen = preflight.complaint({"QT_QPA_PLATFORM": "offscreen"}, "linux")
    assert offscreen
    assert offscreen.startswith("Caspian Atlas needs system libraries")
    assert "libnosuch9" in offscreen
    assert "libnox1" not in offscreen
    on_x11 = preflight.complaint({"DISPLAY": ":0"}, "linux")
    assert on_x11
    assert "libnox1" in on_x11
    assert "\n" not in on_x11


def test_the_readme_names_all_packages() -> None:
    from pathlib import Path

    readme = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
    for package in (*preflight.LIBRARIES.values(), *preflight.X11_LIBRARIES.values()):
        assert f" {package}" in readme, package
