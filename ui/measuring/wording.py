"""What was measured, in words: for the points on the map, the panel and the clipboard."""

from __future__ import annotations

from itertools import accumulate

from data import formats
from data.atlas import Atlas
from data.texts import Texts
from maps.measuring import Measured, Shares


def length_text(km: float, language: str) -> str:
    """Return a length as precise as a click can be."""
    digits = 0 if km >= 100 else 1 if km >= 10 else 2
    return f"{formats.number(round(km, digits), language)} km"


def area_text(km2: float, language: str) -> str:
    """Return an area as precise as clicks can be."""
    digits = 0 if km2 >= 100 else 2
    return f"{formats.number(round(km2, digits), language)} km²"


class Wording:
    """Writes what was measured in one language."""

    def __init__(self, atlas: Atlas, texts: Texts) -> None:
        """Take the names and the language."""
        self._atlas = atlas
        self._texts = texts

    def at_points(self, found: Measured, count: int) -> tuple[str, ...]:
        """Return a text for each point: the length so far; at a closed area's first point the whole."""
        language = self._texts.language
        so_far = [length_text(km, language) for km in accumulate(found.segments_km)]
        if found.area_km2 is not None and so_far:
            return (f"{so_far[-1]} · {area_text(found.area_km2, language)}", *so_far[: count - 1])
        return ("", *so_far)[:count]

    def total(self, found: Measured, *, is_closed: bool) -> list[tuple[str, str]]:
        """Return the rows of the whole: length or perimeter, and area."""
        texts, language = self._texts, self._texts.language
        label = texts("Perimeter") if is_closed else texts("Length")
        rows = [(label, length_text(found.length_km, language))]
        if found.is_crossing:
            rows.append((texts("Area"), texts("none: the lines cross each other")))
        elif found.area_km2 is not None:
            rows.append((texts("Area"), area_text(found.area_km2, language)))
        return rows

    def shares(self, shares: Shares) -> list[tuple[str, str]]:
        """Return a row per country, longest first: name, kilometres and part of the whole."""
        whole = sum(shares.values()) or 1.0
        rows = []
        for country, km in shares.items():
            share = formats.number(round(100 * km / whole), self._texts.language)
            rows.append((self.country(country), f"{length_text(km, self._texts.language)} · {share} %"))
        return rows

    def country(self, country: str) -> str:
        """Return the name under which a share is listed; what lies in no country is the sea."""
        known = self._atlas.countries.get(country)
        return self._texts.name(known.names) if known else country or self._texts("Sea")

    def lines(self, found: Measured) -> list[tuple[str, str, str]]:
        """Return a row for each line: its points, its length, and the countries it lies in."""
        rows = []
        for at, km in enumerate(found.segments_km):
            shares = found.shares[at] if found.shares else {}
            told = " · ".join(
                f"{self.country(country)} {length_text(part, self._texts.language)}" for country, part in shares.items()
            )
            rows.append((self.line_name(at, found), length_text(km, self._texts.language), told))
        return rows

    def line_name(self, at: int, found: Measured) -> str:
        """Return the numbers of a line's two points."""
        is_closing = found.area_km2 is not None or found.is_crossing
        end = 1 if is_closing and at == len(found.segments_km) - 1 else at + 2
        return f"{at + 1}–{end}"

    def as_text(self, found: Measured, *, is_closed: bool) -> str:
        """Return everything as lines of text with tabs between columns, for the clipboard."""
        rows = ["\t".join(row) for row in self.total(found, is_closed=is_closed)]
        rows += ["\t".join(row) for row in self.shares(found.shares_km)]
        if len(found.segments_km) > 1:
            rows += ["\t".join(row).rstrip() for row in self.lines(found)]
        return "\n".join((*rows, self._texts("Geodesic on the WGS 84 ellipsoid; borders generalised.")))
