"""Is everything there to present? One finding per thing, with the way out where it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.articles import Article
from data.atlas import Atlas, load_atlas
from data.errors import AtlasError
from data.reading import FILES
from data.texts import LANGUAGE_NAMES
from data.tiles import Tiles
from maps.address import static_files

SHOWN_PROBLEMS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is ready, and the figures or the fault."""

    what: str
    is_ready: bool
    text: str

    def __str__(self) -> str:
        """Return the line that ``--check`` prints."""
        return f"{'ok  ' if self.is_ready else 'FAIL'} {self.what}: {self.text}"


def findings() -> Iterator[Finding]:
    """Yield what is ready and what is not; needs no window but a Qt application for the fonts."""
    yield _facts()
    yield _data()
    yield _tiles()
    yield _assets()
    yield from _texts()
    yield _fonts()


def _facts() -> Finding:
    try:
        atlas = load_atlas()
    except AtlasError as error:
        return Finding("facts", False, str(error))
    return Finding("facts", True, f"{_counts(atlas)}, {_articles(atlas.articles)}")


def _data() -> Finding:
    """Tell whether the facts are sound: what could be shown, but should not."""
    from data.checks import file_problems, problems
    from data.derived import altered_files

    try:
        altered = altered_files()
        if altered:
            return Finding("data", False, f"not as installed: {', '.join(altered)}. Install the program again.")
        found = [*file_problems(), *problems(load_atlas())]
    except AtlasError:
        return Finding("data", False, "not checked: the facts cannot be read")
    if found:
        more = f" … and {len(found) - SHOWN_PROBLEMS} more" if len(found) > SHOWN_PROBLEMS else ""
        return Finding("data", False, "; ".join(map(str, found[:SHOWN_PROBLEMS])) + more)
    return Finding("data", True, "ids, links, places, sources, texts and dates are in order")


def _counts(atlas: Atlas) -> str:
    return (
        f"{len(atlas.deposits)} deposits, {len(atlas.nodes)} places, {len(atlas.legs)} legs, "
        f"{len(atlas.corridors)} corridors, {len(atlas.claims)} figures, {len(atlas.sources)} sources"
    )


def _articles(articles: tuple[Article, ...]) -> str:
    return f"{sum(len(article.excerpts) for article in articles)} passages"


def _tiles() -> Finding:
    try:
        tiles = Tiles()
    except AtlasError as error:
        return Finding("tiles", False, str(error))
    size = sum(
        1 for zoom in range(2, tiles.max_zoom + 1) if tiles.tile(zoom, (1 << zoom) * 2 // 3, (1 << zoom) * 3 // 8)
    )
    wanted = tiles.max_zoom - 1
    return Finding("tiles", size == wanted, f"{size} of {wanted} zoom levels of the relief hold Central Asia")


def _assets() -> Finding:
    try:
        files = static_files()
    except AtlasError as error:
        return Finding("assets", False, str(error))
    missing = [name for name, path in files.items() if not path.is_file() or path.stat().st_size == 0]
    if missing:
        return Finding("assets", False, f"missing: {', '.join(missing)}. Run: pip install -r requirements.txt")
    return Finding("assets", True, f"{len(files)} files of the page")


def _texts() -> Iterator[Finding]:
    for language, name in LANGUAGE_NAMES.items():
        path = FILES / "languages" / f"{language}.mo"
        is_ready = language == "en" or (path.is_file() and path.stat().st_size > 1000)
        yield Finding(
            "texts",
            is_ready,
            name if is_ready else f"{name}: {path.name} is missing. Run: python -m data.build languages",
        )


def _fonts() -> Finding:
    from PySide6.QtGui import QFont, QFontMetrics

    from ui.fonts import FAMILIES, load_fonts

    load_fonts()
    metrics = QFontMetrics(QFont(list(FAMILIES)))
    unseen = [letter for letter in "AжҚ日ア" if not metrics.inFontUcs4(ord(letter)) and not _drawable(letter)]
    if unseen:
        return Finding("fonts", False, f"cannot draw {' '.join(unseen)}. Run: pip install -r requirements.txt")
    return Finding("fonts", True, ", ".join(FAMILIES))


def _drawable(letter: str) -> bool:
    """Tell whether any of the program's families holds a letter."""
    from PySide6.QtGui import QFont, QRawFont

    from ui.fonts import FAMILIES

    return any(QRawFont.fromFont(QFont(family)).supportsCharacter(ord(letter)) for family in FAMILIES)
