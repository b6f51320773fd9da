"""What the packages promise to a system: entries, kinds of files, icons, versions, dependencies, and what is kept."""

from __future__ import annotations

import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
from PIL import Image

from data.version import VERSION
from maps.address import static_files

PACKAGING = Path(__file__).parent.parent.parent / "packaging"
LINUX = PACKAGING / "linux"
MIME = "application/x-caspian-briefing"
OWN = ("bundle", "icons", "keeping", "licences", "needs", "deb")


@pytest.fixture(scope="module")
def packaging() -> Iterator[dict[str, ModuleType]]:
    """Return the modules of the folder, which is no package: one of that name is installed."""
    sys.path.insert(0, str(PACKAGING))
    try:
        yield {name: import_module(name) for name in OWN}
    finally:
        sys.path.remove(str(PACKAGING))
        for name in OWN:
            sys.modules.pop(name, None)


def test_the_desktop_entry_is_valid_and_takes_several_files() -> None:
    text = (LINUX / "caspian-atlas.desktop").read_text(encoding="utf-8")
    assert "Exec=caspian-atlas %F\n" in text
    assert f"MimeType={MIME};\n" in text
    if shutil.which("desktop-file-validate"):
        done = subprocess.run(
            ["desktop-file-validate", str(LINUX / "caspian-atlas.desktop")], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout) == (0, "")


