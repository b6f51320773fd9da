"""Where the page lives, and which files it may be given.

The page is served under a scheme of its own, never from ``file://``, and only from the
whitelist below: a path that is not in it does not exist.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from data.errors import MissingPackageError

SCHEME = "atlas"
HOST = "app"
ROOT = f"{SCHEME}://{HOST}/"
URL = f"{ROOT}index.html"

CSP = "; ".join(
    (
        "default-src 'none'",
        f"script-src {SCHEME}:",
        f"style-src {SCHEME}: 'unsafe-inline'",
        f"img-src {SCHEME}: data:",
        f"font-src {SCHEME}:",
        f"connect-src {SCHEME}:",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""The Content-Security-Policy sent with the page: nothing but the scheme, no inline script."""

WEB = Path(__file__).parent / "web"

SCRIPTS = (
    "state.js",
    "vector.js",
    "look.js",
    "mercator.js",
    "symbols.js",
    "stamps.js",
    "swatches.js",
    "lines.js",
    "items.js",
    "sheet.js",
    "writing.js",
    "labels.js",
    "placing.js",
    "arrows.js",
    "controls.js",
    "legend.js",
    "camera.js",
    "pointer.js",
    "colouring.js",
    "ways.js",
    "markshapes.js",
    "marks.js",
    "waykey.js",
    "banner.js",
    "tool.js",
    "own.js",
    "heading.js",
    "passage.js",
    "layout.js",
    "mirror.js",
    "ink.js",
    "pen.js",
    "pointing.js",
    "online.js",
    "measured.js",
    "relief.js",
    "studio.js",
    "paper.js",
    "shapes.js",
    "film.js",
    "bridge.js",
    "start.js",
)
"""The page's own scripts in the order in which they are loaded."""

STYLES = (
    "atlas.css",
    "controls.css",
    "legend.css",
    "tool.css",
    "ways.css",
    "heading.css",
    "passage.css",
    "ink.css",
    "look.css",
    "studio.css",
)

LEAFLET_SCRIPT = "leaflet/leaflet.js"
LEAFLET_STYLE = "leaflet/leaflet.css"
CHANNEL_SCRIPT = "qwebchannel.js"
"""Served from Qt's own resources, so it is not among the static files."""

FONTS = {
    "fonts/NotoSans.ttf": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "fonts/NotoSans-Italic.ttf": ("fontpkg_noto_sans", "files/NotoSans-Italic[wdth,wght].ttf"),
    "fonts/NotoSansJP-Regular.otf": ("pylopdf_fonts_jp", "NotoSansJP-Regular.otf"),
}
"""Address of each font and where its package keeps it; the Latin ones are variable (all weights in one file)."""


def static_files() -> dict[str, Path]:
    """Return every static file of the page: path below ROOT (without a leading slash) -> file.

    Raises
    ------
    MissingPackageError
        If a package that brings files is not installed, or no longer brings them.
    """
    leaflet = _package("js_lib_leaflet") / "static" / "js_lib_leaflet"
    found = {f"leaflet/{name}": leaflet / name for name in ("leaflet.js", "leaflet.css")}
    found |= {f"leaflet/images/{image.name}": image for image in sorted((leaflet / "images").glob("*.png"))}
    found |= {f"web/{name}": WEB / name for name in (*SCRIPTS, *STYLES)}
    found |= {address: _package(package) / name for address, (package, name) in FONTS.items()}
    for address, path in found.items():
        if not path.is_file():
            package = FONTS[address][0] if address in FONTS else path.parent.name
            raise MissingPackageError(package.replace("_", "-"), path.name)
    return found


def font_files() -> tuple[Path, ...]:
    """Return the fonts' files, the Latin ones first, for the widgets around the map."""
    return tuple(_package(package) / name for package, name in FONTS.values())


def _package(name: str) -> Path:
    """Return the folder of an installed package without importing it (js_lib_leaflet would ask for Django)."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise MissingPackageError(name, "the folder")
    return Path(next(iter(spec.submodule_search_locations)))
