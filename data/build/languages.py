"""The catalogues of the program's texts: collected from the code, merged, compiled.

Translations are written into ``data/files/languages/<language>.po`` by hand; this adds new
texts to them (empty), drops those no longer used, and compiles ``.mo`` files beside them.
"""

from __future__ import annotations

import ast
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from data.reading import FILES
from data.texts import LANGUAGE_NAMES
from data.version import VERSION

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("data", "maps", "ui")
CALLS = {"N_": 1, "texts": 1, "_texts": 1, "in_all_languages": 1, "count": 2}
"""The calls whose first texts are for translation, and how many they are: ``count`` has a plural."""

HEADER = "# The texts of Caspian Atlas. English is the key; python -m data.build languages keeps this file in step."


def build(files: Path = FILES) -> Path:
    """Bring every catalogue in step with the code and compile it; return the last one."""
    wanted = collected()
    path = files
    for language in [language for language in LANGUAGE_NAMES if language != "en"]:
        path = files / "languages" / f"{language}.po"
        catalogue = load_catalogue(path, language)
        wanted.creation_date = catalogue.creation_date
        catalogue.update(wanted, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_output=True, no_location=True, omit_header=False)
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        empty = [message.id for message in catalogue if message.id and not all(_forms(message.string))]
        print(f"{path.name}: {len(catalogue)} texts, {len(empty)} not translated")
        for text in empty:
            print(f"  {text!r}")
    return path


def collected() -> Catalog:
    """Return a catalogue of all texts that the code marks for translation.

    The code is read as a syntax tree: Babel's own reader passes over calls inside f-strings.
    """
    catalogue = Catalog(project="Caspian Atlas")
    files = [ROOT / "main.py", *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))]
    for path in sorted(files):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = _marked(node)
            if text:
                catalogue.add(text)
    return catalogue


def _marked(node: ast.AST) -> str | tuple[str, ...] | None:
    """Return the text that a call marks for translation, with its plural if it has one."""
    if not isinstance(node, ast.Call):
        return None
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    wanted = node.args[: CALLS.get(name, 0)]
    texts = tuple(part.value for part in wanted if isinstance(part, ast.Constant) and isinstance(part.value, str))
    if not texts or len(texts) != CALLS[name]:
        return None
    return texts[0] if len(texts) == 1 else texts


def load_catalogue(path: Path, language: str) -> Catalog:
    """Return a catalogue from its file, or an empty one."""
    if not path.exists():
        return Catalog(
            language,
            header_comment=HEADER,
            project="Caspian Atlas",
            version=VERSION,
            last_translator="",
            language_team="",
            msgid_bugs_address="",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """Return the catalogue as gettext wants it at run time."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def _forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return all forms of a translation; a new text has one empty form."""
    if isinstance(text, str) or text is None:
        return (text or "",)
    return tuple(text)
