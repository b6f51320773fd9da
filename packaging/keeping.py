"""What of all that PyInstaller collects goes into the bundle; the rules know paths alone, so that tests can ask them.

Qt brings much that a program of widgets and one web view never loads; Debian brings the libraries that the package
declares. `caspian-atlas.spec` asks here, `tests/packaging` holds it to it.
"""

from __future__ import annotations

import re

QT_LIBRARIES = frozenset(
    re.findall(
        r"\w+",
        """Core DBus Gui Network OpenGL Positioning PrintSupport Qml QmlMeta QmlModels QmlWorkerScript Quick
        QuickWidgets Svg WaylandClient WaylandEglClientHwIntegration WebChannel WebEngineCore WebEngineWidgets Widgets
        WlShellIntegration XcbQpa""",
    )
)
"""What QtWebEngineWidgets, our own imports and the platform plugins are linked to (``ldd``), and no more."""

LOCALES = frozenset(("en-US.pak", "id.pak", "ja.pak"))
"""Chromium's texts, in the languages that the program speaks."""

QT_TEXTS = re.compile(r"(qtbase|qt)_(ja|en)\.qm$")
"""Qt's own texts; there are none in Indonesian."""

PLUGINS_LEFT_OUT = re.compile(
    r"/plugins/(?:egldeviceintegrations|generic|position|qmltooling|networkinformation|printsupport|sqldrivers|multimedia"
    r"|texttospeech|virtualkeyboard|assetimporters|renderers|sceneparsers|geometryloaders|canbus|designer|webview"
    r"|platforms/(?:lib)?q(?:vnc|linuxfb|eglfs|minimalegl|directfb|vkkhrdisplay|minimal\.)"
    r"|platformthemes/libqgtk3|imageformats/(?:lib)?q(?:pdf|tga|tiff|wbmp))"
)
"""Plugins for devices without a desktop, for modules that are not there, and GTK, which half of all desktops lack."""

BABEL_LOCALES = re.compile(r"babel/locale-data/(?:LICENSE\.unicode|(?:root|en|id|ja)(?:_\w+)?\.dat)$")

PYTHON = re.compile(r"libpython\d")
"""The one library of a Debian that runs the building Python which goes into the bundle: another Debian has another."""

LEFT_OUT = re.compile(
    r"""
    (?:^|/)qtwebengine_devtools_resources(?:\.debug)?\.pak$
    | (?:^|/)v8_context_snapshot\.debug\.bin$
    | \.debug\.pak$
    | (?:^|/)lib(?:freebl\w*|nssdbm\d|softokn\d)\.chk$      # seals of libraries that stay with the system
    | ^PySide6/Qt(?:DBus|OpenGL|Positioning|Qml|Quick|QuickWidgets)\.(?:abi3\.so|pyd)$  # of Qt's own use
    | ^(?:PySide6/)?(?:lib)?pyside6qml[.\w]*$
    | platforminputcontexts/(?:lib)?qtvirtualkeyboard
    | ^rapidfuzz/.*_avx2\.                                  # a second copy of each; the plain one is quick enough
    | ^pylopdf_fonts_jp/NotoSerifJP
    | ^js_lib_leaflet/.*(?:leaflet-src[^/]*|\.map|esm[^/]*\.js)$
    | ^(?:pillow\.libs/)?lib(?:harfbuzz|freetype|lcms2)-    # of the parts of Pillow that are left out below
    | ^lxml/(?:objectify|sax|builder)\.
    | ^PIL/_(?:avif|imagingcms|imagingtk|imagingft)\.
    | (?:^|/)(?:Qt/)?qml/
    | (?:^|/)(?:lib)?(?:av(?:codec|device|filter|format|util)|sw(?:resample|scale))[.\d-]  # for QtMultimedia, not used
    | ^matplotlib/mpl-data/(?:sample_data|images|plot_directive|stylelib|kpsewhich\.lua)
    | ^matplotlib/mpl-data/fonts/(?:afm|pdfcorefonts)/
    | ^matplotlib/mpl-data/fonts/ttf/(?!DejaVuSans\.ttf|LICENSE)
    | \.dist-info/(?:RECORD|INSTALLER|REQUESTED|WHEEL|direct_url\.json|top_level\.txt|entry_points\.txt|sboms/)
    | (?:^|/)tests?/
    | \.(?:pyi|pxd|pyx|h|hpp|c|cpp)$
    """,
    re.VERBOSE,
)


def keeps(destination: str) -> bool:
    """Tell whether a collected file is needed, by its path in the bundle."""
    path = destination.replace("\\", "/")
    name = path.rpartition("/")[2]
    if path.startswith(("data/", "maps/", "ui/")):
        return True  # our own
    if "qtwebengine_locales/" in path:
        return name in LOCALES
    if re.search(r"(?:^|/)PySide6/(?:Qt/)?translations/", path):
        return bool(QT_TEXTS.match(name))
    if path.startswith("babel/locale-data/"):
        return bool(BABEL_LOCALES.search(path))
    library = re.match(r"(?:lib)?Qt6(\w+?)(?:\.so[.\d]*|\.dll)$", name) or re.search(r"/Qt(\w+)\.framework/", path)
    if library:
        return library[1] in QT_LIBRARIES
    return not (LEFT_OUT.search(path) or PLUGINS_LEFT_OUT.search(path))


def is_the_systems(destination: str, source: str) -> bool:
    """Tell whether a library is the building Linux's own, to be installed beside the program by its package manager.

    A copy of NSS, GLib or X11 in the bundle would neither get Debian's security updates nor suit the other half of the
    system's libraries.
    """
    if not re.match(r"/(?:usr/)?lib(?:64|/)", source) or PYTHON.match(destination.rpartition("/")[2]):
        return False
    return "/python3" not in source
