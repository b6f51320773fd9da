"""Search from the command line: prints what the box would offer, for people or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from maps.hits import Hit
from maps.search import Finder


def print_found(finder: Finder, query: str, language: str, out: TextIO, *, as_json: bool) -> None:
    """Print what is found for one query, best first: a JSON list, or a line each."""
    hits = finder.find(query, language)
    if as_json:
        out.write(f"{_json(hits)}\n")
        return
    for hit in hits:
        where = f"{hit.position[1]:.4f}, {hit.position[0]:.4f}" if hit.position else ""
        out.write("\t".join((hit.name, hit.kind, hit.detail, where, hit.id)).rstrip() + "\n")


def print_each(finder: Finder, queries: Iterable[str], language: str, out: TextIO) -> None:
    """Print one JSON list a line, for one query a line."""
    for query in queries:
        out.write(_json(finder.find(query.strip(), language)) + "\n")
        out.flush()


def _json(hits: list[Hit]) -> str:
    return json.dumps([_plain(hit) for hit in hits], ensure_ascii=False)


def _plain(hit: Hit) -> dict[str, Any]:
    """Return what a program may want to know of a hit."""
    lon, lat = hit.position or (None, None)
    return {
        "name": hit.name,
        "kind": hit.kind,
        "country": hit.country or None,
        "lat": lat,
        "lon": lon,
        "id": hit.id,
        "detail": hit.detail,
    }
