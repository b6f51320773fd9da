"""The article shipped with the program: quotations exact, links sound, additions said.

The seed text itself is not part of the repository, since only passages of it are quoted.
Where it is at hand (the folder named by ``ATLAS_SEED``) the quotations are compared with it letter
by letter; elsewhere those tests are skipped.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "data" / "files"
ARTICLE = "egindo-2025-12-19"
LANGUAGES = ("id", "en", "ja")
KINDS = {"place", "resource", "route", "event", "actor-place"}
RELATIONS = {"mentions", "located-at", "along"}

Link = dict[str, Any]
Deposit = dict[str, Any]


def has(commodity: str, country: str | None = None) -> Callable[[Deposit], bool]:
    """Rule: the deposit holds the commodity, in any place of its list, in the country if one is given."""
    return lambda d: commodity in d["commodities"] and country in (None, d["country"])


def has_status(*statuses: str, countries: tuple[str, ...] = ()) -> Callable[[Deposit], bool]:
    """Rule: the deposit is in one of the statuses, in one of the countries if any are given."""
    return lambda d: d["status"] in statuses and (not countries or d["country"] in countries)


# The article names resources and countries, never a mine. Which deposits a phrase lights up is
# therefore decided by these rules alone, not by hand.
RULES: dict[tuple[str, str], Callable[[Deposit], bool]] = {
    ("s06", "logam tanah jarang"): has("rare-earths"),
    ("s08", "logam tanah jarang"): has("rare-earths"),
    ("s09", "tambang yang belum dikembangkan"): has_status("undeveloped"),
    ("s16", "logam tanah jarang"): has("rare-earths"),
    ("s16", "uranium"): has("uranium", "KZ"),
    ("s16", "emas"): has("gold", "UZ"),
    ("s16", "gas"): has("natural-gas", "TM"),
    ("s17", "deposit mineral baru"): has_status("undeveloped", "development", countries=("KG", "TJ")),
}


def read(name: str) -> Any:
    """Return the parsed JSON file of that name in data/files."""
    return json.loads((FILES / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def article() -> dict[str, Any]:
    """Return the article as shipped."""
    parsed: dict[str, Any] = read(f"articles/{ARTICLE}.json")
    return parsed


@pytest.fixture(scope="module")
def seed() -> bytes:
    """Return the original text as bytes, or skip where it is not at hand."""
    folder = Path(os.environ.get("ATLAS_SEED", ROOT / "no-seed"))
    path = folder / f"{ARTICLE}.txt"
    if not path.is_file():
        pytest.skip("the original text of the article is not at hand")
    return path.read_bytes()


@pytest.fixture(scope="module")
def deposits() -> dict[str, Deposit]:
    """Return the properties of every deposit by id, in the order of the file."""
    return {f["id"]: f["properties"] for f in read("deposits.geojson")["features"]}


def links_of(article: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Link]]:
    """Yield every link with its excerpt."""
    for excerpt in article["excerpts"]:
        for link in excerpt["links"]:
            yield excerpt, link


def span(text: str, words: str, nth: int) -> tuple[int, int] | None:
    """Return start and end of the nth occurrence (counted from 1, overlapping ones too), or None."""
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
        if at < 0:
            return None
    return at, at + len(words)


def feature_ids() -> Counter[str]:
    """Return every id a link of the article may point to, with how many things bear it."""
    ids: Counter[str] = Counter()
    for name in ("countries", "events", "water", "deposits"):
        for feature in read(f"{name}.geojson")["features"]:
            ids[feature["id"]] += 1
            capital = feature["properties"].get("capital")
            if isinstance(capital, dict):
                ids[capital["id"]] += 1
    for name in ("regions", "corridor_groups", "corridors"):
        ids.update(entry["id"] for entry in read(f"{name}.json"))
    return ids


def test_the_checksum_and_the_length_are_those_of_the_original(article: dict[str, Any], seed: bytes) -> None:
    assert hashlib.sha256(seed).hexdigest() == article["sha256"]
    assert len(seed.decode("utf-8")) == article["chars"]


def test_every_quotation_is_the_original_letter_by_letter(article: dict[str, Any], seed: bytes) -> None:
    original = seed.decode("utf-8")
    for excerpt in article["excerpts"]:
        assert excerpt["texts"]["id"] == original[excerpt["start"] : excerpt["end"]], excerpt["id"]


def test_every_quotation_is_as_long_as_its_place_in_the_article(article: dict[str, Any]) -> None:
    for excerpt in article["excerpts"]:
        assert len(excerpt["texts"]["id"]) == excerpt["end"] - excerpt["start"], excerpt["id"]


def test_excerpts_follow_the_article_and_do_not_overlap(article: dict[str, Any]) -> None:
    ends = 0
    for excerpt in article["excerpts"]:
        assert ends <= excerpt["start"] < excerpt["end"] <= article["chars"], excerpt["id"]
        ends = excerpt["end"]


def test_passages_are_quoted_and_not_the_whole_article(article: dict[str, Any]) -> None:
    quoted = sum(e["end"] - e["start"] for e in article["excerpts"])
    assert len(article["excerpts"]) >= 10
    assert quoted < 0.85 * article["chars"]


def test_every_text_stands_in_three_languages(article: dict[str, Any]) -> None:
    texts = [article["title"], article["date_note"], article["translations_note"]]
    for excerpt in article["excerpts"]:
        texts += [excerpt["texts"], excerpt["speaker"]]
        texts += [link["addition"] for link in excerpt["links"]]
    for text in texts:
        if text is not None:
            assert set(text) == set(LANGUAGES)
            assert all(words.strip() == words != "" for words in text.values()), text


def test_ids_are_unique_and_words_of_the_vocabulary_are_used(article: dict[str, Any]) -> None:
    ids = [e["id"] for e in article["excerpts"]] + [link["id"] for _, link in links_of(article)]
    assert len(ids) == len(set(ids))
    for excerpt, link in links_of(article):
        assert link["id"].startswith(f"{excerpt['id']}-l")
        assert link["kind"] in KINDS and link["rel"] in RELATIONS, link["id"]


def test_linked_words_stand_in_each_language_and_never_overlap(article: dict[str, Any]) -> None:
    for excerpt in article["excerpts"]:
        for language in LANGUAGES:
            taken: list[tuple[int, int]] = []
            for link in excerpt["links"]:
                place = span(excerpt["texts"][language], link["words"][language], link["nth"][language])
                assert place is not None, (link["id"], language)
                taken.append(place)
            taken.sort()
            assert all(a[1] <= b[0] for a, b in pairwise(taken)), (
                excerpt["id"],
                language,
            )


def test_every_target_exists(article: dict[str, Any]) -> None:
    known = feature_ids()
    for _, link in links_of(article):
        assert link["targets"], link["id"]
        assert len(link["targets"]) == len(set(link["targets"])), link["id"]
        assert set(link["targets"]) <= set(known), (link["id"], set(link["targets"]) - set(known))


def test_no_target_means_two_things(article: dict[str, Any]) -> None:
    known = feature_ids()  # "CA" for the region would also be Canada
    for _, link in links_of(article):
        assert all(known[target] == 1 for target in link["targets"]), link["id"]


def test_deposits_behind_a_phrase_are_those_its_rule_gives(
    article: dict[str, Any], deposits: dict[str, Deposit]
) -> None:
    met = set()
    for excerpt, link in links_of(article):
        if not set(link["targets"]) & set(deposits):
            continue
        key = (excerpt["sentence"], link["words"]["id"])
        wanted = {name for name, deposit in deposits.items() if RULES[key](deposit)}
        assert wanted, key
        assert set(link["targets"]) == wanted, key
        met.add(key)
    assert met == set(RULES)


def test_colours_are_those_of_the_map(article: dict[str, Any], deposits: dict[str, Deposit]) -> None:
    families = {deposit["family"] for deposit in deposits.values()}
    for _, link in links_of(article):
        assert link["colour"] in families | {"country", "corridor", "event", "water"}, link["id"]
        shown = Counter(deposits[t]["family"] for t in link["targets"] if t in deposits)
        if shown:  # a phrase wears the colour of most of what it lights up
            assert shown[link["colour"]] == max(shown.values()), link["id"]


def test_what_the_map_adds_to_the_article_is_said(article: dict[str, Any], deposits: dict[str, Deposit]) -> None:
    dated_elsewhere = {f["id"] for f in read("events.geojson")["features"]} - {"summit-tokyo-2025"}
    for _, link in links_of(article):
        targets = set(link["targets"])
        if targets & (set(deposits) | dated_elsewhere) or link["kind"] == "route":
            assert link["addition"] is not None, link["id"]
