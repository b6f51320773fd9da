"""What a feature says to a reader: status, confidence, note, figures, sources, as lines of text in one language."""

from __future__ import annotations

from collections.abc import Iterator

from data import formats
from data.atlas import Atlas
from data.claims import Claim
from data.texts import N_, Texts
from maps.cards.words import CONFIDENCE
from maps.exports.features import Feature

NOT_CONFIRMED = N_("not confirmed")
LABELLED = N_("{label}: {said}")
_TERMS = {
    "family": (N_("Kind"), "family"),
    "mode": (N_("Mode"), "mode"),
    "group": (N_("Group"), "corridor_group"),
}


def lines_of(feature: Feature, atlas: Atlas, texts: Texts) -> Iterator[str]:
    """Yield what is known of a feature, a line each."""
    values = feature.values
    for name, (label, term) in _TERMS.items():
        slug = values.get(name)
        if isinstance(slug, str):
            yield texts(LABELLED, label=texts(label), said=atlas.term(term, slug, texts.language))
    status = values.get("status")
    if isinstance(status, str):
        term = "status" if feature.layer == "deposits" else "leg_status"
        said = atlas.term(term, status, texts.language)
        doubt = f" ({texts(NOT_CONFIRMED)})" if values.get("status_confirmed") is False else ""
        yield texts(LABELLED, label=texts("Status"), said=f"{said}{doubt}")
    confidence = values.get("confidence")
    if isinstance(confidence, str):
        yield texts(LABELLED, label=texts("Confidence"), said=texts(CONFIDENCE.get(confidence, confidence)))
    for name in ("summary", "outcome", "note"):
        said = text_in(values.get(name), texts.language)
        if said:
            yield said
    yield from (figure(claim, atlas, texts) for claim in atlas.claims_about(feature.id))
    titles = [atlas.sources[name].title for name in feature.sources if name in atlas.sources]
    if titles:
        yield texts(LABELLED, label=texts("Sources"), said="; ".join(titles))


def figure(claim: Claim, atlas: Atlas, texts: Texts) -> str:
    """Return a claim in a line: what it says, as of when, whether anyone confirms it, who says so."""
    marks = [texts("as of {date}", date=formats.date(claim.asof, texts.language)) if claim.asof else texts("undated")]
    if claim.confidence == "unverified":
        marks.append(texts(NOT_CONFIRMED))
    marks += [atlas.sources[name].title for name in claim.sources if name in atlas.sources]
    return f"{texts.name(claim.text)} ({'; '.join(marks)})"


def text_in(names: object, language: str) -> str:
    """Return a text of a feature in a language, or in another that has it."""
    if not isinstance(names, dict):
        return ""
    return str(next((names[key] for key in (language, "en", *names) if names.get(key)), ""))
