"""The sources of what is drawn and said of ways."""

from __future__ import annotations

from collections.abc import Iterator

from data.atlas import Atlas
from maps.comparing.banner import quoted_passage
from maps.comparing.cautions import cautions_along
from maps.comparing.quoting import article_of
from maps.comparing.rows import freight_of, known_limits, shown_rows
from maps.measures import kept
from maps.scene import Scene


def way_sources(atlas: Atlas, scene: Scene) -> Iterator[str]:
    """Yield the ids of the sources of the ways on show: of their legs, of the claims behind their marks.

    Of followed goods also those of the deposit, and of a passage in the banner the article.
    """
    measures = kept()
    if measures is None:
        return
    routing = known_limits(atlas, scene.routing)
    rows = shown_rows(atlas, measures, routing)
    for row in rows:
        goods = freight_of(atlas, measures, routing) if row.kind == "freight" else None
        if goods:
            yield from atlas.deposits[goods.deposit].sources
        for step in row.plan.steps if row.plan else ():
            yield from step.leg.sources
        for caution in cautions_along(atlas, row.plan) if row.plan else ():
            yield from caution.claim.sources
    passage = quoted_passage(atlas, routing)
    if passage:
        source = article_of(atlas, passage).source
        if source in atlas.sources:
            yield source
