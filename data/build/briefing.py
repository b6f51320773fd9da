"""The shipped briefing: the story of ``briefing/story.json``, the article it tells of, its claims and sources.

In the story a scene's notes are paragraphs, and its ``figures`` name where each number in its texts comes from:
claims, events, sources and what is computed. The claims, and all sources of what is named, go into the
document, so that it can be read without the program's facts; ``figures`` itself stays behind.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from data.atlas import Atlas, load_atlas
from data.briefing import value
from data.briefing.joining import briefing_article
from data.briefing.writing import backup_of, write_briefing
from data.claims import Claim
from data.sources import Source

STORY = Path("briefing") / "story.json"
FILE = Path("central-asia.briefing")

Made = TypeVar("Made", value.Claim, value.Source)


def build(files: Path) -> Path:
    """Write the shipped briefing and return its path."""
    path = files / FILE
    write_briefing(path, told(files))
    backup_of(path).unlink(missing_ok=True)
    return path


def told(files: Path, atlas: Atlas | None = None) -> value.Briefing:
    """Return the shipped briefing."""
    atlas = atlas or load_atlas(files)
    story = json.loads((files / STORY).read_text(encoding="utf-8"))
    articles = {article.id: article for article in atlas.articles}
    parts = [briefing_article(articles[name], atlas.sources[articles[name].source]) for name in story["articles"]]
    claims = _claims(atlas, story["scenes"])
    cited = [part.source.id for part in parts] + _cited(atlas, story["scenes"], claims)
    return value.Briefing(
        title=story["title"],
        slot_minutes=story["slot_minutes"],
        articles=tuple(part.article for part in parts),
        excerpts=tuple(excerpt for part in parts for excerpt in part.excerpts),
        links=tuple(link for part in parts for link in part.links),
        claims=tuple(_converted(claim, value.Claim) for claim in claims),
        sources=tuple(_converted(atlas.sources[name], value.Source) for name in dict.fromkeys(cited)),
        scenes=tuple(_scene(scene) for scene in story["scenes"]),
    )


def _scene(scene: dict[str, Any]) -> value.Scene:
    """Return a scene of the story; its notes' paragraphs become one Markdown text."""
    plain = {name: part for name, part in scene.items() if name != "figures"}
    plain["notes"] = {language: "\n\n".join(paragraphs) for language, paragraphs in scene["notes"].items()}
    return msgspec.convert(plain, value.Scene)


def _claims(atlas: Atlas, scenes: Iterable[dict[str, Any]]) -> list[Claim]:
    """Return the claims that the scenes rest on, each once, in the order of the story."""
    claims = {claim.id: claim for claim in atlas.claims}
    names = (name for scene in scenes for name in scene["figures"].get("claims", ()))
    return [claims[name] for name in dict.fromkeys(names)]


def _cited(atlas: Atlas, scenes: Iterable[dict[str, Any]], claims: Iterable[Claim]) -> list[str]:
    """Return the sources of all that the scenes rest on."""
    names = [source for claim in claims for source in claim.sources]
    for scene in scenes:
        names += scene["figures"].get("sources", ())
        names += (source for event in scene["figures"].get("events", ()) for source in atlas.events[event].sources)
    return names


def _converted(one: Claim | Source, kind: type[Made]) -> Made:
    """Return a fact of the atlas as a part of a document."""
    names = [field.name for field in msgspec.structs.fields(kind)]
    plain = {name: msgspec.to_builtins(getattr(one, name)) for name in names if getattr(one, name, None) is not None}
    return msgspec.convert(plain, kind)
