"""Every text exists in every language, with the same fields, and the compiled catalogues are fresh."""

from __future__ import annotations

import string

import pytest
from babel.messages.catalog import Message

from data.build.languages import collected, compiled, load_catalogue
from data.reading import FILES
from data.texts import LANGUAGE_NAMES, load_texts

TRANSLATED = [language for language in LANGUAGE_NAMES if language != "en"]


def fields(text: str) -> set[str]:
    """Return the names of the {fields} in a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def forms(message: Message) -> list[str]:
    """Return all forms of a translation."""
    text = message.string
    return [text or ""] if isinstance(text, str) or text is None else list(text)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_missing_and_none_is_left_over(language: str) -> None:
    catalogue = load_catalogue(FILES / "languages" / f"{language}.po", language)
    wanted = {message.id for message in collected() if message.id}
    there = {message.id for message in catalogue if message.id}
    assert wanted - there == set()
    assert there - wanted == set()
    assert [message.id for message in catalogue if message.id and not all(forms(message))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_fields(language: str) -> None:
    for message in load_catalogue(FILES / "languages" / f"{language}.po", language):
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            wanted = set().union(*(fields(text) for text in ids))
            for form in forms(message):
                assert fields(form) == wanted, message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_fresh(language: str) -> None:
    path = FILES / "languages" / f"{language}.po"
    assert path.with_suffix(".mo").read_bytes() == compiled(load_catalogue(path, language))


def test_a_text_is_looked_up_and_filled_in() -> None:
    assert load_texts("en")("{n} passages", n=3) == "3 passages"
    assert load_texts("en").count("{n} passage", "{n} passages", 1) == "1 passage"
    assert load_texts("ja")("Whole region") != "Whole region"
