"""The program's own texts in each language: gettext catalogues, English being the key.

``load_texts("ja")`` returns a Texts; calling it with an English text gives the text in that
language. ``N_`` marks a text that is looked up later, so that the catalogues' tools find it.
Catalogues are ``files/languages/<language>.po`` with the compiled ``.mo`` beside it
(``python -m data.build languages``).
"""

from __future__ import annotations

import gettext
import logging
import struct
from functools import cache
from typing import Any

from data.reading import FILES, Names

log = logging.getLogger(__name__)

LANGUAGE_NAMES = {"en": "English", "id": "Bahasa Indonesia", "ja": "日本語"}
"""Each language under its own name, in the order of the menu."""


def N_(text: str) -> str:  # noqa: N802  gettext's own name
    """Mark a text for the catalogues and return it unchanged."""
    return text


class Texts:
    """The texts in one language."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        """Wrap a catalogue."""
        self.language = language
        self._catalogue = catalogue

    def __call__(self, text: str, **fields: Any) -> str:
        """Return the text in this language with its ``{named}`` fields filled in."""
        found = self._catalogue.gettext(text) if text else ""
        return found.format(**fields) if fields else found

    def count(self, one: str, many: str, number: int, **fields: Any) -> str:
        """Return the form for a number; ``{n}`` in the text is the number."""
        return self._catalogue.ngettext(one, many, number).format(n=number, **fields)

    def name(self, names: Names | None) -> str:
        """Return a name of the facts in this language, in English if it has none."""
        return (names.get(self.language) or names["en"]) if names else ""


@cache
def load_texts(language: str) -> Texts:
    """Return the texts of a language; English where a catalogue cannot be read."""
    path = FILES / "languages" / f"{language}.mo"
    if language == "en":
        return Texts(language, gettext.NullTranslations())
    try:
        with path.open("rb") as file:
            return Texts(language, gettext.GNUTranslations(file))
    except (OSError, ValueError, LookupError, struct.error) as error:
        log.error("The texts in %s cannot be read (%s); English is shown instead.", path.name, error)
        return Texts(language, gettext.NullTranslations())


def in_all_languages(text: str, **fields: Any) -> dict[str, str]:
    """Return a text of the program in every language, as facts carry their names."""
    return {language: load_texts(language)(text, **fields) for language in LANGUAGE_NAMES}
