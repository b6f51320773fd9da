"""The catalogues of the program's texts: collected from the code, merged, compiled.

Translations are written into ``data/files/languages/<language>.po`` by hand; this adds new
texts to them (empty), drops those no longer used, and compiles ``.mo`` files beside them.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from data.reading import FILES
from data.texts import LANGUAGE_NAMES

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("data", "maps", "ui")
KEYWORDS = {"N_": None, "texts": None, "_texts": None, "in_all_languages": None, "count": (1, 2)}
"""The calls whose first texts are for translation; ``count`` has a singular and a plural."""


def build_languages() -> None:
    """Bring every catalogue in step with the code and compile it."""
    wanted = collected()
    for language in LANGUAGE_NAMES:
        if language == "en":
            continue
        path = FILES / "languages" / f"{language}.po"
        catalogue = load_catalogue(path, language)
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, no_location=True, omit_header=False)
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        empty = [message.id for message in catalogue if message.id and not all(_forms(message.string))]
        print(f"{path.name}: {len(catalogue)} texts, {len(empty)} not translated")
        for text in empty:
            print(f"  {text!r}")


def collected() -> Catalog:
    """Return a catalogue of all texts that the code marks for translation."""
    catalogue = Catalog(project="Caspian Atlas")
    for folder in FOLDERS:
        found = extract_from_dir(ROOT / folder, [("**.py", "python")], {}, KEYWORDS)
        for _file, _line, text, _comments, _context in found:
            if text:
                catalogue.add(text)
    return catalogue


def load_catalogue(path: Path, language: str) -> Catalog:
    """Return a catalogue from its file, or an empty one."""
    if not path.exists():
        return Catalog(locale=language, project="Caspian Atlas")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as gettext wants it at run time."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