def test_the_kind_of_file_is_named_in_three_languages_with_its_ending() -> None:
    space = {"": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = ElementTree.parse(LINUX / "caspian-atlas.xml").getroot().find("mime-type", space)  # noqa: S314  our own file
    assert kind is not None
    assert kind.get("type") == MIME
    assert [glob.get("pattern") for glob in kind.findall("glob", space)] == ["*.briefing"]
    assert len(kind.findall("comment", space)) == 3


def test_the_metainfo_names_the_entry_the_kind_and_this_version() -> None:
    path = LINUX / "caspian-atlas.metainfo.xml"
    root = ElementTree.parse(path).getroot()  # noqa: S314  our own file
    release = root.find("releases/release")
    assert release is not None
    assert release.get("version") == VERSION
    assert root.findtext("launchable") == "caspian-atlas.desktop"
    assert root.findtext("provides/mediatype") == MIME
    if shutil.which("appstreamcli"):
        done = subprocess.run(
            ["appstreamcli", "validate", "--no-net", str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_icons_are_drawn_in_every_size_with_sea_land_and_route(
    packaging: dict[str, ModuleType], tmp_path: Path
) -> None:
    icons = packaging["icons"]
    icons.write_pngs(tmp_path)
    assert len(list(tmp_path.rglob("*.png"))) == 2 * len(icons.SIZES)
    for size in icons.SIZES:
        with Image.open(tmp_path / f"{size}x{size}" / "apps" / "caspian-atlas.png") as picture:
            assert picture.size == (size, size)
            pixels = [pixel for _, pixel in picture.getcolors(size * size) or () if isinstance(pixel, tuple)]
            assert any(pixel[3] == 0 for pixel in pixels), "no transparent corner"
            for colour in ((31, 111, 148), (240, 230, 205), (194, 64, 31)):
                assert any(max(abs(a - b) for a, b in zip(colour, pixel[:3], strict=True)) < 40 for pixel in pixels)
    icons.write_ico(tmp_path / "it.ico")
    icons.write_icns(tmp_path / "it.icns")
    with Image.open(tmp_path / "it.ico") as picture:
        assert picture.info["sizes"] == {(size, size) for size in icons.WINDOWS_SIZES}
    with Image.open(tmp_path / "it.icns") as picture:
        assert {width * scale for width, _, scale in picture.info["sizes"]} >= {32, 64, 128, 256, 512, 1024}


def test_what_the_program_loads_is_kept(packaging: dict[str, ModuleType]) -> None:
    keeps = packaging["keeping"].keeps
    packages = Path(next(path for path in sys.path if path.endswith("site-packages")))
    ours = [path.relative_to(packages) for path in static_files().values() if path.is_relative_to(packages)]
    assert len(ours) > 6
    needed = [
        *(path.as_posix() for path in ours),
        "data/files/relief.mbtiles",
        "maps/web/bridge.js",
        "maps/page.json.gz",
        "ui/icons/home.svg",
        "PySide6/QtWebEngineWidgets.abi3.so",
        "PySide6/QtSvg.abi3.so",
        "PySide6/Qt/lib/libQt6WebEngineCore.so.6",
        "PySide6/Qt/lib/libicudata.so.73",
        "PySide6/Qt/libexec/QtWebEngineProcess",
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/Qt/resources/qtwebengine_resources.pak",
        "PySide6/Qt/translations/qtwebengine_locales/ja.pak",
        "PySide6/Qt/translations/qtbase_ja.qm",
        "babel/locale-data/ja_JP.dat",
        "babel/global.dat",
        "branca/templates/color_scale.js",
        "folium-0.20.0.dist-info/METADATA",
        "fudgeo/geopkg.sql",
        "matplotlib/mpl-data/matplotlibrc",
        "numpy.libs/libscipy_openblas64_-32a4b2a6.so",
        "pptx/templates/default.pptx",
        "rustworkx/rustworkx.abi3.so",
        r"PySide6\Qt6WebEngineCore.dll",
        r"PySide6\plugins\platforms\qwindows.dll",
        "PySide6/Qt/lib/QtWebEngineCore.framework/Versions/A/Helpers/QtWebEngineProcess.app/Contents/Info.plist",
    ]
    assert [path for path in needed if not keeps(path)] == []


def test_what_it_never_loads_is_left_out(packaging: dict[str, ModuleType]) -> None:
    keeps = packaging["keeping"].keeps
    useless = [
        "PySide6/Qt/lib/libQt6Quick3D.so.6",
        "PySide6/Qt/qml/QtQuick/qmldir",
        "PySide6/Qt/resources/qtwebengine_devtools_resources.pak",
        "PySide6/Qt/translations/qtwebengine_locales/de.pak",
        "PySide6/Qt/lib/libavcodec.so.61",
        r"PySide6\avcodec-61.dll",
        "PySide6/Qt/lib/QtCharts.framework/Versions/A/QtCharts",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "babel/locale-data/de.dat",
        "matplotlib/mpl-data/sample_data/topobathy.npz",
        "pylopdf_fonts_jp/NotoSerifJP-Regular.otf",
    ]
    assert [path for path in useless if keeps(path)] == []


def test_libraries_of_the_building_system_stay_there_but_for_its_python(packaging: dict[str, ModuleType]) -> None:
    is_the_systems = packaging["keeping"].is_the_systems
    assert is_the_systems("libnss3.so", "/usr/lib/x86_64-linux-gnu/libnss3.so")
    assert is_the_systems("libssl.so.3", "/lib/x86_64-linux-gnu/libssl.so.3")
    assert not is_the_systems("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert not is_the_systems("numpy/x.so", "/usr/lib/python3/dist-packages/numpy/x.so")
    assert not is_the_systems("libQt6Core.so.6", "/home/me/.venv/lib/python3.11/site-packages/PySide6/Qt/lib/x.so")


def test_the_package_asks_for_all_that_the_program_looks_for(packaging: dict[str, ModuleType]) -> None:
    from ui.preflight import LIBRARIES, X11_LIBRARIES

    asked = {name for part in packaging["needs"].depends().split(", ") for name in part.split(" | ")}
    assert {*LIBRARIES.values(), *X11_LIBRARIES.values()} <= asked
    assert {"libglib2.0-0", "libglib2.0-0t64", "libasound2t64", "libssl3t64"} <= asked


def test_every_package_of_the_bundle_brings_its_licence(packaging: dict[str, ModuleType], tmp_path: Path) -> None:
    licences = packaging["licences"]
    licences.collect(tmp_path)
    index = (tmp_path / "INDEX.txt").read_text(encoding="utf-8")
    for name in licences.packages():
        assert f"\n{name} " in index
    for name in ("folium/LICENSE.txt", "shapely/LICENSE_GEOS", "QT.txt", "LGPL-3.0.txt", "NOTICE", "SOURCES.md"):
        assert (tmp_path / name).stat().st_size > 300, name


def test_the_man_page_names_every_option_that_a_user_may_give() -> None:
    page = (LINUX / "caspian-atlas.1").read_text(encoding="utf-8").replace("\\-", "-")
    for option in ("--check", "--present", "--still", "--export", "--find", "--route", "--lang", "--version", "--help"):
        assert option in page


def test_the_resources_of_the_other_systems_are_well_formed(packaging: dict[str, ModuleType]) -> None:
    resource = packaging["bundle"].version_resource()
    assert "@" not in resource
    assert f"'ProductVersion', '{VERSION}'" in resource
    compile(resource, "version.txt", "eval")
    installer = (PACKAGING / "windows" / "installer.iss").read_text(encoding="utf-8")
    assert re.search(r'CaspianAtlas\.briefing.*"', installer)
    for path in (PACKAGING / "macos").glob("*.entitlements"):
        assert plistlib.loads(path.read_bytes())
