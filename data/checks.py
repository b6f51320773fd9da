"""Whether the facts are sound: ids, links, places, sources, texts, dates. Run by the tests and by ``--check``.

``load_atlas`` refuses facts that the program cannot use; here is found what it could show, but should not.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from data.atlas import Atlas
from data.reading import FILES, load_features, load_json
from data.texts import LANGUAGE_NAMES

KINDS = ("countries", "waters", "boundaries", "regions", "deposits", "nodes", "legs", "corridors", "groups", "events")
"""The fields of the atlas that hold features with an id each."""

UNVERIFIED = "unverified"
"""The source that stands for general knowledge: what rests on it alone must say that it is not confirmed."""

PLACEHOLDER = re.compile(
    r"\b(todo|tbd|tba|fixme|xxx+|lorem|ipsum|placeholder|untitled|to be (translated|written|done))\b"
    r"|\?\?+|<[a-z/]|\{\w*\}|\N{REPLACEMENT CHARACTER}|example\.(com|org)|^(none|null|nan|undefined|-+|\.+|…)$",
    re.IGNORECASE,
)
"""What is written where a text is still missing."""

MEANT = {
    ("TJ-AU-03", "placeholder"): "its note speaks of a placeholder in a list of others",
}
"""Words that look like a placeholder and are none: the fact, the word, and why."""

LONG_WORDS = 4
"""A text of more words than this is no bare name: it reads otherwise in another language."""

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and with which fact."""

    where: str
    what: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.where}: {self.what}"


def problems(atlas: Atlas) -> list[Problem]:
    """Return all that is wrong with the facts; nothing if they are sound."""
    from data.placing import place_problems  # imports shapely

    checks = (
        id_problems(atlas),
        link_problems(atlas),
        place_problems(atlas),
        source_problems(atlas),
        text_problems(atlas),
        date_problems(atlas),
    )
    return [Problem(where, what) for found in checks for where, what in found]


Found = Iterator[tuple[str, str]]
"""Where and what."""


def file_problems(folder: Path = FILES) -> list[Problem]:
    """Return the ids that a file holds twice: read into a dictionary, the second would hide the first."""
    found = []
    for path in sorted(folder.rglob("*json")):
        raw = load_features(path) if path.suffix == ".geojson" else load_json(path)
        ids = Counter(each["id"] for each in raw if "id" in each) if isinstance(raw, list) else Counter[str]()
        found += [Problem(path.name, f"{name} is there {n} times") for name, n in ids.items() if n > 1]
    return found


def id_problems(atlas: Atlas) -> Found:
    """Yield ids that are not unique, not what the index says, or not written as ids are."""
    for kind in KINDS:
        for name, thing in getattr(atlas, kind).items():
            if name != thing.id:
                yield thing.id, f"it is filed as {name}"
    links = [link.id for excerpt in atlas.excerpts.values() for link in excerpt.links]
    excerpts = [excerpt.id for article in atlas.articles for excerpt in article.excerpts]
    claims = [claim.id for claim in atlas.claims]
    for kind, ids in (("claim", claims), ("excerpt", excerpts), ("link", links)):
        for name, count in Counter(ids).items():
            if count > 1:
                yield name, f"{count} things of the kind {kind} bear this id"
    for name in (*atlas.features, *claims, *excerpts, *links, *atlas.sources):
        if not re.fullmatch(r"[\w.-]+", name):
            yield name, "an id holds letters, digits, points and dashes only"


def link_problems(atlas: Atlas) -> Found:
    """Yield references that lead to nothing: features, countries, hosts, corridors, words for slugs."""
    for where, what, name, known in _references(atlas):
        if name not in known:
            yield where, f"its {what} {name} is unknown"
    for where, kind, slug in _slugs(atlas):
        if slug is not None and slug not in atlas.terms.get(kind, {}):
            yield where, f"there is no word for the {kind} {slug}"


def source_problems(atlas: Atlas) -> Found:
    """Yield facts without a source, with one that does not exist, or surer than their source."""
    for where, names in _cited(atlas):
        if not names:
            yield where, "it has no source"
        for name in names:
            if name not in atlas.sources:
                yield where, f"its source {name} does not exist"
    for claim in atlas.claims:
        if set(claim.sources) == {UNVERIFIED} and claim.confidence != UNVERIFIED:
            yield claim.id, "it rests on general knowledge alone and does not say so"
    for source in atlas.sources.values():
        if source.url is not None and not re.match(r"https?://[^\s/]+\.[^\s/]+", source.url):
            yield source.id, f"{source.url} is no web address"
        if not source.licence.strip():
            yield source.id, "it has no licence"


def text_problems(atlas: Atlas) -> Found:
    """Yield texts that lack a language, are empty, or hold what stands where a text is missing."""
    for where, names in _texts(atlas):
        for language in LANGUAGE_NAMES:
            text = names.get(language, "")
            if not text.strip():
                yield where, f"a text is missing in {language}: {names.get('en', '')!r}"
            elif _is_placeholder(where, text):
                yield where, f"{text!r} ({language}) looks like a placeholder"
        if len(names.get("en", "").split()) > LONG_WORDS:
            if names.get("id") == names["en"]:
                yield where, f"{names['en']!r} is not translated into id"
            if names.get("ja") and not _JAPANESE.search(names["ja"]):
                yield where, f"{names['ja']!r} is not translated into ja"
    for where, text in _plain_texts(atlas):
        if not text.strip() or _is_placeholder(where, text):
            yield where, f"{text!r} is empty or looks like a placeholder"


