"""The documents of docs/ say what the program is: its keys, its menus, its words on screen, its pictures, its files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from data.atlas import Atlas, load_atlas
from data.briefing.reading import read_briefing
from data.briefing.writing import write_briefing
from data.build.briefing import STORY, told
from data.build.languages import collected
from data.checks import problems
from data.reading import FILES
from data.texts import load_texts
from maps.layers import Layer
from tests.pictures.keys import KEYS_FILE, key_words, keys_page, path_of
from tests.pictures.scripts import PICTURES
from tests.pictures.shrinking import MOST_BYTES
from ui.actions import ACTIONS, MENUS, SUBMENUS
from ui.colour_menu import TITLE as COLOURS
from ui.key_sheet import BY_HAND
from ui.menus import LAYERS_TEXT
from ui.stage.keys import STAGE_KEYS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
GUIDE = (DOCS / "guide.md").read_text(encoding="utf-8")
ADDING = (DOCS / "adding.md").read_text(encoding="utf-8")
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s#]*)(#[^)\s]*)?\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
BOLD_WITH_KEY = re.compile(r"\*\*([^*]+)\*\*\s\(<kbd>([^<]+)</kbd>\)")
SLANTED = re.compile(r"(?<!\*)\*([^*\s][^*]*)\*(?!\*)")
ALL_BYTES = 2_500_000
LEAST_COLOURS = 20
HELD = {"Ctrl", "Alt"}
"""Keys that the guide has held while something is clicked."""


def flat(text: str) -> str:
    """Return words that may be broken over lines in one line."""
    return " ".join(text.split())


def links(page: Path, *, pictures: bool) -> list[str]:
    """Return where a page's pictures, or its other links, lead to within the project."""
    found = LINK.findall(page.read_text(encoding="utf-8"))
    return [target for mark, target, _ in found if bool(mark) is pictures and target and "://" not in target]


@pytest.fixture(scope="module")
def menu_paths() -> dict[str, tuple[str, ...]]:
    """Return every command as a path through the menus, with its keys; menus that fill themselves have none."""
    texts = load_texts("en")
    paths = {path_of(action, texts): tuple(map(key_words, action.shortcuts)) for action in ACTIONS}
    paths |= {f"{MENUS[parent]} > {title}": () for parent, title in SUBMENUS.values()}
    return paths | {f"{MENUS['map']} > {title}": () for title in (LAYERS_TEXT, COLOURS)}


@pytest.fixture(scope="module")
def screen_texts() -> set[str]:
    """Return all English texts of the program, and what stands before a text's first field."""
    texts: set[str] = set()
    for message in collected():
        for text in [message.id] if isinstance(message.id, str) else message.id:
            texts |= {text, text.partition("{")[0].strip()}
    return texts - {""}


def test_the_page_of_keys_is_what_the_tables_give() -> None:
    assert KEYS_FILE.read_text(encoding="utf-8") == keys_page(), "python -m tests.pictures keys"


def test_what_is_bold_in_the_guide_is_in_the_menus(menu_paths: dict[str, tuple[str, ...]]) -> None:
    named = {flat(bold) for bold in BOLD.findall(GUIDE)}
    assert len(named) > 30
    assert named - set(menu_paths) == set()


def test_a_key_beside_a_command_is_its_key(menu_paths: dict[str, tuple[str, ...]]) -> None:
    pairs = [(flat(bold), key) for bold, key in BOLD_WITH_KEY.findall(GUIDE)]
    assert len(pairs) > 20
    assert [(bold, key) for bold, key in pairs if key not in menu_paths[bold]] == []


def test_every_key_of_the_guide_is_in_a_table() -> None:
    known = {key for action in ACTIONS for key in (*action.shortcuts, *action.list_keys)}
    known |= {key for stage_key in STAGE_KEYS for key in stage_key.keys}
    known |= {key for _, keys in BY_HAND for key in keys.split()}
    assert set(re.findall("<kbd>([^<]+)</kbd>", GUIDE)) - {*map(key_words, known), *HELD} == set()


def test_what_is_slanted_in_the_guide_stands_on_screen(screen_texts: set[str]) -> None:
    quoted = {flat(words) for words in SLANTED.findall(GUIDE)}
    assert len(quoted) > 40
    assert quoted - screen_texts == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert [target for target in links(page, pictures=False) if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_picture_is_one_that_the_script_makes(page: Path) -> None:
    for target in links(page, pictures=True):
        path = page.parent / target
        assert path.parent == DOCS / "pictures" and path.suffix == ".png"
        assert path.stem in PICTURES
        assert path.exists()


def test_all_pictures_are_in_the_guide_and_none_is_left_over() -> None:
    shown = {Path(target).stem for target in links(DOCS / "guide.md", pictures=True)}
    assert shown == set(PICTURES) == {path.stem for path in (DOCS / "pictures").iterdir()}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_shows_something_and_is_small(name: str) -> None:
    path = DOCS / "pictures" / f"{name}.png"
    assert path.stat().st_size <= MOST_BYTES
    assert path.read_bytes().startswith(b"\x89PNG\r\n")
    image = QImage(str(path))
    assert image.width() >= 500 and image.height() >= 500
    points = ((x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7))
    assert len({image.pixel(x, y) for x, y in points}) >= LEAST_COLOURS


def test_the_pictures_together_are_no_burden() -> None:
    assert sum(path.stat().st_size for path in (DOCS / "pictures").iterdir()) <= ALL_BYTES


def test_the_facts_that_the_page_about_adding_shows_can_be_added(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    shutil.copytree(FILES, folder, ignore=shutil.ignore_patterns("*.mbtiles", "*.briefing", "languages"))
    story = json.loads((folder / STORY).read_text(encoding="utf-8"))
    shown = re.findall(r"<!-- (\S+json) -->\n```json\n(.+?)\n```", ADDING, re.DOTALL)
    assert len(shown) == 6
    for name, text in shown:
        add(folder / name, json.loads(text))
    atlas = load_atlas(folder)
    assert problems(atlas) == []
    for feature in ("KZ-AU-99", "EXAMPLE", "BALKHASH-EXAMPLE"):
        assert feature in atlas.features
    story["articles"].append("gazette-2026-05")
    (folder / STORY).write_text(json.dumps(story, ensure_ascii=False), encoding="utf-8")
    write_briefing(folder / "with.briefing", told(folder, atlas))
    assert "g01" in {excerpt.id for excerpt in read_briefing(folder / "with.briefing").briefing.excerpts}


def add(path: Path, part: dict[str, object]) -> None:
    """Add a part to a list or to features; an article is a file of its own."""
    if not path.exists():
        path.write_text(json.dumps(part, ensure_ascii=False), encoding="utf-8")
        return
    raw = json.loads(path.read_text(encoding="utf-8"))
    (raw if isinstance(raw, list) else raw["features"]).append(part)
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")


def test_the_layer_that_the_page_about_adding_shows_draws(atlas: Atlas) -> None:
    [code] = re.findall(r"```python\n(.+?)```", ADDING, re.DOTALL)
    made: dict[str, Layer] = {}
    exec("\n".join(line[3:] for line in code.splitlines()), made)  # noqa: S102  the page's own example
    layer = made["LAYER"]
    items = layer.draw(atlas)
    assert items and {item.part for item in items} == {part.id for part in layer.parts(atlas)}
    assert all(item.id.split("/")[0] in atlas.features for item in items)
