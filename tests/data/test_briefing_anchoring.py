"""Linked words are found again after edits of the text, and never in a wrong place."""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.atlas import Atlas
from data.briefing.anchoring import Effort, Span, find, quote_of
from data.briefing.value import Quote

INSERTED = {
    "en": "Officials in Tokyo and Astana said on Friday that Japan, Kazakhstan and Uzbekistan would meet again. ",
    "id": "Pejabat di Tokyo dan Astana mengatakan bahwa Jepang, Kazakhstan, dan Uzbekistan akan bertemu lagi. ",
    "ja": "東京とアスタナの当局者は、日本、カザフスタン、ウズベキスタンが再び会合を開くと述べた。",
}
SENTENCE_ENDS = (". ", "。", ".\n", "\n")


@dataclass(frozen=True)
class Words:
    """A link's words in a text."""

    text: str
    span: Span
    language: str


def shipped(atlas: Atlas) -> list[Words]:
    """Return the words of all shipped links, in all languages, each in its excerpt and in the whole article."""
    found = []
    for article in atlas.articles:
        for language in ("en", "id", "ja"):
            whole, start = "", 0
            for excerpt in article.excerpts:
                text = excerpt.texts[language]
                start = len(whole)
                whole += text + "\n\n"
                for link in excerpt.links:
                    found.append(Words(text, link.spans[language], language))
            start = 0
            for excerpt in article.excerpts:
                for link in excerpt.links:
                    first, last = link.spans[language]
                    found.append(Words(whole, (start + first, start + last), language))
                start += len(excerpt.texts[language]) + 2
    return found


def chance_of(seed: int) -> random.Random:
    """Return the same row of chances for the same seed."""
    return random.Random(seed)  # noqa: S311  nothing secret


def with_paragraph(words: Words, chance: random.Random) -> Words:
    """Return the text with a paragraph inserted at its start, end or after a sentence."""
    start, end = words.span
    places = [0, len(words.text)]
    places += [
        at + len(mark) for mark in SENTENCE_ENDS for at in range(len(words.text)) if words.text.startswith(mark, at)
    ]
    at = chance.choice([place for place in places if not start < place < end])
    more = INSERTED[words.language]
    moved = len(more) if at <= start else 0
    return Words(words.text[:at] + more + words.text[at:], (start + moved, end + moved), words.language)


def with_slip(words: Words, chance: random.Random, first: int, last: int) -> Words:
    """Return the text with one letter changed, doubled, dropped or swapped between two places."""
    start, end = words.span
    at = chance.randrange(first, max(first + 1, last))
    old = words.text[at : at + 1]
    kind = chance.choice(("change", "double", "drop", "swap"))
    new = {"change": "x" if old != "x" else "y", "double": old * 2, "drop": "", "swap": words.text[at : at + 2][::-1]}[
        kind
    ]
    length = 2 if kind == "swap" else 1
    text = words.text[:at] + new + words.text[at + length :]
    change = len(text) - len(words.text)
    start += change if at < start else 0
    return Words(text, (start, end + (change if at < end else 0)), words.language)


def is_there(found: Span, wanted: Span) -> bool:
    """Tell whether a span is the wanted one, give or take the letter that the slip touched."""
    return abs(found[0] - wanted[0]) <= 1 and abs(found[1] - wanted[1]) <= 1


def rate(edited: Iterator[tuple[Words, Words]]) -> float:
    """Return the share of words found again; fail if any is found in a wrong place."""
    total = found = 0
    for before, after in edited:
        total += 1
        span = find(after.text, quote_of(before.text, *before.span))
        if span is not None:
            found += 1
            assert is_there(span, after.span), (before, after, after.text[slice(*span)])
    return found / total


def test_all_words_are_found_in_the_text_they_were_quoted_from(atlas: Atlas) -> None:
    for words in shipped(atlas):
        assert find(words.text, quote_of(words.text, *words.span)) == words.span


@pytest.mark.parametrize("seed", range(5))
def test_an_inserted_paragraph_and_a_mended_slip_lose_at_most_one_in_twenty(atlas: Atlas, seed: int) -> None:
    chance = chance_of(seed)
    pairs = (
        (words, with_slip(longer, chance, 0, len(longer.text)))
        for words in shipped(atlas)
        for longer in [with_paragraph(words, chance)]
    )
    assert rate(pairs) >= 0.95


@pytest.mark.parametrize("seed", range(5))
def test_a_slip_mended_near_the_words_loses_at_most_one_in_twenty(atlas: Atlas, seed: int) -> None:
    chance = chance_of(seed)
    pairs = ((with_slip(words, chance, max(0, words.span[0] - 20), words.span[0]), words) for words in shipped(atlas))
    assert rate((before, after) for before, after in pairs if before.text[slice(*before.span)]) >= 0.95


@pytest.mark.parametrize("seed", range(5))
def test_a_slip_mended_inside_the_words_loses_at_most_one_in_twenty(atlas: Atlas, seed: int) -> None:
    """Words of five letters and more; of shorter ones a slip could make others."""
    chance = chance_of(seed)
    long = [words for words in shipped(atlas) if words.span[1] - words.span[0] >= 6]
    pairs = ((with_slip(words, chance, *words.span), with_paragraph(words, chance)) for words in long for _ in range(1))
    assert rate(pairs) >= 0.95