def date_problems(atlas: Atlas) -> Found:
    """Yield dates that are not ISO dates, months or years, and periods that end before they begin."""
    dated = [(claim.id, claim.asof) for claim in atlas.claims]
    dated += [(source.id, source.date) for source in atlas.sources.values()]
    dated += [(article.id, article.date) for article in atlas.articles]
    for event in atlas.events.values():
        dated += [(event.id, event.date_start), (event.id, event.date_end)]
        if event.date_end < event.date_start:
            yield event.id, "it ends before it begins"
    for where, date in dated:
        if date is not None and not _is_date(date):
            yield where, f"{date} is no ISO date"


def _references(atlas: Atlas) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """Yield where, what, which name, and where it should be found."""
    countries, places = atlas.countries, {**atlas.countries, **atlas.regions}
    yield from ((deposit.id, "country", deposit.country, countries) for deposit in atlas.deposits.values())
    yield from ((node.id, "country", node.country, countries) for node in atlas.nodes.values())
    yield from ((event.id, "country", event.country, countries) for event in atlas.events.values())
    for leg in atlas.legs.values():
        yield from ((leg.id, "end", end, atlas.nodes) for end in (leg.start, leg.end))
        yield from ((leg.id, "country", name, countries) for name in leg.countries)
    for corridor in atlas.corridors.values():
        yield from ((corridor.id, "node", name, atlas.nodes) for name in corridor.nodes)
        yield from ((corridor.id, "leg", name, atlas.legs) for name in corridor.legs)
    for group in atlas.groups.values():
        yield from ((group.id, "corridor", name, atlas.corridors) for name in group.members)
    for region in atlas.regions.values():
        yield from ((region.id, "member", name, countries) for name in region.members)
    for event in atlas.events.values():
        yield from ((event.id, "participant", name, places) for name in (*event.participants, *_given(event.host)))
    for claim in atlas.claims:
        yield claim.id, "subject", claim.about, atlas.features
    for article in atlas.articles:
        yield article.id, "source", article.source, atlas.sources
        for excerpt in article.excerpts:
            yield from ((link.id, "target", name, atlas.features) for link in excerpt.links for name in link.targets)


def _slugs(atlas: Atlas) -> Iterator[tuple[str, str, str | None]]:
    """Yield where, which kind of word, and the slug that needs one."""
    for deposit in atlas.deposits.values():
        yield from ((deposit.id, "commodity", slug) for slug in deposit.commodities)
        yield deposit.id, "family", deposit.family
        yield deposit.id, "status", deposit.status
    for node in atlas.nodes.values():
        yield node.id, "node_kind", node.kind
    for leg in atlas.legs.values():
        yield leg.id, "mode", leg.mode
        yield leg.id, "leg_status", leg.status
        yield leg.id, "length_basis", leg.length_basis
    for corridor in atlas.corridors.values():
        yield corridor.id, "leg_status", corridor.status
        yield corridor.id, "corridor_group", corridor.group
    for event in atlas.events.values():
        yield event.id, "event_kind", event.kind
    for claim in atlas.claims:
        yield claim.id, "measure", claim.measure
        yield claim.id, "unit", claim.unit


def _cited(atlas: Atlas) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every fact with the sources it names."""
    for feature in atlas.features.values():
        yield feature.id, feature.sources
    for deposit in atlas.deposits.values():
        if deposit.status_sources:
            yield deposit.id, deposit.status_sources
    for claim in atlas.claims:
        yield claim.id, claim.sources


def _texts(atlas: Atlas) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield every text of the facts that is there in the languages."""
    for thing in (*atlas.features.values(), *atlas.claims, *atlas.articles, *atlas.excerpts.values()):
        yield from ((thing.id, names) for names in _names_in(thing))
    for excerpt in atlas.excerpts.values():
        yield from ((link.id, names) for link in excerpt.links for names in _names_in(link))
    for kind, terms in atlas.terms.items():
        yield from ((f"{kind} {slug}", names) for slug, names in terms.items())


def _plain_texts(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Yield the texts that are the same in all languages."""
    yield from ((source.id, source.title) for source in atlas.sources.values())
    yield from ((deposit.id, deposit.operator) for deposit in atlas.deposits.values() if deposit.operator is not None)


def _names_in(thing: Any) -> Iterator[Mapping[str, str]]:
    """Yield the fields of a fact that hold a text by language."""
    for field in fields(thing) if is_dataclass(thing) else ():
        value = getattr(thing, field.name)
        if isinstance(value, Mapping) and all(isinstance(text, str) for text in value.values()):
            yield value


def _is_placeholder(where: str, text: str) -> bool:
    found = PLACEHOLDER.search(text)
    return found is not None and (where, found[0].lower()) not in MEANT


def _given(name: str | None) -> Iterable[str]:
    return (name,) if name else ()


def _is_date(text: str) -> bool:
    if not _ISO.fullmatch(text):
        return False
    parts = [int(part) for part in text.split("-")]
    try:
        datetime.date(*(*parts, 1, 1)[:3])
    except ValueError:
        return False
    return True
