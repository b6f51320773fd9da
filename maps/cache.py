"""The page and the measures, made once and kept: importing folium, shapely and geopy costs a second.

The key covers the facts, this program's own files that decide the result, and the versions
of the packages involved; anything else never goes stale. A cache that cannot be read or
written is made anew, in memory if need be.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from data.atlas import Atlas
from data.reading import FILES
from maps.measures import Measures, keep

log = logging.getLogger(__name__)

PACKAGES = ("folium", "branca", "shapely", "geopy", "django-js-lib-leaflet")
HERE = Path(__file__).parent
SHIPPED = HERE / "page.json.gz"
"""In a bundle: the page as it was made when the bundle was; the first start is as quick as any other."""
CODE = HERE / "code.sha256"
"""In a bundle, which has no source files: what ``code_digest`` returned when it was made."""


@dataclass(frozen=True)
class Prepared:
    """What the cache holds: the page's HTML and script, its drawing, and the measures."""

    html: str
    script: str
    drawing: str
    measures: Measures


def prepare(atlas: Atlas, folder: Path | None) -> Prepared:
    """Return what the page needs, from the cache in ``folder`` if it is fresh, else made anew and kept there."""
    key = cache_key()
    found = _found(folder, key)
    if found:
        keep(found.measures)
        return found
    made = make(atlas)
    keep(made.measures)
    if folder:
        _write(folder / "page.json.gz", key, made)
    return made


def kept(folder: Path) -> Prepared | None:
    """Return what the cache in ``folder`` holds, if it is there and fresh."""
    return _found(folder, cache_key())


def _found(folder: Path | None, key: str) -> Prepared | None:
    return _read(SHIPPED, key) or (_read(folder / "page.json.gz", key) if folder else None)


def make(atlas: Atlas) -> Prepared:
    """Render the page with folium and measure the network: slow."""
    from maps.drawing import drawing
    from maps.measure import measure
    from maps.page import render_page

    page = render_page()
    text = json.dumps(drawing(atlas), ensure_ascii=False, separators=(",", ":"))
    return Prepared(page.html, page.script, text, measure(atlas))


def cache_key() -> str:
    """Return a digest of everything that decides the result."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    files = [path for path in FILES.rglob("*") if path.suffix in {".json", ".geojson", ".mo"}]
    _add(digest, files)
    digest.update(CODE.read_bytes() if CODE.is_file() else code_digest().encode())
    return digest.hexdigest()


def code_digest() -> str:
    """Return a digest of this program's own code that decides the result."""
    code = [path for folder in (HERE, FILES.parent, HERE / "layers") for path in folder.glob("*.py")]
    digest = hashlib.sha256()
    _add(digest, code)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, files: Iterable[Path]) -> None:
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())


def _read(path: Path, key: str) -> Prepared | None:
    try:
        raw = json.loads(gzip.decompress(path.read_bytes()))
        if raw["key"] != key:
            return None
        return Prepared(raw["html"], raw["script"], raw["drawing"], Measures.from_json(raw["measures"]))
    except FileNotFoundError:
        return None
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        log.warning("The cache %s cannot be read (%s); it is made again.", path, error)
        return None


def _write(path: Path, key: str, made: Prepared) -> None:
    raw = {
        "key": key,
        "html": made.html,
        "script": made.script,
        "drawing": made.drawing,
        "measures": made.measures.to_json(),
    }
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(gzip.compress(json.dumps(raw).encode(), compresslevel=1))
        fresh.replace(path)
    except OSError as error:
        log.warning("The cache %s cannot be written (%s); the next start will be slower.", path, error)