def test_words_whose_passage_was_taken_out_are_orphaned(atlas: Atlas) -> None:
    """In the article with that passage gone, the same words elsewhere are not taken for them."""
    lost = 0
    for article in atlas.articles:
        for language in ("en", "id", "ja"):
            texts = [excerpt.texts[language] for excerpt in article.excerpts]
            for at, excerpt in enumerate(article.excerpts):
                rest = "\n\n".join(texts[:at] + texts[at + 1 :])
                for link in excerpt.links:
                    assert find(rest, quote_of("\n\n".join(texts), *_shifted(texts, at, link.spans[language]))) is None
                    lost += 1
    assert lost > 100


def _shifted(texts: list[str], at: int, span: Span) -> Span:
    start = sum(len(text) + 2 for text in texts[:at])
    return start + span[0], start + span[1]


@pytest.mark.parametrize(
    "edited",
    [
        "He said: 'The port of Aktau handled  more' - a record.",
        "He said: “The port of AKTAU handled more” – a record.",
        "HE SAID: «THE PORT OF AKTAU HANDLED MORE» — A RECORD.",
        "He said: The port of Aktau handled\nmore, a record.",
    ],
)
def test_other_quotes_spaces_dashes_and_case_do_not_matter(edited: str) -> None:
    text = 'He said: "The port of Aktau handled more" — a record.'
    start = text.index("Aktau handled more")
    span = find(edited, quote_of(text, start, start + 18))
    assert span is not None
    assert " ".join(edited[slice(*span)].split()).casefold() == "aktau handled more"


def test_words_that_stand_twice_without_surroundings_are_not_guessed() -> None:
    assert find("Aktau and Aktau", Quote(exact="Aktau")) is None
    assert find("Aktau and Baku", Quote(exact="Aktau")) == (0, 5)


def test_another_name_in_the_same_sentence_is_not_taken_for_the_words() -> None:
    text = "The line from Iran to the sea was closed in March, officials said."
    quote = quote_of(text, text.index("Iran"), text.index("Iran") + 4)
    assert find(text.replace("Iran", "Iraq"), quote) is None
    text = "The president of Kazakhstan spoke first."
    quote = quote_of(text, text.index("Kazakhstan"), text.index("Kazakhstan") + 10)
    assert find(text.replace("Kazakhstan", "Uzbekistan"), quote) is None


def test_same_lines_one_after_another_are_told_apart_by_more_of_their_surroundings() -> None:
    line = "PM Takaichi Gelar KTT dengan Pemimpin Asia Tengah\n"
    text = f"Judul\n{line}{line}{line}Akhir"
    for at in range(3):
        start = text.index("Asia", len("Judul\n") + at * len(line))
        assert find(text, quote_of(text, start, start + 4)) == (start, start + 4)


@given(st.text(max_size=300), st.data())
@settings(max_examples=200, deadline=None)
def test_a_quote_leads_back_to_its_words_or_nowhere(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = find(text, quote_of(text, start, end))
    assert found in (None, (start, end))


@given(st.text(max_size=200), st.text(max_size=60), st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_any_quote_in_any_text_is_answered_inside_the_text(text: str, exact: str, prefix: str, suffix: str) -> None:
    found = find(text, Quote(exact=exact, prefix=prefix, suffix=suffix))
    assert found is None or 0 <= found[0] < found[1] <= len(text)


def test_a_long_passage_is_found_with_slips_mended() -> None:
    sentences = [f"Sentence {number} says that {number * 7} trains ran to port {number * 3}." for number in range(80)]
    text = " ".join(sentences)
    start, end = text.index("Sentence 20"), text.index(" Sentence 41")
    quote = quote_of(text, start, end)
    edited = text.replace("Sentence 30 says", "Sentence 30 said").replace(
        "Sentence 5 says", "A new one. Sentence 5 says"
    )
    span = find(edited, quote)
    assert span == (edited.index("Sentence 20"), edited.index(" Sentence 41"))


def test_a_document_full_of_lost_words_is_answered_soon() -> None:
    text = "the quick brown fox jumps over the lazy dog " * 4_500
    effort = Effort()
    started = time.perf_counter()
    for number in range(2_000):
        assert find(text, Quote(exact=f"zebra {number}", prefix="a" * 32, suffix="b" * 32), effort) is None
    assert time.perf_counter() - started < 2


@pytest.mark.skipif("ATLAS_SEED" not in os.environ, reason="the whole article is not part of the program")
def test_the_words_are_found_in_the_whole_article_after_edits() -> None:
    folder = Path(os.environ["ATLAS_SEED"])
    text = next(folder.glob("*.txt")).read_text(encoding="utf-8")
    notes = json.loads((folder / "annotations.json").read_text(encoding="utf-8"))
    spans = [(one["start"], one["end"]) for one in notes["sentences"]]
    chance = chance_of(1)
    words = [Words(text, span, "id") for span in spans]
    assert rate((one, with_slip(with_paragraph(one, chance), chance, 0, len(text))) for one in words) >= 0.95
