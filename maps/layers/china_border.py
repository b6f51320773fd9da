"""The border of the five with China, which the article names: the lines that their polygons share.

An item is ``<country>/china-border``: a click selects the country, whose card has the border's length.
"""

from __future__ import annotations

from typing import Any

from data.atlas import Atlas
from data.texts import N_, in_all_languages
from maps.layers.layer import Item, Layer, Names, Part

CHINA = "CN"


def _title() -> Names:
    return in_all_languages(N_("Border with China"))


def _parts(atlas: Atlas) -> tuple[Part, ...]:
    return (Part("china-border", _title(), "style:china-border", on=False),)


def _draw(atlas: Atlas) -> list[Item]:
    if CHINA not in atlas.countries:
        return []
    items = []
    for country in atlas.countries.values():
        lines = shared_border(country.polygons, atlas.countries[CHINA].polygons) if country.is_focus else []
        if lines:
            items.append(
                Item(f"{country.id}/china-border", "china-border", "line", lines, "china-border", country.names)
            )
    return items


def shared_border(polygons: Any, others: Any) -> list[list[tuple[float, float]]]:
    """Return the lines along which two countries' polygons meet, joined end to end."""
    import shapely  # slow to import, needed only when the drawing is made

    from maps.geodesy import polygon_of

    shared = shapely.intersection(polygon_of(polygons).boundary, polygon_of(others).boundary)
    lines = [part for part in getattr(shared, "geoms", [shared]) if part.length > 0]
    if not lines:
        return []
    joined = shapely.line_merge(shapely.MultiLineString(lines))
    return [list(line.coords) for line in getattr(joined, "geoms", [joined])]


LAYER = Layer("china-border", _title, _parts, _draw)
